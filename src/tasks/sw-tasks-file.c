/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-tasks-error.h"
#include "tasks/sw-tasks-file-private.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "json/sw-text.h"
#include "tasks/mocks/sw-mock-place.h"

G_DEFINE_QUARK (sw-tasks-file-error-quark, sw_tasks_file_error)

#define refuse(error, where, ...) \
  sw_tasks_refuse (error, SW_TASKS_FILE_ERROR, SW_TASKS_FILE_ERROR_INVALID, where, __VA_ARGS__)

static void
row_clear (gpointer data)
{
  SwTaskRow *row = data;

  g_clear_pointer (&row->state, g_pattern_spec_free);
  g_clear_pointer (&row->resource, g_pattern_spec_free);
  g_clear_pointer (&row->function, g_pattern_spec_free);
  g_clear_pointer (&row->performer, sw_performer_unref);
}

/* *TEXT: NULL where the member is absent; borrowed from the object */
static gboolean
read_text (JsonObject  *object,
           const char  *member,
           const char  *where,
           const char **text,
           GError     **error)
{
  JsonNode *node = json_object_get_member (object, member);

  *text = NULL;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return refuse (error, where, "\"%s\" must be a text", member);
  *text = json_node_get_string (node);
  return TRUE;
}

static gboolean
read_use (const SwTaskRowSource *source,
          SwTaskRow             *row,
          GError               **error)
{
  g_autofree char *names = NULL;
  const char *text;

  if (!sw_task_row_read_text (source, "use", &text, error))
    return FALSE;
  row->use = sw_task_use_find (text);
  if (row->use == NULL)
    {
      names = sw_task_use_dup_names ();
      return sw_task_row_refuse (source, error, "\"use\" must be one of %s", names);
    }
  if (row->use->make != NULL)
    row->performer = row->use->make (source, error);
  return row->use->make == NULL || row->performer != NULL;
}

static gboolean
read_pattern (const SwTaskRowSource  *source,
              const char             *member,
              GPatternSpec          **pattern,
              GError                **error)
{
  const char *text;

  if (!sw_task_row_read_text (source, member, &text, error))
    return FALSE;
  *pattern = text != NULL ? g_pattern_spec_new (text) : NULL;
  return TRUE;
}

static gboolean
read_row (SwTasksFile           *self,
          const SwTaskRowSource *source,
          GError               **error)
{
  SwTaskRow row = { 0 };
  gboolean done;

  done = read_pattern (source, "state", &row.state, error)
         && read_pattern (source, "resource", &row.resource, error)
         && read_pattern (source, "function", &row.function, error)
         && sw_task_row_read_flag (source, "idempotent", &row.idempotent, error);
  if (done && row.state == NULL && row.resource == NULL && row.function == NULL)
    done = sw_task_row_refuse (
        source, error,
        "needs one of \"state\", \"resource\" and \"function\" to say which tasks it is for");
  done = done && read_use (source, &row, error);
  if (done)
    g_array_append_val (self->rows, row);
  else
    row_clear (&row);
  return done;
}

static gboolean
read_rows (SwTasksFile  *self,
           JsonObject   *root,
           GFile        *folder,
           GError      **error)
{
  JsonNode *node = json_object_get_member (root, "tasks");
  JsonArray *array;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (error, "tasks", "must be an array of rows");
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *where = g_strdup_printf ("tasks/%u", i);
      JsonNode *row = json_array_get_element (array, i);
      SwTaskRowSource source = { NULL, root, folder, where };

      if (!JSON_NODE_HOLDS_OBJECT (row))
        return refuse (error, where, "must be an object");
      source.row = json_node_get_object (row);
      if (!read_row (self, &source, error))
        return FALSE;
    }
  return TRUE;
}

