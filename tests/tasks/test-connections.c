/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/http/sw-connections.h"

#include "aws/sw-aws-request.h"

/* What a connection knows comes into no history, in whatever form a server sends it back. */

#define BASIC                                                                                      \
  "{\"AuthorizationType\": \"BASIC\", \"AuthParameters\": {\"BasicAuthParameters\": "              \
  "{\"Username\": \"me\", \"Password\": \"a b\\\"c\\\\d\"}}}"
#define KEY                                                                                        \
  "{\"AuthorizationType\": \"API_KEY\", \"AuthParameters\": {\"ApiKeyAuthParameters\": "           \
  "{\"ApiKeyName\": \"X-Key\", \"ApiKeyValue\": \"k3y/+k3y\"}, \"InvocationHttpParameters\": "     \
  "{\"QueryStringParameters\": [{\"Key\": \"q\", \"Value\": \"geheim\", \"IsValueSecret\": true}, " \
  "{\"Key\": \"r\", \"Value\": \"offen\"}]}}}"

static const struct
{
  const char *name;
  const char *connection;
  const char *text;
  const char *wanted;
} rows[] = {
  { "as it is", KEY, "the key k3y/+k3y, offen", "the key ********, offen" },
  { "in an address", KEY, "?key=k3y%2F%2Bk3y&q=geheim&r=offen", "?key=********&q=********&r=offen" },
  { "a password in JSON", BASIC, "{\"password\":\"a b\\\"c\\\\d\"}", "{\"password\":\"********\"}" },
  { "a password as it is", BASIC, "a b\"c\\d", "********" },
  { "a password in an address", BASIC, "?p=a%20b%22c%5Cd", "?p=********" },
  { "the header that has name and password", BASIC, "Authorization: Basic bWU6YSBiImNcZA==",
    "Authorization: Basic ********" },
  { "what is none", BASIC, "me, a b", "me, a b" },
};

static void
test_row (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwConnection) connection = sw_connection_new_from_text (rows[i].connection, &error);
  g_autoptr (SwAwsRequest) request = sw_aws_request_new_plain ("GET", "/");
  g_autofree char *masked = NULL;

  g_assert_no_error (error);
  g_assert_true (sw_connection_apply (connection, request, &error));
  masked = sw_connection_mask (connection, rows[i].text);
  g_assert_cmpstr (masked, ==, rows[i].wanted);
}

/* A token that was asked for is a secret from then on. */
static void
test_token (void)
{
  static const char text[]
      = "{\"AuthorizationType\": \"OAUTH_CLIENT_CREDENTIALS\", \"AuthParameters\": {\"OAuthParameters\": "
        "{\"AuthorizationEndpoint\": \"https://a.example/token\", \"HttpMethod\": \"POST\", "
        "\"ClientParameters\": {\"ClientID\": \"id\", \"ClientSecret\": \"geheim4&\"}}}}";
  g_autoptr (SwConnection) connection = sw_connection_new_from_text (text, NULL);
  g_autoptr (SwAwsRequest) request = sw_aws_request_new_plain ("GET", "/");
  g_autofree char *before = sw_connection_mask (connection, "tok/1 geheim4& geheim4%26"), *after = NULL;

  g_assert_cmpstr (before, ==, "tok/1 ******** ********");
  sw_connection_apply_token (connection, request, "tok/1");
  after = sw_connection_mask (connection, "tok/1 tok%2F1");
  g_assert_cmpstr (after, ==, "******** ********");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/tasks/connections/masked/%s", rows[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  g_test_add_func ("/tasks/connections/masked/a token", test_token);
  return g_test_run ();
}
