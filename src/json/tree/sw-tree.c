/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/tree/sw-tree-private.h"

#include <string.h>

/**
 * sw_tree_ref:
 *
 * Returns: (transfer full): @self with one more owner; from any thread
 */
SwTree *
sw_tree_ref (SwTree *self)
{
  g_atomic_ref_count_inc (&self->count);
  return self;
}

/**
 * sw_tree_unref:
 *
 * Gives up one ownership, from any thread; the last one frees the tree and its nodes.
 */
void
sw_tree_unref (SwTree *self)
{
  if (!g_atomic_ref_count_dec (&self->count))
    return;

  g_clear_pointer (&self->line_starts, g_array_unref);
  g_ptr_array_unref (self->diagnostics);
  sw_arena_clear (&self->arena);
  g_free (self->text);
  g_free (self);
}

/**
 * sw_tree_get_text:
 * @length: (out) (optional): receives the bytes' number
 *
 * Returns: (transfer none): the text that was parsed, NUL-terminated
 */
const char *
sw_tree_get_text (const SwTree *self,
                  gsize        *length)
{
  if (length != NULL)
    *length = self->length;

  return self->text;
}

/**
 * sw_tree_get_syntax:
 *
 * Returns: what the text is written in
 */
SwSyntax
sw_tree_get_syntax (const SwTree *self)
{
  return self->syntax;
}

/**
 * sw_tree_get_root:
 *
 * Returns: (transfer none): the document's value; of kind SW_NODE_MISSING when the text is empty
 */
SwNode *
sw_tree_get_root (const SwTree *self)
{
  return self->root;
}

/**
 * sw_tree_get_diagnostics:
 *
 * Syntax errors of JSON have AWS's code INVALID_JSON_DESCRIPTION, those of YAML, which AWS does not
 * read, SW_YAML_SYNTAX; of YAML only the first is told. A repeated name is the warning
 * SW_DUPLICATE_MEMBER. At most a thousand are kept.
 *
 * Returns: (transfer none) (element-type SwDiagnostic): what is wrong, in order of the text
 */
GPtrArray *
sw_tree_get_diagnostics (const SwTree *self)
{
  return self->diagnostics;
}

/**
 * sw_tree_get_first_error:
 *
 * Returns: (transfer none) (nullable): the first error, NULL where there are but warnings
 */
const SwDiagnostic *
sw_tree_get_first_error (const SwTree *self)
{
  for (guint i = 0; i < self->diagnostics->len; i++)
    {
      const SwDiagnostic *diagnostic = g_ptr_array_index (self->diagnostics, i);

      if (diagnostic->severity == SW_SEVERITY_ERROR)
        return diagnostic;
    }

  return NULL;
}

/**
 * sw_tree_is_valid:
 *
 * Returns: whether the text is JSON or YAML as it should be, perhaps with placeholders for values
 */
gboolean
sw_tree_is_valid (const SwTree *self)
{
  return self->valid;
}

static GArray *
find_line_starts (const SwTree *self)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize start = 0;

  g_array_append_val (starts, start);
  for (gsize i = 0; i < self->length; i++)
    {
      i += strcspn (self->text + i, "\r\n");
      if (i >= self->length)
        break;
      if (self->text[i] == '\0' || (self->text[i] == '\r' && self->text[i + 1] == '\n'))
        continue;

      start = i + 1;
      g_array_append_val (starts, start);
    }

  return starts;
}

/* Made when first asked for, by whichever thread asks first: most trees are never asked. */
static GArray *
get_line_starts (const SwTree *self)
{
  SwTree *tree = (SwTree *) self;

  if (g_once_init_enter_pointer (&tree->line_starts))
    g_once_init_leave_pointer (&tree->line_starts, find_line_starts (tree));

  return tree->line_starts;
}

/**
 * sw_tree_locate:
 * @offset: byte offset, 0..length
 * @line: (out): from 1
 * @column: (out): in characters, from 1
 *
 * Finds the line and column of a byte. Lines end at LF, CR LF or CR.
 */
void
sw_tree_locate (const SwTree *self,
                gsize         offset,
                guint        *line,
                guint        *column)
{
  GArray *starts = get_line_starts (self);
  guint low = 0;
  guint high = starts->len;

  offset = MIN (offset, self->length);
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (starts, gsize, middle) <= offset)
        low = middle;
      else
        high = middle;
    }

  *line = low + 1;
  *column = 1;
  /* The bytes of a character after its first do not count. */
  for (gsize i = g_array_index (starts, gsize, low); i < offset; i++)
    *column += (self->text[i] & 0xc0) != 0x80;
}

/**
 * sw_tree_find_deeper:
 * @depth: how deep arrays and objects may be nested
 * @deepest: (out) (optional): how deep they are; 1 for an object that holds none
 *
 * Returns: (transfer none) (nullable): the first array or object that goes a level too deep
 */
SwNode *
sw_tree_find_deeper (const SwTree *self,
                     guint         depth,
                     guint        *deepest)
{
  SwNode *found = NULL;
  guint level = 1, most = 0;

  for (SwNode *node = self->root; node != NULL;)
    {
      if (node->kind == SW_NODE_ARRAY || node->kind == SW_NODE_OBJECT)
        {
          if (found == NULL && level > depth)
            found = node;
          most = MAX (most, level);
        }
      if (node->first != NULL)
        {
          level++;
          node = node->first;
          continue;
        }
      for (; node != self->root && node->next == NULL; node = node->parent)
        level--;
      node = node != self->root ? node->next : NULL;
    }

  if (deepest != NULL)
    *deepest = most;
  return found;
}

/* The child that holds the offset or, failing that, ends at it */
static SwNode *
find_child_at (const SwNode *node,
               gsize         offset)
{
  SwNode *touching = NULL;

  for (SwNode *child = node->first; child != NULL; child = child->next)
    {
      SwSpan span = sw_node_get_full_span (child);

      if (offset < span.start)
        break;
      if (offset < span.end)
        return child;
      if (offset == span.end)
        touching = child;
    }

  return touching;
}

/**
 * sw_tree_find_at:
 * @offset: byte offset, as of a caret, 0..length
 *
 * Returns: (transfer none) (nullable): the innermost node whose span, from its name to the end of
 * its value, contains or touches @offset; NULL outside the root
 */
SwNode *
sw_tree_find_at (const SwTree *self,
                 gsize         offset)
{
  SwNode *node = self->root;
  SwNode *child;

  if (offset < node->span.start || offset > node->span.end)
    return NULL;

  while ((child = find_child_at (node, offset)) != NULL)
    node = child;

  return node;
}
