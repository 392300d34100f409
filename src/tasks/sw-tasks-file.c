/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-tasks-file.h"

#include <json-glib/json-glib.h>
#include <stdarg.h>
#include <string.h>

/* What a row may have a task performed by */
typedef enum
{
  USE_MANUAL, /* a person answers */
  USE_LAMBDA,
  USE_INVOKE,
  USE_AWS,
  USE_HTTP,
} Use;

static const char *const uses[] = { "manual", "lambda", "invoke", "aws", "http" };

/* One element of "tasks"; a matcher that is NULL matches everything */
typedef struct
{
  GPatternSpec *state;    /* the state's name, or its path "Outer/Inner" */
  GPatternSpec *resource; /* the ARN in the definition */
  GPatternSpec *function; /* a Lambda function's name, without qualifier */
  Use use;
} Row;

struct _SwTasksFile
{
  grefcount count;
  SwMockConfig *mocks; /* or NULL */
  char *machine;       /* in the mock file, or NULL */
  char *test_case;     /* likewise */
  GArray *rows;        /* Row */
};

typedef struct
{
  SwPerformer head;
  SwTasksFile *file;
  SwPerformer *mock; /* or NULL */
} FilePerformer;

G_DEFINE_QUARK (sw - tasks - file - error - quark, sw_tasks_file_error)

G_GNUC_PRINTF (3, 4)
static gboolean
refuse (GError     **error,
        const char  *where,
        const char  *format,
        ...)
{
  g_autofree char *words = NULL;
  va_list arguments;

  va_start (arguments, format);
  words = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, SW_TASKS_FILE_ERROR, SW_TASKS_FILE_ERROR_INVALID, "%s: %s", where, words);
  return FALSE;
}

static void
row_clear (gpointer data)
{
  Row *row = data;

  g_clear_pointer (&row->state, g_pattern_spec_free);
  g_clear_pointer (&row->resource, g_pattern_spec_free);
  g_clear_pointer (&row->function, g_pattern_spec_free);
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
read_pattern (JsonObject    *object,
              const char    *member,
              const char    *where,
              GPatternSpec **pattern,
              GError       **error)
{
  const char *text;

  if (!read_text (object, member, where, &text, error))
    return FALSE;
  *pattern = text != NULL ? g_pattern_spec_new (text) : NULL;
  return TRUE;
}

static gboolean
read_use (JsonObject  *object,
          const char  *where,
          Use         *use,
          GError     **error)
{
  const char *text;

  if (!read_text (object, "use", where, &text, error))
    return FALSE;
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (uses); i++)
    if (g_str_equal (text, uses[i]))
      {
        *use = (Use) i;
        return TRUE;
      }
  return refuse (error, where,
                 "\"use\" must be one of \"manual\", \"lambda\", \"invoke\", \"aws\" and \"http\"");
}

static gboolean
read_row (SwTasksFile  *self,
          JsonNode     *node,
          const char   *where,
          GError      **error)
{
  JsonObject *object;
  Row row = { 0 };
  gboolean done;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, where, "must be an object");
  object = json_node_get_object (node);
  done = read_pattern (object, "state", where, &row.state, error)
         && read_pattern (object, "resource", where, &row.resource, error)
         && read_pattern (object, "function", where, &row.function, error)
         && read_use (object, where, &row.use, error);
  if (done && row.state == NULL && row.resource == NULL && row.function == NULL)
    done = refuse (
        error, where,
        "needs one of \"state\", \"resource\" and \"function\" to say which tasks it is for");
  if (done)
    g_array_append_val (self->rows, row);
  else
    row_clear (&row);
  return done;
}

static gboolean
read_rows (SwTasksFile  *self,
           JsonObject   *root,
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

      if (!read_row (self, json_array_get_element (array, i), where, error))
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
    return refuse (error, "mock/file", "%s", reason->message);
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
  return load_mocks (self, folder, file != NULL ? file : "MockConfigFile.json", error)
         && choose_machine (self, machine, error);
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
  self->rows = g_array_new (FALSE, TRUE, sizeof (Row));
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
           && read_rows (self, json_node_get_object (root), error))
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
  SwTasksFile *self;
  gsize length;

  if (!g_file_load_contents (file, NULL, &text, &length, NULL, error))
    return NULL;
  self = sw_tasks_file_new_from_text (text, (gssize) length, folder, error);
  if (self == NULL)
    g_prefix_error (error, "%s: ", path);
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
  g_array_unref (self->rows);
  g_free (self->machine);
  g_free (self->test_case);
  g_free (self);
}

/**
 * sw_tasks_file_get_mocks:
 *
 * Returns: (nullable): the mocked answers; %NULL where the file has no "mock"
 */
