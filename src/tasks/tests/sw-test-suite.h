/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/runner/sw-runner.h"
#include "tasks/sw-tasks-file.h"
#include "tasks/tests/sw-test-case.h"

G_BEGIN_DECLS

/* SwTestSuite: a definition with the tests of its tasks file, compiled and ready to run. It needs
 * no main context, and belongs to one thread at a time with all that comes of it. */
typedef struct _SwTestSuite SwTestSuite;

/* Everything from outside; all of it may be left out */
typedef struct
{
  const char *machine_name;  /* of the executions */
  const char *environment;   /* whose values placeholders get, before the one that the file chooses;
                              * a test's own goes before it */
  SwValue     substitutions; /* object: values before those of the file; a test's own go before them */
} SwTestOptions;

/* One thing that did not come as the test expects it */
typedef struct
{
  char    *what;    /* member of "expect": "output"; "run" where the run did not come to an end */
  char    *pointer; /* where in the run's output, or in the member; "": as a whole */
  SwSpan   span;    /* in the tasks file: what was expected, or the test */
  char    *message; /* the whole, in one line */
  SwValue  wanted;  /* undefined where there is none */
  SwValue  got;     /* likewise */
} SwTestDifference;

/* What came of a test */
typedef struct
{
  const SwTestCase *test;        /* of the suite, or its own */
  SwTestCase       *own;         /* one that stands in no file; or NULL */
  gboolean          passed;
  GPtrArray        *differences; /* SwTestDifference; empty where it passed */
  SwRunner         *runner;      /* the run; its program lives with it */
  double            seconds;     /* that it took here; in the virtual clock it may be a year */
} SwTestOutcome;

SwTestSuite   *sw_test_suite_new            (SwTree              *definition,
                                             SwTree              *tasks,
                                             GFile               *folder,
                                             const SwTestOptions *options,
                                             GError             **error);
void           sw_test_suite_free           (SwTestSuite         *self);
SwTree        *sw_test_suite_get_tasks      (SwTestSuite         *self);
SwTasksFile   *sw_test_suite_get_file       (SwTestSuite         *self);
GPtrArray     *sw_test_suite_get_problems   (SwTestSuite         *self);
GPtrArray     *sw_test_suite_get_cases      (SwTestSuite         *self);
SwProgram     *sw_test_suite_get_program    (SwTestSuite         *self,
                                             const SwTestCase    *test);
SwTestOutcome *sw_test_suite_run            (SwTestSuite         *self,
                                             const SwTestCase    *test,
                                             GCancellable        *cancellable);
SwTestOutcome *sw_test_suite_try            (SwTestSuite         *self,
                                             SwValue              test,
                                             guint64              limit,
                                             GCancellable        *cancellable);
void           sw_test_outcome_expect       (const SwTestOutcome *self,
                                             SwValue             *test);
SwCoverage    *sw_test_suite_new_coverage   (SwTestSuite         *self);
void           sw_test_outcome_add_coverage (const SwTestOutcome *self,
                                             SwCoverage          *coverage);
void           sw_test_outcome_free         (SwTestOutcome       *self);
void           sw_test_difference_free      (SwTestDifference    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwTestSuite, sw_test_suite_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwTestOutcome, sw_test_outcome_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwTestDifference, sw_test_difference_free)

G_END_DECLS
