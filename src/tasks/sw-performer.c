/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-performer.h"

/**
 * sw_performer_init:
 * @self: the head of a kind's own structure
 * @kind: its functions; static
 *
 * Makes a performer of a kind, with one reference.
 */
void
sw_performer_init (SwPerformer           *self,
                   const SwPerformerKind *kind)
{
  self->kind = kind;
  g_ref_count_init (&self->count);
}

/**
 * sw_performer_ref:
 *
 * Returns: (transfer full): @self
 */
SwPerformer *
sw_performer_ref (SwPerformer *self)
{
  g_ref_count_inc (&self->count);
  return self;
}

/**
 * sw_performer_unref:
 *
 * Gives up a reference.
 */
void
sw_performer_unref (SwPerformer *self)
{
  if (g_ref_count_dec (&self->count))
    self->kind->free (self);
}

/**
 * sw_performer_perform:
 * @call: the task
 * @output: (out): the result of a task that is done
 * @error: (out) (nullable): error name of one that failed
 * @cause: (out) (nullable): cause of one that failed; or why nobody performs it
 *
 * Has a task performed. Outputs that do not belong to the answer are left empty.
 *
 * Returns: what came of it
 */
SwPerformResult
sw_performer_perform (SwPerformer          *self,
                      SwTaskCall           *call,
                      SwValue              *output,
                      char                **error,
                      char                **cause)
{
  *output = SW_VALUE_INIT;
  *error = NULL;
  *cause = NULL;
  return self->kind->perform (self, call, output, error, cause);
}

/**
 * sw_performer_get_reach:
 *
 * Returns: how far what it does may reach
 */
SwReach
sw_performer_get_reach (SwPerformer *self)
{
  if (self->kind->reach != NULL)
    return self->kind->reach (self);
  return self->kind->describe != NULL ? SW_REACH_COMPUTER : SW_REACH_NOTHING;
}

/**
 * sw_performer_dup_place:
 *
 * Returns: (transfer full) (nullable): where AWS is reached, as far as that is known:
 *   "123456789012 eu-west-1", several with a comma between them
 */
char *
sw_performer_dup_place (SwPerformer *self)
{
  return self->kind->place != NULL ? self->kind->place (self) : NULL;
}

/**
 * sw_performer_reads:
 * @state: a Task
 *
 * Returns: whether what the task is given matters to who performs it
 */
gboolean
sw_performer_reads (SwPerformer   *self,
                    const SwState *state)
{
  return self->kind->reads != NULL && self->kind->reads (self, state);
}

/**
 * sw_performer_get_recovery:
 * @self: (nullable): %NULL: everything is for a person
 * @request: a task that it would perform, or has been performing
 *
 * Returns: what is to become of the task where the program ends in between
 */
SwRecovery
sw_performer_get_recovery (SwPerformer         *self,
                           const SwTaskRequest *request)
{
  if (self == NULL)
    return SW_RECOVERY_NOBODY;
  return self->kind->recover != NULL ? self->kind->recover (self, request) : SW_RECOVERY_UNKNOWN;
}

/**
 * sw_performer_takes_up:
 * @self: (nullable): %NULL: everything is for a person
 * @request: a task that was under way when the program ended
 *
 * Returns: whether it goes on with the task without beginning it anew
 */
gboolean
sw_performer_takes_up (SwPerformer         *self,
                       const SwTaskRequest *request)
{
  SwRecovery recovery;

  if (self != NULL && self->kind->takes_up != NULL)
    return self->kind->takes_up (self, request);
  recovery = sw_performer_get_recovery (self, request);
  return recovery == SW_RECOVERY_GO_ON || recovery == SW_RECOVERY_RESUBMIT;
}

