/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/lambda/sw-lambda-groups.h"

#include <signal.h>

/* More than these are not remembered; the processes themselves end all the same. */
#define MOST 1024

/* Read by a signal handler: a place is free where it is 0. */
static int groups[MOST];

/* Calls nothing but the kernel. The signal's own effect is back when it comes (SA_RESETHAND), and ends
 * the program when the handler returns. */
static void
end_all (int number)
{
  for (guint i = 0; i < MOST; i++)
    {
      int group = g_atomic_int_get (&groups[i]);

      if (group > 0)
        kill (-group, SIGKILL);
    }
  raise (number);
}

/* A program that deals with such a signal in its own way goes on doing so. */
static void
watch_signals (void)
{
  static const int numbers[] = { SIGHUP, SIGINT, SIGTERM };
  struct sigaction own = { .sa_handler = end_all, .sa_flags = SA_RESETHAND };

  sigemptyset (&own.sa_mask);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      struct sigaction present;

      if (sigaction (numbers[i], NULL, &present) == 0 && (present.sa_flags & SA_SIGINFO) == 0
          && present.sa_handler == SIG_DFL)
        sigaction (numbers[i], &own, NULL);
    }
}

/**
 * sw_lambda_groups_add:
 * @group: of a process that was started
 *
 * Has a group end with this program, also where a signal ends that: Ctrl+C, a session that is left.
 */
void
sw_lambda_groups_add (GPid group)
{
  static gsize watched;

  if (g_once_init_enter (&watched))
    {
      watch_signals ();
      g_once_init_leave (&watched, 1);
    }
  for (guint i = 0; i < MOST; i++)
    if (g_atomic_int_compare_and_exchange (&groups[i], 0, group))
      return;
}

/**
 * sw_lambda_groups_remove:
 * @group: that has ended, or was killed
 *
 * Forgets a group: its number may be another's soon.
 */
void
sw_lambda_groups_remove (GPid group)
{
  for (guint i = 0; i < MOST; i++)
    if (g_atomic_int_compare_and_exchange (&groups[i], group, 0))
      return;
}
