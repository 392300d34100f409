/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/catalogue/sw-catalogue-private.h"

#include <glib/gi18n.h>

/* Calls of the SDK that are often used: what computes, informs and manages. Which parameters are
 * required is what the services' own API models say; errors are prefixed with the names that Step
 * Functions' documentation lists, and end in Exception. */

#define STATUS \
  ONE_OF ("StatusFilter", "RUNNING SUCCEEDED FAILED TIMED_OUT ABORTED PENDING_REDRIVE", \
          N_ ("The status of those that are listed."))

static const SwParameter sfn_send_task_success[] = {
  MUST ("TaskToken", TEXT, N_ ("The token of the waiting task.")),
  MUST ("Output", ANY, N_ ("The result of the task.")),
};
static const SwParameter sfn_send_task_failure[] = {
  MUST ("TaskToken", TEXT, N_ ("The token of the waiting task.")),
  MAY ("Error", TEXT, N_ ("The name of the error.")),
  MAY ("Cause", TEXT, N_ ("Why it failed.")),
};
static const SwParameter sfn_send_task_heartbeat[] = {
  MUST ("TaskToken", TEXT, N_ ("The token of the waiting task.")),
};
static const SwParameter sfn_describe_execution[] = {
  MUST ("ExecutionArn", TEXT, N_ ("The ARN of the execution.")),
};
static const SwParameter sfn_list_executions[] = {
  MAY ("StateMachineArn", TEXT, N_ ("The ARN of the state machine.")),
  STATUS,
  MAY ("MaxResults", NUMBER, N_ ("How many are listed at most.")),
  MAY ("NextToken", TEXT, N_ ("Where to read on, from the answer before.")),
};
static const SwParameter sfn_stop_execution[] = {
  MUST ("ExecutionArn", TEXT, N_ ("The ARN of the execution.")),
  MAY ("Error", TEXT, N_ ("The name of the error.")),
  MAY ("Cause", TEXT, N_ ("Why it is stopped.")),
};

static SwIntegration sfn[] = {
  { .action = "sendTaskSuccess", .help = N_ ("Returns a task token with a result."), SDK,
    TAKES (sfn_send_task_success),
    .jsonpath = "'TaskToken': 'TASK_TOKEN', 'Output': {}",
    .errors = "InvalidTokenException TaskDoesNotExistException TaskTimedOutException "
                "InvalidOutputException" },
  { .action = "sendTaskFailure", .help = N_ ("Returns a task token with an error."), SDK,
    TAKES (sfn_send_task_failure),
    .jsonpath = "'TaskToken': 'TASK_TOKEN', 'Error': 'ERROR', 'Cause': 'CAUSE'",
    .errors = "InvalidTokenException TaskDoesNotExistException TaskTimedOutException" },
  { .action = "sendTaskHeartbeat", .help = N_ ("Says that a task is still worked on."), SDK,
    TAKES (sfn_send_task_heartbeat),
    .jsonpath = "'TaskToken': 'TASK_TOKEN'",
    .errors = "InvalidTokenException TaskDoesNotExistException TaskTimedOutException" },
  { .action = "describeExecution", .help = N_ ("Reads how an execution stands."), SDK,
    TAKES (sfn_describe_execution),
    .jsonpath = "'ExecutionArn': 'arn:aws:states:" ACCOUNT ":execution:STATE_MACHINE_NAME:NAME'",
    .errors = "ExecutionDoesNotExistException" },
  { .action = "listExecutions", .help = N_ ("Lists executions of a state machine."), SDK,
    TAKES (sfn_list_executions),
    .jsonpath = "'StateMachineArn': 'arn:aws:states:" ACCOUNT
                ":stateMachine:STATE_MACHINE_NAME'",
    .errors = "StateMachineDoesNotExistException" },
  { .action = "stopExecution", .help = N_ ("Stops an execution."), SDK, TAKES (sfn_stop_execution),
    .jsonpath = "'ExecutionArn': 'arn:aws:states:" ACCOUNT ":execution:STATE_MACHINE_NAME:NAME'",
    .errors = "ExecutionDoesNotExistException" },
};

