/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aws/sw-http.h"

#include <string.h>

/* Where requests do not go, however an address is written, and whatever a name turns out to be. */

static const struct
{
  const char *url;
  SwUrlRules  rules;
  const char *why; /* a pattern; NULL: it is called */
} urls[] = {
  { "https://api.example/", SW_URL_PUBLIC, NULL },
  { "https://93.184.216.34/", SW_URL_PUBLIC, NULL },
  { "https://[2606:2800:220:1::1]/", SW_URL_PUBLIC, NULL },
  { "http://127.0.0.1:8000/", SW_URL_NAMED, NULL },
  { "http://[::1]:8000/", SW_URL_NAMED, NULL },
  { "http://localhost:8000/", SW_URL_NAMED, NULL },
  { "http://LOCALHOST.:8000/", SW_URL_NAMED, NULL },
  { "https://10.0.0.1/", SW_URL_NAMED, NULL },
  { "https://3com.example/", SW_URL_PUBLIC, NULL },
  { "https://xn--0x.example/", SW_URL_PUBLIC, NULL },
  /* Plain HTTP leaves the computer */
  { "http://api.example/", SW_URL_NAMED, "*use https" },
  { "http://10.0.0.1/", SW_URL_NAMED, "*use https" },
  { "http://localhost.example/", SW_URL_NAMED, "*use https" },
  { "ftp://api.example/", SW_URL_NAMED, "*has to begin with https*" },
  { "file:///etc/passwd", SW_URL_NAMED, "*has to begin with https*" },
  /* What hands out keys, by all its spellings, also where the person named it */
  { "https://169.254.169.254/", SW_URL_NAMED, "*169.254.0.0/16*" },
  { "https://169.254.170.2/", SW_URL_NAMED, "*169.254.0.0/16*" },
  { "https://[::ffff:169.254.169.254]/", SW_URL_NAMED, "*169.254.0.0/16*" },
  { "https://[::ffff:a9fe:a9fe]/", SW_URL_NAMED, "*169.254.0.0/16*" },
  { "https://[::169.254.169.254]/", SW_URL_NAMED, "*169.254.0.0/16*" },
  { "https://[::ffff:0:169.254.169.254]/", SW_URL_NAMED, "*169.254.0.0/16*" },
  { "https://[64:ff9b::169.254.169.254]/", SW_URL_NAMED, "*169.254.0.0/16*" },
  { "https://[2002:a9fe:a9fe::1]/", SW_URL_NAMED, "*169.254.0.0/16*" },
  { "https://[fd00:ec2::254]/", SW_URL_NAMED, "*169.254.0.0/16*" },
  { "https://[fe80::1]/", SW_URL_NAMED, "*169.254.0.0/16*" },
  /* Numbers that the system's resolver would take for addresses */
  { "https://2852039166/", SW_URL_NAMED, "*four decimal numbers*" },
  { "https://0xA9FEA9FE/", SW_URL_NAMED, "*four decimal numbers*" },
  { "https://0251.0376.0251.0376/", SW_URL_NAMED, "*four decimal numbers*" },
  { "https://169.254.43518/", SW_URL_NAMED, "*four decimal numbers*" },
  { "https://169.0xfe.169.0xfe/", SW_URL_NAMED, "*four decimal numbers*" },
  { "https://127.1/", SW_URL_PUBLIC, "*four decimal numbers*" },
  { "https://127.0.0.1./", SW_URL_PUBLIC, "*four decimal numbers*" },
  { "https://0x/", SW_URL_PUBLIC, "*four decimal numbers*" },
  /* Networks of one's own, which data must not lead to */
  { "https://127.0.0.1/", SW_URL_PUBLIC, "*private*" },
  { "https://127.9.9.9/", SW_URL_PUBLIC, "*private*" },
  { "https://localhost/", SW_URL_PUBLIC, "*private*" },
  { "https://LocalHost/", SW_URL_PUBLIC, "*private*" },
  { "https://localhost./", SW_URL_PUBLIC, "*private*" },
  { "https://db.localhost/", SW_URL_PUBLIC, "*private*" },
  { "https://10.0.0.1/", SW_URL_PUBLIC, "*private*" },
  { "https://100.64.0.1/", SW_URL_PUBLIC, "*private*" },
  { "https://172.31.255.255/", SW_URL_PUBLIC, "*private*" },
  { "https://172.32.0.0/", SW_URL_PUBLIC, NULL },
  { "https://192.168.1.1/", SW_URL_PUBLIC, "*private*" },
  { "https://198.18.0.1/", SW_URL_PUBLIC, "*private*" },
  { "https://[::1]/", SW_URL_PUBLIC, "*private*" },
  { "https://[fd12:3456::1]/", SW_URL_PUBLIC, "*private*" },
  { "https://[fc00::1]/", SW_URL_PUBLIC, "*private*" },
  { "https://[::ffff:10.0.0.1]/", SW_URL_PUBLIC, "*private*" },
  { "https://[::ffff:7f00:1]/", SW_URL_PUBLIC, "*private*" },
  { "https://[64:ff9b::10.0.0.1]/", SW_URL_PUBLIC, "*private*" },
  { "https://[2002:c0a8:101::]/", SW_URL_PUBLIC, "*private*" },
  { "https://[64:ff9b::8.8.8.8]/", SW_URL_PUBLIC, NULL },
  { "https://0.0.0.0/", SW_URL_PUBLIC, "*no computer's*" },
  { "https://[::]/", SW_URL_PUBLIC, "*no computer's*" },
  { "https://224.0.0.1/", SW_URL_PUBLIC, "*no computer's*" },
  /* Names and passwords before the host, which a person reads for the host */
  { "https://api.example@127.0.0.1/", SW_URL_NAMED, "*name or password" },
  { "https://me:pw@api.example/", SW_URL_NAMED, "*name or password" },
};

