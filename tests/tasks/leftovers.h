/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What tasks must not leave behind, however they end: processes (dead ones nobody has asked for,
 * too), files where temporary ones belong, mounts of a sandbox.
 *
 *   leftovers_begin ();                   first thing in main(), before there are threads
 *   leftovers_dup_folder ();              a place for a case's own files
 *   leftovers_assert_none (folder);       when it has let everything go */
void  leftovers_begin       (void);
char *leftovers_dup_folder  (void);
void  leftovers_assert_none (const char *folder);

G_END_DECLS
