/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/sw-task-use.h"

G_BEGIN_DECLS

typedef enum
{
  SW_LAMBDA_PYTHON,
  SW_LAMBDA_NODE,
  SW_LAMBDA_CUSTOM, /* a program that speaks the Runtime API itself: "bootstrap" */
} SwLambdaRuntime;

/* SwLambdaSpec: how a Lambda function is run on this computer, as a row of a tasks file says.
 * Constant, shared by reference count.
 *
 *   { "function": "start-qc", "use": "lambda", "dir": "fn/start-qc", "runtime": "python3.13",
 *     "handler": "start-qc.lambda_handler", "timeout": 3, "memory": 128, "concurrency": 4,
 *     "env": { "TABLE": "QCSummary" } }
 *   { "function": "put-*", "use": "lambda", "bootstrap": "build/bootstrap" } */
typedef struct
{
  grefcount        count;
  SwLambdaRuntime  runtime;
  char            *task_root; /* absolute: the function's code, read only for it */
  char            *program;   /* absolute: of a custom runtime; else NULL */
  char            *project;   /* absolute: the tasks file's folder; NULL: it lies nowhere */
  char            *handler;   /* "module.function"; "bootstrap" for a custom runtime */
  guint            timeout;   /* seconds */
  guint            memory;    /* MiB */
  guint            concurrency; /* processes at once, at most */
  gboolean         sandbox;   /* wanted: it is used where it works */
  char           **env;       /* "NAME=value", as the row has them */
  char            *problem;   /* why it cannot be run as things are; NULL: nothing is known */
} SwLambdaSpec;

SwLambdaSpec *sw_lambda_spec_new      (const SwTaskRowSource  *source,
                                       GError                **error);
SwLambdaSpec *sw_lambda_spec_ref      (SwLambdaSpec           *self);
void          sw_lambda_spec_unref    (SwLambdaSpec           *self);
char         *sw_lambda_spec_describe (const SwLambdaSpec     *self);
char         *sw_lambda_spec_dup_danger (const SwLambdaSpec   *self);
const char   *sw_lambda_spec_set_flatpak_info (const char     *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwLambdaSpec, sw_lambda_spec_unref)

G_END_DECLS
