/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/sw-value.h"

G_BEGIN_DECLS

/* The client context: what a caller tells a function of itself, beside the event. */

gboolean sw_lambda_client_read (SwValue    context,
                                gboolean   sdk,
                                char     **client,
                                char     **error,
                                char     **cause);

G_END_DECLS
