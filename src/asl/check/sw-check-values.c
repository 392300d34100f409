/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/check/sw-check-private.h"

#include <math.h>
#include <string.h>

/* A value against its field's kind. */

static void
error_at (SwCheck    *check,
          SwFinding   finding,
          SwNode     *node,
          const char *message)
{
  sw_check_add (check, finding, node, sw_check_get_span (node), "%s",
                message);
}

/* measured on AWS: Expected value of type Integer */
static gboolean
require_kind (SwCheck    *check,
              SwNode     *node,
              SwNodeKind  kind,
              const char *name)
{
  if (node->kind == kind)
    return TRUE;

  sw_check_add (check, SW_FINDING_WRONG_TYPE, node, sw_check_get_span (node),
                "Expected value of type %s", name);

  return FALSE;
}

static gboolean
is_expression (SwCheck *check,
               SwNode  *node)
{
  g_autofree char *text = NULL;

  if (check->language != SW_QUERY_JSONATA || node->kind != SW_NODE_STRING)
    return FALSE;

  text = sw_node_dup_string (node, NULL);

  return g_str_has_prefix (text, "{%");
}

/* measured on AWS: Minimum value is 0; of a field that takes fractions: Minimum value is 0.0 */
static void
check_number (SwCheck       *check,
              SwNode        *node,
              const SwField *field)
{
  gboolean integer = field->kind == SW_FIELD_INTEGER;
  g_autofree char *digits = NULL;
  const char *text;
  gsize length;
  double number;

  if (!require_kind (check, node, SW_NODE_NUMBER, integer ? "Integer" : "Number"))
    return;

  text = sw_node_get_literal (node, &length);
  digits = g_strndup (text, length);
  number = g_ascii_strtod (digits, NULL);
  if (integer && floor (number) != number)
    error_at (check, SW_FINDING_WRONG_TYPE, node, "Expected value of type Integer");
  else if (number < field->minimum)
    sw_check_add (check, SW_FINDING_NUMBER_RANGE, node, node->span,
                  "Minimum value is %.0f%s", field->minimum, integer ? "" : ".0");
  else if (field->maximum > 0 && number > field->maximum)
    sw_check_add (check, SW_FINDING_NUMBER_RANGE, node, node->span,
                  "Maximum value is %.0f%s", field->maximum, integer ? "" : ".0");
}

/* recorded on AWS: The field 'Type' should have one of these values: […]; measured: of other fields
 * Value should be one of the following: […] */
static void
check_choice (SwCheck       *check,
              SwNode        *node,
              const SwField *field)
{
  g_autofree char *choices = NULL;

  if (!require_kind (check, node, SW_NODE_STRING, "String"))
    return;

  for (guint i = 0; field->choices[i] != NULL; i++)
    if (sw_node_equals_string (node, field->choices[i]))
      return;

  choices = g_strjoinv (", ", (char **) field->choices);
  if (strcmp (field->name, "Type") == 0)
    sw_check_add (check, SW_FINDING_VALUE_CHOICE, node, node->span,
                  "The field 'Type' should have one of these values: [%s]", choices);
  else
    sw_check_add (check, SW_FINDING_VALUE_CHOICE, node, node->span,
                  "Value should be one of the following: [%s]", choices);
}

/* recorded on AWS: Value cannot be empty */
static gboolean
require_array (SwCheck       *check,
               SwNode        *node,
               const SwField *field)
{
  if (!require_kind (check, node, SW_NODE_ARRAY, "Array"))
    return FALSE;
  if (node->count > 0 || !(field->flags & SW_FIELD_NOT_EMPTY))
    return TRUE;

  error_at (check, SW_FINDING_EMPTY, node, "Value cannot be empty");

  return FALSE;
}

/* measured on AWS: States.ALL must appear alone and at end of list */
static void
check_errors (SwCheck       *check,
              SwNode        *node,
              const SwField *field)
{
  const SwNode *handler = node->parent;
  gboolean last = handler->next == NULL;

  if (!require_array (check, node, field))
    return;

  for (SwNode *element = node->first; element != NULL; element = element->next)
    {
      if (sw_check_is_unknown (element) || !require_kind (check, element, SW_NODE_STRING, "String"))
        continue;
      if (sw_node_equals_string (element, "States.ALL") && (node->count > 1 || !last))
        error_at (check, SW_FINDING_STATES_ALL, node,
                  "States.ALL must appear alone and at end of list");
    }
}

static void
check_texts (SwCheck       *check,
             SwNode        *node,
             const SwField *field)
{
  if (!require_array (check, node, field))
    return;

  for (SwNode *element = node->first; element != NULL; element = element->next)
    if (!sw_check_is_unknown (element))
      require_kind (check, element, SW_NODE_STRING, "String");
}

/* The elements of Choices, Retry, Catch, And, Or; branches are entered by the walk over the model.
 */
static void
check_elements (SwCheck       *check,
                SwNode        *node,
                const SwField *field)
{
  if (!require_array (check, node, field))
    return;

  for (SwNode *element = node->first; element != NULL; element = element->next)
    {
      if (field->kind == SW_FIELD_RULES || field->kind == SW_FIELD_RULE_LIST)
        sw_check_rule (check, element, field->kind == SW_FIELD_RULES);
      else if (!sw_check_is_unknown (element)
               && require_kind (check, element, SW_NODE_OBJECT, "Object")
               && field->kind != SW_FIELD_BRANCHES)
        sw_check_object (check, element, field->set);
    }
}

