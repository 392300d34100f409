/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cases.h"

#include <string.h>

#include "query/sw-query-tokens.h"

static const char *const kind_names[] = {
  [SW_QUERY_TOKEN_VARIABLE] = "variable", [SW_QUERY_TOKEN_FUNCTION] = "function",
  [SW_QUERY_TOKEN_FIELD] = "field",       [SW_QUERY_TOKEN_STRING] = "string",
  [SW_QUERY_TOKEN_NUMBER] = "number",     [SW_QUERY_TOKEN_CONSTANT] = "constant",
  [SW_QUERY_TOKEN_KEYWORD] = "keyword",   [SW_QUERY_TOKEN_OPERATOR] = "operator",
  [SW_QUERY_TOKEN_REGEX] = "regex",       [SW_QUERY_TOKEN_COMMENT] = "comment",
  [SW_QUERY_TOKEN_ERROR] = "error",
};

static char *
dup_tokens (const char *text,
            GArray     *tokens)
{
  GString *out = g_string_new (NULL);
  gsize at = 0;

  for (guint i = 0; i < tokens->len; i++)
    {
      const SwQueryToken *token = &g_array_index (tokens, SwQueryToken, i);

      g_assert_cmpuint (token->span.start, >=, at);
      g_assert_cmpuint (token->span.end, >, token->span.start);
      at = token->span.end;
      g_string_append_printf (out, "%s%s:%.*s", i > 0 ? " " : "", kind_names[token->kind],
                              (int) sw_span_length (token->span), text + token->span.start);
    }

  return g_string_free_and_steal (out);
}

/* Which "$NAME" of the text begins at OFFSET - 1, from 1 */
static guint
count_occurrences (const char *text,
                   const char *name,
                   gsize       offset)
{
  g_autofree char *word = g_strconcat ("$", name, NULL);
  guint count = 0;

  for (const char *at = strstr (text, word); at != NULL && (gsize) (at - text) < offset;
       at = strstr (at + 1, word))
    count++;

  return count;
}

static char *
dup_uses (const char *text,
          GArray     *uses)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < uses->len; i++)
    {
      const SwVariableUse *use = &g_array_index (uses, SwVariableUse, i);

      g_assert_cmpmem (text + use->span.start, sw_span_length (use->span), use->name,
                       strlen (use->name));
      g_string_append_printf (out, "%s%s%s#%u", i > 0 ? " " : "", use->name,
                              use->called ? "()" : "",
                              count_occurrences (text, use->name, use->span.start));
    }

  return g_string_free_and_steal (out);
}

static char *
dup_locals (GHashTable *locals)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (locals), (GCompareFunc) strcmp);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (GList *item = names; item != NULL; item = item->next)
    g_ptr_array_add (words, item->data);
  g_ptr_array_add (words, NULL);

  return g_strjoinv (" ", (char **) words->pdata);
}

/* { name, language, text, tokens: "KIND:WORD …", uses: "NAME#NTH …" | null, locals: "NAME …"
 * }; what is left out is not asked. */
static void
run_tokens (SwValue test)
{
  gsize length;
  const char *text = sw_value_get_text (sw_value_get_member (test, "text"), &length);
  const char *language = sw_value_get_text (sw_value_get_member (test, "language"), NULL);
  gboolean jsonata = strcmp (language, "jsonata") == 0;
  SwValue expected = sw_value_get_member (test, "tokens");
  SwValue expected_uses = sw_value_get_member (test, "uses");
  SwValue expected_locals = sw_value_get_member (test, "locals");
  g_autoptr (GHashTable) locals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) tokens
      = jsonata ? sw_jsonata_tokenize (text, length) : sw_expression_tokenize (text, length);
  g_autoptr (GArray) uses = jsonata ? sw_jsonata_dup_uses (text, length, locals)
                                    : sw_expression_dup_uses (text, length);
  g_autofree char *actual = dup_tokens (text, tokens);

  if (sw_value_is (expected, SW_TYPE_STRING))
    g_assert_cmpstr (actual, ==, sw_value_get_text (expected, NULL));
  if (sw_value_is (expected_uses, SW_TYPE_NULL))
    g_assert_null (uses);
  if (sw_value_is (expected_uses, SW_TYPE_STRING))
    {
      g_autofree char *actual_uses = uses != NULL ? dup_uses (text, uses) : NULL;

      g_assert_cmpstr (actual_uses, ==, sw_value_get_text (expected_uses, NULL));
    }
  if (sw_value_is (expected_locals, SW_TYPE_STRING))
    {
      g_autofree char *actual_locals = dup_locals (locals);

      g_assert_cmpstr (actual_locals, ==, sw_value_get_text (expected_locals, NULL));
    }
}

/* Whatever is typed so far has tokens: every beginning of every expression of the table. */
static void
run_beginnings (SwValue test)
{
  gsize length;
  const char *text = sw_value_get_text (sw_value_get_member (test, "text"), &length);

  for (gsize i = 0; i <= length; i++)
    {
      g_autofree char *copy = g_memdup2 (text, i);
      g_autoptr (GArray) tokens = sw_jsonata_tokenize (copy, i);
      g_autoptr (GArray) others = sw_expression_tokenize (copy, i);
      g_autofree char *first = dup_tokens (copy, tokens);
      g_autofree char *second = dup_tokens (copy, others);

      g_assert_true (first != NULL && second != NULL);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  cases_add ("tokens.json", "/query/tokens", run_tokens);
  cases_add ("tokens.json", "/query/tokens/every-beginning", run_beginnings);

  return g_test_run ();
}
