/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/survey/sw-survey-private.h"

/* What becomes of the data on their way through a state. */

static gboolean
is_null (const SwState *state,
         const char    *field)
{
  const SwNode *node = sw_node_get_member (state->node, field);

  return node != NULL && node->kind == SW_NODE_NULL;
}

/* InputPath and OutputPath: null stands for {}, absent for all. */
static SwOrigin *
filter (const SwView  *view,
        const SwState *state,
        const char    *field,
        SwOrigin      *take_origin)
{
  SwOrigin *filtered;

  if (view->jsonata)
    return take_origin;
  if (is_null (state, field))
    filtered = sw_origin_new_value (sw_value_new_object (0));
  else
    filtered = sw_view_field (view, state, field, SW_HINT_OBJECT);
  if (filtered == NULL)
    return take_origin;
  sw_origin_unref (take_origin);
  return filtered;
}

static SwOrigin *
pass_result (const SwView  *view,
             const SwState *state,
             SwOrigin      *effective)
{
  const SwNode *result = sw_node_get_member (state->node, "Result");
  SwOrigin *made;

  if (!view->jsonata && result != NULL)
    return sw_origin_new_value (sw_node_to_value (result));
  made = view->jsonata ? NULL : sw_view_field (view, state, "Parameters", SW_HINT_OBJECT);
  return made != NULL ? made : sw_origin_ref (effective);
}

static SwOrigin *
task_result (const SwView  *view,
             const SwState *state)
{
  static const char *const fields[] = { "Parameters", "Arguments", "TimeoutSecondsPath",
                                        "HeartbeatSecondsPath", "TimeoutSeconds",
                                        "HeartbeatSeconds" };
  guint source;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      SwOrigin *read = sw_view_field (view, state, fields[i],
                                      i < 2 ? SW_HINT_TEXT : SW_HINT_NUMBER);

      g_clear_pointer (&read, sw_origin_unref);
    }
  source = sw_survey_add_source (view->survey, state);
  return sw_origin_new_place (source, "");
}

static SwOrigin *
wait_result (const SwView  *view,
             const SwState *state,
             SwOrigin      *effective)
{
  static const struct
  {
    const char *field;
    SwHint hint;
  } fields[] = { { "SecondsPath", SW_HINT_NUMBER },
                 { "Seconds", SW_HINT_NUMBER },
                 { "TimestampPath", SW_HINT_TIMESTAMP },
                 { "Timestamp", SW_HINT_TIMESTAMP } };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      SwOrigin *read = sw_view_field (view, state, fields[i].field, fields[i].hint);

      g_clear_pointer (&read, sw_origin_unref);
    }
  return sw_origin_ref (effective);
}

static SwOrigin *
parallel_result (const SwView  *view,
                 const SwState *state,
                 SwOrigin      *effective)
{
  g_autoptr (SwOrigin) made
      = sw_view_field (view, state, view->jsonata ? "Arguments" : "Parameters", SW_HINT_OBJECT);
  SwOrigin *outputs = sw_origin_new_array ();

  for (guint i = 0; i < state->scopes->len; i++)
    {
      SwStand *stand = sw_stand_new (sw_origin_ref (made != NULL ? made : effective), view->stand);

      sw_origin_append (outputs, sw_survey_scope (view->survey, state->scopes->pdata[i], stand));
    }
  return outputs;
}

/* The first item, of an array that is made to have one */
static SwOrigin *
find_item (const SwView  *view,
           const SwState *state,
           SwOrigin      *effective)
{
  g_autoptr (SwOrigin) items = NULL;

  if (sw_node_get_member (state->node, "ItemReader") != NULL)
    return sw_origin_new_unknown ("ItemReader");
  items = sw_view_field (view, state, view->jsonata ? "Items" : "ItemsPath", SW_HINT_ARRAY);
  if (items == NULL)
    {
      items = sw_origin_ref (effective);
      sw_survey_read (view->survey, items, SW_HINT_ARRAY);
    }
  return sw_origin_follow (items, "/#0");
}

static SwOrigin *
map_result (const SwView  *view,
            const SwState *state,
            SwOrigin      *effective)
{
  g_autoptr (SwOrigin) item = find_item (view, state, effective);
  g_autoptr (SwStand) outer = sw_stand_new (sw_origin_ref (view->stand->input), view->stand);
  g_autoptr (SwOrigin) selected = NULL;
  SwView inside = *view;
  SwOrigin *outputs = sw_origin_new_array ();
  SwStand *stand;

  g_clear_pointer (&outer->item, sw_origin_unref);
  outer->item = sw_origin_ref (item);
  inside.stand = outer;
  selected = sw_view_field (&inside, state, "ItemSelector", SW_HINT_OBJECT);
  if (selected == NULL && !view->jsonata)
    selected = sw_view_field (&inside, state, "Parameters", SW_HINT_OBJECT);
  stand = sw_stand_new (sw_origin_ref (selected != NULL ? selected : item), outer);
  if (state->scopes->len > 0)
    sw_origin_append (outputs, sw_survey_scope (view->survey, state->scopes->pdata[0], stand));
  else
    sw_stand_free (stand);
  return outputs;
}

