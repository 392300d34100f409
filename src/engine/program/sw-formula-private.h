/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/program/sw-formula.h"

G_BEGIN_DECLS

/* A field of a JSONata state, compiled: a JSON value with expressions in its strings */
typedef struct _SwJsonataTemplate SwJsonataTemplate;

SwJsonataTemplate *sw_jsonata_template_new          (SwValue                   value,
                                                     const char               *field,
                                                     GError                  **error);
void               sw_jsonata_template_free         (SwJsonataTemplate        *self);
gboolean           sw_jsonata_template_is_constant  (const SwJsonataTemplate  *self);
gboolean           sw_jsonata_template_uses_context (const SwJsonataTemplate  *self);
const char        *sw_jsonata_template_get_text     (const SwJsonataTemplate  *self);
gboolean           sw_jsonata_template_evaluate     (const SwJsonataTemplate  *self,
                                                     const SwEvaluation       *evaluation,
                                                     SwValue                  *result,
                                                     SwFailure                *failure);

SwValue            sw_evaluation_make_bindings      (const SwEvaluation       *evaluation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwJsonataTemplate, sw_jsonata_template_free)

G_END_DECLS
