/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/catalogue/sw-catalogue-private.h"

#include <glib/gi18n.h>

/* Functions and containers. Which parameters are required is what the services' own API models say;
 * the defaults of Lambda Invoke are those of AWS's designer. */

#define FUNCTION "'FunctionName': 'arn:aws:lambda:" ACCOUNT ":function:FUNCTION_NAME'"

static const SwParameter invoke[] = {
  MUST ("FunctionName", TEXT, N_ ("Name or ARN of the function, perhaps with version or alias.")),
  MAY ("Payload", ANY, N_ ("What the function is given.")),
  ONE_OF ("InvocationType", "RequestResponse Event DryRun",
          N_ ("Event starts the function without waiting for its answer.")),
  MAY ("Qualifier", TEXT, N_ ("Version or alias of the function.")),
  ONE_OF ("LogType", "None Tail", N_ ("Tail brings the end of the log along.")),
  MAY ("ClientContext", TEXT, N_ ("Data on the caller, in Base64.")),
};

static SwIntegration lambda[] = {
  { .action = "invoke", .title = N_ ("AWS Lambda Invoke"),
    .help = N_ ("Calls a function and goes on with its answer."), .patterns = REQUEST | TOKEN,
    .pattern = REQUEST, TAKES (invoke), .jsonpath = "'Payload.$': '$', " FUNCTION,
    .jsonata = FUNCTION ", 'Payload': '{% $states.input %}'",
    .token_jsonpath = FUNCTION ", 'Payload': { 'Input.$': '$', " TOKEN_PATH " }",
    .token_jsonata =
        FUNCTION ", 'Payload': { 'Input': '{% $states.input %}', " TOKEN_JSONATA " }",
    .output_path = "$.Payload", .output = "{% $states.result.Payload %}",
    .retry = "ServiceException AWSLambdaException SdkClientException TooManyRequestsException",
    .errors = "Unknown ResourceNotFoundException InvalidRequestContentException "
              "RequestTooLargeException InvalidParameterValueException EC2ThrottledException "
              "KMSAccessDeniedException ResourceConflictException ResourceNotReadyException "
              "SnapStartException ClientExecutionTimeoutException" },
};

#define CONTAINER_TOKEN(token) \
  "'LaunchType': 'FARGATE', 'Cluster': " CLUSTER ", 'TaskDefinition': " TASK_DEFINITION ", " \
  "'Overrides': { 'ContainerOverrides': [{ 'Name': 'CONTAINER_NAME', " \
  "'Environment': [{ 'Name': 'TASK_TOKEN', " token " }] }] }"
#define CLUSTER "'arn:aws:ecs:" ACCOUNT ":cluster/CLUSTER_NAME'"
#define TASK_DEFINITION "'arn:aws:ecs:" ACCOUNT ":task-definition/TASK_NAME:1'"

static const SwParameter run_task[] = {
  MUST ("TaskDefinition", TEXT, N_ ("ARN, or family and revision, of the task definition.")),
  MAY ("Cluster", TEXT, N_ ("Name or ARN of the cluster to run on.")),
  ONE_OF ("LaunchType", "EC2 FARGATE EXTERNAL", N_ ("What the task runs on.")),
  MAY ("NetworkConfiguration", OBJECT, N_ ("Subnets and security groups; Fargate needs them.")),
  MAY ("Overrides", OBJECT, N_ ("Command, environment and roles, in place of the definition's.")),
  MAY ("CapacityProviderStrategy", ARRAY, N_ ("The capacity providers, in place of LaunchType.")),
  MAY ("Count", NUMBER, N_ ("How many tasks are started, 1 to 10.")),
  MAY ("Group", TEXT, N_ ("The group of tasks it belongs to.")),
  MAY ("PlacementConstraints", ARRAY, N_ ("Rules for the choice of instance.")),
  MAY ("PlacementStrategy", ARRAY, N_ ("How tasks are spread over instances.")),
  MAY ("PlatformVersion", TEXT, N_ ("The version of Fargate's platform.")),
  MAY ("EnableECSManagedTags", BOOLEAN, N_ ("Whether the service tags the task.")),
  ONE_OF ("PropagateTags", "TASK_DEFINITION SERVICE NONE", N_ ("Where tags are taken from.")),
  MAY ("Tags", ARRAY, N_ ("Tags of the task: objects of Key and Value.")),
};

static SwIntegration ecs[] = {
  { .action = "runTask", .help = N_ ("Starts a container task."),
    .patterns = REQUEST | SYNC | TOKEN, .pattern = SYNC, TAKES (run_task),
    .jsonpath = "'LaunchType': 'FARGATE', 'Cluster': " CLUSTER
                ", 'TaskDefinition': " TASK_DEFINITION,
    .token_jsonpath = CONTAINER_TOKEN ("'Value.$': '$$.Task.Token'"),
    .token_jsonata = CONTAINER_TOKEN ("'Value': '{% $states.context.Task.Token %}'"),
    .errors = "ClientException ServerException ClusterNotFoundException "
              "InvalidParameterException AccessDeniedException ThrottlingException" },
};

