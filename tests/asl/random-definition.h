/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Definitions made up by g_test_rand_int(): all types, nested, with targets that are missing, open
 * or placeholders. */

gboolean random_chance         (int percent);
char    *random_dup_definition (void);

G_END_DECLS
