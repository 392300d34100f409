/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aws/sw-aws-answer.h"
#include "aws/sw-aws-shape.h"
#include "aws/sw-xml.h"

#include <string.h>

#include "json/sw-text.h"

/* Good answers: what the protocols say, as Step Functions' output. */

static SwValue decode_xml (const SwShape *shape,
                           SwXml         *element,
                           gboolean       ec2);

static SwValue
decode_elements (const SwShape *shape,
                 GPtrArray     *elements,
                 const char    *name,
                 gboolean       ec2)
{
  SwValue array = sw_value_new_array (elements->len);

  for (guint i = 0; i < elements->len; i++)
    {
      SwXml *element = elements->pdata[i];

      if (name == NULL || g_str_equal (element->name, name))
        sw_value_append (&array, decode_xml (shape->element, element, ec2));
    }
  return array;
}

static void
decode_entry (const SwShape *shape,
              SwXml         *entry,
              gboolean       ec2,
              SwValue       *object)
{
  const char *key = sw_xml_get_text (entry, shape->key_name != NULL ? shape->key_name : "key");
  SwXml *value = sw_xml_get (entry, shape->value_name != NULL ? shape->value_name : "value");

  if (key != NULL && value != NULL)
    sw_value_set_member (object, key, decode_xml (shape->element, value, ec2));
}

static SwValue
decode_entries (const SwShape *shape,
                GPtrArray     *elements,
                const char    *name,
                gboolean       ec2)
{
  SwValue object = sw_value_new_object (elements->len);

  for (guint i = 0; i < elements->len; i++)
    {
      SwXml *element = elements->pdata[i];

      if (name == NULL || g_str_equal (element->name, name))
        decode_entry (shape, element, ec2, &object);
    }
  return object;
}

/* A member whose elements stand in the structure itself */
static SwValue
decode_flat (const SwMember *member,
             const char     *wire,
             SwXml          *structure,
             gboolean        ec2)
{
  const SwShape *shape = member->shape;
  const char *name = wire;

  if (shape->kind == SW_SHAPE_MAP)
    return decode_entries (shape, structure->elements, name, ec2);
  if (sw_xml_get (structure, name) == NULL && shape->name != NULL)
    name = shape->name;
  return decode_elements (shape, structure->elements, name, ec2);
}

static SwValue
decode_member (const SwMember *member,
               SwXml          *structure,
               gboolean        ec2)
{
  const char *wire = ec2 ? member->answered : member->wire;
  gboolean flat = (member->flattened || member->shape->flattened)
                  && (member->shape->kind == SW_SHAPE_LIST || member->shape->kind == SW_SHAPE_MAP);
  const char *text;
  SwXml *element;

  if (member->attribute)
    {
      text = sw_xml_get_attribute (structure, wire);
      return text != NULL ? sw_aws_new_scalar (member->shape, text) : SW_VALUE_INIT;
    }
  element = sw_xml_get (structure, wire);
  if (flat && (element != NULL || (member->shape->name != NULL
                                   && sw_xml_get (structure, member->shape->name) != NULL)))
    return decode_flat (member, wire, structure, ec2);
  return element != NULL ? decode_xml (member->shape, element, ec2) : SW_VALUE_INIT;
}

static SwValue
decode_structure (const SwShape *shape,
                  SwXml         *element,
                  gboolean       ec2)
{
  SwValue object = sw_value_new_object (shape->n_members);

  for (guint i = 0; i < shape->n_members; i++)
    if (shape->members[i].place == SW_PLACE_BODY)
      {
        SwValue value = decode_member (&shape->members[i], element, ec2);

        if (!sw_value_is (value, SW_TYPE_UNDEFINED))
          sw_aws_set_output (&object, shape->members[i].name, value);
      }
  return object;
}

static SwValue
decode_xml (const SwShape *shape,
            SwXml         *element,
            gboolean       ec2)
{
  switch ((int) shape->kind)
    {
    case SW_SHAPE_STRUCTURE:
      return decode_structure (shape, element, ec2);
    case SW_SHAPE_LIST:
      return decode_elements (shape, element->elements, NULL, ec2);
    case SW_SHAPE_MAP:
      return decode_entries (shape, element->elements, NULL, ec2);
    default:
      return sw_aws_new_scalar (shape, element->text->str);
    }
}

/* Adds what a document says of the members that travel in it. */
static gboolean
read_xml (SwAwsAnswer    *self,
          const SwShape  *shape,
          const char     *wrapper,
          gboolean        ec2,
          GError        **error)
{
  g_autoptr (GError) reason = NULL;
  gsize length;
  const char *text = g_bytes_get_data (self->body, &length);
  g_autoptr (SwXml) root = NULL;
  const char *id;

  if (length == 0)
    {
      sw_value_set (&self->output, sw_value_new_object (0));
      return TRUE;
    }
  root = sw_xml_parse (text, length, &reason);
  if (root == NULL)
    {
      g_set_error (error, SW_AWS_ERROR, SW_AWS_ERROR_ANSWER, "The answer is not XML: %s",
                   reason->message);
      return FALSE;
    }
  id = sw_xml_get_text (sw_xml_get (root, "ResponseMetadata"), "RequestId");
  if (id == NULL)
    id = sw_xml_get_text (root, "requestId");
  if (self->request_id == NULL && id != NULL)
    self->request_id = g_strdup (id);
  if (wrapper != NULL && sw_xml_get (root, wrapper) != NULL)
    sw_value_set (&self->output, decode_xml (shape, sw_xml_get (root, wrapper), ec2));
  else
    sw_value_set (&self->output, decode_xml (shape, root, ec2));
  return TRUE;
}

