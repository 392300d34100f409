/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aws/sw-aws-answer.h"

#include <string.h>

#include "aws/sw-xml.h"
#include "json/sw-text.h"

static void
header_clear (gpointer data)
{
  SwHeader *header = data;

  g_free ((char *) header->name);
  g_free ((char *) header->value);
}

/**
 * sw_aws_answer_new:
 * @status: of HTTP
 * @reason: (nullable): what the server calls it
 * @body: the whole body
 *
 * Returns: (transfer full): an answer without headers, not yet read
 */
SwAwsAnswer *
sw_aws_answer_new (guint       status,
                   const char *reason,
                   GBytes     *body)
{
  SwAwsAnswer *self = g_new0 (SwAwsAnswer, 1);

  self->status = status;
  self->reason = g_strdup (reason != NULL ? reason : "");
  self->headers = g_array_new (FALSE, FALSE, sizeof (SwHeader));
  g_array_set_clear_func (self->headers, header_clear);
  self->body = g_bytes_ref (body);
  self->output = SW_VALUE_INIT;
  return self;
}

/**
 * sw_aws_answer_free:
 * @self: (transfer full): an answer
 */
void
sw_aws_answer_free (SwAwsAnswer *self)
{
  g_array_unref (self->headers);
  g_bytes_unref (self->body);
  sw_value_clear (&self->output);
  g_free (self->reason);
  g_free (self->code);
  g_free (self->message);
  g_free (self->request_id);
  g_free (self->extended_id);
  g_free (self);
}

/**
 * sw_aws_answer_add_header:
 *
 * Adds a header as it came.
 */
void
sw_aws_answer_add_header (SwAwsAnswer *self,
                          const char  *name,
                          const char  *value)
{
  SwHeader header = { g_utf8_make_valid (name, -1), g_utf8_make_valid (value, -1) };

  g_array_append_val (self->headers, header);
}

/**
 * sw_aws_answer_get_header:
 * @name: in any case
 *
 * Returns: (nullable): the first value
 */
const char *
sw_aws_answer_get_header (const SwAwsAnswer *self,
                          const char        *name)
{
  for (guint i = 0; i < self->headers->len; i++)
    if (g_ascii_strcasecmp (g_array_index (self->headers, SwHeader, i).name, name) == 0)
      return g_array_index (self->headers, SwHeader, i).value;
  return NULL;
}

/**
 * sw_aws_answer_is_error:
 *
 * Returns: whether the operation failed
 */
gboolean
sw_aws_answer_is_error (const SwAwsAnswer *self)
{
  return self->status < 200 || self->status >= 300;
}

/* "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException", "NotFound:http://…" */
static char *
dup_code (const char *told)
{
  const char *hash = strrchr (told, '#');
  const char *start = hash != NULL ? hash + 1 : told;

  return g_strndup (start, strcspn (start, ":; "));
}

static void
take_text (char       **place,
           const char  *text)
{
  if (*place == NULL && text != NULL && *text != '\0')
    *place = g_utf8_make_valid (text, -1);
}

static const char *
text_of (SwValue     object,
         const char *name)
{
  SwValue value = sw_value_get_member (object, name);

  return sw_value_is (value, SW_TYPE_STRING) ? sw_value_get_text (value, NULL) : NULL;
}

static void
read_json_error (SwAwsAnswer *self,
                 const char  *text,
                 gsize        length)
{
  static const char *const codes[] = { "__type", "code", "Code" };
  static const char *const messages[] = { "message", "Message", "errorMessage" };
  g_auto (SwValue) value = SW_VALUE_INIT;

  if (!sw_value_from_text (text, (gssize) length, SW_TEXT_DEFAULT, &value, NULL))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (codes) && self->code == NULL; i++)
    if (text_of (value, codes[i]) != NULL)
      self->code = dup_code (text_of (value, codes[i]));
  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    take_text (&self->message, text_of (value, messages[i]));
}

/* <ErrorResponse><Error>…, <Response><Errors><Error>… of EC2, <Error>… of S3 */
static void
read_xml_error (SwAwsAnswer *self,
                const char  *text,
                gsize        length)
{
  g_autoptr (SwXml) root = sw_xml_parse (text, length, NULL);
  SwXml *told = root;

  if (root == NULL)
    return;
  if (sw_xml_get (root, "Errors") != NULL)
    told = sw_xml_get (sw_xml_get (root, "Errors"), "Error");
  else if (sw_xml_get (root, "Error") != NULL)
    told = sw_xml_get (root, "Error");
  take_text (&self->code, sw_xml_get_text (told, "Code"));
  take_text (&self->message, sw_xml_get_text (told, "Message"));
  take_text (&self->request_id, sw_xml_get_text (told, "RequestId"));
  take_text (&self->request_id, sw_xml_get_text (root, "RequestId"));
  take_text (&self->request_id, sw_xml_get_text (root, "RequestID"));
  take_text (&self->extended_id, sw_xml_get_text (told, "HostId"));
}

/* What stands for the code where there is no body, as after HEAD */
static const char *
code_of_status (guint status)
{
  static const struct
  {
    guint       status;
    const char *code;
  } codes[] = {
    { 301, "PermanentRedirect" },   { 307, "TemporaryRedirect" }, { 400, "BadRequest" },
    { 403, "AccessDenied" },        { 404, "NotFound" },          { 405, "MethodNotAllowed" },
    { 412, "PreconditionFailed" },  { 413, "RequestEntityTooLarge" },
    { 429, "TooManyRequestsException" }, { 500, "InternalFailure" },
    { 503, "ServiceUnavailable" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (codes[i].status == status)
      return codes[i].code;
  return "UnknownError";
}

/* The one that answers in JSON is not told from the one in XML by the type it names: moto says
 * "text/html" of both. */
static gboolean
looks_like_xml (const char *text,
                gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (text[i]))
      return text[i] == '<';
  return FALSE;
}

static void
read_ids (SwAwsAnswer *self)
{
  take_text (&self->request_id, sw_aws_answer_get_header (self, "x-amzn-RequestId"));
  take_text (&self->request_id, sw_aws_answer_get_header (self, "x-amz-request-id"));
  take_text (&self->extended_id, sw_aws_answer_get_header (self, "x-amz-id-2"));
}

/**
 * sw_aws_answer_read_error:
 *
 * Finds out what a service says went wrong: `code`, `message`, `request_id`.
 */
void
sw_aws_answer_read_error (SwAwsAnswer *self)
{
  const char *type = sw_aws_answer_get_header (self, "x-amzn-errortype");
  gsize length;
  const char *text = g_bytes_get_data (self->body, &length);

  read_ids (self);
  if (length > 0 && looks_like_xml (text, length))
    read_xml_error (self, text, length);
  else if (length > 0)
    read_json_error (self, text, length);
  if (self->code == NULL && type != NULL)
    self->code = dup_code (type);
  if (self->code == NULL || *self->code == '\0')
    {
      g_free (self->code);
      self->code = g_strdup (code_of_status (self->status));
    }
  take_text (&self->message, self->reason);
}
