/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-signature-private.h"

#include <string.h>

/* Signatures from their text */

static gboolean
fail (SwJsonataError *error,
      const char     *code,
      gsize           position)
{
  sw_jsonata_error_set (error, code, position, NULL, NULL);
  return FALSE;
}

/* The letters a kind of parameter takes */
static const char *
kind_letters (char kind)
{
  switch (kind)
    {
    case 's':
      return "sm";
    case 'n':
      return "nm";
    case 'b':
      return "bm";
    case 'l':
      return "lm";
    case 'o':
      return "om";
    case 'f':
      return "f";
    case 'j':
      return "asnblom";
    case 'a':
    case 'x':
      return "asnblfom";
    default:
      return NULL;
    }
}

static gboolean
parse_choice (const char        **text,
              SwJsonataParameter *parameter,
              gsize               position,
              SwJsonataError     *error)
{
  const char *close = strchr (*text, ')');
  gsize length = close != NULL ? (gsize) (close - *text) - 1 : 0;

  if (close == NULL || length + 2 > sizeof parameter->letters)
    return fail (error, "S0402", position);
  if (memchr (*text, '<', length + 1) != NULL)
    return fail (error, "S0402", position);
  memcpy (parameter->letters, *text + 1, length);
  parameter->letters[length] = 'm';
  parameter->kind = '(';
  *text = close;

  return TRUE;
}

static gboolean
parse_modifier (SwJsonataSignature *self,
                const char        **text,
                gsize               position,
                SwJsonataError     *error)
{
  SwJsonataParameter *previous = self->n > 0 ? &self->parameters[self->n - 1] : NULL;

  if (previous == NULL)
    return fail (error, "S0401", position);

  switch (**text)
    {
    case '-':
      previous->context = previous->optional = TRUE;
      return TRUE;
    case '?':
      previous->optional = TRUE;
      return TRUE;
    case '+':
      previous->repeated = TRUE;
      return TRUE;
    default: /* '<' */
      if (previous->kind != 'a' && previous->kind != 'f')
        return fail (error, "S0401", position);
      previous->subtype = (*text)[1];
      for (int depth = 0; **text != '\0'; (*text)++)
        {
          if (**text == '<')
            depth++;
          else if (**text == '>' && --depth == 0)
            return TRUE;
        }
      (*text)--;
      return TRUE;
    }
}

/**
 * sw_jsonata_signature_parse:
 * @text: what stands behind the "<"
 * @position: byte in the expression, for the error
 *
 * Reads the parameters of a signature up to its result, which is of no consequence.
 *
 * Returns: FALSE with @error set where it is none
 */
gboolean
sw_jsonata_signature_parse (SwJsonataSignature *self,
                            const char         *text,
                            gsize               position,
                            SwJsonataError     *error)
{
  for (; *text != '\0' && *text != ':' && *text != '>'; text++)
    {
      SwJsonataParameter *parameter = &self->parameters[self->n];

      if (strchr ("-?+<", *text) != NULL)
        {
          if (!parse_modifier (self, &text, position, error))
            return FALSE;
          continue;
        }
      if (self->n == SW_JSONATA_MAX_PARAMETERS - 1)
        return fail (error, "S0402", position);
      if (*text == '(')
        {
          if (!parse_choice (&text, parameter, position, error))
            return FALSE;
          self->n++;
        }
      else if (kind_letters (*text) != NULL)
        {
          parameter->kind = *text;
          strcpy (parameter->letters, kind_letters (*text));
          self->n++;
        }
    }

  return TRUE;
}
