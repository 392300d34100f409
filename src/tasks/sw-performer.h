/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "tasks/sw-task-call.h"

G_BEGIN_DECLS

/* SwPerformer: who performs a task. One table of functions per kind (mock, lambda, aws, http …).
 * Shared by reference count, within one thread. */
typedef struct _SwPerformer SwPerformer;

typedef enum
{
  SW_PERFORM_DONE,     /* *output is set */
  SW_PERFORM_FAILED,   /* *error and *cause are set; either may be NULL */
  SW_PERFORM_PENDING,  /* it keeps the call and will answer through that */
  SW_PERFORM_NOBODY,   /* not mine: ask the next one, at last a person. *cause may say why */
} SwPerformResult;

/* What is to become of a task whose performer was called, when the program ended before the answer
 * came. */
typedef enum
{
  SW_RECOVERY_UNKNOWN, /* nobody can tell whether it was performed: it fails, as on AWS */
  SW_RECOVERY_AGAIN,   /* it may be performed again: it has no effect, or twice does no harm */
  SW_RECOVERY_GO_ON,   /* once its request was submitted, the job is asked for by its id:
                        * sw_task_call_get_submitted(); before that, nobody can tell */
  SW_RECOVERY_NOBODY,  /* not mine: ask the next one, at last a person */
  SW_RECOVERY_RESUBMIT, /* as SW_RECOVERY_GO_ON, and before that it may be submitted again */
  SW_RECOVERY_TOKEN,   /* nobody performs it: it waits for whoever reads its token */
} SwRecovery;

/* Is told what came of stopping a job: whether it is over, as far as the service says. */
typedef void (*SwJobStopped) (gboolean stopped,
                              gpointer data);

/* How far a performer's doing reaches, the farthest last */
typedef enum
{
  SW_REACH_NOTHING,  /* mocks and persons */
  SW_REACH_COMPUTER, /* programs and servers on this computer */
  SW_REACH_NETWORK,  /* addresses elsewhere */
  SW_REACH_AWS,      /* AWS itself, in the person's name and at his cost */
} SwReach;

typedef struct
{
  SwPerformResult (*perform) (SwPerformer          *self,
                              SwTaskCall           *call,
                              SwValue              *output,
                              char                **error,
                              char                **cause);
  void            (*free)    (SwPerformer          *self);
  /* Whether what a state's task is given matters to who performs it; or NULL: it never does, the
   * answers are there beforehand */
  gboolean        (*reads)   (SwPerformer          *self,
                              const SwState        *state);
  /* What it starts or calls, in one line for a person to consent to (sw-trust.h); or NULL: it
   * reaches nothing outside, and needs no consent */
  char           *(*describe) (SwPerformer         *self);
  /* Or NULL: SW_RECOVERY_UNKNOWN */
  SwRecovery      (*recover) (SwPerformer          *self,
                              const SwTaskRequest  *request);
  /* Or NULL: %SW_REACH_COMPUTER of a kind that describes itself, else nothing */
  SwReach         (*reach)   (SwPerformer          *self);
  /* Whether it can be given the call of a task that is under way (sw_task_call_get_phase()); or
   * NULL: where it recovers by %SW_RECOVERY_GO_ON or %SW_RECOVERY_RESUBMIT */
  gboolean        (*takes_up) (SwPerformer         *self,
                               const SwTaskRequest *request);
  /* Ends the job that the call's task has begun (sw_task_call_get_submitted()); FALSE where it
   * cannot, and @stopped is not called. Or NULL: it begins no jobs */
  gboolean        (*stop)    (SwPerformer          *self,
                              SwTaskCall           *call,
                              SwJobStopped          stopped,
                              gpointer              data);
  /* Why the code it runs may be somebody else's, for a person (sw-safe-tree.h), or NULL; the member
   * too: it runs none of the person's own */
  char           *(*danger)  (SwPerformer          *self);
  /* Where %SW_REACH_AWS is: account and region, in short; or NULL: nothing more is to say */
  char           *(*place)   (SwPerformer          *self);
} SwPerformerKind;

/* The head of every kind's own structure */
struct _SwPerformer
{
  const SwPerformerKind *kind;
  grefcount              count;
};

void             sw_performer_init    (SwPerformer            *self,
                                       const SwPerformerKind  *kind);
SwPerformer     *sw_performer_ref     (SwPerformer            *self);
void             sw_performer_unref   (SwPerformer            *self);
SwPerformer     *sw_performer_new_pair (SwPerformer           *first,
                                        SwPerformer           *second);
SwPerformResult  sw_performer_perform (SwPerformer            *self,
                                       SwTaskCall             *call,
                                       SwValue                *output,
                                       char                  **error,
                                       char                  **cause);
SwReach          sw_performer_get_reach (SwPerformer          *self);
char            *sw_performer_dup_place (SwPerformer          *self);
gboolean         sw_performer_reads   (SwPerformer            *self,
                                       const SwState          *state);
SwRecovery       sw_performer_get_recovery (SwPerformer         *self,
                                            const SwTaskRequest *request);
gboolean         sw_performer_takes_up (SwPerformer           *self,
                                        const SwTaskRequest   *request);
gboolean         sw_performer_stop    (SwPerformer            *self,
                                       SwTaskCall             *call,
                                       SwJobStopped            stopped,
                                       gpointer                data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwPerformer, sw_performer_unref)

G_END_DECLS
