/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kernel-clock.h"

#include <errno.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

/* The linker puts these functions between the program and the kernel (--wrap). A timer is an
 * eventfd, which is readable when the kernel's own would be. */

typedef struct
{
  int      file;
  gint64   due;       /* microseconds since the epoch; 0: not armed */
  gboolean watches;   /* TFD_TIMER_CANCEL_ON_SET */
  gboolean expired;
  gboolean cancelled; /* the clock was set: the next read says so, and swallows the expiry */
} Timer;

static Timer timers[64];
static guint n_timers;
static gint64 now = G_GINT64_CONSTANT (1900000000) * G_USEC_PER_SEC;

int      __wrap_timerfd_create   (int clock, int flags);
int      __wrap_timerfd_settime  (int file, int flags, const struct itimerspec *spec,
                                  struct itimerspec *old);
ssize_t  __wrap_read             (int file, void *buffer, size_t size);
ssize_t  __real_read             (int file, void *buffer, size_t size);
gint64   __wrap_g_get_real_time  (void);
gboolean __wrap_g_close          (int file, GError **error);
gboolean __real_g_close          (int file, GError **error);

static Timer *
find (int file)
{
  for (guint i = 0; i < n_timers; i++)
    if (timers[i].file == file)
      return &timers[i];
  return NULL;
}

/* Readable or not */
static void
show (Timer *self)
{
  guint64 count = 1;

  while (__real_read (self->file, &count, sizeof count) > 0)
    continue;
  count = 1;
  if (self->expired || self->cancelled)
    g_assert_cmpint (write (self->file, &count, sizeof count), ==, sizeof count);
}

static void
expire (Timer *self)
{
  if (self->due == 0 || self->due > now)
    return;
  self->due = 0;
  self->expired = TRUE;
  show (self);
}

int
__wrap_timerfd_create (int clock,
                       int flags)
{
  Timer *self;

  g_assert_cmpint (clock, ==, CLOCK_REALTIME);
  g_assert_cmpint (flags, ==, TFD_NONBLOCK | TFD_CLOEXEC);
  g_assert_cmpuint (n_timers, <, G_N_ELEMENTS (timers));
  self = &timers[n_timers++];
  *self = (Timer) { .file = eventfd (0, EFD_NONBLOCK | EFD_CLOEXEC) };
  return self->file;
}

int
__wrap_timerfd_settime (int                      file,
                        int                      flags,
                        const struct itimerspec *spec,
                        struct itimerspec       *old)
{
  Timer *self = find (file);

  g_assert (self != NULL && old == NULL && (flags & TFD_TIMER_ABSTIME) != 0);
  g_assert (spec->it_interval.tv_sec == 0 && spec->it_interval.tv_nsec == 0);
  self->due = spec->it_value.tv_sec * G_USEC_PER_SEC + spec->it_value.tv_nsec / 1000;
  self->watches = (flags & TFD_TIMER_CANCEL_ON_SET) != 0;
  self->expired = self->cancelled = FALSE;
  show (self);
  expire (self);
  return 0;
}

ssize_t
__wrap_read (int    file,
             void  *buffer,
             size_t size)
{
  Timer *self = find (file);
  gboolean cancelled;

  if (self == NULL)
    return __real_read (file, buffer, size);
  g_assert_cmpuint (size, ==, sizeof (guint64));
  if (!self->expired && !self->cancelled)
    {
      errno = EAGAIN;
      return -1;
    }
  cancelled = self->cancelled;
  self->expired = self->cancelled = FALSE;
  show (self);
  if (cancelled)
    {
      errno = ECANCELED;
      return -1;
    }
  *(guint64 *) buffer = 1;
  return sizeof (guint64);
}

gboolean
__wrap_g_close (int      file,
                GError **error)
{
  Timer *self = find (file);

  if (self != NULL)
    *self = timers[--n_timers];
  return __real_g_close (file, error);
}

gint64
__wrap_g_get_real_time (void)
{
  return now;
}

gint64
kernel_clock_get (void)
{
  return now;
}

/**
 * kernel_clock_pass:
 * @microseconds: how long
 *
 * Lets time pass.
 */
void
kernel_clock_pass (gint64 microseconds)
{
  now += microseconds;
  for (guint i = 0; i < n_timers; i++)
    expire (&timers[i]);
}

/**
 * kernel_clock_set:
 * @time: microseconds since the epoch
 *
 * Sets the clock, as a person, a time server, and the end of a suspend do.
 */
void
kernel_clock_set (gint64 time)
{
  now = time;
  for (guint i = 0; i < n_timers; i++)
    {
      timers[i].cancelled |= timers[i].watches;
      expire (&timers[i]);
      if (timers[i].cancelled)
        show (&timers[i]);
    }
}
