/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/check/sw-findings.h"

#include <string.h>

/* The table of what can be found: every row is whole, and told apart from the others. */

static SwDiagnostic
get_example (SwFinding finding)
{
  const SwFindingInfo *info = sw_finding_get_info (finding);

  return (SwDiagnostic) { .severity = info->severity, .code = info->code, .kind = info->kind };
}

static void
test_rows_are_whole (void)
{
  for (guint i = 0; i < SW_N_FINDINGS; i++)
    {
      SwDiagnostic example = get_example (i);
      const char *help = sw_diagnostic_get_help (&example);

      g_test_message ("%u: %s", i, example.kind);
      g_assert_nonnull (example.kind);
      g_assert_nonnull (example.code);
      g_assert_nonnull (help);
      g_assert_true (g_str_has_suffix (help, "."));
      g_assert_null (strstr (help, "  "));
    }
}

static void
test_names_are_unique (void)
{
  for (guint i = 0; i < SW_N_FINDINGS; i++)
    {
      const SwFindingInfo *info = sw_finding_get_info (i);

      g_assert_true (sw_findings_find (info->kind) == info);
      g_assert_cmpuint (sw_finding_get_index (info), ==, i);
    }
  g_assert_null (sw_findings_find ("nothing"));
  g_assert_null (sw_findings_find (NULL));
}

/* A code of ours names its rule; AWS's codes stand for several. */
static void
test_our_codes_are_told_apart (void)
{
  g_autoptr (GHashTable) ours = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < SW_N_FINDINGS; i++)
    {
      SwDiagnostic example = get_example (i);
      gboolean own = g_str_has_prefix (example.code, SW_DIAGNOSTIC_PREFIX);

      g_assert_cmpstr (sw_diagnostic_get_source (&example), ==, own ? "stepwright" : "aws");
      g_assert_true (sw_diagnostic_is_ours (&example) == own);
      if (own)
        g_assert_true (g_hash_table_add (ours, (gpointer) example.code));
    }
}

/* Only what the service surely refuses, or this program does not run, is an error of ours. */
static void
test_our_warnings_are_no_errors (void)
{
  for (guint i = 0; i < SW_N_FINDINGS; i++)
    {
      SwDiagnostic example = get_example (i);

      if (sw_diagnostic_is_ours (&example) && i != SW_FINDING_DEFINITION_SIZE
          && i != SW_FINDING_DEFINITION_DEPTH)
        g_assert_cmpint (example.severity, !=, SW_SEVERITY_ERROR);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/asl/findings/rows are whole", test_rows_are_whole);
  g_test_add_func ("/asl/findings/names are unique", test_names_are_unique);
  g_test_add_func ("/asl/findings/our codes are told apart", test_our_codes_are_told_apart);
  g_test_add_func ("/asl/findings/our warnings are no errors", test_our_warnings_are_no_errors);
  return g_test_run ();
}
