/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "engine/history/sw-history.h"

G_BEGIN_DECLS

/* Histories that others wrote: what `aws stepfunctions get-execution-history` prints, in one page
 * or several, an array of such events, the log of an Express execution, and what `stepwright run`
 * wrote. Whatever can be made sense of is taken; what is odd about it is noted. */

#define SW_HISTORY_ERROR (sw_history_error_quark ())
GQuark sw_history_error_quark (void);

typedef enum
{
  SW_HISTORY_ERROR_SYNTAX, /* no JSON */
  SW_HISTORY_ERROR_SHAPE,  /* JSON, but no history; the message says where and how to mend it */
} SwHistoryError;

SwHistory *sw_history_new_from_text (const char  *text,
                                     gssize       length,
                                     GPtrArray   *notes,
                                     GError     **error);

G_END_DECLS
