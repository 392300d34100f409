/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/compare/sw-run-pair-item.h"

#include <glib/gi18n.h>

#include "app/runs/sw-visit-list.h"

#define INDENT 18 /* pixels for a level of nesting */

struct _SwRunPairItem
{
  GObject            parent_instance;

  const SwVisitPair *pair; /* of a comparison that outlives its rows */
};

G_DEFINE_FINAL_TYPE (SwRunPairItem, sw_run_pair_item, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_MARGIN,
  PROP_ICON_NAME,
  PROP_STYLES,
  PROP_LABEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Words for what differs, in the order of the flags */
static const char *const words[SW_APART_N] = {
  N_("input"), N_("result"), N_("output"), N_("variables"),
  N_("status"), N_("error"), N_("attempts"), N_("way out"),
};

static char *
dup_title (SwRunPairItem *self)
{
  return sw_visit_dup_name (self->pair->after != NULL ? self->pair->after : self->pair->before);
}

static char *
dup_subtitle (SwRunPairItem *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  if (self->pair->before == NULL)
    return g_strdup (_("In the later run alone"));
  if (self->pair->after == NULL)
    return g_strdup (_("In the earlier run alone"));
  for (guint i = 0; i < SW_APART_N; i++)
    if (self->pair->apart & (1u << i))
      g_strv_builder_add (builder, _(words[i]));
  parts = g_strv_builder_end (builder);
  return g_strjoinv (", ", parts);
}

static char *
dup_label (SwRunPairItem *self)
{
  g_autofree char *title = dup_title (self);
  g_autofree char *subtitle = dup_subtitle (self);

  return g_strdup_printf ("%s: %s", title, subtitle);
}

static const char *
get_icon (SwRunPairItem *self)
{
  if (self->pair->before == NULL)
    return "list-add-symbolic";
  return self->pair->after == NULL ? "list-remove-symbolic" : "document-edit-symbolic";
}

static const char *const *
get_styles (SwRunPairItem *self)
{
  static const char *const added[] = { "success", NULL };
  static const char *const removed[] = { "error", NULL };
  static const char *const changed[] = { "warning", NULL };

  if (self->pair->before == NULL)
    return added;
  return self->pair->after == NULL ? removed : changed;
}

static void
sw_run_pair_item_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  SwRunPairItem *self = SW_RUN_PAIR_ITEM (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_take_string (value, dup_title (self));
      break;
    case PROP_SUBTITLE:
      g_value_take_string (value, dup_subtitle (self));
      break;
    case PROP_MARGIN:
      g_value_set_int (value, (int) self->pair->depth * INDENT);
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, get_icon (self));
      break;
    case PROP_STYLES:
      g_value_set_boxed (value, get_styles (self));
      break;
    case PROP_LABEL:
      g_value_take_string (value, dup_label (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sw_run_pair_item_class_init (SwRunPairItemClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sw_run_pair_item_get_property;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  properties[PROP_MARGIN] = g_param_spec_int ("margin", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  properties[PROP_STYLES] = g_param_spec_boxed ("styles", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sw_run_pair_item_init (SwRunPairItem *self)
{
}

/**
 * sw_run_pair_items_new:
 * @diff: two runs; must outlive the rows
 *
 * Returns: (transfer full): a list of SwRunPairItem, one for each visit that differs
 */
GListModel *
sw_run_pair_items_new (SwRunDiff *diff)
{
  GListStore *store = g_list_store_new (SW_TYPE_RUN_PAIR_ITEM);
  GArray *pairs = sw_run_diff_get_pairs (diff);

  for (guint i = 0; i < pairs->len; i++)
    {
      const SwVisitPair *pair = &g_array_index (pairs, SwVisitPair, i);
      g_autoptr (SwRunPairItem) item = NULL;

      if (sw_visit_pair_is_same (pair))
        continue;
      item = g_object_new (SW_TYPE_RUN_PAIR_ITEM, NULL);
      item->pair = pair;
      g_list_store_append (store, item);
    }
  return G_LIST_MODEL (store);
}

/**
 * sw_run_pair_item_get_pair:
 *
 * Returns: (transfer none): the visit in both runs
 */
const SwVisitPair *
sw_run_pair_item_get_pair (SwRunPairItem *self)
{
  return self->pair;
}
