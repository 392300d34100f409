/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "asl/catalogue/sw-catalogue.h"
#include "aws/sw-aws-service.h"
#include "tasks/aws/sw-aws-jobs.h"
#include "tasks/aws/sw-aws-texts.h"
#include "tasks/aws/sw-aws-wrap.h"

/* What the palette offers can be performed: each integration of the catalogue is in the tables of
 * services, and what waits for a job in that of jobs. */

/* Those that are no operation of a service: requests over HTTP to an address of the state's own */
static gboolean
is_request (const SwIntegration *integration)
{
  static const char *const ids[] = { "http:invoke", "apigateway:invoke", "eks:call", "eks:runJob",
                                     NULL };
  g_autofree char *id = sw_integration_dup_id (integration);

  return g_strv_contains (ids, id);
}

static const SwAwsOperation *
find (const SwIntegration *integration,
      const SwAwsWrap    **wrap,
      const SwAwsService **service)
{
  const char *key = integration->service->key;

  *wrap = integration->service->sdk ? NULL : sw_aws_wrap_find (key, integration->action);
  *service = sw_aws_service_find (*wrap != NULL ? (*wrap)->service : key);
  return *service == NULL
             ? NULL
             : sw_aws_service_find_operation (
                   *service, *wrap != NULL ? (*wrap)->operation : integration->action);
}

static void
check_job (const SwIntegration  *integration,
           const SwAwsService   *service,
           const SwAwsOperation *operation)
{
  const SwAwsJob *job = sw_aws_jobs_find (integration->service->key, operation->name);

  if (job == NULL || sw_aws_service_find_operation (service, job->describe) == NULL
      || (job->stop != NULL && sw_aws_service_find_operation (service, job->stop) == NULL))
    {
      g_test_message ("nothing waits for %s:%s", integration->service->key, integration->action);
      g_test_fail ();
    }
}

/* A model's input and output may lie in S3: the integration sees to that. */
static gboolean
is_own_parameter (const SwIntegration *integration,
                  const char          *name)
{
  return g_str_equal (integration->service->key, "bedrock")
         && (g_str_equal (name, "Input") || g_str_equal (name, "Output"));
}

/* The parameters that are offered are those that the operation takes. */
static void
check_parameters (const SwIntegration  *integration,
                  const SwAwsOperation *operation)
{
  for (guint i = 0; i < integration->n_parameters; i++)
    {
      const char *name = integration->parameters[i].name;

      if (is_own_parameter (integration, name))
        continue;
      if (operation->input == NULL
          || sw_shape_find_member (operation->input, name, strlen (name)) == NULL)
        {
          g_test_message ("%s:%s does not take %s", integration->service->key,
                          integration->action, name);
          g_test_fail ();
        }
    }
}

static void
check (const SwIntegration *integration)
{
  const SwAwsWrap *wrap;
  const SwAwsService *service;
  const SwAwsOperation *operation = find (integration, &wrap, &service);

  if (operation == NULL || (wrap != NULL && wrap->list != NULL
                            && sw_aws_service_find_operation (service, wrap->list) == NULL))
    {
      g_test_message ("no table has %s%s:%s", integration->service->sdk ? "aws-sdk:" : "",
                      integration->service->key, integration->action);
      g_test_fail ();
      return;
    }
  if ((integration->patterns & SW_PATTERN_SYNC) != 0)
    check_job (integration, service, operation);
  if (!integration->in_map && (wrap == NULL || wrap->inputs == NULL))
    check_parameters (integration, operation);
}

static void
test_catalogue (void)
{
  guint n_services, n_checked = 0;
  const SwService *services = sw_services_get_all (&n_services);

  for (guint i = 0; i < n_services; i++)
    for (guint j = 0; j < services[i].n_integrations; j++)
      if (!is_request (&services[i].integrations[j]))
        {
          check (&services[i].integrations[j]);
          n_checked++;
        }
  g_assert_cmpuint (n_checked, >, 100);
}

