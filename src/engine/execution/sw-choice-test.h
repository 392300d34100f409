/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/execution/sw-choice.h"
#include "engine/program/sw-program-private.h"

G_BEGIN_DECLS

/* What a test of a Choice's rule sees: its paths and its Condition are evaluated by whoever
 * asks. */
typedef struct _SwTestScope SwTestScope;
struct _SwTestScope
{
  gboolean (*evaluate) (const SwTestScope *scope,
                        const SwFormula   *formula,
                        SwValue           *value); /* out, owned; FALSE: `failure` says why */
  SwFailure *failure;
};

SwAnswer sw_test_ask (const SwTestScope *scope,
                      const SwTest      *tested);

G_END_DECLS
