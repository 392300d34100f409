/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aws/sw-aws-request-private.h"
#include "aws/sw-aws-shape.h"

#include <string.h>

#include "json/sw-text.h"

/* Bodies: JSON, the forms of the query protocols, XML. */

static SwValue
encode_json_object (const SwShape *shape,
                    SwValue        value)
{
  SwValue object = sw_value_new_object (sw_value_get_length (value));

  for (guint i = 0; i < sw_value_get_length (value); i++)
    {
      SwString *key = sw_value_get_key (value, i);
      SwValue told = sw_value_get_member_at (value, i);
      const SwMember *member
          = shape->kind == SW_SHAPE_STRUCTURE
                ? sw_shape_find_member (shape, sw_string_get_text (key), sw_string_get_length (key))
                : NULL;

      if (member != NULL && member->place == SW_PLACE_BODY)
        sw_value_set_member (&object, member->wire, sw_aws_encode_json (member->shape, told));
      else if (member == NULL)
        sw_value_set_member_string (&object, key,
                                    shape->kind == SW_SHAPE_MAP
                                        ? sw_aws_encode_json (shape->element, told)
                                        : sw_value_ref (told));
    }
  return object;
}

/**
 * sw_aws_encode_json:
 * @shape: of the value
 *
 * Returns: (transfer full): the value as JSON has it: times in seconds, bytes as Base64, and of a
 *   structure what travels in the body
 */
SwValue
sw_aws_encode_json (const SwShape *shape,
                    SwValue        value)
{
  g_autofree char *text = NULL;
  SwValue made;

  if ((shape->kind == SW_SHAPE_STRUCTURE || shape->kind == SW_SHAPE_MAP)
      && sw_value_is (value, SW_TYPE_OBJECT))
    return encode_json_object (shape, value);
  if (shape->kind == SW_SHAPE_LIST && sw_value_is (value, SW_TYPE_ARRAY))
    {
      made = sw_value_new_array (sw_value_get_length (value));
      for (guint i = 0; i < sw_value_get_length (value); i++)
        sw_value_append (&made,
                         sw_aws_encode_json (shape->element, sw_value_get_element (value, i)));
      return made;
    }
  if (!sw_value_is (value, SW_TYPE_STRING))
    return sw_value_ref (value);
  if (shape->kind != SW_SHAPE_BLOB && shape->kind != SW_SHAPE_OPAQUE && shape->kind < SW_SHAPE_TIME)
    return sw_value_ref (value);
  if (shape->kind > SW_SHAPE_TIME_HTTP)
    return sw_value_ref (value);
  text = sw_aws_dup_scalar (shape, value, SW_SHAPE_TIME_UNIX);
  if ((shape->kind == SW_SHAPE_TIME || shape->kind == SW_SHAPE_TIME_UNIX)
      && sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &made, NULL))
    return made;
  return sw_value_new_string (text);
}

/* The form of the query protocols */
typedef struct
{
  GString  *out;
  gboolean  ec2;
} Form;

static void form_add (Form          *self,
                      const char    *name,
                      const SwShape *shape,
                      gboolean       flattened,
                      SwValue        value);

static char *
join (const char *prefix,
      const char *name)
{
  return *prefix != '\0' ? g_strdup_printf ("%s.%s", prefix, name) : g_strdup (name);
}

/* A blank is "+", as in every form; some servers write the form anew to check its signature. */
static void
form_add_text (Form       *self,
               const char *name,
               const char *text)
{
  g_autoptr (GString) value = g_string_new (NULL);

  sw_signer_append_encoded (value, text, -1, FALSE);
  g_string_replace (value, "%20", "+", 0);
  g_string_append_c (self->out, '&');
  sw_signer_append_encoded (self->out, name, -1, FALSE);
  g_string_append_printf (self->out, "=%s", value->str);
}

static void
form_add_members (Form          *self,
                  const char    *prefix,
                  const SwShape *shape,
                  SwValue        value)
{
  for (guint i = 0; i < shape->n_members; i++)
    {
      const SwMember *member = &shape->members[i];
      SwValue told = sw_value_get_member (value, member->name);
      g_autofree char *wire = g_strdup (member->wire);
      g_autofree char *name = NULL;

      if (sw_value_is (told, SW_TYPE_UNDEFINED))
        continue;
      if (self->ec2)
        wire[0] = g_ascii_toupper (wire[0]);
      name = join (prefix, wire);
      form_add (self, name, member->shape, member->flattened, told);
    }
}

static void
form_add_list (Form          *self,
               const char    *prefix,
               const SwShape *shape,
               gboolean       flattened,
               SwValue        value)
{
  g_autofree char *base = NULL;

  if (!self->ec2 && sw_value_get_length (value) == 0)
    form_add_text (self, prefix, "");
  base = self->ec2 || flattened ? g_strdup (prefix)
                                : join (prefix, shape->name != NULL ? shape->name : "member");
  /* A flattened list is named as its elements where they have a name. */
  if (!self->ec2 && flattened && shape->name != NULL)
    {
      const char *dot = strrchr (prefix, '.');
      g_autofree char *parent = g_strndup (prefix, dot != NULL ? (gsize) (dot - prefix) : 0);

      g_free (base);
      base = join (parent, shape->name);
    }
  for (guint i = 0; i < sw_value_get_length (value); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.%u", base, i + 1);

      form_add (self, name, shape->element, shape->element->flattened,
                sw_value_get_element (value, i));
    }
}

