/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/ops/sw-ops.h"
#include "asl/rules/sw-condition.h"
#include "asl/rules/sw-rule-text-scan.h"

#include <string.h>

/* A condition typed as one line: what is proposed where, its words for those who colour them, and
 * comments of its parts. */

/* | is the caret; what is replaced; one label that is proposed, or NULL where no word is */
static const struct
{
  const char *line;
  const char *replaced;
  const char *proposed;
  gboolean is_path;
} places[] = {
  { "|", "", "not", FALSE },
  { "no|", "no", "not", FALSE },
  { "$.a|", "$.a", NULL, TRUE },
  { "$.a|.b == 1", "$.a.b", NULL, TRUE },
  { "$.a |", "", "is not null", FALSE, },
  { "$.a is|", "is", "is present", FALSE },
  { "$.a is |", "", "present", FALSE },
  { "$.a is not pre|", "pre", "present", FALSE },
  { "$.a == |", "", "true", FALSE },
  { "$.a ==|", "", "timestamp", FALSE },
  { "$.a == tr|", "tr", "true", FALSE },
  { "$.a == text $.b|", "$.b", NULL, TRUE },
  { "$.a == 1 |", "", "and", FALSE },
  { "not($.a is null) o|", "o", "or", FALSE },
  { "$.a == 1 and $|", "$", NULL, TRUE },
  { "and(|", "", "not", FALSE },
  { "$['x y'] == \"|\"", "\"\"", NULL, FALSE },
  { "\xc3\xa4 == |", "", "true", FALSE },
};

static const SwProposal *
find_proposal (const SwAssist *assist, const char *label)
{
  GPtrArray *proposals = sw_assist_get_proposals (assist);

  for (guint i = 0; i < proposals->len; i++)
    if (strcmp (((const SwProposal *) proposals->pdata[i])->label, label) == 0)
      return proposals->pdata[i];
  return NULL;
}

static void
test_place (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  const char *mark = strchr (places[row].line, '|');
  gsize caret = (gsize) (mark - places[row].line);
  g_autofree char *line
      = g_strdup_printf ("%.*s%s", (int) caret, places[row].line, mark + 1);
  g_autoptr (SwAssist) assist = sw_rule_text_assist (line, caret);
  SwSpan span = sw_assist_get_span (assist);
  g_autofree char *replaced = g_strndup (line + span.start, sw_span_length (span));
  SwRuleWord word;

  g_test_message ("%s", places[row].line);
  sw_rule_text_find_word_at (line, caret, &word);
  g_assert_cmpint (word.is_path && sw_span_length (word.span) > 0, ==, places[row].is_path);
  g_assert_cmpstr (replaced, ==, places[row].replaced);
  if (places[row].proposed != NULL)
    {
      const SwProposal *proposal = find_proposal (assist, places[row].proposed);
      g_assert (proposal != NULL);
      g_autoptr (SwInsertion) insertion = sw_assist_dup_insertion (assist, proposal);

      g_assert_true (g_str_has_prefix (insertion->text, places[row].proposed));
    }
}

/* One letter for each byte of the line: what its word is */
static const struct
{
  const char *line;
  const char *kinds;
} colored[] = {
  { "$.a == \"x\"", "v.f oo sss" },
  { "not($.a is null)", "kkkov.f kk kkkko" },
  { "$v > number ${b} or true", "vv o kkkkkk vvvv kk cccc" },
  { "$.a <= -1.5 and wha", "v.f oo nnnn kkk eee" },
};

static void
test_colors (void)
{
  static const char letters[SW_QUERY_N_TOKENS + 1] = ".?fsncko??e";

  for (guint i = 0; i < G_N_ELEMENTS (colored); i++)
    {
      g_autoptr (GArray) tokens = sw_rule_text_dup_tokens (colored[i].line);
      g_autofree char *kinds = g_strnfill (strlen (colored[i].line), ' ');

      for (guint j = 0; j < tokens->len; j++)
        {
          const SwQueryToken *token = &g_array_index (tokens, SwQueryToken, j);

          g_assert_cmpuint (token->span.end, <=, strlen (colored[i].line));
          memset (kinds + token->span.start,
                  token->kind == SW_QUERY_TOKEN_VARIABLE ? 'v' : letters[token->kind],
                  sw_span_length (token->span));
        }
      /* Of a path the first letter will do. */
      for (char *p = kinds; *p != '\0'; p++)
        if (colored[i].kinds[p - kinds] == '.')
          *p = '.';
      g_assert_cmpstr (kinds, ==, colored[i].kinds);
    }
}

