/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/lambda/sw-lambda-process.h"

#include <signal.h>
#include <string.h>

#include "tasks/lambda/sw-lambda-launch.h"
#include "tasks/lambda/sw-lambda-supervisor.h"

/* How long a process that is told to end has for it, milliseconds */
#define GRACE 300
/* AWS gives a function this long to start, and then its own time once more, milliseconds */
static guint init_limit = 10000;

/* What is read of its output at once, and kept of one event's */
#define CHUNK 4096
#define MOST_LOG (1 << 20)

struct _SwLambdaProcess
{
  SwLambdaSpec               *spec;
  char                       *arn;
  char                       *name;
  char                       *region;
  const SwLambdaProcessFuncs *funcs;
  gpointer                    owner;
  SwLambdaApi                *api;
  GSubprocess                *process;
  pid_t                       group;      /* of the process and of what it starts; its own id, too */
  gboolean                    sandboxed;
  GSource                    *output;     /* of what it prints */
  GCancellable               *cancellable;
  char                       *request_id; /* of the event it is at; else NULL */
  guint                       timeout;    /* source, while it is at one */
  guint                       kill;       /* source, once it was told to end */
  gsize                       logged;     /* bytes since the event came */
  gboolean                    ended;
};

static gboolean
is_busy (const SwLambdaProcess *self)
{
  return self->request_id != NULL;
}

/* One that floods its log is read on, so that it does not stand still, but not listened to. */
static void
take_output (SwLambdaProcess *self,
             GBytes          *text)
{
  self->logged += g_bytes_get_size (text);
  if (self->logged <= MOST_LOG)
    self->funcs->printed (self->owner, self, text);
}

/* What the function printed before it answered is in the pipe by now. */
static void
drain_output (SwLambdaProcess *self)
{
  GPollableInputStream *stream
      = G_POLLABLE_INPUT_STREAM (g_subprocess_get_stdout_pipe (self->process));
  char buffer[CHUNK];
  gssize n;

  while (self->logged <= MOST_LOG
         && (n = g_pollable_input_stream_read_nonblocking (stream, buffer, sizeof buffer, NULL, NULL))
                > 0)
    {
      g_autoptr (GBytes) text = g_bytes_new (buffer, (gsize) n);

      take_output (self, text);
    }
}

/* Hands the event's outcome on. The owner may give the process its next event at once. */
static void
answer (SwLambdaProcess *self,
        SwLambdaOutcome  outcome,
        GBytes          *body)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  drain_output (self);
  g_clear_pointer (&self->request_id, g_free);
  self->funcs->answered (self->owner, self, outcome, body);
}

static void
signal_group (SwLambdaProcess *self,
              int              number)
{
  if (self->group > 0)
    kill (-self->group, number);
}

/* A sandbox ends all that is in it; else the supervisor does, which must not be killed before. */
static void
end_group (SwLambdaProcess *self)
{
  if (self->sandboxed)
    signal_group (self, SIGKILL);
  else
    sw_lambda_supervise_end (self->process);
}

static gboolean
kill_now (gpointer data)
{
  SwLambdaProcess *self = data;

  self->kill = 0;
  end_group (self);
  return G_SOURCE_REMOVE;
}

/**
 * sw_lambda_process_kill:
 *
 * Tells the process to end, and ends it if it does not.
 */
void
sw_lambda_process_kill (SwLambdaProcess *self)
{
  if (self->kill != 0 || self->ended)
    return;
  signal_group (self, SIGTERM);
  self->kill = g_timeout_add (GRACE, kill_now, self);
}

static gboolean
timed_out (gpointer data)
{
  SwLambdaProcess *self = data;

  self->timeout = 0;
  sw_lambda_process_kill (self);
  answer (self, SW_LAMBDA_TIMED_OUT, NULL);
  return G_SOURCE_REMOVE;
}

/* The event is with the function: its time begins. */
static void
api_delivered (gpointer data)
{
  SwLambdaProcess *self = data;

  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add (self->spec->timeout * 1000, timed_out, self);
}

static void
api_idle (gpointer data)
{
  SwLambdaProcess *self = data;

  self->funcs->idle (self->owner, self);
}

