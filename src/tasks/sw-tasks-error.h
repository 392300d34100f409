/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For the readers of the files beside a definition: what is wrong, and in which member. */
gboolean sw_tasks_refuse (GError     **error,
                          GQuark       domain,
                          int          code,
                          const char  *where,
                          const char  *format,
                          ...) G_GNUC_PRINTF (5, 6);

G_END_DECLS
