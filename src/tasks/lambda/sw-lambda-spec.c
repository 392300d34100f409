/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/lambda/sw-lambda-spec.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gi18n.h>

#include "base/sw-shown.h"
#include "tasks/sw-safe-tree.h"

/* AWS's own defaults and limits of a function's configuration */
#define DEFAULT_TIMEOUT 3
#define MOST_TIMEOUT 900
#define DEFAULT_MEMORY 128
#define MOST_MEMORY 10240
#define DEFAULT_CONCURRENCY 4
#define MOST_CONCURRENCY 64

/* It is there where the program runs within Flatpak: there is neither bubblewrap nor the computer's own
 * Python or Node, and leave to start programs outside would be leave to do anything. */
static const char *flatpak_info = "/.flatpak-info";

/* What "runtime" begins with, as in AWS's identifiers: "python3.13", "nodejs22.x" */
static const struct
{
  const char      *prefix;
  SwLambdaRuntime  runtime;
} runtimes[] = {
  { "python", SW_LAMBDA_PYTHON },
  { "node", SW_LAMBDA_NODE },
};

/* What a handler file ends with, where the row does not name its runtime */
static const struct
{
  const char      *suffix;
  SwLambdaRuntime  runtime;
} suffixes[] = {
  { ".py", SW_LAMBDA_PYTHON },
  { ".js", SW_LAMBDA_NODE },
  { ".mjs", SW_LAMBDA_NODE },
  { ".cjs", SW_LAMBDA_NODE },
};

/* Something that a row names is not there: it may not be built yet, and mocks need it not, so the row
 * is good, but nobody performs its tasks. The first reason is kept. */
static void G_GNUC_PRINTF (2, 3)
set_problem (SwLambdaSpec *self,
             const char   *format,
             ...)
{
  va_list arguments;

  if (self->problem != NULL)
    return;
  va_start (arguments, format);
  self->problem = g_strdup_vprintf (format, arguments);
  va_end (arguments);
}

/* A path of the row: relative to the tasks file, and within its folder also when links are
 * followed. Only a name is made of it here; nothing is opened. */
static char *
resolve (SwLambdaSpec          *self,
         const SwTaskRowSource *source,
         const char            *member,
         const char            *relative,
         GError               **error)
{
  g_autofree char *folder = source->folder != NULL ? g_file_get_path (source->folder) : NULL;
  g_autofree char *root = folder != NULL ? realpath (folder, NULL) : NULL;
  g_autofree char *path = g_canonicalize_filename (relative, root != NULL ? root : "/");
  g_autofree char *real = realpath (path, NULL);

  g_free (self->project);
  self->project = g_strdup (root);
  if (g_path_is_absolute (relative))
    {
      sw_task_row_refuse (source, error,
                          "\"%s\" must be a path from the tasks file's folder, not %s", member,
                          relative);
      return NULL;
    }
  if (root == NULL)
    set_problem (self, "the document is not saved, so \"%s\" of its tasks file is nowhere", member);
  else if (!sw_safe_is_within (real != NULL ? real : path, root))
    {
      sw_task_row_refuse (source, error, "\"%s\" leads out of the tasks file's folder: %s", member,
                          relative);
      return NULL;
    }
  else if (real == NULL)
    set_problem (self, "there is no %s", path);
  return g_strdup (real != NULL ? real : path);
}

static gboolean
read_custom (SwLambdaSpec           *self,
             const SwTaskRowSource  *source,
             const char             *bootstrap,
             GError                **error)
{
  self->runtime = SW_LAMBDA_CUSTOM;
  self->program = resolve (self, source, "bootstrap", bootstrap, error);
  if (self->program == NULL)
    return FALSE;
  if (!g_file_test (self->program, G_FILE_TEST_IS_EXECUTABLE)
      || g_file_test (self->program, G_FILE_TEST_IS_DIR))
    set_problem (self, "%s is no program that can be run", self->program);
  if (self->task_root == NULL)
    self->task_root = g_path_get_dirname (self->program);
  return TRUE;
}

