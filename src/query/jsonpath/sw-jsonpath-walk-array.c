/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text.h"
#include "query/jsonpath/sw-jsonpath-walk-private.h"

#include <string.h>

/* An index out of range is no match, and no error here. */
static gboolean
visit_index (SwMatcher *self,
             guint      step,
             gint       index,
             SwValue    model,
             GError   **error)
{
  gint64 place = index < 0 ? (gint64) index + sw_value_get_length (model) : index;

  if (place < 0 || place >= sw_value_get_length (model))
    return TRUE;

  return sw_matcher_go_on (self, step, sw_value_get_element (model, (guint) place), error);
}

static gboolean
visit_indexes (SwMatcher *self,
               guint      step,
               SwValue    model,
               GError   **error)
{
  GArray *indexes = sw_matcher_get_step (self, step)->indexes;

  for (guint i = 0; i < indexes->len; i++)
    if (!visit_index (self, step, g_array_index (indexes, gint, i), model, error))
      return FALSE;
  return TRUE;
}

/* Jayway's slices: only a lone start or a lone end may count from the end of the array. With both,
 * a negative start is an index below 0, so [-4:1] wraps around, and a negative end gives
 * nothing. */
static gboolean
visit_slice (SwMatcher *self,
             guint      step,
             SwValue    model,
             GError   **error)
{
  const SwPathStep *this = sw_matcher_get_step (self, step);
  gint64 length = sw_value_get_length (model);
  gint64 from = this->slice.has_from ? this->slice.from : 0;
  gint64 to = this->slice.has_to ? this->slice.to : length;

  if (!this->slice.has_to && from < 0)
    from = MAX (0, from + length);
  if (!this->slice.has_from && to < 0)
    to += length;
  to = MIN (to, length);
  from = MAX (from, -length);

  for (gint64 i = from; i < to; i++)
    if (!visit_index (self, step, (gint) i, model, error))
      return FALSE;
  return TRUE;
}

/**
 * sw_matcher_visit_array:
 * @step: an index, a list of them, or a slice
 * @model: what it is applied to
 *
 * Goes on with the elements the step names.
 *
 * Returns: FALSE with an error of SW_QUERY_ERROR; SW_QUERY_ERROR_TYPE where @model is no array and
 * nothing before the step could have led elsewhere
 */
gboolean
sw_matcher_visit_array (SwMatcher *self,
                        guint      step,
                        SwValue    model,
                        GError   **error)
{
  const SwPathStep *this = sw_matcher_get_step (self, step);

  if (!sw_value_is (model, SW_TYPE_ARRAY))
    {
      g_autofree char *fragment = NULL;
      g_autofree char *prefix = NULL;
      g_autofree char *context = NULL;

      if (!this->upstream_definite)
        return TRUE;
      prefix = sw_path_dup_prefix (self->path, step);
      fragment = sw_path_dup_prefix (self->path, step + 1);
      context = sw_value_to_text (model, SW_TEXT_DEFAULT, NULL);
      g_set_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_TYPE,
                   "Filter: %s can only be applied to arrays. Current context is: %s",
                   fragment + strlen (prefix), context);
      return FALSE;
    }

  if (this->kind == SW_STEP_INDEX)
    return visit_index (self, step, this->index, model, error);
  if (this->kind == SW_STEP_INDEXES)
    return visit_indexes (self, step, model, error);
  return visit_slice (self, step, model, error);
}
