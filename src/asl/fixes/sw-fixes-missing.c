/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/fixes/sw-fixes-private.h"
#include "asl/graph/sw-exits.h"
#include "asl/ops/sw-ops-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Fields that are missing, and what they begin with. */

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
  const SwState *state = sw_model_find_at (fixing->model, object->span.start);
  g_autofree char *pointer = sw_node_dup_pointer (object);
  SwScope *scope = sw_model_find_scope (fixing->model, pointer);
  gboolean sure = FALSE;

  if (sw_fixing_rename_slip (fixing, object, name))
    return;
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

  set = sw_fixing_get_set (object);
  fields = sw_fields_get_set (set, &n_fields);
  for (guint i = 0; i < n_fields; i++)
    /* Whatever is not there and has a value to offer; the rules between fields ask for some that
     * the table does not require. */
    if (sw_fixing_may_add (fixing, object, &fields[i]) && fields[i].exclusive == NULL
        && (fields[i].flags & SW_FIELD_REQUIRED || set == SW_FIELD_SET_PROCESSOR_CONFIG
            || set == SW_FIELD_SET_READER_CONFIG))
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
  SwState *state = fixing->owner != NULL
                       ? sw_model_find_at (fixing->model, fixing->owner->span.start)
                       : NULL;
  const SwState *neighbour;

  if (state == NULL || state->node != fixing->owner)
    return;

  if (state->type == SW_STATE_WAIT && sw_node_get_member (state->node, "Seconds") == NULL
      && sw_node_get_member (state->node, "SecondsPath") == NULL
      && sw_node_get_member (state->node, "Timestamp") == NULL
      && sw_node_get_member (state->node, "TimestampPath") == NULL)
    add_default (fixing, state->node, SW_FIX_MAYBE, "Seconds", "5");
  if (state->next.node != NULL || state->end || state->type == SW_STATE_CHOICE
      || sw_state_type_is_terminal (state->type) || state->type == SW_STATE_UNKNOWN)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (ways_on); i++)
    if (sw_fixing_rename_slip (fixing, state->node, ways_on[i]))
      return;
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
