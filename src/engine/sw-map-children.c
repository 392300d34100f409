/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/sw-map-children.h"

#include "engine/sw-execution-private.h"

/* What is kept of a child execution beyond its end */
struct _SwChildRecord
{
  SwMapChildInfo info; /* its strings and values are owned */
  SwHistory     *history;
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
 * @n_items: it has so many
 *
 * Keeps a child execution for who asks later, where that is wanted.
 */
void
sw_child_begin (SwExecution *self,
                SwFrame     *frame,
                SwChild     *child,
                SwValue      input,
                guint        n_items)
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
    .n_items = n_items,
    .started = self->now,
    .input = sw_value_ref (input),
    .history = record->history,
  };
  event = add_event (self, record, SW_EVENT_EXECUTION_STARTED);
  event->data = sw_value_ref (input);
  event->extra = sw_value_new_object (1);
  sw_value_set_member (&event->extra, "roleArn", sw_value_new_string (self->role_arn));
  child->record = record;
  g_ptr_array_add (self->children, record);
}

/**
 * sw_child_add_event:
 *
 * Returns: (nullable): a new event of the child's own history; %NULL: none is kept
 */
SwHistoryEvent *
sw_child_add_event (SwChild *child)
{
  return child->record != NULL ? sw_history_add (child->record->history) : NULL;
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
 * Keeps how a child execution ended. Nothing happens where that was done.
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
  SwChildRecord *record = root->child->record;
  SwHistoryEvent *event;

  if (record == NULL || record->info.stopped != 0 || !self->keeps_children)
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
  if (status == SW_EXECUTION_ABORTED)
    return;
  record->info.error = g_strdup (root->failure.error);
  record->info.cause = g_strdup (root->failure.cause);
  set_text (&event->extra, "error", record->info.error);
  set_text (&event->extra, "cause", record->info.cause);
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
  return ((const SwChildRecord *) g_ptr_array_index (self->children, index))->info;
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
