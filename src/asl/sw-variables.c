/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/sw-variables.h"

#include <string.h>

#include "asl/sw-embedded.h"
#include "json/sw-string-cursor.h"
#include "json/sw-style.h"

struct _SwVariables
{
  SwModel    *model;   /* not owned */
  GArray     *places;  /* SwVariablePlace, in the order of the text */
  GHashTable *writers; /* name -> GHashTable, the set of SwScope that assign it */
};

static void
place_clear (gpointer data)
{
  g_free (((SwVariablePlace *) data)->name);
}

/**
 * sw_scope_is_isolated:
 *
 * Returns: whether the scope runs as executions of its own: a Map's in mode DISTRIBUTED. It sees no
 * variables of the scopes around it.
 */
gboolean
sw_scope_is_isolated (const SwScope *scope)
{
  const SwNode *config
      = scope->kind == SW_SCOPE_PROCESSOR && scope->node != NULL
            ? sw_node_get_member (scope->node, "ProcessorConfig")
            : NULL;
  const SwNode *mode = config != NULL ? sw_node_get_member (config, "Mode") : NULL;

  return mode != NULL && sw_node_equals_string (mode, "DISTRIBUTED");
}

static void
add_place (SwVariables     *self,
           SwVariablePlace *place,
           const SwNode    *node)
{
  place->node = node;
  place->state = sw_model_find_at (self->model, node->span.start);
  place->scope = place->state != NULL ? place->state->scope : sw_model_get_root (self->model);
  g_array_append_val (self->places, *place);

  if (place->assigned)
    {
      GHashTable *scopes = g_hash_table_lookup (self->writers, place->name);

      if (scopes == NULL)
        {
          scopes = g_hash_table_new (NULL, NULL);
          g_hash_table_insert (self->writers, g_strdup (place->name), scopes);
        }
      g_hash_table_add (scopes, place->scope);
    }
}

/* A member of an Assign: "name", and in JSONPath "name.$" as well. What holds a placeholder is no
 * name yet. */
static void
add_assigned (SwVariables  *self,
              const SwNode *member)
{
  SwVariablePlace place = { .assigned = TRUE };
  gsize length = member->name_length;
  const SwState *state = sw_model_find_at (self->model, member->key.start);
  SwStringCursor cursor;

  if (strstr (member->name, "${") != NULL)
    return;
  if ((state == NULL || state->language == SW_QUERY_JSONPATH)
      && g_str_has_suffix (member->name, ".$"))
    length -= strlen (".$");

  place.name = g_strndup (member->name, length);
  sw_string_cursor_init_name (&cursor, member);
  place.span = sw_string_cursor_locate (&cursor, 0, length);
  add_place (self, &place, member);
}

static void
add_read (SwVariables  *self,
          const SwNode *node)
{
  g_auto (SwEmbedded) embedded = { 0 };
  g_autoptr (GArray) uses = NULL;

  if (!sw_embedded_read (self->model, node, &embedded))
    return;

  uses = sw_embedded_dup_uses (&embedded, NULL);
  for (guint i = 0; uses != NULL && i < uses->len; i++)
    {
      const SwVariableUse *use = &g_array_index (uses, SwVariableUse, i);
      SwVariablePlace place = { .name = g_strdup (use->name),
                                .span = use->span,
                                .called = use->called };

      add_place (self, &place, node);
    }
}

/* Of a state, a rule or a catcher; an "Assign" elsewhere is data. */
static gboolean
is_assign (const SwNode *node)
{
  SwFieldSpot spot;

  if (node->kind != SW_NODE_OBJECT || g_strcmp0 (node->name, "Assign") != 0)
    return FALSE;

  sw_fields_locate (node, &spot);
  return spot.field != NULL && spot.value == node;
}

static SwVariables *
variables_alloc (SwModel *model)
{
  SwVariables *self = g_new0 (SwVariables, 1);

  self->model = model;
  self->places = g_array_new (FALSE, FALSE, sizeof (SwVariablePlace));
  g_array_set_clear_func (self->places, place_clear);
  self->writers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) g_hash_table_unref);

  return self;
}

static void
read_node (SwVariables  *self,
           const SwNode *node)
{
  if (node->name != NULL && is_assign (node->parent))
    add_assigned (self, node);
  add_read (self, node);
}

/**
 * sw_variables_new:
 * @model: must outlive the answer
 *
 * Reads every expression of the definition; costs a walk over all of it.
 *
 * Returns: (transfer full)
 */
SwVariables *
sw_variables_new (SwModel *model)
{
  SwVariables *self = variables_alloc (model);

  for (const SwNode *node = sw_tree_get_root (sw_model_get_tree (model)); node != NULL;
       node = sw_node_get_following (node, NULL))
    read_node (self, node);

  return self;
}

/**
 * sw_variables_new_at:
 * @model: must outlive the answer
 * @node: of its tree
 *
 * Reads one member or element alone: the places are known then, but not to which scope a variable
 * belongs.
 *
 * Returns: (transfer full)
 */
SwVariables *
sw_variables_new_at (SwModel      *model,
                     const SwNode *node)
{
  SwVariables *self = variables_alloc (model);

  read_node (self, node);

  return self;
}

/**
 * sw_variables_free:
 *
 * Frees the answer.
 */
void
sw_variables_free (SwVariables *self)
{
  g_array_unref (self->places);
  g_hash_table_unref (self->writers);
  g_free (self);
}

/**
 * sw_variables_get_places:
 *
 * Returns: (transfer none) (element-type SwVariablePlace): in the order of the text
 */
GArray *
sw_variables_get_places (SwVariables *self)
{
  return self->places;
}

/**
 * sw_variables_get_home:
 * @name: of a variable, without `$`
 * @scope: where it is assigned or read
 *
 * Returns: (transfer none): the scope it belongs to: the outermost that assigns it among those seen
 * from @scope; where nobody does, the outermost seen
 */
SwScope *
sw_variables_get_home (SwVariables *self,
                       const char  *name,
                       SwScope     *scope)
{
  GHashTable *writers = g_hash_table_lookup (self->writers, name);
  SwScope *home = NULL;

  for (;;)
    {
      if (writers != NULL && g_hash_table_contains (writers, scope))
        home = scope;
      if (scope->parent == NULL || sw_scope_is_isolated (scope))
        break;
      scope = scope->parent->scope;
    }

  return home != NULL ? home : scope;
}
