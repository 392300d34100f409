/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "tasks/runner/sw-runner.h"

G_BEGIN_DECLS

/* SwTaskForm: a person performs a task: sees what it was given, and answers with a result or an
 * error. */
#define SW_TYPE_TASK_FORM (sw_task_form_get_type ())
G_DECLARE_FINAL_TYPE (SwTaskForm, sw_task_form, SW, TASK_FORM, AdwBin)

void sw_task_form_set_runner (SwTaskForm *self,
                              SwRunner   *runner);
void sw_task_form_set_definition (SwTaskForm *self,
                                  GFile      *definition);
void sw_task_form_update     (SwTaskForm *self);

G_END_DECLS