static void
api_answered (gpointer         data,
              SwLambdaApiKind  kind,
              GBytes          *body)
{
  static const SwLambdaOutcome outcomes[] = { [SW_LAMBDA_API_RESPONSE] = SW_LAMBDA_RETURNED,
                                              [SW_LAMBDA_API_ERROR] = SW_LAMBDA_REPORTED,
                                              [SW_LAMBDA_API_INIT_ERROR] = SW_LAMBDA_REPORTED,
                                              [SW_LAMBDA_API_TOO_LARGE] = SW_LAMBDA_TOO_LARGE };
  SwLambdaProcess *self = data;

  /* A function that cannot start says so before it has asked for an event; the one that waits for
   * it fails with that. */
  if (is_busy (self))
    answer (self, outcomes[kind], body);
}

/* The names that Lambda's supervisor has for signals, in any language */
static const struct
{
  int         number;
  const char *name;
} signals[] = {
  { SIGHUP, "hangup" },
  { SIGINT, "interrupt" },
  { SIGQUIT, "quit" },
  { SIGILL, "illegal instruction" },
  { SIGTRAP, "trace/breakpoint trap" },
  { SIGABRT, "aborted" },
  { SIGBUS, "bus error" },
  { SIGFPE, "floating point exception" },
  { SIGKILL, "killed" },
  { SIGUSR1, "user defined signal 1" },
  { SIGSEGV, "segmentation fault" },
  { SIGUSR2, "user defined signal 2" },
  { SIGPIPE, "broken pipe" },
  { SIGALRM, "alarm clock" },
  { SIGTERM, "terminated" },
  { SIGXCPU, "CPU time limit exceeded" },
  { SIGXFSZ, "file size limit exceeded" },
};

/* The signal that ended it; 0: none. Bubblewrap tells of one by its exit status, as shells do. */
static int
get_signal (const SwLambdaProcess *self)
{
  int status;

  if (g_subprocess_get_if_signaled (self->process))
    return g_subprocess_get_term_sig (self->process);
  status = g_subprocess_get_exit_status (self->process);
  return self->sandboxed && status > 128 ? status - 128 : 0;
}

/* In the words of Lambda's own reports */
static GBytes *
describe_end (const SwLambdaProcess *self)
{
  int number = get_signal (self);
  char *text = NULL;

  for (guint i = 0; number != 0 && i < G_N_ELEMENTS (signals); i++)
    if (signals[i].number == number)
      text = g_strdup_printf ("Runtime exited with error: signal: %s", signals[i].name);
  if (text == NULL && g_subprocess_get_if_signaled (self->process))
    text = g_strdup_printf ("Runtime exited with error: signal: signal %d", number);
  else if (text == NULL && g_subprocess_get_exit_status (self->process) != 0)
    text = g_strdup_printf ("Runtime exited with error: exit status %d",
                            g_subprocess_get_exit_status (self->process));
  else if (text == NULL)
    text = g_strdup ("Runtime exited without providing a reason");
  return g_bytes_new_take (text, strlen (text));
}

static void
ended (GObject      *source,
       GAsyncResult *result,
       gpointer      data)
{
  SwLambdaProcess *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) reason = NULL;

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->ended = TRUE;
  /* What it has started and left behind ends with it. */
  end_group (self);
  g_clear_handle_id (&self->kill, g_source_remove);
  reason = describe_end (self);
  if (is_busy (self))
    answer (self, SW_LAMBDA_EXITED, reason);
  self->funcs->gone (self->owner, self);
}

