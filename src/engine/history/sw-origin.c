/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/history/sw-origin.h"

static SwOrigin *
origin_new (SwOriginKind kind)
{
  SwOrigin *self = g_new0 (SwOrigin, 1);

  self->count = 1;
  self->kind = kind;
  return self;
}

/**
 * sw_origin_new_place:
 * @source: of a draft
 * @way: into it
 *
 * Returns: (transfer full): what stands at a place, whatever it is
 */
SwOrigin *
sw_origin_new_place (guint       source,
                     const char *way)
{
  SwOrigin *self = origin_new (SW_ORIGIN_PLACE);

  self->source = source;
  self->way = g_strdup (way);
  return self;
}

/**
 * sw_origin_new_value:
 *
 * Returns: (transfer full): a constant
 */
SwOrigin *
sw_origin_new_value (SwValue take_value)
{
  SwOrigin *self = origin_new (SW_ORIGIN_VALUE);

  self->value = take_value;
  return self;
}

/**
 * sw_origin_new_object:
 * @base: (nullable): what members that are not set come from
 *
 * Returns: (transfer full): an object to be filled
 */
SwOrigin *
sw_origin_new_object (SwOrigin *base)
{
  SwOrigin *self = origin_new (SW_ORIGIN_OBJECT);

  self->base = base != NULL ? sw_origin_ref (base) : NULL;
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_origin_unref);
  return self;
}

/**
 * sw_origin_new_array:
 *
 * Returns: (transfer full): an array to be filled
 */
SwOrigin *
sw_origin_new_array (void)
{
  SwOrigin *self = origin_new (SW_ORIGIN_ARRAY);

  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_origin_unref);
  return self;
}

/**
 * sw_origin_new_unknown:
 * @why: what computes it: an expression, say
 *
 * Returns: (transfer full): something that cannot be traced
 */
SwOrigin *
sw_origin_new_unknown (const char *why)
{
  SwOrigin *self = origin_new (SW_ORIGIN_UNKNOWN);

  self->why = g_strdup (why);
  return self;
}

/**
 * sw_origin_ref:
 *
 * Returns: (transfer full): @self
 */
SwOrigin *
sw_origin_ref (SwOrigin *self)
{
  self->count++;
  return self;
}

/**
 * sw_origin_unref:
 *
 * Gives up a reference.
 */
