/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/assist/sw-assist-members.h"
#include "asl/assist/sw-assist-private.h"
#include "asl/sw-assignments.h"
#include "asl/sw-functions.h"
#include "asl/sw-variables.h"

#include <glib/gi18n.h>
#include <string.h>

/* What an expression can call and read: functions, variables, and the members of the data. */

/* Adds what stands behind HEAD under the name NAME. */
static void
add_member (SwAssist   *self,
            const char *name,
            const char *detail,
            const char *help)
{
  sw_assist_add_text (self, SW_PROPOSAL_MEMBER, name, detail, help);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_names (SwAssist   *self,
           GHashTable *names)
{
  g_autoptr (GPtrArray) sorted = g_hash_table_get_keys_as_ptr_array (names);

  g_ptr_array_sort (sorted, compare_names);
  for (guint i = 0; i < sorted->len; i++)
    {
      const char *name = g_ptr_array_index (sorted, i);
      const char *preview = g_hash_table_lookup (names, name);

      add_member (self, name, preview,
                  preview != NULL ? _ ("From the last run.") : _ ("Used elsewhere in the text."));
    }
}

/* Members of VALUE behind ROOT in the piece's head, and those the document names */
static void
add_members (SwAssist            *self,
             const SwAssistPiece *piece,
             const char          *root,
             SwValue              value)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *path = g_strdup (piece->head + strlen (root));
  gsize length = strlen (path);

  if (length > 0 && path[length - 1] == '.')
    path[length - 1] = '\0';
  sw_members_add_known (names, sw_members_find (value, path));
  sw_members_add_used (names, piece->text, piece->head, piece->spot->offset);
  add_names (self, names);
}

/* Members of the context object behind PREFIX: "Execution." */
static void
add_context (SwAssist            *self,
             const SwAssistPiece *piece,
             const char          *root)
{
  const char *prefix = piece->head + strlen (root);
  gsize length = strlen (prefix);
  guint n_members;
  const SwContextMember *members = sw_context_members_get_all (&n_members);

  for (guint i = 0; i < n_members; i++)
    if (strncmp (members[i].path, prefix, length) == 0
        && strchr (members[i].path + length, '.') == NULL)
      add_member (self, members[i].path + length, NULL, _ (members[i].help));
  if (g_str_has_prefix (prefix, "Execution.Input.") || g_str_has_prefix (prefix, "Map.Item.Value."))
    add_members (self, piece, root, piece->data->context);
}

static gboolean
is_inside (const SwAssistSpot *spot,
           const char         *name)
{
  for (const SwNode *node = spot->container; node != NULL && node != spot->state->node;
       node = node->parent)
    if (g_strcmp0 (node->name, name) == 0)
      return TRUE;

  return g_strcmp0 (spot->name, name) == 0;
}

/* $states.result is what a state has done: for Output and Assign alone; $states.errorOutput is for
 * a catcher's (AWS's documentation, "Transforming data with JSONata"). */
static gboolean
has_result (const SwAssistSpot *spot)
{
  return spot->state != NULL && !is_inside (spot, "Catch")
         && (spot->type == SW_STATE_TASK || spot->type == SW_STATE_PARALLEL
             || spot->type == SW_STATE_MAP)
         && (is_inside (spot, "Output") || is_inside (spot, "Assign"));
}

static gboolean
has_error (const SwAssistSpot *spot)
{
  return spot->state != NULL && is_inside (spot, "Catch");
}

static void
add_states (SwAssist            *self,
            const SwAssistPiece *piece)
{
  add_member (self, "input", NULL, _ ("The input of the state."));
  if (has_result (piece->spot))
    add_member (self, "result", NULL, _ ("What the state has done."));
  if (has_error (piece->spot))
    add_member (self, "errorOutput", NULL, _ ("The error: Error and Cause."));
  add_member (self, "context", NULL, _ ("The context object: execution, state, task token."));
}

static void
add_error (SwAssist *self)
{
  add_member (self, "Error", NULL, _ ("The name of the error."));
  add_member (self, "Cause", NULL, _ ("What happened, in words."));
}

/* What is known of a variable where it is read */
static const char *const assigned_words[] = {
  [SW_ASSIGNED_NEVER] = N_ ("not assigned before"),
  [SW_ASSIGNED_SOMETIMES] = N_ ("not on every path"),
  [SW_ASSIGNED_ALWAYS] = N_ ("variable"),
  [SW_ASSIGNED_UNKNOWN] = N_ ("variable"),
};

static void
add_variable (SwAssist            *self,
              const SwAssignments *assignments,
              const SwAssistSpot  *spot,
              const char          *name)
{
  g_autofree char *label = g_strconcat ("$", name, NULL);
  SwAssigned assigned = spot->state != NULL ? sw_assignments_get (assignments, spot->state, name)
                                            : SW_ASSIGNED_UNKNOWN;

  sw_assist_add_text (self, SW_PROPOSAL_VARIABLE, label, _ (assigned_words[assigned]), NULL);
}

static void
add_assigned (SwAssist            *self,
              const SwAssignments *assignments,
              const SwNode        *owner,
              const SwAssistSpot  *spot)
{
  const SwNode *assign = owner != NULL ? sw_node_get_member (owner, "Assign") : NULL;

  for (const SwNode *child = assign != NULL ? assign->first : NULL; child != NULL;
       child = child->next)
    {
      g_autofree char *name = g_strdup (child->name);

      if (name == NULL || *name == '\0' || child == spot->self || strstr (name, "${") != NULL)
        continue;
      if (g_str_has_suffix (name, ".$"))
        name[strlen (name) - strlen (".$")] = '\0';
      add_variable (self, assignments, spot, name);
    }
}

