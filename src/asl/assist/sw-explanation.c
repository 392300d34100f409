/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/assist/sw-explain-private.h"

/**
 * sw_explanation_new:
 * @span: what it explains, in bytes of the text
 * @title: name of it
 *
 * Returns: (transfer full): an explanation without facts
 */
SwExplanation *
sw_explanation_new (SwExplainKind kind,
                    SwSpan        span,
                    const char   *title)
{
  SwExplanation *self = g_new0 (SwExplanation, 1);

  self->kind = kind;
  self->span = span;
  self->title = g_strdup (title);
  self->facts = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/* Adds a line. */
void
sw_explanation_add (SwExplanation *self,
                    const char    *format,
                    ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->facts, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/**
 * sw_explanation_free:
 *
 * Frees the explanation.
 */
void
sw_explanation_free (SwExplanation *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_free (self->detail);
  g_free (self->help);
  g_free (self->target);
  g_ptr_array_unref (self->facts);
  g_free (self);
}
