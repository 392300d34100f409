/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-run-status.h"

#include <glib/gi18n.h>

/* One visit of a state, open: entered and not left. Frames tell the iterations of a Map apart. */
typedef struct
{
  SwState *state;
  guint    frame;
  gboolean failed; /* its last try failed; what comes next says whether it was retried or caught */
} Visit;

/* What is known of a state; `info` is what others see. */
typedef struct
{
  SwRunStateInfo info;
  SwRunState     ended;   /* how the last visit ended */
  gboolean       waiting; /* for a person */
  gboolean       is_wait; /* a Wait state waits while it runs */
} Entry;

struct _SwRunStatus
{
  GObject     parent_instance;

  GHashTable *entries; /* char * (JSON pointer) -> Entry */
  GArray     *visits;  /* Visit: open ones, few at a time */
  GHashTable *changed; /* set of char *: since the last signal; the strings are keys of `entries` */
};

G_DEFINE_FINAL_TYPE (SwRunStatus, sw_run_status, G_TYPE_OBJECT)

static guint changed_signal;

/* What an event means for the visit it belongs to */
typedef enum
{
  MEANS_NOTHING,
  MEANS_ENTERED,
  MEANS_EXITED,
  MEANS_TRY,        /* work begins, for the first time or again */
  MEANS_FAILURE,    /* work failed */
  MEANS_DOWNFALL,   /* as before, and what ran inside is over */
  MEANS_ABORTED,
  MEANS_RUN_FAILED, /* the whole run is over, and whatever was open with it */
  MEANS_RUN_ENDED,
} Meaning;

static const guint8 meanings[SW_N_EVENT_TYPES] = {
  [SW_EVENT_EXECUTION_SUCCEEDED] = MEANS_RUN_ENDED,
  [SW_EVENT_EXECUTION_FAILED] = MEANS_RUN_FAILED,
  [SW_EVENT_EXECUTION_ABORTED] = MEANS_RUN_ENDED,
  [SW_EVENT_EXECUTION_TIMED_OUT] = MEANS_RUN_ENDED,
  [SW_EVENT_STATE_ENTERED] = MEANS_ENTERED,
  [SW_EVENT_STATE_EXITED] = MEANS_EXITED,
  [SW_EVENT_LAMBDA_FUNCTION_SCHEDULED] = MEANS_TRY,
  [SW_EVENT_LAMBDA_FUNCTION_FAILED] = MEANS_FAILURE,
  [SW_EVENT_LAMBDA_FUNCTION_TIMED_OUT] = MEANS_FAILURE,
  [SW_EVENT_TASK_SCHEDULED] = MEANS_TRY,
  [SW_EVENT_TASK_FAILED] = MEANS_FAILURE,
  [SW_EVENT_TASK_TIMED_OUT] = MEANS_FAILURE,
  [SW_EVENT_TASK_STATE_ABORTED] = MEANS_ABORTED,
  [SW_EVENT_ACTIVITY_SCHEDULED] = MEANS_TRY,
  [SW_EVENT_ACTIVITY_FAILED] = MEANS_FAILURE,
  [SW_EVENT_ACTIVITY_TIMED_OUT] = MEANS_FAILURE,
  [SW_EVENT_MAP_STATE_STARTED] = MEANS_TRY,
  [SW_EVENT_MAP_STATE_FAILED] = MEANS_DOWNFALL,
  [SW_EVENT_MAP_RUN_FAILED] = MEANS_FAILURE,
  [SW_EVENT_PARALLEL_STATE_STARTED] = MEANS_TRY,
  [SW_EVENT_PARALLEL_STATE_FAILED] = MEANS_DOWNFALL,
  [SW_EVENT_EVALUATION_FAILED] = MEANS_FAILURE,
  [SW_EVENT_WAIT_STATE_ABORTED] = MEANS_ABORTED,
  [SW_EVENT_MAP_STATE_ABORTED] = MEANS_ABORTED,
  [SW_EVENT_PARALLEL_STATE_ABORTED] = MEANS_ABORTED,
};

static Entry *
ensure_entry (SwRunStatus *self,
              const char  *pointer)
{
  gpointer key, value;

  if (!g_hash_table_lookup_extended (self->entries, pointer, &key, &value))
    {
      key = g_strdup (pointer);
      value = g_new0 (Entry, 1);
      g_hash_table_insert (self->entries, key, value);
    }
  g_hash_table_add (self->changed, key);
  return value;
}

