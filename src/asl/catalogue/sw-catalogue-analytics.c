/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/catalogue/sw-catalogue-private.h"

#include <glib/gi18n.h>

/* Queries, data jobs and clusters. Which parameters are required is what the services' own API
 * models say; "elasticmapreduce" has calls of its own, that wrap those of EMR. */

static const SwParameter start_query[] = {
  MUST ("QueryString", TEXT, N_ ("The SQL text.")),
  MAY ("WorkGroup", TEXT, N_ ("The workgroup; primary otherwise.")),
  MAY ("QueryExecutionContext", OBJECT, N_ ("Database and Catalog of the query.")),
  MAY ("ResultConfiguration", OBJECT, N_ ("OutputLocation: where in S3 the result is put.")),
  MAY ("ExecutionParameters", ARRAY, N_ ("Values for the question marks of the query.")),
  MAY ("ResultReuseConfiguration", OBJECT, N_ ("Whether an earlier result may serve.")),
  MAY ("ClientRequestToken", TEXT, N_ ("What tells a repeated request.")),
};
#define QUERY_ID MUST ("QueryExecutionId", TEXT, N_ ("The id that starting the query answered."))
static const SwParameter query_id[] = { QUERY_ID };
static const SwParameter query_results[] = {
  QUERY_ID,
  MAY ("MaxResults", NUMBER, N_ ("How many rows are read at most.")),
  MAY ("NextToken", TEXT, N_ ("Where to read on, from the answer before.")),
};
#define SAME_QUERY_PATH "'QueryExecutionId.$': '$.QueryExecution.QueryExecutionId'"
#define SAME_QUERY "'QueryExecutionId': '{% $states.input.QueryExecution.QueryExecutionId %}'"

static SwIntegration athena[] = {
  { .action = "startQueryExecution", .help = N_ ("Starts an SQL query."),
    .patterns = REQUEST | SYNC, .pattern = SYNC, TAKES (start_query),
    .jsonpath = "'QueryString': 'SELECT 1', 'WorkGroup': 'primary'" },
  { .action = "getQueryResults", .help = N_ ("Reads the rows that a query found."),
    .patterns = REQUEST, .pattern = REQUEST, TAKES (query_results), .jsonpath = SAME_QUERY_PATH,
    .jsonata = SAME_QUERY },
  { .action = "getQueryExecution", .help = N_ ("Reads how a query stands."), .patterns = REQUEST,
    .pattern = REQUEST, TAKES (query_id), .jsonpath = SAME_QUERY_PATH, .jsonata = SAME_QUERY },
  { .action = "stopQueryExecution", .help = N_ ("Stops a query."), .patterns = REQUEST | SYNC,
    .pattern = REQUEST, TAKES (query_id), .jsonpath = SAME_QUERY_PATH, .jsonata = SAME_QUERY },
};

static const SwParameter start_job_run[] = {
  MUST ("JobName", TEXT, N_ ("The name of the job.")),
  MAY ("Arguments", OBJECT, N_ ("Arguments of the job, such as --key: value.")),
  MAY ("WorkerType", TEXT, N_ ("The type of worker, such as G.1X.")),
  MAY ("NumberOfWorkers", NUMBER, N_ ("How many workers there are.")),
  MAY ("MaxCapacity", NUMBER, N_ ("Data processing units, in place of workers.")),
  MAY ("Timeout", NUMBER, N_ ("Minutes after which Glue ends the run.")),
  ONE_OF ("ExecutionClass", "FLEX STANDARD", N_ ("Whether spare capacity may be used.")),
  MAY ("JobRunId", TEXT, N_ ("An earlier run to try again.")),
  MAY ("SecurityConfiguration", TEXT, N_ ("The security configuration of the run.")),
};

static SwIntegration glue[] = {
  { .action = "startJobRun", .help = N_ ("Runs a job."), .patterns = REQUEST | SYNC,
    .pattern = SYNC, TAKES (start_job_run), .jsonpath = "'JobName': 'JOB_NAME'",
    .errors = "ConcurrentRunsExceededException EntityNotFoundException InvalidInputException "
              "InternalServiceException OperationTimeoutException "
              "ResourceNumberLimitExceededException" },
};

static const SwParameter brew_job[] = {
  MUST ("Name", TEXT, N_ ("The name of the job.")),
};

