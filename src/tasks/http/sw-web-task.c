/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/http/sw-web-task.h"

#include <string.h>

#include "json/sw-text.h"

static const char *const methods[] = { "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS" };

/* Headers that say how a request travels: they are the client's, not a definition's. */
static const char *const reserved[] = {
  "connection", "content-length", "expect", "host", "proxy-authorization", "te", "trailer",
  "transfer-encoding", "upgrade",
};

static gboolean
refuse_field (const char  *field,
              GError     **error)
{
  g_set_error (error, SW_AWS_ERROR, SW_AWS_ERROR_INPUT,
               "The value of the field '%s' has an invalid format", field);
  return FALSE;
}

static char *
dup_plain (SwValue value)
{
  return sw_value_is (value, SW_TYPE_STRING) ? g_strdup (sw_value_get_text (value, NULL))
                                             : sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
}

/* What a definition has for several values of one name is a list of texts. */
static char *
dup_joined (SwValue value)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (!sw_value_is (value, SW_TYPE_ARRAY))
    return dup_plain (value);
  for (guint i = 0; i < sw_value_get_length (value); i++)
    {
      g_autofree char *part = dup_plain (sw_value_get_element (value, i));

      g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", part);
    }
  return g_string_free_and_steal (g_steal_pointer (&out));
}

