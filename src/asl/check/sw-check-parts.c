/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/check/sw-check-private.h"

#include <string.h>

/* Rules between the members of one part, beyond what the table of fields can say. */

#define LABEL_LENGTH 40

static gboolean
equals (SwNode     *object,
        const char *name,
        const char *value)
{
  SwNode *member = sw_node_get_member (object, name);

  return member != NULL && member->kind == SW_NODE_STRING && sw_node_equals_string (member, value);
}

static void
require (SwCheck    *check,
         SwNode     *object,
         const char *name)
{
  if (sw_node_get_member (object, name) == NULL)
    sw_check_add (check, SW_FINDING_MISSING_FIELD, object, sw_check_get_span (object),
                  "These fields are required: [%s]", name);
}

static void
refuse (SwCheck    *check,
        SwNode     *object,
        const char *name)
{
  SwNode *member = sw_node_get_member (object, name);

  if (member != NULL)
    sw_check_add (check, SW_FINDING_UNSUPPORTED_FIELD, object, member->key,
                  "Field '%s' is not supported", name);
}

/* measured on AWS: ExecutionType belongs to DISTRIBUTED alone, and must stand there */
static void
check_processor_config (SwCheck *check,
                        SwNode  *config)
{
  if (equals (config, "Mode", "DISTRIBUTED"))
    require (check, config, "ExecutionType");
  else if (equals (config, "Mode", "INLINE"))
    refuse (check, config, "ExecutionType");
}

/* measured on AWS: what goes with which InputType */
static void
check_reader_config (SwCheck *check,
                     SwNode  *config)
{
  if (equals (config, "InputType", "CSV")
      && sw_node_get_member (config, "CSVHeaderLocation") == NULL)
    sw_check_add (check, SW_FINDING_MISSING_FIELD, config, sw_check_get_span (config),
                  "The field 'CSVHeaderLocation' is required");
  if (equals (config, "InputType", "JSON"))
    refuse (check, config, "CSVHeaderLocation");
  if (equals (config, "CSVHeaderLocation", "GIVEN"))
    require (check, config, "CSVHeaders");
}

/* A Label becomes part of an ARN. The characters are those AWS refuses in names of its own. */
static gboolean
is_valid_label (const char *label,
                gsize       length)
{
  for (const char *p = label; p < label + length; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (g_unichar_isspace (character) || g_unichar_iscntrl (character)
          || (character < 0x80 && strchr ("?*<>{}[]:;,\\|^~$#%&`\"/", (int) character) != NULL))
        return FALSE;
    }

  return TRUE;
}

static void
check_label (SwCheck *check,
             SwNode  *state)
{
  SwNode *label = sw_node_get_member (state, "Label");
  g_autofree char *text = NULL;
  gsize length;

  if (label == NULL || label->kind != SW_NODE_STRING || sw_check_is_unknown (label))
    return;

  text = sw_node_dup_string (label, &length);
  if (length == 0)
    sw_check_add (check, SW_FINDING_LABEL, label, label->span, "Label cannot be empty");
  else if (g_utf8_strlen (text, (gssize) length) > LABEL_LENGTH)
    sw_check_add (check, SW_FINDING_LABEL, label, label->span,
                  "Label cannot exceed %d characters", LABEL_LENGTH);
  else if (!is_valid_label (text, length))
    sw_check_add (check, SW_FINDING_LABEL, label, label->span,
                  "Label contains invalid characters");
}

/* recorded on AWS: whatever else stands there, Credentials needs RoleArn, or RoleArn.$ in JSONPath
 */
void
sw_check_credentials (SwCheck *check,
                      SwNode  *node)
{
  if (node->kind == SW_NODE_OBJECT && (sw_node_get_member (node, "RoleArn") != NULL
                                       || sw_node_get_member (node, "RoleArn.$") != NULL))
    {
      sw_check_template (check, node);
      return;
    }

  /* In JSONata the whole object may be one expression. */
  if (node->kind == SW_NODE_STRING && check->language == SW_QUERY_JSONATA)
    sw_check_expression (check, node);
  else
    sw_check_add (check, SW_FINDING_CREDENTIALS, node, sw_check_get_span (node),
                  "The field 'RoleArn' is required but was missing");
}

/**
 * sw_check_is_variable_name:
 * @name: without "$"
 *
 * AWS's documentation: a letter, then letters, digits and underscores, of any script. An underscore
 * in front is not held against a name.
 *
 * Returns: whether a variable can have that name
 */
gboolean
sw_check_is_variable_name (const char *name)
{
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (character != '_' && !g_unichar_isalpha (character)
          && (p == name || (!g_unichar_isdigit (character) && !g_unichar_ismark (character))))
        return FALSE;
    }

  return *name != '\0';
}

/* measured on AWS: both messages */
static void
check_variables (SwCheck *check,
                 SwNode  *owner)
{
  SwNode *assign = sw_node_get_member (owner, "Assign");

  if (assign == NULL || assign->kind != SW_NODE_OBJECT)
    return;

  for (SwNode *member = assign->first; member != NULL; member = member->next)
    {
      g_autofree char *name = NULL;
      gboolean query = member->name != NULL && g_str_has_suffix (member->name, ".$");

      if (member->name == NULL || strstr (member->name, "${") != NULL)
        continue;

      name = g_strndup (member->name, strlen (member->name) - (query ? strlen (".$") : 0));
      if (strcmp (name, "states") == 0)
        sw_check_add (check, SW_FINDING_RESERVED_VARIABLE, assign, member->key,
                      "Cannot assign to reserved variable '$states'.");
      else if (!sw_check_is_variable_name (name))
        sw_check_add (check, SW_FINDING_VARIABLE_NAME, assign, member->key,
                      "Invalid variable name '%s': the variable name contains invalid characters.",
                      name);
    }
}

/**
 * sw_check_parts:
 * @node: an object of @set
 *
 * Checks the rules of one kind of object that the table of fields does not express.
 */
void
sw_check_parts (SwCheck    *check,
                SwNode     *node,
                SwFieldSet  set)
{
  if (set == SW_FIELD_SET_PROCESSOR_CONFIG)
    check_processor_config (check, node);
  else if (set == SW_FIELD_SET_READER_CONFIG)
    check_reader_config (check, node);
  else if (set == SW_FIELD_SET_STATE && check->state_type == SW_STATE_MAP)
    check_label (check, node);

  check_variables (check, node);
}
