/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-run-mocks.h"

#include <glib/gi18n.h>

#include "json/sw-text.h"
#include "tasks/mocks/sw-mock-cases.h"
#include "tasks/mocks/sw-mock-place.h"
#include "tasks/sw-substitutions.h"
#include "tasks/sw-tasks-file.h"

/* What stands beside a definition and can answer for its tasks. */

static void
choice_free (gpointer data)
{
  SwRunChoice *choice = data;

  g_free (choice->label);
  g_clear_pointer (&choice->performer, sw_performer_unref);
  g_clear_pointer (&choice->tasks, sw_tasks_file_unref);
  g_free (choice);
}

static SwRunChoice *
add_choice (GPtrArray   *choices,
            char        *take_label,
            SwPerformer *take_performer)
{
  SwRunChoice *choice = g_new0 (SwRunChoice, 1);

  choice->label = take_label;
  choice->performer = take_performer;
  g_ptr_array_add (choices, choice);
  return choice;
}

/* The file's own answers first, then those of each other test case it knows, or that the mock file
 * beside has for the machine. */
static gboolean
add_tasks_file (GPtrArray          *choices,
                GFile              *file,
                const SwMockPlace  *place,
                GError            **error)
{
  g_autofree char *name = g_file_get_basename (file), *mocks = NULL;
  g_autoptr (SwTasksFile) tasks = sw_tasks_file_load (file, error);
  SwPerformer *performer
      = tasks != NULL ? sw_tasks_file_new_performer (tasks, NULL, error) : NULL;
  g_auto (GStrv) cases = NULL;
  SwRunChoice *choice;

  if (performer == NULL)
    {
      if (tasks != NULL) /* else the message names the file already */
        g_prefix_error (error, "%s: ", name);
      return FALSE;
    }
  /* translators: the name of a file that says how tasks are performed */
  choice = add_choice (choices, g_strdup_printf (_("As %s says"), name), performer);
  choice->tasks = sw_tasks_file_ref (tasks);
  g_file_load_contents (place->file, NULL, &mocks, NULL, NULL, NULL);
  cases = sw_mock_text_dup_cases (mocks, place->machine);
  for (gsize i = 0; cases[i] != NULL; i++)
    if (g_strcmp0 (cases[i], sw_tasks_file_get_case (tasks)) != 0
        && (performer = sw_tasks_file_new_performer (tasks, cases[i], NULL)) != NULL)
      {
        /* translators: the name of a test case with mocked answers */
        choice = add_choice (choices, g_strdup_printf (_("Test case %s"), cases[i]), performer);
        /* What the case does not name is performed as the rows say. */
        choice->tasks = sw_tasks_file_ref (tasks);
      }
  return TRUE;
}

/* Every case of the machine that is called like the definition; of all machines where none is. */
static void
add_cases (GPtrArray    *choices,
           SwMockConfig *config,
           const char   *stem)
{
  g_auto (GStrv) machines = sw_mock_config_dup_machines (config);
  gboolean named = g_strv_contains ((const char *const *) machines, stem);

  for (gsize i = 0; machines[i] != NULL; i++)
    {
      g_auto (GStrv) cases = NULL;

      if (named && !g_str_equal (machines[i], stem))
        continue;
      cases = sw_mock_config_dup_cases (config, machines[i]);
      for (gsize j = 0; cases[j] != NULL; j++)
        {
          SwPerformer *performer
              = sw_mock_config_new_performer (config, machines[i], cases[j], NULL);

          if (performer != NULL)
            /* translators: a test case with mocked answers: state machine, case */
            add_choice (choices, g_strdup_printf (_("Mocked: %s, %s"), machines[i], cases[j]),
                        performer);
        }
    }
}

static void
input_free (gpointer data)
{
  SwRunInput *input = data;

  g_free (input->label);
  g_free (input->text);
  g_free (input);
}

static gboolean
add_mock_config (GPtrArray          *choices,
                 const SwMockPlace  *place,
                 GError            **error)
{
  g_autoptr (SwMockConfig) config = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_query_exists (place->file, NULL))
    return TRUE;
  if (!g_file_load_contents (place->file, NULL, &text, &length, NULL, error)
      || (config = sw_mock_config_new_from_text (text, (gssize) length, error)) == NULL)
    {
      g_prefix_error (error, "%s: ", SW_MOCK_CONFIG_NAME);
      return FALSE;
    }
  add_cases (choices, config, place->machine);
  return TRUE;
}

/**
 * sw_run_choices_new:
 * @definition: (nullable): the file beside which to look
 * @error: (out): what is wrong with a file found there; the other choices are returned all the same
 *
 * Reads small local files, once per run.
 *
 * Returns: (transfer full): #SwRunChoice, what was found first, and at the end a person's answers
 */
GPtrArray *
sw_run_choices_new (GFile   *definition,
                    GError **error)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (choice_free);
  g_autoptr (SwMockPlace) place = definition != NULL ? sw_mock_place_find (definition) : NULL;
  g_autoptr (GFile) tasks = definition != NULL ? sw_substitutions_find_file (definition) : NULL;

  if (place != NULL && tasks != NULL && g_file_query_exists (tasks, NULL))
    add_tasks_file (choices, tasks, place, error);
  else if (place != NULL)
    add_mock_config (choices, place, error);
  add_choice (choices, g_strdup (_("I answer for each task")), NULL);
  return choices;
}

/**
 * sw_run_inputs_new:
 * @definition: (nullable): the file beside which to look
 *
 * Returns: (transfer full): #SwRunInput, those that the tasks file names, in its order. What is
 *   wrong with the file is told by sw_run_choices_new().
 */
GPtrArray *
sw_run_inputs_new (GFile *definition)
{
  GPtrArray *inputs = g_ptr_array_new_with_free_func (input_free);
  g_autoptr (GFile) file = definition != NULL ? sw_substitutions_find_file (definition) : NULL;
  g_autoptr (SwTasksFile) tasks = file != NULL ? sw_tasks_file_load (file, NULL) : NULL;
  SwValue named;

  if (tasks == NULL)
    return inputs;
  named = sw_tasks_file_get_inputs (tasks);
  for (guint i = 0; sw_value_is (named, SW_TYPE_OBJECT) && i < sw_value_get_length (named); i++)
    {
      SwRunInput *input = g_new (SwRunInput, 1);

      input->label = g_strdup (sw_string_get_text (sw_value_get_key (named, i)));
      input->text = sw_value_to_text (sw_value_get_member_at (named, i), SW_TEXT_PRETTY, NULL);
      g_ptr_array_add (inputs, input);
    }
  return inputs;
}
