/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text.h"
#include "query/jsonpath/sw-jsonpath-private.h"

#include <math.h>
#include <string.h>

/* The functions at the end of a path, as Jayway has them. sum() is left out: the service does not
 * have it (recorded); of the others only length, min, max, avg and stddev are known to be there. */

typedef gboolean (*SwPathFunctionCall) (gint       place,
                                        SwValue    model,
                                        SwValue    arguments,
                                        SwValue   *result,
                                        GError   **error);

struct _SwPathFunction
{
  const char        *name;
  SwPathFunctionCall call;
  gint               place;  /* of first() and last(): the index */
  gboolean           counts; /* asks its argument for its children */
};

typedef struct
{
  guint  count;
  double sum;
  double squares;
  double least;
  double most;
} Numbers;

static void
add_numbers (Numbers *numbers,
             SwValue  list)
{
  for (guint i = 0; i < sw_value_get_length (list); i++)
    {
      SwValue element = sw_value_get_element (list, i);
      double number;

      if (!sw_value_is (element, SW_TYPE_NUMBER))
        continue;
      number = sw_value_get_number (element);
      numbers->least = numbers->count == 0 ? number : MIN (numbers->least, number);
      numbers->most = numbers->count == 0 ? number : MAX (numbers->most, number);
      numbers->sum += number;
      numbers->squares += number * number;
      numbers->count++;
    }
}

/* The numbers of the array and of the arguments; there must be one. */
static gboolean
collect_numbers (SwValue  model,
                 SwValue  arguments,
                 Numbers *numbers,
                 GError **error)
{
  if (sw_value_is (model, SW_TYPE_ARRAY))
    add_numbers (numbers, model);
  add_numbers (numbers, arguments);
  if (numbers->count > 0)
    return TRUE;

  g_set_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_TYPE,
               "Aggregation function attempted to calculate value using empty array");
  return FALSE;
}

static SwValue
new_double (double number)
{
  SwValue value = sw_value_new_number (number);

  value.flags |= SW_VALUE_DECIMAL;
  return value;
}

static gboolean
call_min (gint     place,
          SwValue  model,
          SwValue  arguments,
          SwValue *result,
          GError **error)
{
  Numbers numbers = { 0 };

  if (!collect_numbers (model, arguments, &numbers, error))
    return FALSE;
  *result = new_double (numbers.least);
  return TRUE;
}

static gboolean
call_max (gint     place,
          SwValue  model,
          SwValue  arguments,
          SwValue *result,
          GError **error)
{
  Numbers numbers = { 0 };

  if (!collect_numbers (model, arguments, &numbers, error))
    return FALSE;
  *result = new_double (numbers.most);
  return TRUE;
}

static gboolean
call_avg (gint     place,
          SwValue  model,
          SwValue  arguments,
          SwValue *result,
          GError **error)
{
  Numbers numbers = { 0 };

  if (!collect_numbers (model, arguments, &numbers, error))
    return FALSE;
  *result = new_double (numbers.sum / numbers.count);
  return TRUE;
}

/* Of the whole population */
static gboolean
call_stddev (gint     place,
             SwValue  model,
             SwValue  arguments,
             SwValue *result,
             GError **error)
{
  Numbers numbers = { 0 };

  if (!collect_numbers (model, arguments, &numbers, error))
    return FALSE;
  *result = new_double (sqrt (numbers.squares / numbers.count
                              - numbers.sum * numbers.sum / numbers.count / numbers.count));
  return TRUE;
}

/* Elements or members; null for anything else, a string too. */
static gboolean
call_length (gint     place,
             SwValue  model,
             SwValue  arguments,
             SwValue *result,
             GError **error)
{
  gboolean counted = TRUE;

  if (sw_value_get_length (arguments) > 0)
    *result = sw_value_new_integer (sw_value_get_length (sw_value_get_element (arguments, 0)));
  else if (sw_value_is (model, SW_TYPE_ARRAY) || sw_value_is (model, SW_TYPE_OBJECT))
    *result = sw_value_new_integer (sw_value_get_length (model));
  else
    counted = FALSE;

  if (!counted)
    *result = SW_VALUE_NULL;
  return TRUE;
}

static gboolean
call_keys (gint     place,
           SwValue  model,
           SwValue  arguments,
           SwValue *result,
           GError **error)
{
  *result = SW_VALUE_NULL;
  if (!sw_value_is (model, SW_TYPE_OBJECT))
    return TRUE;

  *result = sw_value_new_array (sw_value_get_length (model));
  for (guint i = 0; i < sw_value_get_length (model); i++)
    sw_value_append (result, sw_value_take_string (sw_string_ref (sw_value_get_key (model, i))));
  return TRUE;
}

