/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-run-status.h"

#include <glib/gi18n.h>

#include "engine/coverage/sw-coverage-trace.h"
#include "json/sw-text.h"

#define PREVIEW_LENGTH 240 /* characters of data shown at the pointer */

struct _SwRunStatus
{
  GObject        parent_instance;

  SwRunRecord   *record;  /* NULL: no run is shown */
  SwCoverage    *coverage; /* shown in place of a run; or NULL */
  SwVisit       *shown;   /* the iteration others were told of last */
  SwVisit       *paused;  /* likewise: the visit at which the run stands still */
  GHashTable    *waiting; /* set of char *: states that wait for a person */
  SwRunStateInfo scratch; /* what sw_run_status_lookup() answers of such a state */
};

G_DEFINE_FINAL_TYPE (SwRunStatus, sw_run_status, G_TYPE_OBJECT)

static guint changed_signal;

/* What a state of a run looks like, in a word, an icon and a colour */
static const struct
{
  const char *label;
  const char *icon;
  const char *css_class;
} looks[] = {
  [SW_RUN_STATE_IDLE] = { N_("Not run"), "content-loading-symbolic", "dim-label" },
  [SW_RUN_STATE_RUNNING] = { N_("Running"), "media-playback-start-symbolic", "accent" },
  [SW_RUN_STATE_WAITING] = { N_("Waiting"), "alarm-symbolic", "accent" },
  [SW_RUN_STATE_SUCCEEDED] = { N_("Succeeded"), "object-select-symbolic", "success" },
  [SW_RUN_STATE_CAUGHT] = { N_("Caught an error"), "dialog-warning-symbolic", "warning" },
  [SW_RUN_STATE_FAILED] = { N_("Failed"), "dialog-error-symbolic", "error" },
  [SW_RUN_STATE_ABORTED] = { N_("Aborted"), "media-playback-stop-symbolic", "dim-label" },
  [SW_RUN_STATE_PAUSED] = { N_("Paused"), "media-playback-pause-symbolic", "accent" },
  [SW_RUN_STATE_COVERED] = { N_("Covered"), "object-select-symbolic", "success" },
  [SW_RUN_STATE_UNCOVERED] = { N_("Not covered"), "dialog-warning-symbolic", "warning" },
};

static void
sw_run_status_finalize (GObject *object)
{
  SwRunStatus *self = SW_RUN_STATUS (object);

  g_hash_table_unref (self->waiting);
  g_clear_pointer (&self->coverage, sw_coverage_unref);
  g_clear_object (&self->record);
  G_OBJECT_CLASS (sw_run_status_parent_class)->finalize (object);
}