/**
 * sw_performer_stop:
 * @self: (nullable): who would go on with the task
 * @call: of a task whose run is over, and whose job was submitted
 * @stopped: called once, from the main context
 * @data: for @stopped
 *
 * Has a task's job ended with it, as AWS does when an execution is stopped. A live run's performer
 * learns of that by its call; this is for a run that nobody took up.
 *
 * Returns: %FALSE where nobody can: then @stopped is not called, and the job goes on
 */
gboolean
sw_performer_stop (SwPerformer  *self,
                   SwTaskCall   *call,
                   SwJobStopped  stopped,
                   gpointer      data)
{
  return self != NULL && self->kind->stop != NULL && self->kind->stop (self, call, stopped, data);
}

typedef struct
{
  SwPerformer  head;
  SwPerformer *first;
  SwPerformer *second;
} Pair;

static SwPerformResult
pair_perform (SwPerformer         *head,
              SwTaskCall          *call,
              SwValue             *output,
              char               **error,
              char               **cause)
{
  Pair *self = (Pair *) head;
  SwPerformResult result = sw_performer_perform (self->first, call, output, error, cause);

  if (result != SW_PERFORM_NOBODY)
    return result;
  g_clear_pointer (cause, g_free);
  return sw_performer_perform (self->second, call, output, error, cause);
}

static gboolean
pair_reads (SwPerformer   *head,
            const SwState *state)
{
  Pair *self = (Pair *) head;

  return sw_performer_reads (self->first, state) || sw_performer_reads (self->second, state);
}

static SwRecovery
pair_recover (SwPerformer         *head,
              const SwTaskRequest *request)
{
  Pair *self = (Pair *) head;
  SwRecovery recovery = sw_performer_get_recovery (self->first, request);

  return recovery != SW_RECOVERY_NOBODY ? recovery
                                        : sw_performer_get_recovery (self->second, request);
}

/* A call that is taken up goes to the one whose task it is, past the other. */
static gboolean
pair_takes_up (SwPerformer         *head,
               const SwTaskRequest *request)
{
  Pair *self = (Pair *) head;
  gboolean mine = sw_performer_get_recovery (self->first, request) != SW_RECOVERY_NOBODY;

  return sw_performer_takes_up (mine ? self->first : self->second, request);
}

static gboolean
pair_stop (SwPerformer  *head,
           SwTaskCall   *call,
           SwJobStopped  stopped,
           gpointer      data)
{
  Pair *self = (Pair *) head;

  return sw_performer_stop (self->first, call, stopped, data)
         || sw_performer_stop (self->second, call, stopped, data);
}

static SwReach
pair_get_reach (SwPerformer *head)
{
  Pair *self = (Pair *) head;
  SwReach first = sw_performer_get_reach (self->first);
  SwReach second = sw_performer_get_reach (self->second);

  return MAX (first, second);
}

static char *
pair_dup_place (SwPerformer *head)
{
  Pair *self = (Pair *) head;
  char *first = sw_performer_dup_place (self->first);

  return first != NULL ? first : sw_performer_dup_place (self->second);
}

static void
pair_free (SwPerformer *head)
{
  Pair *self = (Pair *) head;

  sw_performer_unref (self->first);
  sw_performer_unref (self->second);
  g_free (self);
}

/**
 * sw_performer_new_pair:
 * @first: is asked first
 * @second: performs what @first leaves
 *
 * Joins two performers.
 *
 * Returns: (transfer full): both as one
 */
SwPerformer *
sw_performer_new_pair (SwPerformer *first,
                       SwPerformer *second)
{
  static const SwPerformerKind kind = {
    .perform = pair_perform,
    .free = pair_free,
    .reads = pair_reads,
    .recover = pair_recover,
    .takes_up = pair_takes_up,
    .stop = pair_stop,
    .reach = pair_get_reach,
    .place = pair_dup_place,
  };
  Pair *self = g_new0 (Pair, 1);

  sw_performer_init (&self->head, &kind);
  self->first = sw_performer_ref (first);
  self->second = sw_performer_ref (second);
  return &self->head;
}
