/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/yaml/sw-yaml-private.h"

#include <string.h>

/* Anchors, the aliases that stand for them, and merge keys. An alias becomes a copy of what it
 * stands for, with all spans at the alias itself: there it can be seen, and there it is mended. */

/**
 * sw_yaml_set_anchor:
 * @anchor: (nullable): the anchor of @node, if it has one
 *
 * Remembers where an anchor stands; of several of a name the last counts, from then on.
 */
void
sw_yaml_set_anchor (SwYamlReader      *self,
                    SwNode            *node,
                    const yaml_char_t *anchor)
{
  const char *name = (const char *) anchor;

  if (name == NULL)
    return;

  sw_yaml_node (node)->anchor = sw_yaml_dup_bytes (self->tree, name, strlen (name));
  g_hash_table_insert (self->anchors, (gpointer) sw_yaml_node (node)->anchor, node);
}

/**
 * sw_yaml_find_anchor:
 * @span: of the alias
 *
 * Returns: (nullable): what an alias stands for; NULL after a finding where that cannot be said
 */
SwNode *
sw_yaml_find_anchor (SwYamlReader      *self,
                     const yaml_char_t *anchor,
                     SwSpan             span)
{
  const char *name = (const char *) anchor;
  SwNode *node = g_hash_table_lookup (self->anchors, name);
  g_autofree char *quoted = sw_text_quote (name, (SwSpan) { 0, strlen (name) });

  if (node == NULL)
    sw_tree_report (self->tree, self->container, SW_SEVERITY_ERROR, SW_YAML_SYNTAX, NULL, span,
                    "There is no &%s before this *%s. Write the value itself, or anchor it above.",
                    quoted, quoted);
  else if (sw_yaml_node (node)->is_open)
    sw_tree_report (
        self->tree, self->container, SW_SEVERITY_ERROR, SW_YAML_SYNTAX, NULL, span,
        "*%s stands within &%s, and would hold itself for ever. Write the value itself.", quoted,
        quoted);
  else
    {
      sw_yaml_node (node)->uses++;
      return node;
    }

  return NULL;
}

/* A copy of a node without its children and its name */
static SwNode *
copy_one (SwYamlReader *self,
          const SwNode *node,
          SwSpan        span)
{
  SwYamlNode *copy = sw_arena_alloc (&self->tree->arena, sizeof (SwYamlNode));

  memset (copy, 0, sizeof *copy);
  copy->object.node = (SwNode) {
    .kind = node->kind,
    .broken = node->broken,
    .span = span,
    .key = { span.start, span.start },
    .tree = self->tree,
  };
  copy->value = sw_yaml_node (node)->value;
  copy->length = sw_yaml_node (node)->length;
  copy->style = sw_yaml_node (node)->style;
  copy->is_copy = TRUE;

  return &copy->object.node;
}

/* Prepares a copied object, and those around it that are complete with it. */
static const SwNode *
leave_copied (SwYamlReader  *self,
              const SwNode  *from,
              const SwNode  *root,
              SwNode       **to)
{
  for (;;)
    {
      if ((*to)->kind == SW_NODE_OBJECT)
        sw_tree_finish_object (self->tree, *to, FALSE);
      if (from == root || from->next != NULL)
        return from;

      from = from->parent;
      *to = (*to)->parent;
    }
}

/* Copies what ROOT holds into TO. Returns FALSE where that is too much. */
static gboolean
copy_children (SwYamlReader *self,
               const SwNode *root,
               SwNode       *to)
{
  const SwNode *from = root;
  SwSpan span = to->span;

  for (;;)
    {
      SwNode *parent;

      if (from->first != NULL)
        {
          from = from->first;
          parent = to;
        }
      else
        {
          from = leave_copied (self, from, root, &to);
          if (from == root)
            return TRUE;
          from = from->next;
          parent = to->parent;
        }
      if (++self->copies > SW_YAML_MAX_COPIES)
        return FALSE;

      to = copy_one (self, from, span);
      if (from->name != NULL)
        {
          to->name = from->name;
          to->name_length = from->name_length;
          to->key = span;
        }
      sw_node_append_child (parent, to);
    }
}

