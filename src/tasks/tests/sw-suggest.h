/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/tests/sw-test-suite.h"

G_BEGIN_DECLS

/* Tests for what no test comes by: inputs and mocks that are worked out from the Choices'
 * conditions and tried before they are offered. */

/* What is said of a part of the definition that had no turn */
typedef struct
{
  SwCoverageItem item; /* of the coverage's model */
  SwValue        test; /* a test that comes by it, as it stands in a tasks file; undefined: none */
  char          *name; /* of the test; or NULL */
  guint          gain; /* parts that it is the first to come by */
  char          *why;  /* why there is none, a sentence; or NULL */
} SwSuggestion;

GPtrArray *sw_suggest          (SwTestSuite  *suite,
                                SwCoverage   *covered,
                                GCancellable *cancellable);
void       sw_suggestion_free  (SwSuggestion *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwSuggestion, sw_suggestion_free)

G_END_DECLS
