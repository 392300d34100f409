/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text-private.h"
#include "json/tree/sw-node-change.h"
#include "json/yaml/sw-yaml-private.h"

#include <string.h>

static SwValue
read_leaf (const SwNode *self)
{
  gsize length;
  const char *text = sw_node_get_literal (self, &length);
  g_autoptr (GString) decoded = NULL;
  g_autofree char *mended = NULL;
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
      sw_node_decode (self, TRUE, decoded);
      return sw_value_new_string_len (decoded->str, (gssize) decoded->len);
    case SW_NODE_PLACEHOLDER:
      mended = self->tree->is_utf8 ? NULL : g_utf8_make_valid (text, (gssize) length);
      return mended != NULL ? sw_value_new_string (mended)
                            : sw_value_new_string_len (text, (gssize) length);
    case SW_NODE_MISSING:
    case SW_NODE_NULL:
    case SW_NODE_INVALID:
    case SW_NODE_ARRAY:
    case SW_NODE_OBJECT:
    default:
      return SW_VALUE_NULL;
    }
}

static SwString *
dup_name (const SwNode *node)
{
  const char *key = node->tree->text + node->key.start;
  g_autoptr (GString) decoded = NULL;

  if (node->tree->syntax == SW_SYNTAX_YAML
      || memchr (key, '\\', sw_span_length (node->key)) == NULL)
    return sw_string_new (node->name, (gssize) node->name_length);

  decoded = g_string_new (NULL);
  sw_tree_decode_string (node->tree, sw_lexer_find_content (node->tree->text, node->key), TRUE,
                         decoded);
  return sw_string_new (decoded->str, (gssize) decoded->len);
}

/* Puts a complete value into what is open; a member without a written name has no place there. */
static void
place (SwValue            *container,
       const SwNode       *node,
       const SwNodeChange *change,
       SwValue             take_value)
{
  g_auto (SwValue) value = take_value;
  g_autoptr (SwString) name = NULL;

  if (change != NULL && node == change->removed)
    return;
  if (node->name == NULL)
    {
      sw_value_append (container, sw_value_ref (value));
      return;
    }
  if (sw_span_length (node->key) == 0)
    return;

  name = change != NULL && node == change->renamed ? sw_string_new (change->name, -1)
                                                   : dup_name (node);
  sw_value_set_member_string (container, name, sw_value_ref (value));
}

/* Puts what is new before NEXT, if that is its place. */
static void
place_new (SwValue            *container,
           const SwNode       *node,
           const SwNode       *next,
           const SwNodeChange *change)
{
  if (change == NULL || change->container != node || change->next != next)
    return;

  if (node->kind == SW_NODE_ARRAY)
    sw_value_append (container, sw_value_ref (change->value));
  else
    sw_value_set_member (container, change->name, sw_value_ref (change->value));
}

/* A value that is complete at once, or an array or object that is to be filled */
static SwValue
begin_value (const SwNode       *node,
             const SwNodeChange *change)
{
  SwValue value;

  if (change != NULL && node == change->replaced)
    return sw_value_ref (change->value);
  if (node->kind != SW_NODE_ARRAY && node->kind != SW_NODE_OBJECT)
    return read_leaf (node);

  value = node->kind == SW_NODE_ARRAY ? sw_value_new_array (node->count)
                                      : sw_value_new_object (node->count);
  place_new (&value, node, node->first, change);
  return value;
}

static gboolean
is_entered (const SwNode       *node,
            const SwNodeChange *change)
{
  return node->first != NULL && (change == NULL || node != change->replaced);
}

static SwValue
pop (GArray *open)
{
  SwValue value = g_array_index (open, SwValue, open->len - 1);

  g_array_set_size (open, open->len - 1);
  return value;
}

/**
 * sw_node_to_changed_value:
 * @change: (nullable): what is different
 *
 * Returns: (transfer full): what sw_node_to_value() would answer if the document were changed so
 */
SwValue
sw_node_to_changed_value (const SwNode       *self,
                          const SwNodeChange *change)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (SwValue));
  const SwNode *node = self;

  for (;;)
    {
      SwValue value = begin_value (node, change);

      if (is_entered (node, change))
        {
          g_array_append_val (open, value);
          node = node->first;
          continue;
        }

      for (;;)
        {
          SwValue *container;

          if (node == self)
            return value;

          container = &g_array_index (open, SwValue, open->len - 1);
          place (container, node, change, value);
          place_new (container, node->parent, node->next, change);
          if (node->next != NULL)
            break;
          value = pop (open);
          node = node->parent;
        }
      node = node->next;
    }
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
  return sw_node_to_changed_value (self, NULL);
}
