/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stories.h"

#include <string.h>

/* What the model reads off a definition, printed as an outline. */

static void print_scope (const SwScope *scope,
                         guint          depth,
                         GString       *out);

static void
print_target (const char     *label,
              const SwTarget *target,
              GString        *out)
{
  if (target->node == NULL)
    return;

  g_string_append_printf (out, " %s=%s%s", label, target->name != NULL ? target->name : "(no text)",
                          target->target != NULL ? "" : "?");
}

static void
print_handlers (const char *label,
                GArray     *handlers,
                GString    *out)
{
  for (guint i = 0; i < handlers->len; i++)
    {
      const SwHandler *handler = &g_array_index (handlers, SwHandler, i);
      g_autofree char *errors = g_strjoinv (",", handler->errors);

      g_string_append_printf (out, " %s%u[%s]", label, i, errors);
      print_target ("next", &handler->next, out);
    }
}

static void
print_state (const SwState *state,
             guint          depth,
             GString       *out)
{
  const char *type = sw_state_type_get_name (state->type);

  g_string_append_printf (out, "%*s%s %s", (int) depth * 2, "", type != NULL ? type : "?",
                          state->name);
  if (state->language == SW_QUERY_JSONATA)
    g_string_append (out, " jsonata");
  print_target ("next", &state->next, out);
  if (state->end)
    g_string_append (out, " end");
  for (guint i = 0; i < state->rules->len; i++)
    {
      g_string_append_printf (out, " rule%u", i);
      print_target ("next", &g_array_index (state->rules, SwRule, i).next, out);
    }
  print_target ("default", &state->default_next, out);
  print_handlers ("retry", state->retriers, out);
  print_handlers ("catch", state->catchers, out);
  if (state->resource != NULL)
    g_string_append_printf (out, " resource=%s", state->resource);
  if (state->comment != NULL)
    g_string_append_printf (out, " comment=%s", state->comment);
  if (state->too_deep)
    g_string_append (out, " too-deep");
  g_string_append_c (out, '\n');

  for (guint i = 0; i < state->scopes->len; i++)
    print_scope (g_ptr_array_index (state->scopes, i), depth + 1, out);
}

static void
print_scope (const SwScope *scope,
             guint          depth,
             GString       *out)
{
  static const char *const kinds[] = { "machine", "branch", "processor" };

  g_string_append_printf (out, "%*s[%s %u \"%s\"%s]", (int) depth * 2, "", kinds[scope->kind],
                          scope->index, scope->pointer, scope->node == NULL ? " missing" : "");
  print_target ("start", &scope->start, out);
  g_string_append_c (out, '\n');
  for (guint i = 0; i < scope->states->len; i++)
    print_state (g_ptr_array_index (scope->states, i), depth + 1, out);
}

/* Whatever the text: indices, pointers and look-ups agree. */
static void
check_invariants (SwModel *model)
{
  GPtrArray *states = sw_model_get_states (model);

  for (guint i = 0; i < states->len; i++)
    {
      SwState *state = g_ptr_array_index (states, i);

      g_assert_cmpuint (state->serial, ==, i);
      g_assert_true (g_ptr_array_index (state->scope->states, state->index) == state);
      g_assert_true (sw_model_find_pointer (model, state->pointer) == state);
      g_assert_true (sw_tree_resolve (sw_model_get_tree (model), state->pointer) == state->node);
      g_assert_true (sw_scope_find_state (state->scope, state->name) == state);
      g_assert_true (sw_scope_contains (sw_model_get_root (model), state));
      g_assert_true (sw_model_find_at (model, state->node->key.start) == state);
      g_assert_true (state->scope->parent == NULL || state->scope->parent->serial < i);
    }
}

static void
test_outline (const Story *story)
{
  g_autoptr (SwModel) model = model_from_text (story_get_section (story, "text"));
  g_autoptr (GString) out = g_string_new (NULL);

  check_invariants (model);
  print_scope (sw_model_get_root (model), 0, out);
  assert_same_text (out->str, story_get_section (story, "outline"));
}