static const SwParameter submit_job[] = {
  MUST ("JobName", TEXT, N_ ("The name of the job.")),
  MUST ("JobQueue", TEXT, N_ ("Name or ARN of the queue.")),
  MUST ("JobDefinition", TEXT, N_ ("Name, revision or ARN of the job definition.")),
  MAY ("Parameters", OBJECT, N_ ("Values for the placeholders of the job definition.")),
  MAY ("ContainerOverrides", OBJECT, N_ ("Command, environment and resources of the container.")),
  MAY ("ArrayProperties", OBJECT, N_ ("Size, where the job is an array of jobs.")),
  MAY ("DependsOn", ARRAY, N_ ("Jobs that must end first.")),
  MAY ("NodeOverrides", OBJECT, N_ ("Settings of a job on several nodes.")),
  MAY ("RetryStrategy", OBJECT, N_ ("How often Batch itself tries again.")),
  MAY ("Timeout", OBJECT, N_ ("AttemptDurationSeconds, after which Batch ends the job.")),
  MAY ("PropagateTags", BOOLEAN, N_ ("Whether tags go on to the container task.")),
  MAY ("ShareIdentifier", TEXT, N_ ("The share of a fair-share queue.")),
  MAY ("Tags", OBJECT, N_ ("Tags of the job.")),
};

static SwIntegration batch[] = {
  { .action = "submitJob", .help = N_ ("Submits a batch job."), .patterns = REQUEST | SYNC,
    .pattern = SYNC, TAKES (submit_job),
    .jsonpath = "'JobName': 'JOB_NAME', 'JobDefinition': 'arn:aws:batch:" ACCOUNT
                ":job-definition/JOB_DEFINITION:1', 'JobQueue': 'arn:aws:batch:" ACCOUNT
                ":job-queue/JOB_QUEUE'",
    .errors = "ClientException ServerException" },
};

#define EKS_NAME "'ClusterName': 'CLUSTER_NAME'"
#define EKS_ENDPOINT \
  EKS_NAME ", 'CertificateAuthority': 'CERTIFICATE_AUTHORITY'," \
           " 'Endpoint': 'https://ENDPOINT.us-east-1.eks.amazonaws.com'"

static const SwParameter create_cluster[] = {
  MUST ("Name", TEXT, N_ ("The name of the cluster.")),
  MUST ("RoleArn", TEXT, N_ ("The role that the control plane takes.")),
  MUST ("ResourcesVpcConfig", OBJECT, N_ ("Subnets and security groups of the control plane.")),
  MAY ("Version", TEXT, N_ ("The version of Kubernetes.")),
  MAY ("KubernetesNetworkConfig", OBJECT, N_ ("Addresses of the cluster's services.")),
  MAY ("Logging", OBJECT, N_ ("Which logs of the control plane are kept.")),
  MAY ("EncryptionConfig", ARRAY, N_ ("How secrets are encrypted.")),
  MAY ("Tags", OBJECT, N_ ("Tags of the cluster.")),
};
static const SwParameter delete_cluster[] = {
  MUST ("Name", TEXT, N_ ("The name of the cluster.")),
};
static const SwParameter create_nodegroup[] = {
  MUST ("ClusterName", TEXT, N_ ("The name of the cluster.")),
  MUST ("NodegroupName", TEXT, N_ ("The name of the group of nodes.")),
  MUST ("NodeRole", TEXT, N_ ("The role that the nodes take.")),
  MUST ("Subnets", ARRAY, N_ ("The subnets of the nodes.")),
  MAY ("ScalingConfig", OBJECT, N_ ("MinSize, MaxSize and DesiredSize.")),
  MAY ("InstanceTypes", ARRAY, N_ ("The types of instance.")),
  ONE_OF ("CapacityType", "ON_DEMAND SPOT", N_ ("How the instances are paid.")),
};
static const SwParameter delete_nodegroup[] = {
  MUST ("ClusterName", TEXT, N_ ("The name of the cluster.")),
  MUST ("NodegroupName", TEXT, N_ ("The name of the group of nodes.")),
};
static const SwParameter create_fargate_profile[] = {
  MUST ("ClusterName", TEXT, N_ ("The name of the cluster.")),
  MUST ("FargateProfileName", TEXT, N_ ("The name of the profile.")),
  MUST ("PodExecutionRoleArn", TEXT, N_ ("The role that the pods take.")),
  MAY ("Selectors", ARRAY, N_ ("Which pods the profile is for.")),
  MAY ("Subnets", ARRAY, N_ ("The subnets of the pods.")),
};
static const SwParameter delete_fargate_profile[] = {
  MUST ("ClusterName", TEXT, N_ ("The name of the cluster.")),
  MUST ("FargateProfileName", TEXT, N_ ("The name of the profile.")),
};

#define KUBERNETES_ENDPOINT \
  MUST ("ClusterName", TEXT, N_ ("The name of the cluster.")), \
  MUST ("CertificateAuthority", TEXT, N_ ("The cluster's certificate, in Base64.")), \
  MUST ("Endpoint", TEXT, N_ ("The address of the cluster's Kubernetes API."))

