/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/mocks/sw-mock-writer.h"

#include <string.h>

#include "json/sw-text.h"

#define SKELETON "{\n  \"StateMachines\": {},\n  \"MockedResponses\": {}\n}\n"

#define RESPONSES "/MockedResponses"

/**
 * sw_mock_writer_init:
 * @text: (nullable): of a MockConfigFile.json; %NULL or "": there is none yet
 *
 * Begins changes to a file.
 */
void
sw_mock_writer_init (SwMockWriter *self,
                     const char   *text)
{
  self->tree = sw_tree_parse (text != NULL && *text != '\0' ? text : SKELETON, -1);
  self->rewriter = sw_rewriter_new (self->tree);
  self->error = NULL;
}

/**
 * sw_mock_writer_clear:
 *
 * Frees what the writer holds.
 */
void
sw_mock_writer_clear (SwMockWriter *self)
{
  g_clear_pointer (&self->rewriter, sw_rewriter_free);
  g_clear_pointer (&self->tree, sw_tree_unref);
  g_clear_error (&self->error);
}

/**
 * sw_mock_writer_finish:
 * @error: set to what could not be done
 *
 * Returns: (transfer full): the text with all changes, or %NULL with @error set
 */
char *
sw_mock_writer_finish (SwMockWriter  *self,
                       GError       **error)
{
  g_autoptr (SwEdits) edits = NULL;
  const char *text;
  gsize length;

  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return NULL;
    }
  edits = sw_rewriter_finish (self->rewriter);
  text = sw_tree_get_text (self->tree, &length);
  return sw_edits_apply (edits, text, length, &length);
}

/**
 * sw_mock_writer_find:
 *
 * Returns: (transfer none) (nullable): what stands at @pointer after the steps so far
 */
const SwNode *
sw_mock_writer_find (SwMockWriter *self,
                     const char   *pointer)
{
  return sw_tree_resolve (sw_rewriter_get_tree (self->rewriter), pointer);
}

/* The name of the response that a state in a test case gets, or NULL */
static char *
dup_id (SwMockWriter *self,
        const char   *pointer)
{
  const SwNode *node = sw_mock_writer_find (self, pointer);

  return node != NULL ? sw_node_dup_string (node, NULL) : NULL;
}

/**
 * sw_mock_writer_ensure:
 * @pointer: of an object
 * @name: of a member
 * @json: what it is made as where it is not there
 *
 * Sees to it that an object has a member.
 *
 * Returns: (transfer full): the member's pointer
 */
char *
sw_mock_writer_ensure (SwMockWriter *self,
                       const char   *pointer,
                       const char   *name,
                       const char   *json)
{
  char *child = sw_pointer_append (pointer, name);

  if (self->error == NULL && sw_mock_writer_find (self, child) == NULL)
    sw_rewriter_insert_member (self->rewriter, pointer, name, json, NULL, NULL, &self->error);
  return child;
}

/**
 * sw_mock_dup_case_pointer:
 *
 * Returns: (transfer full): JSON pointer of a test case in the file
 */
char *
sw_mock_dup_case_pointer (const char *machine,
                          const char *test_case)
{
  g_autofree char *owner = sw_pointer_append ("/StateMachines", machine);
  g_autofree char *cases = sw_pointer_append (owner, "TestCases");

  return sw_pointer_append (cases, test_case);
}

/**
 * sw_mock_writer_ensure_case:
 *
 * Sees to it that the file has a test case, an empty one where it is new.
 *
 * Returns: (transfer full): its pointer
 */
char *
sw_mock_writer_ensure_case (SwMockWriter *self,
                            const char   *machine,
                            const char   *test_case)
{
  const char *const names[] = { "StateMachines", machine, "TestCases", test_case };
  char *pointer = g_strdup ("");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *outer = pointer;

      pointer = sw_mock_writer_ensure (self, outer, names[i], "{}");
    }
  return pointer;
}