/* Variables that a state of this scope, or of one around it that is seen from here, assigns, and
 * whether the paths to this state do */
static void
add_variables (SwAssist            *self,
               const SwAssistPiece *piece)
{
  const SwScope *scope = piece->spot->scope;
  g_autoptr (SwAssignments) assignments = sw_assignments_new (piece->spot->model);

  while (scope != NULL)
    {
      for (guint i = 0; i < scope->states->len; i++)
        {
          const SwState *state = g_ptr_array_index (scope->states, i);

          add_assigned (self, assignments, state->node, piece->spot);
          for (guint j = 0; j < state->rules->len; j++)
            add_assigned (self, assignments, g_array_index (state->rules, SwRule, j).node,
                          piece->spot);
          for (guint j = 0; j < state->catchers->len; j++)
            add_assigned (self, assignments, g_array_index (state->catchers, SwHandler, j).node,
                          piece->spot);
        }
      scope = scope->parent != NULL && !sw_scope_is_isolated (scope) ? scope->parent->scope
                                                                       : NULL;
    }
}

static void
add_functions (SwAssist            *self,
               const SwAssistPiece *piece)
{
  gboolean called = piece->text[self->span.end] == '(';
  guint n_functions;
  const SwFunction *functions = sw_functions_get_all (piece->spot->language, &n_functions);

  for (guint i = 0; i < n_functions; i++)
    {
      const char *call = *functions[i].arguments == '\0' ? "()" : "(«»)";
      g_autofree char *marked = g_strconcat (functions[i].name, called ? "" : call, NULL);
      SwProposal *proposal =
          sw_assist_add (self, SW_PROPOSAL_FUNCTION, functions[i].name, functions[i].help);

      proposal->detail = g_strdup_printf ("(%s)", functions[i].arguments);
      proposal->text = sw_insertion_new_marked (marked);
    }
}

/* What an expression can begin with */
static void
add_beginnings (SwAssist            *self,
                const SwAssistPiece *piece)
{
  if (piece->spot->language == SW_QUERY_JSONATA)
    {
      sw_assist_add_text (self, SW_PROPOSAL_VARIABLE, "$states", NULL,
                          _ ("Input, result, error and context of the state."));
    }
  else
    {
      sw_assist_add_text (self, SW_PROPOSAL_VARIABLE, "$", _ ("the input"),
                          _ ("A path that begins at the input."));
      sw_assist_add_text (self, SW_PROPOSAL_VARIABLE, "$$", _ ("the context object"),
                          _ ("The context object: execution, state, task token."));
    }
  add_variables (self, piece);
  if (piece->callable)
    add_functions (self, piece);
}

/* What JSONPath reads in a field: a ResultSelector the result, an OutputPath what came of it */
static SwValue
get_input (const SwAssistPiece *piece)
{
  const SwAssistSpot *spot = piece->spot;
  const char *field = spot->field != NULL ? spot->field->name
                      : spot->around != NULL ? spot->around->name
                                             : "";

  if (strcmp (field, "ResultSelector") == 0)
    return piece->data->result;
  if (strcmp (field, "OutputPath") == 0)
    return piece->data->output;

  return piece->data->input;
}

static void
add_behind_variable (SwAssist            *self,
                     const SwAssistPiece *piece)
{
  gsize length = strcspn (piece->head + 1, ".[");
  g_autofree char *name = g_strndup (piece->head + 1, length);
  g_autofree char *root = g_strconcat ("$", name, ".", NULL);

  if (g_str_has_prefix (piece->head, root))
    add_members (self, piece, root, sw_value_get_member (piece->data->variables, name));
}

static void
add_jsonata (SwAssist            *self,
             const SwAssistPiece *piece)
{
  const char *head = piece->head;

  if (strcmp (head, "$states.") == 0)
    add_states (self, piece);
  else if (g_str_has_prefix (head, "$states.context."))
    add_context (self, piece, "$states.context.");
  else if (g_str_has_prefix (head, "$states.input."))
    add_members (self, piece, "$states.input.", piece->data->input);
  else if (g_str_has_prefix (head, "$states.result."))
    add_members (self, piece, "$states.result.", piece->data->result);
  else if (strcmp (head, "$states.errorOutput.") == 0)
    add_error (self);
  else if (*head == '$' && !g_str_has_prefix (head, "$states"))
    add_behind_variable (self, piece);
}

static void
add_jsonpath (SwAssist            *self,
              const SwAssistPiece *piece)
{
  const char *head = piece->head;

  if (g_str_has_prefix (head, "$$."))
    add_context (self, piece, "$$.");
  else if (g_str_has_prefix (head, "$."))
    add_members (self, piece, "$.", get_input (piece));
  else if (*head == '$')
    add_behind_variable (self, piece);
}

/* What can stand in the place of PIECE's last name */
void
sw_assist_names (SwAssist            *self,
                 const SwAssistPiece *piece)
{
  if (*piece->head == '\0')
    add_beginnings (self, piece);
  else if (piece->spot->language == SW_QUERY_JSONATA)
    add_jsonata (self, piece);
  else
    add_jsonpath (self, piece);
}