void
sw_origin_unref (SwOrigin *self)
{
  if (--self->count > 0)
    return;
  g_free (self->way);
  sw_value_clear (&self->value);
  g_clear_pointer (&self->base, sw_origin_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_free (self->why);
  g_free (self);
}

/* Index of a member that is set; G_MAXUINT: it is not */
static guint
find (const SwOrigin *self,
      const char     *name)
{
  for (guint i = 0; i < self->names->len; i++)
    if (g_str_equal (self->names->pdata[i], name))
      return i;
  return G_MAXUINT;
}

/**
 * sw_origin_set:
 * @self: an object that was not handed out yet
 * @take_part: what the member comes from
 *
 * Sets a member.
 */
void
sw_origin_set (SwOrigin   *self,
               const char *name,
               SwOrigin   *take_part)
{
  guint index = find (self, name);

  if (index != G_MAXUINT)
    {
      sw_origin_unref (self->parts->pdata[index]);
      self->parts->pdata[index] = take_part;
      return;
    }
  g_ptr_array_add (self->names, g_strdup (name));
  g_ptr_array_add (self->parts, take_part);
}

/**
 * sw_origin_append:
 * @self: an array that was not handed out yet
 * @take_part: what the element comes from
 *
 * Adds an element.
 */
void
sw_origin_append (SwOrigin *self,
                  SwOrigin *take_part)
{
  g_ptr_array_add (self->parts, take_part);
}

static SwOrigin *
follow_constant (const SwOrigin *self,
                 const char     *step)
{
  g_autofree char *name = NULL;
  SwValue value = SW_VALUE_INIT;
  guint index;

  if (sw_way_step_is_index (step, &index))
    {
      if (sw_value_is (self->value, SW_TYPE_ARRAY) && index < sw_value_get_length (self->value))
        value = sw_value_get_element (self->value, index);
    }
  else if (sw_value_is (self->value, SW_TYPE_OBJECT))
    {
      name = sw_way_step_dup_name (step);
      value = sw_value_get_member (self->value, name);
    }
  return sw_origin_new_value (sw_value_ref (value));
}

static SwOrigin *
follow_step (SwOrigin   *self,
             const char *step)
{
  g_autofree char *name = NULL;
  g_autofree char *way = NULL;
  guint index;

  switch (self->kind)
    {
    case SW_ORIGIN_PLACE:
      way = g_strconcat (self->way, "/", step, NULL);
      return sw_origin_new_place (self->source, way);
    case SW_ORIGIN_VALUE:
      return follow_constant (self, step);
    case SW_ORIGIN_ARRAY:
      if (sw_way_step_is_index (step, &index) && index < self->parts->len)
        return sw_origin_ref (self->parts->pdata[index]);
      return sw_origin_new_value (SW_VALUE_INIT);
    case SW_ORIGIN_OBJECT:
      name = sw_way_step_dup_name (step);
      index = find (self, name);
      if (index != G_MAXUINT)
        return sw_origin_ref (self->parts->pdata[index]);
      return self->base != NULL ? follow_step (self->base, step)
                                : sw_origin_new_value (SW_VALUE_INIT);
    case SW_ORIGIN_UNKNOWN:
    default:
      return sw_origin_ref (self);
    }
}

/**
 * sw_origin_follow:
 * @way: into the value
 *
 * Returns: (transfer full): where the part comes from; a constant that is undefined where there is
 * none
 */
SwOrigin *
sw_origin_follow (SwOrigin   *self,
                  const char *way)
{
  g_auto (GStrv) steps = g_strsplit (way, "/", -1);
  SwOrigin *origin = sw_origin_ref (self);

  for (guint i = 1; steps[0] != NULL && steps[i] != NULL; i++)
    {
      SwOrigin *next = follow_step (origin, steps[i]);

      sw_origin_unref (origin);
      origin = next;
    }
  return origin;
}

static SwOrigin *
write_steps (SwOrigin  *self,
             char     **steps,
             SwOrigin  *part)
{
  g_autoptr (SwOrigin) old = NULL;
  g_autofree char *name = NULL;
  SwOrigin *result;
  guint index;

  if (steps[0] == NULL)
    return sw_origin_ref (part);
  if (sw_way_step_is_index (steps[0], &index))
    return sw_origin_new_unknown (steps[0]);
  name = sw_way_step_dup_name (steps[0]);
  old = follow_step (self, steps[0]);
  result = sw_origin_new_object (self);
  sw_origin_set (result, name, write_steps (old, steps + 1, part));
  return result;
}

/**
 * sw_origin_write:
 * @way: of members, as a ResultPath has them
 * @part: what is written there
 *
 * Returns: (transfer full): @self with @part in it
 */
SwOrigin *
sw_origin_write (SwOrigin   *self,
                 const char *way,
                 SwOrigin   *part)
{
  g_auto (GStrv) steps = g_strsplit (way, "/", -1);

  return write_steps (self, steps[0] != NULL ? steps + 1 : steps, part);
}

/**
 * sw_origin_to_value:
 * @draft: what stands at the places
 *
 * Returns: (transfer full): the value as the draft makes it; what cannot be traced is left out
 */
SwValue
sw_origin_to_value (const SwOrigin *self,
                    const SwDraft  *draft)
{
  SwValue value = SW_VALUE_INIT;

  switch (self->kind)
    {
    case SW_ORIGIN_PLACE:
      return sw_value_ref (sw_draft_get (draft, self->source, self->way));
    case SW_ORIGIN_VALUE:
      return sw_value_ref (self->value);
    case SW_ORIGIN_ARRAY:
      value = sw_value_new_array (self->parts->len);
      for (guint i = 0; i < self->parts->len; i++)
        {
          SwValue part = sw_origin_to_value (self->parts->pdata[i], draft);

          sw_value_append (&value, sw_value_is (part, SW_TYPE_UNDEFINED) ? SW_VALUE_NULL : part);
        }
      return value;
    case SW_ORIGIN_OBJECT:
      if (self->base != NULL)
        value = sw_origin_to_value (self->base, draft);
      if (!sw_value_is (value, SW_TYPE_OBJECT))
        sw_value_set (&value, sw_value_new_object (self->names->len));
      for (guint i = 0; i < self->names->len; i++)
        {
          SwValue part = sw_origin_to_value (self->parts->pdata[i], draft);

          if (!sw_value_is (part, SW_TYPE_UNDEFINED))
            sw_value_set_member (&value, self->names->pdata[i], part);
        }
      return value;
    case SW_ORIGIN_UNKNOWN:
    default:
      return value;
    }
}
