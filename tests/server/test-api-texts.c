/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api.h"

#include "json/sw-text.h"

/* What the API says to what is wrong: of definitions, inputs and names, word for word. */

#define PASS "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}}"
#define ROLE "arn:aws:iam::123456789012:role/r"
#define MACHINE "arn:aws:states:us-east-1:123456789012:stateMachine:m"
#define TOKENS "was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"

static void
answered (SwApiCall  *call,
          SwValue     response,
          const char *error,
          const char *message,
          gpointer    data)
{
  char **said = data;

  g_assert_null (*said);
  *said = error != NULL ? g_strdup_printf ("%s: %s", error, message)
                        : sw_value_to_text (response, SW_TEXT_DEFAULT, NULL);
}

/* What is answered: JSON text, or "Error: message" */
static char *
ask (SwApi      *api,
     const char *operation,
     SwValue     take_request)
{
  char *said = NULL;

  sw_api_call_unref (sw_api_begin (api, operation, take_request, answered, &said));
  while (said == NULL)
    g_main_context_iteration (NULL, TRUE);
  sw_value_clear (&take_request);
  return said;
}

static SwApi *
new_api (void)
{
  return sw_api_new (&(SwApiOptions) { .speed = SW_RUN_VIRTUAL });
}

static SwValue
new_request (const char *member,
             const char *text)
{
  SwValue request = sw_value_new_object (4);

  sw_value_set_member (&request, member, sw_value_new_string (text));
  return request;
}

static SwValue
new_creation (const char *definition)
{
  SwValue request = new_request ("definition", definition);

  sw_value_set_member (&request, "name", sw_value_new_string ("m"));
  sw_value_set_member (&request, "roleArn", sw_value_new_string (ROLE));
  return request;
}

/* Texts that are no JSON: what is said of them, and where */
static const struct
{
  const char *name;
  const char *text;
  const char *sentence;
  const char *place;
} faults[] = {
  { "word", "not a definition", "Unrecognized token 'not': " TOKENS, "line: 1, column: 4" },
  { "word-within", "{\"a\": nope}", "Unrecognized token 'nope': " TOKENS, "line: 1, column: 11" },
  { "name", "{a: 1}", "Unexpected character ('a' (code 97)): was expecting double-quote to start field name",
    "line: 1, column: 3" },
  { "second-line", "{\"a\": 1\n \"b\": 2}",
    "Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries",
    "line: 2, column: 3" },
  { "characters", "{\"ä\" 1}",
    "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value",
    "line: 1, column: 7" },
  { "open", "{",
    "Unexpected end-of-input: expected close marker for Object (start marker at [Source: "
    "(String)\"{\"; line: 1, column: 1])",
    "line: 1, column: 2" },
  { "open-within", "[1, [2",
    "Unexpected end-of-input: expected close marker for Array (start marker at [Source: "
    "(String)\"[1, [2\"; line: 1, column: 5])",
    "line: 1, column: 7" },
  { "open-string", "[\"a", "Unexpected end-of-input in VALUE_STRING", "line: 1, column: 4" },
  { "open-name", "{\"a", "Unexpected end-of-input in field name", "line: 1, column: 4" },
  { "escape", "[\"a\\\\b\\x\"]", "Unrecognized character escape 'x' (code 120)", "line: 1, column: 9" },
  { "control", "[\"a\tb\"]",
    "Illegal unquoted character ((CTRL-CHAR, code 9)): has to be escaped using backslash to be "
    "included in string value",
    "line: 1, column: 5" },
};

static void
test_fault (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (SwApi) api = new_api ();
  g_autofree char *made = ask (api, "CreateStateMachine", new_creation (PASS));
  SwValue start = new_request ("input", faults[i].text);
  g_autofree char *place
      = g_strdup_printf ("[Source: (String)\"%s\"; %s]", faults[i].text, faults[i].place);
  g_autofree char *message = g_strdup_printf ("%s\n at %s", faults[i].sentence, place);
  g_autofree char *input = g_strdup_printf (
      "InvalidExecutionInput: Invalid State Machine Execution Input: '%s'", faults[i].sentence);
  g_autofree char *wrapped
      = g_strdup_printf ("InvalidDefinition: Invalid State Machine Definition: "
                         "'INVALID_JSON_DESCRIPTION: %s at %s'",
                         message, place);
  g_auto (SwValue) response = SW_VALUE_INIT;
  SwValue list, finding;

  g_assert_true (g_str_has_prefix (made, "{"));
  sw_value_set_member (&start, "stateMachineArn", sw_value_new_string (MACHINE));
  {
    g_autofree char *said = ask (api, "StartExecution", start);

    g_assert_cmpstr (said, ==, input);
  }
  {
    g_autofree char *said = ask (api, "CreateStateMachine", new_creation (faults[i].text));

    g_assert_cmpstr (said, ==, wrapped);
  }
  {
    g_autofree char *said = ask (api, "ValidateStateMachineDefinition",
                                 new_request ("definition", faults[i].text));

    g_assert_true (sw_value_from_text (said, -1, SW_TEXT_DEFAULT, &response, NULL));
  }
  list = sw_value_get_member (response, "diagnostics");
  g_assert_cmpuint (sw_value_get_length (list), ==, 1);
  finding = sw_value_get_element (list, 0);
  g_assert_cmpstr (sw_value_get_text (sw_value_get_member (finding, "message"), NULL), ==, message);
  g_assert_cmpstr (sw_value_get_text (sw_value_get_member (finding, "location"), NULL), ==, place);
}

