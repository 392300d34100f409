/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/catalogue/sw-catalogue.h"
#include "asl/check/sw-check.h"
#include "asl/sw-error-names.h"
#include "json/sw-text.h"
#include "stories.h"

#include <string.h>

/* The catalogue: that its rows are whole, and that AWS's rules, as the checker knows them, accept
 * what it offers. */

static const SwPatterns patterns[] = {
  SW_PATTERN_REQUEST, SW_PATTERN_SYNC, SW_PATTERN_SYNC_2, SW_PATTERN_TOKEN,
};

typedef void (*Visit) (const SwIntegration *item);

static void
each_integration (Visit visit)
{
  guint n_services;
  const SwService *services = sw_services_get_all (&n_services);

  g_assert_cmpuint (n_services, >, 20);
  for (guint i = 0; i < n_services; i++)
    for (guint j = 0; j < services[i].n_integrations; j++)
      visit (&services[i].integrations[j]);
}

static gboolean
is_sentence (const char *help)
{
  return help != NULL && !g_ascii_islower (help[0])
         && (g_str_has_suffix (help, ".") || g_str_has_suffix (help, "…"));
}

static gboolean
begins_small (const char *help)
{
  return help != NULL && g_ascii_islower (help[0]) && g_str_has_suffix (help, ".");
}

static void
check_parameters (const SwIntegration *item)
{
  gboolean optional = FALSE;

  for (guint i = 0; i < item->n_parameters; i++)
    {
      const SwParameter *parameter = &item->parameters[i];

      g_test_message ("%s", parameter->name);
      g_assert_true (g_ascii_isupper (parameter->name[0]));
      /* A help may begin with a value, such as "json: …". */
      g_assert_true (is_sentence (parameter->help) || begins_small (parameter->help));
      g_assert_false (parameter->required && optional);
      optional = !parameter->required;
      for (guint j = 0; j < i; j++)
        g_assert_cmpstr (item->parameters[j].name, !=, parameter->name);
    }
}

static void
check_row (const SwIntegration *item)
{
  g_autofree char *id = sw_integration_dup_id (item);
  g_autofree char *arn = sw_integration_dup_arn (item, item->pattern);
  g_autofree char *name = sw_integration_dup_name (item);

  g_test_message ("%s", id);
  g_assert_true (sw_catalogue_find (arn) == item);
  g_assert_true (is_sentence (item->help));
  g_assert_cmpuint (item->patterns & item->pattern, ==, item->pattern);
  g_assert_cmpuint (item->patterns & SW_PATTERN_REQUEST, !=, 0);
  g_assert_true (item->service->sdk || !(item->patterns & SW_PATTERN_SYNC_2)
                 || strcmp (item->service->key, "states") == 0);
  g_assert_cmpint (g_utf8_strlen (name, -1), <=, 80);
  check_parameters (item);
}

static void
test_rows (void)
{
  each_integration (check_row);
}

static GPtrArray *
check_task (const char *state)
{
  g_autofree char *text =
      g_strdup_printf ("{ \"StartAt\": \"A\", \"States\": { \"A\": %s } }", state);
  g_autoptr (SwModel) model = model_from_text (text);

  return sw_check (model, SW_MACHINE_STANDARD);
}

/* Each pattern that a row has is one the checker lets pass, and no other. */
static void
check_patterns (const SwIntegration *item)
{
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autofree char *arn = sw_integration_dup_arn (item, patterns[i]);
      g_autofree char *state = g_strdup_printf (
          "{ \"Type\": \"Task\", \"Resource\": \"%s\", \"TimeoutSeconds\": 5, \"End\": true }",
          arn);
      g_autoptr (GPtrArray) found = check_task (state);

      g_test_message ("%s", arn);
      if (item->patterns & patterns[i])
        g_assert_cmpuint (found->len, ==, 0);
    }
}

static void
test_patterns (void)
{
  each_integration (check_patterns);
}

/* TEXT with "End": true and a language put first */
static char *
complete (const char      *text,
          SwQueryLanguage  language)
{
  return g_strdup_printf ("{ \"QueryLanguage\": \"%s\", \"End\": true,%s",
                          language == SW_QUERY_JSONATA ? "JSONata" : "JSONPath",
                          strchr (text, '{') + 1);
}

static void
check_required (const SwIntegration *item,
                SwValue              parameters)
{
  for (guint i = 0; i < item->n_parameters; i++)
    {
      const char *name = item->parameters[i].name;
      g_autofree char *query = g_strconcat (name, ".$", NULL);

      if (!item->parameters[i].required)
        continue;
      g_test_message ("%s", name);
      g_assert_true (!sw_value_is (sw_value_get_member (parameters, name), SW_TYPE_UNDEFINED)
                     || !sw_value_is (sw_value_get_member (parameters, query), SW_TYPE_UNDEFINED));
    }
}

