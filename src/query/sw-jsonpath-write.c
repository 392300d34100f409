/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text.h"
#include "query/sw-jsonpath-private.h"

/* DOCUMENT with VALUE at the steps from STEP on; only the containers on the way are copied. */
static gboolean
write_at (const SwJsonPath *self,
          guint             step,
          SwValue           document,
          SwValue           value,
          SwValue          *result)
{
  const SwPathStep *steps = (const SwPathStep *) (gpointer) self->steps->data;
  SwValue below;
  g_auto (SwValue) written = SW_VALUE_INIT;
  g_auto (SwValue) copy = SW_VALUE_INIT;

  if (step == self->steps->len)
    {
      *result = sw_value_ref (value);
      return TRUE;
    }

  if (steps[step].kind == SW_STEP_MEMBER)
    {
      if (sw_value_is (document, SW_TYPE_UNDEFINED))
        copy = sw_value_new_object (1);
      else if (sw_value_is (document, SW_TYPE_OBJECT))
        copy = sw_value_ref (document);
      else
        return FALSE;

      below = sw_value_get_member_string (document, steps[step].name);
      if (!write_at (self, step + 1, below, value, &written))
        return FALSE;
      sw_value_set_member_string (&copy, steps[step].name, written);
    }
  else
    {
      below = sw_value_is (document, SW_TYPE_ARRAY)
                  ? sw_value_get_element (document, (guint) steps[step].index)
                  : SW_VALUE_INIT;
      if (sw_value_is (below, SW_TYPE_UNDEFINED)
          || !write_at (self, step + 1, below, value, &written))
        return FALSE;
      copy = sw_value_ref (document);
      sw_value_set_element (&copy, (guint) steps[step].index, written);
    }

  written = SW_VALUE_INIT;
  *result = copy;
  copy = SW_VALUE_INIT;
  return TRUE;
}

/**
 * sw_json_path_write:
 * @self: a reference path
 * @document: what is written into; stays as it is
 * @value: what to write
 * @result: (out): @document with @value at the path, sharing all that did not change
 *
 * ResultPath: members that are missing on the way are made as objects, a member that is there is replaced, an
 * array's index must exist. `$` replaces the whole document.
 *
 * The failure's text is the service's "Unable to apply ReferencePath $.a to input {…}"
 * (States.ResultPathMatchFailure).
 *
 * Returns: TRUE, or FALSE with SW_QUERY_ERROR_TYPE; SW_QUERY_ERROR_SYNTAX where @self is no reference path
 */
gboolean
sw_json_path_write (const SwJsonPath *self,
                    SwValue           document,
                    SwValue           value,
                    SwValue          *result,
                    GError          **error)
{
  g_autoptr (GString) input = NULL;

  if (!sw_json_path_is_reference (self))
    {
      g_set_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_SYNTAX,
                   "'%s' is no reference path: only member names and array indexes may be in it",
                   self->text);
      return FALSE;
    }

  if (write_at (self, 0, document, value, result))
    return TRUE;

  input = g_string_new (NULL);
  sw_value_print (document, SW_TEXT_DEFAULT, input);
  g_set_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_TYPE,
               "Unable to apply ReferencePath %s to input %s", self->text, input->str);
  return FALSE;
}