static void
settle_entry (Entry *entry)
{
  if (entry->waiting)
    entry->info.state = SW_RUN_STATE_WAITING;
  else if (entry->info.running > 0)
    entry->info.state = entry->is_wait ? SW_RUN_STATE_WAITING : SW_RUN_STATE_RUNNING;
  else
    entry->info.state = entry->ended;
}

static void
open_visit (SwRunStatus *self,
            SwState     *state,
            guint        frame)
{
  /* A Fail state is left by failing. */
  const Visit visit = { state, frame, state->type == SW_STATE_FAIL };
  Entry *entry = ensure_entry (self, state->pointer);

  g_array_append_val (self->visits, visit);
  entry->is_wait = state->type == SW_STATE_WAIT;
  entry->info.entered++;
  entry->info.running++;
  settle_entry (entry);
}

static void
close_visit (SwRunStatus *self,
             guint        index,
             SwRunState   ended)
{
  Visit visit = g_array_index (self->visits, Visit, index);
  Entry *entry = ensure_entry (self, visit.state->pointer);

  g_array_remove_index_fast (self->visits, index);
  entry->info.running--;
  entry->ended = ended;
  entry->waiting = FALSE;
  entry->info.succeeded += ended == SW_RUN_STATE_SUCCEEDED;
  entry->info.caught += ended == SW_RUN_STATE_CAUGHT;
  entry->info.failed += ended == SW_RUN_STATE_FAILED;
  settle_entry (entry);
}

/* The visit an event is about: the latest of its state in its frame; else the latest of its
 * state, as events of a container may carry the frame of one of its parts. */
static int
find_visit (SwRunStatus *self,
            SwState     *state,
            guint        frame)
{
  int found = -1;

  for (int i = (int) self->visits->len - 1; i >= 0; i--)
    {
      const Visit *visit = &g_array_index (self->visits, Visit, i);

      if (visit->state == state && visit->frame == frame)
        return i;
      if (visit->state == state && found < 0)
        found = i;
    }
  return found;
}

/* Ends what is open inside CONTAINER; NULL: everywhere. */
static void
close_inside (SwRunStatus *self,
              SwState     *container)
{
  g_autofree char *prefix = container != NULL ? g_strconcat (container->pointer, "/", NULL) : NULL;

  for (guint i = self->visits->len; i-- > 0;)
    {
      const Visit *visit = &g_array_index (self->visits, Visit, i);

      if (prefix == NULL || g_str_has_prefix (visit->state->pointer, prefix))
        close_visit (self, i, visit->failed ? SW_RUN_STATE_FAILED : SW_RUN_STATE_ABORTED);
    }
}

static void
feed_visit (SwRunStatus *self,
            Meaning      meaning,
            SwState     *state,
            int          index)
{
  Visit *visit = &g_array_index (self->visits, Visit, index);

  switch (meaning)
    {
    case MEANS_EXITED:
      close_visit (self, index, visit->failed ? SW_RUN_STATE_CAUGHT : SW_RUN_STATE_SUCCEEDED);
      break;
    case MEANS_ABORTED:
      close_visit (self, index, SW_RUN_STATE_ABORTED);
      break;
    case MEANS_TRY:
      if (visit->failed)
        ensure_entry (self, state->pointer)->info.attempts++;
      visit->failed = FALSE;
      break;
    case MEANS_FAILURE:
    case MEANS_DOWNFALL:
      visit->failed = TRUE;
      if (meaning == MEANS_DOWNFALL)
        close_inside (self, state);
      break;
    case MEANS_NOTHING:
    case MEANS_ENTERED:
    case MEANS_RUN_FAILED:
    case MEANS_RUN_ENDED:
    default:
      break;
    }
}

static void
feed_event (SwRunStatus          *self,
            const SwHistoryEvent *event)
{
  Meaning meaning = meanings[sw_history_event_get_type (event)];
  SwState *state = sw_history_event_get_state (event);
  guint frame = sw_history_event_get_frame (event);
  int index;

  if (meaning == MEANS_RUN_ENDED || meaning == MEANS_RUN_FAILED)
    close_inside (self, NULL);
  else if (meaning == MEANS_ENTERED && state != NULL)
    open_visit (self, state, frame);
  else if (meaning != MEANS_NOTHING && state != NULL
           && (index = find_visit (self, state, frame)) >= 0)
    feed_visit (self, meaning, state, index);
}

