/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers in English words and in Roman numerals */

char  *sw_words_print       (double      number,
                             gboolean    ordinal);
double sw_words_parse       (const char *text);
char  *sw_words_print_roman (double      number,
                             gboolean    upper);
double sw_words_parse_roman (const char *text);

G_END_DECLS
