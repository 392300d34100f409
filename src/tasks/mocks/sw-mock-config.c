/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/mocks/sw-mock-config-private.h"
#include "tasks/sw-tasks-error.h"


#include "json/sw-text.h"

G_DEFINE_QUARK (sw-mock-config-error-quark, sw_mock_config_error)

#define refuse(error, where, ...) \
  sw_tasks_refuse (error, SW_MOCK_CONFIG_ERROR, SW_MOCK_CONFIG_ERROR_INVALID, where, __VA_ARGS__)

static void
answer_clear (gpointer data)
{
  SwMockAnswer *answer = data;

  sw_value_clear (&answer->output);
  g_free (answer->error);
  g_free (answer->cause);
}

static void
response_free (gpointer data)
{
  SwMockResponse *response = data;

  g_array_unref (response->answers);
  g_free (response);
}

static JsonObject *
get_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * sw_mock_config_get_text:
 *
 * Returns: (nullable): the text of a member; %NULL where there is none, or no text
 */
const char *
sw_mock_config_get_text (JsonObject *object,
                         const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

/* "3" or "1-2" */
static gboolean
parse_range (const char *text,
             guint      *first,
             guint      *last)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", 2);
  guint64 from, to;

  if (!g_ascii_string_to_unsigned (parts[0], 10, 0, G_MAXINT32, &from, NULL))
    return FALSE;
  to = from;
  if (parts[1] != NULL && !g_ascii_string_to_unsigned (parts[1], 10, from, G_MAXINT32, &to, NULL))
    return FALSE;
  *first = (guint) from;
  *last = (guint) to;
  return TRUE;
}

static gboolean
parse_answer (JsonObject   *object,
              SwValue       value,
              const char   *where,
              SwMockAnswer *answer,
              GError      **error)
{
  JsonObject *thrown;
  gboolean returns = json_object_has_member (object, "Return");

  answer->throws = json_object_has_member (object, "Throw");
  if (returns == answer->throws)
    return refuse (error, where, "needs exactly one of \"Return\" and \"Throw\"");
  if (returns)
    {
      answer->output = sw_value_ref (sw_value_get_member (value, "Return"));
      return TRUE;
    }
  thrown = get_object (json_object_get_member (object, "Throw"));
  if (thrown == NULL || sw_mock_config_get_text (thrown, "Error") == NULL
      || sw_mock_config_get_text (thrown, "Cause") == NULL)
    return refuse (error, where, "\"Throw\" needs \"Error\" and \"Cause\", both texts");
  answer->error = g_strdup (sw_mock_config_get_text (thrown, "Error"));
  answer->cause = g_strdup (sw_mock_config_get_text (thrown, "Cause"));
  return TRUE;
}

static gint
compare_answers (gconstpointer a,
                 gconstpointer b)
{
  const SwMockAnswer *left = a, *right = b;

  return left->first < right->first ? -1 : left->first > right->first;
}

/* The numbers may stand in any order in the file, but leave no gap and do not overlap. */
static gboolean
check_ranges (const SwMockResponse *response,
              const char           *where,
              GError              **error)
{
  guint next = 0;

  g_array_sort (response->answers, compare_answers);
  for (guint i = 0; i < response->answers->len; i++)
    {
      const SwMockAnswer *answer = &g_array_index (response->answers, SwMockAnswer, i);

      if (answer->first > next)
        return refuse (
            error, where,
            "has no answer for invocation %u; the numbers must begin at 0 and leave no gap", next);
      if (answer->first < next)
        return refuse (error, where, "has two answers for invocation %u", answer->first);
      next = answer->last + 1;
    }
  if (next == 0)
    return refuse (error, where, "has no answer at all; add one for invocation \"0\"");
  return TRUE;
}