/* The machine that "mock" names, or the only one of the mock file */
static gboolean
choose_machine (SwTasksFile  *self,
                const char   *machine,
                GError      **error)
{
  g_auto (GStrv) machines = sw_mock_config_dup_machines (self->mocks);

  if (machine == NULL && g_strv_length (machines) != 1)
    return refuse (error, "mock", "the mock file has %u state machines; say which with \"machine\"",
                   g_strv_length (machines));
  self->machine = g_strdup (machine != NULL ? machine : machines[0]);
  if (!g_strv_contains ((const char *const *) machines, self->machine))
    return refuse (error, "mock/machine", "the mock file has no state machine \"%s\"",
                   self->machine);
  return TRUE;
}

static gboolean
load_mocks (SwTasksFile  *self,
            GFile        *folder,
            const char   *name,
            GError      **error)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *text = NULL, *path = NULL;
  g_autoptr (GError) reason = NULL;
  gsize length;

  if (folder == NULL)
    return refuse (error, "mock/file", "cannot be found before the document is saved");
  file = g_file_resolve_relative_path (folder, name);
  path = g_file_get_parse_name (file);
  if (!g_file_load_contents (file, NULL, &text, &length, NULL, &reason))
    return g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
               ? refuse (error, "mock/file", "there is no file \"%s\"", name)
               : refuse (error, "mock/file", "%s", reason->message);
  self->mocks = sw_mock_config_new_from_text (text, (gssize) length, &reason);
  if (self->mocks == NULL)
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&reason), "%s: ", path);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_mock (SwTasksFile  *self,
           JsonObject   *root,
           GFile        *folder,
           GError      **error)
{
  JsonNode *node = json_object_get_member (root, "mock");
  const char *file, *machine, *test_case;
  JsonObject *mock;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, "mock", "must be an object with \"file\", \"machine\" and \"case\"");
  mock = json_node_get_object (node);
  if (!read_text (mock, "file", "mock", &file, error)
      || !read_text (mock, "machine", "mock", &machine, error)
      || !read_text (mock, "case", "mock", &test_case, error))
    return FALSE;
  self->test_case = g_strdup (test_case);
  return load_mocks (self, folder, file != NULL ? file : SW_MOCK_CONFIG_NAME, error)
         && choose_machine (self, machine, error);
}

/* What is payload: inputs and the files that stand in for S3 */
static gboolean
read_payloads (SwTasksFile  *self,
               const char   *text,
               gssize        length,
               GFile        *folder,
               GError      **error)
{
  SwValue inputs, objects;

  if (!sw_value_from_text (text, length, SW_TEXT_DEFAULT, &self->document, error))
    return FALSE;
  inputs = sw_value_get_member (self->document, "inputs");
  if (!sw_value_is (inputs, SW_TYPE_UNDEFINED) && !sw_value_is (inputs, SW_TYPE_OBJECT))
    return refuse (error, "inputs", "must be an object of inputs by name");
  objects = sw_value_get_member (self->document, "objects");
  if (sw_value_is (objects, SW_TYPE_UNDEFINED))
    return TRUE;
  self->objects = sw_objects_new (objects, folder, error);
  return self->objects != NULL;
}

/**
 * sw_tasks_file_new_from_text:
 * @text: a tasks file
 * @length: bytes, or -1 where @text ends with NUL
 * @folder: (nullable): where it lies; the mock file it names is looked for there
 *
 * Reads how tasks are performed. Members that are not known are left for later versions.
 *
 * Returns: (transfer full): the rows and mocks, or %NULL with @error set to what is wrong, and
 * where
 */
