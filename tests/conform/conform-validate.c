/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check-cases.h"

#include <string.h>

/* Recorded answers of ValidateStateMachineDefinition: the same findings, each with code, message
 * and location. The order does not count, as AWS promises none. Of a text that is not JSON only the
 * code is compared: the words are those of AWS's parser, where ours say how to mend it. */

static gboolean
has_finding (const Checked *checked,
             SwValue        expected)
{
  const char *code = conform_get_text (expected, "code");

  for (guint i = 0; i < checked->diagnostics->len; i++)
    {
      const SwDiagnostic *item = g_ptr_array_index (checked->diagnostics, i);
      g_autofree char *location = sw_check_dup_location (checked->model, item);

      if (strcmp (item->code, code) != 0
          || g_strcmp0 (sw_severity_get_name (item->severity),
                        conform_get_text (expected, "severity"))
                 != 0)
        continue;
      if (strcmp (code, "INVALID_JSON_DESCRIPTION") == 0
          || (g_strcmp0 (item->message, conform_get_text (expected, "message")) == 0
              && g_strcmp0 (location, conform_get_text (expected, "location")) == 0))
        return TRUE;
    }

  return FALSE;
}

static char *
dup_difference (const Checked *checked,
                SwValue        response)
{
  SwValue expected = sw_value_get_member (response, "diagnostics");
  gboolean ok = g_strcmp0 (conform_get_text (response, "result"), "OK") == 0;
  g_autofree char *first = checked_dup_first (checked);
  gboolean syntax = FALSE;

  if (ok != (first == NULL))
    return g_strdup_printf ("%s instead of %s", first != NULL ? first : "OK", ok ? "OK" : "FAIL");

  for (guint i = 0; i < sw_value_get_length (expected); i++)
    {
      SwValue finding = sw_value_get_element (expected, i);

      syntax |= g_strcmp0 (conform_get_text (finding, "code"), "INVALID_JSON_DESCRIPTION") == 0;
      if (!has_finding (checked, finding))
        return g_strdup_printf ("not found: %s at %s (first is %s)",
                                conform_get_text (finding, "message"),
                                conform_get_text (finding, "location"), first);
    }
  if (!syntax && checked_get_errors (checked) > sw_value_get_length (expected))
    return g_strdup_printf ("%u errors instead of %u", checked_get_errors (checked),
                            sw_value_get_length (expected));

  return NULL;
}

static void
run_case (Conform *conform,
          SwValue  test)
{
  const char *name = conform_get_text (test, "id");
  SwValue expected = sw_value_get_member (test, "expected");
  SwValue response = sw_value_get_member (expected, "response");
  gboolean express = g_strcmp0 (conform_get_text (test, "type"), "EXPRESS") == 0;
  g_auto (Checked) checked = { NULL };
  g_autofree char *difference = NULL;

  if (sw_value_is (response, SW_TYPE_UNDEFINED)
      || !checked_init_case (&checked, test, express ? SW_MACHINE_EXPRESS : SW_MACHINE_STANDARD))
    {
      conform_skip (conform, name, "it has no recorded answer about a definition");
      return;
    }

  difference = dup_difference (&checked, response);
  conform_report (conform, name, difference);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = conform_dup_folder (argc, argv, "asl/validate");
  Conform conform;

  conform_init (&conform, KNOWN_DIFFERENCES);
  run_cases (&conform, folder, run_case);

  return conform_finish (&conform);
}
