/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text.h"
#include "json/yaml/sw-yaml-edit-private.h"

#include <string.h>

G_DEFINE_QUARK (sw-rewrite-error-quark, sw_rewrite_error)

/**
 * sw_rewriter_new:
 * @tree: the document; a reference is kept
 *
 * Returns: (transfer full): a rewriter without steps; free with sw_rewriter_free()
 */
SwRewriter *
sw_rewriter_new (SwTree *tree)
{
  SwRewriter *self = g_new0 (SwRewriter, 1);

  self->tree = sw_tree_ref (tree);
  self->edits = sw_edits_new ();
  self->replaced = g_array_new (FALSE, FALSE, sizeof (SwSpan));
  sw_style_detect (&self->style, tree);

  return self;
}

/**
 * sw_rewriter_free:
 *
 * Frees a rewriter; the steps are lost unless sw_rewriter_finish() was called.
 */
void
sw_rewriter_free (SwRewriter *self)
{
  sw_tree_unref (self->tree);
  sw_edits_unref (self->edits);
  g_clear_pointer (&self->waiting, sw_edits_unref);
  g_array_unref (self->replaced);
  sw_style_clear (&self->style);
  g_free (self);
}

/**
 * sw_rewriter_get_tree:
 *
 * Returns: (transfer none): the document as it stands after the steps so far; until the next step
 */
SwTree *
sw_rewriter_get_tree (SwRewriter *self)
{
  sw_rewriter_settle (self);
  return self->tree;
}

/**
 * sw_rewriter_finish:
 *
 * Returns: (transfer full): all steps as edits of the document that the rewriter began with
 */
SwEdits *
sw_rewriter_finish (SwRewriter *self)
{
  sw_rewriter_settle (self);
  return sw_edits_ref (self->edits);
}

/**
 * sw_rewriter_settle:
 *
 * Makes the step of all replacements that wait. Everything but another replacement needs the tree
 * after them.
 */
void
sw_rewriter_settle (SwRewriter *self)
{
  if (self->waiting != NULL)
    sw_rewriter_commit (self, g_steal_pointer (&self->waiting));

  g_array_set_size (self->replaced, 0);
}

/**
 * sw_rewriter_is_yaml:
 *
 * Returns: whether the document is one in YAML
 */
gboolean
sw_rewriter_is_yaml (const SwRewriter *self)
{
  return sw_tree_get_syntax (self->tree) == SW_SYNTAX_YAML;
}

/**
 * sw_rewriter_apply:
 * @step: against the present text
 *
 * Returns: (transfer full): the document as it would be after a step
 */
SwTree *
sw_rewriter_apply (SwRewriter    *self,
                   const SwEdits *step)
{
  gsize length;
  const char *text = sw_tree_get_text (self->tree, &length);
  g_autofree char *after = sw_edits_apply (step, text, length, &length);

  return sw_tree_parse_as (after, (gssize) length, sw_tree_get_syntax (self->tree));
}

/**
 * sw_rewriter_adopt:
 * @step: against the present text
 * @take_tree: (transfer full): the document after it
 *
 * Makes a step that was applied already.
 */
void
sw_rewriter_adopt (SwRewriter *self,
                   SwEdits    *step,
                   SwTree     *take_tree)
{
  g_autoptr (SwEdits) before = self->edits;
  g_autoptr (SwTree) old = self->tree;

  self->edits = sw_edits_compose (before, step);
  self->tree = take_tree;
}

/**
 * sw_rewriter_commit:
 * @take_edits: (transfer full): a step, against the present text
 *
 * Makes a step.
 *
 * Returns: TRUE
 */
gboolean
sw_rewriter_commit (SwRewriter *self,
                    SwEdits    *take_edits)
{
  g_autoptr (SwEdits) step = take_edits;

  sw_rewriter_adopt (self, step, sw_rewriter_apply (self, step));
  return TRUE;
}

static void
print_key (const char    *name,
           const SwFit   *fit,
           GString       *out)
{
  sw_json_string_print (name, strlen (name), out);
  g_string_append (out, fit->colon);
}

