/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/sw-backoff.h"
#include "engine/execution/sw-items.h"
#include "engine/program/sw-formula.h"
#include "engine/program/sw-program.h"
#include "engine/sw-time.h"
#include "query/jsonpath/sw-jsonpath.h"

G_BEGIN_DECLS

/* The compiled form of a definition, for the files of this folder alone. A plan is what one state
 * needs beyond the fields that all states share. Everything is constant once compiled and belongs
 * to the program. */

typedef struct _SwStep SwStep;
typedef struct _SwStage SwStage;

/* A compiled scope: the machine, a branch, an item processor */
struct _SwStage
{
  const SwScope *scope;
  SwStep        *start;
};

/* Where a result goes in the state's input */
typedef enum
{
  SW_RESULT_REPLACES, /* "$", or no ResultPath */
  SW_RESULT_DISCARDED, /* null: the input goes on */
  SW_RESULT_WRITTEN,  /* at `path` */
} SwResultMode;

typedef struct
{
  SwResultMode  mode;
  SwJsonPath   *path;
} SwResultTarget;

/* A number that stands literally, behind a …Path field, or in a JSONata expression */
typedef struct
{
  SwFormula  *expression; /* NULL: the field is absent */
  const char *field;      /* "SecondsPath" … static */
  gboolean    by_path;    /* read from the input: another set of error texts */
} SwQuantity;

typedef struct
{
  char     **errors; /* borrowed from the model */
  SwBackoff  backoff;
} SwRetrier;

typedef struct
{
  char           **errors; /* borrowed from the model */
  SwStep          *next;
  SwResultTarget   target;
  SwFormula       *assign;
  SwFormula       *output; /* JSONata */
} SwCatcher;

typedef struct
{
  SwTaskKind     kind;
  SwTaskPattern  pattern;
  char          *service;   /* "lambda", "aws-sdk:s3"; NULL for a function's ARN and an activity */
  char          *action;    /* "invoke", "sendMessage.waitForTaskToken" */
  SwQuantity     timeout;   /* seconds */
  SwQuantity     heartbeat; /* seconds */
  SwFormula     *credentials;
} SwTaskPlan;

/* Operators of a Choice rule; see the table in sw-program-choice.c */
typedef enum
{
  SW_TEST_AND,
  SW_TEST_OR,
  SW_TEST_NOT,
  SW_TEST_CONDITION, /* JSONata */
  SW_TEST_EQUALS,
  SW_TEST_LESS,
  SW_TEST_LESS_OR_EQUAL,
  SW_TEST_GREATER,
  SW_TEST_GREATER_OR_EQUAL,
  SW_TEST_MATCHES,
  SW_TEST_IS_PRESENT,
  SW_TEST_IS_NULL,
  SW_TEST_IS_BOOLEAN,
  SW_TEST_IS_NUMERIC,
  SW_TEST_IS_STRING,
  SW_TEST_IS_TIMESTAMP,
} SwTestKind;

typedef enum
{
  SW_OPERAND_ANY,
  SW_OPERAND_STRING,
  SW_OPERAND_NUMBER,
  SW_OPERAND_BOOLEAN,
  SW_OPERAND_TIMESTAMP,
} SwOperandType;

typedef struct _SwTest SwTest;
struct _SwTest
{
  SwTestKind     kind;
  SwOperandType  operand_type;
  SwFormula     *variable; /* or the Condition */
  SwFormula     *operand;  /* constant, or behind a …Path operator */
  SwInstant      instant;  /* of a constant timestamp */
  gboolean       wanted;   /* of an Is… operator */
  GPtrArray     *tests;    /* SwTest of And, Or, Not */
};

typedef struct
{
  SwTest    *test;
  SwStep    *next;
  SwFormula *assign;
  SwFormula *output; /* JSONata */
} SwChoiceRule;

typedef struct
{
  SwChoiceRule *rules;
  guint         n_rules;
  SwStep       *otherwise; /* Default, or NULL */
} SwChoicePlan;

typedef struct
{
  SwQuantity  seconds;
  SwFormula  *timestamp;
  const char *timestamp_field; /* "Timestamp" or "TimestampPath" */
} SwWaitPlan;

typedef struct
{
  SwFormula *error; /* or NULL */
  SwFormula *cause;
} SwFailPlan;

/* What an ItemReader or a ResultWriter asks of S3 */
typedef struct
{
  char      *resource;   /* "arn:aws:states:::s3:getObject"; NULL: no request */
  char      *action;     /* "getObject" */
  SwFormula *parameters; /* Parameters, or Arguments; or NULL */
} SwObjectPlan;

typedef struct
{
  SwObjectPlan   object;
  SwItemsOptions options;
  SwQuantity     max_items;
} SwReaderPlan;

typedef struct
{
  SwQuantity  max_items;
  SwQuantity  max_bytes;
  SwFormula  *input; /* BatchInput, or NULL */
} SwBatcherPlan;

/* What a ResultWriter makes of the results */
typedef enum
{
  SW_RESULTS_NONE,    /* each with the metadata of its child execution */
  SW_RESULTS_COMPACT, /* the outputs alone */
  SW_RESULTS_FLATTEN, /* the outputs, arrays among them taken apart */
} SwTransformation;

typedef struct
{
  SwObjectPlan     object;
  SwTransformation transformation;
  gboolean         lines; /* JSONL, not JSON */
} SwWriterPlan;

typedef struct
{
  SwStage    *processor;
  SwFormula  *items;    /* ItemsPath, or Items; NULL: the input */
  SwFormula  *selector; /* ItemSelector, or Parameters; NULL: the item as it is */
  SwQuantity  max_concurrency;
  SwQuantity  tolerated_count;
  SwQuantity  tolerated_percentage;
  gboolean    distributed;
  gboolean    express;  /* of a distributed one: ExecutionType of its items */
  char       *label;    /* or NULL */
  SwReaderPlan  *reader;  /* or NULL */
  SwBatcherPlan *batcher; /* or NULL */
  SwWriterPlan  *writer;  /* or NULL */
} SwMapPlan;

/* A compiled state */
struct _SwStep
{
  SwState         *state;
  SwStateType      type;
  gboolean         jsonata;
  SwStage         *stage;
  SwStep          *next;             /* NULL: the scope ends here */
  SwFormula       *input_path;       /* NULL: `$` */
  SwFormula       *output_path;      /* NULL: `$` */
  gboolean         input_discarded;  /* InputPath: null */
  gboolean         output_discarded; /* OutputPath: null */
  SwFormula       *parameters;       /* Parameters, or Arguments */
  SwFormula       *result;           /* a Pass's Result */
  SwFormula       *result_selector;
  SwResultTarget   target;           /* ResultPath */
  SwFormula       *assign;
  SwFormula       *output;           /* JSONata */
  SwRetrier       *retriers;
  guint            n_retriers;
  SwCatcher       *catchers;
  guint            n_catchers;
  SwTaskPlan      *task;
  SwChoicePlan    *choice;
  SwWaitPlan      *wait;
  SwFailPlan      *fail;
  SwMapPlan       *map;
  SwStage        **branches;         /* of a Parallel */
  guint            n_branches;
};

struct _SwProgram
{
  grefcount  count;
  SwModel   *model;
  SwStep    *steps;   /* by SwState.serial */
  guint      n_steps;
  GPtrArray *stages;  /* SwStage; the machine's first */
  double     timeout; /* TimeoutSeconds of the machine; 0: none */
};

SwStage *sw_program_get_root (const SwProgram *self);
void     sw_step_clear       (SwStep          *self);

G_END_DECLS
