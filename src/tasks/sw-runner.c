/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-runner.h"

#include "tasks/sw-manual-tasks.h"

/* So long one slice may take before the main context has its turn, microseconds */
#define SLICE 4000
/* Steps between two looks at the clock */
#define STEPS 64
/* The real clock may be set meanwhile: look at it at least so often, milliseconds */
#define LONGEST_SLEEP 60000

struct _SwRunner
{
  GObject parent;

  SwExecution   *execution;
  SwPerformer   *performer;   /* or NULL: everything is for a person */
  SwRunSpeed     speed;
  gint64         virtual_now; /* microseconds since the epoch */
  gboolean       started;
  gboolean       paused;
  guint          source;      /* the next slice, or the next time to wake; 0: none */
  guint          n_pending;   /* tasks that somebody else is performing */
  SwManualTasks *manual;      /* wait for a person */

  SwExecutionStatus shown_status; /* as last notified */
  guint             shown_events;
  guint             shown_manual;
};

enum
{
  PROP_0,
  PROP_STATUS,
  PROP_PAUSED,
  PROP_N_EVENTS,
  PROP_PENDING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SwRunner, sw_runner, G_TYPE_OBJECT)

static void schedule (SwRunner *self);

static void
sw_runner_dispose (GObject *object)
{
  SwRunner *self = SW_RUNNER (object);

  g_clear_handle_id (&self->source, g_source_remove);
  G_OBJECT_CLASS (sw_runner_parent_class)->dispose (object);
}

static void
sw_runner_finalize (GObject *object)
{
  SwRunner *self = SW_RUNNER (object);

  sw_manual_tasks_free (self->manual);
  g_clear_pointer (&self->execution, sw_execution_free);
  g_clear_pointer (&self->performer, sw_performer_unref);
  G_OBJECT_CLASS (sw_runner_parent_class)->finalize (object);
}

