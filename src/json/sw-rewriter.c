/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-rewriter-private.h"
#include "json/sw-text.h"

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
  return sw_edits_ref (self->edits);
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
  g_autoptr (SwEdits) before = self->edits;
  g_autoptr (SwTree) old = self->tree;
  g_autofree char *after = NULL;
  gsize length, new_length;
  const char *text = sw_tree_get_text (old, &length);

  after = sw_edits_apply (step, text, length, &new_length);
  self->edits = sw_edits_compose (before, step);
  self->tree = sw_tree_parse (after, (gssize) new_length);
  return TRUE;
}

static SwTree *
parse_value (const char  *json,
             GError     **error)
{
  g_autoptr (SwTree) tree = sw_tree_parse (json, -1);
  const SwDiagnostic *first;

  if (sw_tree_is_valid (tree))
    return g_steal_pointer (&tree);

  first = g_ptr_array_index (sw_tree_get_diagnostics (tree), 0);
  g_set_error (error, SW_REWRITE_ERROR, SW_REWRITE_ERROR_BROKEN, "The new value is not JSON: %s", first->message);
  return NULL;
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
  g_autoptr (SwTree) value_tree = parse_value (json, error);
  g_autoptr (SwEdits) edits = sw_edits_new ();
  g_autoptr (GString) child = g_string_new (NULL);
  g_auto (SwFit) fit = { 0 };
  const SwNode *value;

  if (value_tree == NULL)
    return FALSE;

  value = sw_tree_get_root (value_tree);
  sw_place_fit (place, &self->style, !sw_node_is_filled (value), &fit);
  if (name != NULL)
    print_key (name, &fit, child);
  sw_value_text_print (value, &self->style, fit.indent, sw_place_spreads (place, &self->style, &fit, value), child);
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

  if (!sw_rewrite_find_member_place (self->tree, pointer, before, after, &place, error) ||
      !sw_rewrite_check_name_is_free (place.container, name, error))
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

  if (!sw_rewrite_find_element_place (self->tree, pointer, index, NULL, &place, error))
    return FALSE;

  return insert_value (self, &place, NULL, json, error);
}

/* Whether a cut at AT would go through a character or a line end of two bytes */
static gboolean
is_inside (const char *text,
           gsize       length,
           gsize       at)
{
  if (at == 0 || at >= length)
    return FALSE;

  return (text[at] & 0xc0) == 0x80 || (text[at - 1] == '\r' && text[at] == '\n');
}

/* Replaces bytes, but leaves alone what begins and ends alike. */
static gboolean
replace_span (SwRewriter    *self,
              SwSpan         span,
              const GString *text)
{
  g_autoptr (SwEdits) edits = sw_edits_new ();
  const char *old = sw_tree_get_text (self->tree, NULL) + span.start;
  gsize length = sw_span_length (span);
  gsize most = MIN (length, text->len);
  gsize front = 0;
  gsize back = 0;

  while (front < most && old[front] == text->str[front])
    front++;
  if (front == length && front == text->len)
    return TRUE;
  while (is_inside (old, length, front) || is_inside (text->str, text->len, front))
    front--;
  while (back < most - front && old[length - 1 - back] == text->str[text->len - 1 - back])
    back++;
  while (is_inside (old, length, length - back) || is_inside (text->str, text->len, text->len - back))
    back--;

  sw_edits_add (edits, (SwSpan) { span.start + front, span.end - back }, text->str + front,
                (gssize) (text->len - front - back));
  return sw_rewriter_commit (self, g_steal_pointer (&edits));
}

/* Whether a value that takes another's place goes over lines */
static gboolean
replacement_spreads (SwRewriter   *self,
                     const SwNode *old,
                     const SwNode *value)
{
  const char *text = sw_tree_get_text (self->tree, NULL);
  SwPlace place = { old->parent, old->previous, old->next };
  gsize start = sw_node_get_full_span (old).start;
  SwFit fit = { .has_line = sw_line_get_indent (text, start).end == start };

  if (sw_node_is_filled (old) && sw_span_has_line_end (text, old->span))
    return TRUE;
  if (sw_node_is_filled (old) && (sw_node_is_flat (value) || !sw_node_is_flat (old)))
    return FALSE;
  if (old->parent == NULL)
    return TRUE;

  return sw_place_spreads (&place, &self->style, &fit, value);
}

