/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/execution/sw-map-children.h"
#include "engine/history/sw-history.h"
#include "server/sw-api-shape.h"
#include "server/sw-api.h"
#include "tasks/durable/sw-durable.h"
#include "tasks/sw-task-desk.h"

G_BEGIN_DECLS

/* How the files of the API share their state. Times are microseconds since the epoch. */

typedef struct _SwApiMachine SwApiMachine;
typedef struct _SwApiActivity SwApiActivity;

/* So many executions that have ended are there to be asked for; older ones stay in the file, if there
 * is one. */
#define SW_API_MAX_ENDED 10000

/* Without a store, so many events of Map runs' items that have ended are there to be asked for: of one
 * execution, and of all that have ended. About 100 bytes each, and what they hold. */
#define SW_API_MAX_ITEM_EVENTS 1000000

/* What can be asked: the name, and who answers. A handler answers the call, or keeps a reference to
 * answer it later. */
typedef struct
{
  const char *name;
  void (*run) (SwApi *api, SwApiCall *call);
} SwApiOperation;

extern const SwApiOperation sw_api_operations[]; /* ends with a NULL name */

struct _SwApiCall
{
  grefcount             count;
  SwApi                *api;
  const SwApiOperation *operation;
  SwValue               request;
  SwApiAnswered         answered; /* NULL: was called, or nobody listens any more */
  gpointer              data;
  SwStoreWrite         *write;    /* what has to be on the disk before it is answered, or NULL */
  SwValue               held;     /* the answer, until then */
  GCancellable         *gone;     /* whoever asked does not wait any longer */
};

/* A state machine as it was at one time: immutable, shared by reference count. What an execution
 * runs, and a version stands for. */
typedef struct
{
  grefcount   count;
  char       *id;             /* UUID; NULL: as it was created */
  char       *definition;
  char       *role_arn;
  SwValue     logging;        /* object */
  SwValue     tracing;        /* object */
  SwValue     encryption;     /* object */
  SwValue     references;     /* object: names of variables by state; undefined: none */
  gint64      updated;
  SwProgram  *program;        /* NULL until it is needed first */
} SwApiRevision;

typedef struct
{
  guint          number;
  char          *description; /* or NULL */
  gint64         created;
  SwApiRevision *revision;
} SwApiVersion;

typedef struct
{
  guint version;
  guint weight; /* 0 to 100 */
} SwApiRoute;

typedef struct
{
  char       *name;
  char       *description; /* or NULL */
  gint64      created;
  gint64      updated;
  guint       n_routes;
  SwApiRoute  routes[2];
} SwApiAlias;

struct _SwApiMachine
{
  grefcount      count;
  char          *name;
  char          *arn;
  gboolean       express;
  gint64         created;
  SwApiRevision *revision;   /* the present one */
  guint          n_versions; /* ever published: numbers the next */
  GPtrArray     *versions;   /* SwApiVersion, oldest first */
  GPtrArray     *aliases;    /* SwApiAlias, in the order they were made */
  SwValue        tags;       /* object */
  gboolean       deleted;
  SwTasksFile   *tasks;      /* who performs its tasks, or NULL */
  SwPerformer   *performer;  /* the same, once it was needed without a test case */
  GQueue         executions; /* SwApiExecution, newest first */
};

struct _SwApiActivity
{
  char    *name;
  char    *arn;
  gint64   created;
  SwValue  tags; /* object */
  SwValue  encryption;
};

