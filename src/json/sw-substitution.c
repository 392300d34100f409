/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-placeholders.h"

#include "json/sw-text.h"

struct _SwSubstitution
{
  SwTree    *source;
  SwTree    *tree;         /* with the values in place */
  SwEdits   *edits;        /* from the source's text to the other */
  GPtrArray *placeholders; /* SwPlaceholder, all of the source */
  GPtrArray *replaced;     /* SwPlaceholder, borrowed: one for each edit */
  GPtrArray *missing;      /* SwPlaceholder, borrowed */
};

/**
 * sw_substitution_dup_text:
 * @values: an object of values by name, or anything else, which has none
 *
 * Returns: (transfer full) (nullable): what a placeholder is replaced by: a string's text as it is,
 * any other value as JSON; %NULL where there is no value, or it is null
 */
char *
sw_substitution_dup_text (SwValue     values,
                          const char *name)
{
  SwValue value = SW_VALUE_INIT;

  if (sw_value_is (values, SW_TYPE_OBJECT))
    value = sw_value_get_member (values, name);
  if (sw_value_is (value, SW_TYPE_UNDEFINED) || sw_value_is (value, SW_TYPE_NULL))
    return NULL;
  if (sw_value_is (value, SW_TYPE_STRING))
    return g_strdup (sw_value_get_text (value, NULL));
  return sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
}

static void
replace (SwSubstitution *self,
         SwPlaceholder  *placeholder,
         SwValue         values)
{
  g_autofree char *text = placeholder->literal
                              ? g_strdup_printf ("${%s}", placeholder->name)
                              : sw_substitution_dup_text (values, placeholder->name);

  if (text == NULL)
    {
      g_ptr_array_add (self->missing, placeholder);
      return;
    }
  sw_edits_add (self->edits, placeholder->span, text, -1);
  g_ptr_array_add (self->replaced, placeholder);
}

/**
 * sw_substitution_new:
 * @source: a document
 * @values: an object of values by name; undefined: there are none
 *
 * Replaces the placeholders that have a value; the others stay.
 *
 * Returns: (transfer full): both documents, and what leads from one to the other
 */
SwSubstitution *
sw_substitution_new (SwTree  *source,
                     SwValue  values)
{
  SwSubstitution *self = g_new0 (SwSubstitution, 1);
  g_autofree char *changed = NULL;
  const char *text;
  gsize length;

  self->source = sw_tree_ref (source);
  self->edits = sw_edits_new ();
  self->placeholders = sw_placeholders_find (sw_tree_get_root (source));
  self->replaced = g_ptr_array_new ();
  self->missing = g_ptr_array_new ();
  for (guint i = 0; i < self->placeholders->len; i++)
    replace (self, g_ptr_array_index (self->placeholders, i), values);
  if (self->replaced->len == 0)
    {
      self->tree = sw_tree_ref (source);
      return self;
    }

  text = sw_tree_get_text (source, &length);
  changed = sw_edits_apply (self->edits, text, length, &length);
  self->tree = sw_tree_parse_as (changed, (gssize) length, sw_tree_get_syntax (source));
  return self;
}

/**
 * sw_substitution_free:
 *
 * Frees it with its placeholders.
 */
void
sw_substitution_free (SwSubstitution *self)
{
  g_ptr_array_unref (self->missing);
  g_ptr_array_unref (self->replaced);
  g_ptr_array_unref (self->placeholders);
  sw_edits_unref (self->edits);
  sw_tree_unref (self->tree);
  sw_tree_unref (self->source);
  g_free (self);
}

/**
 * sw_substitution_get_tree:
 *
 * Returns: (transfer none): the document with values; the source itself where nothing was replaced
 */
SwTree *
sw_substitution_get_tree (const SwSubstitution *self)
{
  return self->tree;
}

/**
 * sw_substitution_get_all:
 *
 * Returns: (transfer none) (element-type SwPlaceholder): every placeholder of the source, literals
 * too, in the order of the text
 */
