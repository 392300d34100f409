/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/model/sw-fields.h"
#include "asl/rules/sw-condition.h"
#include "engine/execution/sw-choice.h"
#include "engine/trace/sw-trace-sample.h"

G_BEGIN_DECLS

/* What an expression makes of the data of the last run */
typedef enum
{
  SW_LIVE_NOTHING, /* no expression, or not one whose input is known */
  SW_LIVE_RESULT,  /* the text is the value */
  SW_LIVE_FAILURE, /* the text is why it failed */
} SwLiveKind;

gboolean   sw_field_live_is_expression (const SwField   *field,
                                        SwFieldSet       set,
                                        SwQueryLanguage  language,
                                        const char      *json);
SwLiveKind sw_field_live_try           (const SwField   *field,
                                        SwFieldSet       set,
                                        const SwState   *state,
                                        const char      *json,
                                        const SwSample  *sample,
                                        char           **text);
SwAnswer   sw_condition_live_ask       (const SwCondition *condition,
                                        const SwState     *state,
                                        const SwSample    *sample,
                                        char             **cause);

G_END_DECLS
