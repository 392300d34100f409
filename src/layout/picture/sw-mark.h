/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/model/sw-model.h"

G_BEGIN_DECLS

/* The small signs at the end of a state's second line: what it has beside its way on. */

typedef enum
{
  SW_MARK_RETRY = 1 << 0,
  SW_MARK_CATCH = 1 << 1,
  SW_MARK_TIMEOUT = 1 << 2,   /* a limit of time, or a heartbeat */
  SW_MARK_VARIABLES = 1 << 3, /* assigns variables, itself or in a rule or catcher */
} SwMarks;

#define SW_MARK_N 4
#define SW_MARK_SIZE 11.0 /* of the painted square */
#define SW_MARK_STEP 14.0 /* from one to the next */

SwMarks     sw_state_get_marks (const SwState *state);
guint       sw_marks_count     (SwMarks        marks);
const char *sw_mark_get_icon   (SwMarks        mark);
const char *sw_mark_get_label  (SwMarks        mark);

G_END_DECLS
