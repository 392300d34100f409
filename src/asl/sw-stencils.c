/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/sw-ops.h"
#include "json/sw-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* The palette. Names and defaults are those of AWS's own designer, as the public definitions made
 * with it show them. What it leaves open (a function, a queue …) is filled with a well-formed
 * stand-in, so that a new state is valid at once.
 *
 * The texts are JSON with ' for ", for the reader's sake; they are expanded once. "" as StartAt or
 * Next marks a place where a state is still to be dropped. */

#define RETRY_LAMBDA \
  "'Retry': [{ 'ErrorEquals': ['Lambda.ServiceException', 'Lambda.AWSLambdaException'," \
  " 'Lambda.SdkClientException', 'Lambda.TooManyRequestsException']," \
  " 'IntervalSeconds': 1, 'MaxAttempts': 3, 'BackoffRate': 2, 'JitterStrategy': 'FULL' }]"

#define ACCOUNT "us-east-1:123456789012"
#define FUNCTION "'arn:aws:lambda:" ACCOUNT ":function:FUNCTION_NAME'"
#define TOPIC "'arn:aws:sns:" ACCOUNT ":TOPIC_NAME'"
#define QUEUE "'https://sqs.us-east-1.amazonaws.com/123456789012/QUEUE_NAME'"
#define MACHINE "'arn:aws:states:" ACCOUNT ":stateMachine:STATE_MACHINE_NAME'"
#define CONNECTION                                                                                 \
  "'arn:aws:events:" ACCOUNT ":connection/NAME/00000000-0000-0000-0000-000000000000'"
#define EMPTY_SCOPE "'StartAt': '', 'States': {}"
#define ENTRY "{ 'Column': { 'S': 'MyEntry' } }"
#define TABLE "'TableName': 'MyDynamoDBTable'"
#define UPDATE \
  "'UpdateExpression': 'SET MyKey = :myValueRef'," \
  " 'ExpressionAttributeValues': { ':myValueRef': { 'S': 'MyValue' } }"
#define EVENT \
  "{ 'Detail': { 'Message': 'Hello from Step Functions!' }, 'DetailType': 'MyDetailType'," \
  " 'EventBusName': 'MyEventBusName', 'Source': 'MySource' }"
#define CHILD_INPUT                                                                                \
  "'StatePayload': 'Hello from Step Functions!', 'AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID"

#define BOTH(text) text, text
/* A service integration whose parameters hold no expression: the same in both languages but for the
 * member's name */
#define TASK(resource, parameters)                                                                 \
  "{ 'Type': 'Task', 'Resource': 'arn:aws:states:::" resource "', 'Parameters': { " parameters     \
  " } }",                                                                                          \
      "{ 'Type': 'Task', 'Resource': 'arn:aws:states:::" resource "', 'Arguments': { " parameters  \
      " } }"
#define TASK2(resource, parameters, arguments)                                                     \
  "{ 'Type': 'Task', 'Resource': 'arn:aws:states:::" resource "', 'Parameters': { " parameters     \
  " } }",                                                                                          \
      "{ 'Type': 'Task', 'Resource': 'arn:aws:states:::" resource "', 'Arguments': { " arguments   \
      " } }"