GPtrArray *
sw_substitution_get_all (const SwSubstitution *self)
{
  return self->placeholders;
}

/**
 * sw_substitution_dup_missing:
 * @part: (nullable): a part of the source; %NULL: all of it
 *
 * Returns: (transfer container) (element-type SwPlaceholder): of @part, the first placeholder of
 * each name without a value, in the order of the text
 */
GPtrArray *
sw_substitution_dup_missing (const SwSubstitution *self,
                             const SwNode         *part)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *missing = g_ptr_array_new ();

  for (guint i = 0; i < self->missing->len; i++)
    {
      SwPlaceholder *placeholder = g_ptr_array_index (self->missing, i);

      if (part != NULL && (placeholder->span.start < part->span.start
                           || placeholder->span.end > part->span.end))
        continue;
      if (g_hash_table_add (seen, placeholder->name))
        g_ptr_array_add (missing, placeholder);
    }
  return missing;
}

/* The place in the source of a byte of the text with values. One within a value, or at its end
 * where IS_END, is that end of the placeholder which makes the span longer. */
static gsize
map_offset (const SwSubstitution *self,
            gsize                 offset,
            gboolean              is_end)
{
  gsize grown = 0; /* modulo 2^64: it may be negative */

  for (guint i = 0; i < sw_edits_get_count (self->edits); i++)
    {
      const SwEdit *edit = sw_edits_get (self->edits, i);
      gsize start = edit->span.start + grown;
      gsize end = start + edit->length;

      if (offset < start || (is_end && offset == start))
        break;
      if (offset < end || (is_end && offset == end))
        return is_end ? edit->span.end : edit->span.start;
      grown += edit->length - sw_span_length (edit->span);
    }

  return offset - grown;
}

/**
 * sw_substitution_map_back:
 * @span: bytes of the text with values
 *
 * Returns: the bytes of the source; where @span begins or ends within a value, the whole
 * placeholder is in it
 */
SwSpan
sw_substitution_map_back (const SwSubstitution *self,
                          SwSpan                span)
{
  gsize start = map_offset (self, span.start, FALSE);
  gsize end = map_offset (self, span.end, TRUE);

  return (SwSpan) { start, MAX (start, end) };
}

/**
 * sw_substitution_find_at:
 * @span: bytes of the text with values
 *
 * Returns: (transfer none) (nullable): the first placeholder whose value is, in part at least, in
 * @span
 */
const SwPlaceholder *
sw_substitution_find_at (const SwSubstitution *self,
                         SwSpan                span)
{
  SwSpan source = sw_substitution_map_back (self, span);

  for (guint i = 0; i < self->replaced->len; i++)
    {
      const SwPlaceholder *placeholder = g_ptr_array_index (self->replaced, i);

      if (placeholder->span.start >= source.end && placeholder->span.start > source.start)
        break;
      if (placeholder->span.end > source.start)
        return placeholder;
    }
  return NULL;
}

/**
 * sw_substitution_dup_pointer:
 * @pointer: of a part of the document with values
 *
 * Names the part of the source where it comes from: its members may have placeholders for names,
 * and what stands within a value comes from the placeholder.
 *
 * Returns: (transfer full): a JSON pointer in the source
 */
char *
sw_substitution_dup_pointer (const SwSubstitution *self,
                             const char           *pointer)
{
  g_autoptr (GArray) way = g_array_new (FALSE, FALSE, sizeof (guint));
  const SwNode *node = sw_tree_resolve (self->tree, pointer);
  const SwNode *source = sw_tree_get_root (self->source);

  if (node == NULL || self->tree == self->source)
    return g_strdup (pointer);

  for (; node->parent != NULL; node = node->parent)
    g_array_prepend_val (way, node->index);
  for (guint i = 0; i < way->len; i++)
    {
      const SwNode *child = source->first;

      for (guint n = g_array_index (way, guint, i); child != NULL && n > 0; n--)
        child = child->next;
      if (child == NULL)
        break;
      source = child;
    }
  return sw_node_dup_pointer (source);
}
