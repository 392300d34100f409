/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/sw-map-children.h"

#include "engine/sw-execution-private.h"

/* What is kept of a child execution beyond its end */
struct _SwChildRecord
{
  SwMapChildInfo info; /* its strings and values are owned */
  SwHistory     *history;
  SwChild       *child; /* as long as it may run again; not owned */
};

static void
record_free (gpointer data)
{
  SwChildRecord *record = data;

  g_free ((char *) record->info.arn);
  g_free ((char *) record->info.name);
  g_free ((char *) record->info.error);
  g_free ((char *) record->info.cause);
  sw_value_clear (&record->info.input);
  sw_value_clear (&record->info.output);
  sw_history_unref (record->history);
  g_free (record);
}

static SwHistoryEvent *
add_event (SwExecution   *self,
           SwChildRecord *record,
           SwEventType    type)
{
  SwHistoryEvent *event = sw_history_add (record->history);

  event->time = self->now;
  event->type = type;
  return event;
}

/**
 * sw_child_begin:
 * @frame: of the distributed Map; its run is the last one begun in it
 * @child: has its context
 * @input: of the child
 *
 * Keeps a child execution for who asks later, where that is wanted.
 */
void
sw_child_begin (SwExecution *self,
                SwFrame     *frame,
                SwChild     *child,
                SwValue      input)
{
  SwChildRecord *record;
  SwHistoryEvent *event;

  if (!self->keeps_children)
    return;
  if (self->children == NULL)
    self->children = g_ptr_array_new_with_free_func (record_free);
  if (self->children->len >= SW_EXECUTION_MAX_CHILDREN)
    return;
  record = g_new0 (SwChildRecord, 1);
  record->history = sw_history_new (self->program);
  record->info = (SwMapChildInfo){
    .arn = g_strdup (sw_value_get_text (sw_value_get_member (child->execution, "Id"), NULL)),
    .name = g_strdup (sw_value_get_text (sw_value_get_member (child->execution, "Name"), NULL)),
    .run = sw_map_runs_get_index (self, frame),
    .n_items = child->n_items,
    .express = frame->step->map->express,
    .started = self->now,
    .input = sw_value_ref (input),
    .history = record->history,
  };
  event = add_event (self, record, SW_EVENT_EXECUTION_STARTED);
  event->data = sw_value_ref (input);
  event->extra = sw_value_new_object (1);
  sw_value_set_member (&event->extra, "roleArn", sw_value_new_string (self->role_arn));
  child->record = record;
  record->child = child;
  g_ptr_array_add (self->children, record);
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
  if (child->n_events >= child->limit)
    return NULL;
  count_event (self, child);
  return child->record != NULL ? sw_history_add (child->record->history) : NULL;
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
  static const SwEventType types[] = {
    [SW_EXECUTION_SUCCEEDED] = SW_EVENT_EXECUTION_SUCCEEDED,
    [SW_EXECUTION_FAILED] = SW_EVENT_EXECUTION_FAILED,
    [SW_EXECUTION_TIMED_OUT] = SW_EVENT_EXECUTION_TIMED_OUT,
    [SW_EXECUTION_ABORTED] = SW_EVENT_EXECUTION_ABORTED,
  };
  SwChild *child = root->child;
  SwChildRecord *record = child->record;
  SwHistoryEvent *event;

  if (child->status != SW_EXECUTION_RUNNING)
    return;
  child->status = status;
  child->n_events++;
  root->parent->run->ends[status].children++;
  root->parent->run->ends[status].items += child->n_items;
  if (record == NULL || !self->keeps_children)
    return;
  record->info.status = status;
  record->info.stopped = self->now;
  event = add_event (self, record, types[status]);
  event->previous = status == SW_EXECUTION_ABORTED ? 0 : root->last;
  if (status == SW_EXECUTION_SUCCEEDED)
    {
      record->info.output = sw_value_ref (root->result);
      event->data = sw_value_ref (root->result);
      return;
    }
  event->extra = sw_value_new_object (2);
  record->info.fixed = sw_map_is_fixed (root->parent, root);
  record->info.error = g_strdup (root->failure.error);
  record->info.cause = g_strdup (root->failure.cause);
  set_text (&event->extra, "error", record->info.error);
  set_text (&event->extra, "cause", record->info.cause);
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
  SwMapChildInfo *info = child->record != NULL ? &child->record->info : NULL;

  sw_child_leave (root);
  child->status = SW_EXECUTION_RUNNING;
  count_event (self, child);
  sw_context_note_redrive (self, &child->execution, ++child->redrives);
  if (info == NULL)
    return child->n_events;
  info->status = SW_EXECUTION_RUNNING;
  info->stopped = 0;
  info->redrives = child->redrives;
  info->redriven = self->now;
  g_clear_pointer ((char **) &info->error, g_free);
  g_clear_pointer ((char **) &info->cause, g_free);
  return sw_redrive_record (child->record->history, self->now, child->redrives);
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
             ? ((const SwChildRecord *) g_ptr_array_index (self->children, index))->child
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
  return self->children != NULL ? self->children->len : 0;
}

static gboolean
is_waiting (const SwChildRecord *record)
{
  const SwFrame *root = record->child != NULL ? record->child->root : NULL;

  return root != NULL && root->halted && root->parent->n_waiting > 0
         && root->parent->phase == SW_PHASE_CHILDREN && root->index >= root->parent->next_parked
         && !record->info.fixed;
}

/**
 * sw_execution_get_child:
 * @index: among all, in the order of their start
 *
 * Returns: how a child execution stands, or ended; borrowed as long as the execution
 */
SwMapChildInfo
sw_execution_get_child (const SwExecution *self,
                        guint              index)
{
  const SwChildRecord *record = g_ptr_array_index (self->children, index);
  SwMapChildInfo info = record->info;

  info.waiting = is_waiting (record);
  return info;
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
  for (*index = 0; *index < sw_execution_count_children (self); (*index)++)
    if (g_str_equal (sw_execution_get_child (self, *index).arn, arn))
      return TRUE;
  return FALSE;
}
