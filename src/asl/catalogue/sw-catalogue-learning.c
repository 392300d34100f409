/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/catalogue/sw-catalogue-private.h"

#include <glib/gi18n.h>

/* Machine learning, builds and media. Which parameters are required is what the services' own API
 * models say. */

#define MODEL "'ModelId': 'arn:aws:bedrock:us-east-1::foundation-model/MODEL_ID'"
#define PROMPT "'Body': { 'inputText': 'Hello from Step Functions!' }"

static const SwParameter invoke_model[] = {
  MUST ("ModelId", TEXT, N_ ("Id or ARN of the model.")),
  MAY ("Body", ANY, N_ ("What the model is given; its shape is the model's own.")),
  MAY ("ContentType", TEXT, N_ ("The type of the body; application/json otherwise.")),
  MAY ("Accept", TEXT, N_ ("The type of the answer; application/json otherwise.")),
  MAY ("Input", OBJECT, N_ ("S3Uri: the body is read from there.")),
  MAY ("Output", OBJECT, N_ ("S3Uri: the answer is written there.")),
  MAY ("GuardrailIdentifier", TEXT, N_ ("The guardrail to apply.")),
  MAY ("GuardrailVersion", TEXT, N_ ("The version of the guardrail.")),
  ONE_OF ("Trace", "ENABLED DISABLED", N_ ("Whether the guardrail's trace is answered.")),
};
static const SwParameter customize[] = {
  MUST ("JobName", TEXT, N_ ("The name of the job.")),
  MUST ("CustomModelName", TEXT, N_ ("The name of the model it makes.")),
  MUST ("RoleArn", TEXT, N_ ("The role that the job takes.")),
  MUST ("BaseModelIdentifier", TEXT, N_ ("The model to begin with.")),
  MUST ("TrainingDataConfig", OBJECT, N_ ("S3Uri of the training data.")),
  MUST ("OutputDataConfig", OBJECT, N_ ("S3Uri to write to.")),
  MAY ("HyperParameters", OBJECT, N_ ("Settings of the training.")),
  MAY ("ValidationDataConfig", OBJECT, N_ ("S3Uri of the validation data.")),
};

static SwIntegration bedrock[] = {
  { .action = "invokeModel", .help = N_ ("Asks a model."), .patterns = REQUEST | TOKEN,
    .pattern = REQUEST, TAKES (invoke_model), .jsonpath = MODEL ", " PROMPT,
    .token_jsonpath = MODEL ", 'Body': { 'inputText.$': '$$.Task.Token' }",
    .token_jsonata = MODEL ", 'Body': { 'inputText': '{% $states.context.Task.Token %}' }",
    .errors = "ModelTimeoutException ModelNotReadyException ModelErrorException" },
  { .action = "createModelCustomizationJob", .help = N_ ("Trains a model of one's own."),
    .patterns = REQUEST | SYNC, .pattern = SYNC, TAKES (customize),
    .jsonpath = "'JobName': 'JOB_NAME', 'CustomModelName': 'MODEL_NAME', 'RoleArn': " ROLE
                ", 'BaseModelIdentifier': 'MODEL_ID', 'TrainingDataConfig': { 'S3Uri':"
                " 's3://BUCKET/KEY' }, 'OutputDataConfig': { 'S3Uri': 's3://BUCKET/PREFIX' },"
                " 'HyperParameters': { 'epochCount': '1' }" },
};

#define ROLE_ARN MUST ("RoleArn", TEXT, N_ ("The role that the job takes."))
#define TAGS MAY ("Tags", ARRAY, N_ ("Tags: objects of Key and Value."))

