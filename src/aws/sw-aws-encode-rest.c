/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aws/sw-aws-request-private.h"
#include "aws/sw-aws-shape.h"

#include <string.h>

#include "json/sw-text.h"

/* The protocols that put members into path, query, headers and body. */

static const SwMember *
find_in_path (const SwShape *shape,
              const char    *name,
              gsize          length)
{
  for (guint i = 0; shape != NULL && i < shape->n_members; i++)
    {
      const SwMember *member = &shape->members[i];

      if (member->place == SW_PLACE_PATH && strlen (member->wire) == length
          && memcmp (member->wire, name, length) == 0)
        return member;
    }
  return NULL;
}

/* A URI library resolves "." and "..": another object than the one that is named would be asked
 * for. */
static gboolean
has_dots (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "/", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_str_equal (parts[i], ".") || g_str_equal (parts[i], ".."))
      return TRUE;
  return FALSE;
}

/* AT stands behind a "{" of an operation's URI, which ends with "}" or "+}". */
static gboolean
append_label (GString               *path,
              const SwAwsOperation  *operation,
              const char            *at,
              gsize                  length,
              SwValue                input,
              GError               **error)
{
  gboolean greedy = at[length - 1] == '+';
  const SwMember *member = find_in_path (operation->input, at, length - (greedy ? 1 : 0));
  SwValue value = SW_VALUE_INIT;
  g_autofree char *text = NULL;

  g_return_val_if_fail (member != NULL, FALSE);
  value = sw_value_get_member (input, member->name);
  if (!sw_value_is (value, SW_TYPE_UNDEFINED))
    text = sw_aws_dup_scalar (member->shape, value, SW_SHAPE_TIME_ISO);
  if (text == NULL || *text == '\0')
    {
      g_set_error (error, SW_AWS_ERROR, SW_AWS_ERROR_INPUT, "%s needs the parameter %s",
                   operation->name, member->name);
      return FALSE;
    }
  if (has_dots (text))
    {
      g_set_error (error, SW_AWS_ERROR, SW_AWS_ERROR_INPUT,
                   "The parameter %s of %s has a part that is \".\" or \"..\", which cannot be "
                   "sent",
                   member->name, operation->name);
      return FALSE;
    }
  sw_signer_append_encoded (path, text, -1, greedy);
  return TRUE;
}

static gboolean
write_path (SwAwsRequest          *self,
            const SwAwsOperation  *operation,
            SwValue                input,
            GError               **error)
{
  gsize end = strcspn (operation->uri, "?");
  g_autoptr (GString) path = g_string_new (NULL);

  for (gsize i = 0; i < end; i++)
    if (operation->uri[i] != '{')
      g_string_append_c (path, operation->uri[i]);
    else
      {
        gsize length = strcspn (&operation->uri[i + 1], "}");

        if (!append_label (path, operation, &operation->uri[i + 1], length, input, error))
          return FALSE;
        i += length + 1;
      }
  g_free (self->path);
  self->path = g_strdup (path->str);
  if (operation->uri[end] == '?')
    g_string_append (self->query, &operation->uri[end + 1]);
  return TRUE;
}

static void
write_query (SwAwsRequest   *self,
             const SwMember *member,
             SwValue         value)
{
  if (sw_value_is (value, SW_TYPE_ARRAY))
    for (guint i = 0; i < sw_value_get_length (value); i++)
      write_query (self, member, sw_value_get_element (value, i));
  else if (sw_value_is (value, SW_TYPE_OBJECT))
    for (guint i = 0; i < sw_value_get_length (value); i++)
      {
        SwMember entry = *member;

        entry.wire = sw_string_get_text (sw_value_get_key (value, i));
        write_query (self, &entry, sw_value_get_member_at (value, i));
      }
  else
    {
      const SwShape *shape
          = member->shape->element != NULL ? member->shape->element : member->shape;
      g_autofree char *text = sw_aws_dup_scalar (shape, value, SW_SHAPE_TIME_ISO);

      sw_aws_request_add_query (self, member->wire, text);
    }
}

