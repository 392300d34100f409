/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/document/sw-document.h"
#include "asl/rules/sw-condition.h"

G_BEGIN_DECLS

SwState *sw_comparison_live_find_state (SwDocument *document,
                                        const char *pointer);
char *sw_comparison_live_dup (SwDocument        *document,
                              const char        *pointer,
                              const SwCondition *comparison,
                              gboolean          *failed);
char *sw_condition_live_dup  (SwDocument        *document,
                              const char        *pointer,
                              const SwCondition *condition,
                              gboolean          *failed);

G_END_DECLS