static void
test_urls (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GUri) uri = g_uri_parse (urls[i].url, SOUP_HTTP_URI_FLAGS, &error);
      gboolean called;

      g_assert_no_error (error);
      called = sw_url_check (uri, urls[i].rules, &error);
      g_test_message ("%s: %s", urls[i].url, error != NULL ? error->message : "called");
      g_assert (called == (urls[i].why == NULL));
      if (!called)
        g_assert_true (g_pattern_match_simple (urls[i].why, error->message));
    }
}

/* Names of which somebody else says what they are: each has one address, which is told once. */

#define TEST_TYPE_RESOLVER (test_resolver_get_type ())
G_DECLARE_FINAL_TYPE (TestResolver, test_resolver, TEST, RESOLVER, GResolver)

struct _TestResolver
{
  GResolver parent_instance;
};

G_DEFINE_FINAL_TYPE (TestResolver, test_resolver, G_TYPE_RESOLVER)

static const char *answer; /* what api.example is */
static guint n_lookups;

static void
lookup_async (GResolver                *resolver,
              const char               *name,
              GResolverNameLookupFlags  flags,
              GCancellable             *cancellable,
              GAsyncReadyCallback       callback,
              gpointer                  data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, data);

  n_lookups += (flags & G_RESOLVER_NAME_LOOKUP_FLAGS_IPV6_ONLY) == 0;
  if ((flags & G_RESOLVER_NAME_LOOKUP_FLAGS_IPV6_ONLY) != 0)
    g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "none");
  else
    g_task_return_pointer (
        task, g_list_append (NULL, g_inet_address_new_from_string (answer)), NULL);
}

static void
lookup_plain_async (GResolver           *resolver,
                    const char          *name,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             data)
{
  lookup_async (resolver, name, G_RESOLVER_NAME_LOOKUP_FLAGS_DEFAULT, cancellable, callback, data);
}

static GList *
lookup_finish (GResolver     *resolver,
               GAsyncResult  *result,
               GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_resolver_class_init (TestResolverClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  resolver_class->lookup_by_name_async = lookup_plain_async;
  resolver_class->lookup_by_name_finish = lookup_finish;
  resolver_class->lookup_by_name_with_flags_async = lookup_async;
  resolver_class->lookup_by_name_with_flags_finish = lookup_finish;
}

static void
test_resolver_init (TestResolver *self)
{
}

/* A server that counts, and leads elsewhere where that is asked for */
static guint n_requests;

static void
on_request (SoupServer        *source,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           data)
{
  n_requests++;
  soup_server_message_set_status (message, g_str_equal (path, "/away") ? 302 : 200, NULL);
  soup_message_headers_append (soup_server_message_get_response_headers (message), "Location",
                               "/there");
  soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, "ok", 2);
}

/* One server for all cases, as it does not bear to be ended while somebody turns away from it; each has
 * a session of its own, which remembers what a name is. */
typedef struct
{
  SoupSession *session;
} Wire;

static SoupServer *server;
static GTlsCertificate *certificate;
static guint port;

static void
wire_clear (Wire *self)
{
  g_object_unref (self->session);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wire, wire_clear)

static void
wire_init (Wire *self)
{
  self->session = sw_http_session_new (certificate);
  n_requests = n_lookups = 0;
}