/**
 * sw_yaml_add_alias:
 * @anchor: its name
 * @span: of the alias
 *
 * Adds a copy of what an alias stands for to the container that is open.
 *
 * Returns: the copy; of kind SW_NODE_INVALID after a finding where there can be none
 */
SwNode *
sw_yaml_add_alias (SwYamlReader      *self,
                   const yaml_char_t *anchor,
                   SwSpan             span)
{
  const SwNode *meant = sw_yaml_find_anchor (self, anchor, span);
  SwNode *copy = sw_yaml_reader_add (self, meant != NULL ? meant->kind : SW_NODE_INVALID, span);

  sw_yaml_node (copy)->is_copy = TRUE;
  if (meant == NULL)
    {
      copy->broken = TRUE;
      return copy;
    }

  copy->broken |= meant->broken;
  sw_yaml_node (copy)->value = sw_yaml_node (meant)->value;
  sw_yaml_node (copy)->length = sw_yaml_node (meant)->length;
  sw_yaml_node (copy)->style = sw_yaml_node (meant)->style;
  if (!copy_children (self, meant, copy))
    {
      copy->broken = TRUE;
      sw_yaml_reader_fail (self, span,
                           "The aliases of this text stand for more than %u values. Write fewer of "
                           "them.",
                           SW_YAML_MAX_COPIES);
    }

  return copy;
}

static gboolean
is_merge_key (const SwNode *member)
{
  return member->name_length == strlen ("<<") && memcmp (member->name, "<<", 2) == 0
         && member->tree->text[member->key.start] == '<';
}

/* An object's members, linked anew */
typedef struct
{
  SwNode *object;
  GHashTable *names; /* of those that are there already, or will be */
} Merging;

static void
take_members (Merging *self,
              SwNode  *source)
{
  SwNode *next;

  for (SwNode *member = source->first; member != NULL; member = next)
    {
      next = member->next;
      if (!g_hash_table_add (self->names, (gpointer) member->name))
        continue;

      member->next = NULL;
      sw_yaml_node (member)->is_copy = TRUE;
      sw_yaml_node (member)->is_merged = TRUE;
      sw_node_append_child (self->object, member);
    }
}

/* Takes the members out of what a merge key names: an object, or several of them. */
static void
merge_value (Merging *self,
             SwNode  *value)
{
  SwNode *next;
  SwNode *wrong = value->kind == SW_NODE_ARRAY ? NULL : value;

  if (value->kind == SW_NODE_OBJECT)
    {
      take_members (self, value);
      return;
    }

  for (SwNode *element = value->first; element != NULL; element = next)
    {
      next = element->next;
      if (element->kind == SW_NODE_OBJECT)
        take_members (self, element);
      else
        wrong = element;
    }
  if (wrong != NULL)
    sw_tree_report (value->tree, self->object, SW_SEVERITY_ERROR, SW_YAML_SYNTAX, NULL, value->span,
                    "<< takes the members of mappings, such as *anchor, and this is none.");
}

/**
 * sw_yaml_merge:
 * @object: an object whose members are complete
 *
 * Puts members in the place of merge keys (<<: *anchor): those that @object does not have itself,
 * of several objects those of the first that has them.
 */
void
sw_yaml_merge (SwYamlReader *self,
               SwNode       *object)
{
  g_autoptr (GHashTable) names = NULL;
  Merging merging = { .object = object };
  SwNode *members = object->first;
  SwNode *next;

  for (const SwNode *member = members; member != NULL; member = member->next)
    if (is_merge_key (member) && names == NULL)
      names = g_hash_table_new (g_str_hash, g_str_equal);
  if (names == NULL)
    return;

  for (const SwNode *member = members; member != NULL; member = member->next)
    if (!is_merge_key (member))
      g_hash_table_add (names, (gpointer) member->name);

  merging.names = names;
  object->first = object->last = NULL;
  object->count = 0;
  for (SwNode *member = members; member != NULL; member = next)
    {
      next = member->next;
      member->next = NULL;
      if (is_merge_key (member))
        merge_value (&merging, member);
      else
        sw_node_append_child (object, member);
    }
}