static const SwParameter training[] = {
  MUST ("TrainingJobName", TEXT, N_ ("The name of the job.")),
  MUST ("AlgorithmSpecification", OBJECT, N_ ("The algorithm: TrainingImage, TrainingInputMode.")),
  ROLE_ARN,
  MUST ("OutputDataConfig", OBJECT, N_ ("S3OutputPath to write to.")),
  MUST ("ResourceConfig", OBJECT, N_ ("The machines to train on.")),
  MUST ("StoppingCondition", OBJECT, N_ ("MaxRuntimeInSeconds.")),
  MAY ("InputDataConfig", ARRAY, N_ ("The channels of training data.")),
  MAY ("HyperParameters", OBJECT, N_ ("Settings of the algorithm.")),
  MAY ("VpcConfig", OBJECT, N_ ("Subnets and security groups.")),
  TAGS,
};
static const SwParameter transform[] = {
  MUST ("TransformJobName", TEXT, N_ ("The name of the job.")),
  MUST ("ModelName", TEXT, N_ ("The model to apply.")),
  MUST ("TransformInput", OBJECT, N_ ("Where the data is read from.")),
  MUST ("TransformOutput", OBJECT, N_ ("Where the results are written.")),
  MUST ("TransformResources", OBJECT, N_ ("The machines to work on.")),
  MAY ("BatchStrategy", TEXT, N_ ("MultiRecord or SingleRecord.")),
  MAY ("MaxConcurrentTransforms", NUMBER, N_ ("How many requests run at once.")),
  TAGS,
};
static const SwParameter processing[] = {
  MUST ("ProcessingJobName", TEXT, N_ ("The name of the job.")),
  MUST ("ProcessingResources", OBJECT, N_ ("The machines to work on.")),
  MUST ("AppSpecification", OBJECT, N_ ("The container that does the work.")),
  ROLE_ARN,
  MAY ("ProcessingInputs", ARRAY, N_ ("What is read.")),
  MAY ("ProcessingOutputConfig", OBJECT, N_ ("What is written.")),
  MAY ("StoppingCondition", OBJECT, N_ ("MaxRuntimeInSeconds.")),
  MAY ("Environment", OBJECT, N_ ("Environment variables.")),
  TAGS,
};
static const SwParameter tuning[] = {
  MUST ("HyperParameterTuningJobName", TEXT, N_ ("The name of the job.")),
  MUST ("HyperParameterTuningJobConfig", OBJECT, N_ ("Strategy, limits and ranges.")),
  MAY ("TrainingJobDefinition", OBJECT, N_ ("The training jobs it starts.")),
  MAY ("WarmStartConfig", OBJECT, N_ ("Earlier tuning jobs to learn from.")),
  TAGS,
};
static const SwParameter labeling[] = {
  MUST ("LabelingJobName", TEXT, N_ ("The name of the job.")),
  MUST ("LabelAttributeName", TEXT, N_ ("The attribute that holds the labels.")),
  MUST ("InputConfig", OBJECT, N_ ("The data to label.")),
  MUST ("OutputConfig", OBJECT, N_ ("S3OutputPath to write to.")),
  ROLE_ARN,
  MUST ("HumanTaskConfig", OBJECT, N_ ("Who labels, and how.")),
  TAGS,
};
static const SwParameter model[] = {
  MUST ("ModelName", TEXT, N_ ("The name of the model.")),
  MUST ("ExecutionRoleArn", TEXT, N_ ("The role that the model takes.")),
  MAY ("PrimaryContainer", OBJECT, N_ ("Image and ModelDataUrl.")),
  MAY ("Containers", ARRAY, N_ ("Several containers, one after the other.")),
  MAY ("VpcConfig", OBJECT, N_ ("Subnets and security groups.")),
  TAGS,
};
static const SwParameter endpoint_config[] = {
  MUST ("EndpointConfigName", TEXT, N_ ("The name of the configuration.")),
  MUST ("ProductionVariants", ARRAY, N_ ("Models and machines.")),
  MAY ("KmsKeyId", TEXT, N_ ("The key that encrypts.")),
  TAGS,
};
#define ENDPOINT_NAMES \
  MUST ("EndpointName", TEXT, N_ ("The name of the endpoint.")), \
  MUST ("EndpointConfigName", TEXT, N_ ("The name of the configuration."))

static const SwParameter endpoint[] = { ENDPOINT_NAMES, TAGS };
static const SwParameter update_endpoint[] = {
  ENDPOINT_NAMES,
  MAY ("RetainAllVariantProperties", BOOLEAN, N_ ("Whether weights and counts are kept.")),
};

#define S3_OUTPUT "{ 'S3OutputPath': 's3://BUCKET/PREFIX' }"
#define MACHINES "{ 'InstanceCount': 1, 'InstanceType': 'ml.m5.large'"
#define ENDPOINT "'EndpointName': 'ENDPOINT_NAME', 'EndpointConfigName': 'CONFIG_NAME'"