static SwIntegration databrew[] = {
  { .action = "startJobRun", .help = N_ ("Runs a job that prepares data."),
    .patterns = REQUEST | SYNC, .pattern = SYNC, TAKES (brew_job),
    .jsonpath = "'Name': 'JOB_NAME'" },
};

#define CLUSTER_ID MUST ("ClusterId", TEXT, N_ ("The id of the cluster."))
#define SAME_CLUSTER_PATH "'ClusterId.$': '$.ClusterId'"
#define SAME_CLUSTER "'ClusterId': '{% $states.input.ClusterId %}'"
#define ON_CLUSTER(more) \
  .jsonpath = SAME_CLUSTER_PATH ", " more, .jsonata = SAME_CLUSTER ", " more

static const SwParameter emr_create[] = {
  MUST ("Name", TEXT, N_ ("The name of the cluster.")),
  MUST ("Instances", OBJECT, N_ ("The machines of the cluster.")),
  MAY ("ReleaseLabel", TEXT, N_ ("The release, such as emr-7.5.0.")),
  MAY ("Applications", ARRAY, N_ ("What is installed: objects of Name.")),
  MAY ("ServiceRole", TEXT, N_ ("The role that EMR takes.")),
  MAY ("JobFlowRole", TEXT, N_ ("The instance profile of the machines.")),
  MAY ("LogUri", TEXT, N_ ("Where in S3 logs are put.")),
  MAY ("VisibleToAllUsers", BOOLEAN, N_ ("Whether all of the account see the cluster.")),
  MAY ("Configurations", ARRAY, N_ ("Settings of the applications.")),
  MAY ("BootstrapActions", ARRAY, N_ ("Scripts that run before anything else.")),
  MAY ("StepConcurrencyLevel", NUMBER, N_ ("How many steps run at once.")),
  MAY ("Tags", ARRAY, N_ ("Tags of the cluster: objects of Key and Value.")),
};
static const SwParameter emr_terminate[] = { CLUSTER_ID };
static const SwParameter emr_add_step[] = {
  CLUSTER_ID,
  MUST ("Step", OBJECT, N_ ("The step: Name, ActionOnFailure, HadoopJarStep.")),
  MAY ("ExecutionRoleArn", TEXT, N_ ("The role that the step takes.")),
};
static const SwParameter emr_cancel_step[] = {
  CLUSTER_ID,
  MUST ("StepId", TEXT, N_ ("The id of the step.")),
};
static const SwParameter emr_protect[] = {
  CLUSTER_ID,
  MUST ("TerminationProtected", BOOLEAN, N_ ("Whether the cluster cannot be ended.")),
};
static const SwParameter emr_fleet[] = {
  CLUSTER_ID,
  MUST ("InstanceFleetName", TEXT, N_ ("The name of the fleet.")),
  MUST ("InstanceFleet", OBJECT, N_ ("How large the fleet is to be.")),
};
static const SwParameter emr_group[] = {
  CLUSTER_ID,
  MUST ("InstanceGroupName", TEXT, N_ ("The name of the group.")),
  MUST ("InstanceGroup", OBJECT, N_ ("How large the group is to be.")),
};

