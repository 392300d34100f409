/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/runner/sw-runner-private.h"

#include <sys/random.h>

enum
{
  PROP_0,
  PROP_STATUS,
  PROP_PAUSED,
  PROP_PACE,
  PROP_N_EVENTS,
  PROP_PENDING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint task_log;

G_DEFINE_FINAL_TYPE (SwRunner, sw_runner, G_TYPE_OBJECT)

static void
sw_runner_dispose (GObject *object)
{
  SwRunner *self = SW_RUNNER (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->alarm, sw_alarm_free);
  if (self->keeper != NULL && self->execution != NULL)
    sw_keeper_let_go (self->keeper);
  sw_runner_drop_calls (self);
  G_OBJECT_CLASS (sw_runner_parent_class)->dispose (object);
}

static void
sw_runner_finalize (GObject *object)
{
  SwRunner *self = SW_RUNNER (object);

  sw_manual_tasks_free (self->manual);
  g_hash_table_unref (self->calls);
  g_clear_pointer (&self->context, sw_task_context_unref);
  g_clear_pointer (&self->execution, sw_execution_free);
  g_clear_pointer (&self->keeper, sw_keeper_free);
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
    case PROP_PACE:
      g_value_set_double (value, self->pace);
      break;
    case PROP_N_EVENTS:
      g_value_set_uint (value, sw_runner_get_n_events (self));
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
  else if (id == PROP_PACE)
    sw_runner_set_pace (SW_RUNNER (object), g_value_get_double (value));
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
  properties[PROP_PACE] = g_param_spec_double ("pace", NULL, NULL, 0, SW_RUNNER_SLOWEST, 1,
                                               readable | G_PARAM_WRITABLE);
  properties[PROP_N_EVENTS] = g_param_spec_uint ("n-events", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_PENDING] = g_param_spec_uint ("pending", NULL, NULL, 0, G_MAXUINT, 0, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  task_log = g_signal_new ("task-log", SW_TYPE_RUNNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                           G_TYPE_NONE, 2, G_TYPE_UINT64, G_TYPE_BYTES);
}

/**
 * sw_runner_emit_log:
 * @id: of a task
 * @text: what its performer printed
 *
 * Hands on what a handler says.
 */
void
sw_runner_emit_log (SwRunner *self,
                    guint64   id,
                    GBytes   *text)
{
  g_signal_emit (self, task_log, 0, id, text);
}

static gint64
get_real_time (gpointer data)
{
  return g_get_real_time ();
}

static void
sw_runner_init (SwRunner *self)
{
  self->clock = get_real_time;
  self->manual = sw_manual_tasks_new ();
  self->priority = G_PRIORITY_DEFAULT_IDLE;
  self->calls = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                       (GDestroyNotify) sw_task_call_unref);
}

/* Time flows, or stands, from the run's present on. */
static void
set_flowing (SwRunner *self)
{
  gboolean flows = self->pace > 0 && !self->paused;

  if (flows == (self->anchor != 0))
    return;
  self->now = sw_runner_get_time (self);
  self->anchor = flows ? self->clock (self->clock_data) : 0;
}

/* Tokens are made of it, which nobody is to guess from those he has seen. */
static guint64
system_random (gpointer data)
{
  guint64 number;

  if (getrandom (&number, sizeof number, 0) != sizeof number)
    g_error ("The system has no random numbers to give");
  return number;
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
  SwExecutionOptions completed = *options;

  if (completed.random == NULL && speed == SW_RUN_LIVE)
    completed.random = system_random;
  return sw_runner_new_from (sw_execution_new (program, &completed), performer, speed);
}

/**
 * sw_runner_new_from:
 * @take_execution: not started yet, or under way: at a stop, say
 * @performer: (nullable): who performs the tasks, those that are open already, too
 * @speed: whether waiting takes its time
 *
 * Makes a runner for an execution. One that stands at a stop is paused; its time goes on from where
 * it is.
 *
 * Returns: (transfer full): the runner
 */
SwRunner *
sw_runner_new_from (SwExecution *take_execution,
                    SwPerformer *performer,
                    SwRunSpeed   speed)
{
  SwRunner *self = g_object_new (SW_TYPE_RUNNER, NULL);

  self->execution = take_execution;
  sw_runner_follow_calls (self);
  sw_runner_bound (self);
  self->performer = performer != NULL ? sw_performer_ref (performer) : NULL;
  self->pace = speed == SW_RUN_LIVE ? 1 : 0;
  self->paused = sw_execution_get_stop (take_execution) != NULL;
  self->now = sw_execution_is_started (take_execution) ? sw_execution_get_time (take_execution)
                                                       : g_get_real_time ();
  set_flowing (self);
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
  if (self->anchor == 0)
    return self->now;
  return self->now
         + (gint64) ((double) (self->clock (self->clock_data) - self->anchor) / self->pace);
}

/**
 * sw_runner_set_time:
 * @time: microseconds since the epoch, not before the run's present
 *
 * Sets the clock of a run, before its start for instance.
 */
void
sw_runner_set_time (SwRunner *self,
                    gint64    time)
{
  self->now = time;
  self->anchor = 0;
  set_flowing (self);
}

/**
 * sw_runner_set_clock:
 * @clock: tells the real time: microseconds since the epoch
 * @data: for @clock
 *
 * Has a run that has not started go by another clock than the computer's. Whoever sets that clock
 * calls sw_runner_refresh().
 */
void
sw_runner_set_clock (SwRunner    *self,
                     SwClockFunc  clock,
                     gpointer     data)
{
  self->clock = clock;
  self->clock_data = data;
  sw_runner_set_time (self, clock (data));
}

/**
 * sw_runner_get_pace:
 *
 * Returns: how many seconds a second of the run takes; 0: none, the clock jumps
 */
double
sw_runner_get_pace (SwRunner *self)
{
  return self->pace;
}

/**
 * sw_runner_set_pace:
 * @pace: how many seconds a second of the run takes: 1 is live, 0.01 a hundred times as fast, 0
 * lets the clock jump to the next thing due
 *
 * Sets the speed of a run, also while it is under way. What is due comes at exactly the time of the
 * run that it is due at, whatever the pace.
 */
void
sw_runner_set_pace (SwRunner *self,
                    double    pace)
{
  if (self->pace == pace)
    return;
  self->now = sw_runner_get_time (self);
  self->anchor = 0;
  self->pace = CLAMP (pace, 0, SW_RUNNER_SLOWEST);
  set_flowing (self);
  sw_runner_schedule (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PACE]);
}