/* Each member is one that the row's parameters know. */
static void
check_known (const SwIntegration *item,
             SwValue              parameters)
{
  for (guint i = 0; i < sw_value_get_length (parameters); i++)
    {
      const char *key = sw_string_get_text (sw_value_get_key (parameters, i));
      gboolean known = FALSE;

      for (guint j = 0; j < item->n_parameters; j++)
        {
          g_autofree char *query = g_strconcat (item->parameters[j].name, ".$", NULL);

          known = known || strcmp (key, item->parameters[j].name) == 0 || strcmp (key, query) == 0;
        }
      g_test_message ("%s", key);
      g_assert_true (known);
    }
}

/* A call of the SDK may have nothing to put the token into, getObject say: that is all that the
 * checker then finds. */
static void
check_findings (const SwIntegration *item,
                SwPatterns           pattern,
                GPtrArray           *found)
{
  gboolean keeps_token = pattern == SW_PATTERN_TOKEN && item->token_jsonpath == NULL;

  for (guint i = 0; i < found->len; i++)
    {
      const SwDiagnostic *diagnostic = g_ptr_array_index (found, i);

      g_test_message ("%s", diagnostic->message);
      g_assert_true (keeps_token);
      g_assert_cmpstr (diagnostic->kind, ==, "callback-token");
    }
  g_assert_cmpuint (found->len, ==, keeps_token ? 1 : 0);
  g_assert_true (!keeps_token || item->service->sdk);
}

static void
check_default_state (const SwIntegration *item,
                     SwPatterns           pattern,
                     SwQueryLanguage      language)
{
  g_autofree char *state = sw_integration_dup_state (item, pattern, language);
  g_autofree char *whole = complete (state, language);
  g_autoptr (GPtrArray) found = check_task (whole);
  g_auto (SwValue) value = SW_VALUE_INIT;
  SwValue parameters;

  g_test_message ("%s", state);
  check_findings (item, pattern, found);

  g_assert_true (sw_value_from_text (state, -1, SW_TEXT_DEFAULT, &value, NULL));
  parameters =
      sw_value_get_member (value, language == SW_QUERY_JSONATA ? "Arguments" : "Parameters");
  check_required (item, parameters);
  check_known (item, parameters);
  if (pattern == SW_PATTERN_TOKEN && item->token_jsonpath != NULL)
    g_assert_nonnull (strstr (state, "Task.Token"));
}

static void
check_default_states (const SwIntegration *item)
{
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    if (item->patterns & patterns[i])
      {
        check_default_state (item, patterns[i], SW_QUERY_JSONPATH);
        check_default_state (item, patterns[i], SW_QUERY_JSONATA);
      }
}

static void
test_default_states (void)
{
  each_integration (check_default_states);
}

/* What AWS's list of optimised integrations names, and often used calls of the SDK */
static const char *const expected[] = {
  "lambda:invoke", "dynamodb:getItem", "dynamodb:putItem", "dynamodb:updateItem",
  "dynamodb:deleteItem", "sns:publish", "sqs:sendMessage.waitForTaskToken", "events:putEvents",
  "states:startExecution.sync:2", "batch:submitJob.sync", "ecs:runTask.waitForTaskToken",
  "eks:runJob.sync", "eks:call", "glue:startJobRun.sync", "databrew:startJobRun.sync",
  "http:invoke", "apigateway:invoke", "athena:startQueryExecution.sync",
  "athena:getQueryResults", "bedrock:invokeModel", "bedrock:createModelCustomizationJob.sync",
  "sagemaker:createTrainingJob.sync", "elasticmapreduce:addStep.sync",
  "emr-containers:startJobRun.sync", "emr-serverless:startJobRun.sync",
  "codebuild:startBuild.sync", "mediaconvert:createJob.sync", "s3:getObject",
  "aws-sdk:s3:getObject", "aws-sdk:s3:listObjectsV2", "aws-sdk:dynamodb:query",
  "aws-sdk:sfn:sendTaskSuccess", "aws-sdk:ssm:getParameter",
  "aws-sdk:secretsmanager:getSecretValue", "aws-sdk:eventbridge:enableRule",
};

static void
test_expected (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *arn = g_strconcat ("arn:aws:states:::", expected[i], NULL);
      g_autofree char *elsewhere = g_strconcat ("arn:aws-cn:states:::", expected[i], NULL);

      g_test_message ("%s", arn);
      g_assert_nonnull (sw_catalogue_find (arn));
      g_assert_true (sw_catalogue_find (arn) == sw_catalogue_find (elsewhere));
    }
}

