/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Why a state failed. The makers below take *words*, to which the execution puts "An error
 * occurred while executing the state 'S' (entered at the event id #N). " in front; a task's or a
 * Fail state's cause is whole. */
typedef struct
{
  char     *error;      /* error name, or NULL where none was given */
  char     *cause;      /* words or whole text, or NULL */
  char     *location;   /* JSONata: the field that failed, "Output/result"; or NULL */
  gboolean  in_state;   /* `cause` are words still to be put behind the state's name */
  gboolean  evaluation; /* an EvaluationFailed event tells of it */
  gboolean  entered;    /* that event follows the state's Entered, not the one before it */
  gboolean  terminal;   /* no Retry and no Catch sees it (States.Runtime) */
  gboolean  heartbeat;  /* a States.Timeout that States.HeartbeatTimeout matches too */
  gboolean  timeout;    /* a cause that is missing shows as "", not as null */
  gboolean  branch;     /* came out of a Parallel's branch: States.BranchFailed matches too */
} SwFailure;

#define SW_FAILURE_INIT ((SwFailure) { 0 })

#define SW_ERROR_RUNTIME      "States.Runtime"
#define SW_ERROR_TIMEOUT      "States.Timeout"
#define SW_ERROR_DATA_LIMIT   "States.DataLimitExceeded"
#define SW_ERROR_EVALUATION   "States.QueryEvaluationError"
#define SW_ERROR_INTRINSIC    "States.IntrinsicFailure"
#define SW_ERROR_PARAMETER_PATH "States.ParameterPathFailure"
#define SW_ERROR_RESULT_PATH  "States.ResultPathMatchFailure"
#define SW_ERROR_NO_CHOICE    "States.NoChoiceMatched"
#define SW_ERROR_ITEM_READER  "States.ItemReaderFailed"
#define SW_ERROR_RESULT_WRITER "States.ResultWriterFailed"
#define SW_ERROR_TOLERATED    "States.ExceedToleratedFailureThreshold"

void     sw_failure_set        (SwFailure       *self,
                                const char      *error,
                                const char      *cause);
gboolean sw_failure_in_state   (SwFailure       *self,
                                const char      *error,
                                const char      *format,
                                ...) G_GNUC_PRINTF (3, 4);
gboolean sw_failure_runtime    (SwFailure       *self,
                                const char      *format,
                                ...) G_GNUC_PRINTF (2, 3);
gboolean sw_failure_evaluation (SwFailure       *self,
                                const char      *location,
                                const char      *format,
                                ...) G_GNUC_PRINTF (3, 4);
void     sw_failure_move       (SwFailure       *self,
                                SwFailure       *from);
gboolean sw_failure_matches    (const SwFailure *self,
                                char * const    *names);
void     sw_failure_clear      (SwFailure       *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwFailure, sw_failure_clear)

G_END_DECLS
