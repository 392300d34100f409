/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *sw_run_memory_dup_input (GFile      *definition);
void  sw_run_memory_set_input (GFile      *definition,
                               const char *input);

G_END_DECLS
