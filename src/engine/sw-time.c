/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/sw-time.h"

/* Days from 1970-01-01 to the first of a month in the proleptic Gregorian calendar; years begin in
 * March so that the leap day comes last. */
static gint64
days_from_civil (gint64 year,
                 guint  month,
                 guint  day)
{
  gint64 shifted = month <= 2 ? year - 1 : year;
  gint64 era = (shifted >= 0 ? shifted : shifted - 399) / 400;
  guint year_of_era = (guint) (shifted - era * 400);
  guint day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  guint day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * 146097 + day_of_era - 719468;
}

static void
civil_from_days (gint64  days,
                 gint64 *year,
                 guint  *month,
                 guint  *day)
{
  gint64 shifted = days + 719468;
  gint64 era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  guint day_of_era = (guint) (shifted - era * 146097);
  guint year_of_era
      = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  guint day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  guint month_from_march = (5 * day_of_year + 2) / 153;

  *day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  *month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  *year = year_of_era + era * 400 + (*month <= 2 ? 1 : 0);
}

static guint
days_in_month (guint year,
               guint month)
{
  static const guint8 days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

/* COUNT decimal digits at *CURSOR, which moves behind them; -1 where there are fewer */
static int
take_digits (const char **cursor,
             const char  *end,
             guint        count)
{
  int number = 0;

  if (end - *cursor < (ptrdiff_t) count)
    return -1;
  for (guint i = 0; i < count; i++, (*cursor)++)
    {
      if (!g_ascii_isdigit (**cursor))
        return -1;
      number = number * 10 + (**cursor - '0');
    }
  return number;
}

static gboolean
take_char (const char **cursor,
           const char  *end,
           char         wanted)
{
  if (*cursor >= end || **cursor != wanted)
    return FALSE;
  (*cursor)++;
  return TRUE;
}

/* ".123456789": one to nine digits; absent is fine */
static gboolean
take_fraction (const char **cursor,
               const char  *end,
               guint       *nanoseconds)
{
  guint scale = 100000000;

  *nanoseconds = 0;
  if (!take_char (cursor, end, '.'))
    return TRUE;
  if (*cursor >= end || !g_ascii_isdigit (**cursor))
    return FALSE;
  for (; *cursor < end && g_ascii_isdigit (**cursor); (*cursor)++)
    {
      if (scale == 0)
        return FALSE;
      *nanoseconds += scale * (guint) (**cursor - '0');
      scale /= 10;
    }
  return TRUE;
}

/* "Z" or "+hh:mm" up to the end of the text; seconds east of Greenwich */
static gboolean
take_offset (const char **cursor,
             const char  *end,
             int         *seconds)
{
  int sign, hours, minutes;

  *seconds = 0;
  if (take_char (cursor, end, 'Z'))
    return *cursor == end;
  if (take_char (cursor, end, '+'))
    sign = 1;
  else if (take_char (cursor, end, '-'))
    sign = -1;
  else
    return FALSE;

  hours = take_digits (cursor, end, 2);
  if (hours < 0 || hours > 18 || !take_char (cursor, end, ':'))
    return FALSE;
  minutes = take_digits (cursor, end, 2);
  if (minutes < 0 || minutes > 59)
    return FALSE;
  *seconds = sign * (hours * 3600 + minutes * 60);
  return *cursor == end;
}

/**
 * sw_instant_parse:
 * @text: not necessarily NUL-terminated
 * @length: bytes
 * @instant: (out): set on success
 *
 * Reads an ISO-8601 extended date and time with offset. Recorded on AWS: the "T" and an offset or
 * "Z" must stand there in capitals; a fraction may have up to nine digits.
 *
 * Returns: whether the text is such a time
 */
gboolean
sw_instant_parse (const char *text,
                  gsize       length,
                  SwInstant  *instant)
{
  const char *cursor = text, *end = text + length;
  int year, month, day, hour, minute, second = 0, offset;
  guint nanoseconds = 0;

  year = take_digits (&cursor, end, 4);
  if (year < 0 || !take_char (&cursor, end, '-'))
    return FALSE;
  month = take_digits (&cursor, end, 2);
  if (month < 1 || month > 12 || !take_char (&cursor, end, '-'))
    return FALSE;
  day = take_digits (&cursor, end, 2);
  if (day < 1 || day > (int) days_in_month ((guint) year, (guint) month)
      || !take_char (&cursor, end, 'T'))
    return FALSE;
  hour = take_digits (&cursor, end, 2);
  if (hour < 0 || hour > 23 || !take_char (&cursor, end, ':'))
    return FALSE;
  minute = take_digits (&cursor, end, 2);
  if (minute < 0 || minute > 59)
    return FALSE;
  if (take_char (&cursor, end, ':'))
    {
      second = take_digits (&cursor, end, 2);
      if (second < 0 || second > 59 || !take_fraction (&cursor, end, &nanoseconds))
        return FALSE;
    }
  if (!take_offset (&cursor, end, &offset))
    return FALSE;

  instant->seconds = days_from_civil (year, (guint) month, (guint) day) * 86400 + hour * 3600
                     + minute * 60 + second - offset;
  instant->nanoseconds = nanoseconds;
  return TRUE;
}

/**
 * sw_instant_compare:
 *
 * Returns: negative, 0 or positive, as @a is before, at or after @b
 */
int
sw_instant_compare (const SwInstant *a,
                    const SwInstant *b)
{
  if (a->seconds != b->seconds)
    return a->seconds < b->seconds ? -1 : 1;
  if (a->nanoseconds != b->nanoseconds)
    return a->nanoseconds < b->nanoseconds ? -1 : 1;
  return 0;
}

/**
 * sw_instant_to_microseconds:
 *
 * Returns: microseconds since 1970-01-01T00:00:00Z, the unit of the engine's clock
 */
gint64
sw_instant_to_microseconds (const SwInstant *self)
{
  return self->seconds * G_USEC_PER_SEC + self->nanoseconds / 1000;
}

static char *
print_digits (char  *cursor,
              guint  number,
              guint  count)
{
  for (guint i = count; i > 0; i--, number /= 10)
    cursor[i - 1] = (char) ('0' + number % 10);
  return cursor + count;
}

/**
 * sw_time_print:
 * @microseconds: since 1970-01-01T00:00:00Z; years 0 to 9999
 * @text: (out): "2030-01-01T00:00:00.000Z", as the context object writes times
 *
 * Prints a time in UTC with milliseconds.
 */
void
sw_time_print (gint64 microseconds,
               char   text[SW_TIME_TEXT_SIZE])
{
  gint64 milliseconds = microseconds / 1000 - (microseconds % 1000 < 0 ? 1 : 0);
  gint64 days = milliseconds / 86400000 - (milliseconds % 86400000 < 0 ? 1 : 0);
  guint rest = (guint) (milliseconds - days * 86400000);
  gint64 year;
  guint month, day;
  char *cursor = text;

  civil_from_days (days, &year, &month, &day);
  cursor = print_digits (cursor, (guint) CLAMP (year, 0, 9999), 4);
  *cursor++ = '-';
  cursor = print_digits (cursor, month, 2);
  *cursor++ = '-';
  cursor = print_digits (cursor, day, 2);
  *cursor++ = 'T';
  cursor = print_digits (cursor, rest / 3600000, 2);
  *cursor++ = ':';
  cursor = print_digits (cursor, rest / 60000 % 60, 2);
  *cursor++ = ':';
  cursor = print_digits (cursor, rest / 1000 % 60, 2);
  *cursor++ = '.';
  cursor = print_digits (cursor, rest % 1000, 3);
  *cursor++ = 'Z';
  *cursor = '\0';
}