static const SwParameter lambda_get_function[] = {
  MUST ("FunctionName", TEXT, N_ ("Name or ARN of the function, perhaps with version or alias.")),
  MAY ("Qualifier", TEXT, N_ ("Version or alias of the function.")),
};
static const SwParameter lambda_list_functions[] = {
  MAY ("Marker", TEXT, N_ ("Where to read on, from the answer before.")),
  MAY ("MaxItems", NUMBER, N_ ("How many are listed at most.")),
};

static SwIntegration lambda[] = {
  { .action = "getFunction", .help = N_ ("Reads what is known of a function."), SDK,
    TAKES (lambda_get_function),
    .jsonpath = "'FunctionName': 'arn:aws:lambda:" ACCOUNT ":function:FUNCTION_NAME'",
    .errors = "ResourceNotFoundException" },
  { .action = "listFunctions", .help = N_ ("Lists functions."), SDK, TAKES (lambda_list_functions),
    .jsonpath = "'MaxItems': 50" },
};

static const SwParameter sqs_receive_message[] = {
  MUST ("QueueUrl", TEXT, N_ ("The URL of the queue.")),
  MAY ("MaxNumberOfMessages", NUMBER, N_ ("How many are taken at most, 1 to 10.")),
  MAY ("VisibilityTimeout", NUMBER, N_ ("Seconds for which others do not see them.")),
  MAY ("WaitTimeSeconds", NUMBER, N_ ("Seconds to wait for a message.")),
};
static const SwParameter sqs_delete_message[] = {
  MUST ("QueueUrl", TEXT, N_ ("The URL of the queue.")),
  MUST ("ReceiptHandle", TEXT, N_ ("What receiving the message answered.")),
};

static SwIntegration sqs[] = {
  { .action = "receiveMessage", .help = N_ ("Takes messages from a queue."), SDK,
    TAKES (sqs_receive_message),
    .jsonpath = "'QueueUrl': 'https://sqs.us-east-1.amazonaws.com/123456789012/QUEUE_NAME'",
    .errors = "QueueDoesNotExistException" },
  { .action = "deleteMessage", .help = N_ ("Deletes a message that was received."), SDK,
    TAKES (sqs_delete_message),
    .jsonpath = "'QueueUrl': 'https://sqs.us-east-1.amazonaws.com/123456789012/QUEUE_NAME', "
                "'ReceiptHandle': 'RECEIPT_HANDLE'",
    .errors = "ReceiptHandleIsInvalidException" },
};

static const SwParameter eventbridge_enable_rule[] = {
  MUST ("Name", TEXT, N_ ("The name of the rule.")),
  MAY ("EventBusName", TEXT, N_ ("The bus of the rule.")),
};
static const SwParameter eventbridge_disable_rule[] = {
  MUST ("Name", TEXT, N_ ("The name of the rule.")),
  MAY ("EventBusName", TEXT, N_ ("The bus of the rule.")),
};

static SwIntegration eventbridge[] = {
  { .action = "enableRule", .help = N_ ("Switches a rule on."), SDK,
    TAKES (eventbridge_enable_rule),
    .jsonpath = "'Name': 'RULE_NAME'",
    .errors = "ResourceNotFoundException" },
  { .action = "disableRule", .help = N_ ("Switches a rule off."), SDK,
    TAKES (eventbridge_disable_rule),
    .jsonpath = "'Name': 'RULE_NAME'",
    .errors = "ResourceNotFoundException" },
};

