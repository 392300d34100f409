/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sw-cli-values.h"

#include "cli/sw-cli-tasks.h"
#include "cli/sw-cli.h"

#include <string.h>

/**
 * sw_cli_value_options_clear:
 *
 * Frees the texts of options.
 */
void
sw_cli_value_options_clear (SwCliValueOptions *options)
{
  g_clear_pointer (&options->environment, g_free);
  g_clear_pointer (&options->set, g_strfreev);
}

/**
 * sw_cli_values_add_given:
 * @values: (inout): an object, or undefined
 *
 * Adds what --set says.
 *
 * Returns: FALSE after a message where it is no value
 */
gboolean
sw_cli_values_add_given (const SwCliValueOptions *options,
                         SwValue                 *values)
{
  char **set = options->set;

  for (guint i = 0; set != NULL && set[i] != NULL; i++)
    {
      const char *equals = strchr (set[i], '=');
      g_autofree char *name = equals != NULL ? g_strndup (set[i], (gsize) (equals - set[i])) : NULL;

      if (name == NULL || name[0] == '\0')
        {
          sw_cli_complain ("--set takes NAME=VALUE, not '%s'", set[i]);
          return FALSE;
        }
      if (!sw_value_is (*values, SW_TYPE_OBJECT))
        *values = sw_value_new_object (4);
      sw_value_set_member (values, name, sw_value_new_string (equals + 1));
    }
  return TRUE;
}

/**
 * sw_cli_values_init:
 * @definition: file name of a definition, or "-"
 * @tasks: (nullable): the tasks file that the caller names; else the one beside @definition
 *
 * Reads the values that placeholders are to have.
 *
 * Returns: FALSE after a message where they cannot be read; TRUE also where there are none
 */
gboolean
sw_cli_values_init (SwCliValues             *self,
                    const SwCliValueOptions *options,
                    const char              *definition,
                    const char              *tasks)
{
  g_autoptr (GFile) file = sw_cli_tasks_find (definition, tasks);
  g_autoptr (GError) error = NULL;

  *self = (SwCliValues) { 0 };
  if (file != NULL)
    {
      self->file_name = g_file_get_parse_name (file);
      self->file = sw_substitutions_load (file, &error);
    }
  else if (options->environment != NULL)
    {
      sw_cli_complain ("--environment needs a tasks file; there is none beside %s", definition);
      return FALSE;
    }
  if (self->file != NULL
      && !sw_substitutions_dup_values (self->file, options->environment, &self->values, &error))
    g_prefix_error (&error, "%s: ", self->file_name);
  if (error != NULL)
    {
      sw_cli_complain ("%s", error->message);
      return FALSE;
    }
  return sw_cli_values_add_given (options, &self->values);
}

/**
 * sw_cli_values_clear:
 *
 * Frees what was read.
 */
void
sw_cli_values_clear (SwCliValues *self)
{
  g_clear_pointer (&self->file_name, g_free);
  g_clear_pointer (&self->file, sw_substitutions_free);
  sw_value_clear (&self->values);
}

static void
complain_of_missing (const SwCliValues *self,
                     const char        *definition,
                     GPtrArray         *missing)
{
  g_autoptr (GString) members = g_string_new (NULL);

  for (guint i = 0; i < missing->len; i++)
    {
      const SwPlaceholder *placeholder = g_ptr_array_index (missing, i);
      g_autofree char *pointer = sw_node_dup_pointer (placeholder->node);
      guint line, column;

      sw_tree_locate (placeholder->node->tree, placeholder->span.start, &line, &column);
      sw_cli_complain ("%s:%u:%u: ${%s} at %s has no value", definition, line, column,
                       placeholder->name, pointer);
      g_string_append_printf (members, "%s\"%s\": …", i > 0 ? ", " : "", placeholder->name);
    }
  sw_cli_complain ("Give values by --set NAME=VALUE, or in %s:\n  {\"substitutions\": {%s}}",
                   self->file_name != NULL ? self->file_name
                                           : "a file NAME.tasks.json beside the definition",
                   members->str);
}

/**
 * sw_cli_values_apply:
 * @definition: its file name, for messages
 * @part: what is going to run, the root or a state
 *
 * Puts values in the place of placeholders.
 *
 * Returns: (transfer full) (nullable): the definition to run; NULL after messages where a
 * placeholder in @part has no value
 */
SwSubstitution *
sw_cli_values_apply (const SwCliValues *self,
                     const char        *definition,
                     SwTree            *tree,
                     const SwNode      *part)
{
  g_autoptr (SwSubstitution) substitution = sw_substitution_new (tree, self->values);
  g_autoptr (GPtrArray) missing = sw_substitution_dup_missing (substitution, part);

  if (missing->len == 0)
    return g_steal_pointer (&substitution);
  complain_of_missing (self, definition, missing);
  return NULL;
}

/**
 * sw_cli_values_apply_run:
 * @definition: its file name, for messages
 * @model: what is going to run
 * @performer: (nullable): who performs its tasks
 *
 * Puts values in the place of placeholders, as far as the run needs them.
 *
 * Returns: (transfer full) (nullable): the definition to run; NULL after messages where a
 * placeholder that is read has no value
 */
SwSubstitution *
sw_cli_values_apply_run (const SwCliValues *self,
                         const char        *definition,
                         SwModel           *model,
                         SwPerformer       *performer)
{
  g_autoptr (GPtrArray) missing = NULL;
  g_autoptr (SwSubstitution) substitution
      = sw_run_values_apply (model, self->values, performer, &missing);

  if (missing->len == 0)
    return g_steal_pointer (&substitution);
  complain_of_missing (self, definition, missing);
  return NULL;
}

/**
 * sw_cli_values_find_type:
 * @given: (nullable): what --type says; else the tasks file does, else it is Standard
 * @type: (out): what the machine is checked or run as
 *
 * Returns: FALSE after a message where @given is no type
 */
gboolean
sw_cli_values_find_type (const SwCliValues *self,
                         const char        *given,
                         SwMachineType     *type)
{
  *type = SW_MACHINE_STANDARD;
  if (given == NULL)
    {
      if (self->file != NULL)
        sw_substitutions_get_type (self->file, type);
      return TRUE;
    }
  if (sw_machine_type_from_name (given, type))
    return TRUE;
  sw_cli_complain ("--type is STANDARD or EXPRESS, not '%s'", given);
  return FALSE;
}