static void
start_server (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "aws", "data", "server.pem", NULL);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  certificate = g_tls_certificate_new_from_file (path, &error);
  g_assert_no_error (error);
  server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (server, NULL, on_request, NULL, NULL);
  g_assert_true (soup_server_listen_local (
      server, 0, SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  port = (guint) g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* The status, or 0 with @error set */
static guint
call (Wire        *self,
      const char  *path,
      SwUrlRules   rules,
      GError     **error)
{
  g_autofree char *url = g_strdup_printf ("https://api.example:%u%s", port, path);
  g_autoptr (GBytes) none = g_bytes_new (NULL, 0);
  g_autoptr (SoupMessage) message = sw_http_message_new ("GET", url, NULL, none, NULL);
  const SwHttpLimits limits = { rules, 1000, 30000 };
  g_autoptr (GAsyncResult) result = NULL;
  SwAwsAnswer *answered;
  guint status;

  sw_http_send_async (self->session, message, &limits, NULL, sent_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  answered = sw_http_send_finish (result, NULL, error);
  if (answered == NULL)
    return 0;
  status = answered->status;
  sw_aws_answer_free (answered);
  return status;
}

/* Names that turn out to be what an address must not be; nobody is even connected to. */
static void
test_names (void)
{
  static const struct
  {
    const char *address;
    SwUrlRules  rules;
    const char *why;
  } names[] = {
    { "127.0.0.1", SW_URL_PUBLIC, "*private*" },
    { "10.0.0.1", SW_URL_PUBLIC, "*private*" },
    { "::ffff:127.0.0.1", SW_URL_PUBLIC, "*private*" },
    { "fd00::1", SW_URL_PUBLIC, "*private*" },
    { "169.254.169.254", SW_URL_NAMED, "*169.254.0.0/16*" },
    { "::ffff:169.254.169.254", SW_URL_NAMED, "*169.254.0.0/16*" },
    { "fd00:ec2::254", SW_URL_NAMED, "*169.254.0.0/16*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (Wire) wire = { NULL };
      g_autoptr (GError) error = NULL;

      wire_init (&wire);
      answer = names[i].address;
      g_assert_cmpuint (call (&wire, "/", names[i].rules, &error), ==, 0);
      g_assert_error (error, SW_AWS_ERROR, SW_AWS_ERROR_FORBIDDEN);
      g_assert_true (g_pattern_match_simple (names[i].why, error->message));
      g_assert_cmpuint (n_requests, ==, 0);
    }
}

/* A name is looked up once for a connection: what was looked at is what is connected to. And a
 * connection that is open already, made for somebody who may, is not for one who may not. */
static void
test_open_connection (void)
{
  g_auto (Wire) wire = { NULL };
  g_autoptr (GError) error = NULL;

  wire_init (&wire);
  answer = "127.0.0.1";
  g_assert_cmpuint (call (&wire, "/", SW_URL_NAMED, &error), ==, 200);
  g_assert_cmpuint (n_lookups, ==, 1);
  g_assert_cmpuint (call (&wire, "/", SW_URL_NAMED, &error), ==, 200);
  /* It was the same connection. */
  g_assert_cmpuint (n_lookups, ==, 1);
  g_assert_cmpuint (n_requests, ==, 2);
  g_assert_cmpuint (call (&wire, "/", SW_URL_PUBLIC, &error), ==, 0);
  g_assert_error (error, SW_AWS_ERROR, SW_AWS_ERROR_FORBIDDEN);
  g_assert_cmpuint (n_requests, ==, 2);
}

static void
give_up_cb (SoupMessage        *message,
            GSocketClientEvent  event,
            GIOStream          *connection,
            gpointer            cancellable)
{
  if (event == G_SOCKET_CLIENT_CONNECTING)
    g_cancellable_cancel (cancellable);
}

/* Who gives a request up while it is connected has not sent it. */
static void
test_given_up (void)
{
  g_auto (Wire) wire = { NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GBytes) none = g_bytes_new (NULL, 0);
  g_autofree char *url = NULL;
  g_autoptr (SoupMessage) message = NULL;
  const SwHttpLimits limits = { SW_URL_NAMED, 1000, 30000 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  wire_init (&wire);
  answer = "127.0.0.1";
  url = g_strdup_printf ("https://api.example:%u/", port);
  message = sw_http_message_new ("GET", url, NULL, none, NULL);
  g_signal_connect (message, "network-event", G_CALLBACK (give_up_cb), cancellable);
  sw_http_send_async (wire.session, message, &limits, cancellable, sent_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (sw_http_send_finish (result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (n_requests, ==, 0);
}

/* Where an answer leads is not followed. */
static void
test_redirect (void)
{
  g_auto (Wire) wire = { NULL };
  g_autoptr (GError) error = NULL;

  wire_init (&wire);
  answer = "127.0.0.1";
  g_assert_cmpuint (call (&wire, "/away", SW_URL_NAMED, &error), ==, 302);
  g_assert_no_error (error);
  g_assert_cmpuint (n_requests, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GResolver) resolver = NULL;

  g_test_init (&argc, &argv, NULL);
  resolver = g_object_new (TEST_TYPE_RESOLVER, NULL);
  g_resolver_set_default (resolver);
  start_server ();
  g_test_add_func ("/aws/url-rules/addresses-as-they-are-written", test_urls);
  g_test_add_func ("/aws/url-rules/what-names-turn-out-to-be", test_names);
  g_test_add_func ("/aws/url-rules/an-open-connection-is-looked-at", test_open_connection);
  g_test_add_func ("/aws/url-rules/given-up-while-connecting", test_given_up);
  g_test_add_func ("/aws/url-rules/no-redirect", test_redirect);
  return g_test_run ();
}