static void
sw_runner_get_property (GObject    *object,
                        guint       id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  SwRunner *self = SW_RUNNER (object);

  switch (id)
    {
    case PROP_STATUS:
      g_value_set_int (value, (int) sw_runner_get_status (self));
      break;
    case PROP_PAUSED:
      g_value_set_boolean (value, self->paused);
      break;
    case PROP_N_EVENTS:
      g_value_set_uint (value, sw_history_get_count (sw_execution_get_history (self->execution)));
      break;
    case PROP_PENDING:
      g_value_set_uint (value, sw_manual_tasks_prune (self->manual, self->execution));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
sw_runner_set_property (GObject      *object,
                        guint         id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  if (id == PROP_PAUSED)
    sw_runner_set_paused (SW_RUNNER (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sw_runner_class_init (SwRunnerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = sw_runner_dispose;
  object_class->finalize = sw_runner_finalize;
  object_class->get_property = sw_runner_get_property;
  object_class->set_property = sw_runner_set_property;
  properties[PROP_STATUS] = g_param_spec_int ("status", NULL, NULL, SW_EXECUTION_RUNNING,
                                              SW_EXECUTION_ABORTED, SW_EXECUTION_RUNNING, readable);
  properties[PROP_PAUSED]
      = g_param_spec_boolean ("paused", NULL, NULL, FALSE, readable | G_PARAM_WRITABLE);
  properties[PROP_N_EVENTS] = g_param_spec_uint ("n-events", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_PENDING] = g_param_spec_uint ("pending", NULL, NULL, 0, G_MAXUINT, 0, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sw_runner_init (SwRunner *self)
{
  self->manual = sw_manual_tasks_new ();
}

static guint64
system_random (gpointer data)
{
  return ((guint64) g_random_int () << 32) | g_random_int ();
}

/**
 * sw_runner_new:
 * @program: what to run
 * @options: everything from outside; copied. Without a source of randomness a live run gets the
 * system's, and a virtual one a fixed sequence
 * @performer: (nullable): who performs the tasks; those it leaves, or all, are for a person
 * @speed: whether waiting takes its time
 *
 * Makes a run that has not started.
 *
 * Returns: (transfer full): the runner
 */
SwRunner *
sw_runner_new (SwProgram                *program,
               const SwExecutionOptions *options,
               SwPerformer              *performer,
               SwRunSpeed                speed)
{
  SwRunner *self = g_object_new (SW_TYPE_RUNNER, NULL);
  SwExecutionOptions completed = *options;

  if (completed.random == NULL && speed == SW_RUN_LIVE)
    completed.random = system_random;
  self->execution = sw_execution_new (program, &completed);
  self->performer = performer != NULL ? sw_performer_ref (performer) : NULL;
  self->speed = speed;
  self->virtual_now = g_get_real_time ();
  return self;
}

/**
 * sw_runner_get_time:
 *
 * Returns: the present of the run: microseconds since the epoch
 */
gint64
sw_runner_get_time (SwRunner *self)
{
  return self->speed == SW_RUN_LIVE ? g_get_real_time () : self->virtual_now;
}

/**
 * sw_runner_set_time:
 * @time: microseconds since the epoch, not before the run's present
 *
 * Sets the clock of a virtual run, before its start for instance.
 */
void
sw_runner_set_time (SwRunner *self,
                    gint64    time)
{
  g_return_if_fail (self->speed == SW_RUN_VIRTUAL);

  self->virtual_now = time;
}

static void
notify_changes (SwRunner *self)
{
  SwExecutionStatus status = sw_execution_get_status (self->execution);
  guint n_events = sw_history_get_count (sw_execution_get_history (self->execution));
  guint n_manual = sw_manual_tasks_prune (self->manual, self->execution);

  g_object_freeze_notify (G_OBJECT (self));
  if (n_events != self->shown_events)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_EVENTS]);
  if (n_manual != self->shown_manual)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PENDING]);
  if (status != self->shown_status)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
  self->shown_events = n_events;
  self->shown_manual = n_manual;
  self->shown_status = status;
  g_object_thaw_notify (G_OBJECT (self));
}

static void
perform (SwRunner            *self,
         const SwTaskRequest *request)
{
  g_auto (SwValue) output = SW_VALUE_INIT;
  g_autofree char *error = NULL, *cause = NULL;
  SwPerformResult result = SW_PERFORM_NOBODY;

  if (self->performer != NULL)
    result = sw_performer_perform (self->performer, request, &output, &error, &cause);
  switch (result)
    {
    case SW_PERFORM_DONE:
      sw_execution_succeed_task (self->execution, request->id, output, sw_runner_get_time (self));
      break;
    case SW_PERFORM_FAILED:
      sw_execution_fail_task (self->execution, request->id, error, cause,
                              sw_runner_get_time (self));
      break;
    case SW_PERFORM_PENDING:
      self->n_pending++;
      break;
    case SW_PERFORM_NOBODY:
    default:
      sw_manual_tasks_add (self->manual, request->id, g_steal_pointer (&cause));
      break;
    }
}

/* Runs as far as it can within the slice. Returns whether it could go on at once. */
static gboolean
advance (SwRunner *self)
{
  gint64 end = g_get_monotonic_time () + SLICE;
  const SwTaskRequest *request;

  do
    {
      gboolean stepped = TRUE;

      for (guint i = 0; i < STEPS && stepped; i++)
        stepped = sw_execution_step (self->execution, sw_runner_get_time (self));
      while ((request = sw_execution_take_request (self->execution)) != NULL)
        {
          perform (self, request);
          stepped = TRUE;
        }
      if (!stepped)
        return FALSE;
    }
  while (g_get_monotonic_time () < end);
  return TRUE;
}

/* A virtual clock waits for answers, not for time. Returns whether it jumped. */
static gboolean
jump (SwRunner *self)
{
  gint64 wake = sw_execution_get_wake_time (self->execution);

  if (self->speed != SW_RUN_VIRTUAL || wake == G_MAXINT64 || self->n_pending > 0
      || sw_manual_tasks_prune (self->manual, self->execution) > 0)
    return FALSE;
  self->virtual_now = MAX (self->virtual_now, wake);
  return TRUE;
}

static gboolean
slice (gpointer data)
{
  SwRunner *self = data;
  g_autoptr (SwRunner) keep = g_object_ref (self);

  self->source = 0;
  while (!advance (self))
    if (!jump (self))
      break;
  notify_changes (keep);
  schedule (keep);
  return G_SOURCE_REMOVE;
}

/* Sees to it that the next slice comes when there is something to do. */
static void
schedule (SwRunner *self)
{
  gint64 wake = sw_execution_get_wake_time (self->execution);
  gint64 delay = wake - sw_runner_get_time (self);

  g_clear_handle_id (&self->source, g_source_remove);
  if (!self->started || self->paused || sw_runner_get_status (self) != SW_EXECUTION_RUNNING
      || wake == G_MAXINT64)
    return;
  if (delay <= 0)
    self->source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, slice, self, NULL);
  else if (self->speed == SW_RUN_LIVE)
    self->source = g_timeout_add_full (
        G_PRIORITY_DEFAULT_IDLE, (guint) MIN (delay / 1000 + 1, LONGEST_SLEEP), slice, self, NULL);
}

/**
 * sw_runner_start:
 *
 * Starts the run; it goes on in the main context.
 */
void
sw_runner_start (SwRunner *self)
{
  g_return_if_fail (!self->started);

  self->started = TRUE;
  sw_execution_start (self->execution, sw_runner_get_time (self));
  schedule (self);
}

/**
 * sw_runner_stop:
 *
 * Aborts the run; nothing happens where it has ended.
 */
void
sw_runner_stop (SwRunner *self)
{
  sw_execution_abort (self->execution, NULL, NULL, sw_runner_get_time (self));
  notify_changes (self);
  schedule (self);
}

/**
 * sw_runner_set_paused:
 * @paused: whether to stand still
 *
 * Pauses the run between two transitions, or lets it go on. The clock of a live run goes on
 * meanwhile.
 */
void
sw_runner_set_paused (SwRunner *self,
                      gboolean  paused)
{
  if (self->paused == !!paused)
    return;
  self->paused = !!paused;
  schedule (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAUSED]);
}

/**
 * sw_runner_get_paused:
 *
 * Returns: whether the run stands still
 */
gboolean
sw_runner_get_paused (SwRunner *self)
{
  return self->paused;
}

/**
 * sw_runner_get_execution:
 *
 * Returns: what is run; lives as long as the runner
 */
SwExecution *
sw_runner_get_execution (SwRunner *self)
{
  return self->execution;
}

/**
 * sw_runner_get_status:
 *
 * Returns: how the run stands
 */
SwExecutionStatus
sw_runner_get_status (SwRunner *self)
{
  return sw_execution_get_status (self->execution);
}

/**
 * sw_runner_get_manual:
 *
 * Returns: (transfer none): tasks nobody performs and that wait for a person's answer, oldest
 * first: const SwTaskRequest, valid until the main context runs again or one of them is answered
 */
GPtrArray *
sw_runner_get_manual (SwRunner *self)
{
  sw_manual_tasks_prune (self->manual, self->execution);
  return sw_manual_tasks_get (self->manual);
}

/**
 * sw_runner_get_reason:
 * @id: of a task that waits for a person
 *
 * Returns: (nullable): why nobody else performs it, in words
 */
const char *
sw_runner_get_reason (SwRunner *self,
                      guint64   id)
{
  return sw_manual_tasks_get_reason (self->manual, id);
}

/* What every answer from outside is followed by */
static gboolean
answered (SwRunner *self,
          gboolean  was_manual,
          gboolean  accepted)
{
  if (!was_manual && self->n_pending > 0)
    self->n_pending--;
  notify_changes (self);
  schedule (self);
  return accepted;
}

/**
 * sw_runner_answer:
 * @id: of an open task
 * @output: its result
 *
 * Gives the result of a task that a person, or somebody who took his time, has performed.
 *
 * Returns: %FALSE where no such task is open any more
 */
gboolean
sw_runner_answer (SwRunner *self,
                  guint64   id,
                  SwValue   output)
{
  gboolean manual = sw_manual_tasks_contains (self->manual, id);

  return answered (
      self, manual,
      sw_execution_succeed_task (self->execution, id, output, sw_runner_get_time (self)));
}

/**
 * sw_runner_refuse:
 * @id: of an open task
 * @error: (nullable): error name
 * @cause: (nullable): its cause
 *
 * Fails a task.
 *
 * Returns: %FALSE where no such task is open any more
 */
gboolean
sw_runner_refuse (SwRunner   *self,
                  guint64     id,
                  const char *error,
                  const char *cause)
{
  gboolean manual = sw_manual_tasks_contains (self->manual, id);

  return answered (
      self, manual,
      sw_execution_fail_task (self->execution, id, error, cause, sw_runner_get_time (self)));
}

/* Whether nothing but a person's answer can bring the run on */
static gboolean
is_stuck (SwRunner *self)
{
  if (sw_manual_tasks_prune (self->manual, self->execution) == 0 || self->n_pending > 0)
    return FALSE;
  return self->speed == SW_RUN_VIRTUAL ? self->source == 0
                                       : sw_execution_get_wake_time (self->execution) == G_MAXINT64;
}

/**
 * sw_runner_run:
 *
 * Starts the run if that has not been done, and iterates the default main context until it has
 * ended, or until it waits for nothing but a person's answer. For the command line and tests.
 *
 * Returns: %TRUE where it has ended; %FALSE where sw_runner_get_manual() tells what it waits for
 */
gboolean
sw_runner_run (SwRunner *self)
{
  if (!self->started)
    sw_runner_start (self);
  while (sw_runner_get_status (self) == SW_EXECUTION_RUNNING && !is_stuck (self))
    g_main_context_iteration (NULL, TRUE);
  return sw_runner_get_status (self) != SW_EXECUTION_RUNNING;
}