/* Of a long text its first 500 characters are shown. */
static void
test_long_text (void)
{
  g_autoptr (SwApi) api = new_api ();
  g_autofree char *blank = g_strnfill (600, ' ');
  g_autofree char *text = g_strconcat (blank, "x", NULL);
  g_autofree char *said =
      ask (api, "ValidateStateMachineDefinition", new_request ("definition", text));

  g_assert_true (strstr (said, "  \\\"[truncated 101 chars]; line: 1, column: 602]") != NULL);
}

/* Nobody reads what nests so deep; that is no fault of its writing. */
static void
test_deep_text (void)
{
  g_autoptr (SwApi) api = new_api ();
  g_autofree char *deep = g_strnfill (1500, '[');
  g_autofree char *said =
      ask (api, "ValidateStateMachineDefinition", new_request ("definition", deep));

  g_assert_true (strstr (said, "\"result\":\"FAIL\"") != NULL);
  g_assert_true (strstr (said, "end of the input") == NULL);
}

/* The same machine again, with versions: what the first request came to, and what each may differ
 * in. AWS's documentation: publish and versionDescription count, role and tags do not. */
static void
test_created_again (void)
{
  static const struct
  {
    const char *description;
    const char *said;
  } rows[] = {
    { "one", "\"stateMachineVersionArn\":\"" MACHINE ":1\"" },
    { "one", "\"stateMachineVersionArn\":\"" MACHINE ":1\"" },
    { "two", "StateMachineAlreadyExists: State Machine Already Exists: '" MACHINE "'" },
    { NULL, "StateMachineAlreadyExists: State Machine Already Exists: '" MACHINE "'" },
  };
  g_autoptr (SwApi) api = new_api ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SwValue request = new_creation (PASS);
      g_autofree char *said = NULL;

      sw_value_set_member (&request, "publish", sw_value_new_boolean (TRUE));
      if (rows[i].description != NULL)
        sw_value_set_member (&request, "versionDescription",
                             sw_value_new_string (rows[i].description));
      said = ask (api, "CreateStateMachine", request);
      g_assert_true (strstr (said, rows[i].said) != NULL);
    }
}

/* An input that goes deeper than data may, and a definition deeper than is run */
static void
test_depths (void)
{
  static const struct
  {
    guint       depth;
    const char *said;
  } cases[] = {
    { 128, "{" },
    { 129, "InvalidExecutionInput: Invalid State Machine Execution Input: 'Document nesting depth (129) "
           "exceeds the maximum allowed (128)'" },
  };
  g_autoptr (SwApi) api = new_api ();
  g_autofree char *made = ask (api, "CreateStateMachine", new_creation (PASS));
  g_autofree char *open = g_strnfill (70, '['), *close = g_strnfill (70, ']');
  g_autofree char *deep = g_strdup_printf ("{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": "
                                           "\"Pass\", \"Result\": %s%s, \"End\": true}}}", open, close);
  g_autofree char *refused = ask (api, "CreateStateMachine", new_creation (deep));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *opened = g_strnfill (cases[i].depth, '[');
      g_autofree char *closed = g_strnfill (cases[i].depth, ']');
      g_autofree char *input = g_strconcat (opened, closed, NULL);
      g_autofree char *said = NULL;
      SwValue start = new_request ("input", input);

      sw_value_set_member (&start, "stateMachineArn", sw_value_new_string (MACHINE));
      said = ask (api, "StartExecution", start);
      g_assert_true (g_str_has_prefix (said, cases[i].said));
    }
  g_assert_true (g_str_has_prefix (
      refused, "InvalidDefinition: Invalid State Machine Definition: 'SW_DEFINITION_DEPTH: The "
               "definition is nested 73 deep, and may be 64 deep to run here"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strdup_printf ("/api/no-json/%s", faults[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_fault);
    }
  g_test_add_func ("/api/no-json/long", test_long_text);
  g_test_add_func ("/api/no-json/deep", test_deep_text);
  g_test_add_func ("/api/created-again", test_created_again);
  g_test_add_func ("/api/depths", test_depths);
  return g_test_run ();
}
