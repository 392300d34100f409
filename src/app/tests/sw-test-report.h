/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "engine/coverage/sw-coverage.h"

G_BEGIN_DECLS

/* SwTestReport: what came of the tests of a document, all in texts: it is made in a thread and
 * shown in another. */

typedef struct
{
  guint  index;   /* in "tests" */
  char  *name;
  gboolean ran;
  gboolean passed;
  char  *message; /* differences, a line each; or NULL */
  char  *test;    /* as it stands in the file, JSON */
} SwTestResult;

/* A test that could be added, or why there is none */
typedef struct
{
  char *what; /* what had no turn, a sentence */
  char *name; /* of the test; or NULL */
  char *test; /* JSON; or NULL */
  char *why;  /* or NULL */
  char *pointer; /* of the state */
} SwTestAdvice;

/* A part of the definition and how often it had its turn */
typedef struct
{
  char  *pointer; /* of the state */
  char  *label;
  guint  hits;
} SwTestPart;

typedef struct
{
  char       *error;    /* why nothing could be run; or NULL */
  GPtrArray  *results;  /* SwTestResult */
  GPtrArray  *parts;    /* SwTestPart */
  GPtrArray  *advice;   /* SwTestAdvice; or NULL: not asked for */
  SwCoverage *coverage; /* or NULL */
  double      percentage;
} SwTestReport;

/* What to run, copied */
typedef struct
{
  char      *definition; /* its text */
  gboolean   yaml;
  char      *tasks;      /* the tasks file's text */
  GFile     *folder;
  char      *machine_name;
  GArray    *only;       /* guint: indexes; NULL: all */
  gboolean   suggest;
} SwTestJob;

SwTestReport *sw_test_report_new  (const SwTestJob *job,
                                   GCancellable    *cancellable);
void          sw_test_report_free (SwTestReport    *self);
void          sw_test_job_free    (SwTestJob       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwTestReport, sw_test_report_free)

G_END_DECLS
