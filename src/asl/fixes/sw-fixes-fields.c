/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/fixes/sw-fixes-private.h"
#include "asl/ops/sw-ops-private.h"
#include "asl/rules/sw-operators.h"
#include "asl/sw-embedded.h"
#include "base/sw-nearest.h"

#include <glib/gi18n.h>
#include <string.h>

/* Fields that are misspelt or too many. */

/* The kind of object NODE is */
SwFieldSet
sw_fixing_get_set (const SwNode *node)
{
  SwFieldSpot spot;

  sw_fields_locate (node, &spot);

  return spot.set;
}

/* The state that OBJECT is, or stands in */
static SwState *
get_state (const SwFixing *fixing,
           const SwNode   *object)
{
  return sw_model_find_at (fixing->model, object->span.start);
}

static SwQueryLanguage
get_language (const SwFixing *fixing,
              const SwState  *state)
{
  return state != NULL ? state->language : sw_model_get_language (fixing->model);
}

/* The state after STATE in the text, or the one before where it is the last; NULL where it is
 * alone */
SwState *
sw_fixing_get_neighbour (const SwState *state)
{
  GPtrArray *states = state->scope->states;

  if (state->index + 1 < states->len)
    return g_ptr_array_index (states, state->index + 1);

  return state->index > 0 ? g_ptr_array_index (states, state->index - 1) : NULL;
}

/* Whether FIELD could stand in OBJECT and does not */
gboolean
sw_fixing_may_add (const SwFixing *fixing,
                   SwNode         *object,
                   const SwField  *field)
{
  const SwState *state = get_state (fixing, object);

  return sw_node_get_member (object, field->name) == NULL
         && sw_field_is_legal (field, state != NULL ? state->type : SW_STATE_UNKNOWN,
                               get_language (fixing, state));
}

/* The names that could stand in OBJECT and do not yet */
static GPtrArray *
dup_possible_names (const SwFixing *fixing,
                    SwNode         *object)
{
  SwFieldSet set = sw_fixing_get_set (object);
  GPtrArray *names = g_ptr_array_new ();
  guint n_items;
  const SwField *fields = sw_fields_get_set (set, &n_items);
  const SwOperator *operators;

  for (guint i = 0; i < n_items; i++)
    if (sw_fixing_may_add (fixing, object, &fields[i]))
      g_ptr_array_add (names, (gpointer) fields[i].name);

  operators = sw_operators_get_all (&n_items);
  for (guint i = 0; (set == SW_FIELD_SET_RULE || set == SW_FIELD_SET_CONDITION) && i < n_items; i++)
    if (sw_node_get_member (object, operators[i].name) == NULL)
      g_ptr_array_add (names, (gpointer) operators[i].name);

  return names;
}

/* "End" on a state that ends anyway changes nothing when it goes. */
static gboolean
is_needless (const SwFixing *fixing,
             const SwNode   *member)
{
  const SwState *state = get_state (fixing, member->parent);

  return strcmp (member->name, "End") == 0 && state != NULL && state->node == member->parent
         && sw_state_type_is_terminal (state->type);
}

/* The one of NAMES that NAME is a slip for. "Cause.$" is no slip for Cause, whose value would then
 * be taken literally, but for CausePath. */
static const char *
find_meant (const char *name,
            GPtrArray  *names,
            gboolean   *sure)
{
  g_autofree char *path = NULL;
  guint index;

  if (!g_str_has_suffix (name, ".$"))
    return sw_nearest_find (name, names, sure);

  path = g_strdup_printf ("%.*sPath", (int) (strlen (name) - strlen (".$")), name);
  *sure = g_ptr_array_find_with_equal_func (names, path, g_str_equal, &index);

  return *sure ? g_ptr_array_index (names, index) : NULL;
}

/* Offers to rename the member of OBJECT that is a slip for the field NAME, as adding the field
 * would leave behind what was written; FALSE where there is none. */
