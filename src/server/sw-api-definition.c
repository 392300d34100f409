/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-machine.h"

#include "asl/check/sw-check.h"
#include "asl/sw-variables.h"
#include "json/sw-text.h"

/* What the API tells of a definition: what is wrong with it, and which variables its states
 * read. ValidateStateMachineDefinition. */

#define DEFAULT_DIAGNOSTICS 100

/* Code of a text that is no JSON. The checker finds several faults in one, for a person; the
 * service reads as far as the first. */
#define SYNTAX "INVALID_JSON_DESCRIPTION"

static gboolean
has_syntax_fault (GPtrArray *diagnostics)
{
  for (guint i = 0; i < diagnostics->len; i++)
    if (g_str_equal (((const SwDiagnostic *) g_ptr_array_index (diagnostics, i))->code, SYNTAX))
      return TRUE;
  return FALSE;
}

/* The service's words for a text that is no JSON, recorded on AWS; NULL: it is, or nests deeper
 * than anybody reads */
static char *
dup_syntax_fault (SwModel    *model,
                  GPtrArray  *diagnostics,
                  char      **place)
{
  const char *text = sw_tree_get_text (sw_model_get_tree (model), NULL);
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (!has_syntax_fault (diagnostics)
      || sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &value, &error)
      || error->code == SW_TEXT_ERROR_DEPTH)
    return NULL;
  sentence = sw_api_dup_json_fault (text, place);
  return g_strdup_printf ("%s\n at %s", sentence, *place);
}

