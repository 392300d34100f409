/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/execution/sw-execution.h"
#include "json/tree/sw-tree.h"
#include "tasks/mocks/sw-mock-config.h"

G_BEGIN_DECLS

/* SwTestCase: an element of "tests" in NAME.tasks.json: a run, and what is to come of it. All but
 * "name" may be left out:
 *
 *   { "name": "A small order is shipped",
 *     "comment": "for whoever reads it",
 *     "input": "Small order",                  one of "inputs"; or the input itself, unless a text
 *     "case": "HappyPath",                     of MockConfigFile.json
 *     "mocks": { "Pay": { "0": { "Return": { "paid": true } },
 *                         "1-2": { "Throw": { "Error": "Busy", "Cause": "Try later" } } } },
 *     "type": "EXPRESS",                       else STANDARD
 *     "environment": "test",                   whose values ${placeholders} get
 *     "substitutions": { "Table": "orders" },  and these before them
 *     "start": "2030-05-01T08:00:00Z",         of the virtual clock; else SW_TEST_START
 *     "expect": {
 *       "status": "SUCCEEDED",                 else SUCCEEDED, or a failure where one is described
 *       "output": { "shipped": true },         all of it
 *       "outputIncludes": { "shipped": true }, parts of it: see SW_COMPARE_PARTS
 *       "outputCondition": "total > 0",        JSONata, or an array of such; `$` is the output
 *       "error": "Shop.Closed",
 *       "cause": "It is Sunday",
 *       "causeLike": "*Sunday*",               with * and ?
 *       "path": ["Check", "Pay", "Ship"],      states of the machine's own level, as they are
 *       entered "passes": ["Pay"],                     states that are entered, at any level
 *       "avoids": ["Refund"],                  and states that are not "calls": { "Pay": 1, "Poll":
 *       { "min": 2, "max": 5 } } } }
 *
 * A call of a state is a request of its task, retries counted; of a state without task, that it is
 * entered. States are named plainly or, where two have one name, by their path "Outer/Inner".
 * What "mocks" does not name, the mock case answers. Belongs to one thread at a time. */

/* When a run begins unless the test says otherwise: 2025-01-01T00:00:00Z, in microseconds. The same
 * for all, so that a test gives the same result on every day. */
#define SW_TEST_START (G_GINT64_CONSTANT (1735689600) * G_USEC_PER_SEC)

typedef struct
{
  char  *state;
  guint  least;
  guint  most; /* G_MAXUINT: any number */
} SwTestCount;

typedef struct
{
  gboolean           ends; /* `status` is said; else any failure will do */
  SwExecutionStatus  status;
  SwValue            output;     /* undefined: anything */
  SwValue            includes;   /* likewise */
  char             **conditions; /* JSONata without braces, or NULL */
  char              *error;      /* or NULL; so are the next */
  char              *cause;
  char              *cause_like;
  char             **path;
  char             **passes;
  char             **avoids;
  GArray            *counts;     /* SwTestCount, or NULL */
} SwTestExpectation;

typedef struct
{
  guint              index;   /* in "tests" */
  SwSpan             span;    /* in the tasks file */
  char              *name;
  SwValue            input;   /* undefined: {} */
  char              *mock_case;
  SwMockConfig      *mocks;   /* or NULL */
  gboolean           express;
  gboolean           broken;  /* it could not be read whole */
  char              *environment;
  SwValue            substitutions;
  gint64             start;   /* microseconds since the epoch */
  SwTestExpectation  expect;
} SwTestCase;

GPtrArray   *sw_test_cases_read       (SwTree           *tasks,
                                       GPtrArray        *problems);
void         sw_test_check_names      (const SwTestCase *test,
                                       const SwModel    *model,
                                       SwTree           *tasks,
                                       GPtrArray        *problems);
SwTestCase  *sw_test_case_new         (void);
void         sw_test_case_free        (SwTestCase       *self);
SwPerformer *sw_test_case_new_mocks   (const SwTestCase *self);
char        *sw_state_dup_path        (const SwState    *state);
gboolean     sw_state_is_named        (const SwState    *state,
                                       const char       *name);

/* A problem of the tasks file's "tests" */
#define SW_TEST_INVALID "SW_TEST_INVALID"

/* Name of the machine and the case that "mocks" make of a SwMockConfig */
#define SW_TEST_MOCKS "mocks"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwTestCase, sw_test_case_free)

G_END_DECLS
