/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sw-diagnostic.h"

#include <stdarg.h>

/**
 * sw_diagnostic_new:
 * @code: a static string, as is `kind`, which the caller sets where there is one
 * @pointer: (nullable): JSON pointer of the part that is meant; copied
 * @span: bytes of the document, 0..length
 * @format: printf format of the message
 *
 * Makes one finding.
 *
 * Returns: (transfer full): free with sw_diagnostic_free()
 */
SwDiagnostic *
sw_diagnostic_new (SwSeverity  severity,
                   const char *code,
                   const char *pointer,
                   SwSpan      span,
                   const char *format,
                   ...)
{
  SwDiagnostic *self = g_new0 (SwDiagnostic, 1);
  va_list arguments;

  self->severity = severity;
  self->code = code;
  self->pointer = g_strdup (pointer);
  self->span = span;

  va_start (arguments, format);
  self->message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  return self;
}

/**
 * sw_diagnostic_copy:
 *
 * Returns: (transfer full): the same finding again
 */
SwDiagnostic *
sw_diagnostic_copy (const SwDiagnostic *self)
{
  SwDiagnostic *copy = sw_diagnostic_new (self->severity, self->code, self->pointer, self->span,
                                          "%s", self->message);

  copy->kind = self->kind;

  return copy;
}

/**
 * sw_diagnostic_free:
 *
 * Frees a finding and its texts.
 */
void
sw_diagnostic_free (SwDiagnostic *self)
{
  g_free (self->message);
  g_free (self->pointer);
  g_free (self);
}

/**
 * sw_severity_get_name:
 *
 * Returns: AWS's word for a severity ("HINT" is ours)
 */
const char *
sw_severity_get_name (SwSeverity severity)
{
  static const char *const names[] = { "ERROR", "WARNING", "HINT" };

  g_return_val_if_fail (severity < G_N_ELEMENTS (names), NULL);

  return names[severity];
}

/**
 * sw_diagnostic_is_ours:
 *
 * Returns: %TRUE for what this program warns of; %FALSE for what AWS says itself
 */
gboolean
sw_diagnostic_is_ours (const SwDiagnostic *self)
{
  return g_str_has_prefix (self->code, SW_DIAGNOSTIC_PREFIX);
}

/**
 * sw_diagnostic_get_source:
 *
 * Returns: whose word the finding is: "aws", or "stepwright"
 */
const char *
sw_diagnostic_get_source (const SwDiagnostic *self)
{
  return sw_diagnostic_is_ours (self) ? "stepwright" : "aws";
}