static gboolean
parse_response (SwMockConfig  *self,
                const char    *id,
                JsonObject    *object,
                SwValue        value,
                GError       **error)
{
  g_autofree char *where = g_strdup_printf ("MockedResponses/%s", id);
  g_autoptr (GList) names = json_object_get_members (object);
  SwMockResponse *response = g_new0 (SwMockResponse, 1);

  response->answers = g_array_new (FALSE, TRUE, sizeof (SwMockAnswer));
  g_array_set_clear_func (response->answers, answer_clear);
  g_hash_table_insert (self->responses, g_strdup (id), response);
  for (GList *link = names; link != NULL; link = link->next)
    {
      g_autofree char *place = g_strdup_printf ("%s/%s", where, (char *) link->data);
      JsonObject *member = get_object (json_object_get_member (object, link->data));
      SwMockAnswer answer = { 0 };

      if (!parse_range (link->data, &answer.first, &answer.last))
        return refuse (error, place,
                       "is no invocation number; write \"0\", or a range such as \"1-2\"");
      if (member == NULL)
        return refuse (error, place, "must be an object with \"Return\" or \"Throw\"");
      if (!parse_answer (member, sw_value_get_member (value, link->data), place, &answer, error))
        return FALSE;
      g_array_append_val (response->answers, answer);
    }
  return check_ranges (response, where, error);
}