static SwIntegration sagemaker[] = {
  { .action = "createTrainingJob", .help = N_ ("Trains a model."), .patterns = REQUEST | SYNC,
    .pattern = SYNC, TAKES (training),
    .jsonpath = "'TrainingJobName': 'JOB_NAME', 'RoleArn': " ROLE ", 'AlgorithmSpecification':"
                " { 'TrainingImage': 'IMAGE', 'TrainingInputMode': 'File' }, 'OutputDataConfig': "
                S3_OUTPUT ", 'ResourceConfig': " MACHINES ", 'VolumeSizeInGB': 10 },"
                " 'StoppingCondition': { 'MaxRuntimeInSeconds': 3600 }" },
  { .action = "createTransformJob", .help = N_ ("Applies a model to a batch of data."),
    .patterns = REQUEST | SYNC, .pattern = SYNC, TAKES (transform),
    .jsonpath = "'TransformJobName': 'JOB_NAME', 'ModelName': 'MODEL_NAME', 'TransformInput':"
                " { 'DataSource': { 'S3DataSource': { 'S3DataType': 'S3Prefix', 'S3Uri':"
                " 's3://BUCKET/PREFIX' } } }, 'TransformOutput': " S3_OUTPUT
                ", 'TransformResources': " MACHINES " }" },
  { .action = "createProcessingJob", .help = N_ ("Runs a container over data."),
    .patterns = REQUEST | SYNC, .pattern = SYNC, TAKES (processing),
    .jsonpath = "'ProcessingJobName': 'JOB_NAME', 'RoleArn': " ROLE ", 'AppSpecification':"
                " { 'ImageUri': 'IMAGE' }, 'ProcessingResources': { 'ClusterConfig': " MACHINES
                ", 'VolumeSizeInGB': 10 } }" },
  { .action = "createHyperParameterTuningJob", .help = N_ ("Looks for the best settings."),
    .patterns = REQUEST | SYNC, .pattern = SYNC, TAKES (tuning),
    .jsonpath = "'HyperParameterTuningJobName': 'JOB_NAME', 'HyperParameterTuningJobConfig':"
                " { 'Strategy': 'Bayesian', 'ResourceLimits': { 'MaxNumberOfTrainingJobs': 10,"
                " 'MaxParallelTrainingJobs': 1 } }" },
  { .action = "createLabelingJob", .help = N_ ("Has data labelled by people."),
    .patterns = REQUEST | SYNC, .pattern = SYNC, TAKES (labeling),
    .jsonpath = "'LabelingJobName': 'JOB_NAME', 'LabelAttributeName': 'label', 'RoleArn': " ROLE
                ", 'InputConfig': { 'DataSource': { 'S3DataSource': { 'ManifestS3Uri':"
                " 's3://BUCKET/KEY' } } }, 'OutputConfig': " S3_OUTPUT ", 'HumanTaskConfig':"
                " { 'TaskTitle': 'TITLE', 'TaskDescription': 'DESCRIPTION', 'WorkteamArn':"
                " 'WORKTEAM_ARN', 'PreHumanTaskLambdaArn': 'FUNCTION_ARN',"
                " 'NumberOfHumanWorkersPerDataObject': 1, 'TaskTimeLimitInSeconds': 3600,"
                " 'UiConfig': { 'UiTemplateS3Uri': 's3://BUCKET/KEY' } }" },
  { .action = "createModel", .help = N_ ("Makes a model known."), .patterns = REQUEST,
    .pattern = REQUEST, TAKES (model),
    .jsonpath = "'ModelName': 'MODEL_NAME', 'ExecutionRoleArn': " ROLE ", 'PrimaryContainer':"
                " { 'Image': 'IMAGE', 'ModelDataUrl': 's3://BUCKET/KEY' }" },
  { .action = "createEndpointConfig", .help = N_ ("Says what an endpoint is to run."),
    .patterns = REQUEST, .pattern = REQUEST, TAKES (endpoint_config),
    .jsonpath = "'EndpointConfigName': 'CONFIG_NAME', 'ProductionVariants': [{ 'VariantName':"
                " 'AllTraffic', 'ModelName': 'MODEL_NAME', 'InitialInstanceCount': 1,"
                " 'InstanceType': 'ml.m5.large' }]" },
  { .action = "createEndpoint", .help = N_ ("Starts an endpoint that answers requests."),
    .patterns = REQUEST, .pattern = REQUEST, TAKES (endpoint), .jsonpath = ENDPOINT },
  { .action = "updateEndpoint", .help = N_ ("Changes what an endpoint runs."),
    .patterns = REQUEST, .pattern = REQUEST, TAKES (update_endpoint), .jsonpath = ENDPOINT },
};

static const SwParameter start_build[] = {
  MUST ("ProjectName", TEXT, N_ ("The name of the project.")),
  MAY ("SourceVersion", TEXT, N_ ("The commit, branch or version to build.")),
  MAY ("EnvironmentVariablesOverride", ARRAY, N_ ("Environment: objects of Name, Type, Value.")),
  MAY ("BuildspecOverride", TEXT, N_ ("A build specification in place of the project's.")),
  MAY ("ImageOverride", TEXT, N_ ("An image in place of the project's.")),
  MAY ("ComputeTypeOverride", TEXT, N_ ("A size of machine in place of the project's.")),
  MAY ("ServiceRoleOverride", TEXT, N_ ("A role in place of the project's.")),
  MAY ("IdempotencyToken", TEXT, N_ ("What tells a repeated request.")),
};
static const SwParameter build_id[] = { MUST ("Id", TEXT, N_ ("The id of the build.")) };
static const SwParameter build_batch_id[] = {
  MUST ("Id", TEXT, N_ ("The id of the batch of builds.")),
};
static const SwParameter retry_batch[] = {
  MAY ("Id", TEXT, N_ ("The id of the batch of builds.")),
  ONE_OF ("RetryType", "RETRY_ALL_BUILDS RETRY_FAILED_BUILDS", N_ ("Which builds are retried.")),
  MAY ("IdempotencyToken", TEXT, N_ ("What tells a repeated request.")),
};
static const SwParameter build_ids[] = { MUST ("Ids", ARRAY, N_ ("The ids of the builds.")) };
static const SwParameter report_arns[] = {
  MUST ("ReportArns", ARRAY, N_ ("The ARNs of the reports.")),
};

