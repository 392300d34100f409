/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/diff/sw-state-match.h"

static const struct
{
  const char *guards;
  const char *search;
  const char *name;
  SwStateType type;
  const char *resource;
  SwMatch     match;
} rows[] = {
  { "nothing-finds-nothing", "", "A", SW_STATE_PASS, NULL, SW_MATCH_NONE },
  { "blanks-are-nothing", " \t ", "A", SW_STATE_PASS, NULL, SW_MATCH_NONE },
  { "whole-name", "check", "Check", SW_STATE_PASS, NULL, SW_MATCH_NAME },
  { "beginning", "che", "Check", SW_STATE_PASS, NULL, SW_MATCH_AT_NAME },
  { "word-after-blank", "size", "Check size", SW_STATE_PASS, NULL, SW_MATCH_AT_WORDS },
  { "word-after-sign", "size", "check-size", SW_STATE_PASS, NULL, SW_MATCH_AT_WORDS },
  { "hump", "size", "CheckSize", SW_STATE_PASS, NULL, SW_MATCH_AT_WORDS },
  { "number", "2", "Process2", SW_STATE_PASS, NULL, SW_MATCH_AT_WORDS },
  { "inside-a-word", "iz", "CheckSize", SW_STATE_PASS, NULL, SW_MATCH_IN_NAME },
  { "best-place-counts", "a", "bar apple", SW_STATE_PASS, NULL, SW_MATCH_AT_WORDS },
  { "case-does-not-matter", "CHECK", "check", SW_STATE_PASS, NULL, SW_MATCH_NAME },
  { "sharp-s", "strasse", "Straße", SW_STATE_PASS, NULL, SW_MATCH_NAME },
  { "beyond-ascii", "größe", "Größe prüfen", SW_STATE_PASS, NULL, SW_MATCH_AT_NAME },
  { "words-in-any-order", "size check", "Check size", SW_STATE_PASS, NULL, SW_MATCH_AT_WORDS },
  { "first-word-begins-the-name", "check size", "Check size", SW_STATE_PASS, NULL,
    SW_MATCH_AT_NAME },
  { "each-word-must-stand", "check weight", "Check size", SW_STATE_PASS, NULL, SW_MATCH_NONE },
  { "type", "pass", "A", SW_STATE_PASS, NULL, SW_MATCH_ABOUT },
  { "resource", "lambda", "A", SW_STATE_TASK, "arn:aws:states:::lambda:invoke", SW_MATCH_ABOUT },
  { "worst-word-counts", "a lambda", "A", SW_STATE_TASK, "arn:aws:states:::lambda:invoke",
    SW_MATCH_ABOUT },
  { "empty-name", "a", "", SW_STATE_CHOICE, NULL, SW_MATCH_NONE },
  { "elsewhere", "b", "A", SW_STATE_TASK, NULL, SW_MATCH_NONE },
};

static void
test_match (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  SwState state = { .name = (char *) rows[row].name,
                    .type = rows[row].type,
                    .resource = (char *) rows[row].resource };
  g_auto (GStrv) words = sw_search_split (rows[row].search);

  g_assert_cmpint (sw_state_match (&state, (const char *const *) words), ==, rows[row].match);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint row = 0; row < G_N_ELEMENTS (rows); row++)
    {
      g_autofree char *path = g_strconcat ("/asl/state-match/", rows[row].guards, NULL);
      g_test_add_data_func (path, GUINT_TO_POINTER (row), test_match);
    }

  return g_test_run ();
}
