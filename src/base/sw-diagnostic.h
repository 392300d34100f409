/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/sw-span.h"

G_BEGIN_DECLS

typedef enum
{
  SW_SEVERITY_ERROR,   /* AWS would refuse the definition, or the text cannot be read */
  SW_SEVERITY_WARNING, /* AWS accepts it; it is probably not what was meant */
  SW_SEVERITY_HINT,
} SwSeverity;

/* What the codes of our own warnings begin with */
#define SW_DIAGNOSTIC_PREFIX "SW_"

/* One finding about a document. A user's mistake is data, never a GError. */
typedef struct
{
  SwSeverity  severity;
  const char *code;    /* static, upper case: AWS's own code, or ours with the prefix "SW_" */
  const char *kind;    /* static: which rule found it, finer than the code: "missing-comma"; or NULL */
  char       *message; /* one sentence, untranslated where the words are AWS's */
  char       *pointer; /* JSON pointer of the part that is meant, or NULL where none exists */
  SwSpan      span;    /* bytes of the document to underline */
} SwDiagnostic;

SwDiagnostic *sw_diagnostic_new    (SwSeverity    severity,
                                    const char   *code,
                                    const char   *pointer,
                                    SwSpan        span,
                                    const char   *format,
                                    ...) G_GNUC_PRINTF (5, 6);
SwDiagnostic *sw_diagnostic_copy   (const SwDiagnostic *self);
void          sw_diagnostic_free   (SwDiagnostic *self);
const char   *sw_severity_get_name (SwSeverity    severity);
gboolean      sw_diagnostic_is_ours (const SwDiagnostic *self);
const char   *sw_diagnostic_get_source (const SwDiagnostic *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwDiagnostic, sw_diagnostic_free)

G_END_DECLS
