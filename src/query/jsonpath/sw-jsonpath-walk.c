/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text.h"
#include "query/jsonpath/sw-jsonpath-walk-private.h"

static gboolean visit (SwMatcher *self,
                       guint      step,
                       SwValue    model,
                       GError   **error);

/**
 * sw_path_walk_tick:
 *
 * Counts one visited place.
 *
 * Returns: FALSE with SW_QUERY_ERROR_LIMIT when there have been too many
 */
gboolean
sw_path_walk_tick (SwPathWalk *walk,
                   GError    **error)
{
  return sw_path_walk_spend (walk, 1, error);
}

/**
 * sw_path_walk_spend:
 * @steps: as many as what is done weighs
 *
 * Counts work that visits no place.
 *
 * Returns: FALSE with SW_QUERY_ERROR_LIMIT when there has been too much, or it is to be given up
 */
gboolean
sw_path_walk_spend (SwPathWalk *walk,
                    guint64     steps,
                    GError    **error)
{
  if (!sw_query_spend (walk->interrupt, steps, error))
    return FALSE;
  walk->steps += steps;
  if (walk->steps <= SW_JSON_PATH_MAX_STEPS)
    return TRUE;

  g_set_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_LIMIT,
               "The JSONPath visits more than %d places", SW_JSON_PATH_MAX_STEPS);
  return FALSE;
}

static gboolean
fail_at (const SwMatcher *self,
         guint            n_steps,
         const char      *text,
         GError         **error)
{
  g_autofree char *prefix = sw_path_dup_prefix (self->path, n_steps);

  g_set_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_NOT_FOUND, "%s %s", text, prefix);
  return FALSE;
}

/**
 * sw_matcher_go_on:
 * @step: the step that led to @value
 *
 * Takes @value for a match where @step is the last, else goes on with the next step.
 *
 * Returns: FALSE with an error of SW_QUERY_ERROR
 */
gboolean
sw_matcher_go_on (SwMatcher *self,
                  guint      step,
                  SwValue    value,
                  GError   **error)
{
  if (!sw_matcher_is_last (self, step))
    return visit (self, step + 1, value, error);

  if (!sw_path_walk_tick (self->walk, error))
    return FALSE;
  sw_value_append (&self->matches, sw_value_ref (value));
  return TRUE;
}

static gboolean
visit_member (SwMatcher *self,
              guint      step,
              SwString  *name,
              SwValue    model,
              GError   **error)
{
  const SwPathStep *this = sw_matcher_get_step (self, step);
  SwValue value = sw_value_get_member_string (model, name);

  if (!sw_value_is (value, SW_TYPE_UNDEFINED))
    return sw_matcher_go_on (self, step, value, error);

  if (!sw_value_is (model, SW_TYPE_OBJECT))
    {
      g_autofree char *prefix = NULL;

      if (!this->upstream_definite)
        return TRUE;
      prefix = sw_path_dup_prefix (self->path, step);
      g_set_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_NOT_FOUND,
                   "Property ['%s'] not found in path %s", sw_string_get_text (name), prefix);
      return FALSE;
    }

  if (sw_matcher_is_last (self, step))
    return !self->walk->require || fail_at (self, step + 1, "No results for path:", error);
  if (!self->walk->require && !this->upstream_definite)
    return TRUE;
  return fail_at (self, step + 1, "Missing property in path", error);
}

/* ['a','b'] at the end gives one object of the members that are there. */
static gboolean
visit_members (SwMatcher *self,
               guint      step,
               SwValue    model,
               GError   **error)
{
  const SwPathStep *this = sw_matcher_get_step (self, step);
  g_auto (SwValue) merged = SW_VALUE_INIT;

  if (!sw_matcher_is_last (self, step))
    {
      g_autofree char *prefix = sw_path_dup_prefix (self->path, step + 1);

      /* recorded on AWS, where Jayway itself has since learnt to go on */
      g_set_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_TYPE,
                   "Multi properties can only be used as path leafs: %s", prefix);
      return FALSE;
    }
  if (!sw_value_is (model, SW_TYPE_OBJECT))
    return !this->upstream_definite || fail_at (self, step + 1, "No results for path:", error);

  merged = sw_value_new_object (this->names->len);
  for (guint i = 0; i < this->names->len; i++)
    {
      SwValue value = sw_value_get_member_string (model, this->names->pdata[i]);

      if (!sw_value_is (value, SW_TYPE_UNDEFINED))
        sw_value_set_member_string (&merged, this->names->pdata[i], sw_value_ref (value));
      else if (self->walk->require)
        return fail_at (self, step + 1, "Missing property in path", error);
    }

  return sw_matcher_go_on (self, step, merged, error);
}