SwTasksFile *
sw_tasks_file_new_from_text (const char  *text,
                             gssize       length,
                             GFile       *folder,
                             GError     **error)
{
  g_autoptr (SwTasksFile) self = g_new0 (SwTasksFile, 1);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) syntax = NULL;
  JsonNode *root;

  g_ref_count_init (&self->count);
  self->folder = folder != NULL ? g_object_ref (folder) : NULL;
  self->bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);
  self->rows = g_array_new (FALSE, TRUE, sizeof (SwTaskRow));
  g_array_set_clear_func (self->rows, row_clear);
  if (!json_parser_load_from_data (parser, text, length, &syntax))
    {
      g_set_error (error, SW_TASKS_FILE_ERROR, SW_TASKS_FILE_ERROR_SYNTAX, "%s", syntax->message);
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    refuse (error, "/", "must be an object with \"version\", \"mock\" and \"tasks\"");
  else if (json_object_get_int_member_with_default (json_node_get_object (root), "version", 1) != 1)
    refuse (error, "version", "this version of Stepwright reads tasks files of version 1");
  else if (read_mock (self, json_node_get_object (root), folder, error)
           && read_rows (self, json_node_get_object (root), folder, error)
           && read_payloads (self, text, length, folder, error))
    return g_steal_pointer (&self);
  return NULL;
}

/**
 * sw_tasks_file_load:
 * @file: a tasks file
 *
 * Reads a tasks file from where it lies.
 *
 * Returns: (transfer full): its contents, or %NULL with @error set; the message begins with the
 * file's name
 */
SwTasksFile *
sw_tasks_file_load (GFile   *file,
                    GError **error)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *text = NULL, *path = g_file_get_parse_name (file);
  g_autofree char *name = g_file_get_basename (file);
  SwTasksFile *self;
  gsize length;

  if (!g_file_load_contents (file, NULL, &text, &length, NULL, error))
    return NULL;
  self = sw_tasks_file_new_from_text (text, (gssize) length, folder, error);
  if (self == NULL)
    g_prefix_error (error, "%s: ", path);
  else
    {
      self->stem = g_str_has_suffix (name, ".tasks.json")
                       ? g_strndup (name, strlen (name) - strlen (".tasks.json"))
                       : NULL;
      self->file = g_object_ref (file);
    }
  return self;
}

/**
 * sw_tasks_file_ref:
 *
 * Returns: (transfer full): @self
 */
SwTasksFile *
sw_tasks_file_ref (SwTasksFile *self)
{
  g_ref_count_inc (&self->count);
  return self;
}

/**
 * sw_tasks_file_unref:
 *
 * Gives up a reference.
 */
void
sw_tasks_file_unref (SwTasksFile *self)
{
  if (!g_ref_count_dec (&self->count))
    return;
  g_clear_pointer (&self->mocks, sw_mock_config_unref);
  g_clear_pointer (&self->objects, sw_objects_free);
  sw_value_clear (&self->document);
  g_array_unref (self->rows);
  g_clear_object (&self->folder);
  g_free (self->stem);
  g_clear_object (&self->file);
  g_bytes_unref (self->bytes);
  g_free (self->machine);
  g_free (self->test_case);
  g_free (self);
}

/**
 * sw_tasks_file_get_machine:
 *
 * Returns: (nullable): the state machine whose cases the file uses
 */
const char *
sw_tasks_file_get_machine (SwTasksFile *self)
{
  return self->machine;
}

/**
 * sw_tasks_file_get_case:
 *
 * Returns: (nullable): the test case the file names itself
 */
const char *
sw_tasks_file_get_case (SwTasksFile *self)
{
  return self->test_case;
}

/**
 * sw_tasks_file_allow:
 *
 * Consents to what its rows start and call, for as long as this is in memory (sw-trust.h).
 */
void
sw_tasks_file_allow (SwTasksFile *self)
{
  self->allowed = TRUE;
}

/**
 * sw_tasks_file_get_inputs:
 *
 * Returns: (transfer none): an object of inputs by name, in the file's order; undefined where the
 * file has none
 */
SwValue
sw_tasks_file_get_inputs (SwTasksFile *self)
{
  return sw_value_get_member (self->document, "inputs");
}

/**
 * sw_tasks_file_dup_cases:
 *
 * Returns: (transfer full): the test cases to choose from; empty where the file has no mocks
 */
char **
sw_tasks_file_dup_cases (SwTasksFile *self)
{
  if (self->mocks == NULL)
    return g_new0 (char *, 1);
  return sw_mock_config_dup_cases (self->mocks, self->machine);
}
