/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/mocks/sw-mock-cases.h"

#include <glib/gi18n.h>

#include "tasks/mocks/sw-mock-writer.h"

G_DEFINE_QUARK (sw-mock-case-error-quark, sw_mock_case_error)

static char **
dup_names (const char *text,
           const char *pointer)
{
  g_autoptr (SwTree) tree = sw_tree_parse (text != NULL ? text : "", -1);
  const SwNode *object = sw_tree_resolve (tree, pointer);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (object != NULL && object->kind == SW_NODE_OBJECT)
    for (const SwNode *member = object->first; member != NULL; member = member->next)
      g_strv_builder_add (names, member->name);
  return g_strv_builder_end (names);
}

/**
 * sw_mock_text_dup_machines:
 * @text: (nullable): of a MockConfigFile.json, be it right or not
 *
 * Returns: (transfer full): the state machines that it has, in its order
 */
char **
sw_mock_text_dup_machines (const char *text)
{
  return dup_names (text, "/StateMachines");
}

/**
 * sw_mock_text_dup_cases:
 * @text: (nullable): of a MockConfigFile.json, be it right or not
 * @machine: name of a state machine
 *
 * Returns: (transfer full): its test cases, in the order of the file
 */
char **
sw_mock_text_dup_cases (const char *text,
                        const char *machine)
{
  g_autofree char *owner = sw_pointer_append ("/StateMachines", machine);
  g_autofree char *pointer = sw_pointer_append (owner, "TestCases");

  return dup_names (text, pointer);
}

static gboolean
has_case (const char *text,
          const char *machine,
          const char *name)
{
  g_auto (GStrv) cases = sw_mock_text_dup_cases (text, machine);

  return g_strv_contains ((const char *const *) cases, name);
}

/**
 * sw_mock_text_dup_new_name:
 * @text: (nullable): of a MockConfigFile.json
 * @machine: name of a state machine
 * @name: what a case is to be called
 *
 * Returns: (transfer full): @name, with a number behind it where there is such a case already
 */
char *
sw_mock_text_dup_new_name (const char *text,
                           const char *machine,
                           const char *name)
{
  char *free_name = g_strdup (name);

  for (guint i = 2; has_case (text, machine, free_name); i++)
    {
      g_free (free_name);
      free_name = g_strdup_printf ("%s%u", name, i);
    }
  return free_name;
}

static gboolean
check_name (const char  *text,
            const char  *machine,
            const char  *name,
            GError     **error)
{
  if (*name == '\0')
    g_set_error_literal (error, SW_MOCK_CASE_ERROR, SW_MOCK_CASE_ERROR_NAME,
                         _ ("A test case needs a name"));
  else if (has_case (text, machine, name))
    g_set_error (error, SW_MOCK_CASE_ERROR, SW_MOCK_CASE_ERROR_NAME,
                 _ ("There is a test case “%s” already"), name);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_case (const char  *text,
            const char  *machine,
            const char  *name,
            GError     **error)
{
  if (has_case (text, machine, name))
    return TRUE;
  g_set_error (error, SW_MOCK_CASE_ERROR, SW_MOCK_CASE_ERROR_UNKNOWN,
               _ ("There is no test case “%s”"), name);
  return FALSE;
}

/**
 * sw_mock_text_add_case:
 * @text: (nullable): of a MockConfigFile.json; %NULL or "": there is none yet
 * @machine: name of a state machine; made where it is not there
 * @name: of the case; left alone where it is there
 * @error: set where @text cannot be changed
 *
 * Sees to it that there is a test case.
 *
 * Returns: (transfer full): the new text, or %NULL with @error set
 */
char *
sw_mock_text_add_case (const char  *text,
                       const char  *machine,
                       const char  *name,
                       GError     **error)
{
  g_auto (SwMockWriter) writer = { 0 };

  sw_mock_writer_init (&writer, text);
  g_free (sw_mock_writer_ensure_case (&writer, machine, name));
  return sw_mock_writer_finish (&writer, error);
}

/**
 * sw_mock_text_copy_case:
 * @from: name of a case of @machine
 * @name: of the new one
 * @error: set where there is a case @name, no case @from, or no room for it
 *
 * Adds a test case that answers as another does. They share the responses, until one of them
 * changes (SwMockTable gives it its own then).
 *
 * Returns: (transfer full): the new text, or %NULL with @error set
 */
char *
sw_mock_text_copy_case (const char  *text,
                        const char  *machine,
                        const char  *from,
                        const char  *name,
                        GError     **error)
{
  g_auto (SwMockWriter) writer = { 0 };
  g_autofree char *source = sw_mock_dup_case_pointer (machine, from);
  g_autofree char *cases = g_strndup (source, (gsize) (g_strrstr (source, "/") - source));
  g_autofree char *json = NULL;

  if (!check_case (text, machine, from, error) || !check_name (text, machine, name, error))
    return NULL;
  sw_mock_writer_init (&writer, text);
  json = sw_node_dup_json (sw_mock_writer_find (&writer, source));
  g_free (sw_mock_writer_ensure (&writer, cases, name, json));
  return sw_mock_writer_finish (&writer, error);
}

/**
 * sw_mock_text_rename_case:
 * @from: name of a case of @machine
 * @name: its new one
 * @error: set where there is a case @name, or no case @from
 *
 * Renames a test case. Who names it elsewhere, as a tasks file does, is not changed.
 *
 * Returns: (transfer full): the new text, or %NULL with @error set
 */
char *
sw_mock_text_rename_case (const char  *text,
                          const char  *machine,
                          const char  *from,
                          const char  *name,
                          GError     **error)
{
  g_auto (SwMockWriter) writer = { 0 };
  g_autofree char *pointer = sw_mock_dup_case_pointer (machine, from);

  if (!check_case (text, machine, from, error)
      || (!g_str_equal (from, name) && !check_name (text, machine, name, error)))
    return NULL;
  sw_mock_writer_init (&writer, text);
  if (!g_str_equal (from, name))
    sw_mock_writer_rename (&writer, pointer, name);
  return sw_mock_writer_finish (&writer, error);
}

/**
 * sw_mock_text_remove_case:
 * @name: of a case of @machine
 * @error: set where there is none
 *
 * Takes a test case away, with the responses that no other case uses.
 *
 * Returns: (transfer full): the new text, or %NULL with @error set
 */
char *
sw_mock_text_remove_case (const char  *text,
                          const char  *machine,
                          const char  *name,
                          GError     **error)
{
  g_auto (SwMockWriter) writer = { 0 };
  g_autofree char *pointer = sw_mock_dup_case_pointer (machine, name);
  g_auto (GStrv) states = dup_names (text, pointer);

  if (!check_case (text, machine, name, error))
    return NULL;
  sw_mock_writer_init (&writer, text);
  for (guint i = 0; states[i] != NULL; i++)
    sw_mock_writer_remove_state (&writer, machine, name, states[i]);
  sw_mock_writer_remove (&writer, pointer);
  return sw_mock_writer_finish (&writer, error);
}
