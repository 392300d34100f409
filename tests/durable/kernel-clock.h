/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The time of day as the kernel has it, for programs that are linked with kernel_clock of the
 * folder's meson.build: its timers expire, are cancelled and told as timerfd_create(2) has it, and
 * nobody's computer is set. Begins at a fixed time. */
gint64 kernel_clock_get  (void);
void   kernel_clock_pass (gint64 microseconds);
void   kernel_clock_set  (gint64 time);

G_END_DECLS
