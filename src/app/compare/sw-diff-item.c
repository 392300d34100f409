/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/compare/sw-diff-item.h"

#include <glib/gi18n.h>

struct _SwDiffItem
{
  GObject            parent_instance;

  SwDiff            *diff; /* keeps the change alive */
  const SwDiffState *change;
};

G_DEFINE_FINAL_TYPE (SwDiffItem, sw_diff_item, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_DETAILS,
  PROP_ICON_NAME,
  PROP_STYLES,
  PROP_LABEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* What each change looks like and is called */
static const struct
{
  const char *icon;
  const char *styles[2];
  const char *word;
} looks[] = {
  [SW_CHANGE_NONE] = { NULL, { NULL }, "" },
  [SW_CHANGE_ADDED] = { "list-add-symbolic", { "success" }, N_("Added") },
  [SW_CHANGE_REMOVED] = { "list-remove-symbolic", { "error" }, N_("Removed") },
  [SW_CHANGE_CHANGED] = { "document-edit-symbolic", { "warning" }, N_("Changed") },
};

static const SwState *
get_state (SwDiffItem *self)
{
  return self->change->after != NULL ? self->change->after : self->change->before;
}

static const char *
get_title (SwDiffItem *self)
{
  const SwState *state = get_state (self);

  return state != NULL ? state->name : _("State Machine");
}

static char *
dup_place (const SwState *state)
{
  if (state->scope->parent == NULL)
    return g_strdup (_("moved out of everything"));
  /* translators: where a state stood in an earlier version; the name of a Parallel or Map state */
  return g_strdup_printf (_("moved out of %s"), state->scope->parent->name);
}

static char *
dup_subtitle (SwDiffItem *self)
{
  const SwDiffState *change = self->change;
  const SwState *state = get_state (self);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  g_strv_builder_add (builder, _(looks[change->change].word));
  if (state != NULL && sw_state_type_get_name (state->type) != NULL)
    g_strv_builder_add (builder, sw_state_type_get_name (state->type));
  if (change->renamed)
    /* translators: what a state was called in an earlier version */
    g_strv_builder_take (builder, g_strdup_printf (_("was %s"), change->before->name));
  if (change->moved)
    g_strv_builder_take (builder, dup_place (change->before));
  parts = g_strv_builder_end (builder);
  return g_strjoinv (" · ", parts);
}

static char *
dup_details (SwDiffItem *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->change->fields->len; i++)
    {
      const SwDiffField *field = self->change->fields->pdata[i];
      g_autofree char *values = sw_diff_field_dup_text (field);
      const char *sign = field->change == SW_CHANGE_ADDED ? "+ " : field->change == SW_CHANGE_REMOVED ? "− " : "";

      g_string_append_printf (text, "%s%s%s: %s", i > 0 ? "\n" : "", sign, field->path, values);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_label (SwDiffItem *self)
{
  g_autofree char *subtitle = dup_subtitle (self);
  g_autofree char *details = dup_details (self);

  return g_strdup_printf ("%s, %s. %s", get_title (self), subtitle, details);
}

static void
sw_diff_item_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  SwDiffItem *self = SW_DIFF_ITEM (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, get_title (self));
      break;
    case PROP_SUBTITLE:
      g_value_take_string (value, dup_subtitle (self));
      break;
    case PROP_DETAILS:
      g_value_take_string (value, dup_details (self));
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, looks[self->change->change].icon);
      break;
    case PROP_STYLES:
      g_value_set_boxed (value, looks[self->change->change].styles);
      break;
    case PROP_LABEL:
      g_value_take_string (value, dup_label (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sw_diff_item_finalize (GObject *object)
{
  g_clear_pointer (&SW_DIFF_ITEM (object)->diff, sw_diff_unref);
  G_OBJECT_CLASS (sw_diff_item_parent_class)->finalize (object);
}

static void
sw_diff_item_class_init (SwDiffItemClass *klass)
{
  static const char *const names[N_PROPS] = { NULL, "title", "subtitle", "details", "icon-name", NULL, "label" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sw_diff_item_get_property;
  object_class->finalize = sw_diff_item_finalize;
  properties[PROP_STYLES]
      = g_param_spec_boxed ("styles", NULL, NULL, G_TYPE_STRV, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  for (guint i = 1; i < N_PROPS; i++)
    if (names[i] != NULL)
      properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sw_diff_item_init (SwDiffItem *self)
{
}

/**
 * sw_diff_items_new:
 * @diff: two versions
 *
 * Returns: (transfer full): a list of SwDiffItem, one for each state that differs
 */
GListModel *
sw_diff_items_new (SwDiff *diff)
{
  GListStore *store = g_list_store_new (SW_TYPE_DIFF_ITEM);
  GPtrArray *changes = sw_diff_get_states (diff);

  for (guint i = 0; i < changes->len; i++)
    {
      g_autoptr (SwDiffItem) item = g_object_new (SW_TYPE_DIFF_ITEM, NULL);

      item->diff = sw_diff_ref (diff);
      item->change = changes->pdata[i];
      g_list_store_append (store, item);
    }
  return G_LIST_MODEL (store);
}

/**
 * sw_diff_item_get_change:
 *
 * Returns: (transfer none): the state that differs
 */
const SwDiffState *
sw_diff_item_get_change (SwDiffItem *self)
{
  return self->change;
}
