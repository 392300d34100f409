/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/sw-embedded.h"
#include "asl/sw-exits.h"
#include "asl/sw-fixes-private.h"
#include "asl/sw-operators.h"
#include "asl/sw-ops-private.h"
#include "base/sw-nearest.h"

#include <glib/gi18n.h>
#include <string.h>

/* Fields that are misspelt, missing, or too many. */

/* The kind of object NODE is */
static SwFieldSet
get_set (const SwNode *node)
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

static gboolean
may_add (const SwFixing *fixing,
         SwNode         *object,
         const SwField  *field)
{
  const SwState *state = get_state (fixing, object);

  return sw_node_get_member (object, field->name) == NULL &&
         sw_field_is_legal (field, state != NULL ? state->type : SW_STATE_UNKNOWN,
                            get_language (fixing, state));
}

/* The names that could stand in OBJECT and do not yet */
static GPtrArray *
dup_possible_names (const SwFixing *fixing,
                    SwNode         *object)
{
  SwFieldSet set = get_set (object);
  GPtrArray *names = g_ptr_array_new ();
  guint n_items;
  const SwField *fields = sw_fields_get_set (set, &n_items);
  const SwOperator *operators;

  for (guint i = 0; i < n_items; i++)
    if (may_add (fixing, object, &fields[i]))
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

  return strcmp (member->name, "End") == 0 && state != NULL && state->node == member->parent &&
         sw_state_type_is_terminal (state->type);
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

/* The member of OBJECT that is a slip for the field NAME: it is to be renamed, as adding the field would leave behind
 * what was written. NULL where there is none. */
static SwNode *
find_slip (const SwFixing *fixing,
           SwNode         *object,
           const char     *name,
           gboolean       *sure)
{
  g_autoptr (GPtrArray) names = dup_possible_names (fixing, object);
  SwFieldSet set = get_set (object);

  for (SwNode *member = object->first; member != NULL; member = member->next)
    if (member->name != NULL && sw_fields_find_in (set, member->name) == NULL
        && g_strcmp0 (find_meant (member->name, names, sure), name) == 0)
      return member;

  return NULL;
}

static void
rename_slip (SwFixing   *fixing,
             SwNode     *member,
             const char *name,
             gboolean    sure)
{
  sw_fixing_add_rename (fixing, sure ? SW_FIX_SAFE : SW_FIX_MAYBE,
                        g_strdup_printf (_ ("Rename “%s” to “%s”"), member->name, name), member,
                        name);
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

  if (state->language == SW_QUERY_JSONPATH &&
      sw_node_get_member (state->node, "QueryLanguage") == NULL)
    sw_fixing_add_member (fixing, SW_FIX_MAYBE,
                          g_strdup_printf (_ ("Set the query language of “%s” to JSONata"),
                                           state->name),
                          state->node, "QueryLanguage", "\"JSONata\"");
  for (guint i = 0; i < G_N_ELEMENTS (counterparts); i++)
    {
      gboolean from_jsonpath = strcmp (counterparts[i].jsonpath, member->name) == 0;
      const char *other = from_jsonpath ? counterparts[i].jsonata : counterparts[i].jsonpath;

      if ((from_jsonpath || strcmp (counterparts[i].jsonata, member->name) == 0) &&
          sw_node_get_member (member->parent, other) == NULL)
        sw_fixing_add_rename (fixing, SW_FIX_MAYBE,
                              g_strdup_printf (_ ("Rename it to “%s”"), other), member, other);
    }
  sw_fixing_add_remove (fixing, SW_FIX_MAYBE, g_strdup_printf (_ ("Remove “%s”"), member->name),
                        member);
}

/* What a missing field may be set to. What only the person can know has no row. */
static const struct
{
  SwFieldSet  set;
  const char *field;
  const char *json;
} defaults[] = {
  { SW_FIELD_SET_RETRIER, "ErrorEquals", "[\"States.ALL\"]" },
  { SW_FIELD_SET_CATCHER, "ErrorEquals", "[\"States.ALL\"]" },
  { SW_FIELD_SET_PROCESSOR_CONFIG, "ExecutionType", "\"STANDARD\"" },
  { SW_FIELD_SET_ITEM_READER, "Resource", "\"arn:aws:states:::s3:getObject\"" },
  { SW_FIELD_SET_READER_CONFIG, "CSVHeaderLocation", "\"FIRST_ROW\"" },
  { SW_FIELD_SET_WRITER_CONFIG, "OutputType", "\"JSON\"" },
};

/* The type whose fields a state without Type has; Pass where it could be any */
static const char *
guess_type (SwNode   *state,
            gboolean *sure)
{
  static const struct
  {
    const char *field;
    const char *type;
  } signs[] = {
    { "Resource", "Task" }, { "Choices", "Choice" },     { "Branches", "Parallel" },
    { "Iterator", "Map" },  { "ItemProcessor", "Map" },  { "Seconds", "Wait" },
    { "SecondsPath", "Wait" }, { "Timestamp", "Wait" },  { "TimestampPath", "Wait" },
    { "Error", "Fail" },    { "Cause", "Fail" },         { "ErrorPath", "Fail" },
    { "CausePath", "Fail" }, { "Default", "Choice" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (sw_node_get_member (state, signs[i].field) != NULL)
      {
        *sure = TRUE;
        return signs[i].type;
      }

  *sure = FALSE;

  return "Pass";
}

/* A state of SCOPE that no other leads to, where there is just one; else the first of the text */
static const char *
guess_start (const SwScope *scope,
             gboolean      *sure)
{
  g_autoptr (GHashTable) targets = g_hash_table_new (NULL, NULL);
  const SwState *first = NULL;

  *sure = FALSE;
  for (guint i = 0; i < scope->states->len; i++)
    {
      SwState *state = g_ptr_array_index (scope->states, i);
      g_autoptr (GArray) exits = sw_state_dup_exits (state);

      for (guint j = 0; j < exits->len; j++)
        {
          const SwTarget *target = g_array_index (exits, SwExit, j).target;

          if (target != NULL && target->target != NULL)
            g_hash_table_add (targets, target->target);
        }
    }
  for (guint i = 0; i < scope->states->len; i++)
    {
      SwState *state = g_ptr_array_index (scope->states, i);

      if (g_hash_table_contains (targets, state))
        continue;
      *sure = first == NULL;
      if (first == NULL)
        first = state;
    }
  if (first == NULL && scope->states->len > 0)
    first = g_ptr_array_index (scope->states, 0);

  return first != NULL ? first->name : NULL;
}

static void
add_default (SwFixing    *fixing,
             SwNode      *object,
             SwFixSafety  safety,
             const char  *name,
             const char  *json)
{
  sw_fixing_add_member (fixing, safety, g_strdup_printf (_ ("Add “%s”: %s"), name, json), object,
                        name, json);
}

static void
add_quoted_default (SwFixing   *fixing,
                    SwNode     *object,
                    gboolean    sure,
                    const char *name,
                    const char *text)
{
  g_autofree char *json = text != NULL ? sw_ops_dup_json_string (text) : NULL;

  if (json != NULL)
    add_default (fixing, object, sure ? SW_FIX_SAFE : SW_FIX_MAYBE, name, json);
}

static void
fix_missing (SwFixing   *fixing,
             SwNode     *object,
             SwFieldSet  set,
             const char *name)
{
  const SwState *state = get_state (fixing, object);
  g_autofree char *pointer = sw_node_dup_pointer (object);
  SwScope *scope = sw_model_find_scope (fixing->model, pointer);
  gboolean sure = FALSE;
  SwNode *slip = find_slip (fixing, object, name, &sure);

  if (slip != NULL)
    {
      rename_slip (fixing, slip, name, sure);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (defaults); i++)
    if (defaults[i].set == set && strcmp (defaults[i].field, name) == 0)
      add_default (fixing, object, SW_FIX_MAYBE, name, defaults[i].json);

  if (strcmp (name, "Type") == 0)
    {
      const char *type = guess_type (object, &sure);

      add_quoted_default (fixing, object, sure, name, type);
    }
  else if (strcmp (name, "StartAt") == 0 && scope != NULL)
    {
      const char *start = guess_start (scope, &sure);

      add_quoted_default (fixing, object, sure, name, start);
    }
  else if (strcmp (name, "Next") == 0 && state != NULL && sw_fixing_get_neighbour (state) != NULL)
    {
      add_quoted_default (fixing, object, FALSE, name, sw_fixing_get_neighbour (state)->name);
    }
}

/**
 * sw_fix_missing_field:
 *
 * A field that is required and not there: with a value to begin with.
 */
void
sw_fix_missing_field (SwFixing *fixing)
{
  SwNode *object = fixing->owner;
  SwFieldSet set;
  guint n_fields;
  const SwField *fields;

  if (object == NULL || object->kind != SW_NODE_OBJECT)
    return;

  set = get_set (object);
  fields = sw_fields_get_set (set, &n_fields);
  for (guint i = 0; i < n_fields; i++)
    /* Whatever is not there and has a value to offer; the rules between fields ask for some that
     * the table does not require. */
    if (may_add (fixing, object, &fields[i]) && fields[i].exclusive == NULL &&
        (fields[i].flags & SW_FIELD_REQUIRED || set == SW_FIELD_SET_PROCESSOR_CONFIG ||
         set == SW_FIELD_SET_READER_CONFIG))
      fix_missing (fixing, object, set, fields[i].name);
}

/**
 * sw_fix_missing_alternative:
 *
 * One of several fields is needed: what was a slip of one, the state behind as Next, or the end.
 */
void
sw_fix_missing_alternative (SwFixing *fixing)
{
  static const char *const ways_on[] = { "Next", "End" };
  SwState *state = fixing->owner != NULL ? get_state (fixing, fixing->owner) : NULL;
  const SwState *neighbour;
  gboolean sure;
  SwNode *slip;

  if (state == NULL || state->node != fixing->owner)
    return;

  if (state->type == SW_STATE_WAIT && sw_node_get_member (state->node, "Seconds") == NULL &&
      sw_node_get_member (state->node, "SecondsPath") == NULL &&
      sw_node_get_member (state->node, "Timestamp") == NULL &&
      sw_node_get_member (state->node, "TimestampPath") == NULL)
    add_default (fixing, state->node, SW_FIX_MAYBE, "Seconds", "5");
  if (state->next.node != NULL || state->end || state->type == SW_STATE_CHOICE ||
      sw_state_type_is_terminal (state->type) || state->type == SW_STATE_UNKNOWN)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (ways_on); i++)
    if ((slip = find_slip (fixing, state->node, ways_on[i], &sure)) != NULL)
      {
        rename_slip (fixing, slip, ways_on[i], sure);
        return;
      }
  neighbour = sw_fixing_get_neighbour (state);
  if (neighbour != NULL && neighbour->index > state->index)
    {
      g_autofree char *json = sw_ops_dup_json_string (neighbour->name);

      sw_fixing_add_member (fixing, SW_FIX_MAYBE,
                            g_strdup_printf (_ ("Go on to “%s”"), neighbour->name), state->node,
                            "Next", json);
    }
  sw_fixing_add_member (fixing, neighbour == NULL ? SW_FIX_SAFE : SW_FIX_MAYBE,
                        g_strdup_printf (_ ("End with “%s”"), state->name), state->node, "End",
                        "true");
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

  set = get_set (object);
  for (SwNode *member = object->last; member != NULL; member = member->previous)
    {
      const SwField *field = member->name != NULL ? sw_fields_find_in (set, member->name) : NULL;
      gboolean operator = member->name != NULL && sw_operators_find (member->name) != NULL &&
                          (set == SW_FIELD_SET_RULE || set == SW_FIELD_SET_CONDITION);
      const char *group = field != NULL ? field->exclusive : operator ? "operator" : NULL;

      if (group == NULL || strstr (fixing->diagnostic->message, member->name) == NULL)
        continue;

      g_hash_table_add (groups, (gpointer) group);
      sw_fixing_add_remove (fixing, SW_FIX_MAYBE, g_strdup_printf (_ ("Remove “%s”"), member->name),
                            member);
    }
}
