/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/durable/sw-durable.h"

G_BEGIN_DECLS

#define LAMBDA "arn:aws:lambda:us-east-1:123456789012:function:f"
#define ACTIVITY "arn:aws:states:us-east-1:123456789012:activity:a"
#define TOKEN "arn:aws:states:::sqs:sendMessage.waitForTaskToken"
/* Definitions of one state that waits */
#define WAIT                                                                                       \
  "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Wait\", \"Seconds\": 3600, "              \
  "\"End\": true}}}"
#define TIMEOUT                                                                                    \
  "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Task\", \"Resource\": \"" ACTIVITY        \
  "\", \"TimeoutSeconds\": 700, \"End\": true}}}"

/* A store in a folder of its own, and a durable run in it; its tasks are performed by a script (see
 * script-performer.h). */
typedef struct
{
  char        *folder;
  char        *path;
  SwStore     *store;
  SwPerformer *performer;
  SwRunner    *runner;
} ResumeFixture;

typedef void (*ResumeTestFunc) (ResumeFixture *self,
                                gconstpointer  data);

void       resume_add            (const char               *group,
                                  const char               *name,
                                  gconstpointer             data,
                                  ResumeTestFunc            run);
void       resume_restart        (ResumeFixture            *self);
void       resume_settle         (ResumeFixture            *self);
SwProgram *resume_compile        (const char               *text);
void       resume_set_performer  (ResumeFixture            *self,
                                  const char               *row);
void       resume_begin          (ResumeFixture            *self,
                                  const char               *definition,
                                  const SwExecutionOptions *options);
void       resume_take_up        (ResumeFixture            *self);
void       resume_interrupt      (ResumeFixture            *self);
char      *resume_dup_definition (const char               *resource);
void       resume_check_aborted  (ResumeFixture            *self,
                                  const char               *cause);
guint      resume_count_events   (ResumeFixture            *self);
char      *resume_dup_events     (ResumeFixture            *self);

G_END_DECLS
