/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A half-open range of bytes in a document: start <= end <= length of the text. */
typedef struct
{
  gsize start;
  gsize end;
} SwSpan;

static inline gboolean
sw_span_contains (SwSpan span,
                  gsize  offset)
{
  return offset >= span.start && offset < span.end;
}

static inline gsize
sw_span_length (SwSpan span)
{
  return span.end - span.start;
}

G_END_DECLS
