/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-string-cursor.h"
#include "json/sw-text.h"
#include "json/tree/sw-tree.h"
#include "table.h"

#include <string.h>

/* A tree on one line: names and values as JSON; ? for what is missing, ! before what is no value, ~
 * before what was repaired, * before what an alias or a merge brought. */
static void
print_outline (const SwNode *node,
               GString      *out)
{
  g_autofree char *json = NULL;

  if (node->broken)
    g_string_append_c (out, '~');
  if (sw_node_is_copy (node) && !(node->parent != NULL && sw_node_is_copy (node->parent)))
    g_string_append_c (out, '*');
  if (node->name != NULL)
    {
      sw_json_string_print (node->name, node->name_length, out);
      g_string_append_c (out, ':');
    }
  if (node->kind != SW_NODE_ARRAY && node->kind != SW_NODE_OBJECT)
    {
      json = sw_node_dup_json (node);
      if (node->kind == SW_NODE_INVALID)
        g_string_append_c (out, '!');
      g_string_append (out, node->kind == SW_NODE_MISSING ? "?" : json);
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
      guint line, column;

      sw_tree_locate (tree, diagnostic->span.start, &line, &column);
      g_string_append_printf (out, "%s%u:%u+%u %s", i > 0 ? " & " : "", line, column,
                              (guint) sw_span_length (diagnostic->span), diagnostic->message);
    }
}

static void
assert_row (const char *name,
            GString    *found,
            const char *wanted)
{
  if (strcmp (found->str, wanted) != 0)
    g_error ("%s:\n  found  %s\n  wanted %s", name, found->str, wanted);
}

static void
run_tree (const TableRow *row)
{
  const GString *text = table_row_get (row, 1);
  g_autoptr (SwTree) tree = sw_tree_parse_as (text->str, (gssize) text->len, SW_SYNTAX_YAML);
  g_autoptr (GString) outline = g_string_new (NULL);
  g_autoptr (GString) diagnostics = g_string_new (NULL);

  print_outline (sw_tree_get_root (tree), outline);
  print_diagnostics (tree, diagnostics);
  assert_row (table_row_get (row, 0)->str, outline, table_row_get (row, 2)->str);
  assert_row (table_row_get (row, 0)->str, diagnostics, table_row_get (row, 3)->str);
}

/* All parts of a document with the bytes of their names and values: [name=]value, of an array or
 * object what is in it. */
static void
run_spans (const TableRow *row)
{
  const GString *text = table_row_get (row, 1);
  g_autoptr (SwTree) tree = sw_tree_parse_as (text->str, (gssize) text->len, SW_SYNTAX_YAML);
  g_autoptr (GString) spans = g_string_new (NULL);
  const SwNode *node = sw_tree_get_root (tree);

  while (node != NULL)
    {
      g_autofree char *key = g_strndup (text->str + node->key.start, sw_span_length (node->key));
      g_autofree char *value =
          g_strndup (text->str + node->span.start, sw_span_length (node->span));

      g_string_append_printf (spans, "%s%s%s%s", spans->len > 0 ? " | " : "", key,
                              node->name != NULL ? "=" : "", value);
      if (node->first != NULL)
        {
          node = node->first;
          continue;
        }
      while (node != NULL && node->next == NULL)
        node = node->parent;
      node = node != NULL ? node->next : NULL;
    }

  assert_row (table_row_get (row, 0)->str, spans, table_row_get (row, 2)->str);
}

