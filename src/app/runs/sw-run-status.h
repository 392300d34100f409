/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "engine/sw-execution.h"

G_BEGIN_DECLS

/* How a state stands in the run that is shown. */
typedef enum
{
  SW_RUN_STATE_IDLE,      /* not entered */
  SW_RUN_STATE_RUNNING,
  SW_RUN_STATE_WAITING,   /* for a person's answer, or for a Wait's time */
  SW_RUN_STATE_SUCCEEDED,
  SW_RUN_STATE_CAUGHT,    /* failed, and a catcher took over */
  SW_RUN_STATE_FAILED,
  SW_RUN_STATE_ABORTED,   /* cut off by the end of the run, or by a branch beside it */
} SwRunState;

/* A state is entered many times in a Map or a loop; `state` is its most pressing one: waiting and
 * running before what has ended, and of that the latest. */
typedef struct
{
  SwRunState state;
  guint      running;   /* visits open now */
  guint      entered;   /* visits begun */
  guint      succeeded; /* visits ended well */
  guint      caught;
  guint      failed;
  guint      attempts;  /* tries after a failed one */
} SwRunStateInfo;

/* SwRunStatus: the state of every state, for those who paint it. Fed with history events; emits
 *
 *   changed (pointer: string)   the state at this JSON pointer changed; NULL: all did
 */
#define SW_TYPE_RUN_STATUS (sw_run_status_get_type ())
G_DECLARE_FINAL_TYPE (SwRunStatus, sw_run_status, SW, RUN_STATUS, GObject)

SwRunStatus          *sw_run_status_new         (void);
const SwRunStateInfo *sw_run_status_lookup      (SwRunStatus          *self,
                                                 const char           *pointer);
void                  sw_run_status_feed        (SwRunStatus          *self,
                                                 const SwHistory      *history,
                                                 guint                 from,
                                                 guint                 to);
void                  sw_run_status_set_waiting (SwRunStatus          *self,
                                                 const char           *pointer,
                                                 gboolean              waiting);
void                  sw_run_status_clear       (SwRunStatus          *self);
const char           *sw_run_state_get_label    (SwRunState            state);

G_END_DECLS
