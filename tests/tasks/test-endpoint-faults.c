/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lambda-fixture.h"
#include "leftovers.h"

#include <string.h>

/* Servers that take a request and do not come to an end, and runs that do not wait for them: that
 * are dropped, as by a window that is closed, stopped, or out of time. Whatever becomes of the run,
 * the connection is closed. (What comes of answers is in tests/services/test_faults.py.) */

typedef enum
{
  DROP,
  STOP,
  TIME_OUT,
} Deed;

static const struct
{
  const char *name;
  const char *row;        /* %u: the server's port */
  const char *resource;
  const char *parameters; /* likewise, or "" */
} uses[] = {
  { "aws", "\"use\": \"aws\", \"endpoint\": \"http://127.0.0.1:%u\", \"region\": \"us-east-1\"",
    "arn:aws:states:::dynamodb:putItem",
    "\"Parameters\": {\"TableName\": \"t\", \"Item\": {\"id\": {\"S\": \"%u\"}}}, " },
  { "http", "\"use\": \"http\", \"hosts\": [\"127.0.0.1:%u\"]", "arn:aws:states:::http:invoke",
    "\"Parameters\": {\"Method\": \"GET\", \"ApiEndpoint\": \"http://127.0.0.1:%u/\"}, " },
  { "invoke", "\"use\": \"invoke\", \"url\": \"http://127.0.0.1:%u\"", LAMBDA_FUNCTION, "" },
};

static const char *const manners[] = { "stalls", "dribbles", "says-nothing-sensible" };

static const struct
{
  const char       *name;
  SwExecutionStatus status;
} deeds[] = {
  [DROP] = { "dropped", SW_EXECUTION_RUNNING },
  [STOP] = { "stopped", SW_EXECUTION_ABORTED },
  [TIME_OUT] = { "out-of-time", SW_EXECUTION_FAILED },
};

/* A server with one client */
typedef struct
{
  GSocketService *service;
  guint           port;
  guint           manner;
  GIOStream      *connection;
  guint           source;
  gboolean        taken;  /* a request is there */
  gboolean        closed; /* … and whoever made it has gone */
  char            buffer[4096];
} Server;

static void
say (Server     *self,
     const char *text)
{
  g_output_stream_write (g_io_stream_get_output_stream (self->connection), text, strlen (text),
                         NULL, NULL);
}

static gboolean
dribble (gpointer data)
{
  say (data, " ");
  return G_SOURCE_CONTINUE;
}

static void listen_on (Server *self);

static void
heard (GObject      *stream,
       GAsyncResult *result,
       gpointer      data)
{
  Server *self = data;

  if (g_input_stream_read_finish (G_INPUT_STREAM (stream), result, NULL) <= 0)
    {
      self->closed = TRUE;
      g_clear_handle_id (&self->source, g_source_remove);
      return;
    }
  if (!self->taken && self->manner == 1)
    {
      say (self, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
      self->source = g_timeout_add (10, dribble, self);
    }
  else if (!self->taken && self->manner == 2)
    say (self, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n");
  self->taken = TRUE;
  listen_on (self);
}

static void
listen_on (Server *self)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (self->connection), self->buffer,
                             sizeof self->buffer, G_PRIORITY_DEFAULT, NULL, heard, self);
}

static gboolean
incoming (GSocketService    *service,
          GSocketConnection *connection,
          GObject           *source,
          gpointer           data)
{
  Server *self = data;

  g_assert_null (self->connection);
  self->connection = G_IO_STREAM (g_object_ref (connection));
  listen_on (self);
  return TRUE;
}

static void
server_init (Server *self,
             guint   manner)
{
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) address = NULL;

  self->manner = manner;
  self->service = g_socket_service_new ();
  g_assert_true (g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), wanted,
                                                G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
                                                &address, NULL));
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming), self);
}

static void
server_clear (Server *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_clear_object (&self->service);
  g_clear_object (&self->connection);
}

/* The texts of a table, with the port in them */
static char *
fill (const char *text,
      guint       port)
{
  g_autofree char *number = g_strdup_printf ("%u", port);
  g_autoptr (GString) filled = g_string_new (text);

  g_string_replace (filled, "%u", number, 0);
  return g_string_free_and_steal (g_steal_pointer (&filled));
}

static SwRunner *
start (guint use,
       guint port,
       Deed  deed)
{
  g_autofree char *row = fill (uses[use].row, port),
                  *parameters = fill (uses[use].parameters, port);
  g_autofree char *text = g_strdup_printf (
      "{\"version\": 1, \"tasks\": [{\"resource\": \"*\", %s, \"timeout\": 60}]}", row);
  g_autofree char *definition = g_strdup_printf (
      "{\"StartAt\": \"T\", \"States\": {\"T\": {\"Type\": \"Task\", \"Resource\": \"%s\", "
      "%s\"TimeoutSeconds\": %d, \"End\": true}}}",
      uses[use].resource, parameters, deed == TIME_OUT ? 1 : 60);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwTasksFile) tasks = sw_tasks_file_new_from_text (text, -1, NULL, &error);
  SwRunner *runner;

  g_assert_no_error (error);
  sw_tasks_file_allow (tasks);
  runner = lambda_make_runner (tasks, definition);
  sw_runner_start (runner);
  return runner;
}

static gboolean
look_again (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_for (const gboolean *happened)
{
  gint64 end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;
  guint source = g_timeout_add (100, look_again, NULL);

  while (!*happened && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_true (*happened);
}

static void
test_case (gconstpointer data)
{
  guint number = GPOINTER_TO_UINT (data);
  guint use = number / 9, manner = number / 3 % 3;
  Deed deed = (Deed) (number % 3);
  Server server = { 0 };
  g_autoptr (SwRunner) runner = NULL;

  server_init (&server, manner);
  runner = start (use, server.port, deed);
  /* On a machine that is busy the state's time may be over before the request is there. */
  while (!server.taken && sw_runner_get_status (runner) == SW_EXECUTION_RUNNING)
    g_main_context_iteration (NULL, TRUE);
  if (deed == STOP)
    sw_runner_stop (runner);
  while (deed == TIME_OUT && sw_runner_get_status (runner) == SW_EXECUTION_RUNNING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (sw_runner_get_status (runner), ==, deeds[deed].status);
  if (deed == TIME_OUT)
    g_assert_cmpstr (sw_execution_get_error (sw_runner_get_execution (runner)), ==,
                     "States.Timeout");
  if (deed == DROP)
    g_clear_object (&runner);
  if (server.taken)
    wait_for (&server.closed);
  g_clear_object (&runner);
  server_clear (&server);
  leftovers_assert_none (NULL);
}

int
main (int    argc,
      char **argv)
{
  leftovers_begin ();
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (uses) * 9; i++)
    {
      g_autofree char *path = g_strdup_printf ("/endpoint/%s/%s/%s", uses[i / 9].name,
                                               manners[i / 3 % 3], deeds[i % 3].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  return g_test_run ();
}
