/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text.h"
#include "json/tree/sw-tree.h"
#include "table.h"

#include <string.h>

/* A tree on one line: names and values as in JSON; ? for what is missing, ! before what is no
 * value, ~ before what was repaired. */
static void
print_outline (const SwNode *node,
               GString      *out)
{
  const char *text = sw_tree_get_text (node->tree, NULL);

  if (node->broken)
    g_string_append_c (out, '~');
  if (node->name != NULL)
    {
      sw_json_string_print (node->name, node->name_length, out);
      g_string_append_c (out, ':');
    }

  if (node->kind == SW_NODE_MISSING)
    g_string_append_c (out, '?');
  if (node->kind == SW_NODE_INVALID)
    g_string_append_c (out, '!');
  if (node->kind != SW_NODE_ARRAY && node->kind != SW_NODE_OBJECT)
    {
      g_string_append_len (out, text + node->span.start, (gssize) sw_span_length (node->span));
      return;
    }

  g_string_append_c (out, node->kind == SW_NODE_ARRAY ? '[' : '{');
  for (const SwNode *child = node->first; child != NULL; child = child->next)
    {
      if (child->previous != NULL)
        g_string_append_c (out, ',');
      print_outline (child, out);
    }
  g_string_append_c (out, node->kind == SW_NODE_ARRAY ? ']' : '}');
}

static void
print_diagnostics (const SwTree *tree,
                   GString      *out)
{
  GPtrArray *diagnostics = sw_tree_get_diagnostics (tree);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const SwDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      g_string_append_printf (out, "%s%" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT " %s %s",
                              i > 0 ? " & " : "", diagnostic->span.start, diagnostic->span.end,
                              diagnostic->pointer != NULL ? diagnostic->pointer : "(none)",
                              diagnostic->message);
    }
}

static void
run_row (const TableRow *row)
{
  const GString *text = table_row_get (row, 1);
  g_autoptr (SwTree) tree = sw_tree_parse (text->str, (gssize) text->len);
  g_autoptr (GString) outline = g_string_new (NULL);
  g_autoptr (GString) diagnostics = g_string_new (NULL);

  print_outline (sw_tree_get_root (tree), outline);
  print_diagnostics (tree, diagnostics);
  g_assert_cmpmem (outline->str, outline->len, table_row_get (row, 2)->str,
                   table_row_get (row, 2)->len);
  g_assert_cmpstr (diagnostics->str, ==, table_row_get (row, 3)->str);
}

static void
assert_sane (const SwNode *node)
{
  gsize length;
  SwSpan full = sw_node_get_full_span (node);
  gsize at = node->span.start;
  guint count = 0;

  sw_tree_get_text (node->tree, &length);
  g_assert_cmpuint (full.start, <=, full.end);
  g_assert_cmpuint (node->span.start, <=, node->span.end);
  g_assert_cmpuint (node->span.end, <=, length);
  g_assert_cmpuint (node->key.end, <=, node->span.start);
  g_assert_true (node->name == NULL || node->name[node->name_length] == '\0');
  g_assert_true (node->parent == NULL
                 || (node->name != NULL) == (node->parent->kind == SW_NODE_OBJECT));

  for (const SwNode *child = node->first; child != NULL; child = child->next)
    {
      SwSpan span = sw_node_get_full_span (child);

      g_assert_true (child->parent == node);
      g_assert_true (child->previous == NULL ? node->first == child
                                             : child->previous->next == child);
      g_assert_cmpuint (child->index, ==, count);
      g_assert_cmpuint (at, <=, span.start);
      at = span.end;
      count++;
    }
  g_assert_cmpuint (count, ==, node->count);
  g_assert_cmpuint (at, <=, node->span.end);
}

/* Every node of a tree, parents before what they hold */
static const SwNode *
get_next_node (const SwNode *node)
{
  if (node->first != NULL)
    return node->first;
  while (node != NULL && node->next == NULL)
    node = node->parent;

  return node != NULL ? node->next : NULL;
}

