/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check-cases.h"

#include <string.h>

/* Recorded answers of CreateStateMachine and UpdateStateMachine: what was accepted has no error,
 * what was refused for its definition has the one the message names. Refusals for other reasons are
 * not the checker's. */

/* CreateStateMachine's one line: 'CODE: message at location, CODE: …' */
static char *
dup_message (const Checked *checked)
{
  GString *out = g_string_new ("Invalid State Machine Definition: '");
  guint n_errors = 0;

  for (guint i = 0; i < checked->diagnostics->len; i++)
    {
      const SwDiagnostic *item = g_ptr_array_index (checked->diagnostics, i);
      g_autofree char *location = sw_check_dup_location (checked->model, item);

      if (item->severity != SW_SEVERITY_ERROR)
        continue;
      g_string_append_printf (out, "%s%s: %s at %s", n_errors > 0 ? ", " : "", item->code,
                              item->message, location != NULL ? location : "null");
      n_errors++;
    }
  g_string_append_c (out, '\'');

  return g_string_free (out, FALSE);
}

/* Words that are not AWS's own say no more than that it refuses. */
static gboolean
is_from_aws (SwValue test)
{
  SwValue recorded =
      sw_value_get_member (sw_value_get_member (test, "source"), "recorded_against_aws");

  return !sw_value_is (recorded, SW_TYPE_BOOLEAN) || sw_value_get_boolean (recorded);
}

static char *
dup_difference (const Checked *checked,
                SwValue        test,
                SwValue        expected)
{
  SwValue ok = sw_value_get_member (expected, "ok");
  const char *message = conform_get_text (sw_value_get_member (expected, "error"), "message");
  g_autofree char *first = checked_dup_first (checked);
  g_autofree char *ours = NULL;

  if (sw_value_is (ok, SW_TYPE_BOOLEAN) && sw_value_get_boolean (ok))
    return g_steal_pointer (&first);
  if (first == NULL)
    return g_strdup_printf ("accepted instead of %s", message);
  if (!is_from_aws (test))
    return NULL;

  ours = dup_message (checked);
  if (strcmp (ours, message) == 0)
    return NULL;

  return g_strdup_printf ("%s instead of %s", ours, message);
}

static void
run_case (Conform *conform,
          SwValue  test)
{
  const char *name = conform_get_text (test, "id");
  SwValue expected = sw_value_get_member (test, "expected");
  const char *code = conform_get_text (sw_value_get_member (expected, "error"), "code");
  const char *type = conform_get_text (sw_value_get_member (test, "arguments"), "type");
  gboolean refused = sw_value_is (sw_value_get_member (expected, "error"), SW_TYPE_OBJECT);
  g_auto (Checked) checked = { NULL };
  g_autofree char *difference = NULL;

  if (refused && g_strcmp0 (code, "InvalidDefinition") != 0)
    {
      conform_skip (conform, name, "refused for other reasons than its definition");
      return;
    }
  if (!checked_init_case (&checked, test,
                          g_strcmp0 (type, "EXPRESS") == 0 ? SW_MACHINE_EXPRESS
                                                           : SW_MACHINE_STANDARD))
    {
      conform_skip (conform, name, "it has no definition");
      return;
    }

  difference = dup_difference (&checked, test, expected);
  conform_report (conform, name, difference);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = conform_dup_folder (argc, argv, "asl/create");
  Conform conform;

  conform_init (&conform, KNOWN_DIFFERENCES);
  run_cases (&conform, folder, run_case);

  return conform_finish (&conform);
}
