/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "app/document/sw-document-private.h"
#include "app/source/sw-completion-insert.h"
#include "app/source/sw-last-run.h"
#include "app/source/sw-source-pane.h"
#include "json/sw-text.h"

#include <string.h>

/* Accepting a proposal in the editor: what is typed after the question belongs to what is replaced,
 * commas go in, lines end and begin as the document's do, and one step of undo takes it all
 * back. */

#define CARET "¦"

static const struct
{
  const char *name;
  const char *text;   /* with the caret */
  const char *typed;  /* between question and answer */
  const char *label;
  const char *result;
  SwSyntax    syntax;
} cases[] = {
  { "a value takes the place of the whole string",
    "{ \"States\": { \"A\": { \"Type\": \"¦\" } } }", "Pa", "Pass",
    "{ \"States\": { \"A\": { \"Type\": \"Pass\" } } }" },
  { "a field brings its comma along",
    "{ \"States\": { \"A\": {\n  \"Type\": \"Pass\"\n  ¦\n} } }", "\"en", "End",
    "{ \"States\": { \"A\": {\n  \"Type\": \"Pass\",\n  \"End\": true\n} } }" },
  { "characters of several bytes before it",
    "{ \"Comment\": \"→ü𝄞\", \"States\": { \"A\": { \"Type\": \"¦\" } } }", "", "Fail",
    "{ \"Comment\": \"→ü𝄞\", \"States\": { \"A\": { \"Type\": \"Fail\" } } }" },
  { "an empty line is indented as the siblings are",
    "{\n  \"States\": {\n    \"A\": { \"Type\": \"Pass\", \"End\": true },\n¦\n  }\n}", "", "Wait",
    "{\n  \"States\": {\n    \"A\": { \"Type\": \"Pass\", \"End\": true },\n"
    "    \"Wait\": {\n      \"Type\": \"Wait\",\n      \"Seconds\": 5,\n      \"End\": true\n    }"
    "\n  }\n}" },
  { "lines end as the document's do",
    "{\r\n  \"States\": {\r\n    ¦\r\n  }\r\n}", "", "Succeed",
    "{\r\n  \"States\": {\r\n    \"Success\": {\r\n      \"Type\": \"Succeed\"\r\n    }\r\n  }\r\n}" },
  { "a dollar and a backslash are no marks of the snippet",
    "{ \"States\": { \"A\": {\n  \"Type\": \"Task\",\n  ¦\n}, \"b\\\\$1\": {} } }", "", "Catch",
    "{ \"States\": { \"A\": {\n  \"Type\": \"Task\",\n  \"Catch\": [\n    {\n"
    "      \"ErrorEquals\": [\n        \"States.ALL\"\n      ],\n"
    "      \"ResultPath\": \"$.error\",\n      \"Next\": \"b\\\\$1\"\n    }\n  ]\n},"
    " \"b\\\\$1\": {} } }" },
  { "an empty line of YAML, in its own way of writing",
    "StartAt: A\nStates:\n  A:\n    Type: Task # → ü\n    ¦\n    End: true\n", "", "Retry",
    "StartAt: A\nStates:\n  A:\n    Type: Task # → ü\n    Retry:\n      - ErrorEquals:\n"
    "          - \"States.ALL\"\n        IntervalSeconds: 1\n        MaxAttempts: 3\n        BackoffRate: 2\n"
    "        JitterStrategy: \"FULL\"\n    End: true\n",
    SW_SYNTAX_YAML },
  { "a value behind its colon", "StartAt: A\nStates:\n  A:\n    Type: ¦\n", "", "Succeed",
    "StartAt: A\nStates:\n  A:\n    Type: \"Succeed\"\n", SW_SYNTAX_YAML },
  { "half a name in YAML", "StartAt: A\nStates:\n  A:\n    Type: Task\n    Resou¦\n    End: true\n", "", "Resource",
    "StartAt: A\nStates:\n  A:\n    Type: Task\n    Resource: \"\"\n    End: true\n", SW_SYNTAX_YAML },
};

static SwProposalItem *
find (SwProposals *proposals,
      const char  *label)
{
  GPtrArray *all = sw_assist_get_proposals (proposals->assist);

  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (((SwProposal *) g_ptr_array_index (all, i))->label, label))
      return sw_proposal_item_new (proposals, g_ptr_array_index (all, i), i);

  return NULL;
}

static SwProposals *
ask (SwDocument *document)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (document));
  SwProposals *proposals = sw_proposals_new (buffer);
  g_autofree char *text = sw_document_dup_text (document, NULL);
  GtkTextIter caret;
  gsize offset;

  sw_document_settle (document);
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  offset = sw_document_get_byte_at_iter (document, &caret);
  sw_proposals_answer (proposals,
                       sw_assist_new (sw_document_get_live_model (document), offset, NULL), text,
                       offset);

  return proposals;
}