static void
assert_tree_sane (const SwTree *tree)
{
  GPtrArray *diagnostics = sw_tree_get_diagnostics (tree);
  gboolean errors = FALSE;
  gsize length;

  sw_tree_get_text (tree, &length);
  for (const SwNode *node = sw_tree_get_root (tree); node != NULL; node = get_next_node (node))
    assert_sane (node);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const SwDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      g_assert_cmpuint (diagnostic->span.start, <=, diagnostic->span.end);
      g_assert_cmpuint (diagnostic->span.end, <=, length);
      g_assert_true (g_utf8_validate (diagnostic->message, -1, NULL));
      errors |= diagnostic->severity == SW_SEVERITY_ERROR;
    }
  g_assert_cmpint (sw_tree_is_valid (tree), ==, !errors);
}

static const char document[] =
    "{\n"
    "  \"Comment\": \"h\\u00e9 \\\"q\\\" â¬\",\n"
    "  \"StartAt\": \"A\",\n"
    "  \"States\": {\n"
    "    \"A\": { \"Type\": \"Wait\", \"Seconds\": ${S}, \"Next\": \"B\" },\n"
    "    \"B\": {\n"
    "      \"Type\": \"Choice\",\n"
    "      \"Choices\": [{ \"Variable\": \"$.x\", \"NumericEquals\": -1.5e3, \"Next\": \"A\" }, "
    "[], {}, null, true]\n"
    "    }\n"
    "  }\n"
    "}\n";

static void
test_every_beginning_of_a_document_has_a_sane_tree (void)
{
  for (gsize length = 0; length < sizeof document; length++)
    {
      g_autoptr (SwTree) tree = sw_tree_parse (document, (gssize) length);

      assert_tree_sane (tree);
      g_assert_cmpint (sw_tree_is_valid (tree), ==, length >= strlen (document) - 1);
    }
}

static void
test_a_document_without_any_byte_has_a_sane_tree (void)
{
  for (gsize gone = 0; gone < sizeof document - 1; gone++)
    {
      g_autoptr (GString) text = g_string_new (document);
      g_autoptr (SwTree) tree = NULL;

      g_string_erase (text, (gssize) gone, 1);
      tree = sw_tree_parse (text->str, (gssize) text->len);
      assert_tree_sane (tree);
    }
}

static void
mutate (GRand   *random,
        GString *text)
{
  static const char alphabet[] =
      "{}[]:,\"'\\/*#$ \n\r\tabtfn0123456789+-.eEu=;\x00\x80\xc3\xe2\x9c\xff";
  guint changes = (guint) g_rand_int_range (random, 1, 8);

  for (guint i = 0; i < changes; i++)
    {
      gssize at = g_rand_int_range (random, 0, (gint32) text->len + 1);
      gssize length = g_rand_int_range (random, 0, 10);

      if (g_rand_boolean (random))
        g_string_erase (text, at, MIN (length, (gssize) text->len - at));
      if (g_rand_boolean (random))
        g_string_insert_c (text, MIN (at, (gssize) text->len),
                           alphabet[g_rand_int_range (random, 0, sizeof alphabet - 1)]);
    }
}

/* Also what is not UTF-8 is a value that can be printed as JSON. */
static void
test_values_are_utf8 (void)
{
  static const char *const texts[] = {
    "[${\xe4}]", "[\"\xe4\"]", "{\"\xe4\": 1}", "[\xe4]", "{\xe4: '\xe4'}", "[${\xe4", "\xe4",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (SwTree) tree = sw_tree_parse (texts[i], -1);
      g_auto (SwValue) value = sw_node_to_value (sw_tree_get_root (tree));
      g_autofree char *printed = sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);

      g_test_message ("%u: %s", i, printed);
      g_assert_false (sw_tree_is_valid (tree));
      g_assert_true (g_utf8_validate (printed, -1, NULL));
    }
}

static void
test_mutated_documents_have_sane_trees (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < (g_test_slow () ? 50000 : 1500); i++)
    {
      g_autoptr (GString) text = g_string_new (document);
      g_autoptr (SwTree) tree = NULL;
      g_auto (SwValue) value = SW_VALUE_INIT;

      mutate (random, text);
      tree = sw_tree_parse (text->str, (gssize) text->len);
      assert_tree_sane (tree);
      value = sw_node_to_value (sw_tree_get_root (tree));
      g_assert_false (sw_value_is (value, SW_TYPE_UNDEFINED));
      for (gsize offset = 0; offset <= text->len; offset += 7)
        sw_tree_find_at (tree, offset);
    }
}

