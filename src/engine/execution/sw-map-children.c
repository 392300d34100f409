/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/execution/sw-map-children.h"

#include <string.h>

#include "engine/execution/sw-execution-private.h"
#include "engine/execution/sw-map-runs.h"

static SwHistoryEvent *
add_event (SwExecution   *self,
           SwChildDetail *detail,
           SwEventType    type)
{
  SwHistoryEvent *event = sw_history_add (detail->history);

  event->time = self->now;
  event->type = type;
  return event;
}

static SwChildDetail *
detail_new (SwExecution *self,
            SwValue      input)
{
  SwChildDetail *detail = g_new0 (SwChildDetail, 1);
  SwHistoryEvent *event;

  detail->history = sw_history_new (self->program);
  detail->input = sw_value_ref (input);
  event = add_event (self, detail, SW_EVENT_EXECUTION_STARTED);
  event->data = sw_value_ref (input);
  if (sw_value_is (self->child_started, SW_TYPE_UNDEFINED))
    {
      self->child_started = sw_value_new_object (1);
      sw_value_set_member (&self->child_started, "roleArn", sw_value_new_string (self->role_arn));
    }
  event->extra = sw_value_ref (self->child_started);
  return detail;
}

/**
 * sw_child_begin:
 * @frame: of the distributed Map; its run is the last one begun in it
 * @child: has its context
 * @name: of the child execution
 * @uuid: (nullable): that ends the ARN of an Express execution
 * @input: of the child
 *
 * Keeps a child execution for who asks later, where that is wanted.
 */
void
sw_child_begin (SwExecution *self,
                SwFrame     *frame,
                SwChild     *child,
                const char  *name,
                const char  *uuid,
                SwValue      input)
{
  SwChildRecord *record;

  if (self->children == NULL)
    return;
  record = sw_child_table_add (self->children, name, uuid);
  record->run = sw_map_runs_get_index (frame);
  record->n_items = child->n_items;
  record->started = self->now;
  record->child = child;
  child->record = record;
  if (sw_child_table_is_wanted (self->children, record))
    record->detail = detail_new (self, input);
}

/* Counts an event. With the last but one, which is its end, a child has its turn's end left. */
static void
count_event (SwExecution *self,
             SwChild     *child)
{
  if (++child->n_events != child->limit)
    return;
  child->count++; /* taken back by sw_child_take_full() */
  child->next_full = self->full;
  self->full = child;
}

/**
 * sw_child_add_event:
 *
 * Counts an event of the child's own history.
 *
 * Returns: (nullable): the event; %NULL: none is kept, or no more than its end may come
 */
SwHistoryEvent *
sw_child_add_event (SwExecution *self,
                    SwChild     *child)
{
  const SwChildRecord *record = child->record;

  if (child->n_events >= child->limit)
    return NULL;
  count_event (self, child);
  return record != NULL && record->detail != NULL ? sw_history_add (record->detail->history) : NULL;
}

/**
 * sw_child_take_full:
 *
 * Takes a child execution that ran out of events out of the chain of these.
 *
 * Returns: (nullable): its root where it runs, to be failed; %NULL: look at the chain again
 */
SwFrame *
sw_child_take_full (SwExecution *self)
{
  SwChild *child = self->full;
  SwFrame *root = child->status == SW_EXECUTION_RUNNING ? child->root : NULL;

  self->full = child->next_full;
  child->next_full = NULL;
  sw_child_unref (child);
  return root;
}

static void
set_text (SwValue    *object,
          const char *key,
          const char *text)
{
  if (text != NULL)
    sw_value_set_member (object, key, sw_value_new_string (text));
}

