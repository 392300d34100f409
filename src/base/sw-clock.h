/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The present, handed in by whoever drives the engine: microseconds since 1970-01-01T00:00:00Z. */
typedef gint64 (*SwClockFunc) (gpointer user_data);

/* 64 uniformly distributed bits, handed in likewise: nothing below the drivers is random. */
typedef guint64 (*SwRandomFunc) (gpointer user_data);

G_END_DECLS
