/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/rewriter/sw-rewriter.h"
#include "table.h"

#include <string.h>

static const char *const error_names[] = { "NOT_FOUND", "BROKEN", "EXISTS", "TYPE", "YAML" };

static const char *
get_optional (char  **words,
              guint   index)
{
  if (index >= g_strv_length (words) || words[index][0] == '\0')
    return NULL;

  return words[index];
}

static const char *
get_word (char  **words,
          guint   index)
{
  const char *word = get_optional (words, index);

  return word != NULL ? word : "";
}

static guint
get_index (char  **words,
           guint   index)
{
  return (guint) g_ascii_strtoull (get_word (words, index), NULL, 10);
}

/* A step as the tables write it: a verb and its arguments, separated by " | " */
static gboolean
take_step (SwRewriter  *rewriter,
           const char  *step,
           GError     **error)
{
  g_auto (GStrv) words = g_strsplit (step, " | ", -1);
  const char *pointer = get_word (words, 1);

  if (strcmp (words[0], "set") == 0)
    return sw_rewriter_set (rewriter, pointer, get_word (words, 2), error);
  if (strcmp (words[0], "remove") == 0)
    return sw_rewriter_remove (rewriter, pointer, error);
  if (strcmp (words[0], "rename") == 0)
    return sw_rewriter_rename (rewriter, pointer, get_word (words, 2), error);
  if (strcmp (words[0], "insert") == 0)
    return sw_rewriter_insert_member (rewriter, pointer, get_word (words, 2), get_word (words, 3),
                                      get_optional (words, 4), get_optional (words, 5), error);
  if (strcmp (words[0], "element") == 0)
    return sw_rewriter_insert_element (rewriter, pointer, get_index (words, 2), get_word (words, 3),
                                       error);
  if (strcmp (words[0], "move") == 0)
    return sw_rewriter_move_member (rewriter, pointer, get_word (words, 2), get_optional (words, 3),
                                    get_optional (words, 4), error);
  if (strcmp (words[0], "shift") == 0)
    return sw_rewriter_move_element (rewriter, pointer, get_word (words, 2), get_index (words, 3),
                                     error);

  g_error ("no step: %s", step);
}

static char *
apply_edits (const SwTree  *tree,
             const SwEdits *edits,
             gsize         *length)
{
  gsize old_length;
  const char *text = sw_tree_get_text (tree, &old_length);

  return sw_edits_apply (edits, text, old_length, length);
}

static void
assert_undone (const SwTree  *tree,
               const SwEdits *edits,
               const char    *after,
               gsize          length)
{
  gsize old_length, undone_length;
  const char *text = sw_tree_get_text (tree, &old_length);
  g_autoptr (SwEdits) undo = sw_edits_invert (edits, text);
  g_autofree char *undone = sw_edits_apply (undo, after, length, &undone_length);

  g_assert_cmpmem (undone, undone_length, text, old_length);
}

static void
run_row_as (const TableRow *row,
            SwSyntax        syntax)
{
  const GString *text = table_row_get (row, 1);
  const GString *expected = table_row_get (row, 3);
  g_auto (GStrv) steps = g_strsplit (table_row_get (row, 2)->str, " ;; ", -1);
  g_autoptr (SwTree) tree = sw_tree_parse_as (text->str, (gssize) text->len, syntax);
  g_autoptr (SwRewriter) rewriter = sw_rewriter_new (tree);
  g_autoptr (SwEdits) edits = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;
  gsize length;

  for (guint i = 0; steps[i] != NULL && error == NULL; i++)
    g_assert_true (take_step (rewriter, steps[i], &error) == (error == NULL));

  edits = sw_rewriter_finish (rewriter);
  after = apply_edits (tree, edits, &length);
  assert_undone (tree, edits, after, length);
  if (error != NULL)
    {
      g_assert_true (error->domain == SW_REWRITE_ERROR);
      g_free (after);
      after = g_strdup_printf ("!%s %s", error_names[error->code], error->message);
      length = strlen (after);
    }
  g_assert_cmpmem (after, length, expected->str, expected->len);
}

static void
run_row (const TableRow *row)
{
  run_row_as (row, SW_SYNTAX_JSON);
}

static void
run_yaml_row (const TableRow *row)
{
  run_row_as (row, SW_SYNTAX_YAML);
}

static char *
strip_white (const char *text,
             gsize       length)
{
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    if (memchr (" \t\r\n", text[i], 4) == NULL)
      g_string_append_c (out, text[i]);

  return g_string_free_and_steal (out);
}

static void
run_format_row (const TableRow *row)
{
  const GString *text = table_row_get (row, 1);
  const GString *expected = table_row_get (row, 3);
  guint unit = (guint) g_ascii_strtoull (table_row_get (row, 2)->str, NULL, 10);
  g_autoptr (SwTree) tree = sw_tree_parse (text->str, (gssize) text->len);
  g_autoptr (SwEdits) edits = sw_tree_format (tree, unit);
  gsize length;
  g_autofree char *after = apply_edits (tree, edits, &length);
  g_autofree char *ink = strip_white (text->str, text->len);
  g_autofree char *ink_after = strip_white (after, length);
  g_autoptr (SwTree) formatted = sw_tree_parse (after, (gssize) length);
  g_autoptr (SwEdits) again = sw_tree_format (formatted, unit);

  g_assert_cmpstr (ink, ==, ink_after);
  g_assert_cmpuint (sw_edits_get_count (again), ==, 0);
  g_assert_cmpmem (after, length, expected->str, expected->len);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  table_add_tests ("rewriter.txt", "/json/rewriter/row", 4, run_row);
  table_add_tests ("rewriter-yaml.txt", "/json/rewriter-yaml", 4, run_yaml_row);
  table_add_tests ("format.txt", "/json/format/row", 4, run_format_row);
  return g_test_run ();
}
