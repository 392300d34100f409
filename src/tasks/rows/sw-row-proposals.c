/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/rows/sw-row-proposals.h"

#include <string.h>

#include "json/rewriter/sw-rewriter.h"
#include "json/sw-text.h"
#include "tasks/aws/sw-lambda-texts.h"
#include "tasks/rows/sw-row-sources.h"
#include "tasks/sw-tasks-text.h"

static void
proposal_free (gpointer data)
{
  SwRowProposal *self = data;

  g_free (self->function);
  g_free (self->row);
  g_free (self->origin);
  g_free (self);
}

/* The function that a Task calls, by its own ARN or by lambda:invoke; NULL for any other task, and
 * for a name that is computed */
static char *
dup_function (const SwState *state)
{
  static const char *const places[] = { "Parameters", "Arguments" };

  if (state->type != SW_STATE_TASK || state->resource == NULL)
    return NULL;
  if (strstr (state->resource, ":function:") != NULL || g_str_has_prefix (state->resource, "${"))
    return sw_lambda_dup_name (state->resource, NULL);
  if (strstr (state->resource, ":lambda:invoke") == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      SwNode *parameters = sw_node_get_member (state->node, places[i]);
      SwNode *name = parameters != NULL ? sw_node_get_member (parameters, "FunctionName") : NULL;
      g_autofree char *text
          = name != NULL && name->kind == SW_NODE_STRING ? sw_node_dup_string (name, NULL) : NULL;

      if (text != NULL && !g_str_has_prefix (text, "{%"))
        return sw_lambda_dup_name (text, NULL);
    }
  return NULL;
}

static gboolean
matches (const SwNode *row,
         const char   *member,
         const char   *text)
{
  SwNode *node = sw_node_get_member (row, member);
  g_autofree char *pattern
      = node != NULL && node->kind == SW_NODE_STRING ? sw_node_dup_string (node, NULL) : NULL;

  return pattern != NULL && g_pattern_match_simple (pattern, text);
}

/* Whether a row stands there for it already, whatever it says */
static gboolean
is_settled (SwTree        *tasks,
            const SwState *state,
            const char    *function)
{
  SwNode *rows = tasks != NULL ? sw_tree_resolve (tasks, "/tasks") : NULL;

  for (const SwNode *row = rows != NULL ? rows->first : NULL; row != NULL; row = row->next)
    if (matches (row, "function", function) || matches (row, "state", state->name)
        || matches (row, "resource", state->resource))
      return TRUE;
  return FALSE;
}

static void
set_whole (SwValue    *row,
           const char *member,
           gint64      number)
{
  if (number > 0)
    sw_value_set_member (row, member, sw_value_new_integer (number));
}

/* A function whose name is a placeholder is known by its state alone. */
static char *
dup_row (const SwState          *state,
         const char             *function,
         const SwFunctionSource *source)
{
  g_auto (SwValue) row = sw_value_new_object (10);
  gboolean provided = source->bootstrap != NULL;

  if (strstr (function, "${") != NULL)
    sw_value_set_text (&row, "state", state->name);
  else
    sw_value_set_text (&row, "function", function);
  sw_value_set_text (&row, "use", "lambda");
  sw_value_set_text (&row, "bootstrap", source->bootstrap);
  sw_value_set_text (&row, "dir", provided ? NULL : source->dir);
  sw_value_set_text (&row, "handler", provided ? NULL : source->handler);
  sw_value_set_text (&row, "runtime", provided ? NULL : source->runtime);
  set_whole (&row, "timeout", source->timeout);
  set_whole (&row, "memory", source->memory);
  if (sw_value_is (source->env, SW_TYPE_OBJECT))
    sw_value_set_member (&row, "env", sw_value_ref (source->env));
  return sw_value_to_text (row, SW_TEXT_PRETTY, NULL);
}

static gboolean
is_proposed (GPtrArray  *proposals,
             const char *function)
{
  for (guint i = 0; i < proposals->len; i++)
    if (g_str_equal (((SwRowProposal *) proposals->pdata[i])->function, function))
      return TRUE;
  return FALSE;
}

