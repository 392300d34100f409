/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-calendar.h"

static gint64
divide_down (gint64 a,
             gint64 b)
{
  return a / b - (a % b < 0);
}

/**
 * sw_civil_to_days:
 * @month: 1 is January; any number: 13 is January of the year after
 * @day: any number
 *
 * Returns: days since 1970-01-01
 */
gint64
sw_civil_to_days (gint64 year,
                  gint64 month,
                  gint64 day)
{
  gint64 era, year_of_era, day_of_year;

  year += divide_down (month - 1, 12);
  month = month - 1 - divide_down (month - 1, 12) * 12 + 1;

  /* years begin in March, so that the leap day is the last of its year */
  year -= month <= 2;
  era = divide_down (year, 400);
  year_of_era = year - era * 400;
  day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
         719468;
}

/* Date and time of MS */
static SwCivil
civil_from_ms (gint64 ms)
{
  gint64 days = divide_down (ms, SW_DAY_MS);
  gint64 rest = ms - days * SW_DAY_MS;
  gint64 shifted = days + 719468;
  gint64 era = divide_down (shifted, 146097);
  gint64 day_of_era = shifted - era * 146097;
  gint64 year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  gint64 day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  gint64 month = (5 * day_of_year + 2) / 153;

  return (SwCivil) {
    .year = year_of_era + era * 400 + (month >= 10),
    .month = (int) (month < 10 ? month + 3 : month - 9),
    .day = (int) (day_of_year - (153 * month + 2) / 5 + 1),
    .hour = (int) (rest / 3600000),
    .minute = (int) (rest / 60000 % 60),
    .second = (int) (rest / 1000 % 60),
    .millisecond = (int) (rest % 1000),
  };
}

/* Monday is 1, Sunday 7 */
static int
day_of_week (gint64 days)
{
  return (int) (days + 3 - divide_down (days + 3, 7) * 7) + 1;
}

/* The Monday of the first week of a year (month 1) or month: the week that holds its first Thursday
 */
static gint64
first_week (gint64 year,
            gint64 month)
{
  gint64 first = sw_civil_to_days (year, month, 1);
  int weekday = day_of_week (first);

  return weekday > 4 ? first + 8 - weekday : first - weekday + 1;
}

/* The period that the day's week belongs to: the year's number, or the month's counted from year 0
 */
static gint64
find_week_period (gint64   days,
                  SwCivil  date,
                  gboolean of_year)
{
  gint64 step = of_year ? 12 : 1;
  gint64 month = date.year * 12 + (of_year ? 0 : date.month - 1);

  if (days < first_week (0, month + 1))
    month -= step;
  else if (days >= first_week (0, month + step + 1))
    month += step;

  return month;
}

/**
 * sw_civil_component:
 * @component: letter of a date/time picture
 *
 * Returns: that part of the time; P is 0 before noon, 1 after
 */
gint64
sw_civil_component (gint64 ms,
                    char   component)
{
  SwCivil date = civil_from_ms (ms);
  gint64 days = divide_down (ms, SW_DAY_MS);

  switch (component)
    {
    case 'Y':
      return date.year;
    case 'M':
      return date.month;
    case 'D':
      return date.day;
    case 'd':
      return days - sw_civil_to_days (date.year, 1, 1) + 1;
    case 'F':
      return day_of_week (days);
    case 'W':
      return (days - first_week (0, find_week_period (days, date, TRUE) + 1)) / 7 + 1;
    case 'w':
      return (days - first_week (0, find_week_period (days, date, FALSE) + 1)) / 7 + 1;
    case 'X':
      return divide_down (find_week_period (days, date, TRUE), 12);
    case 'x':
      {
        gint64 month = find_week_period (days, date, FALSE);

        return month - divide_down (month, 12) * 12 + 1;
      }
    case 'H':
      return date.hour;
    case 'h':
      return date.hour % 12 == 0 ? 12 : date.hour % 12;
    case 'P':
      return date.hour >= 12;
    case 'm':
      return date.minute;
    case 's':
      return date.second;
    case 'f':
      return date.millisecond;
    default:
      return 0;
    }
}