/* Fills in how a child execution has ended. */
static void
end_detail (SwExecution   *self,
            const SwFrame *root,
            SwChildDetail *detail)
{
  static const SwEventType types[] = {
    [SW_EXECUTION_SUCCEEDED] = SW_EVENT_EXECUTION_SUCCEEDED,
    [SW_EXECUTION_FAILED] = SW_EVENT_EXECUTION_FAILED,
    [SW_EXECUTION_TIMED_OUT] = SW_EVENT_EXECUTION_TIMED_OUT,
    [SW_EXECUTION_ABORTED] = SW_EVENT_EXECUTION_ABORTED,
  };
  const SwExecutionStatus status = root->child->status;
  SwHistoryEvent *event = add_event (self, detail, types[status]);

  event->previous = status == SW_EXECUTION_ABORTED ? 0 : root->last;
  if (status == SW_EXECUTION_SUCCEEDED)
    {
      detail->output = sw_value_ref (root->result);
      event->data = sw_value_ref (root->result);
      return;
    }
  event->extra = sw_value_new_object (2);
  detail->error = g_strdup (root->failure.error);
  detail->cause = g_strdup (root->failure.cause);
  set_text (&event->extra, "error", detail->error);
  set_text (&event->extra, "cause", detail->cause);
}

/**
 * sw_child_end:
 * @root: of a child execution, with its result or its failure
 * @status: how it ends
 *
 * Counts a child execution that has ended, and keeps how. Nothing happens where that was done.
 */
void
sw_child_end (SwExecution       *self,
              SwFrame           *root,
              SwExecutionStatus  status)
{
  SwChild *child = root->child;
  SwChildRecord *record = child->record;

  if (child->status != SW_EXECUTION_RUNNING)
    return;
  child->status = status;
  child->n_events++;
  root->parent->run->ends[status].children++;
  root->parent->run->ends[status].items += child->n_items;
  if (record == NULL || self->closing)
    return;
  record->status = (guint8) status;
  record->stopped = self->now;
  record->fixed = status != SW_EXECUTION_SUCCEEDED && sw_map_is_fixed (root->parent, root);
  if (record->detail == NULL)
    return;
  end_detail (self, root, record->detail);
  sw_child_table_put_ended (self->children, record);
}

/**
 * sw_child_leave:
 * @root: of a child execution that has ended and is to go on, or another one in its place
 *
 * Counts it no more among those that ended.
 */
void
sw_child_leave (SwFrame *root)
{
  SwMapEnds *ends = &root->parent->run->ends[root->child->status];

  ends->children--;
  ends->items -= root->child->n_items;
}

/**
 * sw_child_redrive:
 * @root: of a child execution that did not succeed
 *
 * Has it go on.
 *
 * Returns: id of its ExecutionRedriven
 */
guint
sw_child_redrive (SwExecution *self,
                  SwFrame     *root)
{
  SwChild *child = root->child;
  SwChildRecord *record = child->record;

  sw_child_leave (root);
  child->status = SW_EXECUTION_RUNNING;
  count_event (self, child);
  sw_context_note_redrive (self, &child->execution, ++child->redrives);
  if (record == NULL)
    return child->n_events;
  record->status = SW_EXECUTION_RUNNING;
  record->stopped = 0;
  record->redrives = (guint16) MIN (child->redrives, G_MAXUINT16);
  record->redriven = self->now;
  if (record->detail == NULL)
    return child->n_events;
  sw_child_table_take_ended (self->children, record);
  g_clear_pointer (&record->detail->error, g_free);
  g_clear_pointer (&record->detail->cause, g_free);
  return sw_redrive_record (record->detail->history, self->now, child->redrives);
}

/**
 * sw_child_unref:
 *
 * Gives up one of the references to a child execution; with the last it is freed, and will not go on.
 */
void
sw_child_unref (SwChild *child)
{
  if (--child->count > 0)
    return;
  if (child->record != NULL)
    child->record->child = NULL;
  sw_value_clear (&child->execution);
  g_free (child);
}

/**
 * sw_child_find:
 * @index: among all that are kept
 *
 * Returns: (nullable): a child execution that runs, or may run again
 */
SwChild *
sw_child_find (const SwExecution *self,
               guint64            index)
{
  return index < sw_execution_count_children (self)
             ? sw_child_table_get (self->children, (guint) index)->child
             : NULL;
}