static gboolean
has_handler_file (const SwLambdaSpec *self,
                  const char         *suffix)
{
  const char *dot = strrchr (self->handler, '.');
  g_autofree char *name = g_strdup_printf ("%.*s%s", (int) (dot - self->handler), self->handler,
                                           suffix);
  g_autofree char *path = g_build_filename (self->task_root, name, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

static gboolean
find_runtime (SwLambdaSpec          *self,
              const SwTaskRowSource *source,
              const char            *name,
              GError               **error)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (runtimes); i++)
    if (g_str_has_prefix (name, runtimes[i].prefix))
      {
        self->runtime = runtimes[i].runtime;
        return TRUE;
      }
  if (name != NULL)
    return sw_task_row_refuse (source, error,
                               "\"runtime\" must begin with \"python\" or \"node\"; for any other "
                               "language name its program as \"bootstrap\"");
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (has_handler_file (self, suffixes[i].suffix))
      {
        self->runtime = suffixes[i].runtime;
        return TRUE;
      }
  set_problem (self, "there is no .py, .js, .mjs or .cjs file for \"%s\" in %s", self->handler,
               self->task_root);
  return TRUE;
}

static gboolean
read_handler (SwLambdaSpec           *self,
              const SwTaskRowSource  *source,
              const char             *handler,
              GError                **error)
{
  const char *runtime;

  if (!sw_task_row_read_text (source, "runtime", &runtime, error))
    return FALSE;
  if (self->task_root == NULL)
    return sw_task_row_refuse (source, error,
                               "needs \"dir\", the folder of the function's code, or \"bootstrap\"");
  if (handler == NULL || strrchr (handler, '.') == NULL)
    return sw_task_row_refuse (source, error,
                               "needs \"handler\" as \"file.function\", without the file's suffix");
  self->handler = g_strdup (handler);
  return find_runtime (self, source, runtime, error);
}

static gboolean
read_places (SwLambdaSpec           *self,
             const SwTaskRowSource  *source,
             GError                **error)
{
  const char *dir, *bootstrap, *handler;

  if (!sw_task_row_read_text (source, "dir", &dir, error)
      || !sw_task_row_read_text (source, "bootstrap", &bootstrap, error)
      || !sw_task_row_read_text (source, "handler", &handler, error))
    return FALSE;
  if (dir != NULL)
    {
      self->task_root = resolve (self, source, "dir", dir, error);
      if (self->task_root == NULL)
        return FALSE;
      if (!g_file_test (self->task_root, G_FILE_TEST_IS_DIR))
        set_problem (self, "%s is no folder", self->task_root);
    }
  if (bootstrap == NULL)
    return read_handler (self, source, handler, error);
  /* A runtime client of some language finds the function by it; a compiled one has but one. */
  self->handler = g_strdup (handler != NULL ? handler : "bootstrap");
  return read_custom (self, source, bootstrap, error);
}

static gboolean
read_env (SwLambdaSpec           *self,
          const SwTaskRowSource  *source,
          GError                **error)
{
  JsonNode *node = json_object_get_member (source->row, "env");
  g_autoptr (GStrvBuilder) env = g_strv_builder_new ();
  g_autoptr (GList) names = NULL;

  if (node != NULL && !JSON_NODE_HOLDS_OBJECT (node))
    return sw_task_row_refuse (source, error, "\"env\" must be an object of texts by name");
  names = node != NULL ? json_object_get_members (json_node_get_object (node)) : NULL;
  for (GList *name = names; name != NULL; name = name->next)
    {
      JsonNode *value = json_object_get_member (json_node_get_object (node), name->data);

      if (json_node_get_value_type (value) != G_TYPE_STRING
          || strpbrk (name->data, "=\n") != NULL || *(const char *) name->data == '\0')
        return sw_task_row_refuse (source, error, "\"env\": \"%s\" must be a name with a text",
                                   (const char *) name->data);
      g_strv_builder_take (env, g_strdup_printf ("%s=%s", (const char *) name->data,
                                                 json_node_get_string (value)));
    }
  self->env = g_strv_builder_end (env);
  return TRUE;
}