/* A token of RFC 9110 */
static gboolean
is_header_name (const char *name)
{
  if (*name == '\0')
    return FALSE;
  for (; *name != '\0'; name++)
    if (!g_ascii_isalnum (*name) && strchr ("!#$%&'*+-.^_`|~", *name) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
add_headers (SwAwsRequest  *request,
             SwValue        headers,
             GError       **error)
{
  for (guint i = 0; i < sw_value_get_length (headers); i++)
    {
      const char *name = sw_string_get_text (sw_value_get_key (headers, i));
      g_autofree char *small = g_ascii_strdown (name, -1);
      g_autofree char *value = dup_joined (sw_value_get_member_at (headers, i));

      for (guint j = 0; j < G_N_ELEMENTS (reserved); j++)
        if (g_str_equal (small, reserved[j]))
          return refuse_field ("Headers", error);
      if (!is_header_name (name) || strpbrk (value, "\r\n") != NULL)
        return refuse_field ("Headers", error);
      sw_aws_request_set_header (request, name, value);
    }
  return TRUE;
}

static void
add_parameter (SwAwsRequest *request,
               const char   *name,
               SwValue       value)
{
  g_autofree char *text = NULL;

  if (sw_value_is (value, SW_TYPE_ARRAY))
    {
      for (guint i = 0; i < sw_value_get_length (value); i++)
        add_parameter (request, name, sw_value_get_element (value, i));
      return;
    }
  text = dup_plain (value);
  sw_aws_request_add_query (request, name, text);
}

/**
 * sw_web_add_members:
 * @headers: an object, or undefined
 * @query: likewise
 *
 * Adds headers and parameters to a request.
 *
 * Returns: %FALSE with @error set where they are none
 */
gboolean
sw_web_add_members (SwAwsRequest  *request,
                    SwValue        headers,
                    SwValue        query,
                    GError       **error)
{
  if (!sw_value_is (headers, SW_TYPE_UNDEFINED) && !sw_value_is (headers, SW_TYPE_NULL)
      && !sw_value_is (headers, SW_TYPE_OBJECT))
    return refuse_field ("Headers", error);
  if (!sw_value_is (query, SW_TYPE_UNDEFINED) && !sw_value_is (query, SW_TYPE_NULL)
      && !sw_value_is (query, SW_TYPE_OBJECT))
    return refuse_field ("QueryParameters", error);
  for (guint i = 0; i < sw_value_get_length (query); i++)
    add_parameter (request, sw_string_get_text (sw_value_get_key (query, i)),
                   sw_value_get_member_at (query, i));
  return !sw_value_is (headers, SW_TYPE_OBJECT) || add_headers (request, headers, error);
}

static char *
dup_form_name (const char *name,
               const char *format,
               guint       index)
{
  if (g_str_equal (format, "INDICES"))
    return g_strdup_printf ("%s[%u]", name, index);
  return g_str_equal (format, "BRACKETS") ? g_strconcat (name, "[]", NULL) : g_strdup (name);
}

/* How the elements of an array are told in a form */
static void
add_form_array (GString    *form,
                const char *name,
                SwValue     array,
                const char *format)
{
  g_autofree char *joined = NULL;

  for (guint i = 0; i < sw_value_get_length (array); i++)
    {
      g_autofree char *text = dup_plain (sw_value_get_element (array, i));
      g_autofree char *key = dup_form_name (name, format, i);

      if (g_str_equal (format, "COMMAS") && i > 0)
        g_string_append (form, "%2C");
      else
        {
          g_string_append (form, form->len > 0 ? "&" : "");
          sw_signer_append_encoded (form, key, -1, FALSE);
          g_string_append_c (form, '=');
        }
      sw_signer_append_encoded (form, text, -1, FALSE);
    }
}

static char *
dup_form (SwValue     body,
          const char *format)
{
  GString *form = g_string_new (NULL);

  for (guint i = 0; i < sw_value_get_length (body); i++)
    {
      const char *name = sw_string_get_text (sw_value_get_key (body, i));
      SwValue value = sw_value_get_member_at (body, i);
      SwValue list = SW_VALUE_INIT;

      if (sw_value_is (value, SW_TYPE_ARRAY))
        {
          add_form_array (form, name, value, format);
          continue;
        }
      list = sw_value_new_array (1);
      sw_value_append (&list, sw_value_ref (value));
      add_form_array (form, name, list, "REPEAT");
      sw_value_clear (&list);
    }
  return g_string_free_and_steal (form);
}

/**
 * sw_web_get_text:
 * @object: parameters, say
 * @member: of it
 *
 * Returns: (transfer none) (nullable): its text; %NULL where it is none, or not there
 */
const char *
sw_web_get_text (SwValue     object,
                 const char *member)
{
  SwValue value = sw_value_get_member (object, member);

  return sw_value_is (value, SW_TYPE_STRING) ? sw_value_get_text (value, NULL) : NULL;
}

/**
 * sw_web_set_body:
 * @body: what is sent; undefined is nothing
 * @transform: of an HTTP Task: { "RequestBodyEncoding": "URL_ENCODED", "RequestEncodingOptions":
 *   { "ArrayFormat": "INDICES" } }, or undefined
 *
 * Writes a request's body: JSON, the form of a web page, or a text as it is where its
 * Content-Type says that it is no JSON.
 */
void
sw_web_set_body (SwAwsRequest *request,
                 SwValue       body,
                 SwValue       transform)
{
  const char *type = sw_aws_request_get_header (request, "Content-Type");
  const char *encoding = sw_web_get_text (transform, "RequestBodyEncoding");
  const char *format
      = sw_web_get_text (sw_value_get_member (transform, "RequestEncodingOptions"), "ArrayFormat");
  gsize length;
  char *text;

  if (sw_value_is (body, SW_TYPE_UNDEFINED))
    return;
  if (g_strcmp0 (encoding, "URL_ENCODED") == 0 && sw_value_is (body, SW_TYPE_OBJECT))
    {
      text = dup_form (body, format != NULL ? format : "INDICES");
      length = strlen (text);
      sw_aws_request_set_header (request, "Content-Type", "application/x-www-form-urlencoded");
    }
  else if (sw_value_is (body, SW_TYPE_STRING) && type != NULL && strstr (type, "json") == NULL)
    {
      const char *bytes = sw_value_get_text (body, &length);

      text = g_memdup2 (bytes, length + 1);
    }
  else
    {
      text = sw_value_to_text (body, SW_TEXT_DEFAULT, &length);
      if (type == NULL)
        sw_aws_request_set_header (request, "Content-Type", "application/json");
    }
  g_bytes_unref (request->body);
  request->body = g_bytes_new_take (text, length);
}

/**
 * sw_web_read_request:
 * @input: { "Method", "Headers", "QueryParameters", "RequestBody", "Transform" }
 * @path: percent-encoded
 *
 * Returns: (transfer full): the request, or %NULL with @error set to which field is wrong
 */
SwAwsRequest *
sw_web_read_request (SwValue      input,
                     const char  *path,
                     GError     **error)
{
  const char *method = sw_web_get_text (input, "Method");
  g_autoptr (SwAwsRequest) request = NULL;
  guint i = 0;

  while (i < G_N_ELEMENTS (methods) && g_strcmp0 (method, methods[i]) != 0)
    i++;
  if (i == G_N_ELEMENTS (methods))
    {
      refuse_field ("Method", error);
      return NULL;
    }
  request = sw_aws_request_new_plain (methods[i], path);
  if (!sw_web_add_members (request, sw_value_get_member (input, "Headers"),
                           sw_value_get_member (input, "QueryParameters"), error))
    return NULL;
  sw_web_set_body (request, sw_value_get_member (input, "RequestBody"),
                   sw_value_get_member (input, "Transform"));
  return g_steal_pointer (&request);
}

static gboolean
is_binary (const char *type)
{
  static const char *const kinds[] = { "image/", "video/", "audio/", "application/octet-stream",
                                       "application/zip", "application/pdf", "application/gzip" };

  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_ascii_strncasecmp (type, kinds[i], strlen (kinds[i])) == 0)
      return TRUE;
  return FALSE;
}

/* JSON as the value it stands for, other texts as they are, bytes as Base64 */
static SwValue
new_body (const SwAwsAnswer *answer)
{
  const char *type = sw_aws_answer_get_header (answer, "Content-Type");
  gsize length;
  const char *bytes = g_bytes_get_data (answer->body, &length);
  g_autofree char *text = NULL;
  SwValue value = SW_VALUE_INIT;

  if (length == 0)
    return sw_value_new_string ("");
  if (is_binary (type))
    {
      text = g_base64_encode ((const guchar *) bytes, length);
      return sw_value_new_string (text);
    }
  if (sw_value_from_text (bytes, (gssize) length, SW_TEXT_DEFAULT, &value, NULL))
    return value;
  text = g_utf8_make_valid (bytes, (gssize) length);
  return sw_value_new_string (text);
}

/**
 * sw_web_new_output:
 * @answer: of a web server
 *
 * Returns: (transfer full): { "Headers": { name: [text…] }, "ResponseBody", "StatusCode",
 *   "StatusText" }, as both integrations have it; recorded on AWS
 */
SwValue
sw_web_new_output (const SwAwsAnswer *answer)
{
  SwValue output = sw_value_new_object (4), headers = sw_value_new_object (answer->headers->len);

  for (guint i = 0; i < answer->headers->len; i++)
    {
      const SwHeader *header = &g_array_index (answer->headers, SwHeader, i);
      SwValue list = sw_value_ref (sw_value_get_member (headers, header->name));

      if (!sw_value_is (list, SW_TYPE_ARRAY))
        list = sw_value_new_array (1);
      sw_value_append (&list, sw_value_new_string (header->value));
      sw_value_set_member (&headers, header->name, list);
    }
  sw_value_set_member (&output, "Headers", headers);
  sw_value_set_member (&output, "ResponseBody", new_body (answer));
  sw_value_set_member (&output, "StatusCode", sw_value_new_integer (answer->status));
  sw_value_set_member (&output, "StatusText", sw_value_new_string (answer->reason));
  return output;
}

/**
 * sw_web_dup_body:
 * @answer: of a web server
 *
 * Returns: (transfer full): its body as a text
 */
char *
sw_web_dup_body (const SwAwsAnswer *answer)
{
  gsize length;
  const char *bytes = g_bytes_get_data (answer->body, &length);

  return g_utf8_make_valid (bytes != NULL ? bytes : "", (gssize) length);
}

/**
 * sw_web_refuse:
 * @call: a task
 * @prefix: of its errors, "ApiGateway"
 * @answer: an error
 *
 * Fails a task for what a server said: "ApiGateway.403", with the body as cause; recorded on AWS.
 */
void
sw_web_refuse (SwTaskCall        *call,
               const char        *prefix,
               const SwAwsAnswer *answer)
{
  g_autofree char *error = g_strdup_printf ("%s.%u", prefix, answer->status);
  g_autofree char *cause = sw_web_dup_body (answer);

  sw_task_call_fail (call, error, cause);
}

/**
 * sw_web_dup_refusal:
 * @input: parameters that are no request
 * @error: why
 *
 * Returns: (transfer full): the cause of States.Runtime; recorded on AWS
 */
char *
sw_web_dup_refusal (SwValue       input,
                    const GError *error)
{
  g_autofree char *text = sw_value_to_text (input, SW_TEXT_DEFAULT, NULL);

  return g_strdup_printf ("The Parameters '%s' could not be used to start the Task: [%s]", text,
                          error->message);
}
