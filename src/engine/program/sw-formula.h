/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/model/sw-model.h"
#include "engine/sw-failure.h"
#include "query/sw-payload-template.h"

G_BEGIN_DECLS

/* SwFormula: one field of a definition, compiled: a constant, a path, a payload template, or a
 * JSON value with JSONata in its strings. Immutable; the program owns it. */
typedef struct _SwFormula SwFormula;

/* How a path that leads nowhere is reported */
typedef enum
{
  SW_FORMULA_PATH,     /* InputPath …: "Invalid path '$.x' : No results for path: $['x']" */
  SW_FORMULA_NAMED,    /* ErrorPath …: "The JSONPath '$.x' specified for the field …" */
} SwPathKind;

/* What an evaluation may see; borrowed for its time */
typedef struct
{
  SwQueryScope query;        /* `input` is `$` of JSONPath and $states.input of JSONata */
  SwValue      result;       /* $states.result, or UNDEFINED */
  SwValue      error_output; /* $states.errorOutput, or UNDEFINED */
  gint64       now;
} SwEvaluation;

SwFormula  *sw_formula_new_constant (SwValue              take_value);
SwFormula  *sw_formula_new_path     (const char          *text,
                                     SwPathKind           kind,
                                     const char          *field,
                                     GError             **error);
SwFormula  *sw_formula_new_template (SwValue              value,
                                     GError             **error);
SwFormula  *sw_formula_new_jsonata  (SwValue              value,
                                     const char          *field,
                                     GError             **error);
void        sw_formula_free         (SwFormula           *self);
gboolean    sw_formula_uses_context (const SwFormula     *self);
gboolean    sw_formula_is_constant  (const SwFormula     *self);
const char *sw_formula_get_text     (const SwFormula     *self);
const char *sw_formula_get_field    (const SwFormula     *self);
gboolean    sw_formula_evaluate     (const SwFormula     *self,
                                     const SwEvaluation  *evaluation,
                                     SwValue             *result,
                                     SwFailure           *failure);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwFormula, sw_formula_free)

G_END_DECLS