SwMockConfig *
sw_tasks_file_get_mocks (SwTasksFile *self)
{
  return self->mocks;
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

/* "arn:aws:lambda:R:A:function:NAME:QUALIFIER", or NAME:QUALIFIER, or NAME */
static char *
dup_function_name (const char *reference)
{
  const char *name = strstr (reference, ":function:");

  name = name != NULL ? name + strlen (":function:") : reference;
  return g_strndup (name, strcspn (name, ":"));
}

static char *
dup_function (const SwTaskRequest *request)
{
  SwValue name = SW_VALUE_INIT;

  if (request->kind == SW_TASK_LAMBDA)
    return dup_function_name (request->resource);
  if (g_strcmp0 (request->service, "lambda") != 0 || !sw_value_is (request->input, SW_TYPE_OBJECT))
    return NULL;
  name = sw_value_get_member (request->input, "FunctionName");
  return sw_value_is (name, SW_TYPE_STRING) ? dup_function_name (sw_value_get_text (name, NULL))
                                            : NULL;
}

static gboolean
state_matches (GPatternSpec  *pattern,
               const SwState *state)
{
  g_autoptr (GString) path = g_string_new (state->name);

  if (g_pattern_spec_match_string (pattern, path->str))
    return TRUE;
  for (const SwState *outer = state->scope->parent; outer != NULL; outer = outer->scope->parent)
    {
      g_string_prepend_c (path, '/');
      g_string_prepend (path, outer->name);
    }
  return g_pattern_spec_match_string (pattern, path->str);
}

static gboolean
row_matches (const Row           *row,
             const SwTaskRequest *request,
             const char          *function)
{
  return (row->state == NULL || state_matches (row->state, request->state))
         && (row->resource == NULL
             || g_pattern_spec_match_string (row->resource, request->resource))
         && (row->function == NULL
             || (function != NULL && g_pattern_spec_match_string (row->function, function)));
}

static SwPerformResult
perform (SwPerformer          *head,
         const SwTaskRequest  *request,
         SwValue              *output,
         char                **error,
         char                **cause)
{
  FilePerformer *self = (FilePerformer *) head;
  g_autofree char *function = dup_function (request);
  SwPerformResult result;

  if (self->mock != NULL)
    {
      result = sw_performer_perform (self->mock, request, output, error, cause);
      if (result != SW_PERFORM_NOBODY)
        return result;
    }
  for (guint i = 0; i < self->file->rows->len; i++)
    {
      const Row *row = &g_array_index (self->file->rows, Row, i);

      if (!row_matches (row, request, function))
        continue;
      if (row->use == USE_MANUAL)
        *cause = g_strdup_printf ("row %u of the tasks file leaves it to a person", i);
      else
        *cause = g_strdup_printf (
            "row %u of the tasks file asks for \"%s\", which is not available in this version", i,
            uses[row->use]);
      break;
    }
  return SW_PERFORM_NOBODY;
}

static void
performer_free (SwPerformer *head)
{
  FilePerformer *self = (FilePerformer *) head;

  g_clear_pointer (&self->mock, sw_performer_unref);
  sw_tasks_file_unref (self->file);
  g_free (self);
}

/* Mocks are used where a case is named: by the caller, by the file, or because there is but one. */
static gboolean
choose_case (SwTasksFile  *self,
             const char   *test_case,
             SwPerformer **mock,
             GError      **error)
{
  g_auto (GStrv) cases = sw_tasks_file_dup_cases (self);

  if (self->mocks == NULL && test_case != NULL)
    {
      g_set_error (error, SW_TASKS_FILE_ERROR, SW_TASKS_FILE_ERROR_CASE,
                   "The test case \"%s\" is asked for, but the tasks file has no \"mock\" section",
                   test_case);
      return FALSE;
    }
  if (test_case == NULL)
    test_case = self->test_case;
  if (test_case == NULL && g_strv_length (cases) == 1)
    test_case = cases[0];
  if (test_case == NULL)
    return TRUE;
  *mock = sw_mock_config_new_performer (self->mocks, self->machine, test_case, error);
  return *mock != NULL;
}

/**
 * sw_tasks_file_new_performer:
 * @test_case: (nullable): in place of the one that the file names
 *
 * Makes who performs the tasks as the file says.
 *
 * Returns: (transfer full): the performer, or %NULL with @error set where there is no such case
 */
SwPerformer *
sw_tasks_file_new_performer (SwTasksFile  *self,
                             const char   *test_case,
                             GError      **error)
{
  static const SwPerformerKind kind = { perform, performer_free };
  SwPerformer *mock = NULL;
  FilePerformer *performer;

  if (!choose_case (self, test_case, &mock, error))
    return NULL;
  performer = g_new0 (FilePerformer, 1);
  sw_performer_init (&performer->head, &kind);
  performer->file = sw_tasks_file_ref (self);
  performer->mock = mock;
  return &performer->head;
}