static SwIntegration emr[] = {
  { .action = "createCluster", .help = N_ ("Creates a cluster and starts it."),
    .patterns = REQUEST | SYNC, .pattern = SYNC, TAKES (emr_create),
    .jsonpath = "'Name': 'CLUSTER_NAME', 'ReleaseLabel': 'emr-7.5.0', 'Applications':"
                " [{ 'Name': 'Spark' }], 'ServiceRole': 'EMR_DefaultRole', 'JobFlowRole':"
                " 'EMR_EC2_DefaultRole', 'Instances': { 'KeepJobFlowAliveWhenNoSteps': true,"
                " 'InstanceFleets': [{ 'InstanceFleetType': 'MASTER', 'TargetOnDemandCapacity': 1,"
                " 'InstanceTypeConfigs': [{ 'InstanceType': 'm5.xlarge' }] }] }" },
  { .action = "addStep", .help = N_ ("Adds a step to a cluster."), .patterns = REQUEST | SYNC,
    .pattern = SYNC, TAKES (emr_add_step),
    ON_CLUSTER ("'Step': { 'Name': 'STEP_NAME', 'ActionOnFailure': 'CONTINUE', 'HadoopJarStep':"
                " { 'Jar': 'command-runner.jar', 'Args': ['spark-submit', 's3://BUCKET/KEY'] } }")
  },
  { .action = "cancelStep", .help = N_ ("Cancels a step of a cluster."), .patterns = REQUEST,
    .pattern = REQUEST, TAKES (emr_cancel_step), ON_CLUSTER ("'StepId': 'STEP_ID'") },
  { .action = "terminateCluster", .help = N_ ("Ends a cluster."), .patterns = REQUEST | SYNC,
    .pattern = SYNC, TAKES (emr_terminate), .jsonpath = SAME_CLUSTER_PATH,
    .jsonata = SAME_CLUSTER },
  { .action = "setClusterTerminationProtection", .help = N_ ("Locks a cluster against its end."),
    .patterns = REQUEST, .pattern = REQUEST, TAKES (emr_protect),
    ON_CLUSTER ("'TerminationProtected': true") },
  { .action = "modifyInstanceFleetByName", .help = N_ ("Resizes a fleet of a cluster."),
    .patterns = REQUEST, .pattern = REQUEST, TAKES (emr_fleet),
    ON_CLUSTER ("'InstanceFleetName': 'FLEET_NAME', 'InstanceFleet':"
                " { 'TargetOnDemandCapacity': 8, 'TargetSpotCapacity': 0 }") },
  { .action = "modifyInstanceGroupByName", .help = N_ ("Resizes a group of a cluster."),
    .patterns = REQUEST, .pattern = REQUEST, TAKES (emr_group),
    ON_CLUSTER ("'InstanceGroupName': 'GROUP_NAME', 'InstanceGroup': { 'InstanceCount': 8 }") },
};

#define VIRTUAL_CLUSTER "'VirtualClusterId': 'VIRTUAL_CLUSTER_ID'"
#define SPARK "'JobDriver': { 'SparkSubmitJobDriver': { 'EntryPoint': 's3://BUCKET/KEY' } }"

static const SwParameter virtual_create[] = {
  MUST ("Name", TEXT, N_ ("The name of the virtual cluster.")),
  MUST ("ContainerProvider", OBJECT, N_ ("The Kubernetes cluster and namespace behind it.")),
  MAY ("Tags", OBJECT, N_ ("Tags of the virtual cluster.")),
};
static const SwParameter virtual_delete[] = {
  MUST ("Id", TEXT, N_ ("The id of the virtual cluster.")),
};
static const SwParameter virtual_run[] = {
  MUST ("VirtualClusterId", TEXT, N_ ("The id of the virtual cluster.")),
  MAY ("ExecutionRoleArn", TEXT, N_ ("The role that the job takes.")),
  MAY ("ReleaseLabel", TEXT, N_ ("The release, such as emr-7.5.0-latest.")),
  MAY ("JobDriver", OBJECT, N_ ("What is run.")),
  MAY ("Name", TEXT, N_ ("The name of the run.")),
  MAY ("ConfigurationOverrides", OBJECT, N_ ("Settings and logs of the run.")),
  MAY ("JobTemplateId", TEXT, N_ ("A template for the run.")),
  MAY ("Tags", OBJECT, N_ ("Tags of the run.")),
};

static SwIntegration emr_containers[] = {
  { .action = "startJobRun", .help = N_ ("Runs a job on a virtual cluster."),
    .patterns = REQUEST | SYNC, .pattern = SYNC, TAKES (virtual_run),
    .jsonpath = VIRTUAL_CLUSTER ", 'ExecutionRoleArn': " ROLE
                                ", 'ReleaseLabel': 'emr-7.5.0-latest', " SPARK },
  { .action = "createVirtualCluster", .help = N_ ("Creates a virtual cluster."),
    .patterns = REQUEST, .pattern = REQUEST, TAKES (virtual_create),
    .jsonpath = "'Name': 'CLUSTER_NAME', 'ContainerProvider': { 'Id': 'EKS_CLUSTER_NAME', 'Type':"
                " 'EKS', 'Info': { 'EksInfo': { 'Namespace': 'default' } } }" },
  { .action = "deleteVirtualCluster", .help = N_ ("Deletes a virtual cluster."),
    .patterns = REQUEST | SYNC, .pattern = SYNC, TAKES (virtual_delete),
    .jsonpath = "'Id': 'VIRTUAL_CLUSTER_ID'" },
};

#define APPLICATION_ID MUST ("ApplicationId", TEXT, N_ ("The id of the application."))
#define APPLICATION "'ApplicationId': 'APPLICATION_ID'"

