/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/test/sw-cli-test.h"

#include "cli/sw-cli.h"

/* The XML that JUnit's Ant task made the custom, which CI services read. */

/* TEXT for XML 1.0, which has no control characters, not even as a reference */
static char *
dup_clean (const char *text)
{
  GString *clean = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);
      gboolean stands = letter == '\t' || letter == '\n' || letter == '\r'
                        || (letter >= 0x20 && letter < 0xfffe) || letter >= 0x10000;

      g_string_append_unichar (clean, stands && letter != 0x7f ? letter : 0xfffd);
    }
  return g_string_free (clean, FALSE);
}

static void
append_attribute (GString    *out,
                  const char *name,
                  const char *text)
{
  g_autofree char *clean = dup_clean (text);
  g_autofree char *escaped = g_markup_escape_text (clean, -1);

  g_string_append_printf (out, " %s=\"%s\"", name, escaped);
}

static void
append_seconds (GString *out,
                double   seconds)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (out, " time=\"%s\"",
                          g_ascii_formatd (text, sizeof text, "%.6f", seconds));
}

static void
append_failure (GString             *out,
                const SwCliTestFile *file,
                const SwTestOutcome *outcome)
{
  const SwTestDifference *first = g_ptr_array_index (outcome->differences, 0);

  g_string_append (out, "      <failure");
  append_attribute (out, "type", first->what);
  append_attribute (out, "message", first->message);
  g_string_append_c (out, '>');
  for (guint i = 0; i < outcome->differences->len; i++)
    {
      const SwTestDifference *difference = g_ptr_array_index (outcome->differences, i);
      g_autofree char *clean = dup_clean (difference->message);
      g_autofree char *escaped = g_markup_escape_text (clean, -1);
      g_autofree char *name = g_markup_escape_text (file->tasks, -1);
      guint line, column;

      sw_tree_locate (sw_test_suite_get_tasks (file->suite), difference->span.start, &line,
                      &column);
      g_string_append_printf (out, "%s:%u:%u: %s\n", name, line, column, escaped);
    }
  g_string_append (out, "</failure>\n");
}

static void
append_test (GString             *out,
             const SwCliTestFile *file,
             const SwTestOutcome *outcome)
{
  guint line, column;

  sw_tree_locate (sw_test_suite_get_tasks (file->suite), outcome->test->span.start, &line, &column);
  g_string_append (out, "    <testcase");
  append_attribute (out, "name", outcome->test->name);
  append_attribute (out, "classname", file->name);
  append_attribute (out, "file", file->tasks);
  g_string_append_printf (out, " line=\"%u\"", line);
  append_seconds (out, outcome->seconds);
  if (outcome->passed)
    {
      g_string_append (out, "/>\n");
      return;
    }
  g_string_append (out, ">\n");
  append_failure (out, file, outcome);
  g_string_append (out, "    </testcase>\n");
}

static void
append_file (GString             *out,
             const SwCliTestFile *file)
{
  guint n_failed = 0;
  double seconds = 0;

  for (guint i = 0; i < file->outcomes->len; i++)
    {
      const SwTestOutcome *outcome = g_ptr_array_index (file->outcomes, i);

      n_failed += !outcome->passed;
      seconds += outcome->seconds;
    }
  g_string_append (out, "  <testsuite");
  append_attribute (out, "name", file->name);
  g_string_append_printf (out, " tests=\"%u\" failures=\"%u\" errors=\"0\" skipped=\"0\"",
                          file->outcomes->len, n_failed);
  append_seconds (out, seconds);
  g_string_append (out, ">\n");
  for (guint i = 0; i < file->outcomes->len; i++)
    append_test (out, file, g_ptr_array_index (file->outcomes, i));
  g_string_append (out, "  </testsuite>\n");
}

/**
 * sw_cli_test_write_junit:
 * @file: where to; "-" for standard output
 *
 * Writes what came of the tests as JUnit's XML.
 *
 * Returns: FALSE after a message when it cannot be written
 */
gboolean
sw_cli_test_write_junit (const SwCliTestRun *run,
                         const char         *file)
{
  g_autoptr (GString) out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

  g_string_append_printf (out, "<testsuites name=\"stepwright\" tests=\"%u\" failures=\"%u\"",
                          run->n_passed + run->n_failed, run->n_failed);
  append_seconds (out, run->seconds);
  g_string_append (out, ">\n");
  for (guint i = 0; i < run->files->len; i++)
    append_file (out, g_ptr_array_index (run->files, i));
  g_string_append (out, "</testsuites>\n");
  return sw_cli_write_file (file, out->str, out->len);
}
