/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/check/sw-check-private.h"

#include <string.h>

/* One object against its rows in the table of fields: what may stand, what must, what excludes
 * what. */

/* TRUE where the member stands and counts: "End": false is as good as none. */
static gboolean
is_present (SwNode        *object,
            const SwField *field)
{
  SwNode *member = sw_node_get_member (object, field->name);

  if (member == NULL)
    return FALSE;
  if (strcmp (field->name, "End") == 0 && member->kind == SW_NODE_BOOLEAN)
    return sw_span_length (member->span) == strlen ("true");

  return TRUE;
}

static gboolean
is_of_type (SwCheck       *check,
            const SwField *field)
{
  return field->types == 0 || check->state_type == SW_STATE_UNKNOWN
         || (field->types >> check->state_type & 1);
}

/* measured on AWS: "Field 'X' is not supported" at the object; the other language's fields likewise
 */
static void
check_member (SwCheck    *check,
              SwNode     *object,
              SwNode     *member,
              SwFieldSet  set)
{
  const SwField *field = sw_fields_find_in (set, member->name);
  const char *mine = check->language == SW_QUERY_JSONATA ? "JSONata" : "JSONPath";
  const char *other = check->language == SW_QUERY_JSONATA ? "JSONPath" : "JSONata";

  if (field == NULL || !is_of_type (check, field))
    sw_check_add (check, SW_FINDING_UNSUPPORTED_FIELD, object, member->key,
                  "Field '%s' is not supported", member->name);
  else if (!check->any_language && !sw_field_is_legal (field, check->state_type, check->language))
    sw_check_add (check, SW_FINDING_OTHER_LANGUAGE, object, member->key,
                  "The QueryLanguage is set to '%s', but field '%s' is only supported for the '%s' "
                  "QueryLanguage",
                  mine, member->name, other);
  else if (!sw_check_is_unknown (member))
    sw_check_value (check, member, field);
}

/* A state of unknown type cannot be judged by its fields; and of a half-written object nothing is
 * said missing. */
static gboolean
is_unfinished (SwNode *object)
{
  for (SwNode *member = object->first; member != NULL; member = member->next)
    if (member->broken || member->kind == SW_NODE_MISSING || member->name == NULL)
      return TRUE;

  return object->broken;
}

/* Of a state of unknown type only what every type must have. */
static gboolean
is_wanted (SwCheck       *check,
           const SwField *field)
{
  if (check->state_type == SW_STATE_UNKNOWN && field->types != 0
      && strcmp (field->name, "Type") != 0)
    return FALSE;

  return is_of_type (check, field) && sw_field_is_legal (field, check->state_type, check->language);
}

/* recorded on AWS: These fields are required: [States, StartAt] */
static void
check_required (SwCheck    *check,
                SwNode     *object,
                SwFieldSet  set)
{
  g_autoptr (GString) missing = g_string_new (NULL);
  guint n_fields;
  const SwField *fields = sw_fields_get_set (set, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      if (!(fields[i].flags & SW_FIELD_REQUIRED) || fields[i].exclusive != NULL
          || !is_wanted (check, &fields[i]) || sw_node_get_member (object, fields[i].name) != NULL)
        continue;

      g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "", fields[i].name);
    }

  if (missing->len > 0)
    sw_check_add (check, SW_FINDING_MISSING_FIELD, object, sw_check_get_span (object),
                  "These fields are required: [%s]", missing->str);
}

/* A group's fields in AWS's order, those of the language's twins included, and how many of them
 * stand. */
static char *
dup_group (SwCheck       *check,
           SwNode        *object,
           const SwField *fields,
           guint          n_fields,
           const char    *group,
           guint         *n_present)
{
  g_autoptr (GString) names = g_string_new (NULL);

  *n_present = 0;
  for (guint i = 0; i < n_fields; i++)
    {
      if (g_strcmp0 (fields[i].exclusive, group) != 0 || !is_of_type (check, &fields[i]))
        continue;

      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", fields[i].name);
      *n_present += is_present (object, &fields[i]) ? 1 : 0;
    }

  return g_strdup (names->str);
}

/* measured on AWS: There should only be one of …; This object should have only one of … */
static void
check_groups (SwCheck    *check,
              SwNode     *object,
              SwFieldSet  set)
{
  guint n_fields;
  const SwField *fields = sw_fields_get_set (set, &n_fields);
  const char *previous = NULL;

  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *names = NULL;
      guint n_present;

      if (fields[i].exclusive == NULL || g_strcmp0 (fields[i].exclusive, previous) == 0
          || !is_of_type (check, &fields[i]))
        continue;

      previous = fields[i].exclusive;
      names = dup_group (check, object, fields, n_fields, previous, &n_present);
      if (n_present > 1)
        sw_check_add (check, SW_FINDING_EXCLUSIVE_FIELDS, object, sw_check_get_span (object),
                      "There should only be one of the following fields: [%s]", names);
      else if (n_present == 0 && fields[i].flags & SW_FIELD_REQUIRED)
        sw_check_add (check, SW_FINDING_MISSING_ALTERNATIVE, object, sw_check_get_span (object),
                      "This object should have only one of the following fields: [%s]", names);
    }
}

/* Checks an object of the kind SET. States inside are not entered: the walk over the model does
 * that. */
void
sw_check_object (SwCheck    *check,
                 SwNode     *node,
                 SwFieldSet  set)
{
  gboolean typed = set != SW_FIELD_SET_STATE || check->state_type != SW_STATE_UNKNOWN;

  for (SwNode *member = node->first; member != NULL; member = member->next)
    if (member->name != NULL && (typed || strcmp (member->name, "Type") == 0))
      check_member (check, node, member, set);

  if (is_unfinished (node))
    return;

  check_required (check, node, set);
  if (typed)
    check_groups (check, node, set);
  sw_check_parts (check, node, set);
}
