/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text.h"
#include "query/jsonpath/sw-jsonpath-private.h"

#include <string.h>

G_DEFINE_QUARK (sw-query-error-quark, sw_query_error)

/**
 * sw_json_path_new:
 * @text: a path, e.g. `$.items[?(@.price > 10)].name`
 *
 * Compiles a path. As Jayway does, a missing `$` in front is added ("items" is `$.items`); Amazon
 * States Language demands it, which is for the caller to check.
 *
 * Returns: (transfer full): the path; NULL with SW_QUERY_ERROR_SYNTAX or SW_QUERY_ERROR_LIMIT
 */
SwJsonPath *
sw_json_path_new (const char *text,
                  GError    **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  return sw_path_parse (text, strlen (text), 0, error);
}

/**
 * sw_json_path_new_len:
 * @text: (array length=length): a path; names in it may hold U+0000
 * @length: bytes
 *
 * Like sw_json_path_new().
 */
SwJsonPath *
sw_json_path_new_len (const char *text,
                      gsize       length,
                      GError    **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  return sw_path_parse (text, length, 0, error);
}

/**
 * sw_json_path_ref:
 *
 * Returns: (transfer full): @self with one more owner
 */
SwJsonPath *
sw_json_path_ref (SwJsonPath *self)
{
  g_atomic_ref_count_inc (&self->count);
  return self;
}

/**
 * sw_json_path_unref:
 *
 * Gives up one ownership; the last one frees.
 */
void
sw_json_path_unref (SwJsonPath *self)
{
  if (!g_atomic_ref_count_dec (&self->count))
    return;

  g_array_unref (self->steps);
  g_free (self->text);
  g_free (self);
}

/**
 * sw_json_path_get_text:
 *
 * Returns: (transfer none): the text it was compiled from
 */
const char *
sw_json_path_get_text (const SwJsonPath *self)
{
  return self->text;
}

/**
 * sw_json_path_is_definite:
 *
 * Returns: whether the path leads to one value; otherwise it yields an array of matches
 */
gboolean
sw_json_path_is_definite (const SwJsonPath *self)
{
  return self->definite;
}

/**
 * sw_json_path_is_reference:
 *
 * A reference path names exactly one place: members and single indexes counted from the start,
 * nothing else. It is what ResultPath and Variable take.
 */
gboolean
sw_json_path_is_reference (const SwJsonPath *self)
{
  if (!self->plain || self->at_item)
    return FALSE;

  for (guint i = 0; i < self->steps->len; i++)
    {
      const SwPathStep *step = &g_array_index (self->steps, SwPathStep, i);

      if (step->kind == SW_STEP_INDEX && step->index < 0)
        return FALSE;
    }

  return TRUE;
}

static void
append_names (GString   *out,
              GPtrArray *names)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (out, "%s'%s'", i > 0 ? ", " : "", sw_string_get_text (names->pdata[i]));
  g_string_append_c (out, ']');
}

static void
append_indexes (GString *out,
                GArray  *indexes)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < indexes->len; i++)
    g_string_append_printf (out, "%s%d", i > 0 ? "," : "", g_array_index (indexes, gint, i));
  g_string_append_c (out, ']');
}

static void
append_slice (GString          *out,
              const SwPathStep *step)
{
  g_string_append_c (out, '[');
  if (step->slice.has_from)
    g_string_append_printf (out, "%d", step->slice.from);
  g_string_append_c (out, ':');
  if (step->slice.has_to)
    g_string_append_printf (out, "%d", step->slice.to);
  g_string_append_c (out, ']');
}

