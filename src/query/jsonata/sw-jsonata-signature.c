/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-signature-private.h"

#include <string.h>

/* A signature is matched against one letter per argument: s n b l(null) a o f, m for a missing
 * value. */

/**
 * sw_jsonata_signature_new:
 * @text: "<…>" as it stands behind a lambda's parameters
 * @position: byte in the expression, for the error
 *
 * Compiles a signature.
 *
 * Returns: (transfer full) (nullable): NULL with @error set where it is none
 */
SwJsonataSignature *
sw_jsonata_signature_new (const char     *text,
                          gsize           position,
                          SwJsonataError *error)
{
  SwJsonataSignature *self = g_new0 (SwJsonataSignature, 1);

  if (!sw_jsonata_signature_parse (self, text + 1, position, error))
    g_clear_pointer (&self, sw_jsonata_signature_free);

  return self;
}

/**
 * sw_jsonata_signature_free:
 *
 * Frees a signature.
 */
void
sw_jsonata_signature_free (SwJsonataSignature *self)
{
  g_free (self);
}

static char
value_letter (SwValue value)
{
  switch (sw_value_type (value))
    {
    case SW_TYPE_NULL:
      return 'l';
    case SW_TYPE_BOOLEAN:
      return 'b';
    case SW_TYPE_NUMBER:
      return 'n';
    case SW_TYPE_STRING:
      return 's';
    case SW_TYPE_ARRAY:
      return 'a';
    case SW_TYPE_OBJECT:
      return 'o';
    case SW_TYPE_OPAQUE:
      return 'f';
    case SW_TYPE_UNDEFINED:
    default:
      return 'm';
    }
}

/* Matches LETTERS from FROM against the parameters from INDEX on, greedily and with second
 * thoughts; COUNTS gets how many letters each took. */
static gboolean
match (const SwJsonataSignature *self,
       guint                     index,
       const char               *letters,
       guint                     from,
       guint                     n_letters,
       guint                    *counts)
{
  const SwJsonataParameter *parameter = &self->parameters[index];
  guint least = parameter->optional ? 0 : 1;
  guint most = 0;

  if (index == self->n)
    return from == n_letters;

  while (from + most < n_letters && (most == 0 || parameter->repeated)
         && strchr (parameter->letters, letters[from + most]) != NULL)
    most++;
  for (guint count = most + 1; count-- > least;)
    {
      counts[index] = count;
      if (match (self, index + 1, letters, from + count, n_letters, counts))
        return TRUE;
    }

  return FALSE;
}

/* How many arguments fit before one that does not */
static guint
count_good (const SwJsonataSignature *self,
            const char               *letters,
            guint                     n_letters)
{
  guint good = 0;

  for (guint i = 0; i < self->n; i++)
    {
      const SwJsonataParameter *parameter = &self->parameters[i];
      guint start = good;

      while (good < n_letters && (good == start || parameter->repeated)
             && strchr (parameter->letters, letters[good]) != NULL)
        good++;
      if (good == start && !parameter->optional)
        break;
    }

  return good;
}

static gboolean
set_fault (SwJsonataFault *fault,
           const char     *code,
           SwValue         value,
           guint           index)
{
  fault->code = code;
  fault->index = (int) index;
  sw_value_set (&fault->value, sw_value_ref (value));

  return FALSE;
}

static const char *
subtype_name (char subtype)
{
  static const char letters[] = "abfnos";
  static const char *const names[] = { "arrays",  "booleans", "functions",
                                       "numbers", "objects",  "strings" };
  const char *at = strchr (letters, subtype);

  return at != NULL && *at != '\0' ? names[at - letters] : NULL;
}

static gboolean
items_fit (SwValue value,
           char    subtype)
{
  if (!sw_value_is (value, SW_TYPE_ARRAY))
    return value_letter (value) == subtype;
  for (guint i = 0; i < sw_value_get_length (value); i++)
    if (value_letter (sw_value_get_element (value, i)) != subtype)
      return FALSE;

  return TRUE;
}

