/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-task-desk-private.h"

/* So many tokens are remembered after their tasks have ended: who answers late is told so, and not
 * that there never was such a task. */
#define REMEMBERED 10000

struct _SwTaskDesk
{
  grefcount   count;
  GHashTable *open;       /* dup_key() of a token -> Entry */
  GHashTable *closed;     /* set of such keys */
  GQueue      closed_order;
  GHashTable *activities; /* ARN -> Activity */
};

/* A task on the desk */
typedef struct
{
  SwTaskDesk *desk;  /* not owned */
  SwTaskCall *call;
  SwTaskCall *part;  /* of whoever sends the token, or NULL */
  gulong      ended; /* handler of the call's cancellable */
  GList       link;  /* in the activity's queue, while it waits for a worker */
  GQueue     *queue; /* that one, or NULL */
} Entry;

typedef struct
{
  GQueue waiting; /* Entry, oldest first */
  GQueue polls;   /* SwTaskPoll, oldest first */
} Activity;

struct _SwTaskPoll
{
  Activity      *activity;
  SwTaskHandOut  hand_out;
  gpointer       data;
  GList          link;
};

static void
entry_free (Entry *self)
{
  if (self->queue != NULL)
    g_queue_unlink (self->queue, &self->link);
  if (self->ended != 0)
    g_signal_handler_disconnect (sw_task_call_get_cancellable (self->call), self->ended);
  if (self->part != NULL)
    {
      sw_task_call_end (self->part);
      sw_task_call_unref (self->part);
    }
  sw_task_call_unref (self->call);
  g_free (self);
}

/**
 * sw_task_desk_new:
 *
 * Returns: (transfer full): a desk with nothing on it
 */
SwTaskDesk *
sw_task_desk_new (void)
{
  SwTaskDesk *self = g_new0 (SwTaskDesk, 1);

  g_ref_count_init (&self->count);
  self->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      (GDestroyNotify) entry_free);
  self->closed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->activities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/**
 * sw_task_desk_ref:
 *
 * Returns: (transfer full): @self
 */
SwTaskDesk *
sw_task_desk_ref (SwTaskDesk *self)
{
  g_ref_count_inc (&self->count);
  return self;
}

/**
 * sw_task_desk_unref:
 *
 * Gives up a reference.
 */
void
sw_task_desk_unref (SwTaskDesk *self)
{
  if (!g_ref_count_dec (&self->count))
    return;
  g_hash_table_unref (self->open);
  g_hash_table_unref (self->activities);
  g_queue_clear (&self->closed_order);
  g_hash_table_unref (self->closed);
  g_free (self);
}

static Activity *
get_activity (SwTaskDesk *self,
              const char *arn)
{
  Activity *activity = g_hash_table_lookup (self->activities, arn);

  if (activity == NULL)
    {
      activity = g_new0 (Activity, 1);
      g_hash_table_insert (self->activities, g_strdup (arn), activity);
    }
  return activity;
}

/* Who guesses at a token must not learn from the time it takes how much of it is right: what is
 * compared is a hash, of which he knows nothing before. */
static char *
dup_key (const char *token)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
}

static void
remember (SwTaskDesk *self,
          char       *take_key)
{
  if (!g_hash_table_add (self->closed, take_key))
    return;
  g_queue_push_tail (&self->closed_order, take_key);
  if (self->closed_order.length > REMEMBERED)
    g_hash_table_remove (self->closed, g_queue_pop_head (&self->closed_order));
}

static void
task_ended (GCancellable *cancellable,
            gpointer      data)
{
  Entry *entry = data;
  SwTaskDesk *self = entry->desk;
  g_autofree char *key = dup_key (sw_task_call_get_request (entry->call)->token);

  remember (self, g_strdup (key));
  g_hash_table_remove (self->open, key);
}

/* Gives the tasks that wait to the workers that wait. A worker that has gone away is dropped. */
static void
match (Activity *activity)
{
  while (activity->waiting.length > 0 && activity->polls.length > 0)
    {
      SwTaskPoll *poll = g_queue_peek_head (&activity->polls);
      Entry *entry = g_queue_peek_head (&activity->waiting);
      g_autoptr (SwTaskCall) call = sw_task_call_ref (entry->call);

      g_queue_unlink (&activity->polls, &poll->link);
      poll->activity = NULL;
      g_queue_unlink (&activity->waiting, &entry->link);
      entry->queue = NULL;
      if (poll->hand_out (call, poll->data) || !sw_task_call_is_open (call))
        continue;
      entry->queue = &activity->waiting;
      g_queue_push_head_link (&activity->waiting, &entry->link);
    }
}

