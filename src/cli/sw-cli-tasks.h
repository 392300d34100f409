/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/sw-tasks-file.h"

G_BEGIN_DECLS

/* What lies beside a definition: how its tasks are performed, and inputs to choose from. */
typedef struct
{
  const char  *definition; /* its file name, as given */
  GFile       *file;       /* the tasks file, or NULL */
  SwTasksFile *tasks;      /* what it says, or NULL */
} SwCliTasks;

GFile   *sw_cli_tasks_find          (const char   *definition,
                                     const char   *given);
gboolean sw_cli_tasks_init          (SwCliTasks   *self,
                                     const char   *definition,
                                     const char   *given,
                                     gboolean      want_mocks);
void     sw_cli_tasks_clear         (SwCliTasks   *self);
gboolean sw_cli_tasks_new_performer (SwCliTasks   *self,
                                     const char   *test_case,
                                     SwPerformer **performer);
gboolean sw_cli_tasks_choose_input  (SwCliTasks   *self,
                                     gboolean      quiet,
                                     SwValue      *input);
char    *sw_cli_dup_file_name       (GFile        *file);
char    *sw_cli_dup_machine_name    (const char   *definition);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwCliTasks, sw_cli_tasks_clear)

G_END_DECLS
