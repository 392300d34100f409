/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "asl/sw-catalogue.h"
#include "aws/sw-aws-service.h"
#include "tasks/sw-aws-jobs.h"
#include "tasks/sw-aws-wrap.h"

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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tasks/aws-calls/every-integration-of-the-catalogue-can-be-performed",
                   test_catalogue);
  g_test_add_func ("/tasks/aws-calls/names-in-arns-are-those-of-services", test_names);
  return g_test_run ();
}
