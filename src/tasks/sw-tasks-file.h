/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/mocks/sw-mock-config.h"

G_BEGIN_DECLS

/* SwTasksFile: NAME.tasks.json, beside a definition: how its Tasks are performed on this computer.
 * It is never deployed.
 *
 *   { "version": 1,
 *     "mock": { "file": "MockConfigFile.json", "machine": "Order", "case": "HappyPath" },
 *     "tasks": [ { "state": "Approve", "use": "manual" },
 *                { "resource": "arn:aws:lambda:*", "use": "lambda", … } ],
 *     "objects": [ { "bucket": "orders", "key": "may-*.csv", "file": "samples" } ],
 *     "inputs": { "An order": { "id": 7 } },
 *     "tests": [ { "name": "It is shipped", "input": "An order", "expect": { … } } ],
 *     "type": "EXPRESS", "substitutions": { "Table": "orders" } }
 *
 * A row may say "idempotent": true: a task of it that was under way when the program ended is
 * performed again by a run that is kept (sw-durable.h), in place of failing because nobody knows.
 *
 * A task is performed by the mock case where that names its state, else by the first row that
 * matches, else by nobody. What a kind of row has is told with its performer (sw-aws-performer.h,
 * sw-invoke-performer.h, sw-http-performer.h, lambda/sw-lambda-performer.h). Without "mock", a case
 * that is asked for is that of the mock file beside.
 * "objects" are local files that stand in for what an ItemReader reads from S3 and a ResultWriter
 * writes there (sw-objects.h). "inputs" are inputs to choose from when a run is started, "tests"
 * runs with what is to come of them (sw-test-case.h), "type" what it is checked and run as,
 * "substitutions" what ${placeholders} stand for (sw-substitutions.h). Reading the file runs
 * nothing. */
typedef struct _SwTasksFile SwTasksFile;

#define SW_TASKS_FILE_ERROR (sw_tasks_file_error_quark ())
GQuark sw_tasks_file_error_quark (void);

typedef enum
{
  SW_TASKS_FILE_ERROR_SYNTAX,  /* no JSON */
  SW_TASKS_FILE_ERROR_INVALID, /* JSON, but not of this shape; the message says where */
  SW_TASKS_FILE_ERROR_CASE,    /* a test case is asked for, and the file has no mocks */
} SwTasksFileError;

SwTasksFile   *sw_tasks_file_new_from_text (const char   *text,
                                            gssize        length,
                                            GFile        *folder,
                                            GError      **error);
SwTasksFile   *sw_tasks_file_load          (GFile        *file,
                                            GError      **error);
SwTasksFile   *sw_tasks_file_ref           (SwTasksFile  *self);
void           sw_tasks_file_unref         (SwTasksFile  *self);
const char    *sw_tasks_file_get_machine   (SwTasksFile  *self);
const char    *sw_tasks_file_get_case      (SwTasksFile  *self);
char         **sw_tasks_file_dup_cases     (SwTasksFile  *self);
void           sw_tasks_file_allow         (SwTasksFile  *self);
SwValue        sw_tasks_file_get_inputs    (SwTasksFile  *self);
SwPerformer   *sw_tasks_file_new_performer (SwTasksFile  *self,
                                            const char   *test_case,
                                            GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwTasksFile, sw_tasks_file_unref)

G_END_DECLS