static const SwParameter eks_call[] = {
  KUBERNETES_ENDPOINT,
  MUST_ONE_OF ("Method", "GET POST PUT DELETE PATCH HEAD", N_ ("The method of the request.")),
  MUST ("Path", TEXT, N_ ("The path of the request.")),
  MAY ("QueryParameters", OBJECT, N_ ("The query of the request: name to list of values.")),
  MAY ("RequestBody", ANY, N_ ("The body of the request.")),
};
static const SwParameter eks_run_job[] = {
  KUBERNETES_ENDPOINT,
  MUST ("Job", OBJECT, N_ ("The Kubernetes job to run.")),
  MAY ("Namespace", TEXT, N_ ("The namespace of the job; default otherwise.")),
  MAY ("LogOptions", OBJECT, N_ ("RetrieveLogs brings the logs along.")),
};

static SwIntegration eks[] = {
  { .action = "runJob", .help = N_ ("Runs a job on a Kubernetes cluster."),
    .patterns = REQUEST | SYNC, .pattern = SYNC, TAKES (eks_run_job),
    .jsonpath = EKS_ENDPOINT
    ", 'LogOptions': { 'RetrieveLogs': true }, 'Job': { 'apiVersion': 'batch/v1', 'kind': 'Job',"
    " 'metadata': { 'name': 'JOB_NAME' }, 'spec': { 'backoffLimit': 0, 'template': {"
    " 'metadata': { 'name': 'JOB_NAME' }, 'spec': { 'containers': [{ 'name': 'CONTAINER_NAME',"
    " 'image': 'IMAGE' }], 'restartPolicy': 'Never' } } } }" },
  { .action = "call", .help = N_ ("Calls the Kubernetes API of a cluster."), .patterns = REQUEST,
    .pattern = REQUEST, TAKES (eks_call),
    .jsonpath = EKS_ENDPOINT ", 'Method': 'GET', 'Path': '/api/v1/namespaces/default/pods'" },
  { .action = "createCluster", .help = N_ ("Creates a Kubernetes cluster."),
    .patterns = REQUEST | SYNC, .pattern = SYNC, TAKES (create_cluster),
    .jsonpath = "'Name': 'CLUSTER_NAME', 'RoleArn': " ROLE ","
                " 'ResourcesVpcConfig': { 'SubnetIds': ['subnet-1', 'subnet-2'] }" },
  { .action = "deleteCluster", .help = N_ ("Deletes a Kubernetes cluster."),
    .patterns = REQUEST | SYNC, .pattern = SYNC, TAKES (delete_cluster),
    .jsonpath = "'Name': 'CLUSTER_NAME'" },
  { .action = "createNodegroup", .help = N_ ("Creates a group of nodes of a cluster."),
    .patterns = REQUEST | SYNC, .pattern = SYNC, TAKES (create_nodegroup),
    .jsonpath = EKS_NAME ", 'NodegroupName': 'NODEGROUP_NAME', 'NodeRole': " ROLE ","
                         " 'Subnets': ['subnet-1', 'subnet-2']" },
  { .action = "deleteNodegroup", .help = N_ ("Deletes a group of nodes of a cluster."),
    .patterns = REQUEST | SYNC, .pattern = SYNC, TAKES (delete_nodegroup),
    .jsonpath = EKS_NAME ", 'NodegroupName': 'NODEGROUP_NAME'" },
  { .action = "createFargateProfile", .help = N_ ("Creates a Fargate profile of a cluster."),
    .patterns = REQUEST | SYNC, .pattern = SYNC, TAKES (create_fargate_profile),
    .jsonpath = EKS_NAME ", 'FargateProfileName': 'PROFILE_NAME', 'PodExecutionRoleArn': " ROLE
                         ", 'Selectors': [{ 'Namespace': 'default' }]" },
  { .action = "deleteFargateProfile", .help = N_ ("Deletes a Fargate profile of a cluster."),
    .patterns = REQUEST | SYNC, .pattern = SYNC, TAKES (delete_fargate_profile),
    .jsonpath = EKS_NAME ", 'FargateProfileName': 'PROFILE_NAME'" },
};

SwService sw_services_compute[] = {
  { "lambda", "AWS Lambda", "Lambda", "lambda", "Lambda",
    "ServiceException AWSLambdaException SdkClientException TooManyRequestsException",
    SW_SERVICE_COMPUTE, HOLDS (lambda) },
  { "ecs", "Amazon ECS", "ECS", "ecs", "ECS", "AmazonECSException", SW_SERVICE_COMPUTE,
    HOLDS (ecs) },
  { "batch", "AWS Batch", "Batch", "batch", "Batch", "AWSBatchException", SW_SERVICE_COMPUTE,
    HOLDS (batch) },
  { "eks", "Amazon EKS", "EKS", "eks", "EKS", "AmazonEKSException", SW_SERVICE_COMPUTE,
    HOLDS (eks) },
};

const guint sw_n_services_compute = G_N_ELEMENTS (sw_services_compute);
