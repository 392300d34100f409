/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/value/sw-value.h"

G_BEGIN_DECLS

/* The client context: what a caller tells a function of itself, beside the event; and how Lambda
 * refuses what it cannot take. */

gboolean sw_lambda_client_read (SwValue    context,
                                gboolean   sdk,
                                char     **client,
                                char     **error,
                                char     **cause);

void     sw_lambda_refuse      (gboolean     sdk,
                                const char  *code,
                                const char  *message,
                                char       **error,
                                char       **cause);

G_END_DECLS
