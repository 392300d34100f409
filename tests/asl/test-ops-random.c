/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/ops/sw-ops.h"
#include "random-definition.h"
#include "stories.h"

#include <string.h>

/* What holds of every operation on every definition: random ones on random ones. */

#define N_ROUNDS 4000

/* What an operation was about: the states it names, and its result */
typedef struct
{
  const char  *op;
  GHashTable  *subjects; /* SwState of the model before */
  const char  *renamed;  /* the name a state lost, or NULL */
  SwOpsResult *result;   /* NULL: refused */
} Trial;

static void
trial_clear (Trial *self)
{
  g_clear_pointer (&self->subjects, g_hash_table_unref);
  g_clear_pointer (&self->result, sw_ops_result_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Trial, trial_clear)

static SwState *
pick_state (SwModel *model)
{
  GPtrArray *states = sw_model_get_states (model);

  return g_ptr_array_index (states, g_test_rand_int_range (0, (gint32) states->len));
}

/* A place of an edge of the picture, or a new one. Its state becomes a subject of the trial. */
static SwPlace
pick_place (SwModel *model,
            Trial   *trial)
{
  g_autoptr (SwGraph) graph = sw_graph_new (model);
  GPtrArray *edges = sw_graph_get_edges (graph);
  SwState *state = pick_state (model);
  SwPlace place = { .kind = random_chance (50) ? SW_PLACE_NEW_RULE : SW_PLACE_NEW_CATCH,
                    .pointer = state->pointer };

  for (guint i = 0; i < 20 && edges->len > 0 && !random_chance (10); i++)
    if (sw_place_from_edge (
            g_ptr_array_index (edges, g_test_rand_int_range (0, (gint32) edges->len)), &place))
      break;

  state = sw_model_find_pointer (model, place.pointer);
  if (place.kind != SW_PLACE_START && state != NULL)
    g_hash_table_add (trial->subjects, state);

  return place;
}

static void
try_delete (SwModel *model,
            Trial   *trial)
{
  const char *pointers[4] = { NULL };

  for (int i = g_test_rand_int_range (0, 3); i >= 0; i--)
    {
      SwState *state = pick_state (model);

      pointers[i] = state->pointer;
      g_hash_table_add (trial->subjects, state);
    }
  for (guint i = 0; i < 3; i++)
    if (pointers[i] == NULL)
      break;
  trial->op = "delete";
  trial->result = sw_ops_delete (model, pointers, NULL);
}

static void
try_placed (SwModel *model,
            SwState *state,
            int      kind,
            Trial   *trial)
{
  guint n_stencils;
  const SwStencil *stencils = sw_stencils_get_all (&n_stencils);
  SwPlace place = pick_place (model, trial);
  SwState *other = pick_state (model);
  const char *const both[] = { state->pointer, other->pointer, NULL };

  if (kind == 1)
    {
      trial->op = "add";
      trial->result = sw_ops_add (model, &stencils[g_test_rand_int_range (0, (gint32) n_stencils)],
                                  &place, NULL);
    }
  else if (kind == 2)
    {
      trial->op = "move";
      g_hash_table_add (trial->subjects, state);
      g_hash_table_add (trial->subjects, other);
      trial->result = sw_ops_move (model, both, &place, NULL);
    }
  else if (kind == 3)
    {
      trial->op = "connect";
      trial->result =
          sw_ops_connect (model, &place, random_chance (80) ? state->pointer : NULL, NULL);
    }
  else if (place.kind != SW_PLACE_NEW_RULE && place.kind != SW_PLACE_NEW_CATCH)
    {
      trial->op = "disconnect";
      trial->result = sw_ops_disconnect (model, &place, NULL);
    }
}

/* Operations on states alone. */
static void
try_alone (SwModel *model,
           SwState *state,
           int      kind,
           Trial   *trial)
{
  SwState *other = pick_state (model);
  const char *const both[] = { state->pointer, random_chance (50) ? other->pointer : NULL, NULL };
  SwStateType container = random_chance (50) ? SW_STATE_MAP : SW_STATE_PARALLEL;
  static const char *const names[] = { "rename", "duplicate", "wrap", "unwrap", "convert" };

  g_hash_table_add (trial->subjects, state);
  if (both[1] != NULL && (kind == 6 || kind == 7))
    g_hash_table_add (trial->subjects, other);
  trial->op = names[kind - 5];
  trial->renamed = kind == 5 ? state->name : NULL;
  trial->result =
      kind == 5   ? sw_ops_rename (model, state->pointer, "New name", NULL)
      : kind == 6 ? sw_ops_duplicate (model, both, NULL)
      : kind == 7 ? sw_ops_wrap (model, both, container, NULL)
      : kind == 8 ? sw_ops_unwrap (model, state->pointer, NULL)
                  : sw_ops_convert (
                      model, state->pointer,
                      (SwStateType) g_test_rand_int_range (SW_STATE_TASK, SW_STATE_N_TYPES), NULL);
}

/* Operations that join two things. */
static void
try_two (SwModel *model,
         SwState *state,
         int      kind,
         Trial   *trial)
{
  SwState *other = pick_state (model);
  const char *const both[] = { state->pointer, other->pointer, NULL };
  SwPlace place = pick_place (model, trial);
  g_autofree char *text = NULL;

  if (place.kind == SW_PLACE_NEW_RULE || place.kind == SW_PLACE_NEW_CATCH)
    return;

  if (kind == 10)
    {
      trial->op = "reattach";
      g_hash_table_add (trial->subjects, state);
      trial->result = sw_ops_reattach (model, &place, state->pointer, NULL);
      return;
    }

  trial->op = "paste";
  text = sw_ops_dup_copy (model, both, NULL);
  g_assert_nonnull (text);
  trial->result = sw_ops_paste (model, text, &place, NULL);
}

static void
try_one (SwModel *model,
         Trial   *trial)
{
  SwState *state = pick_state (model);
  int kind = g_test_rand_int_range (0, 12);

  trial->subjects = g_hash_table_new (NULL, NULL);
  if (kind == 0)
    try_delete (model, trial);
  else if (kind <= 4)
    try_placed (model, state, kind, trial);
  else if (kind <= 9)
    try_alone (model, state, kind, trial);
  else
    try_two (model, state, kind, trial);
}

static void
collect_dangling (const SwTarget *target,
                  GHashTable     *names)
{
  if (target->name != NULL && target->target == NULL && target->name[0] != '\0')
    g_hash_table_add (names, g_strdup (target->name));
}

/* The names that references of the machine have and no state of their scope */
static GHashTable *
dup_dangling (SwModel *model)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *states = sw_model_get_states (model);

  collect_dangling (&sw_model_get_root (model)->start, names);
  for (guint i = 0; i < states->len; i++)
    {
      SwState *state = g_ptr_array_index (states, i);

      collect_dangling (&state->next, names);
      collect_dangling (&state->default_next, names);
      for (guint j = 0; j < state->rules->len; j++)
        collect_dangling (&g_array_index (state->rules, SwRule, j).next, names);
      for (guint j = 0; j < state->catchers->len; j++)
        collect_dangling (&g_array_index (state->catchers, SwHandler, j).next, names);
      for (guint j = 0; j < state->scopes->len; j++)
        collect_dangling (&((SwScope *) g_ptr_array_index (state->scopes, j))->start, names);
    }

  return names;
}

