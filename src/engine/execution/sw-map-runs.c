/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/execution/sw-map-runs.h"

#include <math.h>

#include "engine/execution/sw-execution-private.h"

/* No Map begins more at a time: AWS's quota. A larger limit is none. */
#define QUOTA_CONCURRENCY 10000

/* A run, and, while it is under way, whose it is */
struct _SwMapRecord
{
  char         *arn;
  guint         index; /* among all */
  SwMapRunInfo  info;  /* as it ended */
  SwFrame      *frame; /* NULL: it has ended */
};

static void
record_free (gpointer data)
{
  SwMapRecord *record = data;

  g_free (record->arn);
  g_free (record);
}

static double
or_zero (double number)
{
  return isinf (number) ? 0 : number;
}

static void
count_children (const SwFrame *frame,
                SwMapCounts   *counts)
{
  *counts = (SwMapCounts) { .total = frame->n_items,
                            .pending = frame->n_items - frame->n_begun,
                            .running = frame->n_begun,
                            .pending_redrive = frame->run->waiting.children,
                            .not_redrivable = frame->run->fixed.children };
  for (guint i = 0; i < G_N_ELEMENTS (counts->ended); i++)
    {
      counts->ended[i] = frame->run->ends[i].children;
      counts->running -= counts->ended[i];
    }
}

static void
count_items (const SwFrame *frame,
             SwMapCounts   *counts)
{
  const SwMapRun *run = frame->run;

  *counts = (SwMapCounts) { .total = run->n_items,
                            .pending = run->n_items - run->n_begun_items,
                            .running = run->n_begun_items,
                            .pending_redrive = run->waiting.items,
                            .not_redrivable = run->fixed.items };
  for (guint i = 0; i < G_N_ELEMENTS (counts->ended); i++)
    {
      counts->ended[i] = run->ends[i].items;
      counts->running -= counts->ended[i];
    }
}

static SwMapRunInfo
look (const SwMapRecord *record)
{
  const SwFrame *frame = record->frame;
  SwMapRunInfo info = record->info;

  info.max_concurrency = frame->limit > QUOTA_CONCURRENCY ? 0 : frame->limit;
  info.tolerated_count = or_zero (frame->run->tolerated_count);
  info.tolerated_percentage = or_zero (frame->run->tolerated_share) * 100;
  count_children (frame, &info.children);
  count_items (frame, &info.items);
  return info;
}

/**
 * sw_map_runs_begin:
 * @frame: of a distributed Map; its run has an ARN
 *
 * Keeps a run for who asks later.
 */
void
sw_map_runs_begin (SwExecution *self,
                   SwFrame     *frame)
{
  SwMapRecord *record = g_new0 (SwMapRecord, 1);

  if (self->map_runs == NULL)
    self->map_runs = g_ptr_array_new_with_free_func (record_free);
  record->index = self->map_runs->len;
  record->arn = g_strdup (frame->run->arn);
  record->info.arn = record->arn;
  record->info.started = self->now;
  record->frame = frame;
  frame->run->record = record;
  g_ptr_array_add (self->map_runs, record);
}

/**
 * sw_map_runs_get_index:
 * @frame: of a distributed Map whose run has begun
 *
 * Returns: index of its run among all
 */
guint
sw_map_runs_get_index (const SwFrame *frame)
{
  return frame->run->record->index;
}

/**
 * sw_map_runs_end:
 * @frame: of a distributed Map, with all that it has come to
 * @status: how the run ends
 *
 * Keeps what a run has come to. Nothing happens where that was done.
 */
void
sw_map_runs_end (SwExecution       *self,
                 SwFrame           *frame,
                 SwExecutionStatus  status)
{
  SwMapRecord *record = frame->run != NULL ? frame->run->record : NULL;
  SwMapRunInfo *info;

  if (record == NULL || record->frame == NULL)
    return;
  info = &record->info;
  *info = look (record);
  info->status = status;
  info->stopped = self->now;
  record->frame = NULL;
}

/**
 * sw_map_runs_redrive:
 * @frame: of a distributed Map whose run goes on
 *
 * Has what is kept of a run follow it again.
 */
