/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lambda-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "json/sw-text.h"
#include "leftovers.h"

void
lambda_write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL), *parent = g_path_get_dirname (path);

  g_mkdir_with_parents (parent, 0700);
  g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
}

void
lambda_remove_folder (const char *folder)
{
  const char *const argv[] = { "rm", "-r", "--", folder, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, NULL, NULL));
}

static gboolean
has_node (void)
{
  g_autofree char *node = g_find_program_in_path ("node");

  return node != NULL;
}

char *
lambda_dup_definition (const char *resource)
{
  const char *fields = g_str_equal (resource, LAMBDA_FUNCTION)
                           ? ""
                           : ", \"Parameters\": {\"FunctionName\": \"f\", \"Payload.$\": \"$\"}";

  if (*resource == '{')
    return g_strdup (resource);
  if (g_str_equal (resource, LAMBDA_SDK))
    fields = ", \"Parameters\": {\"FunctionName\": \"f\", \"Payload\": \"{\\\"n\\\": 7}\"}";
  return g_strdup_printf ("{\"StartAt\": \"T\", \"States\": {\"T\": {\"Type\": \"Task\", "
                          "\"Resource\": \"%s\"%s, \"End\": true}}}",
                          resource, fields);
}

SwTasksFile *
lambda_load_tasks (const char *folder, const char *row, GError **error)
{
  g_autofree char *text = g_strdup_printf (
      "{\"version\": 1, \"tasks\": [{\"function\": \"f\", \"use\": \"lambda\"%s%s%s}]}",
      row != NULL && (strstr (row, "\"bootstrap\"") != NULL || strstr (row, "\"dir\"") != NULL)
          ? ""
          : ", \"dir\": \".\"",
      row != NULL ? ", " : "", row != NULL ? row : "");
  g_autoptr (GString) whole = g_string_new (text);
  g_autoptr (GFile) place = NULL;
  g_autofree char *path = g_build_filename (folder, "m.tasks.json", NULL);

  if (row == NULL || strstr (row, "\"handler\"") == NULL)
    g_string_replace (whole, "\"use\"", "\"handler\": \"h.f\", \"use\"", 1);
  g_assert_true (g_file_set_contents (path, whole->str, -1, NULL));
  place = g_file_new_for_path (path);
  return sw_tasks_file_load (place, error);
}

SwRunner *
lambda_make_runner (SwTasksFile *tasks, const char *definition)
{
  g_autoptr (SwTree) tree = sw_tree_parse (definition, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwProgram) program = sw_program_new (model, &error);
  g_autoptr (SwPerformer) performer = sw_tasks_file_new_performer (tasks, NULL, &error);
  g_auto (SwValue) input = SW_VALUE_INIT;
  SwExecutionOptions options = { 0 };

  g_assert_no_error (error);
  sw_value_from_text ("{\"n\": 7}", -1, SW_TEXT_DEFAULT, &input, NULL);
  options.input = input;
  return sw_runner_new (program, &options, performer, SW_RUN_LIVE);
}

void
assert_like (const char *pattern, const char *text)
{
  if (!g_pattern_match_simple (pattern, text != NULL ? text : ""))
    g_assert_cmpstr (text, ==, pattern);
}

static void
run_case (const LambdaCase *self,
          const char       *folder)
{
  g_autofree char *definition = lambda_dup_definition (self->resource), *text = NULL;
  g_autoptr (SwTasksFile) tasks = NULL;
  g_autoptr (SwRunner) runner = NULL;
  g_autoptr (GError) error = NULL;
  SwExecution *execution;

  lambda_write_file (folder, self->file, self->code);
  tasks = lambda_load_tasks (folder, self->row, &error);
  g_assert_no_error (error);
  sw_tasks_file_allow (tasks);
  runner = lambda_make_runner (tasks, definition);
  g_assert_true (sw_runner_run (runner));
  execution = sw_runner_get_execution (runner);
  text = sw_value_to_text (sw_execution_get_output (execution), SW_TEXT_DEFAULT, NULL);
  g_assert_cmpstr (sw_execution_get_error (execution), ==, self->error);
  if (self->output != NULL)
    assert_like (self->output, text);
  else
    assert_like (self->cause, sw_execution_get_cause (execution));
}

/* However it ends, nothing of it is left. */
static void
test_case (gconstpointer data)
{
  const LambdaCase *self = data;
  g_autofree char *folder = leftovers_dup_folder ();

  if (g_str_has_prefix (self->name, "node") && !has_node ())
    g_test_skip ("Node.js is not installed");
  else
    run_case (self, folder);
  leftovers_assert_none (folder);
}

void
lambda_add_case (const LambdaCase *self)
{
  g_autofree char *name = g_strdup_printf ("/lambda/%s", self->name);

  g_test_add_data_func (name, self, test_case);
}
