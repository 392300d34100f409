/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aws/sw-signer.h"

#include <gio/gunixinputstream.h>
#include <json-glib/json-glib.h>

/* For signer_peers.py: reads an array of requests on standard input, prints a line with the
 * signature for each. A request is { method, path, query, headers: [[name, value]…], hash, date,
 * region, service, once, key, secret }. */

static void
sign (JsonObject *told)
{
  JsonArray *array = json_object_get_array_member (told, "headers");
  g_autoptr (GArray) headers = g_array_new (FALSE, FALSE, sizeof (SwHeader));
  g_autoptr (SwCredentials) credentials
      = sw_credentials_new (json_object_get_string_member (told, "key"),
                            json_object_get_string_member (told, "secret"), NULL, G_MAXINT64);
  SwSigningScope scope = { json_object_get_string_member (told, "region"),
                           json_object_get_string_member (told, "service"),
                           json_object_get_boolean_member (told, "once") };
  SwSigningRequest request = { json_object_get_string_member (told, "method"),
                               json_object_get_string_member (told, "path"),
                               json_object_get_string_member (told, "query"),
                               .body_hash = json_object_get_string_member (told, "hash") };
  g_autofree char *value = NULL;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonArray *pair = json_array_get_array_element (array, i);
      SwHeader header = { json_array_get_string_element (pair, 0),
                          json_array_get_string_element (pair, 1) };

      g_array_append_val (headers, header);
    }
  request.headers = (const SwHeader *) (void *) headers->data;
  request.n_headers = headers->len;
  value = sw_signer_dup_authorization (&request, &scope, credentials,
                                       json_object_get_string_member (told, "date"));
  g_print ("%s\n", value);
}

int
main (void)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GInputStream) input = g_unix_input_stream_new (0, FALSE);
  g_autoptr (GError) error = NULL;
  JsonArray *requests;

  if (!json_parser_load_from_stream (parser, input, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  requests = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (requests); i++)
    sign (json_array_get_object_element (requests, i));
  return 0;
}
