/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/model/sw-fields.h"
#include "asl/ops/sw-ops-private.h"

#include <glib/gi18n.h>

/* The member of OBJECT whose place FIELD takes: another of its exclusive group, such as Timestamp
 * for Seconds. */
static const SwField *
find_rival (SwNode        *object,
            const SwField *field)
{
  guint n_fields;
  const SwField *fields = sw_fields_get_all (&n_fields);

  if (field == NULL || field->exclusive == NULL)
    return NULL;

  for (guint i = 0; i < n_fields; i++)
    if (&fields[i] != field && g_strcmp0 (fields[i].exclusive, field->exclusive) == 0
        && sw_node_get_member (object, fields[i].name) != NULL)
      return &fields[i];

  return NULL;
}

/* A new member goes before the Next or End that closes most states. */
static const char *
get_closing_member (SwNode *object)
{
  if (object->last == NULL)
    return NULL;
  if (g_strcmp0 (object->last->name, "Next") == 0 || g_strcmp0 (object->last->name, "End") == 0)
    return object->last->name;

  return NULL;
}

static gboolean
check_json (const char  *json,
            GError     **error)
{
  g_autoptr (SwTree) tree = sw_tree_parse (json, -1);
  GPtrArray *diagnostics = sw_tree_get_diagnostics (tree);

  if (sw_tree_is_valid (tree) || diagnostics->len == 0)
    return TRUE;

  return sw_ops_refuse (error, _ ("This is no JSON value: %s"),
                        ((SwDiagnostic *) g_ptr_array_index (diagnostics, 0))->message);
}

static gboolean
set_field (SwOpsChange *change,
           const char  *pointer,
           const char  *name,
           const char  *json,
           GError     **error)
{
  SwNode *object = sw_tree_resolve (sw_model_get_tree (change->model), pointer);
  SwState *state = sw_model_find_pointer (change->model, pointer);
  g_autofree char *member = sw_pointer_append (pointer, name);
  const SwField *rival;

  if (object == NULL || object->kind != SW_NODE_OBJECT)
    return sw_ops_refuse (error, _ ("There is no object at “%s”."), pointer);
  if (json == NULL)
    return sw_node_get_member (object, name) == NULL
           || sw_rewriter_remove (change->rewriter, member, error);
  if (!check_json (json, error))
    return FALSE;
  if (sw_node_get_member (object, name) != NULL)
    return sw_rewriter_set (change->rewriter, member, json, error);

  rival = state != NULL ? find_rival (object, sw_fields_find (state->type, name)) : NULL;
  if (rival != NULL)
    {
      g_autofree char *old = sw_pointer_append (pointer, rival->name);

      return sw_rewriter_rename (change->rewriter, old, name, error)
             && sw_rewriter_set (change->rewriter, member, json, error);
    }

  return sw_rewriter_insert_member (change->rewriter, pointer, name, json,
                                    get_closing_member (object), NULL, error);
}

/* The state that POINTER is, or is in. */
static char *
dup_selection (SwModel    *model,
               const char *pointer)
{
  SwNode *node = sw_tree_resolve (sw_model_get_tree (model), pointer);
  SwState *state = node != NULL ? sw_model_find_at (model, node->span.start) : NULL;

  return state != NULL ? g_strdup (state->pointer) : NULL;
}

/**
 * sw_ops_set_field:
 * @pointer: JSON pointer of an object: a state, a rule, a retrier …; "" for the machine
 * @field: the member's name
 * @json: (nullable): its value as JSON text; %NULL removes it
 * @error: why it cannot be set
 *
 * Sets one member of an object. Of a state, a field that excludes others (Seconds, Timestamp and
 * their Path twins; Next and End) takes the place of the one that stands. A new member goes last,
 * before a closing Next or End.
 *
 * Returns: (transfer full) (nullable): edits that select the state concerned
 */
SwOpsResult *
sw_ops_set_field (SwModel     *model,
                  const char  *pointer,
                  const char  *field,
                  const char  *json,
                  GError     **error)
{
  g_auto (SwOpsChange) change = { NULL };
  g_autoptr (GError) failure = NULL;
  gboolean done;

  g_return_val_if_fail (model != NULL && pointer != NULL && field != NULL, NULL);

  sw_ops_change_init (&change, model);
  done = set_field (&change, pointer, field, json, &failure);
  change.select = dup_selection (model, pointer);

  return sw_ops_change_end (&change, done, failure, error);
}
