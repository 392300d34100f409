/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/fields/sw-field-choice.h"

static SwFieldSet
get_set (const SwState *state)
{
  return state != NULL ? SW_FIELD_SET_STATE : SW_FIELD_SET_MACHINE;
}

/* The same group, in the same kind of state */
static gboolean
is_of_group_of (const SwField *field,
                const SwField *other)
{
  return g_strcmp0 (field->exclusive, other->exclusive) == 0
         && (field->types == other->types || (field->types & other->types) != 0);
}

/* A path to the value, or to the function that makes it: the others of its group say it plainly. */
static gboolean
is_by_path (const SwField *field)
{
  return field->kind == SW_FIELD_PATH || field->kind == SW_FIELD_REFERENCE_PATH;
}

/**
 * sw_field_stands_for_group:
 * @set: of which the field is
 * @object: what has the fields
 *
 * Of a group of fields of which one may stand, one has a row: the one that stands, else the first
 * that is no path.
 *
 * Returns: whether that is @field; %TRUE where it is of no group
 */
gboolean
sw_field_stands_for_group (SwFieldSet     set,
                           const SwField *field,
                           const SwNode  *object)
{
  guint count;
  const SwField *fields = sw_fields_get_set (set, &count), *first = NULL;

  if (field->exclusive == NULL || sw_node_get_member (object, field->name) != NULL)
    return TRUE;
  for (guint i = 0; i < count; i++)
    {
      if (!is_of_group_of (&fields[i], field))
        continue;
      if (sw_node_get_member (object, fields[i].name) != NULL)
        return FALSE;
      if (first == NULL && !is_by_path (&fields[i]))
        first = &fields[i];
    }
  return first == field;
}

static gboolean
is_distributed (const SwNode *object)
{
  const SwNode *processor = sw_node_get_member (object, "ItemProcessor");
  const SwNode *config
      = processor != NULL ? sw_node_get_member (processor, "ProcessorConfig") : NULL;
  const SwNode *mode = config != NULL ? sw_node_get_member (config, "Mode") : NULL;

  return mode != NULL && sw_node_equals_string (mode, "DISTRIBUTED");
}

/* A choice of one says nothing that is not so without it. */
static gboolean
is_rare (const SwField *field,
         const SwNode  *object)
{
  if ((field->flags & SW_FIELD_DISTRIBUTED) != 0)
    return !is_distributed (object);
  return field->kind == SW_FIELD_OBJECT
         || (field->kind == SW_FIELD_CHOICE && field->choices[1] == NULL);
}

/* Of a state whose type is missing or mistyped, only what every type has is sure. */
static gboolean
is_legal (const SwField *field,
          const SwState *state)
{
  if (state->type != SW_STATE_UNKNOWN)
    return sw_field_is_legal (field, state->type, state->language);
  for (SwStateType type = SW_STATE_TASK; type <= SW_STATE_MAP; type++)
    if (!sw_field_is_legal (field, type, state->language))
      return FALSE;
  return TRUE;
}

/**
 * sw_field_is_possible:
 * @state: (nullable): the selected state
 *
 * Returns: whether the field can stand there at all, and is not shown by other means
 */
gboolean
sw_field_is_possible (const SwField *field,
                      const SwState *state)
{
  /* The states are the diagram; "Next" has an item for the end. */
  if (field->kind == SW_FIELD_STATES || g_str_equal (field->name, "End"))
    return FALSE;
  return state == NULL || is_legal (field, state);
}

/**
 * sw_field_is_shown:
 * @state: (nullable): the selected state
 * @object: what has the fields
 *
 * Returns: whether the field has a row. Rare ones have a row once they are there; until then they
 *   are in a menu.
 */
gboolean
sw_field_is_shown (const SwField *field,
                   const SwState *state,
                   const SwNode  *object)
{
  if (!sw_field_is_possible (field, state))
    return FALSE;
  if (sw_node_get_member (object, field->name) != NULL
      || g_strcmp0 (field->exclusive, "transition") == 0)
    return TRUE;
  if (is_rare (field, object))
    return FALSE;
  return sw_field_stands_for_group (get_set (state), field, object);
}

/**
 * sw_field_has_shown_rival:
 *
 * Returns: whether a field that @field excludes has a row
 */
gboolean
sw_field_has_shown_rival (const SwField *field,
                          const SwState *state,
                          const SwNode  *object)
{
  guint count;
  const SwField *fields = sw_fields_get_set (get_set (state), &count);

  for (guint i = 0; field->exclusive != NULL && i < count; i++)
    if (&fields[i] != field && g_strcmp0 (fields[i].exclusive, field->exclusive) == 0
        && sw_field_is_shown (&fields[i], state, object))
      return TRUE;
  return FALSE;
}