static gboolean
parse_responses (SwMockConfig  *self,
                 JsonObject    *root,
                 GError       **error)
{
  JsonNode *node = json_object_get_member (root, "MockedResponses");
  JsonObject *object = get_object (node);
  SwValue values = sw_value_get_member (self->document, "MockedResponses");
  g_autoptr (GList) ids = NULL;

  if (node == NULL)
    return TRUE;
  if (object == NULL)
    return refuse (error, "MockedResponses", "must be an object of responses");
  ids = json_object_get_members (object);
  for (GList *link = ids; link != NULL; link = link->next)
    {
      JsonObject *response = get_object (json_object_get_member (object, link->data));
      g_autofree char *where = g_strdup_printf ("MockedResponses/%s", (char *) link->data);

      if (response == NULL)
        return refuse (error, where, "must be an object from invocation numbers to answers");
      if (!parse_response (self, link->data, response, sw_value_get_member (values, link->data),
                           error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_case (SwMockConfig  *self,
            JsonNode      *node,
            const char    *where,
            GError       **error)
{
  JsonObject *states = get_object (node);
  g_autoptr (GList) names = NULL;

  if (states == NULL)
    return refuse (error, where, "must be an object from state names to names of mocked responses");
  names = json_object_get_members (states);
  for (GList *link = names; link != NULL; link = link->next)
    {
      g_autofree char *place = g_strdup_printf ("%s/%s", where, (char *) link->data);
      const char *id = sw_mock_config_get_text (states, link->data);

      if (id == NULL)
        return refuse (error, place, "must be the name of a mocked response");
      if (!g_hash_table_contains (self->responses, id))
        return refuse (error, place,
                       "names the response \"%s\", which MockedResponses does not have", id);
    }
  return TRUE;
}

static gboolean
check_machine (SwMockConfig  *self,
               const char    *name,
               GError       **error)
{
  g_autofree char *where = g_strdup_printf ("StateMachines/%s/TestCases", name);
  JsonObject *machine = get_object (json_object_get_member (self->machines, name));
  JsonObject *cases
      = machine != NULL ? get_object (json_object_get_member (machine, "TestCases")) : NULL;
  g_autoptr (GList) names = NULL;

  if (cases == NULL)
    return refuse (error, where, "must be an object of test cases");
  names = json_object_get_members (cases);
  for (GList *link = names; link != NULL; link = link->next)
    {
      g_autofree char *place = g_strdup_printf ("%s/%s", where, (char *) link->data);

      if (!check_case (self, json_object_get_member (cases, link->data), place, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
parse_document (SwMockConfig  *self,
                GError       **error)
{
  JsonObject *root = get_object (json_parser_get_root (self->parser));
  g_autoptr (GList) names = NULL;

  if (root == NULL)
    return refuse (error, "/", "must be an object with \"StateMachines\" and \"MockedResponses\"");
  if (!parse_responses (self, root, error))
    return FALSE;
  self->machines = get_object (json_object_get_member (root, "StateMachines"));
  if (self->machines == NULL)
    return refuse (error, "StateMachines", "must be an object of state machines");
  names = json_object_get_members (self->machines);
  for (GList *link = names; link != NULL; link = link->next)
    if (!check_machine (self, link->data, error))
      return FALSE;
  return TRUE;
}

/**
 * sw_mock_config_new_from_text:
 * @text: a MockConfigFile.json
 * @length: bytes, or -1 where @text ends with NUL
 *
 * Reads mocked answers in AWS's format and checks them against all its rules: answers numbered from
 * 0 without gap or overlap, exactly one of Return and Throw, and texts for Error and Cause. A
 * response nobody names is legal, and so is "Return": null.
 *
 * Returns: (transfer full): the answers, or %NULL with @error set to what is wrong, and where
 */
SwMockConfig *
sw_mock_config_new_from_text (const char  *text,
                              gssize       length,
                              GError     **error)
{
  g_autoptr (SwMockConfig) self = g_new0 (SwMockConfig, 1);
  g_autoptr (GError) syntax = NULL;

  g_ref_count_init (&self->count);
  self->responses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, response_free);
  self->parser = json_parser_new_immutable ();
  if (!sw_value_from_text (text, length, SW_TEXT_REPORT_DUPLICATES, &self->document, &syntax)
      || !json_parser_load_from_data (self->parser, text, length, &syntax))
    {
      g_set_error (error, SW_MOCK_CONFIG_ERROR, SW_MOCK_CONFIG_ERROR_SYNTAX, "%s", syntax->message);
      return NULL;
    }
  if (!parse_document (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * sw_mock_config_ref:
 *
 * Returns: (transfer full): @self
 */
SwMockConfig *
sw_mock_config_ref (SwMockConfig *self)
{
  g_ref_count_inc (&self->count);
  return self;
}

/**
 * sw_mock_config_unref:
 *
 * Gives up a reference.
 */
void
sw_mock_config_unref (SwMockConfig *self)
{
  if (!g_ref_count_dec (&self->count))
    return;
  g_hash_table_unref (self->responses);
  g_clear_object (&self->parser);
  sw_value_clear (&self->document);
  g_free (self);
}

static char **
dup_names (JsonObject *object)
{
  g_autoptr (GList) names = object != NULL ? json_object_get_members (object) : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (GList *link = names; link != NULL; link = link->next)
    g_strv_builder_add (builder, link->data);
  return g_strv_builder_end (builder);
}

/**
 * sw_mock_config_find_cases:
 *
 * Returns: (nullable): the test cases of a machine; %NULL where there is no such machine
 */
JsonObject *
sw_mock_config_find_cases (SwMockConfig *self,
                           const char   *machine)
{
  JsonObject *found = json_object_has_member (self->machines, machine)
                          ? json_object_get_object_member (self->machines, machine)
                          : NULL;

  return found != NULL ? json_object_get_object_member (found, "TestCases") : NULL;
}

/**
 * sw_mock_config_dup_machines:
 *
 * Returns: (transfer full): names of the state machines, in the order of the file
 */
char **
sw_mock_config_dup_machines (SwMockConfig *self)
{
  return dup_names (self->machines);
}

/**
 * sw_mock_config_dup_cases:
 *
 * Returns: (transfer full): names of the machine's test cases, in the order of the file; empty
 * where there is no such machine
 */
char **
sw_mock_config_dup_cases (SwMockConfig *self,
                          const char   *machine)
{
  return dup_names (sw_mock_config_find_cases (self, machine));
}

/**
 * sw_mock_config_find_response:
 *
 * Returns: (nullable): what a test case answers for a state; %NULL where it does not
 */
const SwMockResponse *
sw_mock_config_find_response (SwMockConfig *self,
                              const char   *machine,
                              const char   *test_case,
                              const char   *state)
{
  JsonObject *cases = sw_mock_config_find_cases (self, machine);
  JsonObject *states = cases != NULL && json_object_has_member (cases, test_case)
                           ? json_object_get_object_member (cases, test_case)
                           : NULL;
  const char *id = states != NULL ? sw_mock_config_get_text (states, state) : NULL;

  return id != NULL ? g_hash_table_lookup (self->responses, id) : NULL;
}