static const SwParameter scheduler_create_schedule[] = {
  MUST ("Name", TEXT, N_ ("The name of the schedule.")),
  MUST ("ScheduleExpression", TEXT, N_ ("When: at(…), rate(…) or cron(…).")),
  MUST ("FlexibleTimeWindow", OBJECT, N_ ("Mode: OFF or FLEXIBLE.")),
  MUST ("Target", OBJECT, N_ ("What is called: Arn, RoleArn, Input.")),
  MAY ("Description", TEXT, N_ ("A note for people.")),
  MAY ("GroupName", TEXT, N_ ("The group of the schedule.")),
};
static const SwParameter scheduler_delete_schedule[] = {
  MUST ("Name", TEXT, N_ ("The name of the schedule.")),
  MAY ("GroupName", TEXT, N_ ("The group of the schedule.")),
};

/* The target's input is the text of a JSON document. */
#define SCHEDULE(input) \
  "'Name': 'SCHEDULE_NAME', 'ScheduleExpression': 'rate(1 hour)', " \
  "'FlexibleTimeWindow': { 'Mode': 'OFF' }, 'Target': { 'Arn': 'TARGET_ARN', " \
  "'RoleArn': " ROLE input " }"

static SwIntegration scheduler[] = {
  { .action = "createSchedule", .help = N_ ("Creates a schedule."), SDK,
    TAKES (scheduler_create_schedule),
    .jsonpath = SCHEDULE (""),
    .token_jsonpath =
        SCHEDULE (", 'Input.$': 'States.JsonToString(States.Array($$.Task.Token))'"),
    .token_jsonata = SCHEDULE (", 'Input': '{% $string([$states.context.Task.Token]) %}'"),
    .errors = "ConflictException" },
  { .action = "deleteSchedule", .help = N_ ("Deletes a schedule."), SDK,
    TAKES (scheduler_delete_schedule),
    .jsonpath = "'Name': 'SCHEDULE_NAME'",
    .errors = "ResourceNotFoundException" },
};

static const SwParameter ssm_get_parameter[] = {
  MUST ("Name", TEXT, N_ ("The name of the parameter.")),
  MAY ("WithDecryption", BOOLEAN, N_ ("Whether a secret is answered in the clear.")),
};
static const SwParameter ssm_get_parameters[] = {
  MUST ("Names", ARRAY, N_ ("The names of the parameters.")),
  MAY ("WithDecryption", BOOLEAN, N_ ("Whether a secret is answered in the clear.")),
};
static const SwParameter ssm_put_parameter[] = {
  MUST ("Name", TEXT, N_ ("The name of the parameter.")),
  MUST ("Value", TEXT, N_ ("The value of the parameter.")),
  MAY ("Type", TEXT, N_ ("String, StringList or SecureString.")),
  MAY ("Overwrite", BOOLEAN, N_ ("Whether an old value is replaced.")),
};

#define PUT_PARAMETER(value) \
  "'Name': 'PARAMETER_NAME', " value ", 'Type': 'String', 'Overwrite': true"

static SwIntegration ssm[] = {
  { .action = "getParameter", .help = N_ ("Reads a parameter."), SDK, TAKES (ssm_get_parameter),
    .jsonpath = "'Name': 'PARAMETER_NAME'",
    .errors = "ParameterNotFoundException" },
  { .action = "getParameters", .help = N_ ("Reads parameters."), SDK, TAKES (ssm_get_parameters),
    .jsonpath = "'Names': ['PARAMETER_NAME']" },
  { .action = "putParameter", .help = N_ ("Writes a parameter."), SDK, TAKES (ssm_put_parameter),
    .jsonpath = PUT_PARAMETER ("'Value': 'VALUE'"),
    .token_jsonpath = PUT_PARAMETER ("'Value.$': '$$.Task.Token'"),
    .token_jsonata = PUT_PARAMETER ("'Value': '{% $states.context.Task.Token %}'"),
    .errors = "ParameterAlreadyExistsException" },
};

static const SwParameter secretsmanager_get_secret_value[] = {
  MUST ("SecretId", TEXT, N_ ("Name or ARN of the secret.")),
  MAY ("VersionId", TEXT, N_ ("The version of the secret.")),
  MAY ("VersionStage", TEXT, N_ ("The stage of the secret.")),
};

