/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-event-list.h"

#include "json/sw-text.h"

struct _SwEventItem
{
  GObject               parent_instance;

  SwRunner             *runner; /* keeps the history alive */
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
  ITEM_N_PROPS
};

static GParamSpec *item_properties[ITEM_N_PROPS];

static const SwHistory *
get_history (SwRunner *runner)
{
  return sw_execution_get_history (sw_runner_get_execution (runner));
}

/* Since the start of the run: "+1:02:03.456"; the day is in the event's JSON. */
static char *
dup_time (SwEventItem *self)
{
  gint64 start = sw_history_event_get_time (sw_history_get (get_history (self->runner), 0));
  gint64 elapsed = (sw_history_event_get_time (self->event) - start) / 1000;
  gint64 seconds = elapsed / 1000;

  if (seconds >= 3600)
    return g_strdup_printf ("+%" G_GINT64_FORMAT ":%02d:%02d.%03d", seconds / 3600,
                            (int) (seconds / 60 % 60), (int) (seconds % 60),
                            (int) (elapsed % 1000));
  return g_strdup_printf ("+%d:%02d.%03d", (int) (seconds / 60), (int) (seconds % 60),
                          (int) (elapsed % 1000));
}

static void
sw_event_item_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  SwEventItem *self = SW_EVENT_ITEM (object);
  SwState *state = sw_history_event_get_state (self->event);

  switch (prop_id)
    {
    case ITEM_PROP_ID:
      g_value_take_string (value, g_strdup_printf ("%" G_GUINT64_FORMAT,
                                                   sw_history_event_get_id (self->event)));
      break;
    case ITEM_PROP_TYPE:
      g_value_set_string (value, sw_history_event_get_type_name (self->event));
      break;
    case ITEM_PROP_STEP:
      g_value_set_string (value, state != NULL ? state->name : "");
      break;
    case ITEM_PROP_TIME:
      g_value_take_string (value, dup_time (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sw_event_item_finalize (GObject *object)
{
  g_object_unref (SW_EVENT_ITEM (object)->runner);
  G_OBJECT_CLASS (sw_event_item_parent_class)->finalize (object);
}

static void
sw_event_item_class_init (SwEventItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sw_event_item_get_property;
  object_class->finalize = sw_event_item_finalize;

  item_properties[ITEM_PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  item_properties[ITEM_PROP_TYPE] = g_param_spec_string ("type", NULL, NULL, NULL, flags);
  item_properties[ITEM_PROP_STEP] = g_param_spec_string ("step", NULL, NULL, NULL, flags);
  item_properties[ITEM_PROP_TIME] = g_param_spec_string ("time", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, ITEM_N_PROPS, item_properties);
}

static void
sw_event_item_init (SwEventItem *self)
{
}

/**
 * sw_event_item_dup_json:
 *
 * Returns: (transfer full): the event as AWS's API shows it, its data as values
 */
char *
sw_event_item_dup_json (SwEventItem *self)
{
  g_auto (SwValue) value = sw_history_event_to_value (self->event, FALSE);

  return sw_value_to_text (value, SW_TEXT_PRETTY, NULL);
}

/**
 * sw_event_item_get_pointer:
 *
 * Returns: (nullable): the JSON pointer of the state the event belongs to, in the definition that
 *   runs
 */
const char *
sw_event_item_get_pointer (SwEventItem *self)
{
  SwState *state = sw_history_event_get_state (self->event);

  return state != NULL ? state->pointer : NULL;
}

struct _SwEventList
{
  GObject   parent_instance;

  SwRunner *runner;
  guint     n_items; /* told of so far */
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
  SwEventItem *item;

  if (position >= self->n_items)
    return NULL;
  item = g_object_new (SW_TYPE_EVENT_ITEM, NULL);
  item->runner = g_object_ref (self->runner);
  item->event = sw_history_get (get_history (self->runner), position);
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
  g_object_unref (SW_EVENT_LIST (object)->runner);
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

SwEventList *
sw_event_list_new (SwRunner *runner)
{
  SwEventList *self = g_object_new (SW_TYPE_EVENT_LIST, NULL);

  self->runner = g_object_ref (runner);
  self->n_items = sw_history_get_count (get_history (runner));
  return self;
}

/**
 * sw_event_list_update:
 *
 * Tells of the events that have come since the last time.
 */
void
sw_event_list_update (SwEventList *self)
{
  guint before = self->n_items;

  g_return_if_fail (SW_IS_EVENT_LIST (self));

  self->n_items = sw_history_get_count (get_history (self->runner));
  if (self->n_items > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->n_items - before);
}