static void
write_header (SwAwsRequest   *self,
              const SwMember *member,
              SwValue         value)
{
  g_autofree char *text = NULL;
  g_autoptr (GString) list = NULL;

  if (sw_value_is (value, SW_TYPE_ARRAY) && member->shape->kind == SW_SHAPE_LIST)
    {
      list = g_string_new (NULL);
      for (guint i = 0; i < sw_value_get_length (value); i++)
        {
          g_autofree char *part = sw_aws_dup_scalar (
              member->shape->element, sw_value_get_element (value, i), SW_SHAPE_TIME_HTTP);

          g_string_append_printf (list, "%s%s", i > 0 ? "," : "", part);
        }
    }
  else
    text = sw_aws_dup_scalar (member->shape, value, SW_SHAPE_TIME_HTTP);
  sw_aws_request_set_header (self, member->wire, text != NULL ? text : list->str);
}

static void
write_headers (SwAwsRequest   *self,
               const SwMember *member,
               SwValue         value)
{
  static const SwShape shape = { SW_SHAPE_STRING };

  for (guint i = 0; i < sw_value_get_length (value); i++)
    {
      g_autofree char *name
          = g_strconcat (member->wire, sw_string_get_text (sw_value_get_key (value, i)), NULL);
      g_autofree char *text
          = sw_aws_dup_scalar (&shape, sw_value_get_member_at (value, i), SW_SHAPE_TIME_HTTP);

      /* A name is data here, and must not begin a header of its own. */
      if (strpbrk (name, "\r\n: ") == NULL)
        sw_aws_request_set_header (self, name, text);
    }
}

static void
write_payload (SwAwsRequest       *self,
               const SwAwsService *service,
               const SwMember     *member,
               SwValue             value)
{
  g_auto (SwValue) shaped = SW_VALUE_INIT;
  gsize length = 0;
  char *text;

  if (member->shape->kind != SW_SHAPE_STRUCTURE)
    {
      text = sw_aws_dup_bytes (value, &length);
      sw_aws_take_body (self, text, length, NULL);
    }
  else if (service->protocol == SW_AWS_REST_XML)
    {
      text = sw_aws_encode_xml (member->shape, member->wire, value, TRUE);
      sw_aws_take_body (self, text, strlen (text), "application/xml");
    }
  else
    {
      shaped = sw_aws_encode_json (member->shape, value);
      text = sw_value_to_text (shaped, SW_TEXT_DEFAULT, &length);
      sw_aws_take_body (self, text, length, "application/json");
    }
}

/* The members that have no place of their own, as one document */
static void
write_body (SwAwsRequest         *self,
            const SwAwsService   *service,
            const SwAwsOperation *operation,
            SwValue               input)
{
  g_auto (SwValue) shaped = SW_VALUE_INIT;
  gsize length;
  char *text;

  if (service->protocol == SW_AWS_REST_XML)
    {
      text = sw_aws_encode_xml (operation->input,
                                operation->root != NULL ? operation->root : operation->name, input,
                                TRUE);
      sw_aws_take_body (self, text, strlen (text), "application/xml");
      return;
    }
  shaped = sw_aws_encode_json (operation->input, input);
  text = sw_value_to_text (shaped, SW_TEXT_DEFAULT, &length);
  sw_aws_take_body (self, text, length, "application/json");
}

/**
 * sw_aws_encode_rest:
 * @self: a request without path, gets all
 * @operation: of @service, which speaks rest-json or rest-xml
 * @input: in its shape
 *
 * Returns: %FALSE with @error set where a member of the path is missing
 */
gboolean
sw_aws_encode_rest (SwAwsRequest          *self,
                    const SwAwsService    *service,
                    const SwAwsOperation  *operation,
                    SwValue                input,
                    GError               **error)
{
  const SwShape *shape = operation->input;
  gboolean in_body = FALSE, payload = FALSE;

  if (!write_path (self, operation, input, error))
    return FALSE;
  for (guint i = 0; shape != NULL && i < shape->n_members; i++)
    {
      const SwMember *member = &shape->members[i];
      SwValue value = sw_value_get_member (input, member->name);

      payload = payload || member->payload;
      in_body = in_body || (member->place == SW_PLACE_BODY && !member->payload);
      if (sw_value_is (value, SW_TYPE_UNDEFINED))
        continue;
      if (member->payload)
        write_payload (self, service, member, value);
      else if (member->place == SW_PLACE_QUERY)
        write_query (self, member, value);
      else if (member->place == SW_PLACE_HEADER)
        write_header (self, member, value);
      else if (member->place == SW_PLACE_HEADERS)
        write_headers (self, member, value);
    }
  if (in_body && !payload)
    write_body (self, service, operation, input);
  return TRUE;
}
