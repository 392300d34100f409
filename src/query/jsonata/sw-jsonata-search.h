/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "query/jsonata/sw-jsonata-functions.h"

G_BEGIN_DECLS

/* Walks over the places where a pattern stands in a text; begins with all but SUBJECT and PATTERN
 * zero. */
typedef struct
{
  SwValue  subject;
  SwValue  pattern; /* text or function */
  SwValue  match;   /* of a function */
  gsize    at;      /* byte behind the last match */
  double   units;   /* the same in UTF-16 units */
  gsize    start;   /* of the match found */
  gsize    end;
  gboolean begun;
} SwJsonataSearch;

void     sw_jsonata_search_clear (SwJsonataSearch *self);
gboolean sw_jsonata_search_next  (SwJsonataEval   *e,
                                  SwJsonataSearch *self);

SwValue  sw_js_call_pattern      (SwJsonataEval   *e,
                                  SwValue          pattern,
                                  SwValue          subject);
SwValue  sw_js_next_match        (SwJsonataEval   *e,
                                  SwValue          match);
gboolean sw_js_get_limit         (SwJsonataEval   *e,
                                  SwValue          value,
                                  const char      *code,
                                  double          *limit);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwJsonataSearch, sw_jsonata_search_clear)

G_END_DECLS
