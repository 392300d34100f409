/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/model/sw-fields.h"
#include "asl/ops/sw-fragment.h"
#include "asl/ops/sw-ops-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* A state's type, or SW_STATE_UNKNOWN where the node is no state */
static SwStateType
get_type (const SwNode *node)
{
  const SwNode *type = node->kind == SW_NODE_OBJECT ? sw_node_get_member (node, "Type") : NULL;
  g_autofree char *name =
      type != NULL && type->kind == SW_NODE_STRING ? sw_node_dup_string (type, NULL) : NULL;

  return name != NULL ? sw_state_type_from_name (name) : SW_STATE_UNKNOWN;
}

static gboolean
holds_states (const SwNode *node)
{
  for (const SwNode *member = node->first; member != NULL; member = member->next)
    if (get_type (member) == SW_STATE_UNKNOWN)
      return FALSE;

  return node->first != NULL;
}

/* A machine around states that were copied without one. */
static SwModel *
frame (const char *states)
{
  g_autofree char *text = g_strdup_printf ("{\"States\": %s}", states);
  g_autoptr (SwTree) tree = sw_tree_parse (text, -1);

  return sw_model_new (tree);
}

static SwModel *
frame_one (const SwNode *node,
           SwStateType   type)
{
  const SwStencil *stencil = sw_stencils_find (sw_state_type_get_name (type));
  g_autofree char *raw = sw_node_dup_json (node);
  g_autofree char *states = g_strdup_printf ("{\"%s\": %s}", stencil->name, raw);

  return frame (states);
}

static SwModel *
read_tree (SwTree *tree)
{
  SwNode *root = sw_tree_get_root (tree);
  SwNode *states;
  g_autofree char *raw = NULL;

  if (!sw_tree_is_valid (tree) || root->kind != SW_NODE_OBJECT)
    return NULL;

  states = sw_node_get_member (root, "States");
  if (states != NULL && states->kind == SW_NODE_OBJECT && states->first != NULL)
    return sw_model_new (tree);
  if (get_type (root) != SW_STATE_UNKNOWN)
    return frame_one (root, get_type (root));
  if (!holds_states (root))
    return NULL;

  raw = sw_node_dup_json (root);

  return frame (raw);
}

/* Members without the braces around them, as they are copied out of a States object; perhaps with
 * the comma behind. */
static SwModel *
read_members (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autofree char *braced = NULL;
  g_autoptr (SwTree) tree = NULL;
  gsize length = strlen (trimmed);

  if (length > 0 && trimmed[length - 1] == ',')
    trimmed[length - 1] = '\0';
  braced = g_strdup_printf ("{%s}", trimmed);
  tree = sw_tree_parse (braced, -1);

  return read_tree (tree);
}

/* What is copied out of a page or a message, with words around it: from its first brace to its last one. */
static SwModel *
read_within (const char *text)
{
  const char *first = strchr (text, '{');
  const char *last = strrchr (text, '}');
  g_autofree char *part = NULL;
  g_autoptr (SwTree) tree = NULL;

  if (first == NULL || last < first)
    return NULL;
  part = g_strndup (first, (gsize) (last - first) + 1);
  tree = sw_tree_parse (part, -1);

  return read_tree (tree);
}

static gboolean
begins_as_json (const char *text)
{
  return text[strspn (text, " \t\r\n")] == '{';
}

/* TREE: of what is meant as JSON, as its first character tells, and is broken; where, so that it can be mended */
static void
refuse_broken (const SwTree *tree,
               const char   *text,
               GError      **error)
{
  const SwDiagnostic *first = sw_tree_get_diagnostics (tree)->pdata[0];
  guint line = 1;

  for (gsize i = 0; i < first->span.start && text[i] != '\0'; i++)
    line += text[i] == '\n';
  sw_ops_refuse (error, _ ("Line %u of the text: %s"), line, first->message);
}

/**
 * sw_fragment_read:
 * @text: JSON: a state machine (or a branch, or an item processor); named states, in an object or
 *   without its braces; a state without a name; words may stand around it
 * @error: why it holds no states: of SW_OPS_ERROR
 *
 * Returns: (transfer full) (nullable): the states, in the scope of a machine
 */
SwModel *
sw_fragment_read (const char *text,
                  GError    **error)
{
  g_autoptr (SwTree) tree = NULL;
  SwModel *model = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (g_utf8_validate (text, -1, NULL))
    {
      tree = sw_tree_parse (text, -1);
      model = read_tree (tree);
      if (model == NULL)
        model = read_members (text);
      if (model == NULL)
        model = read_within (text);
    }
  if (model == NULL && tree != NULL && !sw_tree_is_valid (tree) && begins_as_json (text))
    refuse_broken (tree, text, error);
  else if (model == NULL)
    sw_ops_refuse (error,
                   _ ("The text holds no states. Copy a state, several with their names, or a "
                      "whole state machine, as JSON."));

  return model;
}

/* What of a state the query language is told by: not the states inside of it, which tell for
 * themselves. */
static gboolean
is_inner (const SwNode *member)
{
  static const char *const names[] = { "Branches", "ItemProcessor", "Iterator", NULL };

  return member->name == NULL || g_strv_contains (names, member->name);
}

static gboolean
speaks_jsonata (const SwNode *member)
{
  g_autofree char *raw = sw_node_dup_json (member);

  return strstr (raw, "{%") != NULL;
}

static gboolean
speaks_jsonpath (const SwNode *member)
{
  g_autofree char *raw = sw_node_dup_json (member);

  return strcmp (member->name, "Choices") == 0 && strstr (raw, "\"Variable\"") != NULL;
}

/**
 * sw_fragment_find_language:
 * @state: a state
 * @language: (out): the query language that its fields are written in
 *
 * Returns: %FALSE where they mean the same in both
 */
gboolean
sw_fragment_find_language (const SwState   *state,
                           SwQueryLanguage *language)
{
  for (const SwNode *member = state->node->first; member != NULL; member = member->next)
    {
      const SwField *field =
          member->name != NULL ? sw_fields_find (state->type, member->name) : NULL;
      gboolean jsonpath =
          field != NULL && sw_field_is_legal (field, state->type, SW_QUERY_JSONPATH);
      gboolean jsonata = field != NULL && sw_field_is_legal (field, state->type, SW_QUERY_JSONATA);

      if (is_inner (member))
        continue;
      if ((jsonata && !jsonpath) || speaks_jsonata (member))
        {
          *language = SW_QUERY_JSONATA;
          return TRUE;
        }
      if ((jsonpath && !jsonata) || speaks_jsonpath (member))
        {
          *language = SW_QUERY_JSONPATH;
          return TRUE;
        }
    }

  return FALSE;
}