/**
 * sw_execution_count_children:
 *
 * Returns: how many child executions of its distributed Maps were kept so far
 */
guint
sw_execution_count_children (const SwExecution *self)
{
  return sw_child_table_get_count (self->children);
}

/**
 * sw_execution_count_child_events:
 *
 * Returns: how many child executions were kept so far, and events of those that have ended: what
 * they take in memory
 */
guint64
sw_execution_count_child_events (const SwExecution *self)
{
  return self->children != NULL ? sw_child_table_get_count (self->children)
                                      + sw_child_table_count_events (self->children)
                                : 0;
}

static gboolean
is_waiting (const SwChildRecord *record)
{
  const SwFrame *root = record->child != NULL ? record->child->root : NULL;

  /* One that was given up may stand in the queue still, without a parent. */
  return root != NULL && root->phase != SW_PHASE_DEAD && root->halted && root->parent->n_waiting > 0
         && root->parent->phase == SW_PHASE_CHILDREN && root->index >= root->parent->next_parked
         && !record->fixed;
}

/**
 * sw_execution_get_child:
 * @index: among all, in the order of their start
 *
 * Returns: how a child execution stands, or ended; borrowed until the execution goes on
 */
SwMapChildInfo
sw_execution_get_child (const SwExecution *self,
                        guint              index)
{
  const SwChildRecord *record = sw_child_table_get (self->children, index);
  const SwChildDetail *detail = record->detail;
  SwMapChildInfo info = {
    .run = record->run,
    .n_items = record->n_items,
    .status = (SwExecutionStatus) record->status,
    .started = record->started,
    .stopped = record->stopped,
    .redrives = record->redrives,
    .redriven = record->redriven,
    .waiting = is_waiting (record),
    .fixed = record->fixed,
  };

  if (detail == NULL)
    return info;
  info.input = detail->input;
  info.output = detail->output;
  info.error = detail->error;
  info.cause = detail->cause;
  info.history = detail->history;
  return info;
}

/**
 * sw_execution_dup_child_arn:
 * @index: among all
 * @name: (out) (transfer full): name of the child execution
 *
 * Returns: (transfer full): ARN of a child execution: as its Map run's, "…:mapRun:MACHINE/LABEL:UUID",
 * but of another kind and with its name, and a UUID behind it where it is an Express execution
 */
char *
sw_execution_dup_child_arn (const SwExecution  *self,
                            guint               index,
                            char              **name)
{
  const SwChildRecord *record = sw_child_table_get (self->children, index);
  const char *run = sw_execution_get_map_run (self, record->run).arn;
  const char *kind = strstr (run, ":mapRun:"), *place = kind + strlen (":mapRun:");
  g_autofree char *uuid = sw_child_table_dup_uuid (self->children, record);

  *name = sw_child_table_dup_name (record);
  return g_strdup_printf ("%.*s:%s:%.*s:%s%s%s", (int) (kind - run), run,
                          uuid != NULL ? "express" : "execution",
                          (int) (strrchr (run, ':') - place), place, *name,
                          uuid != NULL ? ":" : "", uuid != NULL ? uuid : "");
}

/**
 * sw_execution_find_child:
 * @index: (out): among all
 *
 * Returns: whether a child execution has that ARN
 */
gboolean
sw_execution_find_child (const SwExecution *self,
                         const char        *arn,
                         guint             *index)
{
  const char *place = strchr (arn, '/');
  const char *name = place != NULL ? strchr (place, ':') : NULL;
  const SwChildRecord *record
      = name != NULL && self->children != NULL ? sw_child_table_find (self->children, name + 1)
                                               : NULL;
  g_autofree char *own = NULL, *own_name = NULL;

  if (record == NULL)
    return FALSE;
  *index = record->index;
  own = sw_execution_dup_child_arn (self, record->index, &own_name);
  return g_str_equal (own, arn);
}
