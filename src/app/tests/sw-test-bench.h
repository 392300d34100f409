/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/document/sw-document.h"
#include "app/tests/sw-test-report.h"

G_BEGIN_DECLS

/* SwTestBench: the tests beside a document: runs them in a thread, also on each change of the
 * document or of the tasks file where that is wished, and writes them. The newest wish counts.
 *
 * Properties
 *   running    whether tests run; read-only
 *   on-change  whether they run by themselves when something has changed
 * Signal
 *   changed    there is a new report */
#define SW_TYPE_TEST_BENCH (sw_test_bench_get_type ())
G_DECLARE_FINAL_TYPE (SwTestBench, sw_test_bench, SW, TEST_BENCH, GObject)

SwTestBench        *sw_test_bench_new        (SwDocument   *document);
const SwTestReport *sw_test_bench_get_report (SwTestBench  *self);
GFile              *sw_test_bench_get_file   (SwTestBench  *self);
SwTree             *sw_test_bench_load       (SwTestBench  *self,
                                              GError      **error);
void                sw_test_bench_run        (SwTestBench  *self);
void                sw_test_bench_run_failed (SwTestBench  *self);
void                sw_test_bench_suggest    (SwTestBench  *self);
gboolean            sw_test_bench_write      (SwTestBench  *self,
                                              int           index,
                                              SwValue       test,
                                              GError      **error);
gboolean            sw_test_bench_remove     (SwTestBench  *self,
                                              guint         index,
                                              GError      **error);

G_END_DECLS
