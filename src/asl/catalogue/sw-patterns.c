/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/catalogue/sw-patterns.h"

#include "asl/sw-text-private.h"

#include <glib/gi18n.h>

/* As in sw-stencils.c, the texts are JSON with ' for ". What leads on from a block ends in it; a
 * Fail is an end of its own. */

#define ACCOUNT "us-east-1:123456789012"
#define LAMBDA "'Type': 'Task', 'Resource': 'arn:aws:lambda:" ACCOUNT ":function:FUNCTION_NAME'"
#define TOPIC "'TopicArn': 'arn:aws:sns:" ACCOUNT ":TOPIC_NAME'"
#define PUBLISH "'Type': 'Task', 'Resource': 'arn:aws:states:::sns:publish'"
#define ASK \
  "'Type': 'Task', 'Resource': 'arn:aws:states:::sns:publish.waitForTaskToken'," \
  " 'TimeoutSeconds': 86400"
#define RETRY \
  "'Retry': [{ 'ErrorEquals': ['States.ALL'], 'IntervalSeconds': 2, 'MaxAttempts': 3," \
  " 'BackoffRate': 2, 'JitterStrategy': 'FULL' }]"

/* Catchers that keep the error: beside the input, or in its place */
#define CATCH(next, keep) \
  "'Catch': [{ 'ErrorEquals': ['States.ALL'], " keep ", 'Next': '" next "' }]"
#define BESIDE "'ResultPath': '$.error'"
#define INSTEAD "'Output': '{% $states.errorOutput %}'"
#define MERGED "'Output': '{% $merge([$states.input, { \\'error\\': $states.errorOutput }]) %}'"
#define FAIL(error, cause) "{ 'Type': 'Fail', 'Error': '" error "', 'Cause': '" cause "' }"

#define ALARM(keep, arguments) \
  "{ 'StartAt': 'Do Work', 'States': {" \
  " 'Do Work': { " LAMBDA ", " RETRY ", " CATCH ("Raise Alarm", keep) ", 'End': true }," \
  " 'Raise Alarm': { " PUBLISH ", " arguments ", 'Next': 'Work Failed' }," \
  " 'Work Failed': " FAIL ("WorkFailed", "The work failed after all retries.") " } }"

#define SAGA(keep) \
  "{ 'StartAt': 'Reserve', 'States': {" \
  " 'Reserve': { " LAMBDA ", " RETRY ", " CATCH ("Order Failed", keep) ", 'Next': 'Pay' }," \
  " 'Pay': { " LAMBDA ", " RETRY ", " CATCH ("Cancel Reservation", keep) ", 'Next': 'Ship' }," \
  " 'Ship': { " LAMBDA ", " RETRY ", " CATCH ("Refund", keep) ", 'End': true }," \
  " 'Refund': { " LAMBDA ", " RETRY ", 'Next': 'Cancel Reservation' }," \
  " 'Cancel Reservation': { " LAMBDA ", " RETRY ", 'Next': 'Order Failed' }," \
  " 'Order Failed': " FAIL ("OrderFailed", "What was done has been undone.") " } }"

#define APPROVAL(arguments, rule) \
  "{ 'StartAt': 'Ask for Approval', 'States': {" \
  " 'Ask for Approval': { " ASK ", " arguments ", 'Next': 'Approved?' }," \
  " 'Approved?': { 'Type': 'Choice', 'Choices': [{ " rule ", 'Next': 'Go Ahead' }]," \
  "   'Default': 'Rejected' }," \
  " 'Go Ahead': { 'Type': 'Pass', 'End': true }," \
  " 'Rejected': " FAIL ("Rejected", "The request was not approved.") " } }"

#define BRANCH(name) \
  "{ 'StartAt': '" name "', 'States': { '" name "': { " LAMBDA ", 'End': true } } }"
#define FAN_OUT(gather) \
  "{ 'StartAt': 'Fan Out', 'States': {" \
  " 'Fan Out': { 'Type': 'Parallel', 'Branches': [" BRANCH ("First Part") ", " \
  BRANCH ("Second Part") "]," \
  "   " gather ", 'Next': 'Use Both Parts' }," \
  " 'Use Both Parts': { " LAMBDA ", 'End': true } } }"

#define BATCHES(items) \
  "{ 'StartAt': 'For Each Batch', 'States': {" \
  " 'For Each Batch': { 'Type': 'Map', " items ", 'ItemBatcher': { 'MaxItemsPerBatch': 10 }," \
  "   'MaxConcurrency': 5, 'ItemProcessor': {" \
  "     'ProcessorConfig': { 'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD' }," \
  "     'StartAt': 'Process Batch', 'States': {" \
  "       'Process Batch': { " LAMBDA ", " RETRY ", 'End': true } }" \
  "   }, 'End': true } } }"