static gboolean
replace_value (SwRewriter  *self,
               SwNode      *old,
               const char  *json,
               GError     **error)
{
  const char *text = sw_tree_get_text (self->tree, NULL);
  gboolean empty = old->parent == NULL && old->kind == SW_NODE_MISSING && sw_span_is_white (text, old->span);
  g_autoptr (SwTree) value_tree = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *indent = NULL;
  SwSpan line;

  if (!empty && !sw_rewrite_check_whole (self->tree, old, error))
    return FALSE;
  value_tree = parse_value (json, error);
  if (value_tree == NULL)
    return FALSE;

  line = sw_line_get_indent (text, sw_node_get_full_span (old).start);
  indent = g_strndup (text + line.start, sw_span_length (line));
  sw_value_text_print (sw_tree_get_root (value_tree), &self->style, indent,
                       replacement_spreads (self, old, sw_tree_get_root (value_tree)), out);
  return replace_span (self, old->span, out);
}

/* Adds what a pointer names and what is not there yet: a member, or the element behind the last. */
static gboolean
add_value (SwRewriter  *self,
           const char  *pointer,
           const char  *json,
           GError     **error)
{
  const char *slash = strrchr (pointer, '/');
  g_autofree char *parent_pointer = NULL;
  g_auto (GStrv) names = NULL;
  SwNode *parent;
  guint64 index;

  if (slash == NULL)
    return sw_rewrite_find_node (self->tree, pointer, error) != NULL;

  parent_pointer = g_strndup (pointer, (gsize) (slash - pointer));
  names = sw_pointer_split (slash);
  parent = sw_rewrite_find_node (self->tree, parent_pointer, error);
  if (parent == NULL)
    return FALSE;
  if (parent->kind != SW_NODE_ARRAY)
    return sw_rewriter_insert_member (self, parent_pointer, names[0], json, NULL, NULL, error);

  if (strcmp (names[0], "-") == 0 || (g_ascii_string_to_unsigned (names[0], 10, 0, G_MAXUINT, &index, NULL) &&
                                      index == parent->count))
    return sw_rewriter_insert_element (self, parent_pointer, parent->count, json, error);

  return sw_rewrite_find_node (self->tree, pointer, error) != NULL;
}

/**
 * sw_rewriter_set:
 * @pointer: JSON pointer of a value, or of a member or last element that is to be
 * @json: the new value
 *
 * Replaces a value; adds a member at the end of its object, or an element behind the last, where there is none. The new value
 * is written like the old one: over lines, or on one.
 *
 * Returns: FALSE with an error of SW_REWRITE_ERROR
 */
gboolean
sw_rewriter_set (SwRewriter  *self,
                 const char  *pointer,
                 const char  *json,
                 GError     **error)
{
  SwNode *node = sw_tree_resolve (self->tree, pointer);

  if (node == NULL)
    return add_value (self, pointer, json, error);

  return replace_value (self, node, json, error);
}

/**
 * sw_rewriter_remove:
 * @pointer: JSON pointer of a member or element
 *
 * Removes it, with the comma and the white space that belonged to it. Of equally named members the last goes.
 *
 * Returns: FALSE with an error of SW_REWRITE_ERROR
 */
gboolean
sw_rewriter_remove (SwRewriter  *self,
                    const char  *pointer,
                    GError     **error)
{
  g_autoptr (SwEdits) edits = sw_edits_new ();
  SwNode *node = sw_rewrite_find_child (self->tree, pointer, error);

  if (node == NULL)
    return FALSE;

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
  SwNode *node = sw_rewrite_find_child (self->tree, pointer, error);

  if (node == NULL || !sw_rewrite_check_kind (node->parent, SW_NODE_OBJECT, error))
    return FALSE;
  if (node->name_length == strlen (name) && memcmp (node->name, name, node->name_length) == 0)
    return TRUE;
  if (!sw_rewrite_check_name_is_free (node->parent, name, error))
    return FALSE;

  sw_json_string_print (name, strlen (name), key);
  sw_edits_add (edits, node->key, key->str, (gssize) key->len);
  return sw_rewriter_commit (self, g_steal_pointer (&edits));
}
