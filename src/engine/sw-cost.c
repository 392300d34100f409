/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/sw-cost.h"

/* Prices of AWS Step Functions, as published. This is the one place to change them, with the day
 * they were read. Standard: $0.0250 per 1,000 transitions, which stands in the page's table. The
 * page fills in the table for Express by a script, and these are the figures of its worked
 * examples: $1.00 per million requests, and $0.06000 for each of the first 1,000 GB-hours, which is
 * $0.00001667 for a GB-second. */
static const SwPrices prices = {
  .region = "us-east-1",
  .as_of = "2026-03-14",
  .source = "https://aws.amazon.com/step-functions/pricing/",
  .per_transition = 0.0250 / 1000,
  .per_request = 1.00 / 1000000,
  .per_gb_second = 0.00001667,
};

/**
 * sw_prices_get:
 *
 * Returns: (transfer none): the prices that costs are estimated by
 */
const SwPrices *
sw_prices_get (void)
{
  return &prices;
}

/**
 * sw_cost_standard:
 * @transitions: states entered, retries included
 *
 * Returns: US dollars that a Standard execution costs
 */
double
sw_cost_standard (guint64 transitions)
{
  return (double) transitions * prices.per_transition;
}

/**
 * sw_cost_express:
 * @duration: microseconds
 *
 * How much memory a run takes is known to AWS alone; a small one stays within the first step, which
 * is what is reckoned with.
 *
 * Returns: US dollars that an Express execution costs
 */
double
sw_cost_express (gint64 duration)
{
  gint64 steps = (MAX (0, duration) + SW_COST_EXPRESS_STEP - 1) / SW_COST_EXPRESS_STEP;
  double seconds = (double) MAX (1, steps) * SW_COST_EXPRESS_STEP / G_USEC_PER_SEC;

  return prices.per_request + seconds * SW_COST_EXPRESS_MEMORY / 1024 * prices.per_gb_second;
}

/**
 * sw_cost_dup_text:
 * @dollars: not negative
 *
 * Returns: (transfer full): with two digits that say something, "$0.00035", "$12.50"
 */
char *
sw_cost_dup_text (double dollars)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  int places = 2;

  for (double shown = dollars; shown > 0 && shown < 0.1 && places < 9; shown *= 10)
    places++;
  g_ascii_formatd (digits, sizeof digits, ((const char *const[]) { "%.2f", "%.3f", "%.4f", "%.5f",
                                                                  "%.6f", "%.7f", "%.8f", "%.9f" })[places - 2],
                   dollars);
  return g_strconcat ("$", digits, NULL);
}
