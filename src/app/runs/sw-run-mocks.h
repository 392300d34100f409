/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/sw-tasks-file.h"

G_BEGIN_DECLS

/* One way in which a run's tasks can be performed here. */
typedef struct
{
  char        *label;
  SwPerformer *performer; /* NULL: a person answers */
  SwTasksFile *tasks;     /* whose rows may need consent; or NULL */
} SwRunChoice;

/* An input that the tasks file names. */
typedef struct
{
  char *label;
  char *text; /* JSON */
} SwRunInput;

GPtrArray *sw_run_choices_new (GFile   *definition,
                               GError **error);
GPtrArray *sw_run_inputs_new  (GFile   *definition);

G_END_DECLS