static gboolean
call_element (gint     place,
              SwValue  model,
              SwValue  arguments,
              SwValue *result,
              GError **error)
{
  gint64 index = place;

  if (sw_value_is (model, SW_TYPE_ARRAY))
    {
      if (index < 0)
        index += sw_value_get_length (model);
      if (index >= 0 && index < sw_value_get_length (model))
        {
          *result = sw_value_ref (sw_value_get_element (model, (guint) index));
          return TRUE;
        }
    }

  g_set_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_TYPE,
               "Aggregation function attempted to calculate value using empty array");
  return FALSE;
}

static gboolean
call_index (gint     place,
            SwValue  model,
            SwValue  arguments,
            SwValue *result,
            GError **error)
{
  gint64 index;

  if (!sw_value_get_integer (sw_value_get_element (arguments, 0), &index)
      || index < G_MININT32 || index > G_MAXINT32)
    {
      g_set_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_TYPE, "index() needs a whole number");
      return FALSE;
    }

  return call_element ((gint) index, model, arguments, result, error);
}

static gboolean
call_append (gint     place,
             SwValue  model,
             SwValue  arguments,
             SwValue *result,
             GError **error)
{
  *result = sw_value_ref (model);
  if (!sw_value_is (model, SW_TYPE_ARRAY))
    return TRUE;

  for (guint i = 0; i < sw_value_get_length (arguments); i++)
    sw_value_append (result, sw_value_ref (sw_value_get_element (arguments, i)));
  return TRUE;
}

static void
append_texts (GString *out,
              SwValue  list,
              gboolean strings_only)
{
  for (guint i = 0; i < sw_value_get_length (list); i++)
    {
      SwValue element = sw_value_get_element (list, i);
      const char *text;
      gsize length;

      if (sw_value_is (element, SW_TYPE_STRING))
        {
          text = sw_value_get_text (element, &length);
          g_string_append_len (out, text, (gssize) length);
        }
      else if (!strings_only && sw_value_is (element, SW_TYPE_ARRAY))
        append_texts (out, element, TRUE);
      else if (!strings_only)
        sw_value_print (element, SW_TEXT_DEFAULT, out);
    }
}

static gboolean
call_concat (gint     place,
             SwValue  model,
             SwValue  arguments,
             SwValue *result,
             GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (sw_value_is (model, SW_TYPE_ARRAY))
    append_texts (out, model, TRUE);
  append_texts (out, arguments, FALSE);
  *result = sw_value_new_string_len (out->str, (gssize) out->len);
  return TRUE;
}

static const SwPathFunction functions[] = {
  { "length", call_length, .counts = TRUE },
  { "size", call_length, .counts = TRUE },
  { "min", call_min },
  { "max", call_max },
  { "avg", call_avg },
  { "stddev", call_stddev },
  { "keys", call_keys },
  { "first", call_element, .place = 0 },
  { "last", call_element, .place = -1 },
  { "index", call_index },
  { "append", call_append },
  { "concat", call_concat },
};

/**
 * sw_path_function_find:
 *
 * Returns: (nullable): the function of that name, or NULL
 */
const SwPathFunction *
sw_path_function_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    if (strcmp (functions[i].name, name) == 0)
      return &functions[i];

  return NULL;
}

/**
 * sw_path_function_counts:
 *
 * Returns: whether a path given to the function stands for its children
 */
gboolean
sw_path_function_counts (const SwPathFunction *self)
{
  return self->counts;
}

/* The arguments' values: paths over the document; a list a path finds counts by its elements,
 * except where the function asks for the list. */
static gboolean
evaluate_arguments (const SwPathFunction *self,
                    GArray               *arguments,
                    SwPathWalk           *walk,
                    SwValue              *values,
                    GError              **error)
{
  for (guint i = 0; i < arguments->len; i++)
    {
      const SwPathArgument *argument = &g_array_index (arguments, SwPathArgument, i);
      g_auto (SwValue) value = SW_VALUE_INIT;

      if (argument->path == NULL)
        value = sw_value_ref (argument->value);
      else if (!sw_path_walk (argument->path, walk, walk->root, &value, error))
        return FALSE;

      if (sw_value_is (value, SW_TYPE_ARRAY) && argument->path != NULL && !self->counts
          && self->call != call_append)
        for (guint j = 0; j < sw_value_get_length (value); j++)
          sw_value_append (values, sw_value_ref (sw_value_get_element (value, j)));
      else
        sw_value_append (values, sw_value_ref (value));
    }

  return TRUE;
}

/**
 * sw_path_function_call:
 * @model: what the function stands behind
 * @result: (out): its value
 *
 * Returns: TRUE, or FALSE with SW_QUERY_ERROR_TYPE where @model is not what the function takes
 */
gboolean
sw_path_function_call (const SwPathFunction *self,
                       GArray               *arguments,
                       SwPathWalk           *walk,
                       SwValue               model,
                       SwValue              *result,
                       GError              **error)
{
  g_auto (SwValue) values = sw_value_new_array (arguments->len);

  if (!evaluate_arguments (self, arguments, walk, &values, error))
    return FALSE;

  return self->call (self->place, model, values, result, error);
}