static SwIntegration secretsmanager[] = {
  { .action = "getSecretValue",
    .help = N_ ("Reads a secret; it then stands in the execution's history."), SDK,
    TAKES (secretsmanager_get_secret_value),
    .jsonpath = "'SecretId': 'SECRET_NAME'",
    .errors = "ResourceNotFoundException" },
};

static const SwParameter kms_encrypt[] = {
  MUST ("KeyId", TEXT, N_ ("Id, alias or ARN of the key.")),
  MUST ("Plaintext", TEXT, N_ ("What is encrypted, up to 4096 bytes.")),
};
static const SwParameter kms_decrypt[] = {
  MUST ("CiphertextBlob", TEXT, N_ ("What was encrypted.")),
  MAY ("KeyId", TEXT, N_ ("Id, alias or ARN of the key.")),
};

static SwIntegration kms[] = {
  { .action = "encrypt", .help = N_ ("Encrypts a text."), SDK, TAKES (kms_encrypt),
    .jsonpath = "'KeyId': 'alias/KEY_NAME', 'Plaintext': 'TEXT'",
    .errors = "NotFoundException DisabledException" },
  { .action = "decrypt", .help = N_ ("Decrypts a text."), SDK, TAKES (kms_decrypt),
    .jsonpath = "'CiphertextBlob': 'TEXT'",
    .errors = "InvalidCiphertextException" },
};

static SwIntegration sts[] = {
  { .action = "getCallerIdentity", .help = N_ ("Says who the state machine is."), SDK,
    .jsonpath = "" },
};

static const SwParameter cloudwatch_put_metric_data[] = {
  MUST ("Namespace", TEXT, N_ ("The namespace of the metric.")),
  MUST ("MetricData", ARRAY, N_ ("Objects of MetricName, Value, Unit, Dimensions.")),
};

static SwIntegration cloudwatch[] = {
  { .action = "putMetricData", .help = N_ ("Writes measurements."), SDK,
    TAKES (cloudwatch_put_metric_data),
    .jsonpath = "'Namespace': 'NAMESPACE', 'MetricData': [{ 'MetricName': 'METRIC_NAME', "
                "'Value': 1 }]" },
};

static const SwParameter cloudwatchlogs_start_query[] = {
  MUST ("StartTime", NUMBER, N_ ("Where it begins: seconds since 1970.")),
  MUST ("EndTime", NUMBER, N_ ("Where it ends: seconds since 1970.")),
  MUST ("QueryString", TEXT, N_ ("The query.")),
  MAY ("LogGroupName", TEXT, N_ ("The group of logs.")),
  MAY ("Limit", NUMBER, N_ ("How many lines are found at most.")),
};
static const SwParameter cloudwatchlogs_get_query_results[] = {
  MUST ("QueryId", TEXT, N_ ("The id that starting the query answered.")),
};

static SwIntegration cloudwatchlogs[] = {
  { .action = "startQuery", .help = N_ ("Starts a query over logs."), SDK,
    TAKES (cloudwatchlogs_start_query),
    .jsonpath = "'StartTime': 0, 'EndTime': 3600, 'QueryString': 'fields @message', "
                "'LogGroupName': 'LOG_GROUP'",
    .errors = "MalformedQueryException" },
  { .action = "getQueryResults", .help = N_ ("Reads what a query over logs found."), SDK,
    TAKES (cloudwatchlogs_get_query_results),
    .jsonpath = "'QueryId': 'QUERY_ID'" },
};

static const SwParameter cloudformation_create_stack[] = {
  MUST ("StackName", TEXT, N_ ("The name of the stack.")),
  MAY ("TemplateURL", TEXT, N_ ("The address of the template.")),
  MAY ("TemplateBody", TEXT, N_ ("The template.")),
  MAY ("Parameters", ARRAY, N_ ("Objects of ParameterKey and ParameterValue.")),
  MAY ("Capabilities", ARRAY, N_ ("What the template may do, such as CAPABILITY_IAM.")),
};
static const SwParameter cloudformation_describe_stacks[] = {
  MAY ("StackName", TEXT, N_ ("The name of the stack.")),
};
static const SwParameter cloudformation_delete_stack[] = {
  MUST ("StackName", TEXT, N_ ("The name of the stack.")),
};

