/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "base/sw-clock.h"
#include "json/value/sw-value.h"
#include "store/sw-store.h"
#include "tasks/runner/sw-runner.h"
#include "tasks/sw-tasks-file.h"

G_BEGIN_DECLS

/* SwApi: the API of Step Functions on this computer, without any network: requests and answers are
 * values. It holds state machines with their versions, aliases and tags, activities, and
 * executions, which run over the engine in the default main context.
 *
 *   call = sw_api_begin (api, "StartExecution", request, answered, data);
 *
 * answers at once, or later: GetActivityTask waits for a task, StartSyncExecution for the end.
 *
 * Signal `execution-changed` (pointer: SwApiExecution): one was started, is redriven, or has
 * ended. */
#define SW_TYPE_API (sw_api_get_type ())
G_DECLARE_FINAL_TYPE (SwApi, sw_api, SW, API, GObject)

/* One request on its way; answered exactly once. Shared by reference count. */
typedef struct _SwApiCall SwApiCall;

/* An execution; belongs to the API it is of. */
typedef struct _SwApiExecution SwApiExecution;

/* What lists show of one; strings live as long as it */
typedef struct
{
  const char        *arn;
  const char        *name;
  const char        *machine;    /* name */
  const char        *definition; /* JSON text of what it runs */
  SwExecutionStatus  status;
  gboolean           express;
  guint              redrives;
  gint64             started;    /* microseconds since the epoch */
} SwApiExecutionInfo;

/* What a request came to. RESPONSE is borrowed; where ERROR is set it is undefined, and ERROR and
 * MESSAGE are the service's. */
typedef void (*SwApiAnswered) (SwApiCall  *call,
                               SwValue     response,
                               const char *error,
                               const char *message,
                               gpointer    data);

/* Everything from outside; all is copied, and a NULL stands for a sensible default. */
typedef struct
{
  const char   *account;     /* 12 digits */
  const char   *region;
  gboolean      scales_waits; /* as of SwExecutionOptions */
  double        wait_scale;
  SwRunSpeed    speed;       /* SW_RUN_VIRTUAL: waiting takes no time (tests) */
  SwTasksFile  *tasks;       /* who performs the tasks of machines made by a client, or NULL */
  SwMockConfig *mocks;       /* answers of test cases, for whoever starts ARN#CASE; or NULL */
  SwStore      *store;       /* where all is kept, or NULL: nothing outlives the program */
  guint         poll_seconds; /* so long GetActivityTask waits; 0: 50, less than clients do */
  guint         max_ended;    /* without a store: executions kept beyond their end; 0: 10,000 */
  guint         max_item_events; /* likewise: events of Map runs' items that have ended, of one
                              * execution and of all that have ended; 0: 1,000,000 */
} SwApiOptions;

SwApi       *sw_api_new             (const SwApiOptions *options);
gboolean     sw_api_knows           (const char         *operation);
SwApiCall   *sw_api_begin           (SwApi              *self,
                                     const char         *operation,
                                     SwValue             request,
                                     SwApiAnswered       answered,
                                     gpointer            data);
void         sw_api_call_give_up    (SwApiCall          *call);
SwApiCall   *sw_api_call_ref        (SwApiCall          *call);
void         sw_api_call_unref      (SwApiCall          *call);
char        *sw_api_add_machine     (SwApi              *self,
                                     const char         *name,
                                     const char         *definition,
                                     gboolean            express,
                                     SwTasksFile        *tasks,
                                     GError            **error);

gboolean     sw_api_resume          (SwApi              *self,
                                     GError            **error);
SwApiExecution *sw_api_get_execution (SwApi                *self,
                                      const char           *arn);
SwApiExecutionInfo sw_api_execution_get_info (SwApiExecution *self);
SwValue      sw_api_execution_show_history (SwApiExecution  *self);

#define SW_API_ERROR (sw_api_error_quark ())
GQuark       sw_api_error_quark     (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwApiCall, sw_api_call_unref)

G_END_DECLS
