/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/sw-payload.h"

#include <string.h>

/* Where a Task takes what it hands over from, told and changed. */

#define IN SW_PAYLOAD_INPUT
#define PATH SW_PAYLOAD_PATH
#define ENTERED SW_PAYLOAD_ENTERED
#define NONE SW_PAYLOAD_NONE

/* The member of the Task; where the payload is from; where it shall be from; the member then */
static const struct
{
  const char *before;
  SwPayloadSource was;
  SwPayloadSource source;
  const char *entered;
  const char *after;
} rows[] = {
  { "\"Parameters\": { \"Payload.$\": \"$\",  \"F\": \"f\" }", IN, PATH, NULL,
    "\"Parameters\": { \"Payload.$\": \"$.Payload\",  \"F\": \"f\" }" },
  { "\"Parameters\": { \"Payload.$\": \"$\",  \"F\": \"f\" }", IN, ENTERED, NULL,
    "\"Parameters\": { \"Payload\": { \"Input.$\": \"$\" },  \"F\": \"f\" }" },
  { "\"Parameters\": { \"Payload.$\": \"$\", \"F\": \"f\" }", IN, NONE, NULL,
    "\"Parameters\": { \"F\": \"f\" }" },
  { "\"Parameters\": { \"F\": \"f\", \"Payload.$\": \"$.a\" }", PATH, IN, NULL,
    "\"Parameters\": { \"F\": \"f\", \"Payload.$\": \"$\" }" },
  { "\"Parameters\": { \"Payload\": {\"a\":1}, \"F\": \"f\" }", ENTERED, IN, NULL,
    "\"Parameters\": { \"Payload.$\": \"$\", \"F\": \"f\" }" },
  { "\"Parameters\": { \"Payload.$\": \"$\" }", IN, ENTERED, "[1, 2]",
    "\"Parameters\": { \"Payload\": [1, 2] }" },
  { "\"Parameters\": { \"F\": \"f\" }", NONE, IN, NULL,
    "\"Parameters\": { \"F\": \"f\", \"Payload.$\": \"$\" }" },
  { "\"Parameters\": { \"Payload\": 1, \"Payload.$\": \"$.b\" }", PATH, ENTERED, "2",
    "\"Parameters\": { \"Payload\": 2 }" },
  { "\"Arguments\": { \"Payload\": \"{%$states.input%}\" }", IN, ENTERED, NULL,
    "\"Arguments\": { \"Payload\": { \"Input\": \"{% $states.input %}\" } }" },
  { "\"Arguments\": { \"Payload\": \"{% $states.input.a %}\" }", ENTERED, IN, NULL,
    "\"Arguments\": { \"Payload\": \"{% $states.input %}\" }" },
  { "\"Arguments\": { \"F\": \"f\" }", NONE, IN, NULL,
    "\"Arguments\": { \"F\": \"f\", \"Payload\": \"{% $states.input %}\" }" },
  /* Without parameters at all; an expression is the code's */
  { "\"Arguments\": \"{% $a %}\"", NONE, IN, NULL, NULL },
};

static char *
dup_machine (const char *member)
{
  gboolean jsonata = strstr (member, "Arguments") != NULL;

  return g_strdup_printf ("{ \"QueryLanguage\": \"%s\", \"StartAt\": \"A\", \"States\": { \"A\": { "
                          "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke\", "
                          "%s, \"End\": true } } }",
                          jsonata ? "JSONata" : "JSONPath", member);
}

static void
test_source (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autofree char *text = dup_machine (rows[row].before);
  g_autoptr (SwTree) tree = sw_tree_parse (text, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwOpsResult) result = NULL;
  g_autofree char *after = NULL;
  g_autofree char *expected = NULL;

  g_assert_cmpint (sw_payload_get_source (sw_model_find_pointer (model, "/States/A"), "Payload"),
                   ==, rows[row].was);
  result = sw_ops_set_payload (model, "/States/A", "Payload", rows[row].source, rows[row].entered,
                               &error);
  if (rows[row].after == NULL)
    {
      g_assert_error (error, SW_OPS_ERROR, SW_OPS_ERROR_REFUSED);
      return;
    }
  g_assert_no_error (error);
  after = sw_edits_apply (result->edits, text, strlen (text), NULL);
  expected = dup_machine (rows[row].after);
  g_assert_cmpstr (after, ==, expected);
}

/* A Task that has no parameters yet gets them. */
static void
test_first_parameter (void)
{
  g_autoptr (SwTree) tree = sw_tree_parse (
      "{ \"StartAt\": \"A\", \"States\": { \"A\": { \"Type\": \"Task\", \"Resource\": "
      "\"arn:aws:states:::sqs:sendMessage\", \"End\": true } } }",
      -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autoptr (SwOpsResult) result
      = sw_ops_set_payload (model, "/States/A", "MessageBody", IN, NULL, NULL);
  g_autofree char *after = NULL;
  gsize length;
  const char *text = sw_tree_get_text (tree, &length);

  g_assert (result != NULL);
  after = sw_edits_apply (result->edits, text, length, NULL);
  g_assert (strstr (after, "\"Parameters\": { \"MessageBody.$\": \"$\" }") != NULL);
}

/* Which parameter it is */
static void
test_parameter (void)
{
  static const char *const known[][2] = {
    { "lambda:invoke", "Payload" },       { "sns:publish", "Message" },
    { "sqs:sendMessage", "MessageBody" }, { "states:startExecution", "Input" },
    { "http:invoke", "RequestBody" },     { "apigateway:invoke", "RequestBody" },
    { "dynamodb:getItem", NULL },         { "batch:submitJob", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autofree char *arn = g_strconcat ("arn:aws:states:::", known[i][0], NULL);
      const SwParameter *parameter = sw_payload_find (sw_catalogue_find (arn));

      g_assert_cmpstr (parameter != NULL ? parameter->name : NULL, ==, known[i][1]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/payload/source/%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_source);
    }
  g_test_add_func ("/payload/first-parameter", test_first_parameter);
  g_test_add_func ("/payload/parameter", test_parameter);

  return g_test_run ();
}