#define POLL(done, failed) \
  "{ 'StartAt': 'Start Job', 'States': {" \
  " 'Start Job': { " LAMBDA ", 'Next': 'Wait for Job' }," \
  " 'Wait for Job': { 'Type': 'Wait', 'Seconds': 30, 'Next': 'Get Job Status' }," \
  " 'Get Job Status': { " LAMBDA ", " RETRY ", 'Next': 'Job Done?' }," \
  " 'Job Done?': { 'Type': 'Choice', 'Choices': [{ " done ", 'Next': 'Job Succeeded' }," \
  "   { " failed ", 'Next': 'Job Failed' }], 'Default': 'Wait for Job' }," \
  " 'Job Succeeded': { 'Type': 'Pass', 'End': true }," \
  " 'Job Failed': " FAIL ("JobFailed", "The job has failed.") " } }"

static const SwStencil table[] = {
  { .id = "pattern/retry-alarm", .label = N_ ("Retry with Alarm"), .type = SW_STATE_TASK,
    .jsonpath = ALARM (BESIDE, "'Parameters': { " TOPIC
                               ", 'Message.$': 'States.JsonToString($.error)' }"),
    .jsonata = ALARM (INSTEAD, "'Arguments': { " TOPIC
                               ", 'Message': '{% $string($states.input) %}' }"),
    .help = N_ ("Tries work again with growing pauses, and tells a topic when it fails for good.") },
  { .id = "pattern/saga", .label = N_ ("Saga"), .type = SW_STATE_CHOICE,
    .jsonpath = SAGA (BESIDE), .jsonata = SAGA (MERGED),
    .help = N_ ("Does step after step; when one fails, undoes those before it.") },
  { .id = "pattern/approval", .label = N_ ("Human Approval"), .type = SW_STATE_TASK,
    .jsonpath = APPROVAL ("'Parameters': { " TOPIC ", 'Message': { 'Request.$': '$',"
                          " 'TaskToken.$': '$$.Task.Token' } }",
                          "'Variable': '$.approved', 'BooleanEquals': true"),
    .jsonata = APPROVAL ("'Arguments': { " TOPIC ", 'Message': { 'Request': '{% $states.input %}',"
                         " 'TaskToken': '{% $states.context.Task.Token %}' } }",
                         "'Condition': '{% $states.input.approved = true %}'"),
    .help = N_ ("Waits until a person returns the task token, with “approved” true or false.") },
  { .id = "pattern/fan-out", .label = N_ ("Fan Out and Gather"), .type = SW_STATE_PARALLEL,
    .jsonpath = FAN_OUT ("'ResultSelector': { 'first.$': '$[0]', 'second.$': '$[1]' }"),
    .jsonata = FAN_OUT ("'Output': { 'first': '{% $states.result[0] %}',"
                        " 'second': '{% $states.result[1] %}' }"),
    .help = N_ ("Works on parts at the same time, and goes on with all their results.") },
  { .id = "pattern/batches", .label = N_ ("Iterate in Batches"), .type = SW_STATE_MAP,
    .jsonpath = BATCHES ("'ItemsPath': '$.items'"),
    .jsonata = BATCHES ("'Items': '{% $states.input.items %}'"),
    .help = N_ ("Works through a long list, ten items at a time.") },
  { .id = "pattern/poll", .label = N_ ("Poll Until Done"), .type = SW_STATE_WAIT,
    .jsonpath = POLL ("'Variable': '$.status', 'StringEquals': 'SUCCEEDED'",
                      "'Variable': '$.status', 'StringEquals': 'FAILED'"),
    .jsonata = POLL ("'Condition': '{% $states.input.status = \\'SUCCEEDED\\' %}'",
                     "'Condition': '{% $states.input.status = \\'FAILED\\' %}'"),
    .help = N_ ("Starts a job and asks how it stands until it has ended.") },
};

static SwStencil *
make_patterns (void)
{
  SwStencil *patterns = g_memdup2 (table, sizeof table);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      patterns[i].name = patterns[i].label;
      patterns[i].jsonpath = sw_text_expand (patterns[i].jsonpath);
      patterns[i].jsonata = sw_text_expand (patterns[i].jsonata);
    }

  return patterns;
}

/**
 * sw_patterns_get_all:
 * @count: (out): how many there are
 *
 * Returns: (transfer none) (array length=count): the ready-made blocks. Their texts are state
 * machines, which stand-ins make valid at once
 */
const SwStencil *
sw_patterns_get_all (guint *count)
{
  static SwStencil *patterns = NULL;

  g_return_val_if_fail (count != NULL, NULL);

  if (g_once_init_enter_pointer (&patterns))
    g_once_init_leave_pointer (&patterns, make_patterns ());
  *count = G_N_ELEMENTS (table);

  return patterns;
}

/**
 * sw_patterns_contain:
 * @stencil: a stencil
 *
 * Returns: whether it is a ready-made block, whose texts are state machines, and not one state
 */
gboolean
sw_patterns_contain (const SwStencil *stencil)
{
  guint count;
  const SwStencil *all = sw_patterns_get_all (&count);

  for (guint i = 0; i < count; i++)
    if (stencil == &all[i])
      return TRUE;

  return FALSE;
}