static void
sw_run_status_class_init (SwRunStatusClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sw_run_status_finalize;

  changed_signal = g_signal_new ("changed", SW_TYPE_RUN_STATUS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sw_run_status_init (SwRunStatus *self)
{
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * sw_run_status_new:
 *
 * Returns: (transfer floating): a line that tells of no run yet
 */
SwRunStatus *
sw_run_status_new (void)
{
  return g_object_new (SW_TYPE_RUN_STATUS, NULL);
}

/**
 * sw_run_status_get_record:
 *
 * Returns: (transfer none) (nullable): the run that is shown
 */
SwRunRecord *
sw_run_status_get_record (SwRunStatus *self)
{
  return self->record;
}

static void
tell_state (const SwTraceState *state,
            gpointer            data)
{
  if (state->pointer != NULL)
    g_signal_emit (data, changed_signal, 0, state->pointer);
}

static void
pass_over (const SwTraceState *state,
           gpointer            data)
{
}

static void
moved_cb (SwRunStatus *self)
{
  SwVisit *shown = sw_run_record_get_shown (self->record);
  SwVisit *paused = sw_run_record_get_paused (self->record), *before = self->paused;
  gboolean all = shown != self->shown;

  self->shown = shown;
  self->paused = paused;
  sw_snapshot_take_changed (sw_run_record_get_snapshot (self->record),
                            all ? pass_over : tell_state, self);
  if (all)
    g_signal_emit (self, changed_signal, 0, NULL);
  else if (paused != before)
    {
      if (before != NULL)
        tell_state (before->state, self);
      if (paused != NULL)
        tell_state (paused->state, self);
    }
}

/**
 * sw_run_status_set_record:
 * @record: (nullable): a run
 *
 * Shows another run, or none.
 */
void
sw_run_status_set_record (SwRunStatus *self,
                          SwRunRecord *record)
{
  g_return_if_fail (SW_IS_RUN_STATUS (self));

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_func (self->record, moved_cb, self);
  g_set_object (&self->record, record);
  g_hash_table_remove_all (self->waiting);
  self->shown = self->paused = NULL;
  if (record != NULL)
    g_signal_connect_object (record, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_emit (self, changed_signal, 0, NULL);
}

/**
 * sw_run_status_set_coverage:
 * @coverage: (nullable): how often tests, or a run, come by each part of the definition
 *
 * Shows coverage in place of a run, or the run again.
 */
void
sw_run_status_set_coverage (SwRunStatus *self,
                            SwCoverage  *coverage)
{
  g_return_if_fail (SW_IS_RUN_STATUS (self));

  if (self->coverage == coverage)
    return;
  g_clear_pointer (&self->coverage, sw_coverage_unref);
  self->coverage = coverage != NULL ? sw_coverage_ref (coverage) : NULL;
  g_signal_emit (self, changed_signal, 0, NULL);
}

/**
 * sw_run_status_cover_run:
 * @cover: whether to show what the run came by, as far as it has got; else how it stands
 *
 * Shows the coverage of the run alone, in place of the run.
 */
void
sw_run_status_cover_run (SwRunStatus *self,
                         gboolean     cover)
{
  g_autoptr (SwCoverage) coverage = NULL;

  g_return_if_fail (SW_IS_RUN_STATUS (self));

  if (cover && self->record != NULL)
    coverage = sw_coverage_new_from_trace (sw_run_record_get_trace (self->record));
  sw_run_status_set_coverage (self, coverage);
}

/* The definition may have changed since the tests ran: what they did not know is not judged. */
static const SwRunStateInfo *
look_up_coverage (SwRunStatus *self,
                  const char  *pointer)
{
  const SwState *state
      = sw_model_find_pointer (sw_coverage_get_model (self->coverage), pointer);

  self->scratch = (SwRunStateInfo) { SW_RUN_STATE_IDLE };
  if (state == NULL)
    return &self->scratch;
  self->scratch.entered = sw_coverage_get_entered (self->coverage, state);
  self->scratch.state
      = self->scratch.entered > 0 ? SW_RUN_STATE_COVERED : SW_RUN_STATE_UNCOVERED;
  return &self->scratch;
}

/* The same edge, in the definition as the tests ran it */
static guint
count_covered (SwRunStatus       *self,
               const SwGraphEdge *edge)
{
  const SwState *state = edge->from->state != NULL ? edge->from->state : edge->to->state;
  const SwModel *model = sw_coverage_get_model (self->coverage);
  const SwState *same = state != NULL ? sw_model_find_pointer (model, state->pointer) : NULL;

  if (same == NULL || same->serial != state->serial || same->rules->len != state->rules->len
      || same->catchers->len != state->catchers->len)
    return 0;
  return sw_coverage_get_edge (self->coverage, edge);
}

static gboolean
is_paused_at (SwRunStatus *self,
              const char  *pointer)
{
  const SwVisit *paused = sw_run_record_get_paused (self->record);

  return paused != NULL && g_strcmp0 (paused->state->pointer, pointer) == 0;
}

static gboolean
is_open (SwRunState state)
{
  return state == SW_RUN_STATE_RUNNING || state == SW_RUN_STATE_WAITING;
}

/**
 * sw_run_status_lookup:
 * @pointer: JSON pointer of a state
 *
 * Returns: (transfer none): how the state stands; never `NULL`, idle for what was not entered. Good
 *   until the next call.
 */
const SwRunStateInfo *
sw_run_status_lookup (SwRunStatus *self,
                      const char  *pointer)
{
  static const SwRunStateInfo idle = { SW_RUN_STATE_IDLE };
  const SwRunStateInfo *info;

  g_return_val_if_fail (SW_IS_RUN_STATUS (self), &idle);

  if (self->coverage != NULL)
    return look_up_coverage (self, pointer);
  if (self->record == NULL)
    return &idle;
  info = sw_run_record_lookup (self->record, pointer);
  self->scratch = *info;
  if (is_paused_at (self, pointer) && is_open (info->state))
    self->scratch.state = SW_RUN_STATE_PAUSED;
  else if (info->state == SW_RUN_STATE_RUNNING && g_hash_table_contains (self->waiting, pointer))
    self->scratch.state = SW_RUN_STATE_WAITING;
  return &self->scratch;
}

/**
 * sw_run_status_edge_count:
 * @edge: of a graph of the definition
 *
 * Returns: how often the run went along it
 */
guint
sw_run_status_edge_count (SwRunStatus       *self,
                          const SwGraphEdge *edge)
{
  if (self->coverage != NULL)
    return count_covered (self, edge);
  return self->record != NULL ? sw_run_record_edge_count (self->record, edge) : 0;
}

/**
 * sw_run_status_count_parts:
 * @pointer: JSON pointer of a state
 * @parts: (out caller-allocates): how its branches or iterations stand, of its visit that is shown
 *
 * Returns: whether there are any
 */
gboolean
sw_run_status_count_parts (SwRunStatus    *self,
                           const char     *pointer,
                           SwRunStateInfo *parts)
{
  SwVisit *visit = self->record != NULL && self->coverage == NULL
                       ? sw_run_record_find_visit (self->record, pointer)
                       : NULL;

  if (visit == NULL || sw_visit_get_n_children (visit) == 0)
    return FALSE;
  sw_snapshot_count_children (sw_run_record_get_snapshot (self->record), visit, parts);
  if (parts->entered < visit->n_items)
    parts->entered = visit->n_items;
  return parts->entered > 0;
}

static void
append_data (GString    *out,
             const char *label,
             SwValue     value)
{
  g_autofree char *preview = sw_value_dup_preview (value, PREVIEW_LENGTH);

  if (preview != NULL)
    g_string_append_printf (out, "%s%s: %s", out->len > 0 ? "\n" : "", label, preview);
}

/**
 * sw_run_status_dup_data:
 * @pointer: JSON pointer of a state
 *
 * Returns: (transfer full) (nullable): what went into the state and came out of it, until the
 *   moment that is looked at, a line for each; `NULL` where it was not entered
 */
char *
sw_run_status_dup_data (SwRunStatus *self,
                        const char  *pointer)
{
  SwVisit *visit = self->record != NULL && self->coverage == NULL
                       ? sw_run_record_find_visit (self->record, pointer)
                       : NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  SwTrace *trace;

  if (visit == NULL)
    return NULL;
  trace = sw_run_record_get_trace (self->record);
  append_data (out, _("Input"), sw_trace_get_input (trace, visit));
  if (visit->exited != 0 && visit->exited <= sw_run_record_get_position (self->record))
    append_data (out, _("Output"), sw_trace_get_output (trace, visit));
  if (visit->failure != 0 && visit->failure <= sw_run_record_get_position (self->record)
      && sw_trace_get_error (trace, visit) != NULL)
    g_string_append_printf (out, "%s%s: %s", out->len > 0 ? "\n" : "", _("Error"),
                            sw_trace_get_error (trace, visit));
  return out->len > 0 ? g_string_free_and_steal (g_steal_pointer (&out)) : NULL;
}

/**
 * sw_run_status_dup_flow:
 * @edge: of a graph of the definition
 *
 * Returns: (transfer full) (nullable): how often the run went along the edge, and what it took
 *   along the last time where that is known; `NULL` where it did not
 */
char *
sw_run_status_dup_flow (SwRunStatus       *self,
                        const SwGraphEdge *edge)
{
  guint count = sw_run_status_edge_count (self, edge);
  const SwState *state = edge->from->state != NULL ? edge->from->state : edge->to->state;
  g_autoptr (GString) out = NULL;
  SwVisit *visit;

  if (count == 0 || state == NULL)
    return NULL;
  out = g_string_new (NULL);
  g_string_printf (out, ngettext ("Taken once", "Taken %u times", count), count);
  visit = self->coverage == NULL ? sw_run_record_find_visit (self->record, state->pointer) : NULL;
  if (visit == NULL)
    return g_string_free_and_steal (g_steal_pointer (&out));
  if (edge->kind == SW_EDGE_START)
    append_data (out, _("Data"),
                 sw_trace_get_input (sw_run_record_get_trace (self->record), visit));
  else if (visit->left_by == (int) edge->kind
           && (visit->left_index == edge->index || edge->kind == SW_EDGE_NEXT)
           && visit->exited <= sw_run_record_get_position (self->record))
    append_data (out, _("Data"),
                 sw_trace_get_output (sw_run_record_get_trace (self->record), visit));
  return g_string_free_and_steal (g_steal_pointer (&out));
}

/**
 * sw_run_status_set_waiting:
 * @waiting: whether the state waits for a person's answer
 */
void
sw_run_status_set_waiting (SwRunStatus *self,
                           const char  *pointer,
                           gboolean     waiting)
{
  g_return_if_fail (SW_IS_RUN_STATUS (self));

  if (waiting ? g_hash_table_add (self->waiting, g_strdup (pointer))
              : g_hash_table_remove (self->waiting, pointer))
    g_signal_emit (self, changed_signal, 0, pointer);
}

/**
 * sw_run_state_get_label:
 *
 * Returns: a word for the state, for tooltips and assistive technology
 */
const char *
sw_run_state_get_label (SwRunState state)
{
  return gettext (looks[state].label);
}

/**
 * sw_run_state_get_icon:
 *
 * Returns: the name of a symbolic icon
 */
const char *
sw_run_state_get_icon (SwRunState state)
{
  return looks[state].icon;
}

/**
 * sw_run_state_get_class:
 *
 * Returns: a class of style sheets that gives icon or text its colour
 */
const char *
sw_run_state_get_class (SwRunState state)
{
  return looks[state].css_class;
}
