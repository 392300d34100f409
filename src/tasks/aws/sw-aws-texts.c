/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/aws/sw-aws-texts.h"

#include <string.h>

#include "asl/catalogue/sw-catalogue.h"

/* What the first SDK calls the services of optimised integrations, and their exceptions without a
 * class of their own. DynamoDB's, SQS's, SNS's, Lambda's: recorded on AWS. */
static const struct
{
  const char *key, *prefix, *service, *exception;
} voices[] = {
  { "dynamodb", "DynamoDB", "AmazonDynamoDBv2", "AmazonDynamoDBException" },
  { "sqs", "SQS", "AmazonSQS", "AmazonSQSException" },
  { "sns", "SNS", "AmazonSNS", "AmazonSNSException" },
  { "lambda", "Lambda", "AWSLambda", "AWSLambdaException" },
  { "states", "StepFunctions", "AWSStepFunctions", "AWSStepFunctionsException" },
  { "events", "EventBridge", "AmazonEventBridge", "AmazonEventBridgeException" },
  { "bedrock", "Bedrock", "AmazonBedrock", "AmazonBedrockException" },
  { "sagemaker", "SageMaker", "AmazonSageMaker", "AmazonSageMakerException" },
  { "eks", "EKS", "AmazonEKS", "AmazonEKSException" },
  { "elasticmapreduce", "ElasticMapReduce", "AmazonElasticMapReduce",
    "AmazonElasticMapReduceException" },
  { "emr-containers", "EMRContainers", "AmazonEMRContainers", "AmazonEMRContainersException" },
  { "emr-serverless", "EMRServerless", "AmazonEMRServerless", "AmazonEMRServerlessException" },
  { "databrew", "DataBrew", "AWSGlueDataBrew", "AWSGlueDataBrewException" },
  { "mediaconvert", "MediaConvert", "AWSMediaConvert", "AWSMediaConvertException" },
  { "athena", "Athena", "AmazonAthena", "AmazonAthenaException" },
  { "batch", "Batch", "AWSBatch", "AWSBatchException" },
  { "codebuild", "CodeBuild", "AWSCodeBuild", "AWSCodeBuildException" },
  { "ecs", "ECS", "AmazonECS", "AmazonECSException" },
  { "glue", "Glue", "AWSGlue", "AWSGlueException" },
};

/* Index in VOICES; G_N_ELEMENTS (voices) for a service that has none */
static guint
find_voice (const SwAwsVoice *self)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (voices) && (self->sdk || !g_str_equal (self->key, voices[i].key)))
    i++;
  return i;
}

static const char *
get_prefix (const SwAwsVoice *self)
{
  guint i = find_voice (self);
  const SwService *known;

  if (i < G_N_ELEMENTS (voices))
    return voices[i].prefix;
  known = sw_services_find (self->key, self->sdk);
  return known != NULL && known->prefix != NULL ? known->prefix : self->service->prefix;
}

static char *
with_suffix (const char *name)
{
  return g_str_has_suffix (name, "Exception") ? g_strdup (name)
                                              : g_strconcat (name, "Exception", NULL);
}

/**
 * sw_aws_dup_error_name:
 * @answer: an error of the service
 *
 * Recorded on AWS: `DynamoDB.ResourceNotFoundException`, `SNS.NotFoundException` for the code
 * NotFound; a code that the model does not know is `DynamoDB.AmazonDynamoDBException`, or
 * `DynamoDb.DynamoDbException` of the SDK integration.
 *
 * Returns: (transfer full): the name of the error
 */
char *
sw_aws_dup_error_name (const SwAwsVoice  *self,
                       const SwAwsAnswer *answer)
{
  const char *modelled = sw_aws_service_find_error (self->service, answer->code);
  const char *prefix = get_prefix (self);
  guint i = find_voice (self);
  g_autofree char *name = NULL;

  if (modelled != NULL)
    name = with_suffix (modelled);
  else if (i < G_N_ELEMENTS (voices))
    name = g_strdup (voices[i].exception);
  else
    name = g_strconcat (prefix, "Exception", NULL);
  return g_strconcat (prefix, ".", name, NULL);
}

/**
 * sw_aws_dup_cause:
 * @answer: an error of the service
 *
 * Returns: (transfer full): what the integration gives as its cause
 */