static const struct
{
  const char *arn;
  const char *title; /* NULL: it is no integration */
} titles[] = {
  { "arn:aws:states:::lambda:invoke.waitForTaskToken", "Lambda Invoke" },
  { "arn:aws:states:::dynamodb:getItem", "DynamoDB GetItem" },
  { "arn:aws-us-gov:states:::elasticmapreduce:addStep.sync", "EMR AddStep" },
  { "arn:aws:states:::aws-sdk:dynamodb:query", "DynamoDB Query" },
  { "arn:aws:states:::aws-sdk:sfn:startSyncExecution", "Step Functions StartSyncExecution" },
  { "arn:aws:states:::aws-sdk:rds:modifyDBCluster", "RDS ModifyDBCluster" },
  { "arn:aws:states:::aws-sdk:iam:createRole", "IAM CreateRole" },
  { "arn:aws:states:::aws-sdk:unheardof:doThings", "Unheardof DoThings" },
  { "arn:aws:states:us-east-1:123456789012:sqs:sendMessage", "SQS SendMessage" },
  { "arn:aws:lambda:us-east-1:123456789012:function:F", NULL },
  { "arn:aws:states:us-east-1:123456789012:activity:a", NULL },
  { "${FunctionArn}", NULL },
  { "arn:aws:states:::", NULL },
  { "arn:aws:states:::lambda:", NULL },
  { "arn:aws:states:::aws-sdk:s3", NULL },
  { "", NULL },
};

static void
test_titles (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autofree char *title = sw_catalogue_dup_title (titles[i].arn);

      g_test_message ("%s", titles[i].arn);
      g_assert_cmpstr (title, ==, titles[i].title);
    }
}

/* Error names as they were recorded on AWS, or stand in published definitions */
static const struct
{
  const char *arn;
  const char *error;
} errors[] = {
  { "arn:aws:states:::lambda:invoke", "Lambda.TooManyRequestsException" },
  { "arn:aws:lambda:us-east-1:123456789012:function:F", "Lambda.ServiceException" },
  { "arn:aws:states:::dynamodb:putItem", "DynamoDB.ConditionalCheckFailedException" },
  { "arn:aws:states:::aws-sdk:dynamodb:putItem", "DynamoDb.DynamoDbException" },
  { "arn:aws:states:::aws-sdk:s3:getObject", "S3.NoSuchKeyException" },
  { "arn:aws:states:::events:putEvents", "EventBridge.FailedEntry" },
  { "arn:aws:states:::states:startExecution.sync:2",
    "StepFunctions.ExecutionAlreadyExistsException" },
  { "arn:aws:states:::apigateway:invoke", "ApiGateway.403" },
  { "arn:aws:states:::http:invoke", "States.Http.StatusCode.404" },
  { "arn:aws:states:::aws-sdk:sfn:sendTaskSuccess", "Sfn.InvalidTokenException" },
  { "arn:aws:states:::aws-sdk:glue:startCrawler", "Glue.CrawlerRunningException" },
};

static void
test_errors (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_auto (GStrv) names = sw_catalogue_dup_errors (errors[i].arn);

      g_test_message ("%s of %s", errors[i].error, errors[i].arn);
      g_assert_true (g_strv_contains ((const char *const *) names, errors[i].error));
    }
}

static void
test_error_names (void)
{
  guint n_names;
  const SwErrorName *names = sw_error_names_get_all (&n_names);

  for (guint i = 0; i < n_names; i++)
    {
      g_test_message ("%s", names[i].name);
      g_assert_true (g_str_has_prefix (names[i].name, "States."));
      g_assert_true (is_sentence (names[i].help));
      g_assert_cmpuint (names[i].types, !=, 0);
      g_assert_true (sw_error_names_find (names[i].name) == &names[i]);
    }
  g_assert_null (sw_error_names_find ("States.Nothing"));
}

static void
test_groups (void)
{
  guint n_services;
  const SwService *services = sw_services_get_all (&n_services);

  for (guint i = 0; i < n_services; i++)
    {
      g_test_message ("%s", services[i].name);
      g_assert_nonnull (sw_service_group_get_title (services[i].group));
      g_assert_true (sw_services_find (services[i].key, services[i].sdk) == &services[i]);
      g_assert_cmpuint (services[i].n_integrations, >, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  g_test_add_func ("/asl/catalogue/rows are whole", test_rows);
  g_test_add_func ("/asl/catalogue/services are whole", test_groups);
  g_test_add_func ("/asl/catalogue/patterns are those that AWS accepts", test_patterns);
  g_test_add_func ("/asl/catalogue/a new state is right at once", test_default_states);
  g_test_add_func ("/asl/catalogue/has what AWS lists", test_expected);
  g_test_add_func ("/asl/catalogue/names what it does not know", test_titles);
  g_test_add_func ("/asl/catalogue/errors are named as AWS names them", test_errors);
  g_test_add_func ("/asl/error names/rows are whole", test_error_names);

  return g_test_run ();
}
