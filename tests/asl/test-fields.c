/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/catalogue/sw-patterns.h"
#include "asl/check/sw-check.h"
#include "asl/model/sw-fields.h"
#include "asl/model/sw-walk.h"
#include "asl/ops/sw-ops.h"
#include "asl/rules/sw-operators.h"
#include "stories.h"

#include <string.h>

/* The tables: that they are whole, and that they agree with what AWS accepts and with each other.
 */

/* What ValidateStateMachineDefinition accepts, by type, as others measured it in September 2026 */
static const struct
{
  SwStateType type;
  const char *fields;
} accepted[] = {
  { SW_STATE_PASS,
    "Type Comment QueryLanguage InputPath OutputPath Result ResultPath Parameters Output Assign "
    "Next End" },
  { SW_STATE_TASK,
    "Type Comment QueryLanguage InputPath OutputPath ResultPath Parameters Arguments Output Assign "
    "Resource Credentials ResultSelector Retry Catch TimeoutSeconds TimeoutSecondsPath "
    "HeartbeatSeconds HeartbeatSecondsPath Next End" },
  { SW_STATE_WAIT,
    "Type Comment QueryLanguage InputPath OutputPath Output Assign Seconds Timestamp SecondsPath "
    "TimestampPath Next End" },
  { SW_STATE_PARALLEL,
    "Type Comment QueryLanguage InputPath OutputPath ResultPath Parameters Arguments Output "
    "Assign ResultSelector Retry Catch Branches Next End" },
  { SW_STATE_MAP,
    "Type Comment QueryLanguage InputPath OutputPath ResultPath Parameters Output Assign "
    "ResultSelector Retry Catch ItemProcessor Iterator ItemsPath Items ItemSelector ItemReader "
    "ItemBatcher ResultWriter MaxConcurrency MaxConcurrencyPath ToleratedFailurePercentage "
    "ToleratedFailurePercentagePath ToleratedFailureCount ToleratedFailureCountPath Label Next "
    "End" },
  { SW_STATE_CHOICE,
    "Type Comment QueryLanguage InputPath OutputPath Output Assign Choices Default" },
  { SW_STATE_SUCCEED, "Type Comment QueryLanguage InputPath OutputPath Output" },
  { SW_STATE_FAIL, "Type Comment QueryLanguage Error Cause ErrorPath CausePath" },
};

static void
test_accepted (void)
{
  guint n_fields;
  const SwField *fields = sw_fields_get_all (&n_fields);

  for (guint i = 0; i < G_N_ELEMENTS (accepted); i++)
    {
      g_auto (GStrv) names = g_strsplit (accepted[i].fields, " ", -1);

      for (guint j = 0; j < n_fields; j++)
        {
          gboolean expected = g_strv_contains ((const char *const *) names, fields[j].name);

          g_test_message ("%s of %s", fields[j].name, sw_state_type_get_name (accepted[i].type));
          g_assert_cmpint (sw_fields_find (accepted[i].type, fields[j].name) != NULL, ==, expected);
        }
      for (guint j = 0; names[j] != NULL; j++)
        g_assert_nonnull (sw_fields_find_in (SW_FIELD_SET_STATE, names[j]));
    }
}

/* measured likewise */
static void
test_languages (void)
{
  static const char *const jsonpath =
      "InputPath OutputPath ResultPath Parameters ResultSelector Result ItemsPath "
      "TimeoutSecondsPath HeartbeatSecondsPath SecondsPath TimestampPath "
      "MaxConcurrencyPath ToleratedFailurePercentagePath "
      "ToleratedFailureCountPath ErrorPath CausePath";
  static const char *const jsonata = "Arguments Output Items";
  g_auto (GStrv) only_jsonpath = g_strsplit (jsonpath, " ", -1);
  g_auto (GStrv) only_jsonata = g_strsplit (jsonata, " ", -1);
  guint n_fields;
  const SwField *fields = sw_fields_get_all (&n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      const char *name = fields[i].name;

      g_test_message ("%s", name);
      g_assert_cmpint (sw_field_is_legal (&fields[i], SW_STATE_UNKNOWN, SW_QUERY_JSONATA), ==,
                       !g_strv_contains ((const char *const *) only_jsonpath, name));
      g_assert_cmpint (sw_field_is_legal (&fields[i], SW_STATE_UNKNOWN, SW_QUERY_JSONPATH), ==,
                       !g_strv_contains ((const char *const *) only_jsonata, name));
    }
}

static gboolean
holds_objects (SwFieldKind kind)
{
  return kind == SW_FIELD_RULES || kind == SW_FIELD_RETRIERS || kind == SW_FIELD_CATCHERS
         || kind == SW_FIELD_BRANCHES || kind == SW_FIELD_PROCESSOR || kind == SW_FIELD_OBJECT
         || kind == SW_FIELD_STATES || kind == SW_FIELD_RULE || kind == SW_FIELD_RULE_LIST;
}