static gboolean
names_one (const SwTarget *target,
           GHashTable     *states)
{
  return target->target != NULL && g_hash_table_contains (states, target->target);
}

/* TRUE where the operation had reason to touch the state's text: it is a subject, or leads to one,
 * or one is inside of it, or it is inside of one. */
static gboolean
is_involved (SwState    *state,
             GHashTable *subjects)
{
  GHashTableIter iter;
  gpointer subject;

  if (names_one (&state->next, subjects) || names_one (&state->default_next, subjects))
    return TRUE;
  for (guint i = 0; i < state->rules->len; i++)
    if (names_one (&g_array_index (state->rules, SwRule, i).next, subjects))
      return TRUE;
  for (guint i = 0; i < state->catchers->len; i++)
    if (names_one (&g_array_index (state->catchers, SwHandler, i).next, subjects))
      return TRUE;

  g_hash_table_iter_init (&iter, subjects);
  while (g_hash_table_iter_next (&iter, &subject, NULL))
    {
      for (SwState *outer = subject; outer != NULL; outer = outer->scope->parent)
        if (outer == state)
          return TRUE;
      for (SwState *outer = state; outer != NULL; outer = outer->scope->parent)
        if (outer == subject)
          return TRUE;
    }

  return FALSE;
}

static char *
dup_raw (const SwState *state)
{
  return g_strndup (sw_tree_get_text (state->node->tree, NULL) + state->node->span.start,
                    sw_span_length (state->node->span));
}

