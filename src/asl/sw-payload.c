/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/ops/sw-ops-private.h"
#include "asl/sw-payload.h"

#include <glib/gi18n.h>
#include <string.h>

/* What the forms of AWS's designer write for "use state input", in each language */
#define INPUT_PATH "$"
#define INPUT_EXPRESSION "$states.input"

/**
 * sw_payload_find:
 *
 * Returns: (transfer none) (nullable): the parameter that is what the call hands over; %NULL where
 *   it has none of that kind
 */
const SwParameter *
sw_payload_find (const SwIntegration *integration)
{
  for (guint i = 0; i < integration->n_parameters; i++)
    if (integration->parameters[i].type == SW_PARAMETER_ANY)
      return &integration->parameters[i];

  return NULL;
}

static const char *
get_member (const SwState *state)
{
  return state->language == SW_QUERY_JSONATA ? "Arguments" : "Parameters";
}

static gboolean
is_whole_input (const SwNode *value)
{
  g_autofree char *text = value->kind == SW_NODE_STRING ? sw_node_dup_string (value, NULL) : NULL;
  g_autofree char *inside = NULL;
  gsize length = text != NULL ? strlen (text) : 0;

  if (length < 4 || !g_str_has_prefix (text, "{%") || !g_str_has_suffix (text, "%}"))
    return FALSE;
  inside = g_strstrip (g_strndup (text + 2, length - 4));

  return strcmp (inside, INPUT_EXPRESSION) == 0;
}

/**
 * sw_payload_get_source:
 * @state: a Task
 * @name: of the parameter: "Payload"
 *
 * Returns: where the Task takes it from
 */
SwPayloadSource
sw_payload_get_source (const SwState *state,
                       const char    *name)
{
  const SwNode *object = sw_node_get_member (state->node, get_member (state));
  g_autofree char *by_path = g_strconcat (name, ".$", NULL);
  const SwNode *value;

  if (object == NULL || object->kind != SW_NODE_OBJECT)
    return SW_PAYLOAD_NONE;
  value = state->language == SW_QUERY_JSONPATH ? sw_node_get_member (object, by_path) : NULL;
  if (value != NULL)
    return sw_node_equals_string (value, INPUT_PATH) ? SW_PAYLOAD_INPUT : SW_PAYLOAD_PATH;
  value = sw_node_get_member (object, name);
  if (value == NULL)
    return SW_PAYLOAD_NONE;

  return state->language == SW_QUERY_JSONATA && is_whole_input (value) ? SW_PAYLOAD_INPUT
                                                                       : SW_PAYLOAD_ENTERED;
}

/* The value as JSON; one that is to be entered begins with the input in a member, as AWS's own
 * examples have it. */
static char *
dup_value (SwQueryLanguage language,
           const char     *name,
           SwPayloadSource source,
           const char     *entered)
{
  gboolean jsonata = language == SW_QUERY_JSONATA;

  switch (source)
    {
    case SW_PAYLOAD_INPUT:
      return g_strdup (jsonata ? "\"{% " INPUT_EXPRESSION " %}\"" : "\"" INPUT_PATH "\"");
    case SW_PAYLOAD_PATH:
      return g_strdup_printf ("\"$.%s\"", name);
    case SW_PAYLOAD_ENTERED:
      if (entered != NULL)
        return g_strdup (entered);
      return g_strdup (jsonata ? "{ \"Input\": \"{% " INPUT_EXPRESSION " %}\" }"
                               : "{ \"Input.$\": \"" INPUT_PATH "\" }");
    case SW_PAYLOAD_NONE:
    default:
      return NULL;
    }
}

static gboolean
has_member (SwRewriter *rewriter,
            const char *pointer)
{
  return sw_tree_resolve (sw_rewriter_get_tree (rewriter), pointer) != NULL;
}

/* WANTED takes the place of OTHER, the same parameter by its other name; without JSON both go. */
static gboolean
write_member (SwRewriter  *rewriter,
              const char  *object,
              const char  *wanted,
              const char  *other,
              const char  *json,
              GError     **error)
{
  g_autofree char *to = sw_pointer_append (object, wanted);
  g_autofree char *from = sw_pointer_append (object, other);

  if (json == NULL && has_member (rewriter, to) && !sw_rewriter_remove (rewriter, to, error))
    return FALSE;
  if (has_member (rewriter, from)
      && (json == NULL || has_member (rewriter, to)
              ? !sw_rewriter_remove (rewriter, from, error)
              : !sw_rewriter_rename (rewriter, from, wanted, error)))
    return FALSE;

  return json == NULL || sw_rewriter_set (rewriter, to, json, error);
}

/* A Task without parameters gets them. */
static SwOpsResult *
add_parameters (SwModel       *model,
                const SwState *state,
                const char    *name,
                const char    *json,
                GError       **error)
{
  g_autofree char *object
      = json != NULL ? g_strdup_printf ("{ \"%s\": %s }", name, json) : g_strdup ("{}");

  return sw_ops_set_field (model, state->pointer, get_member (state), object, error);
}

/**
 * sw_ops_set_payload:
 * @pointer: JSON pointer of a Task
 * @name: of the parameter: "Payload"
 * @entered: (nullable): JSON text, where @source is %SW_PAYLOAD_ENTERED: what is entered
 * @error: why it cannot be done
 *
 * Has a Task take what it hands over from elsewhere. The parameter keeps its place.
 *
 * Returns: (transfer full) (nullable): edits that select the Task
 */
SwOpsResult *
sw_ops_set_payload (SwModel          *model,
                    const char       *pointer,
                    const char       *name,
                    SwPayloadSource   source,
                    const char       *entered,
                    GError          **error)
{
  SwState *state = sw_model_find_pointer (model, pointer);
  g_auto (SwOpsChange) change = { NULL };
  g_autoptr (GError) failure = NULL;
  g_autofree char *by_path = g_strconcat (name, ".$", NULL);
  g_autofree char *object = NULL;
  g_autofree char *json = NULL;
  const SwNode *node;
  gboolean dynamic, done;

  g_return_val_if_fail (state != NULL, NULL);

  dynamic = state->language == SW_QUERY_JSONPATH
            && (source == SW_PAYLOAD_INPUT || source == SW_PAYLOAD_PATH);
  object = sw_pointer_append (pointer, get_member (state));
  json = dup_value (state->language, name, source, entered);
  node = sw_node_get_member (state->node, get_member (state));
  if (node == NULL)
    return add_parameters (model, state, dynamic ? by_path : name, json, error);

  sw_ops_change_init (&change, model);
  change.select = g_strdup (pointer);
  if (node->kind == SW_NODE_OBJECT)
    done = write_member (change.rewriter, object, dynamic ? by_path : name,
                         dynamic ? name : by_path, json, &failure);
  else
    done = sw_ops_refuse (&failure, _ ("“%s” is not an object here: change it in the code."),
                          get_member (state));

  return sw_ops_change_end (&change, done, failure, error);
}
