/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sw-cli.h"

#include "query/sw-payload-template.h"

#include <string.h>

static const char description[]
    = "Languages:\n"
      "  jsonpath   a path ($.a[0], $$.Execution.Name, $name.a) or an intrinsic function\n"
      "             (States.Format('{}', $.a)), as behind a member \"x.$\"\n"
      "\n"
      "The input is null unless it is given. The bindings are the variables; the one named \"$\" is\n"
      "the context object ($$). The result is printed as JSON.\n"
      "\n"
      "Examples:\n"
      "  stepwright query jsonpath '$.items[?(@.price > 10)].name' --input @order.json\n"
      "  stepwright query jsonpath 'States.MathAdd($.n, $step)' --input '{\"n\": 1}' \\\n"
      "    --bindings '{\"step\": 2}'\n";

typedef struct
{
  const char *expression;
  SwValue     input;
  SwValue     bindings; /* object, or undefined */
} SwCliQuery;

static guint64
next_random (gpointer user_data)
{
  return (guint64) g_random_int () << 32 | g_random_int ();
}

static SwCliStatus
query_jsonpath (const SwCliQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwPayloadTemplate) template = sw_payload_template_new_path (query->expression, &error);
  g_auto (SwValue) result = SW_VALUE_INIT;
  SwQueryScope scope = {
    .input = query->input,
    .context = sw_value_get_member (query->bindings, "$"),
    .variables = query->bindings,
    .random = next_random,
  };

  if (template == NULL
      || !sw_payload_template_evaluate (template, &scope, &result, NULL, &error))
    {
      sw_cli_complain ("%s", error->message);
      return SW_CLI_BAD;
    }

  sw_cli_print_json (result);
  return SW_CLI_FINE;
}

static const struct
{
  const char *name;
  SwCliStatus (*run) (const SwCliQuery *query);
} languages[] = {
  { "jsonpath", query_jsonpath },
};

static SwCliStatus
query_in (const char       *language,
          const SwCliQuery *query)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (strcmp (languages[i].name, language) == 0)
      return languages[i].run (query);

  sw_cli_complain ("There is no query language '%s'; see stepwright query --help", language);
  return SW_CLI_USAGE;
}

/**
 * sw_cli_query:
 *
 * stepwright query LANGUAGE EXPR: evaluates an expression and prints its value.
 */
SwCliStatus
sw_cli_query (int    argc,
              char **argv)
{
  g_autofree char *input_text = NULL;
  g_autofree char *bindings_text = NULL;
  g_auto (SwValue) input = SW_VALUE_NULL;
  g_auto (SwValue) bindings = SW_VALUE_INIT;
  SwCliQuery query;
  const GOptionEntry entries[] = {
    { "input", 'i', 0, G_OPTION_ARG_STRING, &input_text, "What $ is", "JSON|@FILE" },
    { "bindings", 'b', 0, G_OPTION_ARG_STRING, &bindings_text, "Variables by name", "JSON|@FILE" },
    G_OPTION_ENTRY_NULL,
  };

  if (!sw_cli_parse (&argc, &argv, entries, description))
    return SW_CLI_USAGE;
  if (argc != 3)
    {
      sw_cli_complain ("query takes a language and an expression; see stepwright query --help");
      return SW_CLI_USAGE;
    }
  if ((input_text != NULL && !sw_cli_read_json ("--input", input_text, &input))
      || (bindings_text != NULL && !sw_cli_read_json ("--bindings", bindings_text, &bindings)))
    return SW_CLI_USAGE;

  query.expression = argv[2];
  query.input = input;
  query.bindings = bindings;
  return query_in (argv[1], &query);
}
