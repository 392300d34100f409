/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/http/sw-web-trace.h"

#include <string.h>

/**
 * sw_web_dup_url:
 * @base: where to a request goes, perhaps with a query
 *
 * Returns: (transfer full): the same, with the query that the request adds
 */
char *
sw_web_dup_url (const char         *base,
                const SwAwsRequest *request)
{
  const char *query = request->query->str;
  const char *joint = *query == '\0' ? "" : strchr (base, '?') != NULL ? "&" : "?";

  return g_strconcat (base, joint, query, NULL);
}

/* "[name: value, name: value]", as AWS's documentation shows it */
static char *
dup_headers (const GArray *headers)
{
  GString *out = g_string_new ("[");

  for (guint i = 0; i < headers->len; i++)
    {
      const SwHeader *header = &g_array_index (headers, SwHeader, i);

      g_string_append_printf (out, "%s%s: %s", i > 0 ? ", " : "", header->name, header->value);
    }
  g_string_append_c (out, ']');
  return g_string_free_and_steal (out);
}

static void
add_text (SwValue    *object,
          const char *member,
          const char *text,
          gssize      length)
{
  g_autofree char *valid = g_utf8_make_valid (text, length);

  sw_value_set_member (object, member, sw_value_new_string (valid));
}

static void
add_body (SwValue *object,
          GBytes  *body)
{
  gsize length;
  const char *bytes = g_bytes_get_data (body, &length);

  add_text (object, "body", bytes != NULL ? bytes : "", (gssize) length);
}

static SwValue
new_side (const char   *base,
          const GArray *headers)
{
  g_autofree char *scheme = g_uri_parse_scheme (base);
  g_autofree char *text = dup_headers (headers);
  SwValue side = sw_value_new_object (5);

  add_text (&side, "protocol", scheme != NULL ? scheme : "https", -1);
  add_text (&side, "headers", text, -1);
  return side;
}

/**
 * sw_web_trace_request:
 * @complete: the request is as it goes out; else it has nothing from a connection yet
 * @base: where to it goes, without the query that the request adds
 *
 * Tells of a request. AWS's documentation: what a connection adds is secret, headers, query and
 * body, and is left out unless secrets are revealed.
 */
void
sw_web_trace_request (SwTaskCall         *call,
                      gboolean            complete,
                      const SwAwsRequest *request,
                      const char         *base)
{
  SwTaskTrace *trace = sw_task_call_get_trace (call);
  g_autofree char *url = NULL;
  SwValue side;

  if (trace == NULL || trace->reveals != complete)
    return;
  url = sw_web_dup_url (base, request);
  side = new_side (base, request->headers);
  add_text (&side, "method", request->method, -1);
  add_text (&side, "url", url, -1);
  add_body (&side, request->body);
  sw_value_set (&trace->request, side);
}

/* A server may send back what the connection added. */
static void
mask_members (SwValue      *side,
              SwConnection *connection)
{
  for (guint i = 0; i < sw_value_get_length (*side); i++)
    {
      const char *text = sw_value_get_text (sw_value_get_member_at (*side, i), NULL);
      g_autofree char *masked = sw_connection_mask (connection, text);

      sw_value_set_member_string (side, sw_value_get_key (*side, i), sw_value_new_string (masked));
    }
}

/**
 * sw_web_trace_response:
 * @base: where the request went to
 * @connection: (nullable): whose secrets are masked unless they are revealed
 *
 * Tells of an answer.
 */
void
sw_web_trace_response (SwTaskCall        *call,
                       const SwAwsAnswer *answer,
                       const char        *base,
                       SwConnection      *connection)
{
  SwTaskTrace *trace = sw_task_call_get_trace (call);
  g_autofree char *status = g_strdup_printf ("%u", answer->status);
  SwValue side;

  if (trace == NULL)
    return;
  side = new_side (base, answer->headers);
  add_text (&side, "statusCode", status, -1);
  add_text (&side, "statusMessage", answer->reason, -1);
  add_body (&side, answer->body);
  if (connection != NULL && !trace->reveals)
    mask_members (&side, connection);
  sw_value_set (&trace->response, side);
}
