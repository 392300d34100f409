/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/sw-cost.h"

#define CLOSE 1e-15

/* As AWS's pricing page says: each transition; each request, and its duration in steps of 100 ms at
 * 64 MiB. */
static const struct
{
  guint64 transitions;
  double  dollars;
} standard[] = { { 0, 0 }, { 1, 0.000025 }, { 1000, 0.025 }, { 1000000, 25 } };

static const struct
{
  gint64 microseconds;
  double dollars;
} express[] = {
  { 0, 1e-6 + 0.1 / 16 * 0.00001667 },
  { 1, 1e-6 + 0.1 / 16 * 0.00001667 },
  { 100000, 1e-6 + 0.1 / 16 * 0.00001667 },
  { 100001, 1e-6 + 0.2 / 16 * 0.00001667 },
  { 300000000, 1e-6 + 300 / 16.0 * 0.00001667 },
  { -5, 1e-6 + 0.1 / 16 * 0.00001667 },
};

static const struct
{
  double      dollars;
  const char *text;
} texts[] = {
  { 0, "$0.00" },           { 0.00035, "$0.00035" }, { 0.000025, "$0.000025" }, { 0.1, "$0.10" },
  { 0.099, "$0.099" },      { 1, "$1.00" },          { 12.5, "$12.50" },        { 1234.567, "$1234.57" },
  { 1e-12, "$0.000000000" },
};

static void
test_standard (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (standard); i++)
    g_assert_cmpfloat_with_epsilon (sw_cost_standard (standard[i].transitions), standard[i].dollars,
                                    CLOSE * 1e6);
}

static void
test_express (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (express); i++)
    {
      g_test_message ("%" G_GINT64_FORMAT, express[i].microseconds);
      g_assert_cmpfloat_with_epsilon (sw_cost_express (express[i].microseconds), express[i].dollars,
                                      CLOSE);
    }
}

static void
test_texts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = sw_cost_dup_text (texts[i].dollars);

      g_assert_cmpstr (text, ==, texts[i].text);
    }
}

/* Whoever reads an estimate is told where and when its prices were read. */
static void
test_source (void)
{
  const SwPrices *prices = sw_prices_get ();
  g_autoptr (GDateTime) day = NULL;
  g_autofree char *stamp = g_strconcat (prices->as_of, "T00:00:00Z", NULL);

  day = g_date_time_new_from_iso8601 (stamp, NULL);
  g_assert_nonnull (day);
  g_assert_true (g_str_has_prefix (prices->source, "https://aws.amazon.com/"));
  g_assert_cmpstr (prices->region, ==, "us-east-1");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cost/standard-pays-for-each-transition", test_standard);
  g_test_add_func ("/cost/express-pays-for-requests-and-steps-of-time", test_express);
  g_test_add_func ("/cost/texts-have-two-digits-that-say-something", test_texts);
  g_test_add_func ("/cost/prices-have-a-source-and-a-day", test_source);
  return g_test_run ();
}
