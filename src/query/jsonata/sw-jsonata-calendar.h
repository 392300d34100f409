/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The proleptic Gregorian calendar in UTC, over milliseconds since 1970; and ISO 8601's weeks of a
 * year or month. */

#define SW_DAY_MS G_GINT64_CONSTANT (86400000)

typedef struct
{
  gint64 year;
  int    month;       /* 1..12 */
  int    day;         /* 1..31 */
  int    hour;
  int    minute;
  int    second;
  int    millisecond;
} SwCivil;

gint64  sw_civil_to_days    (gint64   year,
                             gint64   month,
                             gint64   day);
/* The component of a date/time picture at MS: Y M D d F W w X x H h P m s f */
gint64  sw_civil_component  (gint64   ms,
                             char     component);

G_END_DECLS
