/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/sw-embedded.h"
#include "asl/symbol/sw-symbol.h"
#include "json/sw-style.h"
#include "stories.h"

#include <string.h>

/* Names looked up, renamed, and the words of expressions. The caret is the sign ‸ in the text. */

#define CARET "‸"
#define TARGET "¦"

/* TEXT loses MARK. Returns the byte where it stood, or the text's length. */
static gsize
take_mark (GString    *text,
           const char *mark)
{
  const char *found = strstr (text->str, mark);
  gsize offset = found != NULL ? (gsize) (found - text->str) : text->len;

  if (found != NULL)
    g_string_erase (text, (gssize) offset, (gssize) strlen (mark));

  return offset;
}

/* A text that is no JSON is YAML. */
static SwModel *
read_model (const char *text)
{
  g_autoptr (SwTree) tree = sw_tree_parse_as (text, -1, sw_syntax_guess (text));

  return sw_model_new (tree);
}

static char *
dup_symbol_text (const SwSymbol *symbol)
{
  static const char *const kinds[] = { "state", "variable", "placeholder" };

  if (symbol == NULL)
    return g_strdup ("none");

  return g_strdup_printf ("%s %s%s", kinds[symbol->kind], symbol->name,
                          symbol->kind == SW_SYMBOL_STATE && symbol->state == NULL ? " (missing)"
                                                                                   : "");
}

static char *
dup_slice (const char *text,
           SwSpan      span)
{
  return g_strndup (text + span.start, sw_span_length (span));
}

/* What stands at SPAN says NAME: as it is, or with its escapes. */
static void
assert_says (const char *text,
             SwSpan      span,
             const char *name)
{
  g_autofree char *slice = dup_slice (text, span);
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", slice);
  g_autoptr (SwTree) tree = sw_tree_parse (quoted, -1);

  if (!sw_node_equals_string (sw_tree_get_root (tree), name))
    g_assert_cmpstr (slice, ==, name);
}

static char *
dup_references_text (const char *text,
                     const char *name,
                     GArray     *references)
{
  static const char *const kinds[] = { "definition", "use", "mention" };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < references->len; i++)
    {
      const SwReference *reference = &g_array_index (references, SwReference, i);
      g_autofree char *pointer = sw_node_dup_pointer (reference->node);

      assert_says (text, reference->span, name);
      g_string_append_printf (out, "%s %s\n", kinds[reference->kind], pointer);
    }

  return g_string_free_and_steal (out);
}

static void
test_find (const Story *story)
{
  g_autoptr (GString) text = g_string_new (story_get_section (story, "text"));
  gsize offset = take_mark (text, CARET);
  g_autoptr (SwModel) model = read_model (text->str);
  g_autoptr (SwSymbol) symbol = sw_symbol_find_at (model, offset);
  g_autofree char *found = dup_symbol_text (symbol);
  const char *home = story_get (story, "home");

  g_assert_cmpstr (found, ==, story_get (story, "symbol"));
  if (symbol == NULL)
    return;

  assert_says (text->str, symbol->span, symbol->name);
  if (home != NULL)
    g_assert_cmpstr (symbol->scope->pointer, ==, strcmp (home, "machine") == 0 ? "" : home);

  g_autoptr (GArray) references = sw_symbol_dup_references (model, symbol);
  g_autofree char *told = dup_references_text (text->str, symbol->name, references);

  assert_same_text (told, story_get_section (story, "references"));
}

/* From each place where a symbol stands it has the same places. */
static void
test_find_from_everywhere (const Story *story)
{
  g_autoptr (GString) text = g_string_new (story_get_section (story, "text"));
  gsize offset = take_mark (text, CARET);
  g_autoptr (SwModel) model = read_model (text->str);
  g_autoptr (SwSymbol) symbol = sw_symbol_find_at (model, offset);
  g_autoptr (GArray) references = NULL;

  if (symbol == NULL)
    return;

  references = sw_symbol_dup_references (model, symbol);
  for (guint i = 0; i < references->len; i++)
    {
      const SwReference *reference = &g_array_index (references, SwReference, i);
      g_autoptr (SwSymbol) other = sw_symbol_find_at (model, reference->span.start);
      g_autoptr (GArray) others = NULL;

      /* Within an expression that speaks of a state there is no name of it. */
      if (reference->kind == SW_REFERENCE_MENTION)
        continue;
      g_assert_nonnull (other);
      g_assert_cmpint (other->kind, ==, symbol->kind);
      g_assert_cmpstr (other->name, ==, symbol->name);
      g_assert_cmpuint (other->span.start, ==, reference->span.start);
      others = sw_symbol_dup_references (model, other);
      g_assert_cmpuint (others->len, ==, references->len);
    }
}

