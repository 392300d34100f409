/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-machine.h"

#include "asl/sw-check.h"
#include "asl/sw-variables.h"

/* What the API tells of a definition: what is wrong with it, and which variables its states
 * read. */

/* CreateStateMachine's one line: 'CODE: message at location, CODE: …'; NULL: nothing is wrong */
static char *
dup_errors (SwModel   *model,
            GPtrArray *diagnostics)
{
  GString *out = g_string_new ("Invalid State Machine Definition: '");
  guint n_errors = 0;

  for (guint i = 0; i < diagnostics->len; i++)
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
