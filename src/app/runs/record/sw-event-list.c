/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/record/sw-event-list.h"

#include <string.h>

struct _SwEventItem
{
  GObject               parent_instance;

  SwRunRecord          *record; /* keeps the history alive */
  const SwHistoryEvent *event;
};

G_DEFINE_FINAL_TYPE (SwEventItem, sw_event_item, G_TYPE_OBJECT)

enum
{
  ITEM_PROP_0,
  ITEM_PROP_ID,
  ITEM_PROP_TYPE,
  ITEM_PROP_STEP,
  ITEM_PROP_TIME,
  ITEM_PROP_FAILURE,
  ITEM_N_PROPS
};

static GParamSpec *item_properties[ITEM_N_PROPS];

/* Since the start of the run: "+1:02:03.456"; the day is in the event's JSON. */
static char *
dup_time (SwEventItem *self)
{
  gint64 start
      = sw_history_event_get_time (sw_history_get (sw_run_record_get_history (self->record), 0));
  gint64 elapsed = (sw_history_event_get_time (self->event) - start) / 1000;
  gint64 seconds = elapsed / 1000;

  if (seconds >= 3600)
    return g_strdup_printf ("+%" G_GINT64_FORMAT ":%02d:%02d.%03d", seconds / 3600,
                            (int) (seconds / 60 % 60), (int) (seconds % 60),
                            (int) (elapsed % 1000));
  return g_strdup_printf ("+%d:%02d.%03d", (int) (seconds / 60), (int) (seconds % 60),
                          (int) (elapsed % 1000));
}

/* The state the event belongs to, with the iteration it is in */
static char *
dup_step (SwEventItem *self)
{
  SwTrace *trace = sw_run_record_get_trace (self->record);
  SwVisit *visit
      = sw_trace_get_visit_of (trace, (guint) sw_history_event_get_id (self->event));
  SwVisit *outer = visit;

  while (outer != NULL && outer->kind != SW_VISIT_ITERATION)
    outer = outer->parent;
  if (visit == NULL || visit->state == NULL)
    return g_strdup ("");
  return outer != NULL ? g_strdup_printf ("%s #%u", visit->state->name, outer->index)
                       : g_strdup (visit->state->name);
}

