/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/execution/sw-execution.h"

G_BEGIN_DECLS

/* Runs a machine of data/NAME.json under a virtual clock. A case has `definition`, `input` and
 * `mocks` (state -> its answers in order: Return, ReturnBytes, ReturnDepth, Throw or Never; Submit comes
 * before, Worker takes an activity; After and Heartbeats are seconds since the request). */

/* 2030-01-01T00:00:00Z */
#define MACHINE_RUN_START (G_GINT64_CONSTANT (1893456000) * G_USEC_PER_SEC)

typedef struct
{
  SwExecution *execution;
  SwValue      mocks;
  GArray      *happenings;
  gint64       now;
} MachineRun;

MachineRun *machine_run_new          (SwValue       test_case);
MachineRun *machine_run_new_for      (SwValue       test_case,
                                      SwExecution  *take_execution);
void        machine_run_free         (MachineRun   *self);
gboolean    machine_run_advance      (MachineRun   *self);
void        machine_run_finish       (MachineRun   *self);
SwValue     machine_run_load         (const char   *name);
SwProgram  *machine_run_compile      (const char   *text,
                                      GError      **error);
SwProgram  *machine_run_compile_case (SwValue       test_case);
const char *machine_run_get_text     (SwValue       object,
                                      const char   *member);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MachineRun, machine_run_free)

G_END_DECLS
