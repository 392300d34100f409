/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sw-cli-scrub.h"

#include "base/sw-scrub.h"
#include "json/sw-text.h"

/**
 * sw_cli_scrub:
 * @scrub: whether that is wanted
 * @value: (inout): what is to be written
 *
 * Leaves ids of accounts and secrets out of a document, see sw_scrub_text().
 */
void
sw_cli_scrub (gboolean  scrub,
              SwValue  *value)
{
  g_autofree char *text = scrub ? sw_value_to_text (*value, SW_TEXT_DEFAULT, NULL) : NULL;
  g_autofree char *scrubbed = scrub ? sw_scrub_text (text) : NULL;
  SwValue read = SW_VALUE_INIT;

  if (scrub && sw_value_from_text (scrubbed, -1, SW_TEXT_DEFAULT, &read, NULL))
    sw_value_set (value, read);
}
