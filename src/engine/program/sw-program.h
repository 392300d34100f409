/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "asl/model/sw-model.h"

G_BEGIN_DECLS

/* SwProgram: a definition compiled for running: every path, template and expression parsed once,
 * targets resolved to pointers. Immutable, shared by any number of executions of one thread. */
typedef struct _SwProgram SwProgram;

#define SW_PROGRAM_ERROR (sw_program_error_quark ())
GQuark sw_program_error_quark (void);

typedef enum
{
  SW_PROGRAM_ERROR_INVALID, /* "CODE: words at /States/X/Field", as CreateStateMachine says it */
  SW_PROGRAM_ERROR_UNSUPPORTED, /* legal, but not to be run by this version; the message says what */
} SwProgramError;

/* What a Task's Resource names; it decides which events the history gets. */
typedef enum
{
  SW_TASK_LAMBDA,   /* a function's own ARN: LambdaFunctionScheduled … */
  SW_TASK_ACTIVITY, /* ActivityScheduled … */
  SW_TASK_SERVICE,  /* arn:aws:states:::service:action: TaskScheduled … */
  SW_TASK_OBJECT,   /* of a Map's ItemReader or ResultWriter, no task of its own: no events */
} SwTaskKind;

/* How the answer comes */
typedef enum
{
  SW_TASK_REQUEST_RESPONSE,
  SW_TASK_RUN_A_JOB, /* .sync, .sync:2 */
  SW_TASK_CALLBACK,  /* .waitForTaskToken */
} SwTaskPattern;

SwProgram *sw_program_new       (SwModel          *model,
                                 GError          **error);
SwProgram *sw_program_ref       (SwProgram        *self);
void       sw_program_unref     (SwProgram        *self);
SwModel   *sw_program_get_model (const SwProgram  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwProgram, sw_program_unref)

G_END_DECLS
