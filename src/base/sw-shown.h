/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names that others chose, for a person to decide on: nothing in them hides, looks like what stands
 * around them, or begins a line of its own. */
char *sw_shown_dup      (const char *name);
char *sw_shown_dup_line (const char *line);
void  sw_shown_append   (GString    *out,
                         const char *name);

G_END_DECLS