static void
test_rename (const Story *story)
{
  g_autoptr (GString) text = g_string_new (story_get_section (story, "text"));
  gsize offset = take_mark (text, CARET);
  g_autoptr (SwModel) model = read_model (text->str);
  g_autoptr (SwSymbol) symbol = sw_symbol_find_at (model, offset);
  const char *refused = story_get (story, "refused");
  const char *after = story_get_section (story, "after");
  g_autoptr (GError) error = NULL;
  g_autoptr (SwOpsResult) result = NULL;
  g_autofree char *renamed = NULL;

  g_assert_nonnull (symbol);
  result = sw_symbol_rename (model, symbol, story_get (story, "name"), &error);
  if (refused != NULL)
    {
      g_assert_null (result);
      g_assert_error (error, SW_OPS_ERROR, SW_OPS_ERROR_REFUSED);
      if (!g_str_has_prefix (error->message, refused))
        g_assert_cmpstr (error->message, ==, refused);
      return;
    }

  g_assert_no_error (error);
  renamed = sw_edits_apply (result->edits, text->str, text->len, NULL);
  assert_same_text (renamed, after != NULL ? after : text->str);
}

/* A renamed symbol stands in as many places as before, and renaming it back gives the old text. */
static void
test_rename_and_back (const Story *story)
{
  g_autoptr (GString) text = g_string_new (story_get_section (story, "text"));
  gsize offset = take_mark (text, CARET);
  g_autoptr (SwModel) model = read_model (text->str);
  g_autoptr (SwSymbol) symbol = sw_symbol_find_at (model, offset);
  g_autoptr (SwOpsResult) result = NULL;
  g_autoptr (SwOpsResult) back = NULL;
  g_autoptr (SwModel) renamed_model = NULL;
  g_autoptr (SwSymbol) renamed = NULL;
  g_autofree char *renamed_text = NULL;
  g_autofree char *text_again = NULL;

  if (story_get (story, "refused") != NULL || story_get (story, "one-way") != NULL)
    return;

  result = sw_symbol_rename (model, symbol, story_get (story, "name"), NULL);
  renamed_text = sw_edits_apply (result->edits, text->str, text->len, NULL);
  renamed_model = read_model (renamed_text);
  renamed = sw_symbol_find_at (renamed_model, sw_edits_map (result->edits, symbol->span.start));
  g_assert_nonnull (renamed);
  g_assert_cmpstr (renamed->name, ==, story_get (story, "name"));
  back = sw_symbol_rename (renamed_model, renamed, symbol->name, NULL);
  g_assert_nonnull (back);
  text_again = sw_edits_apply (back->edits, renamed_text, strlen (renamed_text), NULL);
  assert_same_text (text_again, text->str);
}

static void
test_bracket (const Story *story)
{
  g_autoptr (GString) text = g_string_new (story_get_section (story, "text"));
  gboolean target_first = strstr (text->str, TARGET) != NULL
                          && strstr (text->str, TARGET) < strstr (text->str, CARET);
  gboolean has_target = strstr (text->str, TARGET) != NULL;
  gsize target = target_first ? take_mark (text, TARGET) : 0;
  gsize offset = take_mark (text, CARET);
  gsize match = 0;

  if (!target_first && has_target)
    target = take_mark (text, TARGET);

  g_autoptr (SwModel) model = read_model (text->str);

  g_assert_cmpint (sw_bracket_match (model, offset, &match), ==, has_target);
  if (has_target)
    g_assert_cmpuint (match, ==, target);
}

