/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "engine/sw-time.h"

static const struct
{
  const char *text;
  gint64 seconds;
  guint nanoseconds;
} valid[] = {
  { "1970-01-01T00:00:00Z", 0, 0 },
  { "1969-12-31T23:59:59Z", -1, 0 },
  { "2000-02-29T12:30:15.5Z", 951827415, 500000000 },
  { "2024-01-01T00:00:00.123456789+01:00", 1704063600, 123456789 },
  { "2024-01-01T00:00:00-11:30", 1704108600, 0 },
  { "2024-01-01T00:00Z", 1704067200, 0 },
  { "0001-01-01T00:00:00Z", -62135596800, 0 },
  { "9999-12-31T23:59:59Z", 253402300799, 0 },
};

static const char *const invalid[] = {
  "",
  "2024",
  "2024-01-01",
  "2024-01-01 00:00:00Z",
  "2024-01-01t00:00:00Z",
  "2024-01-01T00:00:00",
  "2024-01-01T00:00:00z",
  "2024-13-01T00:00:00Z",
  "2024-00-01T00:00:00Z",
  "2023-02-29T00:00:00Z",
  "1900-02-29T00:00:00Z",
  "2024-01-01T24:00:00Z",
  "2024-01-01T00:60:00Z",
  "2024-01-01T00:00:60Z",
  "2024-01-01T00:00:00.Z",
  "2024-01-01T00:00:00.1234567890Z",
  "2024-01-01T00:00:00+1:00",
  "2024-01-01T00:00:00+0100",
  "2024-01-01T00:00:00+19:00",
  "2024-01-01T00:00:00Z ",
  " 2024-01-01T00:00:00Z",
  "2O24-01-01T00:00:00Z",
};

static void
test_valid (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (valid); i++)
    {
      SwInstant instant;

      g_test_message ("%s", valid[i].text);
      g_assert_true (sw_instant_parse (valid[i].text, strlen (valid[i].text), &instant));
      g_assert_cmpint (instant.seconds, ==, valid[i].seconds);
      g_assert_cmpuint (instant.nanoseconds, ==, valid[i].nanoseconds);
    }
}

static void
test_invalid (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (invalid); i++)
    {
      SwInstant instant;

      g_test_message ("%s", invalid[i]);
      g_assert_false (sw_instant_parse (invalid[i], strlen (invalid[i]), &instant));
    }
}

/* What is printed reads back as the same millisecond, on every day of eight centuries. */
static void
test_round_trip (void)
{
  for (gint64 day = -150000; day < 150000; day += 7)
    {
      gint64 time = (day * 86400000 + (day & 0x3ffff) * 301) * 1000;
      char text[SW_TIME_TEXT_SIZE];
      SwInstant instant;

      sw_time_print (time, text);
      g_assert_true (sw_instant_parse (text, strlen (text), &instant));
      g_assert_cmpint (sw_instant_to_microseconds (&instant), ==, time);
    }
}

static void
test_compare (void)
{
  SwInstant early = { 5, 1 }, late = { 5, 2 }, later = { 6, 0 };

  g_assert_cmpint (sw_instant_compare (&early, &late), <, 0);
  g_assert_cmpint (sw_instant_compare (&later, &late), >, 0);
  g_assert_cmpint (sw_instant_compare (&late, &late), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time/reads-what-is-a-timestamp", test_valid);
  g_test_add_func ("/time/refuses-what-is-none", test_invalid);
  g_test_add_func ("/time/prints-what-it-reads", test_round_trip);
  g_test_add_func ("/time/orders-by-the-nanosecond", test_compare);
  return g_test_run ();
}