static gboolean
read_sandbox (SwLambdaSpec           *self,
              const SwTaskRowSource  *source,
              GError                **error)
{
  JsonNode *node = json_object_get_member (source->row, "sandbox");

  self->sandbox = TRUE;
  if (node == NULL)
    return TRUE;
  if (json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return sw_task_row_refuse (source, error, "\"sandbox\" must be true or false");
  self->sandbox = json_node_get_boolean (node);
  return TRUE;
}

static gboolean
read_limits (SwLambdaSpec           *self,
             const SwTaskRowSource  *source,
             GError                **error)
{
  gint64 timeout, memory, concurrency;

  if (!sw_task_row_read_whole (source, "timeout", DEFAULT_TIMEOUT, 1, MOST_TIMEOUT, &timeout, error)
      || !sw_task_row_read_whole (source, "memory", DEFAULT_MEMORY, DEFAULT_MEMORY, MOST_MEMORY,
                                  &memory, error)
      || !sw_task_row_read_whole (source, "concurrency", DEFAULT_CONCURRENCY, 1, MOST_CONCURRENCY,
                                  &concurrency, error))
    return FALSE;
  self->timeout = (guint) timeout;
  self->memory = (guint) memory;
  self->concurrency = (guint) concurrency;
  return TRUE;
}

/**
 * sw_lambda_spec_new:
 * @source: a row with "use": "lambda"
 *
 * Reads how a function is run. Nothing is started.
 *
 * Returns: (transfer full): the configuration, or %NULL with @error set to what is wrong with the
 * row
 */
SwLambdaSpec *
sw_lambda_spec_new (const SwTaskRowSource  *source,
                    GError                **error)
{
  g_autoptr (SwLambdaSpec) self = g_new0 (SwLambdaSpec, 1);

  g_ref_count_init (&self->count);
  if (g_file_test (flatpak_info, G_FILE_TEST_EXISTS))
    set_problem (self, "a Flatpak starts no programs of this computer: mock the function, or call it "
                       "by \"invoke\" or \"aws\"");
  if (!read_places (self, source, error) || !read_limits (self, source, error)
      || !read_env (self, source, error) || !read_sandbox (self, source, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * sw_lambda_spec_set_flatpak_info:
 * @path: static
 *
 * Sets what tells that the program runs within Flatpak, for tests.
 *
 * Returns: what it was
 */
const char *
sw_lambda_spec_set_flatpak_info (const char *path)
{
  const char *former = flatpak_info;

  flatpak_info = path;
  return former;
}

/**
 * sw_lambda_spec_ref:
 *
 * Returns: (transfer full): @self
 */
SwLambdaSpec *
sw_lambda_spec_ref (SwLambdaSpec *self)
{
  g_ref_count_inc (&self->count);
  return self;
}

/**
 * sw_lambda_spec_unref:
 *
 * Gives up a reference.
 */
void
sw_lambda_spec_unref (SwLambdaSpec *self)
{
  if (!g_ref_count_dec (&self->count))
    return;
  g_free (self->task_root);
  g_free (self->project);
  g_free (self->program);
  g_free (self->handler);
  g_strfreev (self->env);
  g_free (self->problem);
  g_free (self);
}

/* A program that is told neither a function nor another folder than its own */
static gboolean
is_alone (const SwLambdaSpec *self)
{
  g_autofree char *folder = g_path_get_dirname (self->program);

  return g_str_equal (folder, self->task_root) && g_str_equal (self->handler, "bootstrap");
}

/**
 * sw_lambda_spec_describe:
 *
 * Returns: (transfer full): what is run, where, and with which variables, in one line for a person
 * to consent to. Values of variables are left out: they may be secrets.
 */
char *
sw_lambda_spec_describe (const SwLambdaSpec *self)
{
  static const char *const programs[] = { "python3", "node" };
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GString) names = g_string_new (NULL);
  gboolean custom = self->runtime == SW_LAMBDA_CUSTOM;
  g_autofree char *program = sw_shown_dup (custom ? self->program : programs[self->runtime]);
  g_autofree char *handler = sw_shown_dup (self->handler);
  g_autofree char *root = sw_shown_dup (self->task_root);

  if (custom && is_alone (self))
    /* translators: the path of a program */
    g_string_append_printf (line, _("runs %s"), program);
  else
    /* translators: "python3", the name of a function, and the folder of its code */
    g_string_append_printf (line, _("runs %s with %s of %s"), program, handler, root);
  for (guint i = 0; self->env[i] != NULL; i++)
    {
      g_autofree char *name = g_strndup (self->env[i], strcspn (self->env[i], "="));

      if (i > 0)
        g_string_append (names, ", ");
      sw_shown_append (names, name);
    }
  if (names->len > 0)
    /* translators: names of environment variables */
    g_string_append_printf (line, _(", with the variables %s"), names->str);
  if (!self->sandbox)
    g_string_append (line, _(", without sandbox"));
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/**
 * sw_lambda_spec_dup_danger:
 *
 * Returns: (transfer full) (nullable): why the function's code may be somebody else's, for a person
 */
char *
sw_lambda_spec_dup_danger (const SwLambdaSpec *self)
{
  char *danger;

  /* What cannot be run is nobody's. */
  if (self->project == NULL || self->problem != NULL)
    return NULL;
  danger = sw_safe_dup_danger (self->task_root, self->project);
  return danger != NULL || self->program == NULL
             ? danger
             : sw_safe_dup_danger (self->program, self->project);
}
