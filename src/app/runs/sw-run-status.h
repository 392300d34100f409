/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "engine/sw-trace.h"

G_BEGIN_DECLS

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
