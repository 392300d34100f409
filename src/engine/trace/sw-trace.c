/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/trace/sw-trace-private.h"

/* A checkpoint after so many events, or more where a checkpoint is large */
#define CHECKPOINT_EVENTS 1024

static void
entry_free (SwTraceEntry *entry)
{
  g_free (entry->state.name);
  g_free (entry->error);
  g_free (entry->cause);
  g_ptr_array_unref (entry->visits);
  g_free (entry);
}

static GArray *
numbers_new (void)
{
  return g_array_new (FALSE, TRUE, sizeof (guint32));
}

/**
 * sw_trace_new:
 * @history: a reference is kept; what it has so far is taken in
 * @model: (nullable): the definition, or a version of it; a reference is kept. %NULL: the one that
 *   was run, where the history knows it
 *
 * Reads a history. States that the definition does not have are kept by their names.
 *
 * Returns: (transfer full): the trace
 */
SwTrace *
sw_trace_new (const SwHistory *history, SwModel *model)
{
  SwTrace *self = g_new0 (SwTrace, 1);

  if (model == NULL)
    model = sw_history_get_model (history);
  self->history = sw_history_ref (history);
  if (model != NULL)
    {
      self->model = sw_model_ref (model);
      self->by_state = g_new0 (SwTraceEntry *, sw_model_get_states (model)->len);
    }
  self->visits = g_ptr_array_new ();
  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_pointer = g_hash_table_new (g_str_hash, g_str_equal);
  self->event_visits = numbers_new ();
  self->event_next = numbers_new ();
  self->event_deltas = numbers_new ();
  self->deltas = g_array_new (FALSE, TRUE, sizeof (SwDelta));
  self->owners = g_ptr_array_new ();
  self->checkpoints = g_array_new (FALSE, TRUE, sizeof (SwCheckpoint));
  g_array_set_clear_func (self->checkpoints, (GDestroyNotify) sw_checkpoint_clear);
  self->now = sw_snapshot_new (self);
  sw_trace_add_slots (self, NULL);
  self->root = sw_trace_add_visit (self, NULL, SW_VISIT_MACHINE, NULL, 0, NULL);
  sw_trace_update (self);
  return self;
}

/**
 * sw_trace_free:
 *
 * Frees a trace and its visits.
 */
void
sw_trace_free (SwTrace *self)
{
  sw_snapshot_free (self->now);
  for (guint i = 0; i < self->visits->len; i++)
    g_free (((SwVisitNode *) self->visits->pdata[i])->children);
  g_ptr_array_unref (self->visits);
  g_ptr_array_unref (self->blocks);
  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->by_pointer);
  g_ptr_array_unref (self->entries);
  g_free (self->by_state);
  g_array_unref (self->event_visits);
  g_array_unref (self->event_next);
  g_array_unref (self->event_deltas);
  g_array_unref (self->deltas);
  g_array_unref (self->checkpoints);
  g_ptr_array_unref (self->owners);
  g_clear_pointer (&self->program, sw_program_unref);
  g_free (self->refusal);
  g_clear_pointer (&self->model, sw_model_unref);
  sw_history_unref (self->history);
  g_free (self);
}

/* Puts an event at the end of its visit's chain. */
static void
chain_event (SwTrace *self, SwVisitNode *node, guint id)
{
  const guint32 none = 0;

  if (node->last_event != 0)
    g_array_index (self->event_next, guint32, node->last_event - 1) = id;
  else
    node->first_event = id;
  node->last_event = id;
  g_array_append_val (self->event_visits, node->visit.serial);
  g_array_append_val (self->event_next, none);
}

static void
save_checkpoint (SwTrace *self)
{
  guint size = self->entries->len + self->owners->len / 4 + self->now->open->len / 8;
  const SwCheckpoint *last;
  SwCheckpoint checkpoint;

  last = self->checkpoints->len > 0
             ? &g_array_index (self->checkpoints, SwCheckpoint, self->checkpoints->len - 1)
             : NULL;
  if (self->n_events - (last != NULL ? last->event : 0) < MAX (CHECKPOINT_EVENTS, size))
    return;
  sw_snapshot_save (self->now, &checkpoint);
  g_array_append_val (self->checkpoints, checkpoint);
}

/**
 * sw_trace_update:
 *
 * Takes in the events that the history has grown by.
 *
 * Returns: how many they were
 */
