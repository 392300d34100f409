/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/http/sw-connections.h"

#include <string.h>

#include "aws/sw-credentials.h"
#include "json/sw-text.h"
#include "tasks/http/sw-web-task.h"

/* A shorter secret is not looked for in answers: it would be found everywhere. */
#define MIN_SECRET 4

struct _SwConnection
{
  SwConnectionKind kind;
  SwValue          parameters; /* AuthParameters */
  GPtrArray       *secrets;    /* texts that nobody is to read */
};

/* By SwConnectionKind */
static const struct
{
  const char *type, *member;
  const char *name, *secret; /* members of that */
} kinds[] = {
  { "BASIC", "BasicAuthParameters", "Username", "Password" },
  { "API_KEY", "ApiKeyAuthParameters", "ApiKeyName", "ApiKeyValue" },
  { "OAUTH_CLIENT_CREDENTIALS", "OAuthParameters", "ClientID", "ClientSecret" },
};

static const char *
text_of (SwValue     object,
         const char *member)
{
  SwValue value = sw_value_get_member (object, member);

  return sw_value_is (value, SW_TYPE_STRING) ? sw_value_get_text (value, NULL) : NULL;
}

static SwValue
get_own (SwConnection *self)
{
  return sw_value_get_member (self->parameters, kinds[self->kind].member);
}

static SwValue
get_client (SwConnection *self)
{
  SwValue own = get_own (self);

  return self->kind == SW_CONNECTION_OAUTH ? sw_value_get_member (own, "ClientParameters") : own;
}

static void
add_form (SwConnection *self,
          const char   *text)
{
  if (!g_ptr_array_find_with_equal_func (self->secrets, text, g_str_equal, NULL))
    g_ptr_array_add (self->secrets, g_strdup (text));
}

/* As it is, as it stands in an address, and in JSON: a server may send back any of these. */
static void
add_secret (SwConnection *self,
            const char   *text)
{
  g_autoptr (GString) address = g_string_new (NULL);
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autofree char *json = NULL;

  if (text == NULL || strlen (text) < MIN_SECRET)
    return;
  add_form (self, text);
  sw_signer_append_encoded (address, text, -1, FALSE);
  add_form (self, address->str);
  sw_wipe (address->str, address->len);
  value = sw_value_new_string (text);
  json = sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
  json[strlen (json) - 1] = '\0';
  add_form (self, json + 1);
  sw_wipe (json, strlen (json));
}

/* [ { "Key", "Value", "IsValueSecret" } ] */
static void
add_secrets (SwConnection *self,
             SwValue       list)
{
  for (guint i = 0; i < sw_value_get_length (list); i++)
    {
      SwValue element = sw_value_get_element (list, i);

      if (sw_value_get_boolean (sw_value_get_member (element, "IsValueSecret")))
        add_secret (self, text_of (element, "Value"));
    }
}

static gboolean
read_parameters (SwConnection  *self,
                 GError       **error)
{
  static const char *const lists[]
      = { "HeaderParameters", "QueryStringParameters", "BodyParameters" };
  SwValue client = get_client (self);
  SwValue more = sw_value_get_member (self->parameters, "InvocationHttpParameters");

  if (text_of (client, kinds[self->kind].name) == NULL
      || text_of (client, kinds[self->kind].secret) == NULL
      || (self->kind == SW_CONNECTION_OAUTH
          && text_of (get_own (self), "AuthorizationEndpoint") == NULL))
    {
      g_set_error (error, SW_AWS_ERROR, SW_AWS_ERROR_CONFIG, "its %s must have %s and %s%s",
                   kinds[self->kind].member, kinds[self->kind].name, kinds[self->kind].secret,
                   self->kind == SW_CONNECTION_OAUTH ? ", and AuthorizationEndpoint" : "");
      return FALSE;
    }
  add_secret (self, text_of (client, kinds[self->kind].secret));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    add_secrets (self, sw_value_get_member (more, lists[i]));
  return TRUE;
}

/**
 * sw_connection_new_from_text:
 * @text: as EventBridge's CreateConnection takes it
 *
 * Returns: (transfer full): the connection, or %NULL with @error set; no secret is in that
 */
