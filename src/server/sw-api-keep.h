/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/sw-api-execution.h"

G_BEGIN_DECLS

/* What the API keeps in its store beside the executions: machines and activities, as documents. A
 * change is answered when it is on the disk. Without a store nothing of this does anything. */

void     sw_api_keep_machine    (SwApiCall      *call,
                                 SwApiMachine   *machine);
gboolean sw_api_is_kept         (SwApi         *api,
                                 const char    *arn);
void     sw_api_forget_machine  (SwApiCall      *call,
                                 SwApiMachine   *machine);
void     sw_api_keep_activity   (SwApiCall      *call,
                                 SwApiActivity  *activity);
void     sw_api_forget_activity (SwApiCall      *call,
                                 SwApiActivity  *activity);
void     sw_api_commit_machine  (SwApi          *api,
                                 SwApiMachine   *machine);
gboolean sw_api_restore_documents (SwApi        *api,
                                   GError      **error);

G_END_DECLS