static void
check_row (const SwField *field)
{
  g_test_message ("%s", field->name);
  g_assert_true (field->label != NULL && g_unichar_isupper (g_utf8_get_char (field->label)));
  g_assert_true (field->help != NULL && g_str_has_suffix (field->help, "."));
  g_assert_cmpint (field->kind == SW_FIELD_CHOICE, ==, field->choices != NULL);
  g_assert_cmpint (holds_objects (field->kind), ==, field->set != SW_FIELD_SET_NONE);
  g_assert_true (field->maximum == 0 || field->maximum > field->minimum);
  g_assert_true ((field->flags & (SW_FIELD_JSONPATH | SW_FIELD_JSONATA))
                 != (SW_FIELD_JSONPATH | SW_FIELD_JSONATA));
}

/* The checker takes the fields of a group in their order: they stand together, and all of them are
 * required or none. */
static void
check_groups (const SwField *fields,
              guint          n_fields)
{
  for (guint i = 0; i < n_fields; i++)
    {
      guint last = i;

      if (fields[i].exclusive == NULL
          || (i > 0 && g_strcmp0 (fields[i - 1].exclusive, fields[i].exclusive) == 0))
        continue;
      while (last + 1 < n_fields
             && g_strcmp0 (fields[last + 1].exclusive, fields[i].exclusive) == 0)
        last++;

      g_test_message ("group %s", fields[i].exclusive);
      g_assert_cmpuint (last, >, i);
      for (guint j = 0; j < n_fields; j++)
        if (g_strcmp0 (fields[j].exclusive, fields[i].exclusive) == 0)
          {
            g_assert_true (j >= i && j <= last);
            g_assert_cmpint (fields[j].flags & SW_FIELD_REQUIRED, ==,
                             fields[i].flags & SW_FIELD_REQUIRED);
          }
    }
}

static void
test_rows (void)
{
  for (guint set = SW_FIELD_SET_STATE; set < SW_FIELD_N_SETS; set++)
    {
      g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
      guint n_fields;
      const SwField *fields = sw_fields_get_set (set, &n_fields);

      g_assert_cmpuint (n_fields, >, 0);
      for (guint i = 0; i < n_fields; i++)
        {
          check_row (&fields[i]);
          g_assert_true (g_hash_table_add (names, (gpointer) fields[i].name));
          g_assert_true (sw_fields_find_in (set, fields[i].name) == &fields[i]);
          g_assert_cmpint (fields[i].types != 0, ==, set == SW_FIELD_SET_STATE);
        }
      check_groups (fields, n_fields);
    }
}

static void
test_operators (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_operators;
  const SwOperator *operators = sw_operators_get_all (&n_operators);

  g_assert_cmpuint (n_operators, ==, 39);
  for (guint i = 0; i < n_operators; i++)
    {
      g_assert_true (g_hash_table_add (names, (gpointer) operators[i].name));
      g_assert_true (sw_operators_find (operators[i].name) == &operators[i]);
      g_assert_cmpint (g_str_has_suffix (operators[i].name, "Path"), ==,
                       operators[i].operand == SW_OPERAND_PATH);
      g_assert_cmpint (g_str_has_prefix (operators[i].name, "Is"), ==,
                       operators[i].operand == SW_OPERAND_TEST);
    }
  g_assert_null (sw_operators_find ("Variable"));
}

/* A new state is right at once, but for the places that wait for a state to be dropped on them. */
static void
check_stencil (const SwStencil *stencil,
               SwQueryLanguage  language)
{
  g_autofree char *document = sw_ops_dup_new_document (language);
  g_autoptr (SwModel) empty = model_from_text (document);
  SwPlace place = { .kind = SW_PLACE_START, .pointer = "" };
  g_autoptr (GError) error = NULL;
  g_autoptr (SwOpsResult) result = sw_ops_add (empty, stencil, &place, &error);
  g_autofree char *text = NULL;
  g_autoptr (SwModel) model = NULL;
  g_autoptr (GPtrArray) found = NULL;

  g_assert_no_error (error);
  text = sw_edits_apply (result->edits, document, strlen (document), NULL);
  model = model_from_text (text);
  found = sw_check (model, SW_MACHINE_STANDARD);
  g_assert_cmpstr (sw_model_get_root (model)->start.name, ==, stencil->name);
  g_assert_cmpint (sw_model_get_root (model)->start.target->type, ==, stencil->type);

  for (guint i = 0; i < found->len; i++)
    {
      SwDiagnostic *item = g_ptr_array_index (found, i);

      g_test_message ("%s in %s: %s at %s", stencil->id,
                      language == SW_QUERY_JSONATA ? "JSONata" : "JSONPath", item->message,
                      item->pointer);
      g_assert_true (strcmp (item->message, "Missing 'Next' target: ") == 0
                     || strcmp (item->message, "Value cannot be empty") == 0
                     || strcmp (item->message, "Workflow has no terminal state") == 0);
    }
}

static void
test_stencils (void)
{
  guint n_stencils;
  const SwStencil *stencils = sw_stencils_get_all (&n_stencils);

  for (guint i = 0; i < n_stencils; i++)
    {
      g_assert_true (sw_stencils_find (stencils[i].id) == &stencils[i]);
      check_stencil (&stencils[i], SW_QUERY_JSONPATH);
      check_stencil (&stencils[i], SW_QUERY_JSONATA);
      g_assert_nonnull (stencils[i].help);
    }
  g_assert_null (sw_stencils_find ("pass"));
}