static void
test_pointers_lead_to_their_nodes_and_back (void)
{
  g_autoptr (SwTree) tree =
      sw_tree_parse ("{\"a/b\": [{\"~\": 1}, 2], \"\": {\"\": 3}, \"m~1\": 4}", -1);

  for (const SwNode *node = sw_tree_get_root (tree); node != NULL; node = get_next_node (node))
    {
      g_autofree char *pointer = sw_node_dup_pointer (node);

      g_assert_true (sw_tree_resolve (tree, pointer) == node);
    }

  g_assert_nonnull (sw_tree_resolve (tree, "/a~1b/0/~0"));
  g_assert_nonnull (sw_tree_resolve (tree, "//"));
  g_assert_null (sw_tree_resolve (tree, "/a~1b/2"));
  g_assert_null (sw_tree_resolve (tree, "/a~1b/00"));
  g_assert_null (sw_tree_resolve (tree, "/a~1b/-1"));
  g_assert_null (sw_tree_resolve (tree, "/a~1b/0/~0/x"));
  g_assert_null (sw_tree_resolve (tree, "a"));
}

static void
test_pointers_are_put_together_and_taken_apart (void)
{
  g_autofree char *states = sw_pointer_append ("", "States");
  g_autofree char *state = sw_pointer_append (states, "A/B ~1");
  g_autofree char *choice = sw_pointer_append_index (state, 12);
  g_auto (GStrv) names = sw_pointer_split (choice);
  g_auto (GStrv) root = sw_pointer_split ("");

  g_assert_cmpstr (choice, ==, "/States/A~1B ~01/12");
  g_assert_cmpstrv (names, ((const char *const[]) { "States", "A/B ~1", "12", NULL }));
  g_assert_cmpuint (g_strv_length (root), ==, 0);
  g_assert_null (sw_pointer_split ("States"));
}

static void
test_the_caret_finds_the_innermost_part (void)
{
  static const struct
  {
    gsize       offset;
    const char *pointer;
  } cases[] = {
    { 0, NULL },    { 1, "" },      { 2, "" },     { 3, "/a" },    { 6, "/a" },
    { 7, "/a" },    { 8, "/a" },    { 9, "/a/0" }, { 10, "/a/0" }, { 11, "/a" },
    { 12, "/a/1" }, { 14, "/a/1" }, { 15, "/a" },  { 16, "" },     { 17, "/b" },
    { 20, "/b" },   { 22, "/b" },   { 23, "/b" },  { 24, "" },     { 25, NULL },
  };
  /*                                            0         1         2    */
  /*                                            01234567890123456789012345 */
  g_autoptr (SwTree) tree = sw_tree_parse (" { \"a\": [1, 22], \"b\":  }  ", -1);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SwNode *node = sw_tree_find_at (tree, cases[i].offset);
      g_autofree char *pointer = node != NULL ? sw_node_dup_pointer (node) : NULL;

      if (g_strcmp0 (pointer, cases[i].pointer) != 0)
        g_error ("offset %" G_GSIZE_FORMAT ": %s", cases[i].offset, pointer);
    }
}

static void
test_lines_and_columns_count_characters (void)
{
  static const struct
  {
    gsize offset;
    guint line;
    guint column;
  } cases[] = {
    { 0, 1, 1 }, { 3, 1, 3 }, { 4, 1, 4 }, { 5, 2, 1 },  { 6, 2, 2 },
    { 7, 2, 3 }, { 8, 3, 1 }, { 9, 4, 1 }, { 10, 4, 2 }, { 99, 4, 2 },
  };
  g_autoptr (SwTree) tree = sw_tree_parse ("[\xc3\xa9,\n1\r\n\r]", -1);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint line, column;

      sw_tree_locate (tree, cases[i].offset, &line, &column);
      g_assert_cmpuint (line, ==, cases[i].line);
      g_assert_cmpuint (column, ==, cases[i].column);
    }
}