void
sw_map_runs_redrive (SwExecution *self,
                     SwFrame     *frame)
{
  SwMapRecord *record = frame->run->record;

  record->info.status = SW_EXECUTION_RUNNING;
  record->info.stopped = 0;
  record->info.redrives = frame->run->redrives;
  record->info.redriven = self->now;
  record->frame = frame;
}

/**
 * sw_execution_count_map_runs:
 *
 * Returns: how many runs of distributed Maps there were so far
 */
guint
sw_execution_count_map_runs (const SwExecution *self)
{
  return self->map_runs != NULL ? self->map_runs->len : 0;
}

/**
 * sw_execution_get_map_run:
 * @index: among all, in the order of their start
 *
 * Returns: how a run stands, or ended; its ARN lives as long as the execution
 */
SwMapRunInfo
sw_execution_get_map_run (const SwExecution *self,
                          guint              index)
{
  const SwMapRecord *record = g_ptr_array_index (self->map_runs, index);

  return record->frame != NULL ? look (record) : record->info;
}

/* The limits of a run that somebody may change, and what they are called as they are written down */
static const char *const limit_names[]
    = { "maxConcurrency", "toleratedFailureCount", "toleratedFailurePercentage" };

static void
set_limit (SwFrame *frame,
           guint    which,
           double   number)
{
  if (which == 0)
    frame->limit = number > 0 ? (guint) MIN (number, G_MAXUINT) : G_MAXUINT;
  else if (which == 1)
    frame->run->tolerated_count = number;
  else
    frame->run->tolerated_share = number / 100;
}

/**
 * sw_map_runs_change:
 * @index: among all
 * @limits: object of some of the limits
 *
 * Changes the limits of a run, as an input of the execution.
 *
 * Returns: %FALSE where it is not under way
 */
gboolean
sw_map_runs_change (SwExecution *self,
                    guint64      index,
                    SwValue      limits)
{
  const SwMapRecord *record = index < sw_execution_count_map_runs (self)
                                  ? g_ptr_array_index (self->map_runs, index)
                                  : NULL;

  const SwExecutionInput input = { .kind = SW_INPUT_LIMITS,
                                   .time = self->now,
                                   .count = 1,
                                   .id = index,
                                   .value = limits };

  if (record == NULL || record->frame == NULL || !sw_value_is (limits, SW_TYPE_OBJECT))
    return FALSE;
  if (sw_breaks_defer (self, &input))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (limit_names); i++)
    {
      SwValue limit = sw_value_get_member (limits, limit_names[i]);

      if (sw_value_is (limit, SW_TYPE_NUMBER))
        set_limit (record->frame, i, sw_value_get_number (limit));
    }
  sw_input_tell (self, SW_INPUT_LIMITS, index, limits, NULL, NULL);
  return TRUE;
}

/**
 * sw_execution_update_map_run:
 * @index: among all
 * @max_concurrency: (nullable): how many items may run at the same time; 0: no limit. It holds from
 * the next item on that ends
 * @tolerated_count: (nullable): how many items may fail
 * @tolerated_percentage: (nullable): how many of a hundred may
 *
 * Changes the limits of a run.
 *
 * Returns: %FALSE where it has ended
 */
gboolean
sw_execution_update_map_run (SwExecution  *self,
                             guint         index,
                             const guint  *max_concurrency,
                             const double *tolerated_count,
                             const double *tolerated_percentage)
{
  g_auto (SwValue) limits = sw_value_new_object (G_N_ELEMENTS (limit_names));

  if (max_concurrency != NULL)
    sw_value_set_member (&limits, limit_names[0], sw_value_new_integer (*max_concurrency));
  if (tolerated_count != NULL)
    sw_value_set_member (&limits, limit_names[1], sw_value_new_number (*tolerated_count));
  if (tolerated_percentage != NULL)
    sw_value_set_member (&limits, limit_names[2], sw_value_new_number (*tolerated_percentage));
  return sw_map_runs_change (self, index, limits);
}
