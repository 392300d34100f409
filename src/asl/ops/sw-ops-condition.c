/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/ops/sw-ops-private.h"

#include <glib/gi18n.h>

/* A rule gets another condition. What both have in common stays byte for byte: a changed operand
 * is one changed value, a part added to an And one new element. */

static gboolean set_condition (SwRewriter        *rewriter,
                               const char        *pointer,
                               const SwCondition *old,
                               const SwCondition *new,
                               GError           **error);

/* Of members of an object: sets NAME to JSON unless it is that already. */
static gboolean
set_text (SwRewriter  *rewriter,
          const char  *pointer,
          const char  *name,
          const char  *old,
          const char  *json,
          GError     **error)
{
  g_autofree char *member = NULL;

  if (g_strcmp0 (old, json) == 0)
    return TRUE;
  member = sw_pointer_append (pointer, name);

  return sw_rewriter_set (rewriter, member, json, error);
}

static gboolean
change_comparison (SwRewriter        *rewriter,
                   const char        *pointer,
                   const SwCondition *old,
                   const SwCondition *new,
                   GError           **error)
{
  const char *operand = old->operand;

  if (old->operator != new->operator)
    {
      g_autofree char *member = sw_pointer_append (pointer, old->operator->name);

      if (!sw_rewriter_rename (rewriter, member, new->operator->name, error))
        return FALSE;
    }

  return set_text (rewriter, pointer, "Variable", old->variable, new->variable, error)
         && set_text (rewriter, pointer, new->operator->name, operand, new->operand, error);
}

/* The parts at the start and at the end that both have are left alone; of the others each takes
 * the place of one, and what is too many or too few goes or comes. */
static gboolean
change_parts (SwRewriter        *rewriter,
              const char        *array,
              const SwCondition *old,
              const SwCondition *new,
              GError           **error)
{
  guint n_old = old->parts->len, n_new = new->parts->len, from = 0;

  while (from < n_old && from < n_new
         && sw_condition_is_same (old->parts->pdata[from], new->parts->pdata[from]))
    from++;
  while (n_old > from && n_new > from
         && sw_condition_is_same (old->parts->pdata[n_old - 1], new->parts->pdata[n_new - 1]))
    {
      n_old--;
      n_new--;
    }
  for (guint i = n_old; i > n_new; i--)
    {
      g_autofree char *part = sw_pointer_append_index (array, i - 1);

      if (!sw_rewriter_remove (rewriter, part, error))
        return FALSE;
    }
  for (guint i = from; i < MIN (n_old, n_new); i++)
    {
      g_autofree char *part = sw_pointer_append_index (array, i);

      if (!set_condition (rewriter, part, old->parts->pdata[i], new->parts->pdata[i], error))
        return FALSE;
    }
  for (guint i = n_old; i < n_new; i++)
    {
      g_autofree char *json = sw_condition_to_json (new->parts->pdata[i]);

      if (!sw_rewriter_insert_element (rewriter, array, i, json, error))
        return FALSE;
    }

  return TRUE;
}

/* The member before which a condition goes: what follows the old one, or Next. */
static const char *
find_next_member (const SwNode *object)
{
  gboolean seen = FALSE;

  for (const SwNode *member = object->first; member != NULL; member = member->next)
    {
      seen |= sw_condition_is_member (member->name);
      if (seen && !sw_condition_is_member (member->name))
        return member->name;
    }

  return !seen && sw_node_get_member (object, "Next") != NULL ? "Next" : NULL;
}

static gboolean
remove_members (SwRewriter  *rewriter,
                const char  *pointer,
                GError     **error)
{
  const SwNode *object = sw_tree_resolve (sw_rewriter_get_tree (rewriter), pointer);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (const SwNode *member = object->first; member != NULL; member = member->next)
    if (sw_condition_is_member (member->name))
      g_ptr_array_add (names, g_strdup (member->name));
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *member = sw_pointer_append (pointer, names->pdata[i]);

      if (!sw_rewriter_remove (rewriter, member, error))
        return FALSE;
    }

  return TRUE;
}

/* Of a rule the members that are its condition, so that Next and Comment stay. */
static gboolean
replace (SwRewriter        *rewriter,
         const char        *pointer,
         const SwCondition *new,
         GError           **error)
{
  SwNode *object = sw_tree_resolve (sw_rewriter_get_tree (rewriter), pointer);
  g_autofree char *json = sw_condition_to_json (new);
  g_autoptr (SwTree) tree = sw_tree_parse (json, -1);
  g_autofree char *before = NULL;

  if (object->kind != SW_NODE_OBJECT || sw_tree_get_root (tree)->kind != SW_NODE_OBJECT)
    return sw_rewriter_set (rewriter, pointer, json, error);

  before = g_strdup (find_next_member (object));
  if (!remove_members (rewriter, pointer, error))
    return FALSE;
  for (SwNode *member = sw_tree_get_root (tree)->first; member != NULL; member = member->next)
    {
      g_autofree char *value =
          g_strndup (json + member->span.start, sw_span_length (member->span));

      if (!sw_rewriter_insert_member (rewriter, pointer, member->name, value, before, NULL, error))
        return FALSE;
    }

  return TRUE;
}