static void
test_other_separators_end_no_line (void)
{
  g_autoptr (SwTree) tree = sw_tree_parse ("[\"\xe2\x80\xa8\xe2\x80\xa9\x0b\x0c\xc2\x85\", 1]", -1);
  guint line, column;

  sw_tree_locate (tree, 15, &line, &column);
  g_assert_cmpuint (line, ==, 1);
  g_assert_cmpuint (column, ==, 11);
}

static gpointer
read_in_thread (gpointer data)
{
  g_autoptr (SwTree) tree = data;
  guint line, column;

  sw_tree_locate (tree, strlen (document) - 2, &line, &column);
  g_assert_cmpuint (line, ==, 11);
  g_assert_nonnull (sw_tree_resolve (tree, "/States/B/Choices/0/Next"));
  return NULL;
}

static void
test_trees_are_shared_between_threads (void)
{
  for (guint round = 0; round < 50; round++)
    {
      SwTree *tree = sw_tree_parse (document, -1);
      GThread *threads[4];

      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new (NULL, read_in_thread, sw_tree_ref (tree));
      sw_tree_unref (tree);
      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        g_thread_join (threads[i]);
    }
}

static void
test_strings_are_decoded_and_compared (void)
{
  static const struct
  {
    const char *text;
    const char *string;
  } cases[] = {
    { "\"a\"", "a" },
    { "\"\"", "" },
    { "\"\\u0041\\n\\/\"", "A\n/" },
    { "\"\\ud83d\\ude00\"", "\xf0\x9f\x98\x80" },
    { "\"\\ud83d\"", "\xef\xbf\xbd" },
    { "\"open", "open" },
    { "shut\"", "shut" },
    { "\"\\\\\"", "\\" },
    { "\"C:\\dir\"", "C:\\dir" },
    { "'it'", "it" },
    { "\"\xe4\"", "\xef\xbf\xbd" },
    { "\"'quoted'\"", "'quoted'" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SwTree) tree = sw_tree_parse (cases[i].text, -1);
      g_autofree char *string = sw_node_dup_string (sw_tree_get_root (tree), NULL);

      g_assert_cmpstr (string, ==, cases[i].string);
      g_assert_true (sw_node_equals_string (sw_tree_get_root (tree), cases[i].string));
      g_assert_false (sw_node_equals_string (sw_tree_get_root (tree), "other"));
    }
}

static void
test_the_last_of_equal_names_counts (void)
{
  g_autoptr (SwTree) few = sw_tree_parse ("{\"a\": 1, \"a\": 2}", -1);
  g_autoptr (SwTree) many = sw_tree_parse (
      "{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":8,\"a\":9}", -1);

  g_assert_cmpuint (sw_node_get_member (sw_tree_get_root (few), "a")->index, ==, 1);
  g_assert_cmpuint (sw_node_get_member (sw_tree_get_root (many), "a")->index, ==, 8);
  g_assert_cmpuint (sw_node_get_member (sw_tree_get_root (many), "h")->index, ==, 7);
  g_assert_null (sw_node_get_member (sw_tree_get_root (many), "i"));
  g_assert_true (sw_tree_is_valid (many));
}

static void
test_deep_nesting_needs_no_deep_stack (void)
{
  const guint depth = 100000;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (SwTree) open = NULL;
  g_autoptr (SwTree) closed = NULL;
  g_auto (SwValue) value = SW_VALUE_INIT;

  for (guint i = 0; i < depth; i++)
    g_string_append (text, i % 2 ? "{\"a\":" : "[");
  open = sw_tree_parse (text->str, (gssize) text->len);
  g_assert_false (sw_tree_is_valid (open));
  g_assert_cmpuint (sw_tree_get_diagnostics (open)->len, <=, 4);

  for (guint i = depth; i-- > 0;)
    g_string_append (text, i % 2 ? "}" : "]");
  closed = sw_tree_parse (text->str, (gssize) text->len);
  g_assert_nonnull (sw_tree_find_at (closed, text->len / 2));

  value = sw_node_to_value (sw_tree_get_root (open));
  g_assert_true (sw_value_is (value, SW_TYPE_ARRAY));
}

