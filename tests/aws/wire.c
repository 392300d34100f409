/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aws/sw-aws-answer.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

#include "json/sw-text.h"

/* For wire_peers.py: reads an array of questions from the file named by the argument, prints a line
 * of JSON for each.
 *   { "service", "action", "input" }: the request that is sent: { method, path, query, headers,
 *   body } { "service", "action", "status", "headers": [[name, value]…], "body" }: what is read of
 *   an
 *     answer: { output } or { code, message }; bodies are Base64. */

static const char *
text_of (SwValue     object,
         const char *member)
{
  return sw_value_get_text (sw_value_get_member (object, member), NULL);
}

static SwValue
new_base64 (GBytes *bytes)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);
  g_autofree char *text = g_base64_encode (data, length);

  return sw_value_new_string (text);
}

static void
print_request (const SwAwsService   *service,
               const SwAwsOperation *operation,
               SwValue               input,
               SwValue              *line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwAwsRequest) request = sw_aws_request_new (service, operation, input, &error);
  SwValue headers = sw_value_new_object (4);

  if (request == NULL)
    {
      sw_value_set_member (line, "error", sw_value_new_string (error->message));
      sw_value_clear (&headers);
      return;
    }
  for (guint i = 0; i < request->headers->len; i++)
    {
      const SwHeader *header = &g_array_index (request->headers, SwHeader, i);

      sw_value_set_member (&headers, header->name, sw_value_new_string (header->value));
    }
  sw_value_set_member (line, "method", sw_value_new_string (request->method));
  sw_value_set_member (line, "path", sw_value_new_string (request->path));
  sw_value_set_member (line, "query", sw_value_new_string (request->query->str));
  sw_value_set_member (line, "headers", headers);
  sw_value_set_member (line, "body", new_base64 (request->body));
}

static void
print_answer (const SwAwsService   *service,
              const SwAwsOperation *operation,
              SwValue               told,
              SwValue              *line)
{
  gsize length;
  guchar *bytes = g_base64_decode (text_of (told, "body"), &length);
  g_autoptr (GBytes) body = g_bytes_new_take (bytes, length);
  g_autoptr (SwAwsAnswer) answer = sw_aws_answer_new (
      (guint) sw_value_get_number (sw_value_get_member (told, "status")), "Reason", body);
  SwValue headers = sw_value_get_member (told, "headers");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < sw_value_get_length (headers); i++)
    {
      SwValue pair = sw_value_get_element (headers, i);

      sw_aws_answer_add_header (answer, sw_value_get_text (sw_value_get_element (pair, 0), NULL),
                                sw_value_get_text (sw_value_get_element (pair, 1), NULL));
    }
  if (sw_aws_answer_is_error (answer))
    {
      sw_aws_answer_read_error (answer);
      sw_value_set_member (line, "code", sw_value_new_string (answer->code));
      sw_value_set_member (line, "message", sw_value_new_string (answer->message));
    }
  else if (sw_aws_answer_read (answer, service, operation, &error))
    sw_value_set_member (line, "output", sw_value_ref (answer->output));
  else
    sw_value_set_member (line, "error", sw_value_new_string (error->message));
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *text = NULL;
  g_auto (SwValue) all = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (argc != 2 || !g_file_get_contents (argv[1], &text, &length, &error)
      || !sw_value_from_text (text, (gssize) length, SW_TEXT_DEFAULT, &all, &error))
    {
      g_printerr ("%s\n", error != NULL ? error->message : "wire FILE");
      return 2;
    }
  for (guint i = 0; i < sw_value_get_length (all); i++)
    {
      SwValue told = sw_value_get_element (all, i), input = sw_value_get_member (told, "input");
      const SwAwsService *service = sw_aws_service_find (text_of (told, "service"));
      const SwAwsOperation *operation
          = sw_aws_service_find_operation (service, text_of (told, "action"));
      g_auto (SwValue) line = sw_value_new_object (5);
      g_autofree char *printed = NULL;

      if (sw_value_is (input, SW_TYPE_UNDEFINED))
        print_answer (service, operation, told, &line);
      else
        print_request (service, operation, input, &line);
      printed = sw_value_to_text (line, SW_TEXT_DEFAULT, NULL);
      puts (printed);
    }
  return 0;
}