/* CreateStateMachine's one line: 'CODE: message at location, CODE: …'; NULL: nothing is wrong */
static char *
dup_errors (SwModel   *model,
            GPtrArray *diagnostics)
{
  GString *out = g_string_new ("Invalid State Machine Definition: '");
  g_autofree char *place = NULL;
  g_autofree char *fault = dup_syntax_fault (model, diagnostics, &place);
  guint n_errors = fault != NULL;

  if (fault != NULL)
    g_string_append_printf (out, SYNTAX ": %s at %s", fault, place);
  for (guint i = 0; i < diagnostics->len && fault == NULL; i++)
    {
      const SwDiagnostic *item = g_ptr_array_index (diagnostics, i);
      g_autofree char *location = sw_check_dup_location (model, item);

      if (item->severity == SW_SEVERITY_ERROR)
        g_string_append_printf (out, "%s%s: %s at %s", n_errors++ > 0 ? ", " : "", item->code,
                                item->message, location != NULL ? location : "null");
    }
  g_string_append_c (out, '\'');
  return g_string_free (out, n_errors == 0);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* Adds a name to the sorted ones of a state. */
static void
add_reference (GHashTable            *by_state,
               const SwVariablePlace *place)
{
  GPtrArray *names = g_hash_table_lookup (by_state, place->state->name);

  if (names == NULL)
    {
      names = g_ptr_array_new ();
      g_hash_table_insert (by_state, place->state->name, names);
    }
  if (!g_ptr_array_find_with_equal_func (names, place->name, g_str_equal, NULL))
    g_ptr_array_add (names, place->name);
}

/* Which variables each state reads: recorded on AWS, names in alphabetical order, and nothing at
 * all where no state reads any. */
static SwValue
make_references (SwModel *model)
{
  g_autoptr (SwVariables) variables = sw_variables_new (model);
  g_autoptr (GHashTable) by_state
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  GArray *places = sw_variables_get_places (variables);
  g_autoptr (GHashTable) assigned = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *states = sw_model_get_states (model);
  SwValue references = SW_VALUE_INIT;

  for (guint i = 0; i < places->len; i++)
    if (g_array_index (places, SwVariablePlace, i).assigned)
      g_hash_table_add (assigned, g_array_index (places, SwVariablePlace, i).name);
  for (guint i = 0; i < places->len; i++)
    {
      const SwVariablePlace *place = &g_array_index (places, SwVariablePlace, i);

      if (!place->assigned && place->state != NULL && g_hash_table_contains (assigned, place->name))
        add_reference (by_state, place);
    }
  if (g_hash_table_size (by_state) > 0)
    references = sw_value_new_object (g_hash_table_size (by_state));
  for (guint i = 0; i < states->len; i++)
    {
      const SwState *state = g_ptr_array_index (states, i);
      GPtrArray *names = g_hash_table_lookup (by_state, state->name);
      SwValue list = sw_value_new_array (names != NULL ? names->len : 0);

      if (names != NULL)
        g_ptr_array_sort (names, compare_names);
      for (guint j = 0; names != NULL && j < names->len; j++)
        sw_value_append (&list, sw_value_new_string (g_ptr_array_index (names, j)));
      if (names != NULL)
        sw_value_set_member (&references, state->name, sw_value_ref (list));
      sw_value_clear (&list);
    }
  return references;
}

/**
 * sw_api_dup_invalid_definition:
 * @references: (out) (optional): names of the variables that each state reads; undefined: none
 *
 * Checks a definition.
 *
 * Returns: (transfer full) (nullable): what CreateStateMachine says is wrong; %NULL: nothing
 */
char *
sw_api_dup_invalid_definition (const char *definition,
                               gboolean    express,
                               SwValue    *references)
{
  g_autoptr (SwTree) tree = sw_tree_parse_as (definition, -1, SW_SYNTAX_JSON);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autoptr (GPtrArray) diagnostics
      = sw_check (model, express ? SW_MACHINE_EXPRESS : SW_MACHINE_STANDARD);
  char *errors = dup_errors (model, diagnostics);

  if (errors == NULL && references != NULL)
    *references = make_references (model);
  return errors;
}

static SwValue
show_finding (SwSeverity  severity,
              const char *code,
              const char *message,
              const char *location)
{
  SwValue entry = sw_value_new_object (4);

  sw_answer_set_text (&entry, "severity", sw_severity_get_name (severity));
  sw_answer_set_text (&entry, "code", code);
  sw_answer_set_text (&entry, "message", message);
  sw_answer_set_text (&entry, "location", location);
  return entry;
}

/* What AWS would tell of too; hints and our own findings are for people. */
static gboolean
is_told (const SwDiagnostic *item,
         gboolean            warnings)
{
  return item->severity == SW_SEVERITY_ERROR
         || (warnings && item->severity == SW_SEVERITY_WARNING && !sw_diagnostic_is_ours (item));
}

/* The findings that a request asks for, at most @limit. *TRUNCATED: there are more */
static SwValue
show_findings (SwModel   *model,
               GPtrArray *found,
               gboolean   warnings,
               guint      limit,
               gboolean  *truncated)
{
  g_autofree char *place = NULL;
  g_autofree char *fault = dup_syntax_fault (model, found, &place);
  SwValue list = sw_value_new_array (0);

  if (fault != NULL)
    sw_value_append (&list, show_finding (SW_SEVERITY_ERROR, SYNTAX, fault, place));
  for (guint i = 0; i < found->len && fault == NULL && !*truncated; i++)
    {
      const SwDiagnostic *item = g_ptr_array_index (found, i);
      g_autofree char *location = NULL;

      if (!is_told (item, warnings))
        continue;
      *truncated = sw_value_get_length (list) == limit;
      if (*truncated)
        break;
      location = sw_check_dup_location (model, item);
      sw_value_append (&list, show_finding (item->severity, item->code, item->message, location));
    }
  return list;
}

/**
 * sw_api_validate_state_machine_definition:
 *
 * ValidateStateMachineDefinition.
 */
void
sw_api_validate_state_machine_definition (SwApi     *api,
                                          SwApiCall *call)
{
  g_autoptr (SwTree) tree
      = sw_tree_parse_as (sw_api_call_get_text (call, "definition"), -1, SW_SYNTAX_JSON);
  g_autoptr (SwModel) model = sw_model_new (tree);
  gboolean express = g_strcmp0 (sw_api_call_get_text (call, "type"), "EXPRESS") == 0;
  gboolean warnings = g_strcmp0 (sw_api_call_get_text (call, "severity"), "WARNING") == 0;
  gint64 limit = sw_api_call_get_count (call, "maxResults", 0);
  g_autoptr (GPtrArray) found
      = sw_check (model, express ? SW_MACHINE_EXPRESS : SW_MACHINE_STANDARD);
  SwValue response = sw_value_new_object (3), list;
  gboolean truncated = FALSE, bad = FALSE;

  for (guint i = 0; i < found->len; i++)
    bad |= ((const SwDiagnostic *) g_ptr_array_index (found, i))->severity == SW_SEVERITY_ERROR;
  list = show_findings (model, found, warnings, limit > 0 ? (guint) limit : DEFAULT_DIAGNOSTICS,
                        &truncated);
  sw_answer_set_text (&response, "result", bad ? "FAIL" : "OK");
  sw_value_set_member (&response, "diagnostics", list);
  sw_answer_set_flag (&response, "truncated", truncated);
  sw_api_call_succeed (call, response);
}
