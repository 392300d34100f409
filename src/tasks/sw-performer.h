/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "engine/sw-execution.h"

G_BEGIN_DECLS

/* SwPerformer: who performs a task. One table of functions per kind (mock, manual; later lambda, aws, http …). */
typedef struct _SwPerformer SwPerformer;

typedef enum
{
  SW_PERFORM_DONE,     /* *output is set */
  SW_PERFORM_FAILED,   /* *error and *cause are set */
  SW_PERFORM_PENDING,  /* it will answer through sw_runner_answer() or sw_runner_refuse() */
  SW_PERFORM_NOBODY,   /* not mine: ask the next one, at last a person */
} SwPerformResult;

/* Mocked answers in AWS's MockConfigFile.json: machine NAME, test case CASE. */
typedef struct _SwMockConfig SwMockConfig;

SwMockConfig *sw_mock_config_new_from_text (const char    *text,
                                            gssize         length,
                                            GError       **error);
SwMockConfig *sw_mock_config_ref           (SwMockConfig  *self);
void          sw_mock_config_unref         (SwMockConfig  *self);
char        **sw_mock_config_dup_machines  (SwMockConfig  *self);
char        **sw_mock_config_dup_cases     (SwMockConfig  *self,
                                            const char    *machine);

SwPerformer  *sw_performer_new_mock        (SwMockConfig  *config,
                                            const char    *machine,
                                            const char    *test_case);
/* The performers of a tasks file (NAME.tasks.json, reference: README), with CASE in place of the one it names, or NULL. */
SwPerformer  *sw_performer_new_from_file   (GFile         *tasks_file,
                                            const char    *test_case,
                                            GError       **error);
SwPerformer  *sw_performer_ref             (SwPerformer   *self);
void          sw_performer_unref           (SwPerformer   *self);
SwPerformResult sw_performer_perform       (SwPerformer         *self,
                                            const SwTaskRequest *request,
                                            SwValue             *output,
                                            char               **error,
                                            char               **cause);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwMockConfig, sw_mock_config_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwPerformer, sw_performer_unref)

G_END_DECLS