/**
 * sw_row_proposals_find:
 * @model: a definition
 * @folder: where it lies
 * @tasks: (nullable): the tasks file beside it
 *
 * Looks for the Lambda functions that a definition calls and that no row is for. Reads a few local
 * files.
 *
 * Returns: (transfer full): #SwRowProposal, one for each function that was found, in the order of
 * the definition
 */
GPtrArray *
sw_row_proposals_find (const SwModel *model,
                       GFile         *folder,
                       SwTree        *tasks)
{
  GPtrArray *proposals = g_ptr_array_new_with_free_func (proposal_free);
  GPtrArray *states = sw_model_get_states (model);

  for (guint i = 0; i < states->len; i++)
    {
      const SwState *state = states->pdata[i];
      g_autofree char *function = dup_function (state);
      g_autoptr (SwFunctionSource) source = NULL;
      SwRowProposal *proposal;

      if (function == NULL || is_settled (tasks, state, function)
          || is_proposed (proposals, function))
        continue;
      source = sw_template_find_function (folder, function);
      if (source == NULL)
        source = sw_handlers_find_function (folder, function);
      if (source == NULL)
        continue;
      proposal = g_new0 (SwRowProposal, 1);
      proposal->row = dup_row (state, function, source);
      proposal->origin = g_strdup (source->origin);
      proposal->function = g_steal_pointer (&function);
      g_ptr_array_add (proposals, proposal);
    }
  return proposals;
}

/* A definition whose function's name is a placeholder runs only where that has a value: one that
 * says which function it is. A value that stands there stays. */
static gboolean
add_value (SwRewriter           *rewriter,
           const SwRowProposal  *proposal,
           GError              **error)
{
  SwTree *tree = sw_rewriter_get_tree (rewriter);
  const char *name = proposal->function;
  g_autofree char *inner = NULL, *pointer = NULL, *value = NULL;

  if (!g_str_has_prefix (name, "${") || !g_str_has_suffix (name, "}"))
    return TRUE;
  inner = g_strndup (name + 2, strlen (name) - 3);
  pointer = sw_pointer_append ("/substitutions", inner);
  if (sw_tree_resolve (tree, pointer) != NULL)
    return TRUE;
  if (sw_tree_resolve (tree, "/substitutions") == NULL
      && !sw_rewriter_insert_member (rewriter, "", "substitutions", "{}", NULL, NULL, error))
    return FALSE;
  value = g_strdup_printf ("\"arn:aws:lambda:us-east-1:123456789012:function:%s\"", inner);
  return sw_rewriter_insert_member (rewriter, "/substitutions", inner, value, NULL, NULL, error);
}

/* What adds rows after those that stand in a tasks file, and values of placeholders that name
 * functions; NULL with ERROR set where the file or its "tasks" has another shape */
static SwEdits *
add_rows (SwTree     *tasks,
          GPtrArray  *proposals,
          GError    **error)
{
  g_autoptr (SwRewriter) rewriter = sw_rewriter_new (tasks);
  SwNode *rows = sw_tree_resolve (tasks, "/tasks");
  guint count = rows != NULL ? rows->count : 0;

  if (rows == NULL && !sw_rewriter_insert_member (rewriter, "", "tasks", "[]", NULL, NULL, error))
    return NULL;
  for (guint i = 0; i < proposals->len; i++)
    if (!sw_rewriter_insert_element (rewriter, "/tasks", count + i,
                                     ((SwRowProposal *) proposals->pdata[i])->row, error)
        || !add_value (rewriter, proposals->pdata[i], error))
      return NULL;
  return sw_rewriter_finish (rewriter);
}

static SwEdits *
add (SwTree    *tasks,
     gpointer   data,
     GError   **error)
{
  return add_rows (tasks, data, error);
}

/**
 * sw_row_proposals_save:
 * @proposals: (element-type SwRowProposal): what to add
 * @file: a tasks file, be it there or not
 * @error: why it cannot be written
 *
 * Adds rows to a tasks file, which is made where there is none.
 *
 * Returns: whether they stand there
 */
gboolean
sw_row_proposals_save (GPtrArray  *proposals,
                       GFile      *file,
                       GError    **error)
{
  return sw_tasks_text_change (file, add, proposals, error);
}
