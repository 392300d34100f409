/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How Lambda functions are named, and what Lambda says of one that failed. */

char *sw_lambda_dup_name   (const char  *reference,
                            char       **qualifier);
void  sw_lambda_read_error (GBytes      *body,
                            gboolean     compact,
                            char       **error,
                            char       **cause);

G_END_DECLS