static gboolean
read_json (SwAwsAnswer    *self,
           const SwShape  *shape,
           GError        **error)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autoptr (GError) reason = NULL;
  gsize length;
  const char *text = g_bytes_get_data (self->body, &length);

  if (length == 0)
    value = sw_value_new_object (0);
  else if (!sw_value_from_text (text, (gssize) length, SW_TEXT_DEFAULT, &value, &reason))
    {
      g_set_error (error, SW_AWS_ERROR, SW_AWS_ERROR_ANSWER, "The answer is not JSON: %s",
                   reason->message);
      return FALSE;
    }
  sw_value_set (&self->output, sw_aws_shape_output (shape, value));
  return TRUE;
}

/* The member that is the whole body */
static gboolean
read_payload (SwAwsAnswer         *self,
              const SwAwsService  *service,
              const SwMember      *member,
              GError             **error)
{
  SwValue value = SW_VALUE_INIT;
  gsize length;
  const char *text = g_bytes_get_data (self->body, &length);

  if (member->shape->kind != SW_SHAPE_STRUCTURE && member->shape->kind != SW_SHAPE_DOCUMENT)
    value = sw_aws_new_text (text != NULL ? text : "", length);
  else if (length > 0)
    {
      if (!(service->protocol == SW_AWS_REST_XML
                ? read_xml (self, member->shape, NULL, FALSE, error)
                : read_json (self, member->shape, error)))
        return FALSE;
      value = self->output;
      self->output = SW_VALUE_INIT;
    }
  sw_value_set (&self->output, sw_value_new_object (1));
  if (!sw_value_is (value, SW_TYPE_UNDEFINED))
    sw_aws_set_output (&self->output, member->name, value);
  return TRUE;
}

static void
read_headers (SwAwsAnswer    *self,
              const SwMember *member)
{
  gsize length = strlen (member->wire);
  SwValue object = sw_value_new_object (0);

  for (guint i = 0; i < self->headers->len; i++)
    {
      const SwHeader *header = &g_array_index (self->headers, SwHeader, i);

      if (g_ascii_strncasecmp (header->name, member->wire, length) == 0)
        sw_value_set_member (&object, header->name + length, sw_value_new_string (header->value));
    }
  sw_aws_set_output (&self->output, member->name, object);
}

/* What does not travel in the body */
static void
read_places (SwAwsAnswer   *self,
             const SwShape *shape)
{
  for (guint i = 0; i < shape->n_members; i++)
    {
      const SwMember *member = &shape->members[i];
      const char *text
          = member->place == SW_PLACE_HEADER ? sw_aws_answer_get_header (self, member->wire) : NULL;

      if (text != NULL)
        sw_aws_set_output (&self->output, member->name, sw_aws_new_scalar (member->shape, text));
      else if (member->place == SW_PLACE_HEADERS)
        read_headers (self, member);
      else if (member->place == SW_PLACE_STATUS)
        sw_aws_set_output (&self->output, member->name, sw_value_new_integer (self->status));
    }
}

static gboolean
read_rest (SwAwsAnswer         *self,
           const SwAwsService  *service,
           const SwShape       *shape,
           GError             **error)
{
  const SwMember *payload = NULL;

  for (guint i = 0; i < shape->n_members; i++)
    if (shape->members[i].payload)
      payload = &shape->members[i];
  if (!(payload != NULL                          ? read_payload (self, service, payload, error)
        : service->protocol == SW_AWS_REST_XML ? read_xml (self, shape, NULL, FALSE, error)
                                               : read_json (self, shape, error)))
    return FALSE;
  read_places (self, shape);
  return TRUE;
}

/**
 * sw_aws_answer_read:
 * @self: a good answer
 * @operation: of @service, that it answers
 *
 * Reads an answer into `output`, in the form that Step Functions gives it.
 *
 * Returns: %FALSE with @error set where the answer is not in the service's protocol
 */
gboolean
sw_aws_answer_read (SwAwsAnswer           *self,
                    const SwAwsService    *service,
                    const SwAwsOperation  *operation,
                    GError               **error)
{
  const char *id = sw_aws_answer_get_header (self, "x-amzn-RequestId");

  if (id == NULL)
    id = sw_aws_answer_get_header (self, "x-amz-request-id");
  if (id != NULL && self->request_id == NULL)
    self->request_id = g_strdup (id);
  if (operation->output == NULL)
    sw_value_set (&self->output, sw_value_new_object (0));
  else if (service->protocol == SW_AWS_JSON)
    return read_json (self, operation->output, error);
  else if (service->protocol == SW_AWS_QUERY || service->protocol == SW_AWS_EC2)
    return read_xml (self, operation->output, operation->wrapper,
                     service->protocol == SW_AWS_EC2, error);
  else
    return read_rest (self, service, operation->output, error);
  return TRUE;
}