static void
sw_event_item_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  SwEventItem *self = SW_EVENT_ITEM (object);

  switch (prop_id)
    {
    case ITEM_PROP_ID:
      g_value_set_uint (value, (guint) sw_history_event_get_id (self->event));
      break;
    case ITEM_PROP_TYPE:
      g_value_set_string (value, sw_history_event_get_type_name (self->event));
      break;
    case ITEM_PROP_STEP:
      g_value_take_string (value, dup_step (self));
      break;
    case ITEM_PROP_TIME:
      g_value_take_string (value, dup_time (self));
      break;
    case ITEM_PROP_FAILURE:
      g_value_set_boolean (value, sw_event_item_is_failure (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sw_event_item_finalize (GObject *object)
{
  g_object_unref (SW_EVENT_ITEM (object)->record);
  G_OBJECT_CLASS (sw_event_item_parent_class)->finalize (object);
}

static void
sw_event_item_class_init (SwEventItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sw_event_item_get_property;
  object_class->finalize = sw_event_item_finalize;

  item_properties[ITEM_PROP_ID] = g_param_spec_uint ("id", NULL, NULL, 0, G_MAXUINT, 0, flags);
  item_properties[ITEM_PROP_TYPE] = g_param_spec_string ("type", NULL, NULL, NULL, flags);
  item_properties[ITEM_PROP_STEP] = g_param_spec_string ("step", NULL, NULL, NULL, flags);
  item_properties[ITEM_PROP_TIME] = g_param_spec_string ("time", NULL, NULL, NULL, flags);
  item_properties[ITEM_PROP_FAILURE]
      = g_param_spec_boolean ("failure", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, ITEM_N_PROPS, item_properties);
}

static void
sw_event_item_init (SwEventItem *self)
{
}

/**
 * sw_event_item_get_event:
 *
 * Returns: (transfer none): the event, good as long as the item
 */
const SwHistoryEvent *
sw_event_item_get_event (SwEventItem *self)
{
  return self->event;
}

/**
 * sw_event_item_get_kind:
 *
 * Returns: what the event tells of, by the name AWS gives it
 */
SwEventKind
sw_event_item_get_kind (SwEventItem *self)
{
  const char *name = sw_history_event_get_type_name (self->event);

  if (g_str_has_suffix (name, "StateEntered") || g_str_has_suffix (name, "StateExited"))
    return SW_EVENT_KIND_STATES;
  if (g_str_has_prefix (name, "Map") || g_str_has_prefix (name, "Parallel"))
    return SW_EVENT_KIND_CONTAINERS;
  if (g_str_has_prefix (name, "Execution"))
    return SW_EVENT_KIND_EXECUTION;
  return SW_EVENT_KIND_TASKS;
}

/**
 * sw_event_item_is_failure:
 *
 * Returns: whether something failed
 */
gboolean
sw_event_item_is_failure (SwEventItem *self)
{
  const char *name = sw_history_event_get_type_name (self->event);

  return g_str_has_suffix (name, "Failed") || g_str_has_suffix (name, "TimedOut")
         || g_str_has_suffix (name, "Aborted");
}

struct _SwEventList
{
  GObject      parent_instance;

  SwRunRecord *record;
  GArray      *events;  /* guint: ids of a visit's events; NULL: all of the history */
  SwVisit     *visit;
  guint        n_items; /* told of so far */
};

static GType
get_item_type (GListModel *model)
{
  return SW_TYPE_EVENT_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return SW_EVENT_LIST (model)->n_items;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  SwEventList *self = SW_EVENT_LIST (model);
  guint index = position;
  SwEventItem *item;

  if (position >= self->n_items)
    return NULL;
  if (self->events != NULL)
    index = g_array_index (self->events, guint, position) - 1;
  item = g_object_new (SW_TYPE_EVENT_ITEM, NULL);
  item->record = g_object_ref (self->record);
  item->event = sw_history_get (sw_run_record_get_history (self->record), index);
  return item;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SwEventList, sw_event_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
sw_event_list_finalize (GObject *object)
{
  SwEventList *self = SW_EVENT_LIST (object);

  g_clear_pointer (&self->events, g_array_unref);
  g_object_unref (self->record);
  G_OBJECT_CLASS (sw_event_list_parent_class)->finalize (object);
}

static void
sw_event_list_class_init (SwEventListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sw_event_list_finalize;
}

static void
sw_event_list_init (SwEventList *self)
{
}

/* How many there are now; those of a visit are looked up behind the last one known. */
static guint
count (SwEventList *self)
{
  SwTrace *trace = sw_run_record_get_trace (self->record);
  guint event;

  if (self->events == NULL)
    return sw_trace_get_n_events (trace);
  event = self->events->len > 0
              ? sw_trace_get_next_event (
                    trace, g_array_index (self->events, guint, self->events->len - 1))
              : sw_visit_get_first_event (self->visit);
  for (; event != 0; event = sw_trace_get_next_event (trace, event))
    g_array_append_val (self->events, event);
  return self->events->len;
}

static void
advanced_cb (SwEventList *self)
{
  guint before = self->n_items;

  self->n_items = count (self);
  if (self->n_items > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->n_items - before);
}

/**
 * sw_event_list_new:
 * @visit: (nullable): whose events alone, without those of what is inside; `NULL`: all
 *
 * Returns: (transfer full): the events
 */
SwEventList *
sw_event_list_new (SwRunRecord *record,
                   SwVisit     *visit)
{
  SwEventList *self = g_object_new (SW_TYPE_EVENT_LIST, NULL);

  self->record = g_object_ref (record);
  self->visit = visit;
  if (visit != NULL)
    self->events = g_array_new (FALSE, FALSE, sizeof (guint));
  self->n_items = count (self);
  g_signal_connect_object (record, "advanced", G_CALLBACK (advanced_cb), self, G_CONNECT_SWAPPED);
  return self;
}
