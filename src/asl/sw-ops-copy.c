/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/sw-exits.h"
#include "asl/sw-ops-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Duplicating a state, and wrapping one in a container. */

/* New names, free in MODEL, for the states inside COPIED (of the model of its text alone). TAKEN (a
 * set of names) grows by them. */
static GHashTable *
dup_free_names (SwModel    *model,
                SwModel    *alone,
                SwState    *copied,
                GHashTable *taken)
{
  GHashTable *names = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  GPtrArray *states = sw_model_get_states (alone);

  for (guint i = 0; i < states->len; i++)
    {
      SwState *inner = g_ptr_array_index (states, i);
      char *name;

      if (inner == copied)
        continue;
      name = sw_ops_dup_free_name (model, taken, inner->name);
      g_hash_table_add (taken, g_strdup (name));
      g_hash_table_insert (names, inner, name);
    }

  return names;
}

/* The text of STATE with every name inside it made unique. TAKEN as above. */
static char *
dup_state_text (SwModel    *model,
                SwState    *state,
                GHashTable *taken,
                GError    **error)
{
  g_autofree char *raw = sw_ops_dup_raw (state->node);
  g_autofree char *text = g_strdup_printf ("{\"States\": {\"\": %s}}", raw);
  g_autofree char *renamed = NULL;
  g_autoptr (SwTree) tree = sw_tree_parse (text, -1);
  g_autoptr (SwTree) renamed_tree = NULL;
  g_autoptr (SwModel) alone = sw_model_new (tree);
  g_autoptr (GHashTable) names = NULL;
  g_autoptr (SwEdits) edits = NULL;
  SwState *copied = sw_model_find_pointer (alone, "/States/");

  if (copied == NULL)
    return g_steal_pointer (&raw);

  names = dup_free_names (model, alone, copied, taken);
  edits = sw_ops_dup_renaming (alone, names, error);
  if (edits == NULL)
    return NULL;

  renamed = sw_edits_apply (edits, text, strlen (text), NULL);
  renamed_tree = sw_tree_parse (renamed, -1);

  return sw_ops_dup_raw (sw_tree_resolve (renamed_tree, "/States/"));
}

static gboolean
duplicate (SwOpsChange *change,
           SwState     *state,
           GError     **error)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *name = sw_ops_dup_unique_name (change->model, state->name);
  g_autofree char *quoted = sw_ops_dup_json_string (name);
  g_autofree char *states = sw_pointer_append (state->scope->pointer, "States");
  g_autofree char *text = NULL;

  g_hash_table_add (taken, g_strdup (name));
  text = dup_state_text (change->model, state, taken, error);
  change->select = sw_pointer_append (states, name);

  if (text == NULL ||
      !sw_ops_insert_state (change, state->scope, name, text, NULL, state, error))
    return FALSE;

  if (sw_state_type_is_terminal (state->type))
    {
      sw_ops_note (change, _ ("Nothing leads to “%s” yet: draw an arrow to it."), name);
      return TRUE;
    }

  return sw_ops_set_flow (change, state->pointer, state->type, quoted, error);
}

/**
 * sw_ops_duplicate:
 * @pointer: the state
 * @error: why it cannot be copied
 *
 * Puts a copy of a state behind it: the state goes on to the copy, the copy to what followed. A
 * copied Choice stands on the Default. All names in the copy are made unique. The copy of a Succeed
 * or Fail stands alone at first, which the notes say.
 *
 * Returns: (transfer full) (nullable): edits that select the copy
 */
SwOpsResult *
sw_ops_duplicate (SwModel     *model,
                  const char  *pointer,
                  GError     **error)
{
  g_auto (SwOpsChange) change = { NULL };
  g_autoptr (GError) failure = NULL;
  SwState *state;
  gboolean done;

  g_return_val_if_fail (model != NULL && pointer != NULL, NULL);

  sw_ops_change_init (&change, model);
  state = sw_ops_require_state (model, pointer, &failure);
  done = state != NULL && duplicate (&change, state, &failure);

  return sw_ops_change_end (&change, done, failure, error);
}

static const struct
{
  SwStateType type;
  const char *name;
  const char *text;  /* the container without what is in it */
  const char *scope; /* pointer from the container to the scope inside */
} containers[] = {
  { SW_STATE_PARALLEL, "Parallel",
    "{\n  \"Type\": \"Parallel\",\n  \"Branches\": [\n"
    "    {\n      \"StartAt\": \"\",\n      \"States\": {}\n    }\n  ]\n}",
    "/Branches/0" },
  { SW_STATE_MAP, "Map",
    "{\n  \"Type\": \"Map\",\n  \"ItemProcessor\": {\n    \"ProcessorConfig\": {\n      \"Mode\": "
    "\"INLINE\"\n    },\n"
    "    \"StartAt\": \"\",\n    \"States\": {}\n  }\n}",
    "/ItemProcessor" },
};

