/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text.h"
#include "tasks/mocks/sw-mock-config.h"
#include "tasks/sw-run-values.h"

/* Which placeholders a run asks for: those that something reads, and no others. */

#define TASK(members) "{\"Type\": \"Task\", " members ", \"End\": true}"
#define MOCKS "{\"StateMachines\": {\"m\": {\"TestCases\": {\"c\": {\"A\": \"r\"}}}}, "            \
              "\"MockedResponses\": {\"r\": {\"0\": {\"Return\": {}}}}}"

static const struct
{
  const char *name;
  const char *state;
  const char *values;  /* or NULL */
  const char *missing; /* the names, in order */
  const char *becomes; /* the state where nothing is missing, or NULL: the same */
} rows[] = {
  { "a resource", TASK ("\"Resource\": \"arn:aws:lambda:eu:1:function:${Fn}\""), NULL, "", NULL },
  { "what a task is given", TASK ("\"Resource\": \"r\", \"Parameters\": {\"a\": [\"${T}\"]}"), NULL,
    "", NULL },
  { "a number that it is given", TASK ("\"Resource\": \"r\", \"Parameters\": {\"a\": ${N}}"), NULL,
    "", TASK ("\"Resource\": \"r\", \"Parameters\": {\"a\": \"${N}\"}") },
  { "bare here, quoted there", TASK ("\"Resource\": \"${N}\", \"Parameters\": {\"a\": ${N}}"), NULL,
    "N", NULL },
  { "a comment", "{\"Type\": \"Succeed\", \"Comment\": \"${Why}\"}", NULL, "", NULL },
  { "data called Comment", "{\"Type\": \"Pass\", \"Result\": {\"Comment\": \"${Why}\"}, "
    "\"End\": true}", NULL, "Why", NULL },
  { "how long to wait", "{\"Type\": \"Wait\", \"Seconds\": ${S}, \"End\": true}", NULL, "S", NULL },
  { "a time limit", TASK ("\"Resource\": \"${R}\", \"TimeoutSeconds\": ${S}"), NULL, "S", NULL },
  { "the same name read elsewhere", TASK ("\"Resource\": \"${R}\", \"ResultPath\": \"$.${R}\""), NULL,
    "R", NULL },
  { "with its value", TASK ("\"Resource\": \"${R}\", \"TimeoutSeconds\": ${S}"), "{\"S\": 5}", "",
    TASK ("\"Resource\": \"${R}\", \"TimeoutSeconds\": 5") },
  { "a literal", "{\"Type\": \"Pass\", \"Result\": \"${!Name}\", \"End\": true}", NULL, "",
    "{\"Type\": \"Pass\", \"Result\": \"${Name}\", \"End\": true}" },
};

static SwSubstitution *
apply (guint row, SwPerformer *performer, GPtrArray **missing)
{
  g_autofree char *text = g_strdup_printf ("{\"StartAt\": \"A\", \"States\": {\"A\": %s}}",
                                           rows[row].state);
  g_autoptr (SwTree) tree = sw_tree_parse (text, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_auto (SwValue) values = SW_VALUE_INIT;

  if (rows[row].values != NULL)
    g_assert_true (
        sw_value_from_text (rows[row].values, -1, SW_TEXT_DEFAULT, &values, NULL));
  return sw_run_values_apply (model, values, performer, missing);
}

static char *
dup_names (GPtrArray *missing)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < missing->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "",
                            ((const SwPlaceholder *) missing->pdata[i])->name);
  return g_strdup (names->str);
}

static void
test_missing (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autoptr (GPtrArray) missing = NULL;
  g_autoptr (SwSubstitution) substitution = apply (row, NULL, &missing);
  g_autofree char *names = dup_names (missing);
  g_autofree char *becomes = NULL;
  gsize length;

  g_assert_cmpstr (names, ==, rows[row].missing);
  if (missing->len > 0)
    return;
  becomes = g_strdup_printf ("{\"StartAt\": \"A\", \"States\": {\"A\": %s}}",
                             rows[row].becomes != NULL ? rows[row].becomes : rows[row].state);
  g_assert_cmpstr (sw_tree_get_text (sw_substitution_get_tree (substitution), &length), ==,
                   becomes);
}

/* Who calls the task reads what it is called with; a mocked answer comes without. */
static gboolean
reads (SwPerformer *self, const SwState *state)
{
  return TRUE;
}

static SwPerformResult
perform (SwPerformer *self,
         SwTaskCall  *call,
         SwValue     *output,
         char       **error,
         char       **cause)
{
  return SW_PERFORM_NOBODY;
}

static void
performer_free (SwPerformer *self)
{
  g_free (self);
}

static void
test_performers (void)
{
  static const SwPerformerKind kind = { perform, performer_free, reads };
  g_autoptr (SwMockConfig) config = sw_mock_config_new_from_text (MOCKS, -1, NULL);
  g_autoptr (SwPerformer) mock = sw_mock_config_new_performer (config, "m", "c", NULL);
  g_autoptr (SwPerformer) caller = g_new0 (SwPerformer, 1);
  g_autoptr (GPtrArray) of_mock = NULL, of_caller = NULL;
  g_autoptr (SwSubstitution) one = NULL, other = NULL;

  sw_performer_init (caller, &kind);
  one = apply (0, mock, &of_mock);
  g_assert_cmpuint (of_mock->len, ==, 0);
  other = apply (0, caller, &of_caller);
  g_assert_cmpuint (of_caller->len, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = g_strdup_printf ("/run-values/missing/%s", rows[i].name);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_missing);
    }
  g_test_add_func ("/run-values/performers", test_performers);
  return g_test_run ();
}
