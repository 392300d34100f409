/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aws/sw-aws-request-private.h"

#include <string.h>

#include "aws/sw-aws-shape.h"
#include "json/sw-text.h"

G_DEFINE_QUARK (sw-aws-error-quark, sw_aws_error)

static void
header_clear (gpointer data)
{
  SwHeader *header = data;

  g_free ((char *) header->name);
  g_free ((char *) header->value);
}

/**
 * sw_aws_request_new_plain:
 * @method: static
 * @path: percent-encoded
 *
 * Returns: (transfer full): a request without headers or body
 */
SwAwsRequest *
sw_aws_request_new_plain (const char *method,
                          const char *path)
{
  SwAwsRequest *self = g_new0 (SwAwsRequest, 1);

  self->method = method;
  self->path = g_strdup (path);
  self->query = g_string_new (NULL);
  self->headers = g_array_new (FALSE, FALSE, sizeof (SwHeader));
  g_array_set_clear_func (self->headers, header_clear);
  self->body = g_bytes_new (NULL, 0);
  return self;
}

/**
 * sw_aws_request_free:
 * @self: (transfer full): a request
 */
void
sw_aws_request_free (SwAwsRequest *self)
{
  g_free (self->path);
  g_string_free (self->query, TRUE);
  g_array_unref (self->headers);
  g_bytes_unref (self->body);
  g_free (self);
}

/**
 * sw_aws_request_set_header:
 * @name: of a header, in any case
 * @value: its value; a line end in it would begin another header, so it becomes a blank
 */
void
sw_aws_request_set_header (SwAwsRequest *self,
                           const char   *name,
                           const char   *value)
{
  SwHeader header = { g_strdup (name), g_strdelimit (g_strdup (value), "\r\n", ' ') };

  for (guint i = 0; i < self->headers->len; i++)
    if (g_ascii_strcasecmp (g_array_index (self->headers, SwHeader, i).name, name) == 0)
      {
        g_array_remove_index (self->headers, i);
        break;
      }
  g_array_append_val (self->headers, header);
}

/**
 * sw_aws_request_get_header:
 * @name: in any case
 *
 * Returns: (nullable): its value
 */
const char *
sw_aws_request_get_header (const SwAwsRequest *self,
                           const char         *name)
{
  for (guint i = 0; i < self->headers->len; i++)
    if (g_ascii_strcasecmp (g_array_index (self->headers, SwHeader, i).name, name) == 0)
      return g_array_index (self->headers, SwHeader, i).value;
  return NULL;
}

/**
 * sw_aws_request_add_query:
 * @name: of a parameter, not encoded
 * @value: (nullable): likewise
 */
void
sw_aws_request_add_query (SwAwsRequest *self,
                          const char   *name,
                          const char   *value)
{
  if (self->query->len > 0)
    g_string_append_c (self->query, '&');
  sw_signer_append_encoded (self->query, name, -1, FALSE);
  g_string_append_c (self->query, '=');
  sw_signer_append_encoded (self->query, value != NULL ? value : "", -1, FALSE);
}

/**
 * sw_aws_take_body:
 * @take_text: (transfer full): the body
 * @length: bytes
 * @type: (nullable): its media type
 */
void
sw_aws_take_body (SwAwsRequest *self,
                  char         *take_text,
                  gsize         length,
                  const char   *type)
{
  g_bytes_unref (self->body);
  self->body = g_bytes_new_take (take_text, length);
  if (type != NULL && sw_aws_request_get_header (self, "Content-Type") == NULL)
    sw_aws_request_set_header (self, "Content-Type", type);
}

static void
encode_json (SwAwsRequest         *self,
             const SwAwsService   *service,
             const SwAwsOperation *operation,
             SwValue               input)
{
  g_autofree char *type = g_strdup_printf ("application/x-amz-json-%s", service->json);
  g_autofree char *target = g_strdup_printf ("%s.%s", service->target, operation->name);
  g_auto (SwValue) value = operation->input != NULL ? sw_aws_encode_json (operation->input, input)
                                                    : sw_value_new_object (0);
  gsize length;
  char *text = sw_value_to_text (value, SW_TEXT_DEFAULT, &length);

  sw_aws_request_set_header (self, "X-Amz-Target", target);
  sw_aws_take_body (self, text, length, type);
}

/* S3 wants to see that a body came through whole. */
static void
add_checksum (SwAwsRequest *self)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  g_autofree char *text = NULL;
  guint8 digest[16];
  gsize size = sizeof digest, length;
  gconstpointer data = g_bytes_get_data (self->body, &length);

  g_checksum_update (checksum, data, (gssize) length);
  g_checksum_get_digest (checksum, digest, &size);
  text = g_base64_encode (digest, size);
  sw_aws_request_set_header (self, "Content-MD5", text);
}

/**
 * sw_aws_request_new:
 * @operation: of @service
 * @input: what a state machine gives it: an object; null and undefined are an empty one
 *
 * Writes an operation's request in the protocol of its service.
 *
 * Returns: (transfer full): the request, or %NULL with @error set where @input cannot be sent
 */
SwAwsRequest *
sw_aws_request_new (const SwAwsService    *service,
                    const SwAwsOperation  *operation,
                    SwValue                input,
                    GError               **error)
{
  g_autoptr (SwAwsRequest) self = sw_aws_request_new_plain (operation->method, "/");
  g_auto (SwValue) shaped = SW_VALUE_INIT;

  if (sw_value_is (input, SW_TYPE_OBJECT) && operation->input != NULL)
    shaped = sw_aws_shape_input (operation->input, input);
  else if (sw_value_is (input, SW_TYPE_OBJECT) || sw_value_is (input, SW_TYPE_NULL)
           || sw_value_is (input, SW_TYPE_UNDEFINED))
    shaped = sw_value_new_object (0);
  else
    {
      g_set_error (error, SW_AWS_ERROR, SW_AWS_ERROR_INPUT,
                   "The parameters of %s must be an object, not %s", operation->name,
                   sw_type_get_name (sw_value_type (input)));
      return NULL;
    }
  if (service->protocol == SW_AWS_JSON)
    encode_json (self, service, operation, shaped);
  else if (service->protocol == SW_AWS_QUERY || service->protocol == SW_AWS_EC2)
    {
      char *form = sw_aws_encode_form (service, operation, shaped);

      sw_aws_take_body (self, form, strlen (form),
                        "application/x-www-form-urlencoded; charset=utf-8");
    }
  else if (!sw_aws_encode_rest (self, service, operation, shaped, error))
    return NULL;
  if (operation->checksum && sw_aws_request_get_header (self, "Content-MD5") == NULL)
    add_checksum (self);
  return g_steal_pointer (&self);
}
