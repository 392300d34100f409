/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/sw-store.h"

G_BEGIN_DECLS

/* SwKeptExecution: an execution as a list shows it: one that is kept, or one of this program's
 * server that is not. Property, read-only, notifies: `status` (int, SwExecutionStatus). */
#define SW_TYPE_KEPT_EXECUTION (sw_kept_execution_get_type ())
G_DECLARE_FINAL_TYPE (SwKeptExecution, sw_kept_execution, SW, KEPT_EXECUTION, GObject)

SwKeptExecution   *sw_kept_execution_new          (const SwStoreExecution *row);
gboolean           sw_kept_execution_update       (SwKeptExecution        *self,
                                                   const SwStoreExecution *row);
gint64             sw_kept_execution_get_id       (SwKeptExecution        *self);
const char        *sw_kept_execution_get_arn      (SwKeptExecution        *self);
const char        *sw_kept_execution_get_machine  (SwKeptExecution        *self);
const char        *sw_kept_execution_get_origin   (SwKeptExecution        *self);
const char        *sw_kept_execution_get_file     (SwKeptExecution        *self);
const char        *sw_kept_execution_get_revision (SwKeptExecution        *self);
SwExecutionStatus  sw_kept_execution_get_status   (SwKeptExecution        *self);
const char        *sw_kept_execution_get_unredrivable (SwKeptExecution    *self);
const char        *sw_kept_execution_get_starter_machine (SwKeptExecution *self);
int                sw_kept_execution_compare      (SwKeptExecution        *self,
                                                   const SwStoreExecution *row);
gboolean           sw_kept_execution_matches      (SwKeptExecution        *self,
                                                   const char             *folded);
const char        *sw_kept_execution_get_title    (SwKeptExecution        *self);
char              *sw_kept_execution_dup_subtitle (SwKeptExecution        *self,
                                                   const char             *status);

G_END_DECLS
