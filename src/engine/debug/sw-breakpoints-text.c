/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/debug/sw-breakpoints-private.h"

#include "json/sw-text.h"

/* Breakpoints as text: an array of objects, kept by the designer and handed to the command line. */

static const char *const kind_names[] = {
  [SW_BREAK_BEFORE] = "before", [SW_BREAK_AFTER] = "after",       [SW_BREAK_EDGE] = "edge",
  [SW_BREAK_ERROR] = "error",   [SW_BREAK_VARIABLE] = "variable",
};

static SwValue
to_value (const SwBreakpoint *breakpoint)
{
  SwValue value = sw_value_new_object (6);

  sw_value_set_text (&value, "kind", kind_names[breakpoint->kind]);
  sw_value_set_text (&value, "state", breakpoint->state);
  sw_value_set_text (&value, "edge", breakpoint->edge);
  sw_value_set_text (&value, "name", breakpoint->name);
  sw_value_set_text (&value, "condition", breakpoint->condition);
  if (breakpoint->skip > 0)
    sw_value_set_member (&value, "skip", sw_value_new_integer (breakpoint->skip));
  if (breakpoint->uncaught)
    sw_value_set_member (&value, "uncaught", sw_value_new_boolean (TRUE));
  if (!breakpoint->enabled)
    sw_value_set_member (&value, "enabled", sw_value_new_boolean (FALSE));
  return value;
}

/**
 * sw_breakpoints_dup_text:
 *
 * Returns: (transfer full): JSON that sw_breakpoints_set_text() reads; hits are not kept
 */
char *
sw_breakpoints_dup_text (SwBreakpoints *self)
{
  g_auto (SwValue) array = sw_value_new_array (self->items->len);

  for (guint i = 0; i < self->items->len; i++)
    sw_value_append (&array, to_value (g_ptr_array_index (self->items, i)));
  return sw_value_to_text (array, SW_TEXT_DEFAULT, NULL);
}

static const char *
get_text (SwValue     object,
          const char *key)
{
  SwValue value = sw_value_get_member (object, key);

  return sw_value_is (value, SW_TYPE_STRING) ? sw_value_get_text (value, NULL) : NULL;
}

G_GNUC_PRINTF (2, 3)
static gboolean
refuse (GError     **error,
        const char  *format,
        ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (SW_BREAK_ERROR_DOMAIN, SW_BREAK_ERROR_FORMAT, format, arguments);
  va_end (arguments);
  return FALSE;
}

static gboolean
find_kind (const char  *name,
           SwBreakKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kind_names); i++)
    if (g_strcmp0 (name, kind_names[i]) == 0)
      {
        *kind = (SwBreakKind) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
add_value (SwBreakpoints  *self,
           SwValue         value,
           guint           index,
           GError        **error)
{
  const char *state = get_text (value, "state"), *edge = get_text (value, "edge");
  const char *name = get_text (value, "name");
  gint64 skip = 0;
  SwBreakKind kind;
  guint id;

  if (!find_kind (get_text (value, "kind"), &kind))
    return refuse (error, "Breakpoint %u: \"kind\" must be before, after, edge, error or variable",
                   index);
  if (state == NULL && kind <= SW_BREAK_EDGE)
    return refuse (error, "Breakpoint %u: \"state\" must be the JSON pointer of a state", index);
  if (edge == NULL && kind == SW_BREAK_EDGE)
    return refuse (error, "Breakpoint %u: \"edge\" must be next, default, rule/N or catch/N",
                   index);
  if (name == NULL && kind == SW_BREAK_VARIABLE)
    return refuse (error, "Breakpoint %u: \"name\" must be the name of a variable", index);
  id = sw_breakpoints_add (self, kind, state, kind == SW_BREAK_EDGE ? edge : name);
  if (sw_value_get_integer (sw_value_get_member (value, "skip"), &skip))
    sw_breakpoints_set_skip (self, id, (guint) CLAMP (skip, 0, G_MAXINT));
  sw_breakpoints_set_uncaught (self, id,
                               sw_value_get_boolean (sw_value_get_member (value, "uncaught")));
  if (sw_value_is (sw_value_get_member (value, "enabled"), SW_TYPE_BOOLEAN))
    sw_breakpoints_set_enabled (self, id,
                                sw_value_get_boolean (sw_value_get_member (value, "enabled")));
  return sw_breakpoints_set_condition (self, id, get_text (value, "condition"), error);
}

/**
 * sw_breakpoints_set_text:
 * @text: JSON as sw_breakpoints_dup_text() makes it
 * @error: set where it is none
 *
 * Sets the breakpoints that a text tells of, in place of those there are. What comes before a
 * mistake is set.
 *
 * Returns: whether there was no mistake
 */
gboolean
sw_breakpoints_set_text (SwBreakpoints  *self,
                         const char     *text,
                         GError        **error)
{
  g_auto (SwValue) array = SW_VALUE_INIT;

  sw_breakpoints_clear (self);
  if (!sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &array, error))
    return FALSE;
  if (!sw_value_is (array, SW_TYPE_ARRAY))
    return refuse (error, "Breakpoints are an array of objects");
  for (guint i = 0; i < sw_value_get_length (array); i++)
    if (!add_value (self, sw_value_get_element (array, i), i, error))
      return FALSE;
  return TRUE;
}

/* "/States/Outer/Branches/0/States/Inner": "Inner" */
static char *
dup_state_name (const char *pointer)
{
  g_auto (GStrv) parts = pointer != NULL ? sw_pointer_split (pointer) : NULL;
  guint length = parts != NULL ? g_strv_length (parts) : 0;

  return length > 0 ? g_strdup (parts[length - 1]) : NULL;
}

static char *
dup_place (const SwBreakpoint *self)
{
  g_autofree char *state = dup_state_name (self->state);

  switch (self->kind)
    {
    case SW_BREAK_BEFORE:
      return g_strdup_printf ("before %s", state);
    case SW_BREAK_AFTER:
      return g_strdup_printf ("after %s", state);
    case SW_BREAK_EDGE:
      return g_strdup_printf ("on %s of %s", self->edge, state);
    case SW_BREAK_ERROR:
      return g_strdup_printf ("on %s%s%s%s", self->name != NULL ? self->name : "any error",
                              self->uncaught ? " that nobody catches" : "",
                              state != NULL ? " in " : "", state != NULL ? state : "");
    case SW_BREAK_VARIABLE:
    default:
      return g_strdup_printf ("when $%s changes%s%s", self->name, state != NULL ? " in " : "",
                              state != NULL ? state : "");
    }
}

/**
 * sw_breakpoint_dup_title:
 *
 * Returns: (transfer full): what it is, for the command line: "before Check if $n > 2, from time 3
 * on"
 */
char *
sw_breakpoint_dup_title (const SwBreakpoint *self)
{
  g_autofree char *place = dup_place (self);
  g_autofree char *skip
      = self->skip > 0 ? g_strdup_printf (", from time %u on", self->skip + 1) : NULL;

  return g_strconcat (place, self->condition != NULL ? " if " : "",
                      self->condition != NULL ? self->condition : "", skip != NULL ? skip : "",
                      NULL);
}
