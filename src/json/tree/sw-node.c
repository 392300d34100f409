/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text-private.h"
#include "json/tree/sw-tree-private.h"
#include "json/yaml/sw-yaml-private.h"

#include <string.h>

/**
 * sw_node_get_member:
 * @name: NUL-terminated, unescaped
 *
 * Returns: (transfer none) (nullable): the member; of several with this name the last, which is the
 * one that counts; NULL where there is none or @self is no object
 */
SwNode *
sw_node_get_member (const SwNode *self,
                    const char   *name)
{
  return sw_node_find_member (self, name, strlen (name));
}

/**
 * sw_node_get_element:
 * @index: from 0
 *
 * Returns: (transfer none) (nullable): the element; NULL where there is none or @self is no array
 */
SwNode *
sw_node_get_element (const SwNode *self,
                     guint         index)
{
  SwNode *node;

  if (self->kind != SW_NODE_ARRAY || index >= self->count)
    return NULL;

  if (index < self->count / 2)
    for (node = self->first; node->index < index;)
      node = node->next;
  else
    for (node = self->last; node->index > index;)
      node = node->previous;

  return node;
}

/**
 * sw_node_get_full_span:
 *
 * Returns: from the member's name, where there is one, to the end of the value
 */
SwSpan
sw_node_get_full_span (const SwNode *self)
{
  if (self->name == NULL)
    return self->span;

  return (SwSpan) { self->key.start, self->span.end };
}

/**
 * sw_tree_decode_string:
 * @content: the inside of a string token, without its quotes
 * @keep_halves: see sw_json_string_decode()
 * @out: receives the bytes; always UTF-8 unless @keep_halves
 *
 * Decodes a string of the text.
 */
void
sw_tree_decode_string (const SwTree *self,
                       SwSpan        content,
                       gboolean      keep_halves,
                       GString      *out)
{
  g_autofree char *mended = NULL;

  if (self->is_utf8)
    {
      sw_json_string_decode (self->text + content.start, sw_span_length (content), keep_halves,
                             out);
      return;
    }

  mended = g_utf8_make_valid (self->text + content.start, (gssize) sw_span_length (content));
  sw_json_string_decode (mended, strlen (mended), keep_halves, out);
}

/**
 * sw_node_decode:
 * @keep_halves: see sw_json_string_decode()
 *
 * Decodes a string of a JSON tree.
 */
void
sw_node_decode (const SwNode *self,
                gboolean      keep_halves,
                GString      *out)
{
  SwSpan content = sw_lexer_find_content (self->tree->text, self->span);

  sw_tree_decode_string (self->tree, content, keep_halves, out);
}

/**
 * sw_node_dup_string:
 * @length: (out) (optional): receives the bytes' number
 *
 * Decodes a string, also one without its quotes. Half of a surrogate pair becomes U+FFFD, so that
 * the result is always UTF-8; it may hold U+0000.
 *
 * Returns: (transfer full) (nullable): the text, NUL-terminated; NULL where @self is no string
 */
char *
sw_node_dup_string (const SwNode *self,
                    gsize        *length)
{
  GString *out;

  if (self->kind != SW_NODE_STRING)
    return NULL;
  if (self->tree->syntax == SW_SYNTAX_YAML)
    {
      if (length != NULL)
        *length = sw_yaml_node (self)->length;
      return g_memdup2 (sw_yaml_node (self)->value, sw_yaml_node (self)->length + 1);
    }

  out = g_string_sized_new (sw_span_length (self->span));
  sw_node_decode (self, FALSE, out);
  if (length != NULL)
    *length = out->len;

  return g_string_free_and_steal (out);
}

/**
 * sw_node_has_prefix:
 * @prefix: what nobody writes in escapes
 *
 * Returns: whether @self is a string that begins with @prefix; looks at its literal alone
 */
gboolean
sw_node_has_prefix (const SwNode *self,
                    const char   *prefix)
{
  gsize length;
  const char *text = sw_node_get_literal (self, &length);
  gsize quote = self->tree->syntax == SW_SYNTAX_JSON ? 1 : 0;

  return self->kind == SW_NODE_STRING && length >= quote + strlen (prefix)
         && memcmp (text + quote, prefix, strlen (prefix)) == 0;
}

/**
 * sw_node_equals_string:
 * @text: NUL-terminated
 *
 * Returns: whether @self is a string that says @text
 */
gboolean
sw_node_equals_string (const SwNode *self,
                       const char   *text)
{
  gsize length = strlen (text);
  g_autofree char *decoded = NULL;
  gsize decoded_length;

  if (self->kind != SW_NODE_STRING)
    return FALSE;

  if (self->tree->syntax == SW_SYNTAX_YAML)
    return sw_yaml_node (self)->length == length
           && memcmp (sw_yaml_node (self)->value, text, length) == 0;

  /* Without an escape or a fault the bytes between the quotes are the text. */
  if (!self->broken && self->tree->is_utf8
      && memchr (self->tree->text + self->span.start, '\\', sw_span_length (self->span)) == NULL)
    return sw_span_length (self->span) == length + 2
           && memcmp (self->tree->text + self->span.start + 1, text, length) == 0;

  decoded = sw_node_dup_string (self, &decoded_length);
  return decoded_length == length && memcmp (decoded, text, length) == 0;
}

/**
 * sw_node_is_copy:
 *
 * Returns: whether @self is written elsewhere: an alias or a merge key of YAML brought it here. Its
 * spans are those of the alias; its text is not there.
 */
gboolean
sw_node_is_copy (const SwNode *self)
{
  return self->tree->syntax == SW_SYNTAX_YAML && sw_yaml_node (self)->is_copy;
}

/**
 * sw_node_get_literal:
 * @length: (out): receives the bytes' number
 *
 * Returns: (transfer none): a scalar as it was written: of a string in JSON with its quotes and
 * escapes, of a string in YAML what it says, of all else the spelling that JSON has for it; not
 * NUL-terminated. Of an array or object, nothing.
 */
const char *
sw_node_get_literal (const SwNode *self,
                     gsize        *length)
{
  gboolean container = self->kind == SW_NODE_ARRAY || self->kind == SW_NODE_OBJECT;

  if (self->tree->syntax == SW_SYNTAX_YAML)
    {
      *length = container ? 0 : sw_yaml_node (self)->length;
      return *length > 0 ? sw_yaml_node (self)->value : "";
    }

  *length = container ? 0 : sw_span_length (self->span);
  return self->tree->text + self->span.start;
}
