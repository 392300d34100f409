/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/model/sw-model.h"
#include "json/value/sw-value.h"

G_BEGIN_DECLS

/* SwHistory: what happened in an execution, in AWS's event types: one of ours, or one that was read
 * (sw-history-read.h). Events hold values and shared references; JSON text is made only when an
 * event is shown or saved. It only grows, and an event never moves. Whoever wants it to outlive its
 * execution takes a reference. Ids are 1, 2, 3 …: the event of id N is at index N - 1. */
typedef enum
{
  SW_EVENT_EXECUTION_STARTED,
  SW_EVENT_EXECUTION_SUCCEEDED,
  SW_EVENT_EXECUTION_FAILED,
  SW_EVENT_EXECUTION_ABORTED,
  SW_EVENT_EXECUTION_TIMED_OUT,
  SW_EVENT_STATE_ENTERED, /* printed with the state's type: PassStateEntered … */
  SW_EVENT_STATE_EXITED,
  SW_EVENT_LAMBDA_FUNCTION_SCHEDULED,
  SW_EVENT_LAMBDA_FUNCTION_STARTED,
  SW_EVENT_LAMBDA_FUNCTION_SUCCEEDED,
  SW_EVENT_LAMBDA_FUNCTION_FAILED,
  SW_EVENT_LAMBDA_FUNCTION_TIMED_OUT,
  SW_EVENT_TASK_SCHEDULED,
  SW_EVENT_TASK_STARTED,
  SW_EVENT_TASK_SUBMITTED,
  SW_EVENT_TASK_SUCCEEDED,
  SW_EVENT_TASK_FAILED,
  SW_EVENT_TASK_TIMED_OUT,
  SW_EVENT_TASK_STATE_ABORTED,
  SW_EVENT_ACTIVITY_SCHEDULED,
  SW_EVENT_ACTIVITY_STARTED,
  SW_EVENT_ACTIVITY_SUCCEEDED,
  SW_EVENT_ACTIVITY_FAILED,
  SW_EVENT_ACTIVITY_TIMED_OUT,
  SW_EVENT_MAP_STATE_STARTED,
  SW_EVENT_MAP_STATE_SUCCEEDED,
  SW_EVENT_MAP_STATE_FAILED,
  SW_EVENT_MAP_ITERATION_STARTED,
  SW_EVENT_MAP_ITERATION_SUCCEEDED,
  SW_EVENT_MAP_ITERATION_FAILED,
  SW_EVENT_MAP_ITERATION_ABORTED,
  SW_EVENT_MAP_RUN_STARTED,
  SW_EVENT_MAP_RUN_SUCCEEDED,
  SW_EVENT_MAP_RUN_FAILED,
  SW_EVENT_PARALLEL_STATE_STARTED,
  SW_EVENT_PARALLEL_STATE_SUCCEEDED,
  SW_EVENT_PARALLEL_STATE_FAILED,
  SW_EVENT_EVALUATION_FAILED,
  SW_EVENT_WAIT_STATE_ABORTED,
  SW_EVENT_MAP_STATE_ABORTED,
  SW_EVENT_PARALLEL_STATE_ABORTED,
  /* AWS's alone: no run of ours has them */
  SW_EVENT_LAMBDA_FUNCTION_SCHEDULE_FAILED,
  SW_EVENT_LAMBDA_FUNCTION_START_FAILED,
  SW_EVENT_TASK_START_FAILED,
  SW_EVENT_TASK_SUBMIT_FAILED,
  SW_EVENT_ACTIVITY_SCHEDULE_FAILED,
  SW_EVENT_MAP_RUN_ABORTED,
  SW_EVENT_MAP_RUN_REDRIVEN,
  SW_EVENT_EXECUTION_REDRIVEN,
  SW_EVENT_UNKNOWN, /* a type that AWS has added since: kept as it was read */
  SW_N_EVENT_TYPES
} SwEventType;

typedef struct _SwHistoryEvent SwHistoryEvent;
typedef struct _SwHistory SwHistory;

SwHistory            *sw_history_ref       (const SwHistory *self);
void                  sw_history_unref     (SwHistory       *self);
/* NULL: it was read, and names its states only */
SwModel              *sw_history_get_model (const SwHistory *self);
guint                 sw_history_get_count (const SwHistory *self);
const SwHistoryEvent *sw_history_get       (const SwHistory *self,
                                            guint            index);
SwValue               sw_history_to_value  (const SwHistory *self,
                                            gboolean         texts);

guint64      sw_history_event_get_id        (const SwHistoryEvent *self);
guint64      sw_history_event_get_previous  (const SwHistoryEvent *self);
gint64       sw_history_event_get_time      (const SwHistoryEvent *self);
SwEventType  sw_history_event_get_type      (const SwHistoryEvent *self);
const char  *sw_history_event_get_type_name (const SwHistoryEvent *self);
SwState     *sw_history_event_get_state     (const SwHistoryEvent *self);
const char  *sw_history_event_get_name      (const SwHistoryEvent *self);
SwStateType  sw_history_event_get_state_type (const SwHistoryEvent *self);
guint        sw_history_event_get_frame     (const SwHistoryEvent *self);
SwValue      sw_history_event_get_data      (const SwHistoryEvent *self);
SwValue      sw_history_event_get_assigned  (const SwHistoryEvent *self);
const char  *sw_history_event_get_error     (const SwHistoryEvent *self);
const char  *sw_history_event_get_cause     (const SwHistoryEvent *self);
const char  *sw_history_event_get_detail    (const SwHistoryEvent *self,
                                             const char           *key);
char        *sw_history_event_dup_resource  (const SwHistoryEvent *self);
SwValue      sw_history_event_to_value      (const SwHistoryEvent *self,
                                             gboolean              texts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwHistory, sw_history_unref)

G_END_DECLS