SwConnection *
sw_connection_new_from_text (const char  *text,
                             GError     **error)
{
  g_autoptr (SwConnection) self = g_new0 (SwConnection, 1);
  g_auto (SwValue) value = SW_VALUE_INIT;
  const char *type = NULL;
  guint i = 0;

  self->secrets = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_wipe_free);
  if (sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &value, NULL))
    type = text_of (value, "AuthorizationType");
  while (i < G_N_ELEMENTS (kinds) && g_strcmp0 (type, kinds[i].type) != 0)
    i++;
  if (i == G_N_ELEMENTS (kinds))
    {
      g_set_error_literal (error, SW_AWS_ERROR, SW_AWS_ERROR_CONFIG,
                           "it must be a JSON object whose AuthorizationType is BASIC, API_KEY or "
                           "OAUTH_CLIENT_CREDENTIALS");
      return NULL;
    }
  self->kind = (SwConnectionKind) i;
  self->parameters = sw_value_ref (sw_value_get_member (value, "AuthParameters"));
  return read_parameters (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * sw_connection_free:
 *
 * Frees a connection.
 */
void
sw_connection_free (SwConnection *self)
{
  sw_value_clear (&self->parameters);
  g_ptr_array_unref (self->secrets);
  g_free (self);
}

/**
 * sw_connection_get_kind:
 *
 * Returns: how it gets a request let in
 */
SwConnectionKind
sw_connection_get_kind (SwConnection *self)
{
  return self->kind;
}

/* An object of the list's keys and values */
static SwValue
new_object (SwValue list)
{
  SwValue object = sw_value_new_object (sw_value_get_length (list));

  for (guint i = 0; i < sw_value_get_length (list); i++)
    {
      SwValue element = sw_value_get_element (list, i);
      const char *key = text_of (element, "Key");

      if (key != NULL)
        sw_value_set_member (&object, key, sw_value_ref (sw_value_get_member (element, "Value")));
    }
  return object;
}

/* What a connection adds to each request, or to the one for a token: headers, parameters, and
 * members of a body that is an object */
static gboolean
add_more (SwAwsRequest  *request,
          SwValue        more,
          GError       **error)
{
  g_auto (SwValue) headers = new_object (sw_value_get_member (more, "HeaderParameters"));
  g_auto (SwValue) query = new_object (sw_value_get_member (more, "QueryStringParameters"));
  SwValue list = sw_value_get_member (more, "BodyParameters");
  g_auto (SwValue) body = SW_VALUE_INIT;
  gsize length;
  const char *text = g_bytes_get_data (request->body, &length);

  if (!sw_web_add_members (request, headers, query, error))
    return FALSE;
  if (sw_value_get_length (list) == 0)
    return TRUE;
  if (length == 0)
    body = sw_value_new_object (1);
  else if (!sw_value_from_text (text, (gssize) length, SW_TEXT_DEFAULT, &body, NULL)
           || !sw_value_is (body, SW_TYPE_OBJECT))
    return TRUE;
  for (guint i = 0; i < sw_value_get_length (list); i++)
    {
      SwValue element = sw_value_get_element (list, i);

      if (text_of (element, "Key") != NULL)
        sw_value_set_member (&body, text_of (element, "Key"),
                             sw_value_ref (sw_value_get_member (element, "Value")));
    }
  sw_web_set_body (request, body, SW_VALUE_INIT);
  return TRUE;
}

/**
 * sw_connection_apply:
 * @request: gets what lets it in, but for a token
 *
 * Returns: %FALSE with @error set where the connection has what is no header
 */
gboolean
sw_connection_apply (SwConnection  *self,
                     SwAwsRequest  *request,
                     GError       **error)
{
  SwValue client = get_client (self);
  const char *name = text_of (client, kinds[self->kind].name);
  const char *secret = text_of (client, kinds[self->kind].secret);
  g_autofree char *pair = NULL, *encoded = NULL, *value = NULL;

  if (self->kind == SW_CONNECTION_BASIC)
    {
      pair = g_strdup_printf ("%s:%s", name, secret);
      encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
      value = g_strconcat ("Basic ", encoded, NULL);
      sw_aws_request_set_header (request, "Authorization", value);
      add_secret (self, encoded);
      sw_wipe (pair, strlen (pair));
    }
  else if (self->kind == SW_CONNECTION_API_KEY)
    sw_aws_request_set_header (request, name, secret);
  return add_more (request, sw_value_get_member (self->parameters, "InvocationHttpParameters"),
                   error);
}

/**
 * sw_connection_dup_token_url:
 *
 * Returns: (transfer full): where a connection of %SW_CONNECTION_OAUTH gets its token
 */
char *
sw_connection_dup_token_url (SwConnection *self)
{
  return g_strdup (text_of (get_own (self), "AuthorizationEndpoint"));
}

/**
 * sw_connection_new_token_request:
 *
 * Returns: (transfer full): what asks for a token there, or %NULL with @error set
 */
SwAwsRequest *
sw_connection_new_token_request (SwConnection  *self,
                                 GError       **error)
{
  SwValue own = get_own (self), client = get_client (self);
  const char *method = text_of (own, "HttpMethod");
  g_autoptr (SwAwsRequest) request = NULL;
  g_autoptr (GString) form = g_string_new ("grant_type=client_credentials&client_id=");

  request = sw_aws_request_new_plain (g_strcmp0 (method, "GET") == 0   ? "GET"
                                      : g_strcmp0 (method, "PUT") == 0 ? "PUT"
                                                                       : "POST",
                                      "/");
  sw_signer_append_encoded (form, text_of (client, "ClientID"), -1, FALSE);
  g_string_append (form, "&client_secret=");
  sw_signer_append_encoded (form, text_of (client, "ClientSecret"), -1, FALSE);
  sw_aws_request_set_header (request, "Content-Type", "application/x-www-form-urlencoded");
  if (!add_more (request, sw_value_get_member (own, "OAuthHttpParameters"), error))
    return NULL;
  g_bytes_unref (request->body);
  request->body = g_bytes_new (form->str, form->len);
  sw_wipe (form->str, form->len);
  return g_steal_pointer (&request);
}

/**
 * sw_connection_apply_token:
 * @token: what the server of tokens gave; is masked from now on
 */
void
sw_connection_apply_token (SwConnection *self,
                           SwAwsRequest *request,
                           const char   *token)
{
  g_autofree char *value = g_strconcat ("Bearer ", token, NULL);

  add_secret (self, token);
  sw_aws_request_set_header (request, "Authorization", value);
}

/**
 * sw_connection_mask:
 * @text: what an answer says
 *
 * Returns: (transfer full): the same, stars in place of the connection's secrets: what a server
 *   sends back does not come into a history
 */
char *
sw_connection_mask (SwConnection *self,
                    const char   *text)
{
  g_autoptr (GString) out = g_string_new (text);

  for (guint i = 0; i < self->secrets->len; i++)
    g_string_replace (out, self->secrets->pdata[i], "********", 0);
  return g_string_free_and_steal (g_steal_pointer (&out));
}
