/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/sw-execution.h"

G_BEGIN_DECLS

/* Redriven: an execution that did not succeed goes on with the state it ended in. It is told again up
 * to there, and nothing of that is performed a second time; what follows is a leg of its own, whose
 * events are numbered on behind all that were there before. */
typedef struct
{
  guint n_past; /* events before the leg, its ExecutionRedriven included; 0: the first leg */
  guint n_told; /* so many events of the leg's own history are told again of those */
} SwLeg;

SwExecution *sw_execution_new_redriven (SwProgram                *program,
                                        const SwExecutionOptions *options,
                                        const SwHistory          *history,
                                        guint                     count,
                                        gint64                    now,
                                        GError                  **error);
SwValue      sw_redrive_make_event     (guint                  id,
                                        guint                  count,
                                        gint64                 now);
guint        sw_leg_get_number         (const SwLeg           *self,
                                        guint64                id);
guint        sw_leg_get_index          (const SwLeg           *self,
                                        guint                  number);
SwValue      sw_leg_show_event         (const SwLeg           *self,
                                        const SwHistoryEvent  *event);

G_END_DECLS
