/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-run-status.h"

#include <glib/gi18n.h>

struct _SwRunStatus
{
  GObject        parent_instance;

  SwRunRecord   *record;  /* NULL: no run is shown */
  SwVisit       *shown;   /* the iteration others were told of last */
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
  [SW_RUN_STATE_IDLE] = { N_ ("Not run"), "content-loading-symbolic", "dim-label" },
  [SW_RUN_STATE_RUNNING] = { N_ ("Running"), "media-playback-start-symbolic", "accent" },
  [SW_RUN_STATE_WAITING] = { N_ ("Waiting"), "alarm-symbolic", "accent" },
  [SW_RUN_STATE_SUCCEEDED] = { N_ ("Succeeded"), "object-select-symbolic", "success" },
  [SW_RUN_STATE_CAUGHT] = { N_ ("Caught an error"), "dialog-warning-symbolic", "warning" },
  [SW_RUN_STATE_FAILED] = { N_ ("Failed"), "dialog-error-symbolic", "error" },
  [SW_RUN_STATE_ABORTED] = { N_ ("Aborted"), "media-playback-stop-symbolic", "dim-label" },
};

static void
sw_run_status_finalize (GObject *object)
{
  SwRunStatus *self = SW_RUN_STATUS (object);

  g_hash_table_unref (self->waiting);
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
  gboolean all = shown != self->shown;

  self->shown = shown;
  sw_snapshot_take_changed (sw_run_record_get_snapshot (self->record),
                            all ? pass_over : tell_state, self);
  if (all)
    g_signal_emit (self, changed_signal, 0, NULL);
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
  self->shown = NULL;
  if (record != NULL)
    g_signal_connect_object (record, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_emit (self, changed_signal, 0, NULL);
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

  if (self->record == NULL)
    return &idle;
  info = sw_run_record_lookup (self->record, pointer);
  if (info->state != SW_RUN_STATE_RUNNING || !g_hash_table_contains (self->waiting, pointer))
    return info;
  self->scratch = *info;
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
  return self->record != NULL ? sw_run_record_edge_count (self->record, edge) : 0;
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