static void
append_words (GString      *out,
              SwModel      *model,
              const SwNode *node)
{
  static const char *const kinds[] = {
    [SW_QUERY_TOKEN_VARIABLE] = "variable", [SW_QUERY_TOKEN_FUNCTION] = "function",
    [SW_QUERY_TOKEN_FIELD] = "field",       [SW_QUERY_TOKEN_STRING] = "string",
    [SW_QUERY_TOKEN_NUMBER] = "number",     [SW_QUERY_TOKEN_CONSTANT] = "constant",
    [SW_QUERY_TOKEN_KEYWORD] = "keyword",   [SW_QUERY_TOKEN_OPERATOR] = "operator",
    [SW_QUERY_TOKEN_REGEX] = "regex",       [SW_QUERY_TOKEN_COMMENT] = "comment",
    [SW_QUERY_TOKEN_ERROR] = "error",
  };
  const char *text = sw_tree_get_text (node->tree, NULL);
  g_auto (SwEmbedded) embedded = { 0 };
  g_autofree char *pointer = NULL;
  g_autoptr (GArray) tokens = NULL;

  if (!sw_embedded_read (model, node, &embedded))
    return;

  pointer = sw_node_dup_pointer (node);
  tokens = sw_embedded_dup_tokens (&embedded);
  g_string_append_printf (out, "%s:", pointer);
  for (guint i = 0; i < tokens->len; i++)
    {
      const SwQueryToken *token = &g_array_index (tokens, SwQueryToken, i);
      g_autofree char *slice = dup_slice (text, token->span);

      g_string_append_printf (out, "%s %s %s", i > 0 ? " |" : "", kinds[token->kind], slice);
    }
  g_string_append_c (out, '\n');
}

static void
test_expressions (const Story *story)
{
  g_autoptr (SwModel) model = model_from_text (story_get_section (story, "text"));
  g_autoptr (GString) out = g_string_new (NULL);

  for (const SwNode *node = sw_tree_get_root (sw_model_get_tree (model)); node != NULL;
       node = sw_node_get_following (node, NULL))
    append_words (out, model, node);
  assert_same_text (out->str, story_get_section (story, "words"));
}

/* A mock file speaks of states by the names of members, a tasks file by texts. */
static void
test_mentions_in_other_files (void)
{
  static const char mocks[] = "{ \"StateMachines\": { \"M\": { \"TestCases\": { \"Happy\": { "
                              "\"Call\": \"Ok\", \"Calls\": \"Call\" } } } } }";
  g_autoptr (SwModel) model
      = model_from_text ("{ \"StartAt\": \"Call\", \"States\": { \"Call\": {} } }");
  g_autoptr (SwSymbol) symbol = sw_symbol_new_state (model, sw_model_find_state (model, "Call"));
  g_autoptr (SwTree) file = sw_tree_parse (mocks, -1);
  g_autoptr (GArray) mentions = sw_symbol_dup_mentions (file, symbol);
  g_autofree char *told = dup_references_text (mocks, "Call", mentions);

  g_assert_cmpstr (told, ==,
                   "mention /StateMachines/M/TestCases/Happy/Call\n"
                   "mention /StateMachines/M/TestCases/Happy/Calls\n");
}

/* Wherever the caret is, in however broken a text, looking up ends well. */
static void
test_everywhere (const Story *story)
{
  g_autoptr (GString) text = g_string_new (story_get_section (story, "text"));

  take_mark (text, CARET);
  for (gsize length = 0; length <= text->len; length += 7)
    {
      g_autofree char *beginning = g_strndup (text->str, length);
      g_autoptr (SwModel) model = read_model (beginning);

      for (gsize offset = length > 20 ? length - 20 : 0; offset <= length; offset++)
        {
          g_autoptr (SwSymbol) symbol = sw_symbol_find_at (model, offset);
          g_autoptr (GArray) references
              = symbol != NULL ? sw_symbol_dup_references (model, symbol) : NULL;
          gsize match = 0;

          if (references != NULL)
            g_assert_cmpuint (references->len, >, 0);
          if (sw_bracket_match (model, offset, &match))
            g_assert_cmpuint (match, <, length);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  stories_add_tests ("symbols/find.txt", "/asl/symbols/find", test_find);
  stories_add_tests ("symbols/find.txt", "/asl/symbols/from-everywhere",
                     test_find_from_everywhere);
  stories_add_tests ("symbols/find.txt", "/asl/symbols/broken", test_everywhere);
  stories_add_tests ("symbols/rename.txt", "/asl/symbols/rename", test_rename);
  stories_add_tests ("symbols/rename.txt", "/asl/symbols/rename-and-back", test_rename_and_back);
  stories_add_tests ("symbols/brackets.txt", "/asl/symbols/bracket", test_bracket);
  stories_add_tests ("symbols/expressions.txt", "/asl/symbols/expressions", test_expressions);
  g_test_add_func ("/asl/symbols/mentions-in-other-files", test_mentions_in_other_files);

  return g_test_run ();
}
