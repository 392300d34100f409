/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/debug/sw-stop.h"
#include "engine/trace/sw-trace.h"

G_BEGIN_DECLS

/* Told again: an execution brought to where a recorded run stood after an event, by giving it the
 * answers, data and ways of the record. The record may be a run of ours or a history that AWS
 * wrote; the program may be a changed one, as long as it has the states that the run went through.
 *
 * What happens at the same time, branches and iterations, is brought to the same place; their open
 * tasks are asked for anew. What happened inside the items of a distributed Map is not in any
 * history: such a Map is passed over as a whole with what it came to, and cannot be begun in. */

#define SW_FORK_ERROR (sw_fork_error_quark ())
GQuark sw_fork_error_quark (void);

typedef enum
{
  SW_FORK_ERROR_EVENT,    /* no state is entered at or before that event */
  SW_FORK_ERROR_DIFFERS,  /* the definition cannot do what the run did */
  SW_FORK_ERROR_UNKNOWN,  /* the history does not tell enough */
} SwForkError;

/* Run again from here: a new execution that stands before the state which EVENT belongs to, with
 * that input and those variables. */
SwExecution *sw_execution_new_fork   (SwProgram                *program,
                                      const SwExecutionOptions *options,
                                      SwTrace                  *trace,
                                      guint                     event,
                                      const char               *parent,
                                      GError                  **error);
/* As the run stood after EVENT */
SwExecution *sw_execution_new_replay (SwProgram                *program,
                                      const SwExecutionOptions *options,
                                      SwTrace                  *trace,
                                      guint                     event,
                                      GError                  **error);
const char  *sw_execution_get_parent (const SwExecution        *self,
                                      guint                    *event);

G_END_DECLS
