/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-manual-tasks.h"

typedef struct
{
  guint64  id;
  char    *reason; /* why nobody else performs it, or NULL */
} Row;

struct _SwManualTasks
{
  GArray    *rows;     /* Row */
  GPtrArray *requests; /* const SwTaskRequest, as of the last pruning */
};

static void
row_clear (gpointer data)
{
  g_free (((Row *) data)->reason);
}

/**
 * sw_manual_tasks_new:
 *
 * Returns: (transfer full): an empty list
 */
SwManualTasks *
sw_manual_tasks_new (void)
{
  SwManualTasks *self = g_new0 (SwManualTasks, 1);

  self->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  g_array_set_clear_func (self->rows, row_clear);
  self->requests = g_ptr_array_new ();
  return self;
}

/**
 * sw_manual_tasks_free:
 *
 * Frees the list; the requests are the execution's.
 */
void
sw_manual_tasks_free (SwManualTasks *self)
{
  g_ptr_array_unref (self->requests);
  g_array_unref (self->rows);
  g_free (self);
}

/**
 * sw_manual_tasks_add:
 * @id: of an open task
 * @take_reason: (nullable): why nobody performs it, in words
 *
 * Adds a task that waits.
 */
void
sw_manual_tasks_add (SwManualTasks *self,
                     guint64        id,
                     char          *take_reason)
{
  Row row = { id, take_reason };

  g_array_append_val (self->rows, row);
}

/**
 * sw_manual_tasks_prune:
 *
 * Drops the tasks that have ended, answered or timed out.
 *
 * Returns: how many still wait
 */
guint
sw_manual_tasks_prune (SwManualTasks     *self,
                       const SwExecution *execution)
{
  g_ptr_array_set_size (self->requests, 0);
  for (guint i = 0; i < self->rows->len;)
    {
      guint64 id = g_array_index (self->rows, Row, i).id;
      const SwTaskRequest *request = sw_execution_get_request (execution, id);

      if (request == NULL)
        {
          g_array_remove_index (self->rows, i);
          continue;
        }
      g_ptr_array_add (self->requests, (gpointer) request);
      i++;
    }
  return self->rows->len;
}

/**
 * sw_manual_tasks_get:
 *
 * Returns: (transfer none): const SwTaskRequest, as of the last pruning
 */
GPtrArray *
sw_manual_tasks_get (SwManualTasks *self)
{
  return self->requests;
}

static const Row *
find (SwManualTasks *self,
      guint64        id)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_array_index (self->rows, Row, i).id == id)
      return &g_array_index (self->rows, Row, i);
  return NULL;
}

/**
 * sw_manual_tasks_get_reason:
 *
 * Returns: (nullable): why nobody performs the task
 */
const char *
sw_manual_tasks_get_reason (SwManualTasks *self,
                            guint64        id)
{
  const Row *row = find (self, id);

  return row != NULL ? row->reason : NULL;
}
