/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text-private.h"
#include "json/sw-tree-private.h"
#include "json/sw-yaml-private.h"

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

static void
decode_node (const SwNode *self,
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
  decode_node (self, FALSE, out);
  if (length != NULL)
    *length = out->len;

  return g_string_free_and_steal (out);
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
    return sw_yaml_node (self)->length == length &&
           memcmp (sw_yaml_node (self)->value, text, length) == 0;

  /* Without an escape or a fault the bytes between the quotes are the text. */
  if (!self->broken && self->tree->is_utf8 &&
      memchr (self->tree->text + self->span.start, '\\', sw_span_length (self->span)) == NULL)
    return sw_span_length (self->span) == length + 2 &&
           memcmp (self->tree->text + self->span.start + 1, text, length) == 0;

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

static SwValue
read_leaf (const SwNode *self)
{
  gsize length;
  const char *text = sw_node_get_literal (self, &length);
  g_autoptr (GString) decoded = NULL;
  SwValue number;

  switch (self->kind)
    {
    case SW_NODE_BOOLEAN:
      return sw_value_new_boolean (text[0] == 't');
    case SW_NODE_NUMBER:
      number = sw_number_from_text (text, length);
      return sw_value_is (number, SW_TYPE_NUMBER) ? number : SW_VALUE_NULL;
    case SW_NODE_STRING:
      if (self->tree->syntax == SW_SYNTAX_YAML)
        return sw_value_new_string_len (text, (gssize) length);
      decoded = g_string_sized_new (length);
      decode_node (self, TRUE, decoded);
      return sw_value_new_string_len (decoded->str, (gssize) decoded->len);
    case SW_NODE_PLACEHOLDER:
      return sw_value_new_string_len (text, (gssize) length);
    case SW_NODE_MISSING:
    case SW_NODE_NULL:
    case SW_NODE_INVALID:
    case SW_NODE_ARRAY:
    case SW_NODE_OBJECT:
    default:
      return SW_VALUE_NULL;
    }
}

static void
place_member (SwValue      *object,
              const SwNode *node,
              SwValue       take_value)
{
  const char *key = node->tree->text + node->key.start;
  g_autoptr (GString) decoded = g_string_new (NULL);
  g_autoptr (SwString) name = NULL;

  if (node->tree->syntax == SW_SYNTAX_JSON &&
      memchr (key, '\\', sw_span_length (node->key)) != NULL)
    sw_tree_decode_string (node->tree, sw_lexer_find_content (node->tree->text, node->key), TRUE,
                           decoded);
  else
    g_string_append_len (decoded, node->name, (gssize) node->name_length);

  name = sw_string_new (decoded->str, (gssize) decoded->len);
  sw_value_set_member_string (object, name, take_value);
}

/* Puts a complete value into what is open; a member without a written name has no place there. */
static void
place (GArray       *open,
       const SwNode *node,
       SwValue       take_value)
{
  SwValue *container = &g_array_index (open, SwValue, open->len - 1);

  if (node->name == NULL)
    sw_value_append (container, take_value);
  else if (sw_span_length (node->key) > 0)
    place_member (container, node, take_value);
  else
    sw_value_clear (&take_value);
}

static SwValue
pop (GArray *open)
{
  SwValue value = g_array_index (open, SwValue, open->len - 1);

  g_array_set_size (open, open->len - 1);
  return value;
}

/**
 * sw_node_to_value:
 *
 * Reads a part of the document as a value, as sw_value_from_text() would: numbers keep what a
 * double would lose, of equal names the last counts. A placeholder becomes a string; what is
 * missing or unreadable becomes null. Does not recurse.
 *
 * Returns: (transfer full): the value
 */
SwValue
sw_node_to_value (const SwNode *self)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (SwValue));
  const SwNode *node = self;

  for (;;)
    {
      SwValue value;

      if (node->kind != SW_NODE_ARRAY && node->kind != SW_NODE_OBJECT)
        {
          value = read_leaf (node);
        }
      else
        {
          value = node->kind == SW_NODE_ARRAY ? sw_value_new_array (node->count)
                                              : sw_value_new_object (node->count);
          if (node->first != NULL)
            {
              g_array_append_val (open, value);
              node = node->first;
              continue;
            }
        }

      for (;;)
        {
          if (node == self)
            return value;

          place (open, node, value);
          if (node->next != NULL)
            break;
          value = pop (open);
          node = node->parent;
        }
      node = node->next;
    }
}