static const struct
{
  const char *text;
  const char *id; /* NULL: it does not read like a call */
  const char *name;
} calls[] = {
  { "rds:startDBCluster", "aws-sdk:rds:startDBCluster", NULL },
  { "aws-sdk:wafv2:getIPSet", "aws-sdk:wafv2:getIPSet", "WAF GetIPSet" },
  { "braket:getJob", "aws-sdk:braket:getJob", "Braket GetJob" },
  { "aws-sdk:s3:getObject", "aws-sdk:s3:getObject", NULL },
  { "braket", NULL, NULL },
  { "braket:", NULL, NULL },
  { ":getJob", NULL, NULL },
  { "Braket:getJob", "aws-sdk:braket:getJob", NULL },
  { "braket:GetJob", "aws-sdk:braket:getJob", NULL },
  { "RDS StartDBCluster", "aws-sdk:rds:startDBCluster", NULL },
  { "braket  getJob", "aws-sdk:braket:getJob", NULL },
  { "Braket Get", NULL, NULL },
  { "send mail", NULL, NULL },
  { "braket:getJob.sync", NULL, NULL },
  { "braket:get job", NULL, NULL },
  { "braket:getJob\n", NULL, NULL },
  { "x:braket:getJob", NULL, NULL },
  { "", NULL, NULL },
};

static void
test_calls (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      const SwStencil *stencil = sw_stencils_find_call (calls[i].text);

      g_test_message ("%s", calls[i].text);
      if (calls[i].id == NULL)
        {
          g_assert_null (stencil);
          continue;
        }
      g_assert_nonnull (stencil);
      g_assert_cmpstr (stencil->id, ==, calls[i].id);
      if (calls[i].name != NULL)
        g_assert_cmpstr (stencil->name, ==, calls[i].name);
      g_assert_true (sw_stencils_find_call (calls[i].text) == stencil);
      g_assert_true (sw_stencils_find (calls[i].id) == stencil);
      check_stencil (stencil, SW_QUERY_JSONPATH);
      check_stencil (stencil, SW_QUERY_JSONATA);
    }
}

/* Ready-made blocks hold no problem, wherever they are put, in either language, nor leave a
 * note. */
static void
check_pattern (const SwStencil *pattern,
               SwQueryLanguage  language,
               SwPlaceKind      kind)
{
  g_autofree char *document = g_strdup_printf (
      "{ \"QueryLanguage\": \"%s\", \"StartAt\": \"A\", \"States\": {"
      " \"A\": { \"Type\": \"Pass\", \"Next\": \"B\" }, \"B\": { \"Type\": \"Succeed\" } } }",
      language == SW_QUERY_JSONATA ? "JSONata" : "JSONPath");
  g_autoptr (SwModel) empty = model_from_text (document);
  SwPlace place = { .kind = kind, .pointer = kind == SW_PLACE_START ? "" : "/States/A" };
  g_autoptr (GError) error = NULL;
  g_autoptr (SwOpsResult) result = sw_ops_add (empty, pattern, &place, &error);
  g_autofree char *text = NULL;
  g_autoptr (SwModel) model = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GHashTable) reachable = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (result->notes->len, ==, 0);
  text = sw_edits_apply (result->edits, document, strlen (document), NULL);
  model = model_from_text (text);
  found = sw_check (model, SW_MACHINE_STANDARD);
  for (guint i = 0; i < found->len; i++)
    g_test_message ("%s: %s at %s", pattern->id, ((SwDiagnostic *) found->pdata[i])->message,
                    ((SwDiagnostic *) found->pdata[i])->pointer);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_cmpuint (sw_model_get_states (model)->len, >, 2);
  reachable = sw_model_dup_reachable (model);
  g_assert_true (g_hash_table_contains (reachable, sw_model_find_state (model, "B")));
}

static void
test_patterns (void)
{
  guint n_patterns;
  const SwStencil *patterns = sw_patterns_get_all (&n_patterns);

  for (guint i = 0; i < n_patterns; i++)
    for (guint language = SW_QUERY_JSONPATH; language <= SW_QUERY_JSONATA; language++)
      {
        g_assert_true (sw_stencils_find (patterns[i].id) == &patterns[i]);
        check_pattern (&patterns[i], language, SW_PLACE_START);
        check_pattern (&patterns[i], language, SW_PLACE_NEXT);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  g_test_add_func ("/asl/fields/each type has the fields that AWS accepts", test_accepted);
  g_test_add_func ("/asl/fields/each language has the fields that AWS accepts", test_languages);
  g_test_add_func ("/asl/fields/rows are whole", test_rows);
  g_test_add_func ("/asl/operators/rows are whole", test_operators);
  g_test_add_func ("/asl/stencils/a new state is right at once", test_stencils);
  g_test_add_func ("/asl/stencils/any call of the SDK is one", test_calls);
  g_test_add_func ("/asl/patterns/a block is right wherever it is put", test_patterns);

  return g_test_run ();
}