struct _SwApiExecution
{
  grefcount          count;
  guint              serial;       /* later ones have higher ones */
  GList              link;         /* in its machine's list */
  SwApi             *api;          /* not owned */
  SwApiMachine      *machine;
  SwApiRevision     *revision;
  char              *name;
  char              *arn;
  char              *input;        /* JSON text as it came; NULL: "{}" */
  char              *trace_header; /* or NULL */
  char              *test_case;    /* of the mocked answers, or NULL */
  char              *redrive_token; /* of whoever redrove it last, or NULL */
  char              *alias;        /* name of the alias it was started by, or NULL */
  guint              version;      /* 0: none was asked for */
  SwExecutionStatus  status;
  gint64             started;
  gint64             stopped;      /* 0: it runs */
  guint              redrives;
  gint64             redriven;     /* time of the last; 0: never */
  gint64             stored;       /* its number in the store; 0: it is not there */
  guint              n_stored;     /* events there, once it has ended */
  SwRunner          *runner;       /* NULL: it has ended */
  SwHistory         *history;      /* once it has ended; NULL: it is in the store */
  gboolean           has_map_runs; /* what has ended of it had some */
  SwRunner          *former;       /* once it has ended, where it can be redriven or had Map runs and is
                                    * not in the store; else NULL */
  GList              ended_link;   /* in the API's list; without data: not there */
  guint64            n_kept;       /* what `former` has: sw-api-ended.c */
  char              *map_run;      /* of an item of a distributed Map: ARN of the run; else NULL, and
                                    * what follows is nothing */
  SwApiExecution    *parent;       /* the execution it is of */
  SwMapChildInfo     item;         /* its texts, values and history are not to be used */
  guint              item_index;   /* among the items of `parent` */
  gboolean           settled;      /* its Map run has succeeded all the same */
  gboolean           untold;       /* what it had and did is not kept */
  char              *output;       /* JSON text, once it has succeeded */
  char              *error;
  char              *cause;
  GPtrArray         *waiting;      /* SwApiCall that wait for its end, or NULL */
};

struct _SwApi
{
  GObject parent;

  char         *account;
  char         *region;
  gboolean      scales_waits; /* as of SwExecutionOptions */
  double        wait_scale;
  SwRunSpeed    speed;
  SwTasksFile  *tasks;
  SwMockConfig *mocks;      /* or NULL */
  SwStore      *store;      /* or NULL */
  guint         poll_seconds;
  GHashTable   *machines;   /* ARN -> SwApiMachine */
  GQueue        machine_list; /* SwApiMachine, in the order they were made */
  GHashTable   *executions; /* ARN -> SwApiExecution; of Express machines those that run */
  GHashTable   *activities; /* ARN -> SwApiActivity */
  GPtrArray    *activity_list; /* SwApiActivity, in the order they were made */
  SwTaskDesk   *desk;
  guint         n_executions;  /* ever started: numbers them */
  GPtrArray    *ended;         /* SwRunner, freed when nothing of theirs is on the stack */
  guint         ended_source;
  guint         n_polls;       /* workers that wait for tasks */
  gboolean      testing;       /* a state is being tried, and waits for its task */
  SwRetold     *retold;        /* the last one told again, or NULL */
  gint64        retold_id;     /* its number in the store, */
  guint         retold_redrives; /* and how it stood then: */
  gboolean      retold_open;  /* it had not ended */
  GHashTable   *map_index;     /* sw-api-map-index.c */
  GQueue        ended_list;    /* SwApiExecution, ended and not in the store, the oldest first */
  guint64       n_ended_kept;  /* theirs */
  guint         max_ended;
  guint         max_item_events;
  SwApiExecution *child;       /* the item's execution that was asked for last, or NULL */
  guint8        secret[32]; /* signs page tokens */
};

/* sw-api.c */
void        sw_api_call_succeed   (SwApiCall   *call,
                                   SwValue      take_response);
void        sw_api_call_refuse    (SwApiCall   *call,
                                   const char  *error,
                                   const char  *format,
                                   ...) G_GNUC_PRINTF (3, 4);
const char *sw_api_call_get_text  (SwApiCall   *call,
                                   const char  *member);
gboolean    sw_api_call_get_flag  (SwApiCall   *call,
                                   const char  *member,
                                   gboolean     otherwise);
gint64      sw_api_call_get_count (SwApiCall   *call,
                                   const char  *member,
                                   gint64       otherwise);
void        sw_api_call_succeed_when_kept (SwApiCall      *call,
                                           SwApiExecution *execution,
                                           SwValue         take_response);
SwValue     sw_api_call_get       (SwApiCall   *call,
                                   const char  *member);
gint64      sw_api_now            (SwApi       *self);
void        sw_api_tell           (SwApi          *self,
                                   SwApiExecution *execution);

/* sw-api-answer.c: building answers */
void        sw_answer_set_text    (SwValue     *object,
                                   const char  *member,
                                   const char  *text);
void        sw_answer_set_time    (SwValue     *object,
                                   const char  *member,
                                   gint64       time);
void        sw_answer_set_count   (SwValue     *object,
                                   const char  *member,
                                   gint64       count);
void        sw_answer_set_flag    (SwValue     *object,
                                   const char  *member,
                                   gboolean     flag);
