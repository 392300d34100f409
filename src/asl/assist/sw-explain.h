/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/assist/sw-assist.h"

G_BEGIN_DECLS

/* SwExplanation: what stands at a place of a definition, for a card beside it. Texts are for
 * people, translated already. */

typedef enum
{
  SW_EXPLAIN_FIELD,
  SW_EXPLAIN_STATE,
  SW_EXPLAIN_RESOURCE,
  SW_EXPLAIN_ERROR,
  SW_EXPLAIN_VALUE,
  SW_EXPLAIN_FUNCTION,
  SW_EXPLAIN_VARIABLE,
  SW_EXPLAIN_EXPRESSION,
  SW_EXPLAIN_PLACEHOLDER,
} SwExplainKind;

typedef struct
{
  SwExplainKind kind;
  char         *title;  /* "Next", "Reject", "$sum(array)" */
  char         *detail; /* beside it: "Field of a Task", "Fail"; or NULL */
  char         *help;   /* a sentence or two; or NULL */
  GPtrArray    *facts;  /* char *: more lines: "Needed", "Assigned in: A, B" */
  SwSpan        span;   /* of what is explained */
  char         *target; /* JSON pointer of a state to go to, or NULL */
} SwExplanation;

SwExplanation *sw_explain        (SwModel             *model,
                                  gsize                offset,
                                  const SwAssistData  *data);
void           sw_explanation_free (SwExplanation     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwExplanation, sw_explanation_free)

G_END_DECLS