/**
 * sw_runner_notify_changes:
 *
 * Notifies what has changed since the last time.
 */
void
sw_runner_notify_changes (SwRunner *self)
{
  SwExecutionStatus status;
  guint n_events = sw_runner_get_n_events (self);
  guint n_manual = sw_manual_tasks_prune (self->manual, self->execution);

  if (self->keeper != NULL)
    sw_keeper_note_light (self->keeper);
  status = sw_runner_get_status (self);
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
  if (!sw_execution_is_started (self->execution))
    sw_execution_start (self->execution, sw_runner_get_time (self));
  sw_runner_schedule (self);
}

/**
 * sw_runner_is_started:
 *
 * Returns: whether sw_runner_start() was called, be the run over or not
 */
gboolean
sw_runner_is_started (SwRunner *self)
{
  return self->started;
}

/**
 * sw_runner_stop:
 *
 * Aborts the run; nothing happens where it has ended. What it computes is given up first: then the
 * run has ended a moment later.
 */
void
sw_runner_stop (SwRunner *self)
{
  sw_execution_abort (self->execution, NULL, NULL, sw_runner_get_time (self));
  sw_runner_notify_changes (self);
  sw_runner_schedule (self);
}

/**
 * sw_runner_set_paused:
 * @paused: whether to stand still
 *
 * Pauses the run between two transitions, or lets it go on, from a stop too. Its time stands still
 * meanwhile.
 */
void
sw_runner_set_paused (SwRunner *self,
                      gboolean  paused)
{
  if (self->paused == !!paused)
    return;
  self->paused = !!paused;
  if (!paused)
    sw_execution_resume (self->execution);
  set_flowing (self);
  sw_runner_schedule (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAUSED]);
}

/**
 * sw_runner_set_priority:
 * @priority: of the run in the main context; else that of idle work, behind all of a window's own
 *
 * Says how soon the run has its turn, from the next time on.
 */
void
sw_runner_set_priority (SwRunner *self,
                        int       priority)
{
  self->priority = priority;
}

/**
 * sw_runner_refresh:
 *
 * Looks again at an execution that was changed past the runner: a task got its answer, say.
 */
void
sw_runner_refresh (SwRunner *self)
{
  sw_runner_notify_changes (self);
  sw_runner_schedule (self);
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
 * sw_runner_get_reach:
 *
 * Returns: how far what the run's tasks do may reach
 */
SwReach
sw_runner_get_reach (SwRunner *self)
{
  return self->performer != NULL ? sw_performer_get_reach (self->performer) : SW_REACH_NOTHING;
}

/**
 * sw_runner_dup_place:
 *
 * Returns: (transfer full) (nullable): where the run's tasks reach AWS, as far as that is known
 */
char *
sw_runner_dup_place (SwRunner *self)
{
  return self->performer != NULL ? sw_performer_dup_place (self->performer) : NULL;
}

/**
 * sw_runner_has_performer:
 *
 * Returns: whether others than a person perform tasks of the run
 */
gboolean
sw_runner_has_performer (SwRunner *self)
{
  return self->performer != NULL;
}

/**
 * sw_runner_get_n_events:
 *
 * Returns: how many events the history has; of a durable run, how many of them are on the disk
 */
guint
sw_runner_get_n_events (SwRunner *self)
{
  return self->keeper != NULL ? sw_keeper_get_n_events (self->keeper)
                              : sw_history_get_count (sw_execution_get_history (self->execution));
}

/**
 * sw_runner_get_status:
 *
 * Returns: how the run stands; of a durable one, how it stands on the disk
 */
SwExecutionStatus
sw_runner_get_status (SwRunner *self)
{
  return self->keeper != NULL ? sw_keeper_get_status (self->keeper)
                              : sw_execution_get_status (self->execution);
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
