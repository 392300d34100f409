/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/aws/sw-aws-jobs.h"

#define NOT_FOUND "ResourceNotFoundException"

/* SageMaker's jobs differ in their names alone, and are known by them. */
#define SAGEMAKER(KIND) \
  { "sagemaker", "Create" KIND "Job", "Describe" KIND "Job", \
    KIND "JobName=>" KIND "JobName", "", KIND "JobStatus", "Completed", "Failed Stopped", \
    "Stop" KIND "Job", KIND "JobName=>" KIND "JobName" }

/* EKS's clusters and what belongs to them are not deleted when a state is given up, says the
 * developer's guide of Step Functions; the same of EMR's clusters. */
#define EKS_MADE(KIND, ASKS, FAILED) \
  { "eks", "Create" KIND, "Describe" KIND, ASKS, KIND, "Status", "ACTIVE", FAILED, NULL, NULL, KIND }
#define EKS_DELETED(KIND, ASKS, FAILED) \
  { "eks", "Delete" KIND, "Describe" KIND, ASKS, KIND, "Status", "", FAILED, NULL, NULL, NULL, \
    SW_JOB_GIVES_ANSWER, NOT_FOUND }
#define NODEGROUP "ClusterName=>ClusterName NodegroupName=>NodegroupName"
#define FARGATE "ClusterName=>ClusterName FargateProfileName=>FargateProfileName"

#define EMR_CLUSTER(OPERATION, ASKS, DONE, FAILED) \
  { "elasticmapreduce", OPERATION, "DescribeCluster", ASKS, "Cluster", "Status/State", DONE, \
    FAILED, NULL, NULL, NULL, SW_JOB_GIVES_ANSWER }

#define SERVERLESS_JOB "ApplicationId=>ApplicationId JobRunId=<JobRunId"
#define SERVERLESS_APPLICATION(OPERATION, ASKS, DONE, GONE) \
  { "emr-serverless", OPERATION, "GetApplication", ASKS, "Application", "State", DONE, \
    GONE == NULL ? "TERMINATED" : "", NULL, NULL, NULL, SW_JOB_GIVES_ANSWER, GONE }

#define BATCH_OF_BUILDS(OPERATION) \
  { "codebuild", OPERATION, "BatchGetBuildBatches", "Ids[]=<BuildBatch/Id", "BuildBatches/0", \
    "BuildBatchStatus", "SUCCEEDED", "FAILED FAULT TIMED_OUT STOPPED", "StopBuildBatch", \
    "Id=<BuildBatch/Id", "BuildBatch" }

/* States's is recorded on AWS; of EMR and EMR Serverless the guide says that a job that is waited
 * for gives what the request gives that begins it; the others give what describes them. */
