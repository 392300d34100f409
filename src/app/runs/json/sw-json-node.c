/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/json/sw-json-node.h"

#include "json/tree/sw-tree.h"
#include "query/jsonata/sw-jsonata-writer.h"
#include "query/jsonpath/sw-jsonpath-writer.h"

struct _SwJsonNode
{
  GObject     parent_instance;

  SwJsonNode *parent; /* owned; NULL: the whole value */
  SwValue     value;  /* of a page: that of its container */
  gboolean    is_page;
  guint       first;  /* of a page: its first part; else which part of its container it is */
  guint       count;  /* of a page or a container: how many parts there are */
};

G_DEFINE_FINAL_TYPE (SwJsonNode, sw_json_node, G_TYPE_OBJECT)

static void
sw_json_node_finalize (GObject *object)
{
  SwJsonNode *self = SW_JSON_NODE (object);

  g_clear_object (&self->parent);
  sw_value_clear (&self->value);
  G_OBJECT_CLASS (sw_json_node_parent_class)->finalize (object);
}

static void
sw_json_node_class_init (SwJsonNodeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sw_json_node_finalize;
}

static void
sw_json_node_init (SwJsonNode *self)
{
}

static gboolean
is_container (SwValue value)
{
  return sw_value_is (value, SW_TYPE_ARRAY) || sw_value_is (value, SW_TYPE_OBJECT);
}

static SwJsonNode *
node_new (SwJsonNode *parent,
          SwValue     value,
          guint       first)
{
  SwJsonNode *self = g_object_new (SW_TYPE_JSON_NODE, NULL);

  g_set_object (&self->parent, parent);
  self->value = sw_value_ref (value);
  self->first = first;
  self->count = is_container (value) ? sw_value_get_length (value) : 0;
  return self;
}

/**
 * sw_json_node_new:
 *
 * Returns: (transfer full): the whole of @value
 */
SwJsonNode *
sw_json_node_new (SwValue value)
{
  return node_new (NULL, value, 0);
}

/* How many parts a child stands for: 1, or a page's worth, or that of pages of pages */
static guint
get_step (SwJsonNode *self)
{
  guint step = 1;

  while ((self->count + step - 1) / step > SW_JSON_PAGE)
    step *= SW_JSON_PAGE;
  return step;
}

static guint
get_n_children (SwJsonNode *self)
{
  guint step = get_step (self);

  return (self->count + step - 1) / step;
}

static SwJsonNode *
create_child (SwJsonNode *self,
              guint       position)
{
  guint start = self->is_page ? self->first : 0;
  guint step = get_step (self);
  SwJsonNode *child;

  if (step == 1)
    return node_new (self,
                     sw_value_is (self->value, SW_TYPE_ARRAY)
                         ? sw_value_get_element (self->value, start + position)
                         : sw_value_get_member_at (self->value, start + position),
                     start + position);
  child = node_new (self, self->value, start + position * step);
  child->is_page = TRUE;
  child->count = MIN (step, self->count - position * step);
  return child;
}

/* The children as a list that holds no more than their parent */
#define SW_TYPE_JSON_CHILDREN (sw_json_children_get_type ())
G_DECLARE_FINAL_TYPE (SwJsonChildren, sw_json_children, SW, JSON_CHILDREN, GObject)

struct _SwJsonChildren
{
  GObject     parent_instance;

  SwJsonNode *node;
};

static GType
get_item_type (GListModel *model)
{
  return SW_TYPE_JSON_NODE;
}

