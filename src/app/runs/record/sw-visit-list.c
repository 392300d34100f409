/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/record/sw-visit-list.h"

#include <glib/gi18n.h>

struct _SwVisitItem
{
  GObject      parent_instance;

  SwRunRecord *record; /* keeps the visit alive */
  SwVisit     *visit;
};

G_DEFINE_FINAL_TYPE (SwVisitItem, sw_visit_item, G_TYPE_OBJECT)

static void
sw_visit_item_finalize (GObject *object)
{
  g_object_unref (SW_VISIT_ITEM (object)->record);
  G_OBJECT_CLASS (sw_visit_item_parent_class)->finalize (object);
}

static void
sw_visit_item_class_init (SwVisitItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sw_visit_item_finalize;
}

static void
sw_visit_item_init (SwVisitItem *self)
{
}

/**
 * sw_visit_item_get_visit:
 *
 * Returns: (transfer none): the visit of the row; it belongs to the record's trace
 */
SwVisit *
sw_visit_item_get_visit (SwVisitItem *self)
{
  return self->visit;
}

/**
 * sw_visit_item_new_children:
 *
 * Returns: (transfer full) (nullable): what is inside the visit, now and later; `NULL` where
 *   nothing can be
 */
GListModel *
sw_visit_item_new_children (SwVisitItem *self)
{
  const SwVisit *visit = self->visit;

  if (visit->kind == SW_VISIT_STATE && visit->state->type != SW_STATE_PARALLEL
      && visit->state->type != SW_STATE_MAP)
    return NULL;
  return sw_visit_list_new (self->record, self->visit);
}

/**
 * sw_visit_dup_name:
 *
 * Returns: (transfer full): what a row calls the visit
 */
char *
sw_visit_dup_name (const SwVisit *visit)
{
  switch (visit->kind)
    {
    case SW_VISIT_STATE:
      return g_strdup (visit->state->name);
    case SW_VISIT_BRANCH:
      /* translators: a branch of a Parallel state, by its number */
      return g_strdup_printf (_("Branch %u"), visit->index + 1);
    case SW_VISIT_ITERATION:
      /* translators: an iteration of a Map state, by its index from 0 */
      return g_strdup_printf (_("#%u"), visit->index);
    case SW_VISIT_MACHINE:
    default:
      return g_strdup (_("State machine"));
    }
}

/**
 * sw_duration_dup_text:
 * @microseconds: not negative
 *
 * Returns: (transfer full): the duration for people, "340 ms", "1.25 s", "2:05.1", "3 d 04:00:00"
 */
char *
sw_duration_dup_text (gint64 microseconds)
{
  gint64 milliseconds = (microseconds + 500) / 1000;
  gint64 seconds = milliseconds / 1000;

  if (milliseconds < 1000)
    return g_strdup_printf (_("%d ms"), (int) milliseconds);
  if (seconds < 60)
    return g_strdup_printf (_("%d.%02d s"), (int) seconds, (int) (milliseconds % 1000 / 10));
  if (seconds < 3600)
    return g_strdup_printf ("%d:%02d.%d", (int) (seconds / 60), (int) (seconds % 60),
                            (int) (milliseconds % 1000 / 100));
  if (seconds < 86400)
    return g_strdup_printf ("%d:%02d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60),
                            (int) (seconds % 60));
  /* translators: a duration: days, hours, minutes, seconds */
  return g_strdup_printf (_("%d d %02d:%02d:%02d"), (int) (seconds / 86400),
                          (int) (seconds / 3600 % 24), (int) (seconds / 60 % 60),
                          (int) (seconds % 60));
}

struct _SwVisitList
{
  GObject      parent_instance;

  SwRunRecord *record;
  SwVisit     *visit;
  guint        n_items; /* told of so far */
};

static GType
get_item_type (GListModel *model)
{
  return SW_TYPE_VISIT_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return SW_VISIT_LIST (model)->n_items;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  SwVisitList *self = SW_VISIT_LIST (model);
  SwVisitItem *item;

  if (position >= self->n_items)
    return NULL;
  item = g_object_new (SW_TYPE_VISIT_ITEM, NULL);
  item->record = g_object_ref (self->record);
  item->visit = sw_visit_get_child (self->visit, position);
  return item;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SwVisitList, sw_visit_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
sw_visit_list_finalize (GObject *object)
{
  g_object_unref (SW_VISIT_LIST (object)->record);
  G_OBJECT_CLASS (sw_visit_list_parent_class)->finalize (object);
}

static void
sw_visit_list_class_init (SwVisitListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sw_visit_list_finalize;
}

static void
sw_visit_list_init (SwVisitList *self)
{
}

static void
advanced_cb (SwVisitList *self)
{
  guint before = self->n_items;

  self->n_items = sw_visit_get_n_children (self->visit);
  if (self->n_items > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->n_items - before);
}

/**
 * sw_visit_list_new:
 * @visit: of the record's trace
 *
 * Returns: (transfer full): what is inside @visit
 */
GListModel *
sw_visit_list_new (SwRunRecord *record,
                   SwVisit     *visit)
{
  SwVisitList *self = g_object_new (SW_TYPE_VISIT_LIST, NULL);

  self->record = g_object_ref (record);
  self->visit = visit;
  self->n_items = sw_visit_get_n_children (visit);
  g_signal_connect_object (record, "advanced", G_CALLBACK (advanced_cb), self, G_CONNECT_SWAPPED);
  return G_LIST_MODEL (self);
}
