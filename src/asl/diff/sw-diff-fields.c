/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/diff/sw-diff-private.h"

#include "json/sw-text.h"

#include <string.h>

/* What differs between two values, member by member and element by element. */

/* Longer lists are compared element by element, without seeking what was put in between. */
#define MOST_ALIGNED 250000

/* Elements that share less than this part of their values are not set side by side. */
#define LEAST_ALIKE 0.4

static gboolean same (const SwDiff *self,
                      const SwNode *before,
                      const SwNode *after);

static gboolean
same_children (const SwDiff *self, const SwNode *before, const SwNode *after)
{
  if (before->count != after->count)
    return FALSE;
  for (const SwNode *child = before->first; child != NULL; child = child->next)
    {
      const SwNode *other = before->kind == SW_NODE_OBJECT
                                ? sw_node_get_member (after, child->name != NULL ? child->name : "")
                                : sw_node_get_element (after, child->index);

      if (other == NULL || !same (self, child, other))
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_leaf (const SwNode *before, const SwNode *after)
{
  g_auto (SwValue) first = sw_node_to_value (before);
  g_auto (SwValue) second = sw_node_to_value (after);
  g_autofree char *first_text = NULL;
  g_autofree char *second_text = NULL;

  if (!sw_value_is (first, SW_TYPE_UNDEFINED) && !sw_value_is (second, SW_TYPE_UNDEFINED))
    return sw_value_equal (first, second);

  first_text = sw_node_dup_json (before);
  second_text = sw_node_dup_json (after);
  return g_strcmp0 (first_text, second_text) == 0;
}

/* Whether both values say the same, where a reference to a state is the same as one to what has
 * become of it */
static gboolean
same (const SwDiff *self,
      const SwNode *before,
      const SwNode *after)
{
  const SwState *from = g_hash_table_lookup (self->targets, before);
  const SwState *to = g_hash_table_lookup (self->targets, after);

  if (from != NULL && to != NULL && g_hash_table_lookup (self->others, from) == to)
    return TRUE;
  if (before->kind != after->kind)
    return FALSE;
  if (before->kind == SW_NODE_OBJECT || before->kind == SW_NODE_ARRAY)
    return same_children (self, before, after);
  return same_leaf (before, after);
}

static guint
count_leaves (const SwNode *node)
{
  guint count = 0;

  if (node->first == NULL)
    return 1;
  for (const SwNode *child = node->first; child != NULL; child = child->next)
    count += count_leaves (child);
  return count;
}

static guint
count_same (const SwDiff *self, const SwNode *before, const SwNode *after)
{
  guint count = 0;

  if (before->first == NULL || after->first == NULL || before->kind != after->kind)
    return same (self, before, after) ? 1 : 0;

  for (const SwNode *child = before->first; child != NULL; child = child->next)
    {
      const SwNode *other = child->name != NULL ? sw_node_get_member (after, child->name)
                                                : sw_node_get_element (after, child->index);

      if (other != NULL)
        count += count_same (self, child, other);
    }
  return count;
}

/**
 * sw_diff_get_likeness:
 * @before: a value of the earlier version
 * @after: a value of the later one
 *
 * Returns: how much of both is the same and in the same place, from 0 to 1
 */
double
sw_diff_get_likeness (const SwDiff *self,
                      const SwNode *before,
                      const SwNode *after)
{
  return 2.0 * count_same (self, before, after) / (count_leaves (before) + count_leaves (after));
}

static void
field_free (gpointer data)
{
  SwDiffField *field = data;

  g_free (field->path);
  g_free (field);
}

static void compare (const SwDiff *self,
                     GPtrArray    *fields,
                     const char   *path,
                     SwNode       *before,
                     SwNode       *after);

static void
add_field (GPtrArray  *fields,
           const char *path,
           SwNode     *before,
           SwNode     *after)
{
  SwDiffField *field = g_new0 (SwDiffField, 1);

  field->change = before == NULL  ? SW_CHANGE_ADDED
                  : after == NULL ? SW_CHANGE_REMOVED
                                  : SW_CHANGE_CHANGED;
  field->path = g_strdup (path);
  field->before = before;
  field->after = after;
  g_ptr_array_add (fields, field);
}

/* "Parameters.payload.$", but "Headers["x-y"]": a name that is no word stands in brackets. */
static char *
dup_member_path (const char *path, const char *name)
{
  gsize length = strspn (name, G_CSET_a_2_z G_CSET_A_2_Z "0123456789_-");
  g_autoptr (GString) quoted = NULL;

  if (length > 0 && (name[length] == '\0' || strcmp (name + length, ".$") == 0))
    return g_strconcat (path, *path != '\0' ? "." : "", name, NULL);

  quoted = g_string_new (path);
  g_string_append_c (quoted, '[');
  sw_json_string_print (name, strlen (name), quoted);
  g_string_append_c (quoted, ']');
  return g_string_free (g_steal_pointer (&quoted), FALSE);
}

/* The states of a scope, and scopes that are in both versions, are compared by themselves. */
static gboolean
is_compared_apart (const SwDiff *self, const SwNode *member)
{
  const SwNode *parent = member->parent;

  return g_hash_table_contains (self->bodies, parent) && strcmp (member->name, "States") == 0;
}

static void
compare_objects (const SwDiff *self,
                 GPtrArray    *fields,
                 const char   *path,
                 SwNode       *before,
                 SwNode       *after)
{
  for (SwNode *child = before->first; child != NULL; child = child->next)
    {
      const char *name = child->name != NULL ? child->name : "";
      g_autofree char *inner = dup_member_path (path, name);

      if (!is_compared_apart (self, child))
        compare (self, fields, inner, child, sw_node_get_member (after, name));
    }
  for (SwNode *child = after->first; child != NULL; child = child->next)
    {
      const char *name = child->name != NULL ? child->name : "";
      g_autofree char *inner = dup_member_path (path, name);

      if (sw_node_get_member (before, name) == NULL && !is_compared_apart (self, child))
        add_field (fields, inner, NULL, child);
    }
}

/* How well two elements go together when lists are put side by side: of branches, whether they hold
 * the same scope */
static double
match_elements (const SwDiff *self, const SwNode *before, const SwNode *after)
{
  gpointer scope = g_hash_table_lookup (self->bodies, before);
  gpointer other = g_hash_table_lookup (self->bodies, after);
  double likeness;

  if (scope != NULL && other != NULL)
    return g_hash_table_lookup (self->scopes, scope) == other ? 1 : 0;
  likeness = sw_diff_get_likeness (self, before, after);
  return likeness >= LEAST_ALIKE ? likeness : 0;
}

/* Both lists side by side, in their order, so that as much as can be is the same:
 * best[i * (m + 1) + j] is how much of what begins at i and j is. */
static double *
align (const SwDiff *self, const GPtrArray *before, const GPtrArray *after)
{
  guint n = before->len;
  guint m = after->len;
  double *best = g_new0 (double, (gsize) (n + 1) * (m + 1));

  for (guint i = n; i-- > 0;)
    for (guint j = m; j-- > 0;)
      {
        double match = match_elements (self, before->pdata[i], after->pdata[j]);
        double apart = MAX (best[(i + 1) * (m + 1) + j], best[i * (m + 1) + j + 1]);

        best[i * (m + 1) + j] =
            MAX (apart, match > 0 ? match + best[(i + 1) * (m + 1) + j + 1] : 0);
      }
  return best;
}

static GPtrArray *
dup_children (const SwNode *node)
{
  GPtrArray *children = g_ptr_array_sized_new (node->count);

  for (SwNode *child = node->first; child != NULL; child = child->next)
    g_ptr_array_add (children, child);
  return children;
}

/* What stands between two elements that are the same: as many as there are on both sides were
 * changed, the others added or removed. The path has the later version's number. */
static void
compare_gap (const SwDiff    *self,
             GPtrArray       *fields,
             const char      *path,
             const GPtrArray *before,
             guint            n_before,
             const GPtrArray *after,
             guint            n_after,
             const guint      ends[2])
{
  guint count = MAX (ends[0] - n_before, ends[1] - n_after);

  for (guint k = 0; k < count; k++)
    {
      SwNode *first = n_before + k < ends[0] ? before->pdata[n_before + k] : NULL;
      SwNode *second = n_after + k < ends[1] ? after->pdata[n_after + k] : NULL;
      guint index = second != NULL ? second->index : first->index;
      g_autofree char *inner = g_strdup_printf ("%s[%u]", path, index);

      compare (self, fields, inner, first, second);
    }
}

static void
compare_arrays (const SwDiff *self,
                GPtrArray    *fields,
                const char   *path,
                SwNode       *before,
                SwNode       *after)
{
  g_autoptr (GPtrArray) first = dup_children (before);
  g_autoptr (GPtrArray) second = dup_children (after);
  g_autofree double *best = NULL;
  guint width = second->len + 1;
  guint i = 0, j = 0, from_i = 0, from_j = 0;

  if ((guint64) first->len * second->len <= MOST_ALIGNED)
    best = align (self, first, second);
  while (best != NULL && i < first->len && j < second->len && best[i * width + j] > 0)
    {
      if (best[i * width + j] == best[(i + 1) * width + j])
        i++;
      else if (best[i * width + j] == best[i * width + j + 1])
        j++;
      else
        {
          compare_gap (self, fields, path, first, from_i, second, from_j, (guint[]) { i, j });
          compare_gap (self, fields, path, first, i, second, j, (guint[]) { i + 1, j + 1 });
          from_i = ++i;
          from_j = ++j;
        }
    }
  compare_gap (self, fields, path, first, from_i, second, from_j,
               (guint[]) { first->len, second->len });
}

static void
compare (const SwDiff *self,
         GPtrArray    *fields,
         const char   *path,
         SwNode       *before,
         SwNode       *after)
{
  gboolean lists = before != NULL && after != NULL && before->kind == after->kind;

  if (lists && before->kind == SW_NODE_OBJECT)
    compare_objects (self, fields, path, before, after);
  else if (lists && before->kind == SW_NODE_ARRAY)
    compare_arrays (self, fields, path, before, after);
  else if (before == NULL || after == NULL || !same (self, before, after))
    add_field (fields, path, before, after);
}

/**
 * sw_diff_dup_fields:
 * @before: a state's value, or the machine's, in the earlier version
 * @after: the same in the later one
 *
 * Returns: (transfer full) (element-type SwDiffField): what differs in them, without the states
 * they hold
 */
GPtrArray *
sw_diff_dup_fields (const SwDiff *self,
                    SwNode       *before,
                    SwNode       *after)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func (field_free);

  compare (self, fields, "", before, after);
  return fields;
}