static void
test_hostile_text_costs_neither_time_nor_memory (void)
{
  static const char *const patterns[] = { "a ", "{a ", "[1 ", "\"x\":", "[}", "{]", "\"", "{\"a\"",
                                          "]",  ",",   ":",   "'",      "[{", "\\", "/*", "${" };

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (SwTree) tree = NULL;

      while (text->len < 200000)
        g_string_append (text, patterns[i]);
      tree = sw_tree_parse (text->str, (gssize) text->len);
      g_assert_false (sw_tree_is_valid (tree));
      g_assert_cmpuint (sw_tree_get_diagnostics (tree)->len, <=, 1000);
    }
}

static void
test_values_of_nodes_are_those_of_the_text (void)
{
  static const char *const texts[] = {
    "null",
    "true",
    "1.0",
    "-0",
    "1e400",
    "123456789012345678901",
    "0.1",
    "\"\\u0000\\ud83d\"",
    "[]",
    "{}",
    "[1,[2,[3,{}]],{\"a\":{\"b\":[null]}}]",
    "{\"a\":1,\"b\":2,\"a\":3}",
    "{\"\\ud83d\":1,\"\\udfff\":2}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (SwTree) tree = sw_tree_parse (texts[i], -1);
      g_auto (SwValue) value = sw_node_to_value (sw_tree_get_root (tree));
      g_auto (SwValue) expected = SW_VALUE_INIT;
      g_autofree char *text = sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
      g_autofree char *expected_text = NULL;

      g_assert_true (sw_value_from_text (texts[i], -1, SW_TEXT_DEFAULT, &expected, NULL));
      expected_text = sw_value_to_text (expected, SW_TEXT_DEFAULT, NULL);
      g_assert_cmpstr (text, ==, expected_text);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  table_add_tests ("tree.txt", "/json/tree/row", 4, run_row);
  g_test_add_func ("/json/tree/every-beginning-of-a-document-has-a-sane-tree",
                   test_every_beginning_of_a_document_has_a_sane_tree);
  g_test_add_func ("/json/tree/a-document-without-any-byte-has-a-sane-tree",
                   test_a_document_without_any_byte_has_a_sane_tree);
  g_test_add_func ("/json/tree/values-are-utf8", test_values_are_utf8);
  g_test_add_func ("/json/tree/mutated-documents-have-sane-trees",
                   test_mutated_documents_have_sane_trees);
  g_test_add_func ("/json/tree/pointers-lead-to-their-nodes-and-back",
                   test_pointers_lead_to_their_nodes_and_back);
  g_test_add_func ("/json/tree/pointers-are-put-together-and-taken-apart",
                   test_pointers_are_put_together_and_taken_apart);
  g_test_add_func ("/json/tree/the-caret-finds-the-innermost-part",
                   test_the_caret_finds_the_innermost_part);
  g_test_add_func ("/json/tree/lines-and-columns-count-characters",
                   test_lines_and_columns_count_characters);
  g_test_add_func ("/json/tree/other-separators-end-no-line", test_other_separators_end_no_line);
  g_test_add_func ("/json/tree/trees-are-shared-between-threads",
                   test_trees_are_shared_between_threads);
  g_test_add_func ("/json/tree/strings-are-decoded-and-compared",
                   test_strings_are_decoded_and_compared);
  g_test_add_func ("/json/tree/the-last-of-equal-names-counts",
                   test_the_last_of_equal_names_counts);
  g_test_add_func ("/json/tree/deep-nesting-needs-no-deep-stack",
                   test_deep_nesting_needs_no_deep_stack);
  g_test_add_func ("/json/tree/hostile-text-costs-neither-time-nor-memory",
                   test_hostile_text_costs_neither_time_nor_memory);
  g_test_add_func ("/json/tree/values-of-nodes-are-those-of-the-text",
                   test_values_of_nodes_are_those_of_the_text);
  return g_test_run ();
}