/* What a part asks, whatever its comment */
static gboolean
set_question (SwRewriter        *rewriter,
              const char        *pointer,
              const SwCondition *old,
              const SwCondition *new,
              GError           **error)
{
  g_autofree char *member = NULL;

  if (old->kind != new->kind || old->kind == SW_CONDITION_OTHER)
    return replace (rewriter, pointer, new, error);

  switch (old->kind)
    {
    case SW_CONDITION_NOT:
      member = sw_pointer_append (pointer, "Not");
      return set_condition (rewriter, member, old->parts->pdata[0], new->parts->pdata[0], error);
    case SW_CONDITION_AND:
    case SW_CONDITION_OR:
      member = sw_pointer_append (pointer, old->kind == SW_CONDITION_AND ? "And" : "Or");
      return change_parts (rewriter, member, old, new, error);
    case SW_CONDITION_COMPARISON:
    case SW_CONDITION_OTHER:
    default:
      if (old->operator == NULL || new->operator == NULL || old->variable == NULL
          || new->variable == NULL || old->operand == NULL || new->operand == NULL)
        return replace (rewriter, pointer, new, error);
      return change_comparison (rewriter, pointer, old, new, error);
    }
}

static gboolean
set_comment (SwRewriter  *rewriter,
             const char  *pointer,
             const char  *json,
             GError     **error)
{
  g_autofree char *member = sw_pointer_append (pointer, "Comment");

  if (json != NULL)
    return sw_rewriter_set (rewriter, member, json, error);
  if (sw_tree_resolve (sw_rewriter_get_tree (rewriter), member) == NULL)
    return TRUE;

  return sw_rewriter_remove (rewriter, member, error);
}

static gboolean
set_condition (SwRewriter        *rewriter,
               const char        *pointer,
               const SwCondition *old,
               const SwCondition *new,
               GError           **error)
{
  if (sw_condition_is_same (old, new))
    return TRUE;
  if (!set_question (rewriter, pointer, old, new, error))
    return FALSE;

  return g_strcmp0 (old->comment, new->comment) == 0
         || set_comment (rewriter, pointer, new->comment, error);
}

/* Beside the whole stands the rule's own Comment. A part that becomes the whole brings its comment
 * along where the rule has none. */
static gboolean
set_whole (SwRewriter        *rewriter,
           const char        *pointer,
           const SwCondition *old,
           const SwCondition *new,
           GError           **error)
{
  const SwNode *node = sw_tree_resolve (sw_rewriter_get_tree (rewriter), pointer);
  gboolean has_comment =
      node->kind == SW_NODE_OBJECT && sw_node_get_member (node, "Comment") != NULL;

  if (!set_question (rewriter, pointer, old, new, error))
    return FALSE;

  return new->comment == NULL || has_comment
         || set_comment (rewriter, pointer, new->comment, error);
}

/**
 * sw_ops_set_condition:
 * @pointer: JSON pointer of a rule of a Choice, or of a condition inside one
 * @condition: what it shall ask
 * @error: why it cannot be set
 *
 * Changes what a rule asks, and leaves alone where it leads (Next, Output, Assign) and its Comment;
 * the Comment of a part of it is the part's. What old and new condition have in common keeps its
 * bytes.
 *
 * Returns: (transfer full) (nullable): edits that select the state concerned
 */
SwOpsResult *
sw_ops_set_condition (SwModel           *model,
                      const char        *pointer,
                      const SwCondition *condition,
                      GError           **error)
{
  SwNode *node;
  g_auto (SwOpsChange) change = { NULL };
  g_autoptr (SwCondition) old = NULL;
  g_autoptr (GError) failure = NULL;
  SwState *state;
  gboolean done;

  g_return_val_if_fail (model != NULL && pointer != NULL && condition != NULL, NULL);

  node = sw_tree_resolve (sw_model_get_tree (model), pointer);
  sw_ops_change_init (&change, model);
  if (node == NULL)
    {
      done = sw_ops_refuse (&failure, _ ("There is no rule at “%s”."), pointer);
    }
  else
    {
      old = sw_condition_from_node (node);
      done = sw_condition_is_same (old, condition)
             || set_whole (change.rewriter, pointer, old, condition, &failure);
      state = sw_model_find_at (model, node->span.start);
      change.select = state != NULL ? g_strdup (state->pointer) : NULL;
    }

  return sw_ops_change_end (&change, done, failure, error);
}
