/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/lambda/sw-lambda-supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* A process between this program and the function's. It never executes anything; it is the parent, or
 * becomes the parent (PR_SET_CHILD_SUBREAPER), of all that the function starts, also of what has gone
 * into a session or a group of its own and has lost its own parent. When the function ends, or this
 * program tells it to or ends itself, by whatever, it ends all of that, and then as the function did.
 *
 * It lives between fork and exec for good, in the copy of a process that may have had several threads:
 * it calls nothing but the kernel. */

/* What it is told to end by, and what the kernel tells it when this program has ended */
#define END SIGUSR1

typedef struct
{
  pid_t function;
  int   status;   /* of the function, when it has ended */
} Supervised;

/* Of each whole number in the text of the kernel's list, which comes in pieces */
static void
kill_listed (const char *text,
             gssize      length,
             pid_t      *number)
{
  for (gssize i = 0; i < length; i++)
    if (text[i] >= '0' && text[i] <= '9')
      *number = *number * 10 + (text[i] - '0');
    else if (*number > 0)
      {
        kill (*number, SIGKILL);
        *number = 0;
      }
}

static void
kill_children (const Supervised *self)
{
  char text[1024];
  pid_t number = 0;
  gssize length;
  int list = open ("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);

  /* A kernel without the list: at least the function */
  if (self->function > 0)
    kill (self->function, SIGKILL);
  while (list >= 0 && (length = read (list, text, sizeof text)) > 0)
    kill_listed (text, length, &number);
  if (number > 0)
    kill (number, SIGKILL);
  if (list >= 0)
    close (list);
}

/* Asks for one that has ended; FALSE where there is none (yet). */
static gboolean
reap (Supervised *self,
      int         how)
{
  int status;
  pid_t ended;

  do
    ended = waitpid (-1, &status, how);
  while (ended < 0 && errno == EINTR);
  if (ended > 0 && ended == self->function)
    {
      self->function = 0;
      self->status = status;
    }
  return ended > 0;
}

/* What dies leaves its own children to this process: it goes on until nobody is left. */
static void
kill_all (Supervised *self)
{
  do
    kill_children (self);
  while (reap (self, 0));
}

static G_NORETURN void
end_alike (int status)
{
  sigset_t one;
  int number = WIFSIGNALED (status) ? WTERMSIG (status) : 0;

  if (number == 0)
    _exit (WEXITSTATUS (status));
  signal (number, SIG_DFL);
  sigemptyset (&one);
  sigaddset (&one, number);
  kill (getpid (), number);
  sigprocmask (SIG_UNBLOCK, &one, NULL);
  _exit (128 + number);
}

static G_NORETURN void
supervise (Supervised     *self,
           const sigset_t *awaited,
           pid_t           owner)
{
  /* The pipe that says that the function could not be executed is its own, as is its output. */
  close_range (0, ~0U, 0);
  prctl (PR_SET_PDEATHSIG, END);
  while (self->function > 0)
    {
      if (reap (self, WNOHANG))
        continue;
      if (getppid () != owner || sigwaitinfo (awaited, NULL) == END)
        break;
    }
  kill_all (self);
  end_alike (self->status);
}

/**
 * sw_lambda_supervise:
 * @owner: the process that started this one
 *
 * To be called in a process that was forked to become a function's. Divides it: it returns in a new
 * one, which is to be the function's; the old one watches over that.
 */
void
sw_lambda_supervise (pid_t owner)
{
  Supervised self = { 0, SIGKILL };
  sigset_t awaited, all, former;

  sigfillset (&all);
  sigemptyset (&awaited);
  sigaddset (&awaited, SIGCHLD);
  sigaddset (&awaited, END);
  signal (SIGCHLD, SIG_DFL);
  sigprocmask (SIG_SETMASK, &all, &former);
  prctl (PR_SET_CHILD_SUBREAPER, 1);
  self.function = _Fork ();
  if (self.function > 0)
    supervise (&self, &awaited, owner);
  /* Without a second process it is the function itself, and nobody watches. */
  sigprocmask (SIG_SETMASK, &former, NULL);
}

/**
 * sw_lambda_supervise_end:
 * @supervisor: the process that was divided; it may have ended
 *
 * Has it end the function and all that this has started.
 */
void
sw_lambda_supervise_end (GSubprocess *supervisor)
{
  g_subprocess_send_signal (supervisor, END);
}