guint
sw_trace_update (SwTrace *self)
{
  guint before = self->n_events, count = sw_history_get_count (self->history);

  while (self->n_events < count)
    {
      const SwHistoryEvent *event = sw_history_get (self->history, self->n_events);
      const guint32 n_deltas = self->deltas->len;
      SwVisitNode *node;

      g_array_append_val (self->event_deltas, n_deltas);
      node = sw_trace_feed (self, event);
      chain_event (self, node != NULL ? node : self->root, event->id);
      self->now->event = ++self->n_events;
      save_checkpoint (self);
    }
  return count - before;
}

/**
 * sw_trace_get_scope:
 * @node: a machine, branch or iteration
 *
 * Returns: (transfer none) (nullable): the scope of the definition it runs through
 */
SwScope *
sw_trace_get_scope (const SwTrace *self, const SwVisitNode *node)
{
  const SwVisit *visit = &node->visit;
  const SwState *state = visit->state != NULL ? visit->state->state : NULL;
  guint index = visit->kind == SW_VISIT_BRANCH ? visit->index : 0;

  if (visit->kind == SW_VISIT_MACHINE)
    return self->model != NULL ? sw_model_get_root (self->model) : NULL;
  return state != NULL && index < state->scopes->len ? state->scopes->pdata[index] : NULL;
}

/* A text that stands literally; an expression is none. */
static char *
dup_literal (const SwState *state, const char *field)
{
  const SwNode *node = sw_node_get_member (state->node, field);
  char *text =
      node != NULL && node->kind == SW_NODE_STRING ? sw_node_dup_string (node, NULL) : NULL;

  if (text != NULL && state->language == SW_QUERY_JSONATA && g_str_has_prefix (text, "{%"))
    g_clear_pointer (&text, g_free);
  return text;
}

static SwTraceEntry *
add_entry (SwTrace *self, const char *name, SwState *state, SwStateType type)
{
  SwTraceEntry *entry = g_new0 (SwTraceEntry, 1);
  const SwStanding standing = { { SW_RUN_STATE_IDLE } };

  entry->state.name = g_strdup (name);
  entry->state.state = state;
  entry->state.pointer = state != NULL ? state->pointer : NULL;
  entry->state.type = type;
  entry->serial = self->entries->len;
  entry->visits = g_ptr_array_new ();
  if (type == SW_STATE_FAIL && state != NULL)
    {
      entry->error = dup_literal (state, "Error");
      entry->cause = dup_literal (state, "Cause");
    }
  g_ptr_array_add (self->entries, entry);
  g_array_append_val (self->now->standings, standing);
  sw_trace_add_slots (self, entry);
  if (state != NULL)
    {
      self->by_state[state->serial] = entry;
      g_hash_table_insert (self->by_pointer, state->pointer, entry);
    }
  else
    {
      g_hash_table_insert (self->by_name, entry->state.name, entry);
    }
  return entry;
}

/**
 * sw_trace_ensure_entry:
 * @scope: the machine, branch or iteration that entered the state
 * @name: of the state
 * @type: as the history says
 *
 * Finds a state in the definition: in its scope, or wherever it has been moved to since.
 *
 * Returns: (transfer none): what the trace knows of the state
 */
SwTraceEntry *
sw_trace_ensure_entry (SwTrace *self, const SwVisitNode *scope, const char *name, SwStateType type)
{
  const SwScope *in = sw_trace_get_scope (self, scope);
  SwState *state = in != NULL ? sw_scope_find_state (in, name) : NULL;
  SwTraceEntry *entry;

  if (state == NULL && self->model != NULL)
    state = sw_model_find_state (self->model, name);
  entry = state != NULL ? self->by_state[state->serial] : g_hash_table_lookup (self->by_name, name);
  return entry != NULL ? entry : add_entry (self, name, state, type);
}

static guint
get_old (const SwTrace *self, SwDeltaAction action, guint subject)
{
  const SwVisitNode *node;

  if (action == SW_DELTA_STATUS)
    return self->now->status;
  if (action != SW_DELTA_CLOSE && action != SW_DELTA_REVISE)
    return 0;
  node = self->visits->pdata[subject];
  return node->entry != NULL
             ? g_array_index (self->now->standings, SwStanding, node->entry->serial).ended
             : 0;
}

/**
 * sw_trace_add_delta:
 * @subject: serial of a visit, or slot of an edge
 *
 * Notes what the present event changes.
 */
void
sw_trace_add_delta (SwTrace *self, SwDeltaAction action, guint subject, guint value)
{
  const SwDelta delta = { .subject = subject,
                          .action = (guint8) action,
                          .value = (guint8) value,
                          .old = (guint8) get_old (self, action, subject) };

  g_array_append_val (self->deltas, delta);
  sw_snapshot_add (self->now, &delta);
}
