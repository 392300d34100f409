/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/tests/sw-test-suite.h"

G_BEGIN_DECLS

/* What the files that compare share */
typedef struct
{
  SwTestOutcome           *outcome;
  const SwTestExpectation *expect;
  SwTree                  *tasks;
  const SwExecution       *execution;
  const SwHistory         *history;
} SwTestCheck;

/* sw-test-compare.c */
void sw_test_compare      (SwTestOutcome     *outcome,
                           SwTree            *tasks);
void sw_test_check_report (const SwTestCheck *self,
                           const char        *what,
                           const char        *pointer,
                           SwValue            wanted,
                           SwValue            got,
                           const char        *format,
                           ...) G_GNUC_PRINTF (6, 7);

/* sw-test-compare-states.c */
void sw_test_check_path   (const SwTestCheck *self);
void sw_test_check_states (const SwTestCheck *self);
void sw_test_check_counts (const SwTestCheck *self);

G_END_DECLS