gboolean
sw_fixing_rename_slip (SwFixing   *fixing,
                       SwNode     *object,
                       const char *name)
{
  g_autoptr (GPtrArray) names = dup_possible_names (fixing, object);
  SwFieldSet set = sw_fixing_get_set (object);
  gboolean sure;

  for (SwNode *member = object->first; member != NULL; member = member->next)
    if (member->name != NULL && sw_fields_find_in (set, member->name) == NULL
        && g_strcmp0 (find_meant (member->name, names, &sure), name) == 0)
      {
        sw_fixing_add_rename (fixing, sure ? SW_FIX_SAFE : SW_FIX_MAYBE,
                              g_strdup_printf (_ ("Rename “%s” to “%s”"), member->name, name),
                              member, name);
        return TRUE;
      }

  return FALSE;
}

/**
 * sw_fix_unsupported_field:
 *
 * A field that does not belong there: the one it is a slip of, or none.
 */
void
sw_fix_unsupported_field (SwFixing *fixing)
{
  SwNode *member = fixing->node;
  g_autoptr (GPtrArray) names = NULL;
  const char *near;
  gboolean sure;

  if (member == NULL || member->name == NULL || member->parent == NULL)
    return;

  names = dup_possible_names (fixing, member->parent);
  near = find_meant (member->name, names, &sure);
  if (near != NULL)
    sw_fixing_add_rename (fixing, sure ? SW_FIX_SAFE : SW_FIX_MAYBE,
                          g_strdup_printf (_ ("Rename it to “%s”"), near), member, near);
  sw_fixing_add_remove (fixing, is_needless (fixing, member) ? SW_FIX_SAFE : SW_FIX_MAYBE,
                        g_strdup_printf (_ ("Remove “%s”"), member->name), member);
}

/* Fields of one query language and their counterparts in the other */
static const struct
{
  const char *jsonpath;
  const char *jsonata;
} counterparts[] = {
  { "Parameters", "Arguments" },
  { "ItemsPath", "Items" },
  { "ResultSelector", "Output" },
};

/**
 * sw_fix_other_language:
 *
 * A field of the other query language: the language for this state, or what the field is called in
 * this one.
 */
void
sw_fix_other_language (SwFixing *fixing)
{
  SwNode *member = fixing->node;
  SwState *state = member != NULL ? get_state (fixing, member) : NULL;

  if (member == NULL || member->name == NULL || state == NULL)
    return;

  if (state->language == SW_QUERY_JSONPATH
      && sw_node_get_member (state->node, "QueryLanguage") == NULL)
    sw_fixing_add_member (fixing, SW_FIX_MAYBE,
                          g_strdup_printf (_ ("Set the query language of “%s” to JSONata"),
                                           state->name),
                          state->node, "QueryLanguage", "\"JSONata\"");
  for (guint i = 0; i < G_N_ELEMENTS (counterparts); i++)
    {
      gboolean from_jsonpath = strcmp (counterparts[i].jsonpath, member->name) == 0;
      const char *other = from_jsonpath ? counterparts[i].jsonata : counterparts[i].jsonpath;

      if ((from_jsonpath || strcmp (counterparts[i].jsonata, member->name) == 0)
          && sw_node_get_member (member->parent, other) == NULL)
        sw_fixing_add_rename (fixing, SW_FIX_MAYBE,
                              g_strdup_printf (_ ("Rename it to “%s”"), other), member, other);
    }
  sw_fixing_add_remove (fixing, SW_FIX_MAYBE, g_strdup_printf (_ ("Remove “%s”"), member->name),
                        member);
}

/* One of the fields that exclude each other goes: which, is for the person to say. */
void
sw_fix_exclusive_fields (SwFixing *fixing)
{
  SwNode *object = fixing->owner;
  g_autoptr (GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);
  SwFieldSet set;

  if (object == NULL || object->kind != SW_NODE_OBJECT)
    return;

  set = sw_fixing_get_set (object);
  for (SwNode *member = object->last; member != NULL; member = member->previous)
    {
      const SwField *field = member->name != NULL ? sw_fields_find_in (set, member->name) : NULL;
      gboolean operator = member->name != NULL && sw_operators_find (member->name) != NULL
                          && (set == SW_FIELD_SET_RULE || set == SW_FIELD_SET_CONDITION);
      const char *group = field != NULL ? field->exclusive : operator ? "operator" : NULL;

      if (group == NULL || strstr (fixing->diagnostic->message, member->name) == NULL)
        continue;

      g_hash_table_add (groups, (gpointer) group);
      sw_fixing_add_remove (fixing, SW_FIX_MAYBE, g_strdup_printf (_ ("Remove “%s”"), member->name),
                            member);
    }
}