/* DEPTH Parallel states in each other, as text */
static char *
dup_nested (guint depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append_printf (
        text, "{\"StartAt\":\"P%u\",\"States\":{\"P%u\":{\"Type\":\"Parallel\",\"Branches\":[", i,
        i);
  g_string_append (text, "{}");
  for (guint i = 0; i < depth; i++)
    g_string_append (text, "]}}}");

  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  g_autofree char *text = dup_nested (SW_MODEL_MAX_DEPTH + 20);
  g_autoptr (SwModel) model = model_from_text (text);
  GPtrArray *states = sw_model_get_states (model);
  SwState *last = g_ptr_array_index (states, states->len - 1);

  check_invariants (model);
  g_assert_cmpuint (states->len, ==, SW_MODEL_MAX_DEPTH + 1);
  g_assert_true (last->too_deep);
  g_assert_cmpuint (last->scopes->len, ==, 0);
}

/* A long name above very many states must not cost their product. */
static void
test_long_names (void)
{
  g_autofree char *name = g_strnfill (100000, 'x');
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (SwModel) model = NULL;

  g_string_append_printf (text, "{\"States\":{\"%s\":{\"Type\":\"Map\",\"Iterator\":{\"States\":{",
                          name);
  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, "%s\"%u\":{}", i > 0 ? "," : "", i);
  g_string_append (text, "}}}}}");

  model = model_from_text (text->str);
  g_assert_cmpuint (sw_model_get_states (model)->len, ==, 1);
  g_assert_true (((SwState *) g_ptr_array_index (sw_model_get_states (model), 0))->too_deep);
}

/* Cut anywhere, a definition gives a model. */
static void
test_every_prefix (void)
{
  const char *text = "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":"
                     "\"Choice\",\"Choices\":[{\"Condition\":"
                     "\"{% true "
                     "%}\",\"Next\":\"M\"}],\"Default\":${x}},\"M\":{\"Type\":\"Map\","
                     "\"ItemProcessor\":{\"StartAt\":\"T\","
                     "\"States\":{\"T\":{\"Type\":\"Task\",\"Resource\":\"r\",\"Catch\":[{"
                     "\"ErrorEquals\":[\"E\",1],\"Next\":\"T\"}],"
                     "\"Retry\":[{\"ErrorEquals\":[\"F\"]}],\"End\":true}}},\"End\":true}}}";

  for (gsize length = 0; length <= strlen (text); length++)
    {
      g_autofree char *prefix = g_strndup (text, length);
      g_autoptr (SwModel) model = model_from_text (prefix);

      check_invariants (model);
      for (gsize offset = 0; offset <= length; offset++)
        sw_model_find_at (model, offset);
    }
}

static void
test_find_at (void)
{
  const char *text = "{\"States\": {\"A\": {\"Type\": \"Map\", \"ItemProcessor\": {\"States\": "
                     "{\"B\": {}}}}, \"C\": 1 }}";
  static const struct
  {
    const char *at;
    const char *state; /* NULL: none */
  } rows[] = {
    { "{\"States\"", NULL }, { "\"A\"", "A" },  { "Map", "A" },     { "\"States\": {\"B\"", "A" },
    { "\"B\"", "B" },        { "}}}}, ", "B" }, { ", \"C\"", "A" }, { "1 ", "C" },
    { " }}", "C" },          { "}}", "B" },
  };
  g_autoptr (SwModel) model = model_from_text (text);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SwState *state = sw_model_find_at (model, (gsize) (strstr (text, rows[i].at) - text));

      g_test_message ("%s", rows[i].at);
      g_assert_cmpstr (state != NULL ? state->name : NULL, ==, rows[i].state);
    }
  g_assert_null (sw_model_find_at (model, strlen (text)));
}

static void
test_types (void)
{
  for (guint type = SW_STATE_UNKNOWN + 1; type < SW_STATE_N_TYPES; type++)
    g_assert_cmpint (sw_state_type_from_name (sw_state_type_get_name (type)), ==, type);
  g_assert_cmpint (sw_state_type_from_name ("task"), ==, SW_STATE_UNKNOWN);
  g_assert_cmpint (sw_state_type_from_name (NULL), ==, SW_STATE_UNKNOWN);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  stories_add_tests ("models.txt", "/asl/model", test_outline);
  g_test_add_func ("/asl/model/nesting has a limit", test_depth);
  g_test_add_func ("/asl/model/long pointers have a limit", test_long_names);
  g_test_add_func ("/asl/model/every prefix of a text has a model", test_every_prefix);
  g_test_add_func ("/asl/model/the state at an offset", test_find_at);
  g_test_add_func ("/asl/model/type names are case-sensitive", test_types);

  return g_test_run ();
}
