/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-task-use.h"

#include <stdarg.h>

#include "tasks/aws/sw-aws-performer.h"
#include "tasks/http/sw-http-performer.h"
#include "tasks/http/sw-invoke-performer.h"
#include "tasks/lambda/sw-lambda-performer.h"
#include "tasks/sw-tasks-error.h"
#include "tasks/sw-tasks-file.h"

/* The kinds of performers that a tasks file's rows may name */
static const SwTaskUse uses[] = {
  { "manual", NULL, TRUE },
  { "lambda", sw_lambda_performer_new, FALSE },
  { "invoke", sw_invoke_performer_new, FALSE },
  { "aws", sw_aws_performer_new, FALSE },
  { "http", sw_http_performer_new, FALSE },
};

/**
 * sw_task_use_find:
 * @name: (nullable): the value of a row's "use"
 *
 * Returns: (nullable): what it names; static
 */
const SwTaskUse *
sw_task_use_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (uses); i++)
    if (g_strcmp0 (name, uses[i].name) == 0)
      return &uses[i];
  return NULL;
}

/**
 * sw_task_use_dup_names:
 *
 * Returns: (transfer full): what "use" may be, to be read by a person: "manual", "lambda" …
 */
char *
sw_task_use_dup_names (void)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (uses); i++)
    g_string_append_printf (names, "%s\"%s\"",
                            i == 0                          ? ""
                            : i + 1 == G_N_ELEMENTS (uses) ? " and "
                                                            : ", ",
                            uses[i].name);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/**
 * sw_task_row_refuse:
 * @format: what is wrong with the row
 *
 * Sets @error to that and to the row's place.
 *
 * Returns: %FALSE, to be handed on
 */
gboolean
sw_task_row_refuse (const SwTaskRowSource  *self,
                    GError                **error,
                    const char             *format,
                    ...)
{
  g_autofree char *words = NULL;
  va_list arguments;

  va_start (arguments, format);
  words = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return sw_tasks_refuse (error, SW_TASKS_FILE_ERROR, SW_TASKS_FILE_ERROR_INVALID, self->where,
                          "%s", words);
}

/**
 * sw_task_row_read_text:
 * @member: of the row
 * @text: (out) (nullable) (transfer none): its value; %NULL where it is absent or null
 *
 * Reads a member that has to be a text where it is there.
 *
 * Returns: %FALSE with @error set where it is something else
 */
gboolean
sw_task_row_read_text (const SwTaskRowSource  *self,
                       const char             *member,
                       const char            **text,
                       GError                **error)
{
  JsonNode *node = json_object_get_member (self->row, member);

  *text = NULL;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return sw_task_row_refuse (self, error, "\"%s\" must be a text", member);
  *text = json_node_get_string (node);
  return TRUE;
}

/**
 * sw_task_row_read_flag:
 * @member: of the row
 * @flag: (out): its value; %FALSE where it is absent or null
 *
 * Reads a member that has to be true or false where it is there.
 *
 * Returns: %FALSE with @error set where it is something else
 */
gboolean
sw_task_row_read_flag (const SwTaskRowSource  *self,
                       const char             *member,
                       gboolean               *flag,
                       GError                **error)
{
  JsonNode *node = json_object_get_member (self->row, member);

  *flag = FALSE;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return sw_task_row_refuse (self, error, "\"%s\" must be true or false", member);
  *flag = json_node_get_boolean (node);
  return TRUE;
}

/**
 * sw_task_row_read_whole:
 * @member: of the row
 * @fallback: where it is absent or null
 * @least: what it has to be at least
 * @most: what it may be at most
 * @number: (out): its value
 *
 * Reads a member that has to be a whole number where it is there.
 *
 * Returns: %FALSE with @error set where it is something else
 */
gboolean
sw_task_row_read_whole (const SwTaskRowSource  *self,
                        const char             *member,
                        gint64                  fallback,
                        gint64                  least,
                        gint64                  most,
                        gint64                 *number,
                        GError                **error)
{
  JsonNode *node = json_object_get_member (self->row, member);

  *number = fallback;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    *number = json_node_get_int (node);
  if (json_node_get_value_type (node) == G_TYPE_INT64 && *number >= least && *number <= most)
    return TRUE;
  return sw_task_row_refuse (self, error,
                             "\"%s\" must be a whole number from %" G_GINT64_FORMAT
                             " to %" G_GINT64_FORMAT,
                             member, least, most);
}