/* Where a scalar of the text says the word in the third field */
static void
run_range (const TableRow *row)
{
  const GString *text = table_row_get (row, 1);
  const GString *word = table_row_get (row, 2);
  g_autoptr (SwTree) tree = sw_tree_parse_as (text->str, (gssize) text->len, SW_SYNTAX_YAML);
  SwNode *node = sw_tree_resolve (tree, "/a");
  g_autofree char *said = NULL;
  g_autofree char *found = NULL;
  SwStringCursor cursor;
  SwSpan span;
  gsize length, at = 0;

  g_assert_nonnull (node);
  said = sw_node_dup_string (node, &length);
  while (at + word->len <= length && memcmp (said + at, word->str, word->len) != 0)
    at++;
  g_assert_cmpuint (at + word->len, <=, length);
  sw_string_cursor_init (&cursor, node);
  span = sw_string_cursor_locate (&cursor, at, at + word->len);
  found = g_strndup (text->str + span.start, sw_span_length (span));
  g_assert_cmpstr (found, ==, table_row_get (row, 3)->str);
}

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
assert_node_sane (const SwNode *node,
                  gsize         length)
{
  SwSpan full = sw_node_get_full_span (node);
  guint count = 0;

  g_assert_cmpuint (full.start, <=, full.end);
  g_assert_cmpuint (node->span.start, <=, node->span.end);
  g_assert_cmpuint (full.end, <=, length);
  g_assert_true (sw_node_is_copy (node) || node->key.end <= node->span.start);
  g_assert_true (node->parent == NULL
                 || (node->name != NULL) == (node->parent->kind == SW_NODE_OBJECT));
  for (const SwNode *child = node->first; child != NULL; child = child->next, count++)
    {
      SwSpan span = sw_node_get_full_span (child);

      g_assert_true (child->parent == node);
      g_assert_cmpuint (child->index, ==, count);
      g_assert_cmpuint (node->span.start, <=, span.start);
      g_assert_cmpuint (span.end, <=, node->span.end);
      g_assert_true (child->previous == NULL || sw_node_is_copy (child)
                     || child->previous->span.end <= span.start);
    }
  g_assert_cmpuint (count, ==, node->count);
}

static void
assert_sane (const char *text,
             gsize       length)
{
  g_autoptr (SwTree) tree = sw_tree_parse_as (text, (gssize) length, SW_SYNTAX_YAML);
  g_auto (SwValue) value = sw_node_to_value (sw_tree_get_root (tree));
  g_autofree char *json = sw_node_dup_json (sw_tree_get_root (tree));
  g_autoptr (SwTree) as_json = sw_tree_parse (json, -1);
  g_auto (SwValue) json_value = sw_node_to_value (sw_tree_get_root (as_json));

  for (const SwNode *node = sw_tree_get_root (tree); node != NULL; node = get_next_node (node))
    assert_node_sane (node, length);
  for (gsize offset = 0; offset <= length; offset += 7)
    sw_tree_find_at (tree, offset);
  g_assert_true (sw_tree_is_valid (as_json));
  if (sw_tree_is_valid (tree) && !sw_value_equal (value, json_value))
    g_error ("The value is not that of %s", json);
}

static const char document[] = "# The order\n"
                               "Comment: >-\n"
                               "  h\xc3\xa9 folded\n"
                               "\n"
                               "  more\n"
                               "StartAt: &first Check   # first\n"
                               "States:\n"
                               "  Check: &check\n"
                               "    Type: Choice\r\n"
                               "    Choices:\n"
                               "    - {Variable: '$.it''s', NumericEquals: -1.5e3, Next: *first}\n"
                               "    - Condition: |\n"
                               "        {% $x +\n"
                               "           1 %}\n"
                               "      Next: \"Ship\\tit\"\n"
                               "  Ship it:\n"
                               "    <<: [*check]\n"
                               "    Resource: ${Arn}\n"
                               "    Parameters: [1, !!str 2, ~, {a: b}]\n";

static void
test_every_beginning_of_a_document_has_a_sane_tree (void)
{
  for (gsize length = 0; length < sizeof document; length++)
    assert_sane (document, length);
}

static void
test_mutated_documents_have_sane_trees (void)
{
  static const char alphabet[] =
      "{}[]:,\"'\\/*#$& \n\n\r\t-?|>!%@`<a1.~+eu0\x00\x80\xc3\xe2\x9c\xff";
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < (g_test_slow () ? 50000 : 1500); i++)
    {
      g_autoptr (GString) text = g_string_new (document);

      for (gint32 change = g_rand_int_range (random, 1, 8); change > 0; change--)
        {
          gssize at = g_rand_int_range (random, 0, (gint32) text->len + 1);
          gssize length = g_rand_int_range (random, 0, 10);

          if (g_rand_boolean (random))
            g_string_erase (text, at, MIN (length, (gssize) text->len - at));
          if (g_rand_boolean (random))
            g_string_insert_c (text, MIN (at, (gssize) text->len),
                               alphabet[g_rand_int_range (random, 0, sizeof alphabet - 1)]);
        }
      assert_sane (text->str, text->len);
    }
}