static void
emit_changed (SwRunStatus *self)
{
  g_autoptr (GHashTable) changed = g_steal_pointer (&self->changed);
  GHashTableIter iter;
  gpointer pointer;

  self->changed = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_iter_init (&iter, changed);
  while (g_hash_table_iter_next (&iter, &pointer, NULL))
    g_signal_emit (self, changed_signal, 0, pointer);
}

static void
sw_run_status_finalize (GObject *object)
{
  SwRunStatus *self = SW_RUN_STATUS (object);

  g_hash_table_unref (self->changed);
  g_hash_table_unref (self->entries);
  g_array_unref (self->visits);
  G_OBJECT_CLASS (sw_run_status_parent_class)->finalize (object);
}

static void
sw_run_status_class_init (SwRunStatusClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sw_run_status_finalize;

  changed_signal = g_signal_new ("changed", SW_TYPE_RUN_STATUS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sw_run_status_init (SwRunStatus *self)
{
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->visits = g_array_new (FALSE, FALSE, sizeof (Visit));
  self->changed = g_hash_table_new (g_str_hash, g_str_equal);
}

SwRunStatus *
sw_run_status_new (void)
{
  return g_object_new (SW_TYPE_RUN_STATUS, NULL);
}

/**
 * sw_run_status_lookup:
 * @pointer: JSON pointer of a state
 *
 * Returns: (transfer none): how the state stands; never `NULL`, idle for what was not entered
 */
const SwRunStateInfo *
sw_run_status_lookup (SwRunStatus *self,
                      const char  *pointer)
{
  static const SwRunStateInfo idle = { SW_RUN_STATE_IDLE };
  const Entry *entry;

  g_return_val_if_fail (SW_IS_RUN_STATUS (self), &idle);

  entry = g_hash_table_lookup (self->entries, pointer);
  return entry != NULL ? &entry->info : &idle;
}

/**
 * sw_run_status_feed:
 * @history: of the run; its states are those of the program, whose pointers are taken
 * @from: index of the first event to take in
 * @to: index behind the last one
 *
 * Takes in events in their order, then says once for each state that it changed.
 */
void
sw_run_status_feed (SwRunStatus     *self,
                    const SwHistory *history,
                    guint            from,
                    guint            to)
{
  g_return_if_fail (SW_IS_RUN_STATUS (self));

  for (guint i = from; i < to; i++)
    feed_event (self, sw_history_get (history, i));
  emit_changed (self);
}

/**
 * sw_run_status_set_waiting:
 * @waiting: whether the state waits for a person's answer
 */
void
sw_run_status_set_waiting (SwRunStatus *self,
                           const char  *pointer,
                           gboolean     waiting)
{
  Entry *entry;

  g_return_if_fail (SW_IS_RUN_STATUS (self));

  entry = ensure_entry (self, pointer);
  entry->waiting = waiting;
  settle_entry (entry);
  emit_changed (self);
}

/**
 * sw_run_status_clear:
 *
 * Forgets the run: every state is idle.
 */
void
sw_run_status_clear (SwRunStatus *self)
{
  g_return_if_fail (SW_IS_RUN_STATUS (self));

  g_array_set_size (self->visits, 0);
  g_hash_table_remove_all (self->changed);
  g_hash_table_remove_all (self->entries);
  g_signal_emit (self, changed_signal, 0, NULL);
}

/**
 * sw_run_state_get_label:
 *
 * Returns: a word for the state, for tooltips and assistive technology
 */
const char *
sw_run_state_get_label (SwRunState state)
{
  switch (state)
    {
    case SW_RUN_STATE_RUNNING:
      return _("Running");
    case SW_RUN_STATE_WAITING:
      return _("Waiting");
    case SW_RUN_STATE_SUCCEEDED:
      return _("Succeeded");
    case SW_RUN_STATE_CAUGHT:
      return _("Caught an error");
    case SW_RUN_STATE_FAILED:
      return _("Failed");
    case SW_RUN_STATE_ABORTED:
      return _("Aborted");
    case SW_RUN_STATE_IDLE:
    default:
      return _("Not run");
    }
}
