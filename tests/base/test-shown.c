/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sw-shown.h"

/* Names that others chose, as they are shown to a person who decides on them. */

static const struct
{
  const char *what;
  const char *name;
  const char *shown; /* NULL: as it is */
} rows[] = {
  { "a path", "/home/ada/fn-1.2_x/m.py", NULL },
  { "an address", "http://127.0.0.1:5000/a?b=c&d=%20", NULL },
  { "letters of other languages", "/home/José/Größe/関数", NULL },
  { "nothing", "", "\"\"" },
  { "several words", "a of /usr/safe", "\"a of /usr/safe\"" },
  { "quotes and backslashes", "a\"b\\c", "\"a\\\"b\\\\c\"" },
  { "what is quoted already", "\"a b\"", "\"\\\"a b\\\"\"" },
  { "a line of its own", "a\nruns nothing", "\"a\\nruns nothing\"" },
  { "a line of its own for Unicode", "a\xe2\x80\xa8" "b\xe2\x80\xa9" "c\xc2\x85", "\"a\\u2028b\\u2029c\\u0085\"" },
  { "a line that is written over", "evil\rgood", "\"evil\\u000dgood\"" },
  { "what a terminal obeys", "\x1b[2K\x1b[1Agood\x07\xc2\x9b" "1A", "\"\\u001b[2K\\u001b[1Agood\\u0007\\u009b1A\"" },
  { "letters turned round", "/tmp/\xe2\x80\xae" "cod.exe", "\"/tmp/\\u202ecod.exe\"" },
  { "isolates", "\xe2\x81\xa8" "a\xe2\x81\xa9" "\xe2\x81\xa6", "\"\\u2068a\\u2069\\u2066\"" },
  { "letters of no width", "a\xe2\x80\x8b" "b\xef\xbb\xbf" "c\xc2\xad", "\"a\\u200bb\\ufeffc\\u00ad\"" },
  { "blanks of other kinds", "a\xc2\xa0" "b\xe3\x80\x80" "c\xe3\x85\xa4" "d\xe2\xa0\x80", "\"a\\u00a0b\\u3000c\\u3164d\\u2800\"" },
  { "letters without a sign", "a\xee\x80\x80\xf3\xa0\x84\x80", "\"a\\ue000\\U000e0100\"" },
  { "tags", "a\xf3\xa0\x81\xa1", "\"a\\U000e0061\"" },
  { "bytes that are no text", "a\xff\xc3", "\"a\\xff\\xc3\"" },
  { "letters from right to left stay among themselves", "/a/\xd7\x90\xd7\x91/1",
    "\xe2\x81\xa8/a/\xd7\x90\xd7\x91/1\xe2\x81\xa9" },
};

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *shown = sw_shown_dup (rows[i].name);

      g_test_message ("%s", rows[i].what);
      g_assert_cmpstr (shown, ==, rows[i].shown != NULL ? rows[i].shown : rows[i].name);
      g_assert_true (g_utf8_validate (shown, -1, NULL));
    }
}

/* A sentence keeps its words, and what isolates a name in it. */
static void
test_lines (void)
{
  static const struct
  {
    const char *line, *shown;
  } lines[] = {
    { "/a b can be changed by “others”", "/a b can be changed by “others”" },
    { "of \xe2\x81\xa8\xd7\x90\xe2\x81\xa9.", "of \xe2\x81\xa8\xd7\x90\xe2\x81\xa9." },
    { "/a\nb\x1b[m\xe2\x80\xae is", "/a\\nb\\u001b[m\\u202e is" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *shown = sw_shown_dup_line (lines[i].line);

      g_assert_cmpstr (shown, ==, lines[i].shown);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/shown/a name hides nothing and looks like nothing else", test_rows);
  g_test_add_func ("/base/shown/a line stays one", test_lines);
  return g_test_run ();
}
