/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

double  sw_text_width     (const char *text,
                           double      size,
                           gboolean    bold);
char   *sw_text_ellipsize (const char *text,
                           double      size,
                           gboolean    bold,
                           double      width);
char   *sw_text_dup_breakable (const char *text);
char   *sw_text_fold      (const char *text,
                           double      size,
                           gboolean    bold,
                           double      width,
                           char      **rest);

G_END_DECLS