static void
assert_error (const char *text,
              const char *message)
{
  g_autoptr (SwTree) tree = sw_tree_parse_as (text, -1, SW_SYNTAX_YAML);
  GPtrArray *diagnostics = sw_tree_get_diagnostics (tree);

  g_assert_cmpuint (diagnostics->len, ==, 1);
  g_assert_cmpstr (((SwDiagnostic *) diagnostics->pdata[0])->message, ==, message);
  g_assert_cmpstr (((SwDiagnostic *) diagnostics->pdata[0])->code, ==, "SW_YAML_SYNTAX");
}

static void
test_aliases_of_aliases_have_an_end (void)
{
  g_autoptr (GString) text = g_string_new ("a0: &a0 [1,2,3,4,5,6,7,8,9,10]\n");

  for (guint i = 1; i < 12; i++)
    {
      g_string_append_printf (text, "a%u: &a%u [*a%u", i, i, i - 1);
      for (guint j = 1; j < 10; j++)
        g_string_append_printf (text, ",*a%u", i - 1);
      g_string_append (text, "]\n");
    }

  assert_error (text->str,
                "The aliases of this text stand for more than 100000 values. Write fewer of them.");
}

static void
test_depth_has_an_end (void)
{
  static const char *const levels[] = { "[", "{a: ", "- " };

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint depth = 0; depth < 20000; depth++)
        g_string_append (text, levels[i]);
      assert_error (text->str, "The text is nested deeper than 1000 levels. Write it flatter.");
    }
}

static void
test_names_tell_the_syntax (void)
{
  static const struct
  {
    const char *name;
    SwSyntax syntax;
  } cases[] = {
    { "order.asl.yaml", SW_SYNTAX_YAML }, { "/a/b.yml", SW_SYNTAX_YAML },
    { "A.YAML", SW_SYNTAX_YAML },         { "order.asl.json", SW_SYNTAX_JSON },
    { "yaml", SW_SYNTAX_JSON },           { "a.yaml.json", SW_SYNTAX_JSON },
    { ".yml", SW_SYNTAX_YAML },           { NULL, SW_SYNTAX_JSON },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (sw_syntax_from_name (cases[i].name), ==, cases[i].syntax);

  g_assert_cmpint (sw_syntax_guess ("\xef\xbb\xbf\n {\"a\": 1}"), ==, SW_SYNTAX_JSON);
  g_assert_cmpint (sw_syntax_guess (""), ==, SW_SYNTAX_JSON);
  g_assert_cmpint (sw_syntax_guess ("StartAt: A"), ==, SW_SYNTAX_YAML);
  g_assert_cmpint (sw_syntax_guess ("# x\n{}"), ==, SW_SYNTAX_YAML);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  table_add_tests ("yaml.txt", "/json/yaml", 4, run_tree);
  table_add_tests ("yaml-spans.txt", "/json/yaml-spans", 3, run_spans);
  table_add_tests ("yaml-ranges.txt", "/json/yaml-ranges", 4, run_range);

  g_test_add_func ("/json/yaml/every-beginning-of-a-document-has-a-sane-tree",
                   test_every_beginning_of_a_document_has_a_sane_tree);
  g_test_add_func ("/json/yaml/mutated-documents-have-sane-trees",
                   test_mutated_documents_have_sane_trees);
  g_test_add_func ("/json/yaml/aliases-of-aliases-have-an-end",
                   test_aliases_of_aliases_have_an_end);
  g_test_add_func ("/json/yaml/depth-has-an-end", test_depth_has_an_end);
  g_test_add_func ("/json/yaml/names-tell-the-syntax", test_names_tell_the_syntax);

  return g_test_run ();
}