char *
sw_aws_dup_cause (const SwAwsVoice  *self,
                  const SwAwsAnswer *answer)
{
  const char *message = answer->message != NULL ? answer->message : "null";
  const char *id = answer->request_id != NULL ? answer->request_id : "null";
  guint i = find_voice (self);
  g_autoptr (GString) extended = NULL;

  /* Recorded on AWS: what Lambda refuses before it looks for the function has the newer form. */
  if (!self->sdk && g_str_equal (self->key, "lambda")
      && sw_aws_service_find_error (self->service, answer->code) == NULL)
    return g_strdup_printf ("%s (Service: Lambda, Status Code: %u, Request ID: %s)", message,
                            answer->status, id);
  if (!self->sdk)
    return g_strdup_printf (
        "%s (Service: %s; Status Code: %u; Error Code: %s; Request ID: %s; Proxy: null)", message,
        i < G_N_ELEMENTS (voices) ? voices[i].service : self->service->prefix, answer->status,
        answer->code, id);
  extended = g_string_new (NULL);
  if (answer->extended_id != NULL)
    g_string_append_printf (extended, ", Extended Request ID: %s", answer->extended_id);
  return g_strdup_printf (
      "%s (Service: %s, Status Code: %u, Request ID: %s%s) (SDK Attempt Count: 1)", message,
      self->service->prefix, answer->status, id, extended->str);
}

/**
 * sw_aws_dup_too_large:
 * @what: the task's resource
 *
 * Returns: (transfer full): the cause of States.DataLimitExceeded; recorded on AWS
 */
char *
sw_aws_dup_too_large (const char *what)
{
  return g_strdup_printf ("The state/task '%s' returned a result with a size exceeding the maximum "
                          "number of bytes service limit.",
                          what);
}

/**
 * sw_aws_dup_fault:
 * @fault: why there is no answer, of %SW_AWS_ERROR
 * @error: (out): the name of the error
 * @cause: (out): its cause
 *
 * Words a call that came to nothing. Recorded on AWS: `SQS.SdkClientException`, "Unable to execute
 * HTTP request: HOST: Name or service not known".
 */
void
sw_aws_dup_fault (const SwAwsVoice  *self,
                  const GError      *fault,
                  char             **error,
                  char             **cause)
{
  if (g_error_matches (fault, SW_AWS_ERROR, SW_AWS_ERROR_TOO_LARGE))
    {
      *error = g_strdup ("States.DataLimitExceeded");
      *cause = sw_aws_dup_too_large (self->resource);
      return;
    }
  *error = g_strconcat (get_prefix (self), ".SdkClientException", NULL);
  if (g_error_matches (fault, SW_AWS_ERROR, SW_AWS_ERROR_NETWORK))
    *cause = g_strdup_printf ("Unable to execute HTTP request: %s", fault->message);
  else if (g_error_matches (fault, SW_AWS_ERROR, SW_AWS_ERROR_ANSWER))
    *cause = g_strdup_printf ("Unable to unmarshall response: %s", fault->message);
  else
    *cause = g_strdup (fault->message);
}

/**
 * sw_aws_add_metadata:
 * @output: (inout): of an optimised integration
 * @answer: it is from
 *
 * Adds what the first SDK tells of the exchange: SdkHttpMetadata and SdkResponseMetadata.
 */
void
sw_aws_add_metadata (SwValue           *output,
                     const SwAwsAnswer *answer)
{
  SwValue all = sw_value_new_object (answer->headers->len);
  SwValue plain = sw_value_new_object (answer->headers->len);
  SwValue http = sw_value_new_object (3), response = sw_value_new_object (1);

  for (guint i = 0; i < answer->headers->len; i++)
    {
      const SwHeader *header = &g_array_index (answer->headers, SwHeader, i);
      SwValue list = sw_value_ref (sw_value_get_member (all, header->name));

      if (!sw_value_is (list, SW_TYPE_ARRAY))
        list = sw_value_new_array (1);
      sw_value_append (&list, sw_value_new_string (header->value));
      sw_value_set_member (&all, header->name, list);
      sw_value_set_member (&plain, header->name, sw_value_new_string (header->value));
    }
  sw_value_set_member (&http, "AllHttpHeaders", all);
  sw_value_set_member (&http, "HttpHeaders", plain);
  sw_value_set_member (&http, "HttpStatusCode", sw_value_new_integer (answer->status));
  if (answer->request_id != NULL)
    sw_value_set_member (&response, "RequestId", sw_value_new_string (answer->request_id));
  sw_value_set_member (output, "SdkHttpMetadata", http);
  sw_value_set_member (output, "SdkResponseMetadata", response);
}
