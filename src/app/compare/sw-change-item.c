/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/compare/sw-change-item.h"

#define INDENT 18 /* pixels for a level of nesting */

struct _SwChangeItem
{
  GObject             parent_instance;

  const SwChangeKind *kind;
  gconstpointer       data;
  gpointer            owner; /* keeps the data alive; NULL: they outlive the row */
  GDestroyNotify      unref_owner;
};

G_DEFINE_FINAL_TYPE (SwChangeItem, sw_change_item, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_DETAILS,
  PROP_MARGIN,
  PROP_ICON_NAME,
  PROP_STYLES,
  PROP_LABEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* What each change looks like */
static const struct
{
  const char *icon;
  const char *styles[2];
} looks[] = {
  [SW_CHANGE_NONE] = { NULL, { NULL } },
  [SW_CHANGE_ADDED] = { "list-add-symbolic", { "success" } },
  [SW_CHANGE_REMOVED] = { "list-remove-symbolic", { "error" } },
  [SW_CHANGE_CHANGED] = { "document-edit-symbolic", { "warning" } },
};

static char *
dup_details (SwChangeItem *self)
{
  return self->kind->dup_details != NULL ? self->kind->dup_details (self->data) : g_strdup ("");
}

static char *
dup_label (SwChangeItem *self)
{
  g_autofree char *title = self->kind->dup_title (self->data);
  g_autofree char *subtitle = self->kind->dup_subtitle (self->data);
  g_autofree char *details = dup_details (self);

  if (self->kind->dup_details == NULL)
    return g_strdup_printf ("%s: %s", title, subtitle);
  return g_strdup_printf ("%s, %s. %s", title, subtitle, details);
}

static void
sw_change_item_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  SwChangeItem *self = SW_CHANGE_ITEM (object);
  guint depth = self->kind->get_depth != NULL ? self->kind->get_depth (self->data) : 0;

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_take_string (value, self->kind->dup_title (self->data));
      break;
    case PROP_SUBTITLE:
      g_value_take_string (value, self->kind->dup_subtitle (self->data));
      break;
    case PROP_DETAILS:
      g_value_take_string (value, dup_details (self));
      break;
    case PROP_MARGIN:
      g_value_set_int (value, (int) depth * INDENT);
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, looks[self->kind->get_change (self->data)].icon);
      break;
    case PROP_STYLES:
      g_value_set_boxed (value, looks[self->kind->get_change (self->data)].styles);
      break;
    case PROP_LABEL:
      g_value_take_string (value, dup_label (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sw_change_item_finalize (GObject *object)
{
  SwChangeItem *self = SW_CHANGE_ITEM (object);

  if (self->owner != NULL)
    self->unref_owner (self->owner);
  G_OBJECT_CLASS (sw_change_item_parent_class)->finalize (object);
}

static void
sw_change_item_class_init (SwChangeItemClass *klass)
{
  static const char *const texts[N_PROPS]
      = { [PROP_TITLE] = "title",         [PROP_SUBTITLE] = "subtitle", [PROP_DETAILS] = "details",
          [PROP_ICON_NAME] = "icon-name", [PROP_LABEL] = "label" };
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sw_change_item_get_property;
  object_class->finalize = sw_change_item_finalize;
  for (guint i = 1; i < N_PROPS; i++)
    if (texts[i] != NULL)
      properties[i] = g_param_spec_string (texts[i], NULL, NULL, NULL, flags);
  properties[PROP_MARGIN] = g_param_spec_int ("margin", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_STYLES] = g_param_spec_boxed ("styles", NULL, NULL, G_TYPE_STRV, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sw_change_item_init (SwChangeItem *self)
{
}

/**
 * sw_change_item_new:
 * @kind: how it is told; static
 * @data: what differs
 * @take_owner: (transfer full) (nullable): keeps @data alive
 * @unref_owner: (nullable): gives it up
 *
 * Returns: (transfer full): the row
 */
SwChangeItem *
sw_change_item_new (const SwChangeKind *kind,
                    gconstpointer       data,
                    gpointer            take_owner,
                    GDestroyNotify      unref_owner)
{
  SwChangeItem *self = g_object_new (SW_TYPE_CHANGE_ITEM, NULL);

  self->kind = kind;
  self->data = data;
  self->owner = take_owner;
  self->unref_owner = unref_owner;
  return self;
}

/**
 * sw_change_item_get_data:
 *
 * Returns: (transfer none): what differs
 */
gconstpointer
sw_change_item_get_data (SwChangeItem *self)
{
  return self->data;
}