static const SwAwsJob jobs[] = {
  { "states", "StartExecution", "DescribeExecution", "ExecutionArn=<ExecutionArn", "", "Status",
    "SUCCEEDED", "FAILED TIMED_OUT ABORTED", "StopExecution", "ExecutionArn=<ExecutionArn" },
  { "batch", "SubmitJob", "DescribeJobs", "Jobs[]=<JobId", "Jobs/0", "Status", "SUCCEEDED",
    "FAILED", "TerminateJob", "JobId=<JobId" },
  { "glue", "StartJobRun", "GetJobRun", "RunId=<JobRunId JobName=>JobName", "JobRun",
    "JobRunState", "SUCCEEDED", "FAILED STOPPED TIMEOUT ERROR EXPIRED", "BatchStopJobRun",
    "JobName=>JobName JobRunIds[]=<JobRunId" },
  { "athena", "StartQueryExecution", "GetQueryExecution", "QueryExecutionId=<QueryExecutionId",
    "QueryExecution", "Status/State", "SUCCEEDED", "FAILED CANCELLED", "StopQueryExecution",
    "QueryExecutionId=<QueryExecutionId", "QueryExecution" },
  { "athena", "StopQueryExecution", "GetQueryExecution", "QueryExecutionId=>QueryExecutionId",
    "QueryExecution", "Status/State", "SUCCEEDED FAILED CANCELLED", "", NULL, NULL,
    "QueryExecution" },
  { "codebuild", "StartBuild", "BatchGetBuilds", "Ids[]=<Build/Id", "Builds/0", "BuildStatus",
    "SUCCEEDED", "FAILED FAULT TIMED_OUT STOPPED", "StopBuild", "Id=<Build/Id", "Build" },
  BATCH_OF_BUILDS ("StartBuildBatch"),
  BATCH_OF_BUILDS ("RetryBuildBatch"),
  { "ecs", "RunTask", "DescribeTasks", "Tasks[]=<Tasks/0/TaskArn Cluster=>Cluster", "Tasks/0",
    "LastStatus", "STOPPED", "", "StopTask", "Task=<Tasks/0/TaskArn Cluster=>Cluster" },
  { "databrew", "StartJobRun", "DescribeJobRun", "Name=>Name RunId=<RunId", "", "State",
    "SUCCEEDED", "FAILED STOPPED TIMEOUT", "StopJobRun", "Name=>Name RunId=<RunId" },
  { "mediaconvert", "CreateJob", "GetJob", "Id=<Job/Id", "Job", "Status", "COMPLETE",
    "CANCELED ERROR", "CancelJob", "Id=<Job/Id", "Job" },
  { "bedrock", "CreateModelCustomizationJob", "GetModelCustomizationJob", "JobIdentifier=<JobArn",
    "", "Status", "Completed", "Failed Stopped", "StopModelCustomizationJob",
    "JobIdentifier=<JobArn" },
  SAGEMAKER ("Training"),
  SAGEMAKER ("Transform"),
  SAGEMAKER ("Processing"),
  SAGEMAKER ("HyperParameterTuning"),
  SAGEMAKER ("Labeling"),
  EKS_MADE ("Cluster", "Name=>Name", "FAILED"),
  EKS_DELETED ("Cluster", "Name=>Name", "FAILED"),
  EKS_MADE ("Nodegroup", NODEGROUP, "CREATE_FAILED"),
  EKS_DELETED ("Nodegroup", NODEGROUP, "DELETE_FAILED"),
  EKS_MADE ("FargateProfile", FARGATE, "CREATE_FAILED"),
  EKS_DELETED ("FargateProfile", FARGATE, "DELETE_FAILED"),
  EMR_CLUSTER ("RunJobFlow", "ClusterId=<ClusterId", "WAITING",
               "TERMINATED TERMINATED_WITH_ERRORS"),
  EMR_CLUSTER ("TerminateJobFlows", "ClusterId=>ClusterId", "TERMINATED TERMINATED_WITH_ERRORS",
               ""),
  { "elasticmapreduce", "AddJobFlowSteps", "DescribeStep", "ClusterId=>ClusterId StepId=<StepId",
    "Step", "Status/State", "COMPLETED", "CANCELLED FAILED INTERRUPTED", "CancelSteps",
    "ClusterId=>ClusterId StepIds[]=<StepId", NULL, SW_JOB_GIVES_ANSWER },
  { "emr-containers", "StartJobRun", "DescribeJobRun", "Id=<Id VirtualClusterId=>VirtualClusterId",
    "JobRun", "State", "COMPLETED", "FAILED CANCELLED", "CancelJobRun",
    "Id=<Id VirtualClusterId=>VirtualClusterId", "JobRun" },
  { "emr-containers", "DeleteVirtualCluster", "DescribeVirtualCluster", "Id=>Id", "VirtualCluster",
    "State", "TERMINATED", "ARRESTED", NULL, NULL, NULL, SW_JOB_GIVES_ANSWER, NOT_FOUND },
  { "emr-serverless", "StartJobRun", "GetJobRun", SERVERLESS_JOB, "JobRun", "State", "SUCCESS",
    "FAILED CANCELLED", "CancelJobRun", SERVERLESS_JOB, NULL, SW_JOB_GIVES_ANSWER },
  { "emr-serverless", "CancelJobRun", "GetJobRun",
    "ApplicationId=>ApplicationId JobRunId=>JobRunId", "JobRun", "State", "CANCELLED",
    "SUCCESS FAILED", NULL, NULL, NULL, SW_JOB_GIVES_ANSWER },
  SERVERLESS_APPLICATION ("CreateApplication", "ApplicationId=<ApplicationId", "CREATED STARTED",
                          NULL),
  SERVERLESS_APPLICATION ("StartApplication", "ApplicationId=>ApplicationId", "STARTED", NULL),
  SERVERLESS_APPLICATION ("StopApplication", "ApplicationId=>ApplicationId", "STOPPED CREATED",
                          NULL),
  SERVERLESS_APPLICATION ("DeleteApplication", "ApplicationId=>ApplicationId", "TERMINATED",
                          NOT_FOUND),
};

/**
 * sw_aws_jobs_find:
 * @key: as in the ARN, "batch"
 * @operation: that begins a job, "SubmitJob"
 *
 * Returns: (nullable): how its end is waited for; %NULL where nothing is known of that
 */
const SwAwsJob *
sw_aws_jobs_find (const char *key,
                  const char *operation)
{
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    if (g_str_equal (jobs[i].key, key) && g_str_equal (jobs[i].operation, operation))
      return &jobs[i];
  return NULL;
}
