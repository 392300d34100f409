/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/runner/sw-debugger-private.h"

enum
{
  PROP_0,
  PROP_STOPPED,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SwDebugger, sw_debugger, G_TYPE_OBJECT)

/**
 * sw_debugger_get_execution:
 *
 * Returns: (transfer none): what is run
 */
SwExecution *
sw_debugger_get_execution (SwDebugger *self)
{
  return sw_runner_get_execution (self->runner);
}

static void
sw_debugger_dispose (GObject *object)
{
  SwDebugger *self = SW_DEBUGGER (object);

  if (self->runner != NULL)
    sw_execution_set_stop_func (sw_debugger_get_execution (self), NULL, NULL);
  g_clear_object (&self->signals);
  if (self->breakpoints != NULL)
    g_signal_handlers_disconnect_by_data (self->breakpoints, self);
  g_clear_object (&self->breakpoints);
  g_clear_object (&self->runner);
  G_OBJECT_CLASS (sw_debugger_parent_class)->dispose (object);
}

static void
sw_debugger_finalize (GObject *object)
{
  SwDebugger *self = SW_DEBUGGER (object);

  g_array_unref (self->frames);
  g_ptr_array_unref (self->watches);
  g_free (self->here);
  g_free (self->trouble);
  G_OBJECT_CLASS (sw_debugger_parent_class)->finalize (object);
}

static void
sw_debugger_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  if (id == PROP_STOPPED)
    g_value_set_boolean (value, sw_debugger_get_stopped (SW_DEBUGGER (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sw_debugger_class_init (SwDebuggerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sw_debugger_dispose;
  object_class->finalize = sw_debugger_finalize;
  object_class->get_property = sw_debugger_get_property;
  properties[PROP_STOPPED]
      = g_param_spec_boolean ("stopped", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", SW_TYPE_DEBUGGER, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
sw_debugger_init (SwDebugger *self)
{
  self->frames = g_array_new (FALSE, FALSE, sizeof (guint));
  self->watches = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_watch_free);
}

/**
 * sw_debugger_changed:
 *
 * Evaluates the watches and tells that something else is to be seen.
 */
void
sw_debugger_changed (SwDebugger *self)
{
  sw_debugger_update_watches (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The runner stopped, went on or ended. */
static void
runner_cb (SwDebugger *self)
{
  gboolean stopped = sw_debugger_get_stopped (self);

  if (stopped == self->shown)
    return;
  self->shown = stopped;
  if (!stopped)
    self->reason = SW_REASON_NONE;
  else if (self->reason == SW_REASON_NONE)
    self->reason = SW_REASON_PAUSE;
  if (stopped)
    {
      sw_debugger_set_plan (self, SW_PLAN_NONE);
      sw_debugger_choose_frame (self);
    }
  sw_debugger_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STOPPED]);
}

/**
 * sw_debugger_new:
 * @runner: to stop and to let go on; before its start or under way
 * @breakpoints: where; may change at any time
 *
 * Returns: (transfer full): a debugger for one run
 */
SwDebugger *
sw_debugger_new (SwRunner      *runner,
                 SwBreakpoints *breakpoints)
{
  SwDebugger *self = g_object_new (SW_TYPE_DEBUGGER, NULL);

  self->runner = g_object_ref (runner);
  self->breakpoints = g_object_ref (breakpoints);
  self->signals = g_signal_group_new (SW_TYPE_RUNNER);
  g_signal_group_connect_swapped (self->signals, "notify::paused", G_CALLBACK (runner_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::status", G_CALLBACK (runner_cb), self);
  g_signal_group_set_target (self->signals, runner);
  g_signal_connect_swapped (breakpoints, "changed", G_CALLBACK (sw_debugger_update_stops), self);
  sw_breakpoints_reset_hits (breakpoints);
  sw_debugger_update_stops (self);
  runner_cb (self);
  return self;
}

/**
 * sw_debugger_get_runner:
 *
 * Returns: (transfer none): the run
 */
SwRunner *
sw_debugger_get_runner (SwDebugger *self)
{
  return self->runner;
}

/**
 * sw_debugger_get_breakpoints:
 *
 * Returns: (transfer none): where it stops
 */
SwBreakpoints *
sw_debugger_get_breakpoints (SwDebugger *self)
{
  return self->breakpoints;
}

/**
 * sw_debugger_get_stopped:
 *
 * Returns: whether the run stands still and has not ended
 */
gboolean
sw_debugger_get_stopped (SwDebugger *self)
{
  return sw_runner_get_paused (self->runner)
         && sw_runner_get_status (self->runner) == SW_EXECUTION_RUNNING;
}

/**
 * sw_debugger_get_stop:
 *
 * Returns: (nullable) (transfer none): the point it stands at, valid until it goes on or a value is
 * changed; %NULL where it does not, or was paused somewhere between
 */
const SwStop *
sw_debugger_get_stop (SwDebugger *self)
{
  return sw_execution_get_stop (sw_debugger_get_execution (self));
}

/**
 * sw_debugger_get_reason:
 *
 * Returns: why it stands still
 */
SwStopReason
sw_debugger_get_reason (SwDebugger *self)
{
  return self->reason;
}

/**
 * sw_debugger_get_breakpoint:
 *
 * Returns: number of the breakpoint it stands still at, or 0; that may be gone meanwhile
 */
guint
sw_debugger_get_breakpoint (SwDebugger *self)
{
  return self->reason == SW_REASON_BREAKPOINT ? self->breakpoint : 0;
}

/**
 * sw_debugger_get_trouble:
 *
 * Returns: (nullable): why the condition of that breakpoint could not be decided, in words
 */
const char *
sw_debugger_get_trouble (SwDebugger *self)
{
  return self->reason == SW_REASON_BREAKPOINT ? self->trouble : NULL;
}
