/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the designer remembers of each definition, from one start of the program to the next. `what`
 * is one of: */
#define SW_MEMORY_INPUT "input"   /* the input its last run began with, as JSON text */
#define SW_MEMORY_BREAKPOINTS "breakpoints" /* its breakpoints, as JSON text */
#define SW_MEMORY_FOLDED "folded" /* the keys of the containers that are shown closed */

char  *sw_memory_dup_text (GFile             *definition,
                           const char        *what);
void   sw_memory_set_text (GFile             *definition,
                           const char        *what,
                           const char        *text);
char **sw_memory_dup_list (GFile             *definition,
                           const char        *what);
void   sw_memory_set_list (GFile             *definition,
                           const char        *what,
                           const char *const *list);

G_END_DECLS