/* Half a line, or any bytes, has words that go on to its end. */
static void
test_any_line_has_words (void)
{
  static const char *const bits[] = { "$.a", "and", "or", "not", "(", ")", "\"", "==", "is", "pre",
                                      "-", "2", "text", "path", "${", "[", "'", "…", " ", "\\", "!" };
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GArray) tokens = NULL;
      gsize end = 0;

      for (int n = g_rand_int_range (random, 0, 9); n > 0; n--)
        g_string_append (text, bits[g_rand_int_range (random, 0, G_N_ELEMENTS (bits))]);
      tokens = sw_rule_text_dup_tokens (text->str);
      for (guint j = 0; j < tokens->len; j++)
        {
          SwSpan span = g_array_index (tokens, SwQueryToken, j).span;

          g_assert_cmpuint (span.start, >=, end);
          g_assert_cmpuint (span.end, <=, text->len);
          end = span.end;
        }
      for (gsize caret = 0; caret <= text->len; caret++)
        {
          SwRuleWord word;

          sw_rule_text_find_word_at (text->str, caret, &word);
          g_assert_cmpuint (word.span.start, <=, caret);
          g_assert_cmpuint (word.span.end, >=, caret);
        }
    }
}

/* Comments of parts, changed in the form: RULE before and after, with the comment of the first
 * part */
static const struct
{
  const char *before;
  const char *comment;
  const char *after;
} comments[] = {
  { "{ \"Not\": { \"Variable\": \"$.a\", \"IsNull\": true }, \"Next\": \"B\" }", "\"why\"",
    "{ \"Not\": { \"Variable\": \"$.a\", \"IsNull\": true, \"Comment\": \"why\" }, "
    "\"Next\": \"B\" }" },
  { "{ \"Or\": [{\"Comment\":\"x\",\"Variable\":\"$.a\",\"IsNull\":true}], \"Next\": \"B\" }", "\"y\"",
    "{ \"Or\": [{\"Comment\":\"y\",\"Variable\":\"$.a\",\"IsNull\":true}], \"Next\": \"B\" }" },
  { "{ \"Or\": [{\"Comment\":\"x\",\"Variable\":\"$.a\",\"IsNull\":true}], \"Next\": \"B\" }", NULL,
    "{ \"Or\": [{\"Variable\":\"$.a\",\"IsNull\":true}], \"Next\": \"B\" }" },
};

static void
test_comments (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (comments); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{ \"StartAt\": \"A\", \"States\": { \"A\": { \"Type\": \"Choice\", \"Choices\": [%s] }, "
          "\"B\": { \"Type\": \"Succeed\" } } }",
          comments[i].before);
      g_autoptr (SwTree) tree = sw_tree_parse (text, -1);
      g_autoptr (SwModel) model = sw_model_new (tree);
      const SwNode *rule = sw_tree_resolve (tree, "/States/A/Choices/0");
      g_assert (rule != NULL);
      g_autoptr (SwCondition) condition = sw_condition_from_node (rule);
      SwCondition *part = condition->parts->pdata[0];
      g_autoptr (SwOpsResult) result = NULL;
      g_autofree char *after = NULL;

      g_set_str (&part->comment, comments[i].comment);
      result = sw_ops_set_condition (model, "/States/A/Choices/0", condition, NULL);
      g_assert (result != NULL);
      after = sw_edits_apply (result->edits, text, strlen (text), NULL);
      g_assert (strstr (after, comments[i].after) != NULL);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_strdup_printf ("/rule-words/place/%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_place);
    }
  g_test_add_func ("/rule-words/colors", test_colors);
  g_test_add_func ("/rule-words/any-line", test_any_line_has_words);
  g_test_add_func ("/condition/comments", test_comments);

  return g_test_run ();
}