static SwValue
child_at (SwValue model,
          guint   index)
{
  return sw_value_is (model, SW_TYPE_OBJECT) ? sw_value_get_member_at (model, index)
                                             : sw_value_get_element (model, index);
}

static gboolean
is_container (SwValue model)
{
  return sw_value_is (model, SW_TYPE_OBJECT) || sw_value_is (model, SW_TYPE_ARRAY);
}

static gboolean
visit_children (SwMatcher *self,
                guint      step,
                SwValue    model,
                GError   **error)
{
  guint depth = self->depth;

  if (!is_container (model))
    return TRUE;

  for (guint i = 0; i < sw_value_get_length (model); i++)
    {
      g_autoptr (GError) failure = NULL;

      self->depth = depth;

      if (sw_matcher_go_on (self, step, child_at (model, i), &failure))
        continue;
      /* A child that lacks what the path asks for is passed over. */
      if (!self->walk->require
          && g_error_matches (failure, SW_QUERY_ERROR, SW_QUERY_ERROR_NOT_FOUND))
        continue;
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  return TRUE;
}

/* Over an array each element is tested, over an object the object itself. */
static gboolean
visit_filter (SwMatcher *self,
              guint      step,
              SwValue    model,
              GError   **error)
{
  const SwPathStep *this = sw_matcher_get_step (self, step);
  gboolean accepted;

  if (sw_value_is (model, SW_TYPE_OBJECT))
    {
      if (!sw_path_filter_accepts (this->filter, self->walk, model, &accepted, error))
        return FALSE;
      return !accepted || sw_matcher_go_on (self, step, model, error);
    }

  if (!sw_value_is (model, SW_TYPE_ARRAY))
    {
      g_autofree char *context = NULL;

      if (!this->upstream_definite)
        return TRUE;
      context = sw_value_to_text (model, SW_TEXT_DEFAULT, NULL);
      g_set_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_TYPE,
                   "Filter: [?] can not be applied to primitives. Current context is: %s", context);
      return FALSE;
    }

  for (guint i = 0; i < sw_value_get_length (model); i++)
    {
      SwValue item = sw_value_get_element (model, i);

      if (!sw_path_filter_accepts (this->filter, self->walk, item, &accepted, error)
          || (accepted && !sw_matcher_go_on (self, step, item, error)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
has_members (SwValue    model,
             GPtrArray *names)
{
  for (guint i = 0; i < names->len; i++)
    if (sw_value_is (sw_value_get_member_string (model, names->pdata[i]), SW_TYPE_UNDEFINED))
      return FALSE;
  return TRUE;
}

/* Whether the step behind `..` is tried at MODEL, a container. */
static gboolean
scan_applies (SwMatcher        *self,
              const SwPathStep *step,
              SwValue           model,
              gboolean         *applies,
              GError          **error)
{
  *applies = FALSE;
  switch (step->kind)
    {
    case SW_STEP_MEMBER:
      *applies = !sw_value_is (sw_value_get_member_string (model, step->name), SW_TYPE_UNDEFINED);
      break;
    case SW_STEP_MEMBERS:
      *applies = sw_value_is (model, SW_TYPE_OBJECT) && has_members (model, step->names);
      break;
    case SW_STEP_INDEX:
    case SW_STEP_INDEXES:
    case SW_STEP_SLICE:
      *applies = sw_value_is (model, SW_TYPE_ARRAY);
      break;
    case SW_STEP_WILDCARD:
      *applies = TRUE;
      break;
    case SW_STEP_FILTER:
      return sw_path_filter_accepts (step->filter, self->walk, model, applies, error);
    case SW_STEP_SCAN:
    case SW_STEP_FUNCTION:
      break;
    default:
      g_assert_not_reached ();
    }

  return TRUE;
}

/* The step behind `..` at MODEL and at every container below, parents first. */
static gboolean
visit_scan (SwMatcher *self,
            guint      step,
            SwValue    model,
            GError   **error)
{
  gboolean applies;

  if (!is_container (model))
    return TRUE;
  if (++self->depth > SW_JSON_PATH_MAX_DEPTH)
    {
      g_set_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_LIMIT,
                   "The document is nested deeper than the %d levels that a JSONPath goes down",
                   SW_JSON_PATH_MAX_DEPTH);
      return FALSE;
    }

  if (!sw_path_walk_tick (self->walk, error)
      || !scan_applies (self, sw_matcher_get_step (self, step + 1), model, &applies, error)
      || (applies && !visit (self, step + 1, model, error)))
    return FALSE;

  for (guint i = 0; i < sw_value_get_length (model); i++)
    if (!visit_scan (self, step, child_at (model, i), error))
      return FALSE;

  self->depth--;
  return TRUE;
}

static gboolean
visit_function (SwMatcher *self,
                guint      step,
                SwValue    model,
                GError   **error)
{
  const SwPathStep *this = sw_matcher_get_step (self, step);
  g_auto (SwValue) result = SW_VALUE_INIT;

  /* The text that was recorded on AWS for a function it did not have */
  if (this->call.function == NULL)
    {
      g_autofree char *prefix = sw_path_dup_prefix (self->path, step);

      g_set_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_TYPE,
                   "Property ['%s()'] not found in path %s", this->call.name, prefix);
      return FALSE;
    }

  if (!sw_path_function_call (this->call.function, this->call.arguments, self->walk, model, &result,
                              error))
    return FALSE;

  return sw_matcher_go_on (self, step, result, error);
}

static gboolean
visit (SwMatcher *self,
       guint      step,
       SwValue    model,
       GError   **error)
{
  const SwPathStep *this = sw_matcher_get_step (self, step);

  if (!sw_path_walk_tick (self->walk, error))
    return FALSE;

  switch (this->kind)
    {
    case SW_STEP_MEMBER:
      return visit_member (self, step, this->name, model, error);
    case SW_STEP_MEMBERS:
      return visit_members (self, step, model, error);
    case SW_STEP_INDEX:
    case SW_STEP_INDEXES:
    case SW_STEP_SLICE:
      return sw_matcher_visit_array (self, step, model, error);
    case SW_STEP_WILDCARD:
      return visit_children (self, step, model, error);
    case SW_STEP_SCAN:
      return visit_scan (self, step, model, error);
    case SW_STEP_FILTER:
      return visit_filter (self, step, model, error);
    case SW_STEP_FUNCTION:
      return visit_function (self, step, model, error);
    default:
      g_assert_not_reached ();
    }
}

/**
 * sw_path_walk:
 * @walk: the evaluation this is a part of: its `$`, its steps so far
 * @root: what the path begins at
 * @result: (out): the value for a definite path, else the array of matches
 *
 * Evaluates any path. Errors are Jayway's: what is missing in an indefinite path is
 * SW_QUERY_ERROR_NOT_FOUND here.
 */
gboolean
sw_path_walk (const SwJsonPath *self,
              SwPathWalk       *walk,
              SwValue           root,
              SwValue          *result,
              GError          **error)
{
  SwMatcher matcher = { .path = self, .walk = walk, .matches = sw_value_new_array (4) };
  g_auto (SwValue) matches = SW_VALUE_INIT;
  gboolean fine;
  guint count;

  if (self->steps->len == 0)
    sw_value_append (&matcher.matches, sw_value_ref (root));
  fine = self->steps->len == 0 || visit (&matcher, 0, root, error);
  matches = matcher.matches;
  if (!fine)
    return FALSE;

  if (!self->definite)
    {
      *result = matches;
      matches = SW_VALUE_INIT;
      return TRUE;
    }

  count = sw_value_get_length (matches);
  if (count == 0)
    return fail_at (&matcher, self->steps->len, "No results for path:", error);

  *result = sw_value_ref (sw_value_get_element (matches, count - 1));
  return TRUE;
}