/* Sets the value at POINTER; it is left alone where it says the same. */
static void
set_value (SwMockWriter *self,
           const char   *pointer,
           const char   *json)
{
  const SwNode *node = sw_mock_writer_find (self, pointer);
  g_auto (SwValue) old = node != NULL ? sw_node_to_value (node) : SW_VALUE_INIT;
  g_auto (SwValue) now = SW_VALUE_INIT;

  sw_value_from_text (json, -1, SW_TEXT_DEFAULT, &now, NULL);
  if (self->error == NULL && !sw_value_equal (old, now))
    sw_rewriter_set (self->rewriter, pointer, json, &self->error);
}

/**
 * sw_mock_writer_rename:
 * @pointer: of a member
 * @name: what it is to be called
 */
void
sw_mock_writer_rename (SwMockWriter *self,
                       const char   *pointer,
                       const char   *name)
{
  if (self->error == NULL)
    sw_rewriter_rename (self->rewriter, pointer, name, &self->error);
}

/**
 * sw_mock_writer_remove:
 * @pointer: of a member; nothing need stand there
 */
void
sw_mock_writer_remove (SwMockWriter *self,
                       const char   *pointer)
{
  if (self->error == NULL && sw_mock_writer_find (self, pointer) != NULL)
    sw_rewriter_remove (self->rewriter, pointer, &self->error);
}

/* "State", "State2" …: no response has that name */
static char *
dup_free_name (SwMockWriter *self,
               const char   *state)
{
  g_autofree char *name = g_strdup (state);

  for (guint i = 2;; i++)
    {
      g_autofree char *pointer = sw_pointer_append (RESPONSES, name);

      if (sw_mock_writer_find (self, pointer) == NULL)
        return g_steal_pointer (&name);
      g_free (name);
      name = g_strdup_printf ("%s%u", state, i);
    }
}

static guint
count_uses (SwMockWriter *self,
            const char   *id)
{
  const SwNode *machines = sw_mock_writer_find (self, "/StateMachines");
  guint count = 0;

  for (const SwNode *machine = machines != NULL ? machines->first : NULL; machine != NULL;
       machine = machine->next)
    {
      const SwNode *cases = sw_node_get_member (machine, "TestCases");

      for (const SwNode *test = cases != NULL ? cases->first : NULL; test != NULL;
           test = test->next)
        for (const SwNode *state = test->first; state != NULL; state = state->next)
          if (sw_node_equals_string (state, id))
            count++;
    }
  return count;
}

static char *
dup_quoted (const char *text)
{
  g_auto (SwValue) value = sw_value_new_string (text);

  return sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
}

/* One of its own in the place of one that others share, with the same answers */
static char *
part_response (SwMockWriter *self,
               const char   *place,
               const char   *state,
               const char   *shared)
{
  char *id = dup_free_name (self, state);
  g_autofree char *name = dup_quoted (id);
  g_autofree char *source = shared != NULL ? sw_pointer_append (RESPONSES, shared) : NULL;
  const SwNode *answers = source != NULL ? sw_mock_writer_find (self, source) : NULL;
  g_autofree char *json = answers != NULL ? sw_node_dup_json (answers) : g_strdup ("{}");
  g_autofree char *outer = g_strndup (place, (gsize) (strrchr (place, '/') - place));

  if (sw_mock_writer_find (self, place) != NULL)
    set_value (self, place, name);
  else
    g_free (sw_mock_writer_ensure (self, outer, state, name));
  g_free (sw_mock_writer_ensure (self, RESPONSES, id, json));
  return id;
}

/**
 * sw_mock_writer_ensure_response:
 *
 * Sees to it that a state has a response for itself alone: one that other states or cases share is
 * copied, so that nothing changes for them.
 *
 * Returns: (transfer full): the response's pointer
 */
char *
sw_mock_writer_ensure_response (SwMockWriter *self,
                                const char   *machine,
                                const char   *test_case,
                                const char   *state)
{
  g_autofree char *states = sw_mock_writer_ensure_case (self, machine, test_case);
  g_autofree char *place = sw_pointer_append (states, state);
  g_autofree char *id = dup_id (self, place);

  g_free (sw_mock_writer_ensure (self, "", "MockedResponses", "{}"));
  if (id == NULL || count_uses (self, id) > 1)
    {
      g_autofree char *shared = g_steal_pointer (&id);

      id = part_response (self, place, state, shared);
    }
  return sw_mock_writer_ensure (self, RESPONSES, id, "{}");
}

