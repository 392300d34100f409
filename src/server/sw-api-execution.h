/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/execution/sw-map-runs.h"
#include "server/sw-api-machine.h"

G_BEGIN_DECLS

/* Executions as data, for the files that deal with them. */

/* What is started, as a request has it */
typedef struct
{
  SwApiMachine  *machine;
  SwApiRevision *revision;
  const char    *name;         /* NULL: a random one */
  const char    *input;        /* JSON text; NULL: "{}" */
  SwValue        value;        /* the same */
  const char    *trace_header; /* or NULL */
  const char    *alias;        /* name, or NULL */
  guint          version;      /* 0: none */
  const char    *test_case;    /* of the mocked answers, or NULL */
} SwApiStart;

/* sw-api-execution.c */
SwApiExecution  *sw_api_execution_new         (SwApi                  *api,
                                               const SwApiStart       *start);
SwApiExecution  *sw_api_execution_add_stored  (SwApi                  *api,
                                               const SwApiStart       *start,
                                               const SwStoreExecution *row);
SwApiExecution  *sw_api_execution_ref         (SwApiExecution         *self);
void             sw_api_execution_unref       (SwApiExecution         *self);
const char      *sw_api_execution_get_input   (SwApiExecution         *self);
const SwHistory *sw_api_execution_get_history (SwApiExecution         *self);
char            *sw_api_dup_execution_arn     (SwApi                  *api,
                                               SwApiMachine           *machine,
                                               const char             *name);
SwApiExecution  *sw_api_call_find_execution   (SwApiCall              *call,
                                               const char             *member);
SwApiExecution  *sw_api_call_find_any_execution (SwApiCall            *call,
                                               const char             *member);
void             sw_api_executions_drop       (SwApi                  *api,
                                               SwApiMachine           *machine);

/* sw-api-execution-run.c */
SwApiExecution     *sw_api_execution_start        (SwApi             *api,
                                                   const SwApiStart  *start,
                                                   GError           **error);
void                sw_api_execution_drive        (SwApiExecution    *self,
                                                   SwRunner          *take_runner);
void                sw_api_execution_stop         (SwApiExecution    *self,
                                                   const char        *error,
                                                   const char        *cause);

/* sw-api-executions.c */
const char      *sw_api_execution_get_unredrivable (SwApiExecution *self);

/* sw-api-start.c */
void             sw_api_answer_sync           (SwApiExecution    *execution,
                                               SwApiCall         *call);

/* sw-api-history.c */
guint            sw_api_execution_count_events (SwApiExecution   *self);

/* sw-api-restore.c */
SwValue          sw_api_make_note             (const SwApiStart  *start);

/* sw-api-told.c */
const SwExecution *sw_api_execution_get_told  (SwApiExecution    *self);
gboolean         sw_api_execution_tell_child  (SwApiExecution    *self,
                                               guint              index,
                                               SwMapChildInfo    *info);
void             sw_api_execution_keep_told   (SwApiExecution    *self);

/* sw-api-ended.c */
void             sw_api_execution_join_ended  (SwApiExecution    *self);
void             sw_api_execution_leave_ended (SwApiExecution    *self);

/* sw-api-map-index.c */
void             sw_api_index_map_run         (SwApi             *api,
                                               const char        *run,
                                               const char        *execution);
void             sw_api_unindex_map_runs      (SwApiExecution    *self);
void             sw_api_trim_map_index        (SwApi             *api);
GPtrArray       *sw_api_find_holders          (SwApi             *api,
                                               const char        *arn);
gboolean         sw_api_restore_map_runs      (SwApi             *api,
                                               GError           **error);

/* sw-api-map-runs.c */
SwApiExecution  *sw_api_call_find_map_run     (SwApiCall         *call,
                                               SwMapRunInfo      *info,
                                               guint             *index);

/* sw-api-children.c */
SwApiExecution  *sw_api_find_child            (SwApi             *api,
                                               const char        *arn);
const char      *sw_api_execution_get_status_name (const SwApiExecution *self);
char            *sw_api_execution_dup_machine_arn (const SwApiExecution *self);
void             sw_api_list_children         (SwApiCall         *call);
SwValue          sw_api_execution_show_entry  (const SwApiExecution *self);

/* sw-api-performer.c */
SwPerformer     *sw_api_new_performer         (SwApi             *api,
                                               SwApiMachine      *machine,
                                               const char        *test_case,
                                               GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwApiExecution, sw_api_execution_unref)

G_END_DECLS
