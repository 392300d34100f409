/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/assist/sw-assist-private.h"
#include "asl/assist/sw-explain.h"
#include "asl/rules/sw-operators.h"

G_BEGIN_DECLS

SwExplanation *sw_explanation_new        (SwExplainKind        kind,
                                          SwSpan               span,
                                          const char          *title);
void           sw_explanation_add        (SwExplanation       *self,
                                          const char          *format,
                                          ...) G_GNUC_PRINTF (2, 3);
/* sw-explain-field.c */
SwExplanation *sw_explain_field          (const SwAssistSpot  *spot,
                                          const SwField       *field);
SwExplanation *sw_explain_choice         (const SwAssistSpot  *spot,
                                          const char          *word);
SwExplanation *sw_explain_parameter      (const SwAssistSpot  *spot,
                                          const char          *name);
SwExplanation *sw_explain_operator       (const SwAssistSpot  *spot,
                                          const SwOperator    *operator);

/* sw-explain-expression.c */
SwExplanation *sw_explain_expression     (const SwAssistSpot  *spot,
                                          gsize                offset,
                                          const SwAssistData  *data);
SwExplanation *sw_explain_variable       (const SwAssistSpot  *spot,
                                          SwSpan               span,
                                          const char          *name,
                                          const SwAssistData  *data);

G_END_DECLS