static SwStencil stencils[] = {
  /* Flow */
  { "Task", N_ ("Task"), SW_STATE_TASK, "Task",
    BOTH ("{ 'Type': 'Task', 'Resource': " FUNCTION " }") },
  { "Pass", N_ ("Pass"), SW_STATE_PASS, "Pass", BOTH ("{ 'Type': 'Pass' }") },
  { "Choice", N_ ("Choice"), SW_STATE_CHOICE, "Choice",
    "{ 'Type': 'Choice', 'Choices': [{ 'Variable': '$.value', 'IsPresent': true, 'Next': '' }] }",
    "{ 'Type': 'Choice', 'Choices': ["
    "{ 'Condition': '{% $exists($states.input.value) %}', 'Next': '' }] }" },
  { "Parallel", N_ ("Parallel"), SW_STATE_PARALLEL, "Parallel",
    BOTH ("{ 'Type': 'Parallel', 'Branches': [{ " EMPTY_SCOPE " }, { " EMPTY_SCOPE " }] }") },
  { "Map", N_ ("Map"), SW_STATE_MAP, "Map",
    BOTH ("{ 'Type': 'Map', 'ItemProcessor': {"
          " 'ProcessorConfig': { 'Mode': 'INLINE' }, " EMPTY_SCOPE " } }") },
  { "Wait", N_ ("Wait"), SW_STATE_WAIT, "Wait", BOTH ("{ 'Type': 'Wait', 'Seconds': 5 }") },
  { "Succeed", N_ ("Success"), SW_STATE_SUCCEED, "Success", BOTH ("{ 'Type': 'Succeed' }") },
  { "Fail", N_ ("Fail"), SW_STATE_FAIL, "Fail", BOTH ("{ 'Type': 'Fail' }") },
  /* Actions */
  { "lambda:invoke", N_ ("AWS Lambda Invoke"), SW_STATE_TASK, "Lambda Invoke",
    "{ 'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'OutputPath': '$.Payload',"
    " 'Parameters': { 'Payload.$': '$', 'FunctionName': " FUNCTION " }, " RETRY_LAMBDA " }",
    "{ 'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke',"
    " 'Output': '{% $states.result.Payload %}',"
    " 'Arguments': { 'FunctionName': " FUNCTION
    ", 'Payload': '{% $states.input %}' }, " RETRY_LAMBDA " }" },
  { "sns:publish", N_ ("Amazon SNS Publish"), SW_STATE_TASK, "SNS Publish",
    TASK2 ("sns:publish",
           "'Message.$': '$', 'TopicArn': " TOPIC,
           "'Message': '{% $states.input %}', 'TopicArn': " TOPIC) },
  { "sqs:sendMessage", N_ ("Amazon SQS SendMessage"), SW_STATE_TASK, "SQS SendMessage",
    TASK2 ("sqs:sendMessage",
           "'MessageBody.$': '$', 'QueueUrl': " QUEUE,
           "'MessageBody': '{% $states.input %}', 'QueueUrl': " QUEUE) },
  { "dynamodb:getItem", N_ ("DynamoDB GetItem"), SW_STATE_TASK, "DynamoDB GetItem",
    TASK ("dynamodb:getItem", TABLE ", 'Key': " ENTRY) },
  { "dynamodb:putItem", N_ ("DynamoDB PutItem"), SW_STATE_TASK, "DynamoDB PutItem",
    TASK ("dynamodb:putItem", TABLE ", 'Item': " ENTRY) },
  { "dynamodb:updateItem", N_ ("DynamoDB UpdateItem"), SW_STATE_TASK, "DynamoDB UpdateItem",
    TASK ("dynamodb:updateItem", TABLE ", 'Key': " ENTRY ", " UPDATE) },
  { "dynamodb:deleteItem", N_ ("DynamoDB DeleteItem"), SW_STATE_TASK, "DynamoDB DeleteItem",
    TASK ("dynamodb:deleteItem", TABLE ", 'Key': " ENTRY) },
  { "events:putEvents", N_ ("EventBridge PutEvents"), SW_STATE_TASK, "PutEvents",
    TASK ("events:putEvents", "'Entries': [" EVENT "]") },
  { "states:startExecution", N_ ("Step Functions StartExecution"), SW_STATE_TASK,
    "Step Functions StartExecution",
    TASK2 ("states:startExecution.sync:2",
           "'StateMachineArn': " MACHINE ", 'Input': { " CHILD_INPUT ".$': '$$.Execution.Id' }",
           "'StateMachineArn': " MACHINE ", 'Input': { " CHILD_INPUT
           "': '{% $states.context.Execution.Id %}' }") },
  { "http:invoke", N_ ("Call HTTPS APIs"), SW_STATE_TASK, "Call HTTPS APIs",
    TASK ("http:invoke",
          "'ApiEndpoint': 'https://example.com/', 'Method': 'GET',"
          " 'InvocationConfig': { 'ConnectionArn': " CONNECTION " }") },
};

/* The document a new machine begins with: QueryLanguage first, where it is not the default. */
static const char *const new_documents[] = {
  [SW_QUERY_JSONPATH] = "{ 'Comment': 'A description of my state machine', " EMPTY_SCOPE " }",
  [SW_QUERY_JSONATA] = "{ 'QueryLanguage': 'JSONata',"
                       " 'Comment': 'A description of my state machine', " EMPTY_SCOPE " }",
};

/* ' for ", and two spaces of indent */
static char *
expand (const char *text)
{
  g_autofree char *quoted = g_strdelimit (g_strdup (text), "'", '"');
  g_auto (SwValue) value = SW_VALUE_INIT;
  gboolean valid = sw_value_from_text (quoted, -1, SW_TEXT_DEFAULT, &value, NULL);

  g_assert (valid);

  return sw_value_to_text (value, SW_TEXT_PRETTY, NULL);
}

/**
 * sw_stencils_get_all:
 * @count: (out): how many there are
 *
 * Returns: (transfer none) (array length=count): the palette: first the eight states, then the
 * actions. The texts of the states have two spaces of indent
 */
const SwStencil *
sw_stencils_get_all (guint *count)
{
  static gsize expanded = 0;

  if (g_once_init_enter (&expanded))
    {
      for (guint i = 0; i < G_N_ELEMENTS (stencils); i++)
        {
          stencils[i].jsonpath = expand (stencils[i].jsonpath);
          stencils[i].jsonata = expand (stencils[i].jsonata);
        }
      g_once_init_leave (&expanded, 1);
    }

  *count = G_N_ELEMENTS (stencils);

  return stencils;
}

/**
 * sw_stencils_find:
 * @id: a stencil's id: a state type ("Pass"), or service:action ("lambda:invoke")
 *
 * Returns: (transfer none) (nullable): the stencil
 */
const SwStencil *
sw_stencils_find (const char *id)
{
  guint n_stencils;
  const SwStencil *all = sw_stencils_get_all (&n_stencils);

  for (guint i = 0; i < n_stencils; i++)
    if (strcmp (all[i].id, id) == 0)
      return &all[i];

  return NULL;
}

/**
 * sw_ops_dup_new_document:
 * @language: what the states will be written in; AWS's designer begins with JSONata
 *
 * Returns: (transfer full): the text of a state machine without states
 */
char *
sw_ops_dup_new_document (SwQueryLanguage language)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (language <= SW_QUERY_JSONATA, NULL);

  text = expand (new_documents[language]);

  return g_strconcat (text, "\n", NULL);
}
