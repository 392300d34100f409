/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "asl/model/sw-model.h"

G_BEGIN_DECLS

/* Another version of a definition, read without keeping the window waiting: a file, or what a file
 * was in a revision of git. */
void     sw_earlier_version_read_async  (GFile               *file,
                                         const char          *revision,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
SwModel *sw_earlier_version_read_finish (GAsyncResult        *result,
                                         GError             **error);

G_END_DECLS