/**
 * sw_mock_writer_remove_state:
 *
 * Takes a state out of a test case, so that it is not mocked; its response goes with the last that
 * uses it.
 */
void
sw_mock_writer_remove_state (SwMockWriter *self,
                             const char   *machine,
                             const char   *test_case,
                             const char   *state)
{
  g_autofree char *states = sw_mock_dup_case_pointer (machine, test_case);
  g_autofree char *place = sw_pointer_append (states, state);
  g_autofree char *id = dup_id (self, place);
  g_autofree char *response = id != NULL ? sw_pointer_append (RESPONSES, id) : NULL;

  sw_mock_writer_remove (self, place);
  if (id != NULL && count_uses (self, id) == 0)
    sw_mock_writer_remove (self, response);
}

/* Sees to a member, and to nothing else of its object. */
static void
put_member (SwMockWriter *self,
            const char   *pointer,
            const char   *name,
            const char   *json)
{
  g_autofree char *member = sw_mock_writer_ensure (self, pointer, name, json);

  set_value (self, member, json);
}

/* Makes an answer {NAME: JSON} of what stands at a key, be it there or not, and keeps members that
 * are not the format's. */
static void
put_answer (SwMockWriter *self,
            const char   *response,
            const char   *key,
            const char   *name,
            const char   *json)
{
  static const char *const names[] = { "Return", "Throw" };
  g_autofree char *whole = g_strdup_printf ("{\"%s\":%s}", name, json);
  g_autofree char *pointer = sw_mock_writer_ensure (self, response, key, whole);
  const SwNode *node = sw_mock_writer_find (self, pointer);
  gboolean alone = node != NULL && node->count == 1 && sw_node_get_member (node, name) == NULL;

  if (node == NULL || node->kind != SW_NODE_OBJECT || (alone && self->error == NULL))
    {
      set_value (self, pointer, whole);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *other = sw_pointer_append (pointer, names[i]);

      if (!g_str_equal (names[i], name))
        sw_mock_writer_remove (self, other);
    }
  g_free (sw_mock_writer_ensure (self, pointer, name, json));
}

/**
 * sw_mock_writer_put_return:
 * @response: pointer of a response
 * @key: number or range of invocations, "0" or "1-3"
 * @json: what they return
 *
 * Writes an answer; members of it that are not the format's stay.
 */
void
sw_mock_writer_put_return (SwMockWriter *self,
                           const char   *response,
                           const char   *key,
                           const char   *json)
{
  g_autofree char *pointer = sw_pointer_append (response, key);

  put_answer (self, response, key, "Return", json);
  put_member (self, pointer, "Return", json);
}

/**
 * sw_mock_writer_put_throw:
 * @response: pointer of a response
 * @key: number or range of invocations, "0" or "1-3"
 * @error: name of the error they fail with
 * @cause: its cause
 *
 * Writes an answer; members of it that are not the format's stay.
 */
void
sw_mock_writer_put_throw (SwMockWriter *self,
                          const char   *response,
                          const char   *key,
                          const char   *error,
                          const char   *cause)
{
  g_autofree char *pointer = sw_pointer_append (response, key);
  g_autofree char *thrown = sw_pointer_append (pointer, "Throw");
  g_autofree char *error_json = dup_quoted (error);
  g_autofree char *cause_json = dup_quoted (cause);
  g_autofree char *json
      = g_strdup_printf ("{\"Error\":%s,\"Cause\":%s}", error_json, cause_json);
  const SwNode *node;

  put_answer (self, response, key, "Throw", json);
  node = sw_mock_writer_find (self, thrown);
  if (node != NULL && node->kind != SW_NODE_OBJECT)
    set_value (self, thrown, json);
  put_member (self, thrown, "Error", error_json);
  put_member (self, thrown, "Cause", cause_json);
}
