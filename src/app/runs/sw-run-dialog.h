/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "tasks/runner/sw-runner.h"

G_BEGIN_DECLS

/* SwRunDialog: asks what a run begins with. Signals
 *
 *   run                    the person wants it; the answers are read from here
 *   save-input (name: s)   the input is to be kept under that name
 *   add-functions          those that were found are to perform their tasks */
#define SW_TYPE_RUN_DIALOG (sw_run_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SwRunDialog, sw_run_dialog, SW, RUN_DIALOG, AdwDialog)

SwRunDialog *sw_run_dialog_new           (GPtrArray   *choices,
                                          guint        choice,
                                          SwRunSpeed   speed);
void         sw_run_dialog_set_inputs    (SwRunDialog *self,
                                          GPtrArray   *inputs,
                                          const char  *last,
                                          const char  *generated);
void         sw_run_dialog_set_can_save  (SwRunDialog *self,
                                          gboolean     can_save);
void         sw_run_dialog_set_express   (SwRunDialog *self,
                                          gboolean     express);
gboolean     sw_run_dialog_get_express   (SwRunDialog *self);
char        *sw_run_dialog_dup_input     (SwRunDialog *self);
guint        sw_run_dialog_get_choice    (SwRunDialog *self);
SwRunSpeed   sw_run_dialog_get_speed     (SwRunDialog *self);
void         sw_run_dialog_set_functions (SwRunDialog *self,
                                          GPtrArray   *proposals);
void         sw_run_dialog_set_warning   (SwRunDialog *self,
                                          const char  *warning);

G_END_DECLS
