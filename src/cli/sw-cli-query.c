/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sw-cli.h"

#include "query/jsonata/sw-jsonata.h"
#include "query/sw-payload-template.h"
#include "tasks/runner/sw-patience.h"

#include <string.h>

static const char description[]
    = "Languages:\n"
      "  jsonata    an expression, with or without {% %}; the input is $ and $states.input\n"
      "  jsonpath   a path ($.a[0], $$.Execution.Name, $name.a) or an intrinsic function\n"
      "             (States.Format('{}', $.a)), as behind a member \"x.$\"; the binding named\n"
      "             \"$\" is the context object ($$)\n"
      "\n"
      "The input is null unless it is given; the bindings are the variables. The result is\n"
      "printed as JSON. Where a JSONata expression yields nothing, nothing is printed.\n"
      "\n"
      "Exit status: 0 fine; 1 the expression is wrong or fails; 2 wrong usage.\n"
      "\n"
      "Examples:\n"
      "  stepwright query jsonata '$sum(items.price)' --input @order.json\n"
      "  stepwright query jsonpath '$.items[?(@.price > 10)].name' --input @order.json\n"
      "  stepwright query jsonpath 'States.MathAdd($.n, $step)' --input '{\"n\": 1}' \\\n"
      "    --bindings '{\"step\": 2}'\n";

/* A value whose parts are shared is quickly made, and takes for ever to be printed. */
#define LONGEST_RESULT (256 * 1024 * 1024)

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
print (SwValue result)
{
  if (sw_value_get_text_length (result) > LONGEST_RESULT)
    {
      sw_cli_complain ("The result has more than %d bytes of JSON text", LONGEST_RESULT);
      return SW_CLI_BAD;
    }
  sw_cli_print_json (result);
  return SW_CLI_FINE;
}

static SwCliStatus
query_jsonpath (const SwCliQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwPayloadTemplate) template = sw_payload_template_new_path (query->expression, &error);
  g_auto (SwValue) result = SW_VALUE_INIT;
  SwPatience patience;
  SwInterrupt interrupt = sw_patience_init (&patience, SW_PATIENCE_STATE);
  SwQueryScope scope = {
    .interrupt = &interrupt,
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

  return print (result);
}

/* TEXT without the {% and %} of a definition around it */
static char *
dup_expression (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  gsize length = strlen (trimmed);

  if (length < 4 || !g_str_has_prefix (trimmed, "{%") || !g_str_has_suffix (trimmed, "%}"))
    return g_strdup (text);

  return g_strstrip (g_strndup (trimmed + 2, length - 4));
}

/* The bindings, with $states.input where they have no $states of their own */
static SwValue
make_jsonata_bindings (const SwCliQuery *query)
{
  SwValue bindings = sw_value_is (query->bindings, SW_TYPE_OBJECT)
                         ? sw_value_ref (query->bindings)
                         : sw_value_new_object (1);
  SwValue states;

  if (!sw_value_is (sw_value_get_member (bindings, "states"), SW_TYPE_UNDEFINED))
    return bindings;

  states = sw_value_new_object (1);
  sw_value_set_member (&states, "input", sw_value_ref (query->input));
  sw_value_set_member (&bindings, "states", states);
  return bindings;
}

static void
complain_of (const SwJsonataError *error)
{
  if (error->code[0] != '\0')
    sw_cli_complain ("%s: %s (byte %" G_GSIZE_FORMAT ")", error->code, error->message,
                     error->offset);
  else
    sw_cli_complain ("%s", error->message);
}

static SwCliStatus
query_jsonata (const SwCliQuery *query)
{
  g_autofree char *text = dup_expression (query->expression);
  g_auto (SwJsonataError) error = { 0 };
  g_autoptr (SwJsonata) expression = sw_jsonata_new (text, -1, &error);
  g_auto (SwValue) bindings = make_jsonata_bindings (query);
  g_auto (SwValue) result = SW_VALUE_INIT;
  SwPatience patience;
  SwInterrupt interrupt = sw_patience_init (&patience, SW_PATIENCE_STATE);
  const SwJsonataScope scope = {
    .interrupt = &interrupt,
    .input = query->input,
    .bindings = bindings,
    .now = g_get_real_time (),
    .random = next_random,
  };

  if (expression == NULL || !sw_jsonata_evaluate (expression, &scope, &result, &error))
    {
      complain_of (&error);
      return SW_CLI_BAD;
    }
  if (sw_value_is (result, SW_TYPE_OPAQUE))
    {
      sw_cli_complain ("The result is a function, which JSON has no text for");
      return SW_CLI_BAD;
    }

  return sw_value_is (result, SW_TYPE_UNDEFINED) ? SW_CLI_FINE : print (result);
}

static const struct
{
  const char *name;
  SwCliStatus (*run) (const SwCliQuery *query);
} languages[] = {
  { "jsonata", query_jsonata },
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
  if ((input_text != NULL && !sw_cli_read_json ("--input", input_text, SW_TEXT_DEFAULT, &input))
      || (bindings_text != NULL
          && !sw_cli_read_json ("--bindings", bindings_text, SW_TEXT_DEFAULT, &bindings)))
    return SW_CLI_USAGE;

  query.expression = argv[2];
  query.input = input;
  query.bindings = bindings;
  return query_in (argv[1], &query);
}