/* Recorded on AWS, or told by the developer's guide: names in the ARN, and what is called */
static void
test_names (void)
{
  static const struct
  {
    const char *key, *action, *service, *operation;
  } rows[] = {
    { "states", "startExecution", "sfn", "StartExecution" },
    { "events", "putEvents", "eventbridge", "PutEvents" },
    { "emr-containers", "startJobRun", "emrcontainers", "StartJobRun" },
    { "emr-serverless", "startJobRun", "emrserverless", "StartJobRun" },
    { "elasticmapreduce", "createCluster", "emr", "RunJobFlow" },
    { "bedrock", "invokeModel", "bedrockruntime", "InvokeModel" },
    { "bedrock", "createModelCustomizationJob", "bedrock", "CreateModelCustomizationJob" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SwAwsWrap *wrap = sw_aws_wrap_find (rows[i].key, rows[i].action);
      const SwAwsService *service = sw_aws_service_find (wrap != NULL ? wrap->service : rows[i].key);

      g_assert (service != NULL);
      g_assert_cmpstr (service->key, ==, rows[i].service);
      g_assert_cmpstr (
          sw_aws_service_find_operation (service, wrap != NULL ? wrap->operation : rows[i].action)->name,
          ==, rows[i].operation);
    }
}

#define FIRST(SERVICE, STATUS, CODE)                                                               \
  "why (Service: " SERVICE "; Status Code: " STATUS "; Error Code: " CODE "; Request ID: r; Proxy: null)"
#define SECOND(SERVICE, STATUS)                                                                    \
  "why (Service: " SERVICE ", Status Code: " STATUS ", Request ID: r) (SDK Attempt Count: 1)"

/* What services say, and the names and causes of errors that integrations make of it. Recorded on AWS:
 * those of dynamodb, sqs, sns, lambda and states, and of the SDK's dynamodb, sfn, s3, secretsmanager. */
static const struct
{
  const char *key;
  gboolean    sdk;
  guint       status;
  const char *code, *error, *cause;
} errors[] = {
  { "dynamodb", FALSE, 400, "ResourceNotFoundException", "DynamoDB.ResourceNotFoundException",
    FIRST ("AmazonDynamoDBv2", "400", "ResourceNotFoundException") },
  { "dynamodb", FALSE, 400, "ValidationException", "DynamoDB.AmazonDynamoDBException",
    FIRST ("AmazonDynamoDBv2", "400", "ValidationException") },
  { "dynamodb", TRUE, 400, "ResourceNotFoundException", "DynamoDb.ResourceNotFoundException",
    SECOND ("DynamoDb", "400") },
  { "dynamodb", TRUE, 400, "ValidationException", "DynamoDb.DynamoDbException",
    SECOND ("DynamoDb", "400") },
  { "sqs", FALSE, 400, "InvalidMessageContents", "SQS.InvalidMessageContentsException",
    FIRST ("AmazonSQS", "400", "InvalidMessageContents") },
  { "sqs", FALSE, 403, "Nothing", "SQS.AmazonSQSException", FIRST ("AmazonSQS", "403", "Nothing") },
  { "sqs", TRUE, 403, "Nothing", "Sqs.SqsException", SECOND ("Sqs", "403") },
  { "sns", FALSE, 404, "NotFound", "SNS.NotFoundException", FIRST ("AmazonSNS", "404", "NotFound") },
  { "sns", FALSE, 403, "Nothing", "SNS.AmazonSNSException", FIRST ("AmazonSNS", "403", "Nothing") },
  { "sns", TRUE, 404, "NotFound", "Sns.NotFoundException", SECOND ("Sns", "404") },
  { "lambda", FALSE, 404, "ResourceNotFoundException", "Lambda.ResourceNotFoundException",
    FIRST ("AWSLambda", "404", "ResourceNotFoundException") },
  { "lambda", FALSE, 429, "TooManyRequestsException", "Lambda.TooManyRequestsException",
    FIRST ("AWSLambda", "429", "TooManyRequestsException") },
  { "lambda", FALSE, 500, "ServiceException", "Lambda.ServiceException",
    FIRST ("AWSLambda", "500", "ServiceException") },
  { "lambda", FALSE, 403, "AccessDeniedException", "Lambda.AWSLambdaException",
    "why (Service: Lambda, Status Code: 403, Request ID: r)" },
  { "lambda", TRUE, 404, "ResourceNotFoundException", "Lambda.ResourceNotFoundException",
    SECOND ("Lambda", "404") },
  { "lambda", TRUE, 403, "AccessDeniedException", "Lambda.LambdaException", SECOND ("Lambda", "403") },
  { "states", FALSE, 400, "StateMachineDoesNotExist",
    "StepFunctions.StateMachineDoesNotExistException",
    FIRST ("AWSStepFunctions", "400", "StateMachineDoesNotExist") },
  { "states", FALSE, 400, "AccessDeniedException", "StepFunctions.AWSStepFunctionsException",
    FIRST ("AWSStepFunctions", "400", "AccessDeniedException") },
  { "sfn", TRUE, 400, "InvalidToken", "Sfn.InvalidTokenException", SECOND ("Sfn", "400") },
  { "sfn", TRUE, 400, "Nothing", "Sfn.SfnException", SECOND ("Sfn", "400") },
  { "s3", TRUE, 404, "NoSuchBucket", "S3.NoSuchBucketException",
    "why (Service: S3, Status Code: 404, Request ID: r, Extended Request ID: x) (SDK Attempt Count: "
    "1)" },
  { "secretsmanager", TRUE, 400, "ResourceNotFoundException",
    "SecretsManager.ResourceNotFoundException", SECOND ("SecretsManager", "400") },
  { "events", FALSE, 400, "Nothing", "EventBridge.AmazonEventBridgeException",
    FIRST ("AmazonEventBridge", "400", "Nothing") },
  { "eventbridge", TRUE, 400, "Nothing", "EventBridge.EventBridgeException",
    SECOND ("EventBridge", "400") },
};

static void
test_errors (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      const SwAwsVoice voice = { sw_aws_service_find (errors[i].key), errors[i].key, errors[i].sdk,
                                 "call" };
      g_autoptr (GBytes) body = g_bytes_new (NULL, 0);
      g_autoptr (SwAwsAnswer) answer = sw_aws_answer_new (errors[i].status, "Reason", body);
      g_autofree char *error = NULL, *cause = NULL;

      g_assert (voice.service != NULL);
      answer->code = g_strdup (errors[i].code);
      answer->message = g_strdup ("why");
      answer->request_id = g_strdup ("r");
      answer->extended_id = g_str_equal (errors[i].key, "s3") ? g_strdup ("x") : NULL;
      error = sw_aws_dup_error_name (&voice, answer);
      cause = sw_aws_dup_cause (&voice, answer);
      g_assert_cmpstr (error, ==, errors[i].error);
      g_assert_cmpstr (cause, ==, errors[i].cause);
    }
}

