/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/catalogue/sw-catalogue.h"

#include <glib/gi18n.h>

/* What services and calls are called. */

static const char *const group_titles[] = {
  [SW_SERVICE_COMPUTE] = N_ ("Compute"),
  [SW_SERVICE_DATABASE] = N_ ("Databases"),
  [SW_SERVICE_MESSAGES] = N_ ("Messages and Events"),
  [SW_SERVICE_FLOW] = N_ ("State Machines"),
  [SW_SERVICE_STORAGE] = N_ ("Storage"),
  [SW_SERVICE_ANALYTICS] = N_ ("Analytics"),
  [SW_SERVICE_LEARNING] = N_ ("Machine Learning"),
  [SW_SERVICE_DEVELOPMENT] = N_ ("Builds and Media"),
  [SW_SERVICE_MANAGEMENT] = N_ ("Management"),
  [SW_SERVICE_NETWORK] = N_ ("Web"),
};

/* Services of the SDK that are known by name alone, where the first letter in upper case is not
 * their usual spelling: several names for one service, as the catalogue of AWS's SDK has them */
static const struct
{
  const char *key;
  const char *name;
} spellings[] = {
  { "apigateway", "API Gateway" },       { "apigatewayv2", "API Gateway" },
  { "appconfig", "AppConfig" },          { "appsync", "AppSync" },
  { "athena", "Athena" },                { "autoscaling", "Auto Scaling" },
  { "bedrockagent", "Bedrock Agent" },   { "bedrockagentruntime", "Bedrock Agent" },
  { "bedrockruntime", "Bedrock" },       { "cloudfront", "CloudFront" },
  { "cloudtrail", "CloudTrail" },        { "codebuild", "CodeBuild" },
  { "codecommit", "CodeCommit" },        { "codedeploy", "CodeDeploy" },
  { "codepipeline", "CodePipeline" },    { "cognitoidentityprovider", "Cognito" },
  { "databasemigration", "DMS" },        { "databrew", "DataBrew" },
  { "ecr", "ECR" },                      { "efs", "EFS" },
  { "eks", "EKS" },                      { "elasticloadbalancingv2", "Load Balancing" },
  { "emr", "EMR" },                      { "emrcontainers", "EMR on EKS" },
  { "emrserverless", "EMR Serverless" }, { "fis", "FIS" },
  { "fsx", "FSx" },                      { "guardduty", "GuardDuty" },
  { "iam", "IAM" },                      { "iot", "IoT" },
  { "lookoutvision", "Lookout for Vision" }, { "mediaconvert", "MediaConvert" },
  { "opensearch", "OpenSearch" },        { "quicksight", "QuickSight" },
  { "resourcegroupstaggingapi", "Tagging" }, { "route53", "Route 53" },
  { "s3control", "S3 Control" },         { "sagemaker", "SageMaker" },
  { "sagemakerruntime", "SageMaker" },   { "securityhub", "Security Hub" },
  { "servicecatalog", "Service Catalog" }, { "ses", "SES" },
  { "sns", "SNS" },                      { "ssoadmin", "IAM Identity Center" },
  { "timestreamwrite", "Timestream" },   { "wafv2", "WAF" },
};

/**
 * sw_service_group_get_title:
 * @group: a group of services
 *
 * Returns: (transfer none): its title, to translate
 */
const char *
sw_service_group_get_title (SwServiceGroup group)
{
  g_return_val_if_fail (group < SW_SERVICE_N_GROUPS, NULL);

  return group_titles[group];
}

static char *
capitalize (const char *text)
{
  char *copy = g_strdup (text);

  copy[0] = g_ascii_toupper (copy[0]);

  return copy;
}

/**
 * sw_service_dup_short_name:
 * @key: as in an ARN: "lambda", "s3"
 * @sdk: whether the ARN is one of the SDK
 *
 * Returns: (transfer full): what the service is called for short ("DynamoDB"); of one that is not
 * known its key with a capital
 */
char *
sw_service_dup_short_name (const char *key,
                           gboolean    sdk)
{
  const SwService *service;

  g_return_val_if_fail (key != NULL, NULL);

  service = sw_services_find (key, sdk);
  if (service == NULL)
    service = sw_services_find (key, !sdk);
  if (service != NULL)
    return g_strdup (service->shortly);
  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    if (g_ascii_strcasecmp (spellings[i].key, key) == 0)
      return g_strdup (spellings[i].name);

  return capitalize (key);
}

static char *
dup_name (const char *service,
          const char *action,
          gboolean    sdk)
{
  g_autofree char *first = sw_service_dup_short_name (service, sdk);
  g_autofree char *second = capitalize (action);

  return g_strconcat (first, " ", second, NULL);
}

/**
 * sw_catalogue_dup_title:
 * @arn: the text of a Resource
 *
 * Names what a Task calls, known or not: "DynamoDB GetItem", "Rds ModifyDBCluster".
 *
 * Returns: (transfer full) (nullable): the name, not to be translated; %NULL where @arn is no
 * integration
 */
char *
sw_catalogue_dup_title (const char *arn)
{
  g_auto (SwResource) resource = { NULL };

  g_return_val_if_fail (arn != NULL, NULL);

  if (!sw_resource_parse (arn, &resource))
    return NULL;

  return dup_name (resource.service, resource.action, resource.sdk);
}

/**
 * sw_integration_dup_name:
 *
 * Returns: (transfer full): what a new state is called: "Lambda Invoke"
 */
char *
sw_integration_dup_name (const SwIntegration *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->name != NULL)
    return g_strdup (self->name);

  return dup_name (self->service->key, self->action, self->service->sdk);
}

/**
 * sw_integration_dup_title:
 *
 * Returns: (transfer full): what a palette shows, to translate: "AWS Lambda Invoke"
 */
char *
sw_integration_dup_title (const SwIntegration *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title != NULL ? g_strdup (self->title) : sw_integration_dup_name (self);
}
