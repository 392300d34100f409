/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/tree/sw-tree-private.h"

#include <string.h>

/* JSON pointers, RFC 6901: "" is the whole document, "/States/A~1B/Choices/0" a part of it. */

static void
append_name (GString    *pointer,
             const char *name,
             gsize       length)
{
  g_string_append_c (pointer, '/');
  for (gsize i = 0; i < length; i++)
    {
      if (name[i] == '~')
        g_string_append (pointer, "~0");
      else if (name[i] == '/')
        g_string_append (pointer, "~1");
      /* No C string holds U+0000: such a pointer leads nowhere rather than to another member. */
      else if (name[i] == '\0')
        g_string_append (pointer, "\xef\xbf\xbd");
      else
        g_string_append_c (pointer, name[i]);
    }
}

/* By hand: pointers are made for every state and every finding. */
static void
append_index (GString *pointer,
              guint    index)
{
  char digits[16];
  char *at = digits + sizeof digits;

  do
    {
      *--at = (char) ('0' + index % 10);
      index /= 10;
    }
  while (index > 0);

  *--at = '/';
  g_string_append_len (pointer, at, digits + sizeof digits - at);
}

/**
 * sw_pointer_append:
 * @pointer: a JSON pointer
 * @name: a member's name, unescaped
 *
 * Returns: (transfer full): the pointer to the member
 */
char *
sw_pointer_append (const char *pointer,
                   const char *name)
{
  GString *out = g_string_new (pointer);

  append_name (out, name, strlen (name));
  return g_string_free_and_steal (out);
}

/**
 * sw_pointer_append_index:
 * @pointer: a JSON pointer
 * @index: an element's, from 0
 *
 * Returns: (transfer full): the pointer to the element
 */
char *
sw_pointer_append_index (const char *pointer,
                         guint       index)
{
  return g_strdup_printf ("%s/%u", pointer, index);
}

/* Reads the name between *AT, which stands behind a slash, and the next one. */
static char *
take_segment (const char **at)
{
  GString *name = g_string_new (NULL);
  const char *from = *at;

  for (; *from != '\0' && *from != '/'; from++)
    {
      if (from[0] == '~' && (from[1] == '0' || from[1] == '1'))
        {
          from++;
          g_string_append_c (name, *from == '0' ? '~' : '/');
        }
      else
        {
          g_string_append_c (name, *from);
        }
    }

  *at = from;
  return g_string_free_and_steal (name);
}

/**
 * sw_pointer_split:
 * @pointer: a JSON pointer
 *
 * Returns: (transfer full) (nullable): the names it goes through, unescaped and NULL-terminated;
 * NULL where @pointer is neither empty nor begins with a slash
 */
char **
sw_pointer_split (const char *pointer)
{
  g_autoptr (GPtrArray) names = NULL;

  if (*pointer != '\0' && *pointer != '/')
    return NULL;

  names = g_ptr_array_new ();
  while (*pointer == '/')
    {
      pointer++;
      g_ptr_array_add (names, take_segment (&pointer));
    }
  g_ptr_array_add (names, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

/* RFC 6901 has one way to write an index: no sign, no leading zero. */
static SwNode *
get_element_by_name (const SwNode *node,
                     const char   *name)
{
  guint64 index;

  if (name[0] == '0' && name[1] != '\0')
    return NULL;
  if (!g_ascii_string_to_unsigned (name, 10, 0, G_MAXUINT, &index, NULL))
    return NULL;

  return sw_node_get_element (node, (guint) index);
}

/**
 * sw_tree_resolve:
 * @pointer: a JSON pointer
 *
 * Returns: (transfer none) (nullable): what stands there; of equally named members the last
 */
SwNode *
sw_tree_resolve (const SwTree *self,
                 const char   *pointer)
{
  SwNode *node = self->root;

  if (*pointer != '\0' && *pointer != '/')
    return NULL;

  while (*pointer == '/' && node != NULL)
    {
      g_autofree char *name = NULL;

      pointer++;
      name = take_segment (&pointer);
      if (node->kind == SW_NODE_ARRAY)
        node = get_element_by_name (node, name);
      else
        node = sw_node_get_member (node, name);
    }

  return node;
}

/**
 * sw_node_dup_pointer:
 *
 * Returns: (transfer full): the JSON pointer of @self; free with g_free()
 */
char *
sw_node_dup_pointer (const SwNode *self)
{
  g_autoptr (GPtrArray) path = g_ptr_array_new ();
  GString *pointer = g_string_new (NULL);

  for (const SwNode *node = self; node->parent != NULL; node = node->parent)
    g_ptr_array_add (path, (gpointer) node);

  for (guint i = path->len; i-- > 0;)
    {
      const SwNode *node = g_ptr_array_index (path, i);

      if (node->name != NULL)
        append_name (pointer, node->name, node->name_length);
      else
        append_index (pointer, node->index);
    }

  return g_string_free_and_steal (pointer);
}