/**
 * sw_task_desk_put:
 * @call: of a task with a token
 * @part: of whoever sends the token; it ends when the task is on the desk no more
 *
 * Puts a task on the desk, and an activity's in its queue; it goes when it has ended.
 */
void
sw_task_desk_put (SwTaskDesk *self,
                  SwTaskCall *call,
                  SwTaskCall *part)
{
  const SwTaskRequest *request = sw_task_call_get_request (call);
  Entry *entry = g_new0 (Entry, 1);

  entry->desk = self;
  entry->call = sw_task_call_ref (call);
  entry->part = sw_task_call_ref (part);
  entry->link.data = entry;
  entry->ended = g_signal_connect (sw_task_call_get_cancellable (call), "cancelled",
                                   G_CALLBACK (task_ended), entry);
  g_hash_table_replace (self->open, dup_key (request->token), entry);
  /* A worker had it when the program ended: it still has. */
  if (request->kind != SW_TASK_ACTIVITY || sw_task_call_get_phase (call) != SW_TASK_CALL_NEW)
    return;
  entry->queue = &get_activity (self, request->resource)->waiting;
  g_queue_push_tail_link (entry->queue, &entry->link);
}

/**
 * sw_task_desk_take_off:
 * @token: of a task on the desk
 *
 * Takes a task off that nobody is to answer: its performer did.
 */
void
sw_task_desk_take_off (SwTaskDesk *self,
                       const char *token)
{
  g_autofree char *key = dup_key (token);

  g_hash_table_remove (self->open, key);
}

/**
 * sw_task_desk_offer:
 * @activity: its ARN
 *
 * Gives the tasks of an activity that wait to the workers that wait.
 */
void
sw_task_desk_offer (SwTaskDesk *self,
                    const char *activity)
{
  match (get_activity (self, activity));
}

/**
 * sw_task_desk_find:
 * @token: as somebody gives it
 * @call: (out) (transfer none): the task, where it is open
 *
 * Looks a token up, in a time that does not tell how much of one was guessed.
 *
 * Returns: what it stands for
 */
SwTaskTokenState
sw_task_desk_find (SwTaskDesk  *self,
                   const char  *token,
                   SwTaskCall **call)
{
  g_autofree char *key = dup_key (token);
  Entry *entry = g_hash_table_lookup (self->open, key);

  *call = entry != NULL ? entry->call : NULL;
  if (entry != NULL)
    return SW_TASK_TOKEN_OPEN;
  return g_hash_table_contains (self->closed, key) ? SW_TASK_TOKEN_CLOSED : SW_TASK_TOKEN_UNKNOWN;
}

/**
 * sw_task_desk_poll:
 * @activity: its ARN
 * @hand_out: gets the task, perhaps before this returns
 *
 * Asks for an activity's next task.
 *
 * Returns: (transfer full): for sw_task_desk_leave(), which is to be called in any case
 */
SwTaskPoll *
sw_task_desk_poll (SwTaskDesk    *self,
                   const char    *activity,
                   SwTaskHandOut  hand_out,
                   gpointer       data)
{
  SwTaskPoll *poll = g_new0 (SwTaskPoll, 1);

  poll->activity = get_activity (self, activity);
  poll->hand_out = hand_out;
  poll->data = data;
  poll->link.data = poll;
  g_queue_push_tail_link (&poll->activity->polls, &poll->link);
  match (poll->activity);
  return poll;
}

/**
 * sw_task_desk_leave:
 *
 * Ends the waiting for a task, whether one has come or not.
 */
void
sw_task_desk_leave (SwTaskDesk *self,
                    SwTaskPoll *take_poll)
{
  if (take_poll->activity != NULL)
    g_queue_unlink (&take_poll->activity->polls, &take_poll->link);
  g_free (take_poll);
}

/**
 * sw_task_desk_get_waiting:
 * @activity: its ARN
 *
 * Returns: how many tasks of an activity wait for a worker
 */
guint
sw_task_desk_get_waiting (SwTaskDesk *self,
                          const char *activity)
{
  const Activity *found = g_hash_table_lookup (self->activities, activity);

  return found != NULL ? found->waiting.length : 0;
}
