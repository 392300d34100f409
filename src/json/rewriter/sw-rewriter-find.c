/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/yaml/sw-yaml-edit-private.h"

static const char *
describe (const char *pointer)
{
  return *pointer == '\0' ? "the root of the document" : pointer;
}

/**
 * sw_rewrite_find_node:
 * @pointer: JSON pointer
 *
 * Returns: (transfer none) (nullable): what stands there; NULL with @error set where nothing does,
 *   or where the text is YAML that cannot be changed safely
 */
SwNode *
sw_rewrite_find_node (const SwTree *tree,
                      const char   *pointer,
                      GError      **error)
{
  SwNode *node = sw_tree_resolve (tree, pointer);

  if (sw_tree_get_syntax (tree) == SW_SYNTAX_YAML && !sw_yaml_check_valid (tree, error))
    return NULL;
  if (node == NULL)
    g_set_error (error, SW_REWRITE_ERROR, SW_REWRITE_ERROR_NOT_FOUND, "Nothing stands at %s.",
                 pointer);

  return node;
}

/* Refuses a part whose extent the parser had to guess. */
gboolean
sw_rewrite_check_whole (const SwTree *tree,
                        const SwNode *node,
                        GError      **error)
{
  g_autofree char *pointer = NULL;
  guint line, column;

  if (node == NULL || !node->broken)
    return TRUE;

  pointer = sw_node_dup_pointer (node);
  sw_tree_locate (tree, sw_node_get_full_span (node).start, &line, &column);
  g_set_error (error, SW_REWRITE_ERROR, SW_REWRITE_ERROR_BROKEN,
               "The text of %s (line %u, column %u) has a syntax error. Mend it first.",
               describe (pointer), line, column);
  return FALSE;
}

/**
 * sw_rewrite_check_kind:
 * @kind: SW_NODE_OBJECT or SW_NODE_ARRAY
 *
 * Returns: whether @node is of that kind; else @error is set
 */
gboolean
sw_rewrite_check_kind (const SwNode *node,
                       SwNodeKind    kind,
                       GError      **error)
{
  g_autofree char *pointer = NULL;

  if (node->kind == kind)
    return TRUE;

  pointer = sw_node_dup_pointer (node);
  g_set_error (error, SW_REWRITE_ERROR, SW_REWRITE_ERROR_TYPE, "What stands at %s is no %s.",
               describe (pointer), kind == SW_NODE_OBJECT ? "object" : "array");
  return FALSE;
}

/* A child that may be removed, renamed or moved */
SwNode *
sw_rewrite_find_child (const SwTree *tree,
                       const char   *pointer,
                       GError      **error)
{
  SwNode *node = sw_rewrite_find_node (tree, pointer, error);

  if (node == NULL)
    return NULL;
  if (node->parent == NULL)
    {
      g_set_error (error, SW_REWRITE_ERROR, SW_REWRITE_ERROR_TYPE,
                   "The document itself is no member or element.");
      return NULL;
    }
  if (!sw_rewrite_check_whole (tree, node, error)
      || !sw_rewrite_check_whole (tree, node->parent, error)
      || !sw_rewrite_check_whole (tree, node->previous, error)
      || !sw_rewrite_check_whole (tree, node->next, error))
    return NULL;

  return node;
}

/**
 * sw_rewrite_check_name_is_free:
 *
 * Returns: whether @object has no member @name; else @error is set
 */
gboolean
sw_rewrite_check_name_is_free (const SwNode *object,
                               const char   *name,
                               GError      **error)
{
  g_autofree char *pointer = NULL;

  if (sw_node_get_member (object, name) == NULL)
    return TRUE;

  pointer = sw_node_dup_pointer (object);
  g_set_error (error, SW_REWRITE_ERROR, SW_REWRITE_ERROR_EXISTS,
               "The object at %s has a member \"%s\" already.", describe (pointer), name);
  return FALSE;
}

static gboolean
check_place (const SwTree   *tree,
             const SwPlace  *place,
             GError        **error)
{
  return sw_rewrite_check_whole (tree, place->container, error)
         && sw_rewrite_check_whole (tree, place->previous, error)
         && sw_rewrite_check_whole (tree, place->next, error);
}

/* Finds the place beside the named siblings, or at the end. */
gboolean
sw_rewrite_find_member_place (const SwTree *tree,
                              const char   *pointer,
                              const char   *before,
                              const char   *after,
                              SwPlace      *place,
                              GError      **error)
{
  const char *sibling_name = before != NULL ? before : after;
  SwNode *object = sw_rewrite_find_node (tree, pointer, error);
  SwNode *sibling;

  if (object == NULL || !sw_rewrite_check_kind (object, SW_NODE_OBJECT, error))
    return FALSE;

  *place = (SwPlace) { object, object->last, NULL };
  if (sibling_name != NULL)
    {
      sibling = sw_node_get_member (object, sibling_name);
      if (sibling == NULL)
        {
          g_set_error (error, SW_REWRITE_ERROR, SW_REWRITE_ERROR_NOT_FOUND,
                       "The object at %s has no member \"%s\" to go beside.", describe (pointer),
                       sibling_name);
          return FALSE;
        }
      place->previous = before != NULL ? sibling->previous : sibling;
      place->next = before != NULL ? sibling : sibling->next;
    }

  return check_place (tree, place, error);
}

/* Finds the place between elements; the element to move away, if any, does not count. */
gboolean
sw_rewrite_find_element_place (const SwTree *tree,
                               const char   *pointer,
                               guint         index,
                               const SwNode *moved,
                               SwPlace      *place,
                               GError      **error)
{
  SwNode *array = sw_rewrite_find_node (tree, pointer, error);
  guint count, wanted;

  if (array == NULL || !sw_rewrite_check_kind (array, SW_NODE_ARRAY, error))
    return FALSE;

  count = array->count;
  wanted = index;
  if (moved != NULL && moved->parent == array)
    {
      count--;
      index += index >= moved->index;
    }
  if (index > array->count || (index > count && moved == NULL))
    {
      g_set_error (error, SW_REWRITE_ERROR, SW_REWRITE_ERROR_NOT_FOUND,
                   "There is no place %u in the array at %s, which holds %u.", wanted,
                   describe (pointer), count);
      return FALSE;
    }

  place->container = array;
  place->next = sw_node_get_element (array, index);
  place->previous = place->next != NULL ? place->next->previous : array->last;
  return check_place (tree, place, error);
}

/**
 * sw_rewrite_parse_value:
 *
 * Returns: (transfer full) (nullable): the tree of a new value; NULL with an error where @json has
 * a fault
 */
SwTree *
sw_rewrite_parse_value (const char  *json,
                        GError     **error)
{
  g_autoptr (SwTree) tree = sw_tree_parse (json, -1);
  const SwDiagnostic *first;

  if (sw_tree_is_valid (tree))
    return g_steal_pointer (&tree);

  first = g_ptr_array_index (sw_tree_get_diagnostics (tree), 0);
  g_set_error (error, SW_REWRITE_ERROR, SW_REWRITE_ERROR_BROKEN, "The new value is not JSON: %s",
               first->message);
  return NULL;
}