static void
form_add_map (Form          *self,
              const char    *prefix,
              const SwShape *shape,
              gboolean       flattened,
              SwValue        value)
{
  static const SwShape text = { SW_SHAPE_STRING };

  for (guint i = 0; i < sw_value_get_length (value); i++)
    {
      g_autofree char *base
          = g_strdup_printf ("%s%s.%u", prefix, flattened ? "" : ".entry", i + 1);
      g_autofree char *key = join (base, shape->key_name != NULL ? shape->key_name : "key");
      g_autofree char *name = join (base, shape->value_name != NULL ? shape->value_name : "value");
      g_auto (SwValue) told
          = sw_value_take_string (sw_string_ref (sw_value_get_key (value, i)));

      form_add (self, key, &text, FALSE, told);
      form_add (self, name, shape->element, shape->element->flattened,
                sw_value_get_member_at (value, i));
    }
}

static void
form_add (Form          *self,
          const char    *name,
          const SwShape *shape,
          gboolean       flattened,
          SwValue        value)
{
  g_autofree char *text = NULL;

  flattened = flattened || shape->flattened;
  if (shape->kind == SW_SHAPE_STRUCTURE && sw_value_is (value, SW_TYPE_OBJECT))
    form_add_members (self, name, shape, value);
  else if (shape->kind == SW_SHAPE_LIST && sw_value_is (value, SW_TYPE_ARRAY))
    form_add_list (self, name, shape, flattened, value);
  else if (shape->kind == SW_SHAPE_MAP && sw_value_is (value, SW_TYPE_OBJECT))
    form_add_map (self, name, shape, flattened, value);
  else
    {
      text = sw_aws_dup_scalar (shape, value, SW_SHAPE_TIME_ISO);
      form_add_text (self, name, text);
    }
}

/**
 * sw_aws_encode_form:
 * @operation: of @service, which speaks query or ec2
 *
 * Returns: (transfer full): "Action=Publish&Version=2010-03-31&Message=…"
 */
char *
sw_aws_encode_form (const SwAwsService   *service,
                    const SwAwsOperation *operation,
                    SwValue               input)
{
  Form form = { g_string_new (NULL), service->protocol == SW_AWS_EC2 };

  g_string_append_printf (form.out, "Action=%s&Version=%s", operation->name, service->version);
  if (operation->input != NULL)
    form_add_members (&form, "", operation->input, input);
  return g_string_free_and_steal (form.out);
}

static void write_element (GString       *out,
                           const char    *name,
                           const SwShape *shape,
                           gboolean       flattened,
                           SwValue        value);

static void
write_attributes (GString       *out,
                  const SwShape *shape,
                  SwValue        value)
{
  for (guint i = 0; i < shape->n_members; i++)
    {
      const SwMember *member = &shape->members[i];
      SwValue told = sw_value_get_member (value, member->name);
      g_autofree char *text = NULL, *escaped = NULL;

      if (!member->attribute || !sw_value_is (told, SW_TYPE_STRING))
        continue;
      text = sw_aws_dup_scalar (member->shape, told, SW_SHAPE_TIME_ISO);
      escaped = g_markup_escape_text (text, -1);
      if (g_str_has_prefix (member->wire, "xsi:"))
        g_string_append (out, " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"");
      g_string_append_printf (out, " %s=\"%s\"", member->wire, escaped);
    }
}

static void
write_members (GString       *out,
               const SwShape *shape,
               SwValue        value)
{
  for (guint i = 0; i < shape->n_members; i++)
    {
      const SwMember *member = &shape->members[i];
      SwValue told = sw_value_get_member (value, member->name);

      if (member->place == SW_PLACE_BODY && !member->attribute
          && !sw_value_is (told, SW_TYPE_UNDEFINED))
        write_element (out, member->wire, member->shape, member->flattened, told);
    }
}

static void
write_list (GString       *out,
            const char    *name,
            const SwShape *shape,
            gboolean       flattened,
            SwValue        value)
{
  const char *element = flattened ? name : shape->name != NULL ? shape->name : "member";

  if (!flattened)
    g_string_append_printf (out, "<%s>", name);
  for (guint i = 0; i < sw_value_get_length (value); i++)
    write_element (out, element, shape->element, FALSE, sw_value_get_element (value, i));
  if (!flattened)
    g_string_append_printf (out, "</%s>", name);
}

static void
write_element (GString       *out,
               const char    *name,
               const SwShape *shape,
               gboolean       flattened,
               SwValue        value)
{
  g_autofree char *text = NULL, *escaped = NULL;

  if (shape->kind == SW_SHAPE_LIST && sw_value_is (value, SW_TYPE_ARRAY))
    {
      write_list (out, name, shape, flattened || shape->flattened, value);
      return;
    }
  g_string_append_printf (out, "<%s", name);
  if (shape->kind == SW_SHAPE_STRUCTURE && sw_value_is (value, SW_TYPE_OBJECT))
    {
      write_attributes (out, shape, value);
      g_string_append_c (out, '>');
      write_members (out, shape, value);
    }
  else
    {
      text = sw_aws_dup_scalar (shape, value, SW_SHAPE_TIME_ISO);
      escaped = g_markup_escape_text (text, -1);
      g_string_append_printf (out, ">%s", escaped);
    }
  g_string_append_printf (out, "</%s>", name);
}

/**
 * sw_aws_encode_xml:
 * @shape: a structure
 * @name: of the element around it
 * @root: whether it is the document: it names S3's namespace, the one service that takes XML
 *
 * Returns: (transfer full): the text of the element
 */
char *
sw_aws_encode_xml (const SwShape *shape,
                   const char    *name,
                   SwValue        value,
                   gboolean       root)
{
  GString *out = g_string_new (NULL);

  write_element (out, name, shape, FALSE, value);
  if (root)
    g_string_insert (out, (gssize) strlen (name) + 1,
                     " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"");
  return g_string_free_and_steal (out);
}
