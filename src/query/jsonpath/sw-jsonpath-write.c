/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text.h"
#include "query/jsonpath/sw-jsonpath-private.h"

/* What stands at STEP in DOCUMENT; FALSE where nothing can be written there. A missing object is
 * made, a missing element is not. */
static gboolean
find_place (const SwPathStep *step,
            SwValue           document,
            SwValue          *below)
{
  if (step->kind == SW_STEP_MEMBER)
    {
      *below = sw_value_get_member_string (document, step->name);
      return sw_value_is (document, SW_TYPE_OBJECT) || sw_value_is (document, SW_TYPE_UNDEFINED);
    }

  *below = sw_value_is (document, SW_TYPE_ARRAY)
               ? sw_value_get_element (document, (guint) step->index)
               : SW_VALUE_INIT;
  return !sw_value_is (*below, SW_TYPE_UNDEFINED);
}

/* DOCUMENT with VALUE at the steps from STEP on; only the containers on the way are copied. */
static gboolean
write_at (const SwJsonPath *self,
          guint             step,
          SwValue           document,
          SwValue           value,
          SwValue          *result)
{
  const SwPathStep *this;
  SwValue written = SW_VALUE_INIT;
  SwValue below;

  if (step == self->steps->len)
    {
      *result = sw_value_ref (value);
      return TRUE;
    }

  this = &g_array_index (self->steps, SwPathStep, step);
  if (!find_place (this, document, &below)
      || !write_at (self, step + 1, below, value, &written))
    return FALSE;

  *result = sw_value_is (document, SW_TYPE_UNDEFINED) ? sw_value_new_object (1)
                                                      : sw_value_ref (document);
  if (this->kind == SW_STEP_MEMBER)
    sw_value_set_member_string (result, this->name, written);
  else
    sw_value_set_element (result, (guint) this->index, written);
  return TRUE;
}

/**
 * sw_json_path_write:
 * @self: a reference path
 * @document: what is written into; stays as it is
 * @value: what to write
 * @result: (out): @document with @value at the path, sharing all that did not change
 *
 * ResultPath: members that are missing on the way are made as objects, a member that is there is
 * replaced, an array's index must exist. `$` replaces the whole document.
 *
 * The failure's text is the service's "Unable to apply ReferencePath $.a to input {…}"
 * (States.ResultPathMatchFailure).
 *
 * Returns: TRUE, or FALSE with SW_QUERY_ERROR_TYPE; SW_QUERY_ERROR_SYNTAX where @self is no
 * reference path
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