static void
test_insert (gconstpointer data)
{
  gsize row = GPOINTER_TO_SIZE (data);
  const char *caret = strstr (cases[row].text, CARET);
  g_autofree char *before = g_strndup (cases[row].text, (gsize) (caret - cases[row].text));
  g_autofree char *text = g_strconcat (before, caret + strlen (CARET), NULL);
  g_autoptr (SwDocument) document = sw_document_new_from_text (text);
  GtkWidget *window = adw_window_new ();
  SwSourcePane *pane = g_object_new (SW_TYPE_SOURCE_PANE, NULL);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (document));
  g_autoptr (SwProposals) proposals = NULL;
  g_autoptr (SwProposalItem) item = NULL;
  g_autofree char *result = NULL;
  g_autofree char *undone = NULL;
  GtkTextIter place;

  _sw_document_set_syntax (document, cases[row].syntax);
  adw_window_set_content (ADW_WINDOW (window), GTK_WIDGET (pane));
  sw_source_pane_set_document (pane, document);
  gtk_source_view_set_insert_spaces_instead_of_tabs (sw_source_pane_get_view (pane), TRUE);
  gtk_source_view_set_tab_width (sw_source_pane_get_view (pane), 2);
  gtk_text_buffer_get_iter_at_offset (buffer, &place, (int) g_utf8_strlen (before, -1));
  gtk_text_buffer_place_cursor (buffer, &place);
  proposals = ask (document);
  gtk_text_buffer_insert_at_cursor (buffer, cases[row].typed, -1);
  item = find (proposals, cases[row].label);
  g_assert_nonnull (item);
  sw_completion_insert (sw_source_pane_get_view (pane), document, item);
  result = sw_document_dup_text (document, NULL);
  g_assert_cmpstr (result, ==, cases[row].result);

  sw_document_undo (document);
  if (*cases[row].typed != '\0')
    sw_document_undo (document);
  undone = sw_document_dup_text (document, NULL);
  g_assert_cmpstr (undone, ==, text);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What is typed decides: a word that begins so, before one that holds it, before letters alone */
static const struct
{
  const char *typed;
  const char *first; /* NULL: nothing fits */
} searches[] = {
  { "par", "Parallel" }, { "lambda", "AWS Lambda Invoke" },  { "invoke", "AWS Lambda Invoke" },
  { "getit", "DynamoDB GetItem" }, { "SQS", "Amazon SQS SendMessage" }, { "qqq", NULL },
};

static void
test_search (void)
{
  g_autoptr (SwDocument) document = sw_document_new_from_text ("{ \"States\": {  } }");
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (document));
  GtkTextIter place;

  gtk_text_buffer_get_iter_at_offset (buffer, &place, 14);
  gtk_text_buffer_place_cursor (buffer, &place);
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autoptr (SwProposals) proposals = ask (document);
      GPtrArray *all = sw_assist_get_proposals (proposals->assist);
      g_autofree char *folded = g_utf8_casefold (searches[i].typed, -1);
      g_autoptr (SwProposalItem) best = NULL;

      for (guint j = 0; j < all->len; j++)
        {
          g_autoptr (SwProposalItem) item =
              sw_proposal_item_new (proposals, g_ptr_array_index (all, j), j);

          if (sw_proposal_item_match (item, folded)
              && (best == NULL || sw_proposal_item_compare (item, best, NULL) < 0))
            g_set_object (&best, item);
        }
      g_test_message ("%s", searches[i].typed);
      g_assert_cmpstr (best != NULL ? sw_proposal_item_get (best)->label : NULL, ==,
                       searches[i].first);
    }
}

/* What the last run tells of a state: its latest visit, the variables assigned before it */
static void
test_sample (void)
{
  g_autoptr (SwDocument) document = sw_document_new_from_text (
      "{ \"QueryLanguage\": \"JSONata\", \"StartAt\": \"A\", \"States\": {\n"
      "\"A\": { \"Type\": \"Pass\", \"Assign\": { \"n\": 7 }, \"Output\": { \"x\": 1 },"
      " \"Next\": \"B\" },\n"
      "\"B\": { \"Type\": \"Pass\", \"Output\": \"{% $states.input.x + $n %}\", \"End\": true },\n"
      "\"C\": { \"Type\": \"Succeed\" } } }");
  g_autoptr (GError) error = NULL;
  SwExecutionOptions options = { .name = "run" };
  g_autoptr (SwProgram) program = NULL;
  g_autoptr (SwRunner) runner = NULL;
  g_auto (SwSample) sample = { 0 };
  g_auto (SwValue) input = sw_value_new_object (0);

  sw_document_settle (document);
  program = sw_program_new (sw_document_get_model (document), &error);
  g_assert_no_error (error);
  options.input = input;
  runner = sw_runner_new (program, &options, NULL, SW_RUN_VIRTUAL);
  g_assert_false (sw_last_run_find_sample (document, "/States/B", &sample));
  sw_last_run_set (document, sw_execution_get_history (sw_runner_get_execution (runner)),
                   sw_execution_get_arn (sw_runner_get_execution (runner)));
  sw_runner_run (runner);

  g_assert_false (sw_last_run_find_sample (document, "/States/C", &sample));
  g_assert_true (sw_last_run_find_sample (document, "/States/B", &sample));
  g_assert_cmpfloat (sw_value_get_number (sw_value_get_member (sample.input, "x")), ==, 1);
  g_assert_cmpfloat (sw_value_get_number (sample.output), ==, 8);
  g_assert_cmpfloat (sw_value_get_number (sw_value_get_member (sample.variables, "n")), ==, 7);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_source_init ();
  for (gsize row = 0; row < G_N_ELEMENTS (cases); row++)
    {
      g_autofree char *name = g_strconcat ("/completion/", cases[row].name, NULL);

      g_test_add_data_func (name, GSIZE_TO_POINTER (row), test_insert);
    }
  g_test_add_func ("/completion/what is typed decides on the order", test_search);
  g_test_add_func ("/last run/tells what went through a state", test_sample);

  return g_test_run ();
}
