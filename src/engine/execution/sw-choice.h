/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/program/sw-formula.h"
#include "engine/program/sw-program.h"
#include "json/value/sw-value.h"

G_BEGIN_DECLS

/* A Choice by itself: which way it goes with given data. */

typedef enum
{
  SW_ANSWER_FALSE,
  SW_ANSWER_TRUE,
  SW_ANSWER_FAILURE,
} SwAnswer;

SwAnswer sw_choice_ask (const char         *rule,
                        SwQueryLanguage     language,
                        const SwEvaluation *evaluation,
                        char              **cause);
int sw_choice_try (SwProgram     *program,
                   const SwState *state,
                   SwValue        input,
                   SwValue        variables,
                   SwValue        execution_input,
                   gint64         now);

G_END_DECLS
