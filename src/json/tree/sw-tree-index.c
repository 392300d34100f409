/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/tree/sw-tree-private.h"
#include "json/value/sw-value-private.h"

#include <string.h>

static gboolean
has_name (const SwNode *node,
          const char   *name,
          gsize         length)
{
  return node->name_length == length && memcmp (node->name, name, length) == 0;
}

/* The slot of a name: its own, or the free one where it would go */
static SwNode **
find_slot (const SwObjectNode *object,
           const char         *name,
           gsize               length)
{
  guint slot = sw_bytes_hash (name, length) & object->mask;

  while (object->index[slot] != NULL && !has_name (object->index[slot], name, length))
    slot = (slot + 1) & object->mask;

  return &object->index[slot];
}

/**
 * sw_node_find_member:
 *
 * Returns: (nullable): the last member of an object with this name
 */
SwNode *
sw_node_find_member (const SwNode *self,
                     const char   *name,
                     gsize         length)
{
  const SwObjectNode *object = (const SwObjectNode *) self;

  if (self->kind != SW_NODE_OBJECT)
    return NULL;
  if (object->index != NULL)
    return *find_slot (object, name, length);

  for (SwNode *member = self->last; member != NULL; member = member->previous)
    if (has_name (member, name, length))
      return member;

  return NULL;
}

static void
report_duplicate (SwTree       *self,
                  const SwNode *member)
{
  g_autofree char *name = sw_text_quote (member->name, (SwSpan) { 0, member->name_length });

  sw_tree_report (self, member, SW_SEVERITY_WARNING, "SW_DUPLICATE_MEMBER",
                  "duplicate-member", member->key,
                  "The name \"%s\" is in this object again; only its last member counts. Rename or "
                  "remove one of them.",
                  name);
}

/* A name that was never written is nobody's duplicate. */
static gboolean
is_named (const SwNode *member)
{
  return sw_span_length (member->key) > 0;
}

static void
compare_members (SwTree *self,
                 SwNode *object)
{
  for (SwNode *member = object->first; member != NULL; member = member->next)
    for (SwNode *before = object->first; before != member; before = before->next)
      if (has_name (before, member->name, member->name_length) && is_named (before)
          && is_named (member))
        {
          report_duplicate (self, member);
          break;
        }
}

static void
index_members (SwTree       *self,
               SwObjectNode *object,
               gboolean      report)
{
  guint slots = 32;

  while (slots < object->node.count * 2)
    slots *= 2;

  object->mask = slots - 1;
  object->index = sw_arena_alloc (&self->arena, slots * sizeof (SwNode *));
  memset (object->index, 0, slots * sizeof (SwNode *));

  for (SwNode *member = object->node.first; member != NULL; member = member->next)
    {
      SwNode **slot = find_slot (object, member->name, member->name_length);

      if (report && *slot != NULL && is_named (*slot) && is_named (member))
        report_duplicate (self, member);
      *slot = member;
    }
}

/**
 * sw_tree_finish_object:
 * @object: an object whose members are complete
 * @report: whether members of the same name are to be told of
 *
 * Prepares the search among many members, and reports what is there twice.
 */
void
sw_tree_finish_object (SwTree   *self,
                       SwNode   *object,
                       gboolean  report)
{
  if (object->count > SW_NODE_LINEAR_MAX)
    index_members (self, (SwObjectNode *) object, report);
  else if (report)
    compare_members (self, object);
}
