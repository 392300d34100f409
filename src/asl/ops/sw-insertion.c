/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/ops/sw-insertion.h"

#include <string.h>

/* In texts of ours fields stand between these. */
#define OPEN "«"
#define CLOSE "»"

/**
 * sw_insertion_new:
 * @text: to begin with
 *
 * Returns: (transfer full): an insertion without fields
 */
SwInsertion *
sw_insertion_new (const char *text)
{
  SwInsertion *self = g_new0 (SwInsertion, 1);

  self->text = g_strdup (text);
  self->fields = g_array_new (FALSE, FALSE, sizeof (SwSpan));

  return self;
}

/**
 * sw_insertion_new_marked:
 * @marked: a text of ours, in which fields stand between « and »
 *
 * Returns: (transfer full): the insertion
 */
SwInsertion *
sw_insertion_new_marked (const char *marked)
{
  SwInsertion *self = sw_insertion_new ("");
  const char *p = marked;

  for (const char *open = strstr (p, OPEN); open != NULL; open = strstr (p, OPEN))
    {
      const char *close = strstr (open, CLOSE);
      g_autofree char *plain = g_strndup (p, (gsize) (open - p));
      g_autofree char *field = NULL;

      g_return_val_if_fail (close != NULL, self);
      field = g_strndup (open + strlen (OPEN), (gsize) (close - open) - strlen (OPEN));
      sw_insertion_append (self, plain);
      sw_insertion_append_field (self, field);
      p = close + strlen (CLOSE);
    }
  sw_insertion_append (self, p);

  return self;
}

/**
 * sw_insertion_append:
 * @text: goes behind what is there
 */
void
sw_insertion_append (SwInsertion *self,
                     const char  *text)
{
  char *all = g_strconcat (self->text, text, NULL);

  g_free (self->text);
  self->text = all;
}

/**
 * sw_insertion_append_field:
 * @text: the field's default, perhaps empty; goes behind what is there
 */
void
sw_insertion_append_field (SwInsertion *self,
                           const char  *text)
{
  gsize start = strlen (self->text);
  SwSpan span = { start, start + strlen (text) };

  sw_insertion_append (self, text);
  g_array_append_val (self->fields, span);
}

/**
 * sw_insertion_free:
 *
 * Frees the insertion.
 */
void
sw_insertion_free (SwInsertion *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_array_unref (self->fields);
  g_free (self);
}

/**
 * sw_insertion_dup_marked:
 *
 * Returns: (transfer full): the text with its fields between « and »
 */
char *
sw_insertion_dup_marked (const SwInsertion *self)
{
  GString *out = g_string_new (NULL);
  gsize at = 0;

  for (guint i = 0; i < self->fields->len; i++)
    {
      SwSpan field = g_array_index (self->fields, SwSpan, i);

      g_string_append_len (out, self->text + at, (gssize) (field.start - at));
      g_string_append (out, OPEN);
      g_string_append_len (out, self->text + field.start, (gssize) sw_span_length (field));
      g_string_append (out, CLOSE);
      at = field.end;
    }
  g_string_append (out, self->text + at);

  return g_string_free (out, FALSE);
}
