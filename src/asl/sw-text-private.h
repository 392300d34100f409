/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Small text helpers of this folder. */

char *sw_text_dup_line (const char *text,
                        glong       max_characters);
char *sw_text_expand   (const char *text);

G_END_DECLS
