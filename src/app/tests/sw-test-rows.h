/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/tests/sw-test-report.h"

G_BEGIN_DECLS

/* Rows of the tests' panel: a test, a part of the definition, a suggestion. */
GtkWidget *sw_test_row_new_result (const SwTestResult  *result);
GtkWidget *sw_test_row_new_part   (const SwTestPart    *part);
GtkWidget *sw_test_row_new_advice (const SwTestAdvice  *advice,
                                   GtkWidget          **add);

G_END_DECLS