static void
check_states (SwCheck       *check,
              SwNode        *node,
              const SwField *field)
{
  if (require_kind (check, node, SW_NODE_OBJECT, "Object") && node->count == 0)
    error_at (check, SW_FINDING_EMPTY, node, "Value cannot be empty");
}

static void
check_condition (SwCheck       *check,
                 SwNode        *node,
                 const SwField *field)
{
  if (node->kind == SW_NODE_BOOLEAN)
    return;
  if (require_kind (check, node, SW_NODE_STRING, "Boolean"))
    sw_check_expression (check, node);
}

static void
check_text (SwCheck       *check,
            SwNode        *node,
            const SwField *field)
{
  require_kind (check, node, SW_NODE_STRING, "String");
}

static void
check_boolean (SwCheck       *check,
               SwNode        *node,
               const SwField *field)
{
  require_kind (check, node, SW_NODE_BOOLEAN, "Boolean");
}

/* A Task's own Resource; those of readers and writers name calls of Amazon S3 alone. */
static void
check_resource (SwCheck       *check,
                SwNode        *node,
                const SwField *field)
{
  if (require_kind (check, node, SW_NODE_STRING, "String") && check->state != NULL
      && node->parent == check->state->node)
    sw_check_resource (check, node);
}

static void
check_path (SwCheck       *check,
            SwNode        *node,
            const SwField *field)
{
  if (node->kind == SW_NODE_NULL && field->kind != SW_FIELD_REFERENCE_PATH)
    return;
  if (require_kind (check, node, SW_NODE_STRING, "String"))
    sw_check_path (check, node, field->kind, field->flags & SW_FIELD_CALLABLE);
}

static void
check_timestamp (SwCheck       *check,
                 SwNode        *node,
                 const SwField *field)
{
  if (require_kind (check, node, SW_NODE_STRING, "String"))
    sw_check_timestamp (check, node);
}

static void
check_template (SwCheck       *check,
                SwNode        *node,
                const SwField *field)
{
  sw_check_template (check, node);
}

static void
check_rule (SwCheck       *check,
            SwNode        *node,
            const SwField *field)
{
  sw_check_rule (check, node, FALSE);
}

static void
check_object (SwCheck       *check,
              SwNode        *node,
              const SwField *field)
{
  if (field->set == SW_FIELD_SET_CREDENTIALS)
    sw_check_credentials (check, node);
  else if (require_kind (check, node, SW_NODE_OBJECT, "Object"))
    sw_check_object (check, node, field->set);
}

/* The walk over the model enters it. */
static void
check_processor (SwCheck       *check,
                 SwNode        *node,
                 const SwField *field)
{
  require_kind (check, node, SW_NODE_OBJECT, "Object");
}

/* AWS warns of a Pass's Result with members that look like queries, as it is taken literally. */
static void
check_literal (SwCheck       *check,
               SwNode        *node,
               const SwField *field)
{
  for (SwNode *member = node->first; member != NULL; member = member->next)
    if (member->name != NULL && g_str_has_suffix (member->name, ".$"))
      sw_check_add (check, SW_FINDING_STATIC_RESULT, member, member->key,
                    "Result is taken literally: '%s' is no query here; use Parameters for one",
                    member->name);
}

static void (*const checks[]) (SwCheck       *check,
                               SwNode        *node,
                               const SwField *field) = {
  [SW_FIELD_TEXT] = check_text,
  [SW_FIELD_LONG_TEXT] = check_text,
  [SW_FIELD_BOOLEAN] = check_boolean,
  [SW_FIELD_INTEGER] = check_number,
  [SW_FIELD_NUMBER] = check_number,
  [SW_FIELD_CHOICE] = check_choice,
  [SW_FIELD_STATE] = check_text,
  [SW_FIELD_RESOURCE] = check_resource,
  [SW_FIELD_PATH] = check_path,
  [SW_FIELD_REFERENCE_PATH] = check_path,
  [SW_FIELD_RESULT_PATH] = check_path,
  [SW_FIELD_TIMESTAMP] = check_timestamp,
  [SW_FIELD_TEMPLATE] = check_template,
  [SW_FIELD_JSON] = check_literal,
  [SW_FIELD_EXPRESSION] = check_template,
  [SW_FIELD_CONDITION] = check_condition,
  [SW_FIELD_ERRORS] = check_errors,
  [SW_FIELD_RULES] = check_elements,
  [SW_FIELD_RETRIERS] = check_elements,
  [SW_FIELD_CATCHERS] = check_elements,
  [SW_FIELD_BRANCHES] = check_elements,
  [SW_FIELD_PROCESSOR] = check_processor,
  [SW_FIELD_OBJECT] = check_object,
  [SW_FIELD_STATES] = check_states,
  [SW_FIELD_TEXTS] = check_texts,
  [SW_FIELD_RULE] = check_rule,
  [SW_FIELD_RULE_LIST] = check_elements,
};

/* NODE is known: no placeholder, not broken. */
void
sw_check_value (SwCheck       *check,
                SwNode        *node,
                const SwField *field)
{
  if (field->flags & SW_FIELD_EXPRESSIBLE && is_expression (check, node))
    sw_check_expression (check, node);
  else
    checks[field->kind](check, node, field);
}