#define PROJECT "'ProjectName': 'PROJECT_NAME'"
#define BUILD_ID "'Id': 'BUILD_ID'"

static SwIntegration codebuild[] = {
  { .action = "startBuild", .help = N_ ("Builds a project."), .patterns = REQUEST | SYNC,
    .pattern = SYNC, TAKES (start_build), .jsonpath = PROJECT },
  { .action = "stopBuild", .help = N_ ("Stops a build."), .patterns = REQUEST,
    .pattern = REQUEST, TAKES (build_id), .jsonpath = BUILD_ID },
  { .action = "startBuildBatch", .help = N_ ("Starts a batch of builds."),
    .patterns = REQUEST | SYNC, .pattern = SYNC, TAKES (start_build), .jsonpath = PROJECT },
  { .action = "stopBuildBatch", .help = N_ ("Stops a batch of builds."), .patterns = REQUEST,
    .pattern = REQUEST, TAKES (build_batch_id), .jsonpath = BUILD_ID },
  { .action = "retryBuildBatch", .help = N_ ("Retries a batch of builds."),
    .patterns = REQUEST | SYNC, .pattern = SYNC, TAKES (retry_batch), .jsonpath = BUILD_ID },
  { .action = "deleteBuildBatch", .help = N_ ("Deletes a batch of builds."), .patterns = REQUEST,
    .pattern = REQUEST, TAKES (build_batch_id), .jsonpath = BUILD_ID },
  { .action = "batchDeleteBuilds", .help = N_ ("Deletes builds."), .patterns = REQUEST,
    .pattern = REQUEST, TAKES (build_ids), .jsonpath = "'Ids': ['BUILD_ID']" },
  { .action = "batchGetReports", .help = N_ ("Reads reports of builds."), .patterns = REQUEST,
    .pattern = REQUEST, TAKES (report_arns), .jsonpath = "'ReportArns': ['REPORT_ARN']" },
};

static const SwParameter media_job[] = {
  MUST ("Role", TEXT, N_ ("The role that the job takes.")),
  MUST ("Settings", OBJECT, N_ ("Inputs and outputs of the conversion.")),
  MAY ("JobTemplate", TEXT, N_ ("A template for the job.")),
  MAY ("Queue", TEXT, N_ ("The queue that takes the job.")),
  MAY ("Priority", NUMBER, N_ ("The priority within the queue, -50 to 50.")),
  MAY ("UserMetadata", OBJECT, N_ ("Data of one's own.")),
  MAY ("Tags", OBJECT, N_ ("Tags of the job.")),
};

static SwIntegration mediaconvert[] = {
  { .action = "createJob", .help = N_ ("Converts video and sound."), .patterns = REQUEST | SYNC,
    .pattern = SYNC, TAKES (media_job),
    .jsonpath = "'Role': " ROLE ", 'Settings': { 'Inputs': [{ 'FileInput': 's3://BUCKET/KEY' }],"
                " 'OutputGroups': [{ 'OutputGroupSettings': { 'Type': 'FILE_GROUP_SETTINGS',"
                " 'FileGroupSettings': { 'Destination': 's3://BUCKET/PREFIX' } } }] }" },
};

SwService sw_services_learning[] = {
  { "bedrock", "Amazon Bedrock", "Bedrock", "bedrock", "Bedrock",
    "ThrottlingException ValidationException AccessDeniedException ResourceNotFoundException "
    "ServiceQuotaExceededException ServiceUnavailableException InternalServerException",
    SW_SERVICE_LEARNING, HOLDS (bedrock) },
  { "sagemaker", "Amazon SageMaker", "SageMaker", "sagemaker", "SageMaker",
    "AmazonSageMakerException ResourceLimitExceededException ResourceInUseException",
    SW_SERVICE_LEARNING, HOLDS (sagemaker) },
  { "codebuild", "AWS CodeBuild", "CodeBuild", "codebuild", "CodeBuild", "AWSCodeBuildException",
    SW_SERVICE_DEVELOPMENT, HOLDS (codebuild) },
  { "mediaconvert", "AWS Elemental MediaConvert", "MediaConvert", "mediaconvert", NULL, NULL,
    SW_SERVICE_DEVELOPMENT, HOLDS (mediaconvert) },
};

const guint sw_n_services_learning = G_N_ELEMENTS (sw_services_learning);
