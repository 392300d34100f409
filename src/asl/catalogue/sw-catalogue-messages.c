/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/catalogue/sw-catalogue-private.h"

#include <glib/gi18n.h>

/* Messages, events, other state machines, and HTTP. Which parameters are required is what the
 * services' own API models say; the defaults are those of AWS's designer. */

#define TOPIC "'TopicArn': 'arn:aws:sns:" ACCOUNT ":TOPIC_NAME'"
#define QUEUE "'QueueUrl': 'https://sqs.us-east-1.amazonaws.com/123456789012/QUEUE_NAME'"
#define MACHINE "'StateMachineArn': 'arn:aws:states:" ACCOUNT ":stateMachine:STATE_MACHINE_NAME'"
#define CONNECTION \
  "'arn:aws:events:" ACCOUNT ":connection/NAME/00000000-0000-0000-0000-000000000000'"
#define API "'ApiEndpoint': 'example.execute-api.us-east-1.amazonaws.com', 'Method': 'GET'"
#define STARTED_BY "'AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID"
#define STARTED_BY_PATH STARTED_BY ".$': '$$.Execution.Id'"
#define STARTED_BY_JSONATA STARTED_BY "': '{% $states.context.Execution.Id %}'"
#define MESSAGE "'Hello from Step Functions!'"
#define INPUT_JSONATA "'{% $states.input %}'"
#define EVENT(detail) \
  "'Entries': [{ 'Detail': { " detail " }, 'DetailType': 'MyDetailType'," \
  " 'EventBusName': 'MyEventBusName', 'Source': 'MySource' }]"

static const SwParameter publish[] = {
  MUST ("Message", ANY, N_ ("What is published; an object is sent as its JSON text.")),
  MAY ("TopicArn", TEXT, N_ ("The ARN of the topic.")),
  MAY ("TargetArn", TEXT, N_ ("The ARN of an endpoint, in place of a topic.")),
  MAY ("PhoneNumber", TEXT, N_ ("The number to text, in place of a topic.")),
  MAY ("Subject", TEXT, N_ ("The subject, for subscribers by mail.")),
  MAY ("MessageAttributes", OBJECT, N_ ("Attributes that subscriptions can filter by.")),
  ONE_OF ("MessageStructure", "json", N_ ("json: the message holds a text for each protocol.")),
  MAY ("MessageGroupId", TEXT, N_ ("The group within which order is kept; for FIFO topics.")),
  MAY ("MessageDeduplicationId", TEXT, N_ ("What tells a repeated message; for FIFO topics.")),
};

static SwIntegration sns[] = {
  { .action = "publish", .title = N_ ("Amazon SNS Publish"),
    .help = N_ ("Publishes a message to a topic."), .patterns = REQUEST | TOKEN,
    .pattern = REQUEST, TAKES (publish), .jsonpath = "'Message.$': '$', " TOPIC,
    .jsonata = "'Message': " INPUT_JSONATA ", " TOPIC,
    .token_jsonpath = "'Message': { 'Input.$': '$', " TOKEN_PATH " }, " TOPIC,
    .token_jsonata =
        "'Message': { 'Input': " INPUT_JSONATA ", " TOKEN_JSONATA " }, " TOPIC,
    .errors = "NotFoundException InvalidParameterException AuthorizationErrorException "
              "EndpointDisabledException KMSAccessDeniedException InternalErrorException" },
};

static const SwParameter send_message[] = {
  MUST ("QueueUrl", TEXT, N_ ("The URL of the queue.")),
  MUST ("MessageBody", ANY, N_ ("What is sent; an object is sent as its JSON text.")),
  MAY ("DelaySeconds", NUMBER, N_ ("Seconds, 0 to 900, for which the message is held back.")),
  MAY ("MessageAttributes", OBJECT, N_ ("Attributes of the message.")),
  MAY ("MessageGroupId", TEXT, N_ ("The group within which order is kept; for FIFO queues.")),
  MAY ("MessageDeduplicationId", TEXT, N_ ("What tells a repeated message; for FIFO queues.")),
};

static SwIntegration sqs[] = {
  { .action = "sendMessage", .title = N_ ("Amazon SQS SendMessage"),
    .help = N_ ("Sends a message to a queue."), .patterns = REQUEST | TOKEN, .pattern = REQUEST,
    TAKES (send_message), .jsonpath = "'MessageBody.$': '$', " QUEUE,
    .jsonata = "'MessageBody': " INPUT_JSONATA ", " QUEUE,
    .token_jsonpath = "'MessageBody': { 'Input.$': '$', " TOKEN_PATH " }, " QUEUE,
    .token_jsonata =
        "'MessageBody': { 'Input': " INPUT_JSONATA ", " TOKEN_JSONATA " }, " QUEUE,
    .errors = "InvalidMessageContentsException QueueDoesNotExistException "
              "UnsupportedOperationException" },
};

static const SwParameter put_events[] = {
  MUST ("Entries", ARRAY, N_ ("The events: objects of Detail, DetailType, Source, EventBusName.")),
  MAY ("EndpointId", TEXT, N_ ("A global endpoint.")),
};

static SwIntegration events[] = {
  { .action = "putEvents", .title = N_ ("EventBridge PutEvents"), .name = "PutEvents",
    .help = N_ ("Sends events to an event bus."), .patterns = REQUEST | TOKEN,
    .pattern = REQUEST, TAKES (put_events), .jsonpath = EVENT ("'Message': " MESSAGE),
    .token_jsonpath = EVENT ("'Message': " MESSAGE ", " TOKEN_PATH),
    .token_jsonata = EVENT ("'Message': " MESSAGE ", " TOKEN_JSONATA),
    .errors = "FailedEntry InternalException" },
};

