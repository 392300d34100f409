/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/ops/sw-ops-private.h"
#include "asl/symbol/sw-symbol.h"
#include "json/sw-style.h"

#include <glib/gi18n.h>
#include <string.h>

/* More places than this are not listed one by one. */
#define MAX_MENTIONS 3

static gboolean
add_token (SwEdits    *edits,
           SwNode     *node,
           gboolean    is_name,
           const char *name,
           GError    **error)
{
  g_autofree char *json = sw_ops_dup_json_string (name);
  g_autofree char *word = NULL;

  if (node->broken)
    {
      g_set_error (error, SW_OPS_ERROR, SW_OPS_ERROR_BROKEN,
                   _ ("The text cannot be changed here until its error is mended."));
      return FALSE;
    }
  word = sw_rewrite_dup_word (node, is_name, json, error);
  if (word == NULL)
    return FALSE;
  sw_edits_add (edits, is_name ? node->key : node->span, word, -1);

  return TRUE;
}

/* NAMES (SwState -> new name): each of those states and every reference to it gets its new name.
 * Only whole strings are replaced, so that no rewriter is needed, however many there are. */
SwEdits *
sw_ops_dup_renaming (SwModel    *model,
                     GHashTable *names,
                     GError    **error)
{
  g_autoptr (SwEdits) edits = sw_edits_new ();
  g_autoptr (GHashTable) scopes = g_hash_table_new (NULL, NULL);
  GPtrArray *states = sw_model_get_states (model);

  for (guint i = 0; i < states->len; i++)
    {
      SwState *state = g_ptr_array_index (states, i);
      g_autoptr (GArray) ports = NULL;

      if (!g_hash_table_contains (names, state))
        continue;
      if (!add_token (edits, state->node, TRUE, g_hash_table_lookup (names, state),
                      error))
        return NULL;
      if (!g_hash_table_add (scopes, state->scope))
        continue;

      ports = sw_ops_dup_ports_to (state->scope, names);
      for (guint j = 0; j < ports->len; j++)
        {
          const SwTarget *target = g_array_index (ports, SwOpsPort, j).target;

          if (!add_token (edits, target->node, FALSE,
                          g_hash_table_lookup (names, target->target), error))
            return NULL;
        }
    }

  return g_steal_pointer (&edits);
}

static gboolean
check_name (SwModel     *model,
            SwState     *state,
            const char  *name,
            GError     **error)
{
  SwState *other = sw_model_find_state (model, name);
  glong length = g_utf8_strlen (name, -1);

  if (length == 0)
    return sw_ops_refuse (error, _ ("A state needs a name."));
  if (length > SW_STATE_NAME_LENGTH)
    return sw_ops_refuse (error, _ ("A state's name has at most %d characters; this one has %ld."),
                          SW_STATE_NAME_LENGTH, length);
  if (other != NULL && other != state)
    return sw_ops_refuse (error,
                          _ ("There is another state called “%s”: names are unique in the whole "
                          "state machine, also inside Parallel and Map."),
                          name);

  return TRUE;
}

/* What compares the running state's name is a string like any other: it is left as it is, but told.
 */
static void
note_mentions (SwOpsChange *change,
               const char  *name)
{
  guint n_mentions = 0;

  for (const SwNode *node = sw_tree_get_root (sw_model_get_tree (change->model)); node != NULL;
       node = sw_node_get_following (node, NULL))
    {
      g_autofree char *pointer = NULL;

      if (node->kind != SW_NODE_STRING || !sw_state_is_mentioned (node, name))
        continue;

      n_mentions++;
      if (n_mentions > MAX_MENTIONS)
        continue;
      pointer = sw_node_dup_pointer (node);
      sw_ops_note (change, _ ("%s still speaks of “%s”."), pointer, name);
    }

  if (n_mentions > MAX_MENTIONS)
    sw_ops_note (change, _ ("%u more places still speak of “%s”."), n_mentions - MAX_MENTIONS,
                 name);
}

static gboolean
rename_state (SwOpsChange *change,
              const char  *pointer,
              const char  *name,
              GError     **error)
{
  SwState *state = sw_ops_require_state (change->model, pointer, error);
  g_autoptr (GHashTable) names = g_hash_table_new (NULL, NULL);
  g_autofree char *states = NULL;
  SwEdits *edits;

  if (state == NULL || !check_name (change->model, state, name, error))
    return FALSE;

  states = sw_pointer_append (state->scope->pointer, "States");
  change->select = sw_pointer_append (states, name);
  if (strcmp (state->name, name) == 0)
    return TRUE;

  note_mentions (change, state->name);
  g_hash_table_insert (names, state, (gpointer) name);
  edits = sw_ops_dup_renaming (change->model, names, error);
  if (edits == NULL)
    return FALSE;
  sw_ops_change_begin (change, edits);

  return TRUE;
}

/**
 * sw_ops_rename:
 * @pointer: the state
 * @name: its new name, valid UTF-8, of 1..%SW_STATE_NAME_LENGTH characters, unique in the whole
 * machine
 * @error: why it cannot be called so
 *
 * Renames a state and every reference to it in its scope: StartAt, Next, Default, the Next of rules
 * and catchers. All other strings stay as they are; those that compare the running state's name are
 * named in the notes.
 *
 * Returns: (transfer full) (nullable): edits that select the state; no edits where it is called so
 * already
 */
SwOpsResult *
sw_ops_rename (SwModel     *model,
               const char  *pointer,
               const char  *name,
               GError     **error)
{
  g_auto (SwOpsChange) change = { NULL };
  g_autoptr (GError) failure = NULL;
  gboolean done;

  g_return_val_if_fail (model != NULL && pointer != NULL && name != NULL, NULL);

  sw_ops_change_init (&change, model);
  done = rename_state (&change, pointer, name, &failure);

  return sw_ops_change_end (&change, done, failure, error);
}
