/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check-cases.h"
#include "query/sw-payload-template.h"

#include <string.h>

/* What public linters say of definitions, ARNs and paths: valid, or not. They are no oracle: where
 * AWS's own answers or its documentation say otherwise, the case is on the list of known
 * differences with the reason. */

static char *
dup_verdict (const Checked *checked,
             gboolean       valid)
{
  g_autofree char *first = checked_dup_first (checked);

  if (valid == (first == NULL))
    return NULL;

  return valid ? g_steal_pointer (&first) : g_strdup ("accepted, though it is refused");
}

/* A path where only PLACE tells what it must be: a state that has it there. */
static const struct
{
  const char *context;
  const char *state;
} path_places[] = {
  { "path", "{\"Type\": \"Pass\", \"InputPath\": %s, \"End\": true}" },
  { "reference_path", "{\"Type\": \"Wait\", \"SecondsPath\": %s, \"End\": true}" },
  { "result_path", "{\"Type\": \"Pass\", \"ResultPath\": %s, \"End\": true}" },
  { "payload_template", "{\"Type\": \"Pass\", \"Parameters\": {\"x.$\": %s}, \"End\": true}" },
};

static gboolean
init_state (Checked    *checked,
            const char *state)
{
  g_autofree char *text = g_strdup_printf ("{\"StartAt\": \"A\", \"States\": {\"A\": %s}}", state);

  checked_init (checked, text, SW_MACHINE_STANDARD);

  return TRUE;
}

static gboolean
init_path (Checked *checked,
           SwValue  test)
{
  const char *context = conform_get_text (test, "context");
  g_autofree char *path =
      sw_value_to_text (sw_value_get_member (test, "path"), SW_TEXT_DEFAULT, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (path_places); i++)
    if (g_strcmp0 (context, path_places[i].context) == 0)
      {
        g_auto (GStrv) parts = g_strsplit (path_places[i].state, "%s", 2);
        g_autofree char *state = g_strconcat (parts[0], path, parts[1], NULL);

        return init_state (checked, state);
      }

  return FALSE;
}

static gboolean
init_arn (Checked *checked,
          SwValue  test)
{
  g_autofree char *arn =
      sw_value_to_text (sw_value_get_member (test, "arn"), SW_TEXT_DEFAULT, NULL);
  g_autofree char *state =
      g_strdup_printf ("{\"Type\": \"Task\", \"Resource\": %s, \"End\": true}", arn);

  return init_state (checked, state);
}

static gboolean
init_case (Checked *checked,
           SwValue  test)
{
  if (conform_get_text (test, "path") != NULL)
    return init_path (checked, test);
  if (conform_get_text (test, "arn") != NULL)
    return init_arn (checked, test);
  if (conform_get_text (test, "format") != NULL)
    {
      gboolean yaml = strcmp (conform_get_text (test, "format"), "yaml") == 0;

      checked_init_as (checked, conform_get_text (test, "text"),
                       yaml ? SW_SYNTAX_YAML : SW_SYNTAX_JSON, SW_MACHINE_STANDARD);
      return TRUE;
    }

  return checked_init_case (checked, test, SW_MACHINE_STANDARD);
}

static void
run_case (Conform *conform,
          SwValue  test)
{
  const char *name = conform_get_text (test, "id");
  SwValue valid = sw_value_get_member (test, "valid");
  g_auto (Checked) checked = { NULL };
  g_autofree char *difference = NULL;

  if (!sw_value_is (valid, SW_TYPE_BOOLEAN) || !init_case (&checked, test))
    {
      conform_skip (conform, name, "no verdict on a definition, a path or an ARN");
      return;
    }

  difference = dup_verdict (&checked, sw_value_get_boolean (valid));
  conform_report (conform, name, difference);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = conform_dup_folder (argc, argv, "validator");
  Conform conform;

  conform_init (&conform, KNOWN_DIFFERENCES);
  run_cases (&conform, folder, run_case);

  return conform_finish (&conform);
}