/* Read is what is handed on at once: nothing is under way, in some queue, when the answer comes. */
static gboolean
output_ready (GObject *stream,
              gpointer data)
{
  char buffer[CHUNK];
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = NULL;
  gssize n = g_pollable_input_stream_read_nonblocking (G_POLLABLE_INPUT_STREAM (stream), buffer,
                                                       sizeof buffer, NULL, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return G_SOURCE_CONTINUE;
  if (n <= 0)
    return G_SOURCE_REMOVE;
  text = g_bytes_new (buffer, (gsize) n);
  take_output (data, text);
  return G_SOURCE_CONTINUE;
}

static void
read_output (SwLambdaProcess *self)
{
  GInputStream *stream = g_subprocess_get_stdout_pipe (self->process);

  self->output = g_pollable_input_stream_create_source (G_POLLABLE_INPUT_STREAM (stream), NULL);
  g_source_set_callback (self->output, G_SOURCE_FUNC (output_ready), self, NULL);
  g_source_attach (self->output, g_main_context_get_thread_default ());
}

/**
 * sw_lambda_process_new:
 * @spec: the function
 * @identity: what it is called; copied
 * @funcs: what it says to its owner; static
 * @owner: their first argument; has to outlive the process
 * @error: set where it cannot be started
 *
 * Starts a process and its Runtime API.
 *
 * Returns: (transfer full): the process, which is to ask for an event soon; or %NULL
 */
SwLambdaProcess *
sw_lambda_process_new (SwLambdaSpec                *spec,
                       const SwLambdaIdentity      *identity,
                       const SwLambdaProcessFuncs  *funcs,
                       gpointer                     owner,
                       GError                     **error)
{
  static const SwLambdaApiFuncs api_funcs = { api_idle, api_delivered, api_answered };
  g_autoptr (SwLambdaProcess) self = g_new0 (SwLambdaProcess, 1);

  self->spec = sw_lambda_spec_ref (spec);
  self->arn = g_strdup (identity->arn);
  self->name = g_strdup (identity->name);
  self->region = g_strdup (identity->region);
  self->funcs = funcs;
  self->owner = owner;
  self->cancellable = g_cancellable_new ();
  self->api = sw_lambda_api_new (&api_funcs, self, error);
  if (self->api == NULL)
    return NULL;
  self->process = sw_lambda_launch (spec, identity, sw_lambda_api_get_port (self->api), error);
  if (self->process == NULL)
    return NULL;
  self->group = (pid_t) g_ascii_strtoll (g_subprocess_get_identifier (self->process), NULL, 10);
  self->sandboxed = spec->sandbox && sw_lambda_sandbox_works ();
  g_subprocess_wait_async (self->process, self->cancellable, ended, self);
  read_output (self);
  return g_steal_pointer (&self);
}

/**
 * sw_lambda_process_free:
 *
 * Kills the process if it lives, and frees all. Nothing is said to its owner any more.
 */
void
sw_lambda_process_free (SwLambdaProcess *self)
{
  g_cancellable_cancel (self->cancellable);
  if (self->process != NULL && !self->ended)
    end_group (self);
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_handle_id (&self->kill, g_source_remove);
  if (self->output != NULL)
    g_source_destroy (self->output);
  g_clear_pointer (&self->output, g_source_unref);
  g_clear_pointer (&self->api, sw_lambda_api_free);
  g_clear_object (&self->process);
  g_object_unref (self->cancellable);
  sw_lambda_spec_unref (self->spec);
  g_free (self->request_id);
  g_free (self->arn);
  g_free (self->name);
  g_free (self->region);
  g_free (self);
}

/**
 * sw_lambda_process_set_init_limit:
 * @limit: milliseconds
 *
 * Sets how long functions may take to start, for tests: in earnest it is Lambda's own limit.
 *
 * Returns: what it was
 */
guint
sw_lambda_process_set_init_limit (guint limit)
{
  guint former = init_limit;

  init_limit = limit;
  return former;
}

/**
 * sw_lambda_process_is_idle:
 *
 * Returns: whether it can take an event: it waits for one, or is about to
 */
gboolean
sw_lambda_process_is_idle (const SwLambdaProcess *self)
{
  return !is_busy (self) && self->kill == 0 && !self->ended;
}

/**
 * sw_lambda_process_invoke:
 * @request_id: a UUID
 * @event: what it is called with; copied
 *
 * Gives an idle process its next event. The function's time begins when it has it; its start, if
 * it is still at that, has Lambda's own limit.
 */
void
sw_lambda_process_invoke (SwLambdaProcess     *self,
                          const char          *request_id,
                          const SwLambdaEvent *event)
{
  g_return_if_fail (sw_lambda_process_is_idle (self));

  self->request_id = g_strdup (request_id);
  self->logged = 0;
  self->timeout = g_timeout_add (init_limit + self->spec->timeout * 1000, timed_out, self);
  sw_lambda_api_offer (self->api, request_id, self->arn, self->spec->timeout * 1000, event);
}