static SwIntegration cloudformation[] = {
  { .action = "createStack", .help = N_ ("Creates a stack."), SDK,
    TAKES (cloudformation_create_stack),
    .jsonpath = "'StackName': 'STACK_NAME', 'TemplateURL': "
                "'https://BUCKET.s3.amazonaws.com/KEY'",
    .errors = "AlreadyExistsException" },
  { .action = "describeStacks", .help = N_ ("Reads how a stack stands."), SDK,
    TAKES (cloudformation_describe_stacks),
    .jsonpath = "'StackName': 'STACK_NAME'" },
  { .action = "deleteStack", .help = N_ ("Deletes a stack."), SDK,
    TAKES (cloudformation_delete_stack),
    .jsonpath = "'StackName': 'STACK_NAME'" },
};

static const SwParameter ec2_describe_instances[] = {
  MAY ("InstanceIds", ARRAY, N_ ("The ids of the instances.")),
  MAY ("Filters", ARRAY, N_ ("Objects of Name and Values.")),
};
static const SwParameter ec2_start_instances[] = {
  MUST ("InstanceIds", ARRAY, N_ ("The ids of the instances.")),
};
static const SwParameter ec2_stop_instances[] = {
  MUST ("InstanceIds", ARRAY, N_ ("The ids of the instances.")),
  MAY ("Force", BOOLEAN, N_ ("Whether they are stopped without being asked.")),
};

static SwIntegration ec2[] = {
  { .action = "describeInstances", .help = N_ ("Reads how instances stand."), SDK,
    TAKES (ec2_describe_instances),
    .jsonpath = "'InstanceIds': ['INSTANCE_ID']" },
  { .action = "startInstances", .help = N_ ("Starts instances."), SDK, TAKES (ec2_start_instances),
    .jsonpath = "'InstanceIds': ['INSTANCE_ID']" },
  { .action = "stopInstances", .help = N_ ("Stops instances."), SDK, TAKES (ec2_stop_instances),
    .jsonpath = "'InstanceIds': ['INSTANCE_ID']" },
};

static const SwParameter ecs_update_service[] = {
  MUST ("Service", TEXT, N_ ("The name of the service.")),
  MAY ("Cluster", TEXT, N_ ("Name or ARN of the cluster to run on.")),
  MAY ("DesiredCount", NUMBER, N_ ("How many tasks are to run.")),
  MAY ("TaskDefinition", TEXT, N_ ("ARN, or family and revision, of the task definition.")),
  MAY ("ForceNewDeployment", BOOLEAN, N_ ("Whether all tasks are started anew.")),
};

static SwIntegration ecs[] = {
  { .action = "updateService", .help = N_ ("Changes a service."), SDK, TAKES (ecs_update_service),
    .jsonpath = "'Service': 'SERVICE_NAME', 'Cluster': 'CLUSTER_NAME', 'DesiredCount': 1" },
};

static const SwParameter sesv2_send_email[] = {
  MUST ("Content", OBJECT, N_ ("Subject and body, or a template.")),
  MAY ("FromEmailAddress", TEXT, N_ ("Who sends it.")),
  MAY ("Destination", OBJECT, N_ ("ToAddresses, CcAddresses, BccAddresses.")),
  MAY ("ReplyToAddresses", ARRAY, N_ ("Who is answered.")),
};

#define MAIL(data) \
  "'FromEmailAddress': 'sender@example.com', 'Destination': { 'ToAddresses': " \
  "['someone@example.com'] }, 'Content': { 'Simple': { 'Subject': { 'Data': 'SUBJECT' }, " \
  "'Body': { 'Text': { " data " } } } }"