static SwOrigin *
do_work (const SwView  *view,
         const SwState *state,
         SwOrigin      *effective)
{
  switch (state->type)
    {
    case SW_STATE_PASS:
      return pass_result (view, state, effective);
    case SW_STATE_TASK:
      return task_result (view, state);
    case SW_STATE_WAIT:
      return wait_result (view, state, effective);
    case SW_STATE_PARALLEL:
      return parallel_result (view, state, effective);
    case SW_STATE_MAP:
      return map_result (view, state, effective);
    case SW_STATE_FAIL:
      sw_origin_unref (sw_view_template (view, state->node));
      return sw_origin_ref (effective);
    case SW_STATE_CHOICE:
    case SW_STATE_SUCCEED:
    case SW_STATE_UNKNOWN:
    case SW_STATE_N_TYPES:
    default:
      return sw_origin_ref (effective);
    }
}

/* What ResultPath makes of a result */
static SwOrigin *
write_result (const SwView *view,
              const SwNode *target,
              SwOrigin     *take_result)
{
  g_autoptr (SwOrigin) result = take_result;
  g_autofree char *text = target != NULL ? sw_node_dup_string (target, NULL) : NULL;
  g_autofree char *way = NULL;

  if (target != NULL && target->kind == SW_NODE_NULL)
    return sw_origin_ref (view->stand->input);
  if (text == NULL || g_str_equal (text, "$"))
    return g_steal_pointer (&result);
  way = sw_path_dup_way (text);
  return way != NULL ? sw_origin_write (view->stand->input, way, result)
                     : sw_origin_new_unknown (text);
}

static void
assign (const SwView *view,
        const SwNode *node,
        SwStand      *next)
{
  g_autoptr (SwOrigin) assigned = node != NULL ? sw_view_template (view, node) : NULL;

  for (guint i = 0;
       assigned != NULL && assigned->kind == SW_ORIGIN_OBJECT && i < assigned->names->len; i++)
    g_hash_table_insert (next->variables, g_strdup (assigned->names->pdata[i]),
                         sw_origin_ref (assigned->parts->pdata[i]));
}

/* Error and Cause as a catcher gets them: the cause is what the mock says. */
static SwOrigin *
make_error_output (const char *error)
{
  SwValue value = sw_value_new_object (2);

  sw_value_set_member (&value, "Error", sw_value_new_string (error != NULL ? error : "Error"));
  sw_value_set_member (&value, "Cause", sw_value_new_string ("A mocked error"));
  return sw_origin_new_value (value);
}

static SwStand *
leave_caught (SwView        *view,
              const SwState *state,
              guint          index,
              const char    *error)
{
  const SwNode *catcher = g_array_index (state->catchers, SwHandler, index).node;
  g_autoptr (SwOrigin) caught = make_error_output (error);
  const SwNode *output = sw_node_get_member (catcher, "Output");
  SwOrigin *made;
  SwStand *next;

  view->caught = caught;
  view->root = caught;
  if (view->jsonata)
    made = output != NULL ? sw_view_template (view, output) : sw_origin_ref (caught);
  else
    made = write_result (view, sw_node_get_member (catcher, "ResultPath"),
                        sw_origin_ref (caught));
  next = sw_stand_new (made, view->stand);
  assign (view, sw_node_get_member (catcher, "Assign"), next);
  return next;
}

static SwStand *
leave (SwView        *view,
       const SwState *state,
       const SwNode  *owner,
       SwOrigin      *take_result)
{
  g_autoptr (SwOrigin) result = take_result;
  const SwNode *output = sw_node_get_member (owner, "Output");
  SwOrigin *made = NULL, *selected = NULL;
  SwStand *next;

  view->result = result;
  view->root = result;
  if (view->jsonata)
    made = output != NULL ? sw_view_template (view, output) : sw_origin_ref (result);
  else
    {
      selected = sw_view_field (view, state, "ResultSelector", SW_HINT_OBJECT);
      made = write_result (view, sw_node_get_member (state->node, "ResultPath"),
                          selected != NULL ? selected : sw_origin_ref (result));
      view->root = made;
      made = filter (view, state, "OutputPath", sw_origin_ref (made));
      sw_origin_unref (view->root);
      view->root = result;
    }
  next = sw_stand_new (made, view->stand);
  assign (view, sw_node_get_member (owner, "Assign"), next);
  return next;
}

/**
 * sw_survey_pass:
 * @stand: the data at its entry
 * @edge: how it is left
 * @index: of the rule or catcher
 * @error: (nullable): what a state fails with that is left by a catcher
 *
 * Follows the data through a state, noting what is read.
 *
 * Returns: (transfer full): the data behind it
 */
SwStand *
sw_survey_pass (SwSurvey      *self,
                SwStand       *stand,
                const SwState *state,
                SwEdgeKind     edge,
                guint          index,
                const char    *error)
{
  SwView view = { .survey = self,
                  .stand = stand,
                  .jsonata = state->language == SW_QUERY_JSONATA,
                  .root = stand->input };
  g_autoptr (SwOrigin) effective
      = filter (&view, state, "InputPath", sw_origin_ref (stand->input));
  const SwNode *owner = state->node;
  SwOrigin *result;

  view.root = effective;
  result = do_work (&view, state, effective);
  if (edge == SW_EDGE_CATCH)
    {
      sw_origin_unref (result);
      return leave_caught (&view, state, index, error);
    }
  if (edge == SW_EDGE_RULE && index < state->rules->len)
    owner = g_array_index (state->rules, SwRule, index).node;
  return leave (&view, state, owner, result);
}