/* What led to the state leads to the container. */
static gboolean
lead_to (SwOpsChange *change,
         SwState     *state,
         const char  *quoted,
         GError     **error)
{
  g_autoptr (GHashTable) states = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) settings = sw_ops_settings_new ();
  g_autoptr (GArray) ports = NULL;

  g_hash_table_add (states, state);
  ports = sw_ops_dup_ports_to (state->scope, states);
  for (guint i = 0; i < ports->len; i++)
    sw_ops_settings_add (settings, &g_array_index (ports, SwOpsPort, i), quoted);

  return sw_ops_settings_apply (change, settings, error);
}

/* The container has the state's successor, and its catchers, whose targets are outside. */
static gboolean
take_exits (SwOpsChange *change,
            SwState     *state,
            const char  *container,
            const char  *quoted,
            GError     **error)
{
  g_autofree char *catch = sw_pointer_append (state->pointer, "Catch");
  g_autofree char *next = NULL;

  if (state->next.node != NULL && !sw_target_is_open (&state->next))
    next = state->next.target == state ? g_strdup (quoted) : sw_ops_dup_raw (state->next.node);

  if (state->catchers->len > 0 &&
      !sw_rewriter_move_member (change->rewriter, catch, container, NULL, NULL, error))
    return FALSE;

  return sw_ops_set_flow (change, container, SW_STATE_PARALLEL, next, error);
}

static gboolean
put_inside (SwOpsChange *change,
            SwState     *state,
            const char  *scope,
            GError     **error)
{
  g_autofree char *states = sw_pointer_append (scope, "States");
  g_autofree char *start = sw_pointer_append (scope, "StartAt");
  g_autofree char *quoted = sw_ops_dup_json_string (state->name);

  return sw_ops_set_flow (change, state->pointer, state->type, NULL, error) &&
         sw_rewriter_move_member (change->rewriter, state->pointer, states, NULL, NULL, error) &&
         sw_rewriter_set (change->rewriter, start, quoted, error);
}

static gboolean
wrap (SwOpsChange *change,
      SwState     *state,
      SwStateType  type,
      GError     **error)
{
  guint row = type == SW_STATE_PARALLEL ? 0 : 1;
  g_autofree char *name = sw_ops_dup_unique_name (change->model, containers[row].name);
  g_autofree char *quoted = sw_ops_dup_json_string (name);
  g_autofree char *states = sw_pointer_append (state->scope->pointer, "States");
  g_autofree char *container = sw_pointer_append (states, name);
  g_autofree char *scope = g_strconcat (container, containers[row].scope, NULL);

  if (state->type == SW_STATE_CHOICE || state->type == SW_STATE_UNKNOWN)
    return sw_ops_refuse (
        error, _ ("“%s” cannot be put into a %s alone: its arrows would lead out of it."),
        state->name, containers[row].name);

  if (!lead_to (change, state, quoted, error) ||
      !sw_ops_insert_state (change, state->scope, name, containers[row].text, NULL, state, error) ||
      !take_exits (change, state, container, quoted, error) ||
      !put_inside (change, state, scope, error))
    return FALSE;

  change->select = g_steal_pointer (&container);
  if (type == SW_STATE_PARALLEL)
    sw_ops_note (change, _ ("The result of “%s” is an array with the result of “%s” in it."), name,
                 state->name);
  else
    sw_ops_note (change,
                 _ ("The input of “%s” must be an array now; “%s” gets one item of it at a time."),
                 name, state->name);

  return TRUE;
}

/**
 * sw_ops_wrap:
 * @pointer: the state
 * @container: %SW_STATE_PARALLEL or %SW_STATE_MAP
 * @error: why it cannot be
 *
 * Puts a state into a new container that takes its place: what led to the state leads to the
 * container, which leads on as the state did and has its catchers. The state ends inside. A Choice
 * is refused, as its arrows would leave the container.
 *
 * Returns: (transfer full) (nullable): edits that select the container
 */
SwOpsResult *
sw_ops_wrap (SwModel     *model,
             const char  *pointer,
             SwStateType  container,
             GError     **error)
{
  g_auto (SwOpsChange) change = { NULL };
  g_autoptr (GError) failure = NULL;
  SwState *state;
  gboolean done;

  g_return_val_if_fail (model != NULL && pointer != NULL, NULL);
  g_return_val_if_fail (container == SW_STATE_PARALLEL || container == SW_STATE_MAP, NULL);

  sw_ops_change_init (&change, model);
  state = sw_ops_require_state (model, pointer, &failure);
  done = state != NULL && wrap (&change, state, container, &failure);

  return sw_ops_change_end (&change, done, failure, error);
}