static SwIntegration sesv2[] = {
  { .action = "sendEmail", .help = N_ ("Sends a mail."), SDK, TAKES (sesv2_send_email),
    .jsonpath = MAIL ("'Data': 'TEXT'"), .token_jsonpath = MAIL ("'Data.$': '$$.Task.Token'"),
    .token_jsonata = MAIL ("'Data': '{% $states.context.Task.Token %}'"),
    .errors = "MessageRejectedException TooManyRequestsException" },
};

SwService sw_services_sdk[] = {
  { "sfn", "AWS Step Functions", "Step Functions", "states", "Sfn",
    "SfnException SdkClientException", SW_SERVICE_FLOW, TRUE, HOLDS (sfn) },
  { "lambda", "AWS Lambda", "Lambda", "lambda", "Lambda",
    "LambdaException SdkClientException", SW_SERVICE_COMPUTE, TRUE, HOLDS (lambda) },
  { "sqs", "Amazon SQS", "SQS", "sqs", "Sqs",
    "SqsException SdkClientException", SW_SERVICE_MESSAGES, TRUE, HOLDS (sqs) },
  { "eventbridge", "Amazon EventBridge", "EventBridge", "events", "EventBridge",
    "EventBridgeException SdkClientException", SW_SERVICE_MESSAGES, TRUE, HOLDS (eventbridge) },
  { "scheduler", "Amazon EventBridge Scheduler", "Scheduler", "events", "Scheduler",
    "SchedulerException SdkClientException", SW_SERVICE_MESSAGES, TRUE, HOLDS (scheduler) },
  { "ssm", "AWS Systems Manager", "Systems Manager", "ssm", "Ssm",
    "SsmException SdkClientException", SW_SERVICE_MANAGEMENT, TRUE, HOLDS (ssm) },
  { "secretsmanager", "AWS Secrets Manager", "Secrets Manager", "secretsmanager", "SecretsManager",
    "SecretsManagerException SdkClientException", SW_SERVICE_MANAGEMENT, TRUE,
    HOLDS (secretsmanager) },
  { "kms", "AWS Key Management Service", "KMS", "kms", "Kms",
    "KmsException SdkClientException", SW_SERVICE_MANAGEMENT, TRUE, HOLDS (kms) },
  { "sts", "AWS Security Token Service", "STS", "sts", "Sts",
    "StsException SdkClientException", SW_SERVICE_MANAGEMENT, TRUE, HOLDS (sts) },
  { "cloudwatch", "Amazon CloudWatch", "CloudWatch", "cloudwatch", "CloudWatch",
    "CloudWatchException SdkClientException", SW_SERVICE_MANAGEMENT, TRUE, HOLDS (cloudwatch) },
  { "cloudwatchlogs", "Amazon CloudWatch Logs", "CloudWatch Logs", "cloudwatch", "CloudWatchLogs",
    "CloudWatchLogsException SdkClientException", SW_SERVICE_MANAGEMENT, TRUE,
    HOLDS (cloudwatchlogs) },
  { "cloudformation", "AWS CloudFormation", "CloudFormation", "cloudformation", "CloudFormation",
    "CloudFormationException SdkClientException", SW_SERVICE_MANAGEMENT, TRUE,
    HOLDS (cloudformation) },
  { "ec2", "Amazon EC2", "EC2", "ec2", "Ec2",
    "Ec2Exception SdkClientException", SW_SERVICE_COMPUTE, TRUE, HOLDS (ec2) },
  { "ecs", "Amazon ECS", "ECS", "ecs", "Ecs",
    "EcsException SdkClientException", SW_SERVICE_COMPUTE, TRUE, HOLDS (ecs) },
  { "sesv2", "Amazon SES", "SES", "ses", "SesV2",
    "SesV2Exception SdkClientException", SW_SERVICE_MESSAGES, TRUE, HOLDS (sesv2) },
};

const guint sw_n_services_sdk = G_N_ELEMENTS (sw_services_sdk);
