/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aws/sw-aws-shape.h"

#include <string.h>

#include "json/sw-text.h"

static SwValue
shape_structure (const SwShape *shape,
                 SwValue        value)
{
  SwValue object = sw_value_new_object (sw_value_get_length (value));

  for (guint i = 0; i < sw_value_get_length (value); i++)
    {
      SwString *key = sw_value_get_key (value, i);
      SwValue told = sw_value_get_member_at (value, i);
      const SwMember *member = sw_shape_find_member (shape, sw_string_get_text (key),
                                                     sw_string_get_length (key));

      if (member == NULL)
        sw_value_set_member_string (&object, key, sw_value_ref (told));
      else if (!sw_value_is (told, SW_TYPE_NULL))
        sw_value_set_member (&object, member->name, sw_aws_shape_input (member->shape, told));
    }
  return object;
}

/* What an idempotent operation needs for being one: the clients of AWS make it up as well. */
static void
add_tokens (const SwShape *shape,
            SwValue       *object)
{
  for (guint i = 0; i < shape->n_members; i++)
    if (shape->members[i].token
        && sw_value_is (sw_value_get_member (*object, shape->members[i].name), SW_TYPE_UNDEFINED))
      {
        g_autofree char *token = g_uuid_string_random ();

        sw_value_set_member (object, shape->members[i].name, sw_value_new_string (token));
      }
}

/* A list or a map of what EACH makes of its elements, which all have one shape */
static SwValue
new_elements (const SwShape *shape,
              SwValue        value,
              SwValue      (*each) (const SwShape *shape,
                                    SwValue        value))
{
  gboolean map = shape->kind == SW_SHAPE_MAP;
  SwValue made = map ? sw_value_new_object (sw_value_get_length (value))
                     : sw_value_new_array (sw_value_get_length (value));

  for (guint i = 0; i < sw_value_get_length (value); i++)
    if (map)
      sw_value_set_member_string (&made, sw_value_get_key (value, i),
                                  each (shape->element, sw_value_get_member_at (value, i)));
    else
      sw_value_append (&made, each (shape->element, sw_value_get_element (value, i)));
  return made;
}

static SwValue
new_json (SwValue value)
{
  gsize length;
  g_autofree char *text = sw_value_to_text (value, SW_TEXT_DEFAULT, &length);

  return sw_value_new_string_len (text, (gssize) length);
}

/**
 * sw_aws_shape_input:
 * @shape: what the operation wants
 * @value: what the state machine has
 *
 * Brings a value into the shape of an operation's input, as Step Functions does: members of a
 * structure are found whatever the style of their names; what they are not known by, and the keys
 * of maps, stay as they are; what is no text and is wanted as text or bytes becomes compact JSON
 * (that is how `"Message": {…}` works); null leaves a member out.
 *
 * Returns: (transfer full): the value with the operation's own names
 */
SwValue
sw_aws_shape_input (const SwShape *shape,
                    SwValue        value)
{
  SwValue made;

  switch ((int) shape->kind)
    {
    case SW_SHAPE_STRUCTURE:
      if (!sw_value_is (value, SW_TYPE_OBJECT))
        break;
      made = shape_structure (shape, value);
      add_tokens (shape, &made);
      return made;
    case SW_SHAPE_LIST:
      if (sw_value_is (value, SW_TYPE_ARRAY))
        return new_elements (shape, value, sw_aws_shape_input);
      break;
    case SW_SHAPE_MAP:
      if (sw_value_is (value, SW_TYPE_OBJECT))
        return new_elements (shape, value, sw_aws_shape_input);
      break;
    case SW_SHAPE_STRING:
    case SW_SHAPE_BLOB:
    case SW_SHAPE_OPAQUE:
      if (!sw_value_is (value, SW_TYPE_STRING))
        return new_json (value);
      break;
    default:
      break;
    }
  return sw_value_ref (value);
}

/**
 * sw_aws_set_output:
 * @object: of an output
 * @name: of a member in the API, "executionArn"
 *
 * Sets a member by the name that Step Functions gives it, "ExecutionArn".
 */
void
sw_aws_set_output (SwValue    *object,
                   const char *name,
                   SwValue     take_value)
{
  g_autofree char *pascal = g_strdup (name);

  pascal[0] = g_ascii_toupper (pascal[0]);
  sw_value_set_member (object, pascal, take_value);
}

static SwValue
output_structure (const SwShape *shape,
                  SwValue        value)
{
  SwValue object = sw_value_new_object (sw_value_get_length (value));

  for (guint i = 0; i < shape->n_members; i++)
    {
      const SwMember *member = &shape->members[i];
      SwValue found = sw_value_get_member (value, member->wire);

      if (!sw_value_is (found, SW_TYPE_UNDEFINED) && !sw_value_is (found, SW_TYPE_NULL))
        sw_aws_set_output (&object, member->name, sw_aws_shape_output (member->shape, found));
    }
  return object;
}

/**
 * sw_aws_shape_output:
 * @shape: what the operation gives
 * @value: what a service answered in JSON
 *
 * Brings an answer into the form that Step Functions gives it: members of structures begin with a
 * capital letter, the keys of maps stay, times are ISO 8601, what the model does not know is left
 * out.
 *
 * Returns: (transfer full): the output
 */
SwValue
sw_aws_shape_output (const SwShape *shape,
                     SwValue        value)
{
  if (shape->kind == SW_SHAPE_STRUCTURE && sw_value_is (value, SW_TYPE_OBJECT))
    return output_structure (shape, value);
  if (shape->kind == SW_SHAPE_LIST && sw_value_is (value, SW_TYPE_ARRAY))
    return new_elements (shape, value, sw_aws_shape_output);
  if (shape->kind == SW_SHAPE_MAP && sw_value_is (value, SW_TYPE_OBJECT))
    return new_elements (shape, value, sw_aws_shape_output);
  if (sw_aws_is_time (shape->kind))
    return sw_aws_new_time (value);
  if (shape->kind == SW_SHAPE_BLOB && sw_value_is (value, SW_TYPE_STRING))
    return sw_aws_new_bytes (shape, sw_value_get_text (value, NULL));
  return sw_value_ref (value);
}
