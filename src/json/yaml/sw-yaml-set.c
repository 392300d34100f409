/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/yaml/sw-yaml-edit-private.h"

#include <string.h>

/* A value set anew. Of an array or object only what differs is changed, so that the comments, the
 * quotes and the order of the rest stay. */

/* Where a rewriter stood, to go back to */
typedef struct
{
  SwTree *tree;
  SwEdits *edits;
} Mark;

static void
mark_clear (Mark *self)
{
  g_clear_pointer (&self->tree, sw_tree_unref);
  g_clear_pointer (&self->edits, sw_edits_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Mark, mark_clear)

static void
mark_init (Mark       *self,
           SwRewriter *rewriter)
{
  sw_rewriter_settle (rewriter);
  self->tree = sw_tree_ref (rewriter->tree);
  self->edits = sw_edits_ref (rewriter->edits);
}

static void
go_back (SwRewriter *self,
         Mark       *mark)
{
  g_clear_pointer (&self->waiting, sw_edits_unref);
  g_array_set_size (self->replaced, 0);
  sw_tree_unref (self->tree);
  sw_edits_unref (self->edits);
  self->tree = g_steal_pointer (&mark->tree);
  self->edits = g_steal_pointer (&mark->edits);
}

static gboolean
is_same (const SwNode *a,
         const SwNode *b)
{
  g_auto (SwValue) first = sw_node_to_value (a);
  g_auto (SwValue) second = sw_node_to_value (b);

  return a->kind == b->kind && sw_value_equal (first, second);
}

/* Whether two objects have names in common, none of them twice, and all in the same order */
static gboolean
are_alike (const SwNode *old,
           const SwNode *new)
{
  const SwNode *last = NULL;
  guint common = 0;

  for (const SwNode *member = new->first; member != NULL; member = member->next)
    {
      const SwNode *same = sw_node_get_member (old, member->name);

      if (sw_node_get_member (new, member->name) != member)
        return FALSE;
      if (same == NULL)
        continue;
      if (last != NULL && same->index < last->index)
        return FALSE;
      last = same;
      common++;
    }

  return common > 0;
}

static gboolean
set_child (SwRewriter    *self,
           const char    *pointer,
           const SwNode  *value,
           GError       **error)
{
  g_autofree char *json = sw_node_dup_json (value);

  return sw_rewriter_set (self, pointer, json, error);
}

static gboolean
remove_others (SwRewriter    *self,
               const char    *pointer,
               const SwNode  *old,
               const SwNode  *new,
               GError       **error)
{
  for (const SwNode *member = old->first; member != NULL; member = member->next)
    {
      g_autofree char *child = sw_pointer_append (pointer, member->name);

      if (sw_node_get_member (new, member->name) == NULL
          && !sw_rewriter_remove (self, child, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
set_members (SwRewriter    *self,
             const char    *pointer,
             const SwNode  *old,
             const SwNode  *new,
             GError       **error)
{
  if (!remove_others (self, pointer, old, new, error))
    return FALSE;

  for (const SwNode *member = new->first; member != NULL; member = member->next)
    {
      const SwNode *same = sw_node_get_member (old, member->name);
      g_autofree char *child = sw_pointer_append (pointer, member->name);
      g_autofree char *json = NULL;
      const SwNode *before = member->next;

      if (same != NULL && is_same (same, member))
        continue;
      if (same != NULL)
        {
          if (!set_child (self, child, member, error))
            return FALSE;
          continue;
        }

      while (before != NULL && sw_node_get_member (old, before->name) == NULL)
        before = before->next;
      json = sw_node_dup_json (member);
      if (!sw_rewriter_insert_member (
              self, pointer, member->name, json, member->previous == NULL ? before->name : NULL,
              member->previous != NULL ? member->previous->name : NULL, error))
        return FALSE;
    }

  return TRUE;
}

/* What begins and ends alike stays; of the rest, one after the other is replaced. */
static gboolean
set_elements (SwRewriter    *self,
              const char    *pointer,
              const SwNode  *old,
              const SwNode  *new,
              GError       **error)
{
  const SwNode *last = new->last;
  const SwNode *old_last = old->last;
  const SwNode *element = new->first;
  guint first = 0, n_old, n_new;

  for (const SwNode *same = old->first; element != NULL && same != NULL && is_same (same, element);
       same = same->next)
    {
      element = element->next;
      first++;
    }
  n_old = old->count - first;
  n_new = new->count - first;
  for (; n_old > 0 && n_new > 0 && is_same (old_last, last); n_old--, n_new--)
    {
      old_last = old_last->previous;
      last = last->previous;
    }

  for (guint i = n_old; i > n_new; i--)
    {
      g_autofree char *child = sw_pointer_append_index (pointer, first + i - 1);

      if (!sw_rewriter_remove (self, child, error))
        return FALSE;
    }
  for (guint i = 0; i < n_new; i++, element = element->next)
    {
      g_autofree char *child = sw_pointer_append_index (pointer, first + i);
      g_autofree char *json = sw_node_dup_json (element);

      if (i < n_old ? !sw_rewriter_set (self, child, json, error)
                    : !sw_rewriter_insert_element (self, pointer, first + i, json, error))
        return FALSE;
    }

  return TRUE;
}

/* Whether what differs can be set part by part: in a block, not within brackets */
static gboolean
has_parts (const SwNode *old,
           const SwNode *new)
{
  if (old->kind != new->kind || !sw_node_is_filled (old) || !sw_node_is_filled (new)
      || sw_yaml_node (old)->style != SW_YAML_BLOCK || sw_node_is_copy (old))
    return FALSE;
  if (old->kind == SW_NODE_OBJECT)
    return are_alike (old, new);

  return is_same (old->first, new->first) || old->first->kind == new->first->kind;
}

static gboolean
set_parts (SwRewriter    *self,
           const char    *pointer,
           const SwNode  *old,
           const SwNode  *new,
           GError       **error)
{
  g_auto (Mark) mark = { NULL };
  gboolean done;

  mark_init (&mark, self);
  /* OLD lives as long as the tree in the mark does. */
  done = old->kind == SW_NODE_OBJECT ? set_members (self, pointer, old, new, error)
                                     : set_elements (self, pointer, old, new, error);
  if (done)
    sw_rewriter_settle (self);
  else
    go_back (self, &mark);

  return done;
}

/* A scalar on one line in the place of another changes nothing around it: such steps wait for one
 * parse, see SwRewriter. */
static gboolean
replaces_word (const SwNode *old,
               const SwNode *value,
               GString      *out)
{
  gboolean is_word = old->kind != SW_NODE_ARRAY && old->kind != SW_NODE_OBJECT
                     && sw_yaml_node (old)->style <= SW_YAML_DOUBLE_QUOTED
                     && sw_span_length (old->span) > 0 && old->parent != NULL;
  gsize length;
  const char *literal = sw_node_get_literal (value, &length);
  g_autofree char *text = sw_node_dup_string (value, NULL);

  if (!is_word || value->kind == SW_NODE_ARRAY || value->kind == SW_NODE_OBJECT
      || (text != NULL ? strchr (text, '\n') != NULL : literal == NULL))
    return FALSE;

  sw_yaml_print_inline (old, value, out);
  return TRUE;
}

/* A merged member is overridden by one of its own. */
static gboolean
override (SwRewriter    *self,
          const SwNode  *old,
          const SwNode  *value,
          GError       **error)
{
  g_auto (SwValue) new = sw_node_to_value (value);
  SwNodeChange change = { .replaced = old, .value = new };
  SwPlace place = { old->parent, old->parent->last, NULL };
  g_autoptr (SwEdits) edits = sw_edits_new ();

  if (!sw_yaml_check_container (old->parent, error))
    return FALSE;

  sw_yaml_insert_text (self, &place, old->name, value, edits);
  return sw_yaml_try (self, &change, old, g_steal_pointer (&edits), error);
}

/**
 * sw_yaml_set:
 * @pointer: JSON pointer of a value that is there
 * @json: the new value
 *
 * Sets a value, see sw_rewriter_set().
 *
 * Returns: FALSE with an error of SW_REWRITE_ERROR
 */
gboolean
sw_yaml_set (SwRewriter  *self,
             const char  *pointer,
             const char  *json,
             GError     **error)
{
  g_autoptr (SwTree) value_tree = sw_rewrite_parse_value (json, error);
  const SwNode *old = sw_tree_resolve (self->tree, pointer);
  g_autoptr (SwEdits) edits = sw_edits_new ();
  g_autoptr (GString) word = g_string_new (NULL);
  g_auto (SwValue) new = SW_VALUE_INIT;
  SwNodeChange change = { .replaced = old };
  const SwNode *value;

  if (value_tree == NULL)
    return FALSE;

  value = sw_tree_get_root (value_tree);
  if (sw_yaml_node (old)->is_merged && !sw_node_is_copy (old->parent))
    return override (self, old, value, error);
  if (!sw_yaml_check_node (old, error))
    return FALSE;
  if (replaces_word (old, value, word))
    return sw_rewriter_replace_span (self, old->span, word);

  sw_rewriter_settle (self);
  old = change.replaced = sw_tree_resolve (self->tree, pointer);
  if (has_parts (old, value))
    return set_parts (self, pointer, old, value, error);

  new = sw_node_to_value (value);
  change.value = new;
  sw_yaml_replace_text (self, old, value, edits);
  return sw_yaml_try (self, &change, old, g_steal_pointer (&edits), error);
}

/**
 * sw_rewrite_dup_word:
 * @node: whose value, or name, is to be replaced
 * @is_name: whether the name
 * @json: a scalar of one line, as JSON
 *
 * For those who replace many words at once, by edits of their own: spells one as the document does.
 *
 * Returns: (transfer full) (nullable): what to put in the place of the node's span, or key; NULL
 * with an error of SW_REWRITE_ERROR where that would change other parts of the document too
 */
char *
sw_rewrite_dup_word (const SwNode  *node,
                     gboolean       is_name,
                     const char    *json,
                     GError       **error)
{
  g_autoptr (SwTree) tree = NULL;
  g_autoptr (GString) out = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (sw_tree_get_syntax (node->tree) == SW_SYNTAX_JSON)
    return g_strdup (json);
  if (!sw_yaml_check_valid (node->tree, error) || !sw_yaml_check_container (node->parent, error)
      || ((!is_name || sw_yaml_node (node)->is_merged) && !sw_yaml_check_node (node, error)))
    return NULL;

  out = g_string_new (NULL);
  tree = sw_tree_parse (json, -1);
  text = sw_node_dup_string (sw_tree_get_root (tree), &length);
  if (is_name && text != NULL)
    sw_yaml_print_text (text, length, sw_yaml_get_writing (sw_yaml_get_name_style (node)),
                        sw_yaml_is_in_flow (node), out);
  else
    {
      if (sw_span_length (node->span) == 0)
        g_string_append_c (out, ' ');
      sw_yaml_print_inline (node, sw_tree_get_root (tree), out);
    }

  return g_string_free_and_steal (g_steal_pointer (&out));
}
