/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/kept/sw-kept-execution.h"

G_BEGIN_DECLS

/* SwExecutionRow: an execution in a list: how it stands, what it is, and what can be done with it.
 * Signals, each with the SwKeptExecution: `resume`, `stop`, `delete`. */
#define SW_TYPE_EXECUTION_ROW (sw_execution_row_get_type ())
G_DECLARE_FINAL_TYPE (SwExecutionRow, sw_execution_row, SW, EXECUTION_ROW, AdwBin)

/* What is known of an execution beside what is written: who drives it */
typedef enum
{
  SW_EXECUTION_DRIVEN,      /* this program does, or it is at its end */
  SW_EXECUTION_ELSEWHERE,   /* another program does */
  SW_EXECUTION_INTERRUPTED, /* nobody: the person may resume or stop it */
  SW_EXECUTION_OF_SERVER,   /* nobody: it goes on when serving is switched on */
} SwExecutionDrive;

void  sw_execution_row_set_execution (SwExecutionRow   *self,
                                      SwKeptExecution  *execution);
void  sw_execution_row_show          (SwExecutionRow   *self,
                                      SwExecutionDrive  drive);
SwKeptExecution *sw_execution_row_get_execution (SwExecutionRow *self);
const char *sw_execution_drive_get_label (SwExecutionDrive  drive,
                                          SwExecutionStatus status);

G_END_DECLS