static guint
get_n_items (GListModel *model)
{
  return get_n_children (SW_JSON_CHILDREN (model)->node);
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  SwJsonNode *node = SW_JSON_CHILDREN (model)->node;

  return position < get_n_children (node) ? create_child (node, position) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SwJsonChildren, sw_json_children, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
sw_json_children_finalize (GObject *object)
{
  g_object_unref (SW_JSON_CHILDREN (object)->node);
  G_OBJECT_CLASS (sw_json_children_parent_class)->finalize (object);
}

static void
sw_json_children_class_init (SwJsonChildrenClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sw_json_children_finalize;
}

static void
sw_json_children_init (SwJsonChildren *self)
{
}

/**
 * sw_json_node_new_children:
 *
 * Returns: (transfer full) (nullable): its parts, or the pages of them; `NULL` where there are none
 */
GListModel *
sw_json_node_new_children (SwJsonNode *self)
{
  SwJsonChildren *children;

  g_return_val_if_fail (SW_IS_JSON_NODE (self), NULL);

  if (self->count == 0)
    return NULL;
  children = g_object_new (SW_TYPE_JSON_CHILDREN, NULL);
  children->node = g_object_ref (self);
  return G_LIST_MODEL (children);
}

/**
 * sw_json_node_get_value:
 *
 * Returns: borrowed: what stands there; of a page, the array or object it is a page of
 */
SwValue
sw_json_node_get_value (SwJsonNode *self)
{
  return self->value;
}

/**
 * sw_json_node_is_page:
 *
 * Returns: whether it stands for some of the parts of its parent's value
 */
gboolean
sw_json_node_is_page (SwJsonNode *self)
{
  return self->is_page;
}

/**
 * sw_json_node_find_child:
 * @index: of a part of the value, a page's counted like its container's
 *
 * Returns: the place among the children where that part is, or is inside
 */
guint
sw_json_node_find_child (SwJsonNode *self,
                         guint       index)
{
  return (index - (self->is_page ? self->first : 0)) / get_step (self);
}

/**
 * sw_json_node_dup_key:
 *
 * Returns: (transfer full): what the row is called: a member's name, an element's number, a page's
 *   range
 */
char *
sw_json_node_dup_key (SwJsonNode *self)
{
  if (self->is_page)
    return g_strdup_printf ("%u – %u", self->first, self->first + self->count - 1);
  if (self->parent == NULL)
    return g_strdup ("");
  if (sw_value_is (self->parent->value, SW_TYPE_ARRAY))
    return g_strdup_printf ("%u", self->first);
  return g_utf8_make_valid (
      sw_string_get_text (sw_value_get_key (self->parent->value, self->first)), -1);
}

/* From the whole value to SELF, pages left out */
static GPtrArray *
list_way (SwJsonNode *self)
{
  GPtrArray *way = g_ptr_array_new ();

  for (SwJsonNode *node = self; node->parent != NULL; node = node->parent)
    if (!node->is_page)
      g_ptr_array_insert (way, 0, node);
  return way;
}

/**
 * sw_json_node_dup_pointer:
 *
 * Returns: (transfer full): its JSON pointer in the whole value
 */
char *
sw_json_node_dup_pointer (SwJsonNode *self)
{
  g_autoptr (GPtrArray) way = list_way (self);
  char *pointer = g_strdup ("");

  for (guint i = 0; i < way->len; i++)
    {
      const SwJsonNode *node = way->pdata[i];
      g_autofree char *before = pointer;

      if (sw_value_is (node->parent->value, SW_TYPE_ARRAY))
        pointer = sw_pointer_append_index (before, node->first);
      else
        pointer = sw_pointer_append (
            before, sw_string_get_text (sw_value_get_key (node->parent->value, node->first)));
    }
  return pointer;
}

/**
 * sw_json_node_dup_path:
 * @root: what the whole value is called: "$", "$states.input", "$order"
 *
 * Returns: (transfer full) (nullable): how an expression reaches it; `NULL` where the language has
 *   no way to write one of the names
 */
char *
sw_json_node_dup_path (SwJsonNode      *self,
                       SwQueryLanguage  language,
                       const char      *root)
{
  g_autoptr (GPtrArray) way = list_way (self);
  g_autoptr (GString) steps = g_string_new ("$");
  g_autoptr (GString) out = g_string_new (root);
  g_autoptr (SwJsonPath) path = NULL;

  for (guint i = 0; i < way->len; i++)
    {
      const SwJsonNode *node = way->pdata[i];

      if (sw_value_is (node->parent->value, SW_TYPE_ARRAY))
        g_string_append_printf (steps, "[%u]", node->first);
      else
        sw_jsonpath_append_name (
            steps, sw_string_get_text (sw_value_get_key (node->parent->value, node->first)));
    }
  if (language != SW_QUERY_JSONATA)
    g_string_append (out, steps->str + 1);
  else if ((path = sw_json_path_new (steps->str, NULL)) == NULL
           || !sw_jsonata_append_steps (out, path, 0, NULL))
    return NULL;
  return g_string_free_and_steal (g_steal_pointer (&out));
}
