/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/runner/sw-alarm.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <sys/timerfd.h>
#include <unistd.h>

/* What the alarms of one main context share */
typedef struct
{
  GSource       source;
  GMainContext *context; /* borrowed: the source goes with the last alarm */
  int           timer;   /* file descriptor */
  GSequence    *alarms;  /* SwAlarm, the first due first */
  guint64       count;   /* ever made: orders equal times */
} Timer;

struct _SwAlarm
{
  Timer         *timer;
  GSequenceIter *place;
  gint64         due;   /* microseconds since the epoch */
  guint64        order;
  SwAlarmFunc    func;
  gpointer       data;
};

static GMutex timers_lock;
static GHashTable *timers; /* GMainContext -> Timer; under the lock */

static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      data)
{
  const SwAlarm *first = a, *second = b;

  if (first->due != second->due)
    return first->due < second->due ? -1 : 1;
  return first->order < second->order ? -1 : first->order > second->order;
}

static SwAlarm *
get_first (Timer *self)
{
  GSequenceIter *begin = g_sequence_get_begin_iter (self->alarms);

  return g_sequence_iter_is_end (begin) ? NULL : g_sequence_get (begin);
}

/* The kernel's clock is set to the first alarm; it also tells when the time of day is changed. */
static void
set_timer (Timer *self)
{
  const SwAlarm *first = get_first (self);
  struct itimerspec spec = { 0 };

  if (first != NULL)
    {
      gint64 due = MAX (first->due, 1); /* all zeroes would stop it */

      spec.it_value.tv_sec = due / G_USEC_PER_SEC;
      spec.it_value.tv_nsec = due % G_USEC_PER_SEC * 1000;
    }
  timerfd_settime (self->timer, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &spec, NULL);
}

static gboolean
dispatch (GSource    *source,
          GSourceFunc func,
          gpointer    data)
{
  Timer *self = (Timer *) source;
  guint64 ticks;
  SwAlarm *first;

  /* ECANCELED: the clock was set. Whatever is due by the new one goes off. */
  if (read (self->timer, &ticks, sizeof ticks) < 0 && errno != ECANCELED && errno != EAGAIN)
    return G_SOURCE_CONTINUE;
  g_source_ref (source);
  while ((first = get_first (self)) != NULL && first->due <= g_get_real_time ())
    {
      SwAlarmFunc alarm_func = first->func;
      gpointer alarm_data = first->data;

      sw_alarm_free (first);
      alarm_func (alarm_data);
    }
  if (!g_source_is_destroyed (source))
    set_timer (self);
  g_source_unref (source);
  return G_SOURCE_CONTINUE;
}

static void
finalize (GSource *source)
{
  Timer *self = (Timer *) source;

  g_sequence_free (self->alarms);
  g_clear_fd (&self->timer, NULL);
}

static Timer *
timer_new (GMainContext *context)
{
  static GSourceFuncs funcs = { .dispatch = dispatch, .finalize = finalize };
  GSource *source = g_source_new (&funcs, sizeof (Timer));
  Timer *self = (Timer *) source;

  self->context = context;
  self->alarms = g_sequence_new (NULL);
  self->timer = timerfd_create (CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
  g_source_add_unix_fd (source, self->timer, G_IO_IN);
  g_source_set_static_name (source, "alarms");
  g_source_attach (source, context);
  return self;
}

/* The timer of the thread's default main context */
static Timer *
get_timer (void)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();
  Timer *self;

  g_mutex_lock (&timers_lock);
  if (timers == NULL)
    timers = g_hash_table_new (NULL, NULL);
  self = g_hash_table_lookup (timers, context);
  if (self == NULL)
    {
      self = timer_new (context);
      g_hash_table_insert (timers, context, self);
    }
  g_mutex_unlock (&timers_lock);
  return self;
}

/**
 * sw_alarm_new:
 * @due: microseconds since the epoch; may be past
 * @func: called once then, in the thread's default main context
 * @data: for @func
 *
 * Sets an alarm.
 *
 * Returns: (transfer full): the alarm; gone once @func is called
 */
SwAlarm *
sw_alarm_new (gint64      due,
              SwAlarmFunc func,
              gpointer    data)
{
  SwAlarm *self = g_new0 (SwAlarm, 1);

  self->timer = get_timer ();
  self->due = due;
  self->order = self->timer->count++;
  self->func = func;
  self->data = data;
  self->place = g_sequence_insert_sorted (self->timer->alarms, self, compare, NULL);
  if (get_first (self->timer) == self)
    set_timer (self->timer);
  return self;
}

/**
 * sw_alarm_free:
 *
 * Takes back an alarm that has not gone off.
 */
void
sw_alarm_free (SwAlarm *self)
{
  Timer *timer = self->timer;

  g_sequence_remove (self->place);
  g_free (self);
  if (get_first (timer) != NULL)
    return;
  g_mutex_lock (&timers_lock);
  g_hash_table_remove (timers, timer->context);
  g_mutex_unlock (&timers_lock);
  g_source_destroy ((GSource *) timer);
  g_source_unref ((GSource *) timer);
}