static void
append_step (GString          *out,
             const SwPathStep *step)
{
  switch (step->kind)
    {
    case SW_STEP_MEMBER:
      g_string_append_printf (out, "['%s']", sw_string_get_text (step->name));
      break;
    case SW_STEP_MEMBERS:
      append_names (out, step->names);
      break;
    case SW_STEP_INDEX:
      g_string_append_printf (out, "[%d]", step->index);
      break;
    case SW_STEP_INDEXES:
      append_indexes (out, step->indexes);
      break;
    case SW_STEP_SLICE:
      append_slice (out, step);
      break;
    case SW_STEP_WILDCARD:
      g_string_append (out, "[*]");
      break;
    case SW_STEP_SCAN:
      g_string_append (out, "..");
      break;
    case SW_STEP_FILTER:
      g_string_append (out, "[?]");
      break;
    case SW_STEP_FUNCTION:
      g_string_append_printf (out, ".%s()", step->call.name);
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * sw_path_dup_prefix:
 * @n_steps: 0..number of steps
 *
 * Returns: (transfer full): the first steps as Jayway writes a path: `$['items'][0]`
 */
char *
sw_path_dup_prefix (const SwJsonPath *self,
                    guint             n_steps)
{
  GString *out = g_string_new (self->at_item ? "@" : "$");

  for (guint i = 0; i < n_steps; i++)
    append_step (out, &g_array_index (self->steps, SwPathStep, i));

  return g_string_free (out, FALSE);
}

/**
 * sw_json_path_dup_normalized:
 *
 * Returns: (transfer full): the path as the service writes it in messages: `$['items'][0]` for
 * `$.items[0]`
 */
char *
sw_json_path_dup_normalized (const SwJsonPath *self)
{
  return sw_path_dup_prefix (self, self->steps->len);
}

static SwValue
element_at (SwValue array,
            gint    index)
{
  gint64 place = index;

  if (place < 0)
    place += sw_value_get_length (array);

  return place < 0 ? SW_VALUE_INIT : sw_value_get_element (array, (guint) place);
}

/**
 * sw_path_lookup:
 * @self: a plain path
 * @borrowed: (out) (transfer none): what stands there
 * @failed: (out): on failure the step that led nowhere
 *
 * The road that nearly every path of a state machine takes: no allocation, no copy, no count
 * touched.
 */
gboolean
sw_path_lookup (const SwJsonPath *self,
                SwValue           root,
                SwValue          *borrowed,
                guint            *failed)
{
  const SwPathStep *steps = (const SwPathStep *) (gpointer) self->steps->data;
  guint n_steps = self->steps->len;
  SwValue value = root;

  for (guint i = 0; i < n_steps; i++)
    {
      SwValue next;

      if (steps[i].kind == SW_STEP_MEMBER)
        next = sw_value_get_member_string (value, steps[i].name);
      else if (sw_value_is (value, SW_TYPE_ARRAY))
        next = element_at (value, steps[i].index);
      else
        next = SW_VALUE_INIT;

      if (sw_value_is (next, SW_TYPE_UNDEFINED))
        {
          *borrowed = value;
          *failed = i;
          return FALSE;
        }
      value = next;
    }

  *borrowed = value;
  return TRUE;
}

/* Says why step FAILED of a plain path led nowhere from VALUE. */
static void
set_lookup_error (const SwJsonPath *self,
                  SwValue           value,
                  guint             failed,
                  GError          **error)
{
  const SwPathStep *step = &g_array_index (self->steps, SwPathStep, failed);
  g_autofree char *whole = NULL;
  g_autofree char *until = NULL;

  if (error == NULL)
    return;

  whole = sw_json_path_dup_normalized (self);
  until = sw_path_dup_prefix (self, failed);

  if (step->kind == SW_STEP_INDEX && !sw_value_is (value, SW_TYPE_ARRAY))
    {
      g_autofree char *context = sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);

      g_set_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_NOT_FOUND,
                   "Filter: [%d] can only be applied to arrays. Current context is: %s",
                   step->index, context);
    }
  else if (step->kind == SW_STEP_MEMBER && !sw_value_is (value, SW_TYPE_OBJECT))
    /* recorded on AWS: "Property ['length()'] not found in path $['list']" */
    g_set_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_NOT_FOUND,
                 "Property ['%s'] not found in path %s", sw_string_get_text (step->name), until);
  else if (step->kind == SW_STEP_MEMBER && failed + 1 < self->steps->len)
    {
      g_autofree char *through = sw_path_dup_prefix (self, failed + 1);

      /* recorded on AWS: "Missing property in path $['no']" */
      g_set_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_NOT_FOUND, "Missing property in path %s",
                   through);
    }
  else
    /* recorded on AWS: "No results for path: $['x']" */
    g_set_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_NOT_FOUND, "No results for path: %s",
                 whole);
}

static gboolean
evaluate_by_walk (const SwJsonPath *self,
                  SwValue           root,
                  SwInterrupt      *interrupt,
                  SwValue          *result,
                  GError          **error)
{
  SwPathWalk walk = { .root = root, .interrupt = interrupt };
  g_autoptr (GError) failure = NULL;

  if (sw_path_walk (self, &walk, root, result, &failure))
    return TRUE;

  if (!self->definite && g_error_matches (failure, SW_QUERY_ERROR, SW_QUERY_ERROR_NOT_FOUND))
    {
      *result = sw_value_new_array (0);
      return TRUE;
    }

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * sw_json_path_evaluate:
 * @root: `$`
 * @interrupt: (nullable): asked every so often whether to go on
 * @result: (out): the value for a definite path, else the array of matches
 *
 * Finds what the path leads to; the result shares everything with @root.
 *
 * An indefinite path over something missing yields the empty array, as recorded on AWS
 * (`$.items[*]`, `$.items[1:]` over `{}`), where Jayway itself gives an error; one that meets a
 * value it cannot be applied to (`$[1:5]` over an object) fails, as recorded too.
 *
 * Returns: TRUE, or FALSE with SW_QUERY_ERROR_NOT_FOUND, _TYPE or _LIMIT
 */
gboolean
sw_json_path_evaluate (const SwJsonPath *self,
                       SwValue           root,
                       SwInterrupt      *interrupt,
                       SwValue          *result,
                       GError          **error)
{
  SwValue found;
  guint failed;

  if (!self->plain)
    return evaluate_by_walk (self, root, interrupt, result, error);

  if (!sw_path_lookup (self, root, &found, &failed))
    {
      set_lookup_error (self, found, failed, error);
      return FALSE;
    }

  *result = sw_value_ref (found);
  return TRUE;
}