void        sw_answer_set         (SwValue     *object,
                                   const char  *member,
                                   SwValue      value);
void        sw_answer_set_payload (SwValue     *object,
                                   const char  *member,
                                   const char  *details,
                                   const char  *text);

/* sw-api-text.c */
gboolean    sw_api_is_name        (const char  *text);

/* sw-api-json-fault.c */
char       *sw_api_dup_json_fault (const char  *text,
                                   char       **place);

/* sw-api-page.c */
gboolean    sw_api_page_begin     (SwApiCall   *call,
                                   guint        otherwise,
                                   guint       *offset,
                                   guint       *limit);
void        sw_api_page_end       (SwApiCall   *call,
                                   SwValue     *response,
                                   guint        next);

/* sw-api-arn.c */
typedef struct
{
  char *kind;      /* "stateMachine", "execution", "express", "activity", "mapRun" */
  char *name;      /* of the machine or activity; with "/LABEL" of what a Map makes */
  char *qualifier; /* of a machine: version or alias; NULL: none */
  char *rest;      /* of an execution: its name, perhaps behind "QUALIFIER:" */
  char *test_case; /* behind '#', or NULL */
} SwArn;

gboolean    sw_arn_parse          (SwArn       *self,
                                   const char  *text);
void        sw_arn_clear          (SwArn       *self);
char       *sw_api_dup_arn        (SwApi       *self,
                                   const char  *kind,
                                   const char  *name);
gboolean    sw_api_call_parse_arn (SwApiCall         *call,
                                   const char        *member,
                                   const char *const *kinds,
                                   SwArn             *arn);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwArn, sw_arn_clear)

/* sw-api-tags.c */
gboolean    sw_api_tags_merge     (SwApiCall   *call,
                                   SwValue     *tags,
                                   SwValue      list,
                                   const char  *arn);

/* sw-api-activities.c */
void           sw_api_activity_free      (SwApiActivity *self);
SwApiActivity *sw_api_activity_new       (SwApi         *api,
                                          const char    *name,
                                          char          *take_arn,
                                          gint64         created,
                                          SwValue        take_tags,
                                          SwValue        take_encryption);
SwApiActivity *sw_api_call_find_activity (SwApiCall     *call);

/* Handlers, by the table in sw-api-operations.c */
/* Who drives the executions, in the store */
#define SW_API_ORIGIN "server"

#define SW_API_HANDLER(name) void sw_api_##name (SwApi *api, SwApiCall *call)

SW_API_HANDLER (create_activity);
SW_API_HANDLER (create_state_machine);
SW_API_HANDLER (create_state_machine_alias);
SW_API_HANDLER (delete_activity);
SW_API_HANDLER (delete_state_machine);
SW_API_HANDLER (delete_state_machine_alias);
SW_API_HANDLER (delete_state_machine_version);
SW_API_HANDLER (describe_activity);
SW_API_HANDLER (describe_execution);
SW_API_HANDLER (describe_map_run);
SW_API_HANDLER (describe_state_machine);
SW_API_HANDLER (describe_state_machine_alias);
SW_API_HANDLER (describe_state_machine_for_execution);
SW_API_HANDLER (get_activity_task);
SW_API_HANDLER (get_execution_history);
SW_API_HANDLER (list_activities);
SW_API_HANDLER (list_executions);
SW_API_HANDLER (list_map_runs);
SW_API_HANDLER (list_state_machine_aliases);
SW_API_HANDLER (list_state_machine_versions);
SW_API_HANDLER (list_state_machines);
SW_API_HANDLER (list_tags_for_resource);
SW_API_HANDLER (publish_state_machine_version);
SW_API_HANDLER (redrive_execution);
SW_API_HANDLER (send_task_failure);
SW_API_HANDLER (send_task_heartbeat);
SW_API_HANDLER (send_task_success);
SW_API_HANDLER (start_execution);
SW_API_HANDLER (start_sync_execution);
SW_API_HANDLER (stop_execution);
SW_API_HANDLER (tag_resource);
SW_API_HANDLER (test_state);
SW_API_HANDLER (untag_resource);
SW_API_HANDLER (update_map_run);
SW_API_HANDLER (update_state_machine);
SW_API_HANDLER (update_state_machine_alias);
SW_API_HANDLER (validate_state_machine_definition);

#undef SW_API_HANDLER

G_END_DECLS