static gboolean
insert_value (SwRewriter     *self,
              const SwPlace  *place,
              const char     *name,
              const char     *json,
              GError        **error)
{
  g_autoptr (SwTree) value_tree = sw_rewrite_parse_value (json, error);
  g_autoptr (SwEdits) edits = sw_edits_new ();
  g_autoptr (GString) child = g_string_new (NULL);
  g_auto (SwFit) fit = { 0 };
  const SwNode *value;

  if (value_tree == NULL)
    return FALSE;

  value = sw_tree_get_root (value_tree);
  if (sw_rewriter_is_yaml (self))
    return sw_yaml_insert (self, place, name, value, error);

  sw_place_fit (place, &self->style, !sw_node_is_filled (value), &fit);
  if (name != NULL)
    print_key (name, &fit, child);
  sw_value_text_print (value, &self->style, fit.indent,
                       sw_place_spreads (place, &self->style, &fit, value), child);
  sw_place_insert (place, &self->style, &fit, child->str, child->len, edits);

  return sw_rewriter_commit (self, g_steal_pointer (&edits));
}

/**
 * sw_rewriter_insert_member:
 * @pointer: JSON pointer of the object
 * @name: the member's name, unescaped; the object must not have it yet
 * @json: its value
 * @before: (nullable): name of the member to go before
 * @after: (nullable): name of the member to go behind, where @before is NULL
 *
 * Adds a member, at the end where neither @before nor @after is given.
 *
 * Returns: FALSE with an error of SW_REWRITE_ERROR
 */
gboolean
sw_rewriter_insert_member (SwRewriter  *self,
                           const char  *pointer,
                           const char  *name,
                           const char  *json,
                           const char  *before,
                           const char  *after,
                           GError     **error)
{
  SwPlace place;

  sw_rewriter_settle (self);
  if (!sw_rewrite_find_member_place (self->tree, pointer, before, after, &place, error)
      || !sw_rewrite_check_name_is_free (place.container, name, error))
    return FALSE;

  return insert_value (self, &place, name, json, error);
}

/**
 * sw_rewriter_insert_element:
 * @pointer: JSON pointer of the array
 * @index: where to, 0..count
 * @json: the new element
 *
 * Adds an element.
 *
 * Returns: FALSE with an error of SW_REWRITE_ERROR
 */
gboolean
sw_rewriter_insert_element (SwRewriter  *self,
                            const char  *pointer,
                            guint        index,
                            const char  *json,
                            GError     **error)
{
  SwPlace place;

  sw_rewriter_settle (self);
  if (!sw_rewrite_find_element_place (self->tree, pointer, index, NULL, &place, error))
    return FALSE;

  return insert_value (self, &place, NULL, json, error);
}

/**
 * sw_rewriter_remove:
 * @pointer: JSON pointer of a member or element
 *
 * Removes it, with the comma and the white space that belonged to it. Of equally named members the
 * last goes.
 *
 * Returns: FALSE with an error of SW_REWRITE_ERROR
 */
gboolean
sw_rewriter_remove (SwRewriter  *self,
                    const char  *pointer,
                    GError     **error)
{
  g_autoptr (SwEdits) edits = sw_edits_new ();
  SwNode *node;

  sw_rewriter_settle (self);
  node = sw_rewrite_find_child (self->tree, pointer, error);
  if (node == NULL)
    return FALSE;
  if (sw_rewriter_is_yaml (self))
    return sw_yaml_remove (self, node, error);

  sw_node_remove_text (node, edits);
  return sw_rewriter_commit (self, g_steal_pointer (&edits));
}

/**
 * sw_rewriter_rename:
 * @pointer: JSON pointer of a member
 * @name: its new name, unescaped
 *
 * Changes a member's name and nothing else. References to it are the caller's.
 *
 * Returns: FALSE with an error of SW_REWRITE_ERROR
 */
gboolean
sw_rewriter_rename (SwRewriter  *self,
                    const char  *pointer,
                    const char  *name,
                    GError     **error)
{
  g_autoptr (SwEdits) edits = sw_edits_new ();
  g_autoptr (GString) key = g_string_new (NULL);
  SwNode *node;

  sw_rewriter_settle (self);
  node = sw_rewrite_find_child (self->tree, pointer, error);
  if (node == NULL || !sw_rewrite_check_kind (node->parent, SW_NODE_OBJECT, error))
    return FALSE;
  if (node->name_length == strlen (name) && memcmp (node->name, name, node->name_length) == 0)
    return TRUE;
  if (!sw_rewrite_check_name_is_free (node->parent, name, error))
    return FALSE;

  if (sw_rewriter_is_yaml (self))
    return sw_yaml_rename (self, node, name, error);

  sw_json_string_print (name, strlen (name), key);
  sw_edits_add (edits, node->key, key->str, (gssize) key->len);
  return sw_rewriter_commit (self, g_steal_pointer (&edits));
}
