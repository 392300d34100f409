/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/sw-objects.h"
#include "tasks/sw-task-use.h"
#include "tasks/sw-tasks-file.h"

G_BEGIN_DECLS

/* One element of "tasks"; a matcher that is NULL matches everything */
typedef struct
{
  GPatternSpec    *state;     /* the state's name, or its path "Outer/Inner" */
  GPatternSpec    *resource;  /* the ARN in the definition */
  GPatternSpec    *function;  /* a Lambda function's name, without qualifier */
  const SwTaskUse *use;
  SwPerformer     *performer; /* or NULL: nobody but a person */
  gboolean         idempotent; /* performing a task of it twice does no harm */
} SwTaskRow;

struct _SwTasksFile
{
  grefcount     count;
  SwMockConfig *mocks;     /* or NULL */
  GFile        *folder;    /* where it lies, or NULL */
  char         *stem;      /* "order" of order.tasks.json, or NULL */
  char         *machine;   /* in the mock file, or NULL */
  char         *test_case; /* likewise */
  GArray       *rows;      /* SwTaskRow */
  SwValue       document;  /* payloads come from here: json-glib would change numbers and U+0000 */
  SwObjects    *objects;   /* or NULL */
  GFile        *file;      /* or NULL: it came from a text */
  GBytes       *bytes;     /* what was read: consent is for exactly that */
  gboolean      allowed;   /* for this once */
};

G_END_DECLS