static const SwParameter start_execution[] = {
  MUST ("StateMachineArn", TEXT, N_ ("The ARN of the state machine, version or alias.")),
  MAY ("Input", ANY, N_ ("The input of the execution.")),
  MAY ("Name", TEXT, N_ ("The name of the execution; made up otherwise.")),
  MAY ("TraceHeader", TEXT, N_ ("The header of an X-Ray trace.")),
};

static SwIntegration states[] = {
  { .action = "startExecution", .title = N_ ("Step Functions StartExecution"),
    .help = N_ ("Starts an execution of another state machine."),
    .patterns = REQUEST | SYNC | SYNC_2 | TOKEN, .pattern = SYNC_2, TAKES (start_execution),
    .jsonpath = MACHINE ", 'Input': { 'StatePayload': " MESSAGE ", " STARTED_BY_PATH " }",
    .jsonata = MACHINE ", 'Input': { 'StatePayload': " MESSAGE ", " STARTED_BY_JSONATA " }",
    .token_jsonpath = MACHINE ", 'Input': { " TOKEN_PATH ", " STARTED_BY_PATH " }",
    .token_jsonata = MACHINE ", 'Input': { " TOKEN_JSONATA ", " STARTED_BY_JSONATA " }",
    .errors = "ExecutionAlreadyExistsException ExecutionLimitExceededException "
              "InvalidArnException InvalidExecutionInputException InvalidNameException "
              "StateMachineDoesNotExistException StateMachineDeletingException" },
};

#define METHODS "GET POST PUT DELETE PATCH HEAD OPTIONS"

static const SwParameter http_invoke[] = {
  MUST ("ApiEndpoint", TEXT, N_ ("The URL to call; https alone.")),
  MUST_ONE_OF ("Method", METHODS, N_ ("The method of the request.")),
  MAY ("InvocationConfig", OBJECT, N_ ("ConnectionArn: the EventBridge connection that signs in.")),
  MAY ("Authentication", OBJECT, N_ ("ConnectionArn: the EventBridge connection that signs in.")),
  MAY ("Headers", OBJECT, N_ ("More headers of the request.")),
  MAY ("QueryParameters", OBJECT, N_ ("The query of the request.")),
  MAY ("RequestBody", ANY, N_ ("The body of the request.")),
  MAY ("Transform", OBJECT, N_ ("RequestBodyEncoding: URL_ENCODED sends the body as a form.")),
};

static SwIntegration http[] = {
  { .action = "invoke", .title = N_ ("Call HTTPS APIs"), .name = "Call HTTPS APIs",
    .help = N_ ("Calls a web API."), .patterns = REQUEST, .pattern = REQUEST, TAKES (http_invoke),
    .jsonpath = "'ApiEndpoint': 'https://example.com/', 'Method': 'GET',"
                " 'InvocationConfig': { 'ConnectionArn': " CONNECTION " }",
    .errors = "StatusCode.400 StatusCode.401 StatusCode.403 StatusCode.404 StatusCode.429 "
              "StatusCode.500 StatusCode.502 StatusCode.503 StatusCode.504 Socket" },
};

static const SwParameter api_invoke[] = {
  MUST ("ApiEndpoint", TEXT, N_ ("The host name of the API.")),
  MUST_ONE_OF ("Method", METHODS, N_ ("The method of the request.")),
  MAY ("Stage", TEXT, N_ ("The stage of the API.")),
  MAY ("Path", TEXT, N_ ("The path of the request, behind the stage.")),
  MAY ("QueryParameters", OBJECT, N_ ("The query of the request: name to list of values.")),
  MAY ("Headers", OBJECT, N_ ("More headers of the request: name to list of values.")),
  MAY ("RequestBody", ANY, N_ ("The body of the request.")),
  MAY ("AllowNullValues", BOOLEAN, N_ ("Whether null in the body is sent.")),
  ONE_OF ("AuthType", "NO_AUTH IAM_ROLE RESOURCE_POLICY", N_ ("How the call is authorised.")),
};

static SwIntegration apigateway[] = {
  { .action = "invoke", .help = N_ ("Calls an API behind API Gateway."),
    .patterns = REQUEST | TOKEN, .pattern = REQUEST, TAKES (api_invoke), .jsonpath = API,
    .token_jsonpath = API ", 'Headers': { 'TaskToken.$': 'States.Array($$.Task.Token)' }",
    .token_jsonata = API ", 'Headers': { 'TaskToken': ['{% $states.context.Task.Token %}'] }",
    .errors = "400 401 403 404 409 429 500 502 503 504" },
};

SwService sw_services_messages[] = {
  { "sns", "Amazon SNS", "SNS", "sns", "SNS", "AmazonSNSException SdkClientException",
    SW_SERVICE_MESSAGES, HOLDS (sns) },
  { "sqs", "Amazon SQS", "SQS", "sqs", "SQS", "AmazonSQSException SdkClientException",
    SW_SERVICE_MESSAGES, HOLDS (sqs) },
  { "events", "Amazon EventBridge", "EventBridge", "events", "EventBridge",
    "AmazonEventBridgeException", SW_SERVICE_MESSAGES, HOLDS (events) },
  { "states", "AWS Step Functions", "Step Functions", "states", "StepFunctions",
    "AWSStepFunctionsException", SW_SERVICE_FLOW, HOLDS (states) },
  { "http", "HTTP endpoint", "HTTP", "http", "States.Http", NULL, SW_SERVICE_NETWORK,
    HOLDS (http) },
  { "apigateway", "Amazon API Gateway", "API Gateway", "apigateway", "ApiGateway", NULL,
    SW_SERVICE_NETWORK, HOLDS (apigateway) },
};

const guint sw_n_services_messages = G_N_ELEMENTS (sw_services_messages);
