/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/sw-task-advice.h"

#include "asl/catalogue/sw-catalogue.h"
#include "asl/sw-error-names.h"
#include "engine/test-state/sw-test-state-private.h"

static void
add_name (GPtrArray  *names,
          const char *name)
{
  if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, g_strdup (name));
}

/* Those the state is prepared for come first: they are what a person wants to try. */
static void
add_handled (GPtrArray    *names,
             const GArray *handlers)
{
  for (guint i = 0; i < handlers->len; i++)
    {
      char **errors = g_array_index (handlers, SwHandler, i).errors;

      for (guint j = 0; errors[j] != NULL; j++)
        if (!g_str_equal (errors[j], "States.ALL"))
          add_name (names, errors[j]);
    }
}

/**
 * sw_task_dup_errors:
 * @state: a Task
 *
 * Lists the errors that its task can fail with: those its Retry and Catch name, those of the
 * service, and those that Step Functions itself gives a Task.
 *
 * Returns: (transfer full): the names, NULL-terminated
 */
char **
sw_task_dup_errors (const SwState *state)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_auto (GStrv) known
      = state->resource != NULL ? sw_catalogue_dup_errors (state->resource) : NULL;
  guint count;
  const SwErrorName *own = sw_error_names_get_all (&count);

  add_handled (names, state->retriers);
  add_handled (names, state->catchers);
  for (guint i = 0; known != NULL && known[i] != NULL; i++)
    add_name (names, known[i]);
  for (guint i = 0; i < count; i++)
    if ((own[i].types & (1u << SW_STATE_TASK)) != 0 && !g_str_equal (own[i].name, "States.ALL"))
      add_name (names, own[i].name);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_steal (names, NULL);
}

/* The error that a Fail names; an expression names none yet. */
static void
add_raised (GPtrArray     *names,
            const SwState *state)
{
  const SwNode *node
      = state->type == SW_STATE_FAIL ? sw_node_get_member (state->node, "Error") : NULL;
  g_autofree char *text
      = node != NULL && node->kind == SW_NODE_STRING ? sw_node_dup_string (node, NULL) : NULL;

  if (text != NULL && *text != '\0' && !g_str_has_prefix (text, "{%"))
    add_name (names, text);
}

/**
 * sw_machine_dup_errors:
 *
 * Lists the errors that a state of the machine can fail with: those its Retry and Catch name and
 * its Fail states raise, those of the services it calls, and those that Step Functions gives states
 * of the types it has.
 *
 * Returns: (transfer full): the names, NULL-terminated
 */
char **
sw_machine_dup_errors (const SwModel *model)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GPtrArray *states = sw_model_get_states (model);
  guint count, types = 0;
  const SwErrorName *own = sw_error_names_get_all (&count);

  for (guint i = 0; i < states->len; i++)
    {
      const SwState *state = states->pdata[i];

      add_handled (names, state->retriers);
      add_handled (names, state->catchers);
      add_raised (names, state);
      types |= 1u << state->type;
    }
  for (guint i = 0; i < states->len; i++)
    {
      const SwState *state = states->pdata[i];
      g_auto (GStrv) known
          = state->resource != NULL ? sw_catalogue_dup_errors (state->resource) : NULL;

      for (guint j = 0; known != NULL && known[j] != NULL; j++)
        add_name (names, known[j]);
    }
  for (guint i = 0; i < count; i++)
    if ((own[i].types & types) != 0 && !g_str_equal (own[i].name, "States.ALL"))
      add_name (names, own[i].name);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_steal (names, NULL);
}

/* Puts VALUE at the names from PATH[0] on, unless something stands there. */
static void
put (SwValue      *object,
     char * const *path,
     SwValue       take_value)
{
  SwValue inner;

  if (!sw_value_is (*object, SW_TYPE_OBJECT))
    {
      sw_value_clear (&take_value);
      return;
    }
  inner = sw_value_ref (sw_value_get_member (*object, path[0]));
  if (path[1] == NULL)
    {
      if (sw_value_is (inner, SW_TYPE_UNDEFINED))
        sw_value_set_member (object, path[0], take_value);
      else
        sw_value_clear (&take_value);
      sw_value_clear (&inner);
      return;
    }
  if (!sw_value_is (inner, SW_TYPE_OBJECT))
    sw_value_set (&inner, sw_value_new_object (1));
  put (&inner, path + 1, take_value);
  sw_value_set_member (object, path[0], inner);
}

/* What the state's fields read of the result, by the texts of their paths */
static void
add_read (SwValue      *sample,
          const SwNode *field,
          const char   *pattern)
{
  g_autofree char *text = field != NULL ? sw_node_dup_json (field) : NULL;
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (text == NULL)
    return;
  for (g_regex_match (regex, text, G_REGEX_MATCH_DEFAULT, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *path = g_match_info_fetch (match, 1);
      g_auto (GStrv) names = g_strsplit (path + 1, ".", -1);

      put (sample, names, SW_VALUE_NULL);
    }
}

/**
 * sw_task_dup_sample:
 * @state: a Task
 *
 * Makes a result as the task may return it: what the service's API always answers, as far as it is
 * known, and what the state itself reads of its result, as null.
 *
 * Returns: (transfer full): an object
 */
SwValue
sw_task_dup_sample (const SwState *state)
{
  SwValue sample = state->resource != NULL ? sw_mock_shape_dup_sample (state->resource)
                                           : sw_value_new_object (2);
  gboolean jsonata = state->language == SW_QUERY_JSONATA;
  static const char *const jsonata_fields[] = { "Output", "Assign" };
  static const char *const path_fields[] = { "ResultSelector", "Assign" };

  for (guint i = 0; i < G_N_ELEMENTS (jsonata_fields); i++)
    add_read (&sample,
              sw_node_get_member (state->node, jsonata ? jsonata_fields[i] : path_fields[i]),
              jsonata ? "\\$states\\.result((?:\\.[A-Za-z_]\\w*)+)"
                      : "\"\\$((?:\\.[A-Za-z_]\\w*)+)");
  return sample;
}
