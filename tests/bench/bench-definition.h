/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* As many as there are where the states are of a usual kind */
#define BENCH_STATES_IN_MEBIBYTE 2900

char *bench_generate_definition (gsize  size,
                                 guint *n_states);
char *bench_make_definition     (gsize  size,
                                 guint  n_states);

G_END_DECLS