/* Why there is no answer, and the end of the error's name and of its cause; recorded on AWS is that of
 * a host that is not there. */
static const struct
{
  SwAwsError  code;
  const char *dynamodb, *sdk, *cause;
} faults[] = {
  { SW_AWS_ERROR_NETWORK, "DynamoDB.SdkClientException", "DynamoDb.SdkClientException",
    "Unable to execute HTTP request: why" },
  { SW_AWS_ERROR_ANSWER, "DynamoDB.SdkClientException", "DynamoDb.SdkClientException",
    "Unable to unmarshall response: why" },
  { SW_AWS_ERROR_CONFIG, "DynamoDB.SdkClientException", "DynamoDb.SdkClientException", "why" },
  { SW_AWS_ERROR_TOO_LARGE, "States.DataLimitExceeded", "States.DataLimitExceeded",
    "The state/task 'call' returned a result with a size exceeding the maximum number of bytes "
    "service limit." },
};

static void
test_faults (void)
{
  for (guint i = 0; i < 2 * G_N_ELEMENTS (faults); i++)
    {
      gboolean sdk = i % 2 == 1;
      const SwAwsVoice voice = { sw_aws_service_find ("dynamodb"), "dynamodb", sdk, "call" };
      g_autoptr (GError) fault = g_error_new_literal (SW_AWS_ERROR, (int) faults[i / 2].code, "why");
      g_autofree char *error = NULL, *cause = NULL;

      sw_aws_dup_fault (&voice, fault, &error, &cause);
      g_assert_cmpstr (error, ==, sdk ? faults[i / 2].sdk : faults[i / 2].dynamodb);
      g_assert_cmpstr (cause, ==, faults[i / 2].cause);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tasks/aws-calls/every-integration-of-the-catalogue-can-be-performed",
                   test_catalogue);
  g_test_add_func ("/tasks/aws-calls/names-in-arns-are-those-of-services", test_names);
  g_test_add_func ("/tasks/aws-calls/errors-are-named-and-worded-as-on-aws", test_errors);
  g_test_add_func ("/tasks/aws-calls/faults-are-named-and-worded-as-on-aws", test_faults);
  return g_test_run ();
}
