/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "base/sw-interrupt.h"

G_BEGIN_DECLS

/* SwPatience: bounds what is computed by the clock, and lets other things happen meanwhile. Its
 * function is what an evaluator's interrupt asks. */

/* So long the expressions of a state may take, milliseconds */
#define SW_PATIENCE_STATE 5000
/* … and what a person looks at while a run stands still, or conditions of breakpoints */
#define SW_PATIENCE_WATCH 1000
/* … and what is shown beside a field while somebody types */
#define SW_PATIENCE_TYPING 100

/* On the stack or in another struct; begins as zeros, but for the first three */
typedef struct
{
  guint         milliseconds; /* so long a computation may take */
  gboolean      turns;        /* after a moment the default main context has its turns */
  GCancellable *cancellable;  /* borrowed, or NULL */
  gint64        begun;        /* monotonic time of the first question, or of what was given up */
  gint64        away;         /* microseconds since then that others had */
  char          reason[64];
} SwPatience;

SwInterrupt sw_patience_init       (SwPatience *self,
                                    guint       milliseconds);
const char *sw_patience_ask        (guint64     question,
                                    gpointer    data);
gboolean    sw_patience_is_crowded (void);
void        sw_patience_end_all    (void);
gboolean    sw_patience_has_ended  (void);

G_END_DECLS