static const SwParameter application[] = { APPLICATION_ID };
static const SwParameter application_create[] = {
  MUST ("ReleaseLabel", TEXT, N_ ("The release, such as emr-7.5.0.")),
  MUST ("Type", TEXT, N_ ("SPARK or HIVE.")),
  MAY ("Name", TEXT, N_ ("The name of the application.")),
  MAY ("InitialCapacity", OBJECT, N_ ("Workers that stand ready.")),
  MAY ("MaximumCapacity", OBJECT, N_ ("Limits of processors, memory and disk.")),
  MAY ("AutoStopConfiguration", OBJECT, N_ ("When an idle application is stopped.")),
  MAY ("NetworkConfiguration", OBJECT, N_ ("Subnets and security groups.")),
  MAY ("Tags", OBJECT, N_ ("Tags of the application.")),
};
static const SwParameter application_run[] = {
  APPLICATION_ID,
  MUST ("ExecutionRoleArn", TEXT, N_ ("The role that the job takes.")),
  MAY ("JobDriver", OBJECT, N_ ("What is run.")),
  MAY ("Name", TEXT, N_ ("The name of the run.")),
  MAY ("ConfigurationOverrides", OBJECT, N_ ("Settings and logs of the run.")),
  MAY ("ExecutionTimeoutMinutes", NUMBER, N_ ("Minutes after which EMR ends the run.")),
  MAY ("Tags", OBJECT, N_ ("Tags of the run.")),
};
static const SwParameter application_cancel[] = {
  APPLICATION_ID,
  MUST ("JobRunId", TEXT, N_ ("The id of the run.")),
};

static SwIntegration emr_serverless[] = {
  { .action = "startJobRun", .help = N_ ("Runs a job of an application."),
    .patterns = REQUEST | SYNC, .pattern = SYNC, TAKES (application_run),
    .jsonpath = APPLICATION
    ", 'ExecutionRoleArn': " ROLE ", 'JobDriver': { 'SparkSubmit': { 'EntryPoint':"
    " 's3://BUCKET/KEY' } }" },
  { .action = "cancelJobRun", .help = N_ ("Cancels a job of an application."),
    .patterns = REQUEST | SYNC, .pattern = SYNC, TAKES (application_cancel),
    .jsonpath = APPLICATION ", 'JobRunId': 'JOB_RUN_ID'" },
  { .action = "createApplication", .help = N_ ("Creates an application."),
    .patterns = REQUEST | SYNC, .pattern = SYNC, TAKES (application_create),
    .jsonpath = "'Name': 'APPLICATION_NAME', 'ReleaseLabel': 'emr-7.5.0', 'Type': 'SPARK'" },
  { .action = "startApplication", .help = N_ ("Starts an application."),
    .patterns = REQUEST | SYNC, .pattern = SYNC, TAKES (application), .jsonpath = APPLICATION },
  { .action = "stopApplication", .help = N_ ("Stops an application."),
    .patterns = REQUEST | SYNC, .pattern = SYNC, TAKES (application), .jsonpath = APPLICATION },
  { .action = "deleteApplication", .help = N_ ("Deletes an application."),
    .patterns = REQUEST | SYNC, .pattern = SYNC, TAKES (application), .jsonpath = APPLICATION },
};

SwService sw_services_analytics[] = {
  { "athena", "Amazon Athena", "Athena", "athena", "Athena",
    "AmazonAthenaException TooManyRequestsException InvalidRequestException "
    "InternalServerException",
    SW_SERVICE_ANALYTICS, HOLDS (athena) },
  { "glue", "AWS Glue", "Glue", "glue", "Glue", "AWSGlueException", SW_SERVICE_ANALYTICS,
    HOLDS (glue) },
  { "databrew", "AWS Glue DataBrew", "DataBrew", "databrew", NULL, NULL, SW_SERVICE_ANALYTICS,
    HOLDS (databrew) },
  { "elasticmapreduce", "Amazon EMR", "EMR", "elasticmapreduce", NULL, NULL,
    SW_SERVICE_ANALYTICS, HOLDS (emr) },
  { "emr-containers", "Amazon EMR on EKS", "EMR on EKS", "elasticmapreduce", NULL, NULL,
    SW_SERVICE_ANALYTICS, HOLDS (emr_containers) },
  { "emr-serverless", "Amazon EMR Serverless", "EMR Serverless", "elasticmapreduce", NULL, NULL,
    SW_SERVICE_ANALYTICS, HOLDS (emr_serverless) },
};

const guint sw_n_services_analytics = G_N_ELEMENTS (sw_services_analytics);