/* States that the operation was not about are the same to the byte. (A place at the start of a
 * scope is about the container of that scope.) */
static void
check_untouched (SwModel     *before,
                 SwModel     *after,
                 const Trial *trial)
{
  GPtrArray *states = sw_model_get_states (before);

  for (guint i = 0; i < states->len; i++)
    {
      SwState *state = g_ptr_array_index (states, i);
      SwState *now = sw_model_find_state (after, state->name);
      g_autofree char *old_text = dup_raw (state);
      g_autofree char *new_text = NULL;

      if (is_involved (state, trial->subjects) || now == NULL || state->scopes->len > 0)
        continue;

      new_text = dup_raw (now);
      g_assert_cmpstr (new_text, ==, old_text);
    }
}

static void
check_names (SwModel     *before,
             SwModel     *after,
             const Trial *trial)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) dangling_before = dup_dangling (before);
  g_autoptr (GHashTable) dangling_after = dup_dangling (after);
  GPtrArray *states = sw_model_get_states (after);
  GHashTableIter iter;
  gpointer name;

  for (guint i = 0; i < states->len; i++)
    g_assert_true (g_hash_table_add (names, ((SwState *) g_ptr_array_index (states, i))->name));

  g_hash_table_iter_init (&iter, dangling_after);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_hash_table_contains (dangling_before, name))
      {
        g_test_message ("“%s” is named, but no state any more", (const char *) name);
        g_test_fail ();
      }
}

static void
check_trial (const char  *text,
             SwModel     *before,
             const Trial *trial)
{
  gsize length = strlen (text);
  g_autofree char *changed = sw_edits_apply (trial->result->edits, text, length, &length);
  g_autoptr (SwEdits) undo = sw_edits_invert (trial->result->edits, text);
  g_autofree char *back = sw_edits_apply (undo, changed, length, NULL);
  g_autoptr (SwModel) after = model_from_text (changed);

  g_assert_cmpstr (back, ==, text);
  g_assert_true (sw_tree_is_valid (sw_model_get_tree (after)));
  check_names (before, after, trial);
  check_untouched (before, after, trial);
  if (trial->renamed != NULL)
    g_assert_null (sw_model_find_state (after, trial->renamed));
  if (trial->result->select != NULL)
    g_assert_nonnull (sw_model_find_pointer (after, trial->result->select));
  for (guint i = 0; trial->result->also != NULL && trial->result->also[i] != NULL; i++)
    g_assert_nonnull (sw_model_find_pointer (after, trial->result->also[i]));
  if (g_test_failed ())
    g_test_message ("%s\n%s\n%s", trial->op, text, changed);
}

static void
test_random (void)
{
  guint n_done = 0;

  for (guint round = 0; round < N_ROUNDS && !g_test_failed (); round++)
    {
      g_autofree char *text = random_dup_definition ();
      g_autoptr (SwModel) model = model_from_text (text);
      g_auto (Trial) trial = { NULL };

      g_assert_true (sw_tree_is_valid (sw_model_get_tree (model)));
      if (sw_model_get_states (model)->len == 0)
        continue;

      try_one (model, &trial);
      if (trial.result == NULL)
        continue;
      n_done++;
      check_trial (text, model, &trial);
    }

  g_assert_cmpuint (n_done, >, N_ROUNDS / 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  g_test_add_func ("/asl/ops/random operations on random definitions", test_random);

  return g_test_run ();
}