/* Appends ARGUMENT as PARAMETER wants it: in an array where an array is expected. */
static gboolean
accept_argument (const SwJsonataParameter *parameter,
                 SwValue                   argument,
                 guint                     index,
                 GArray                   *accepted,
                 SwJsonataFault           *fault)
{
  SwValue value = sw_value_ref (argument);

  if (parameter->kind == 'a' && !sw_value_is (argument, SW_TYPE_UNDEFINED))
    {
      if (parameter->subtype != '\0' && !items_fit (argument, parameter->subtype))
        {
          sw_value_clear (&value);
          fault->type = subtype_name (parameter->subtype);
          return set_fault (fault, "T0412", argument, index + 1);
        }
      if (!sw_value_is (argument, SW_TYPE_ARRAY))
        {
          SwValue array = sw_value_new_array (1);

          sw_value_append (&array, value);
          value = array;
        }
    }
  g_array_append_val (accepted, value);

  return TRUE;
}

static gboolean
collect (const SwJsonataSignature *self,
         const GArray             *arguments,
         SwValue                   context,
         const guint              *counts,
         GArray                   *accepted,
         SwJsonataFault           *fault)
{
  guint from = 0;

  for (guint i = 0; i < self->n; i++)
    {
      const SwJsonataParameter *parameter = &self->parameters[i];

      if (counts[i] == 0 && parameter->context)
        {
          SwValue value = sw_value_ref (context);

          if (strchr (parameter->letters, value_letter (context)) == NULL)
            {
              sw_value_clear (&value);
              return set_fault (fault, "T0411", context, from + 1);
            }
          g_array_append_val (accepted, value);
        }
      else if (counts[i] == 0)
        {
          SwValue missing = SW_VALUE_INIT;

          g_array_append_val (accepted, missing);
        }
      for (guint k = 0; k < counts[i]; k++, from++)
        if (!accept_argument (parameter, g_array_index (arguments, SwValue, from), from, accepted,
                              fault))
          return FALSE;
    }

  return TRUE;
}

/**
 * sw_jsonata_signature_apply:
 * @arguments: (inout): SwValue, owned; changed to what the function gets
 * @context: the context value `$`
 * @fault: (out): T0410, T0411 or T0412
 *
 * Fits the arguments of a call to the signature.
 *
 * Returns: FALSE with @fault set where they do not fit
 */
gboolean
sw_jsonata_signature_apply (const SwJsonataSignature *self,
                            GArray                   *arguments,
                            SwValue                   context,
                            SwJsonataFault           *fault)
{
  g_autofree char *letters = g_malloc0 (arguments->len + 1);
  guint counts[SW_JSONATA_MAX_PARAMETERS] = { 0 };
  g_autoptr (GArray) accepted = NULL;
  gboolean ok;

  for (guint i = 0; i < arguments->len; i++)
    letters[i] = value_letter (g_array_index (arguments, SwValue, i));
  if (!match (self, 0, letters, 0, arguments->len, counts))
    {
      guint good = count_good (self, letters, arguments->len);

      return set_fault (fault, "T0410",
                        good < arguments->len ? g_array_index (arguments, SwValue, good)
                                              : SW_VALUE_INIT,
                        good + 1);
    }

  accepted = g_array_sized_new (FALSE, FALSE, sizeof (SwValue), arguments->len);
  g_array_set_clear_func (accepted, (GDestroyNotify) sw_value_clear);
  ok = collect (self, arguments, context, counts, accepted, fault);
  if (ok)
    {
      /* the caller's array keeps its own clear function: swap what they hold */
      g_array_set_size (arguments, 0);
      g_array_append_vals (arguments, accepted->data, accepted->len);
      g_array_set_clear_func (accepted, NULL);
    }

  return ok;
}
