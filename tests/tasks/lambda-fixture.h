/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/runner/sw-runner.h"
#include "tasks/sw-tasks-file.h"

G_BEGIN_DECLS

#define LAMBDA_FUNCTION "arn:aws:lambda:us-east-1:123456789012:function:f"
#define LAMBDA_INVOKE "arn:aws:states:::lambda:invoke"
#define LAMBDA_SDK "arn:aws:states:::aws-sdk:lambda:invoke"

/* How a run ends whose one task is the handler. OUTPUT and CAUSE are globs of JSON text; a caught
 * error is compared by its name. */
typedef struct
{
  const char *name;
  const char *file;     /* the handler's */
  const char *code;
  const char *resource; /* of its one task, or a whole definition */
  const char *row;      /* more members of the row, or NULL */
  const char *output;   /* NULL: it fails */
  const char *error;
  const char *cause;
} LambdaCase;

void         lambda_add_case       (const LambdaCase  *self);
void         lambda_write_file     (const char        *folder,
                                    const char        *name,
                                    const char        *text);
void         lambda_remove_folder  (const char        *folder);
char        *lambda_dup_definition (const char        *resource);
SwTasksFile *lambda_load_tasks     (const char        *folder,
                                    const char        *row,
                                    GError           **error);
SwRunner    *lambda_make_runner    (SwTasksFile       *tasks,
                                    const char        *definition);
void         assert_like           (const char        *pattern,
                                    const char        *text);

G_END_DECLS
