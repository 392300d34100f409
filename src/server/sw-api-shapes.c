/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-shape.h"

/* What requests look like: facts of botocore's model of the API, written by tests/server/shapes.py.
 * Edit that, not this. */

static const SwShape shape_name
  = { "Name", SW_SHAPE_STRING, .has_min = TRUE, .min = 1, .has_max = TRUE, .max = 80 };
static const SwShape shape_tag_key
  = { "TagKey", SW_SHAPE_STRING, .has_min = TRUE, .min = 1, .has_max = TRUE, .max = 128 };
static const SwShape shape_tag_value
  = { "TagValue", SW_SHAPE_STRING, .has_min = TRUE, .min = 0, .has_max = TRUE, .max = 256 };
static const SwShapeMember shape_tag_members[] = {
  { "key", FALSE, &shape_tag_key },
  { "value", FALSE, &shape_tag_value },
  { NULL, FALSE, NULL },
};
static const SwShape shape_tag = { "Tag", SW_SHAPE_STRUCTURE, .members = shape_tag_members };
static const SwShape shape_tag_list = { "TagList", SW_SHAPE_LIST, .element = &shape_tag };
static const SwShape shape_kms_key_id
  = { "KmsKeyId", SW_SHAPE_STRING, .has_min = TRUE, .min = 1, .has_max = TRUE, .max = 2048 };
static const SwShape shape_kms_data_key_reuse_period_seconds
  = { "KmsDataKeyReusePeriodSeconds", SW_SHAPE_INTEGER, .has_min = TRUE, .min = 60, .has_max =
      TRUE, .max = 900 };
static const char *const shape_encryption_type_words[]
  = { "AWS_OWNED_KEY", "CUSTOMER_MANAGED_KMS_KEY", NULL };
static const SwShape shape_encryption_type
  = { "EncryptionType", SW_SHAPE_STRING, .words = shape_encryption_type_words };
static const SwShapeMember shape_encryption_configuration_members[] = {
  { "kmsKeyId", FALSE, &shape_kms_key_id },
  { "kmsDataKeyReusePeriodSeconds", FALSE, &shape_kms_data_key_reuse_period_seconds },
  { "type", TRUE, &shape_encryption_type },
  { NULL, FALSE, NULL },
};
static const SwShape shape_encryption_configuration
  = { "EncryptionConfiguration", SW_SHAPE_STRUCTURE, .members =
      shape_encryption_configuration_members };
static const SwShapeMember shape_create_activity_input_members[] = {
  { "name", TRUE, &shape_name },
  { "tags", FALSE, &shape_tag_list },
  { "encryptionConfiguration", FALSE, &shape_encryption_configuration },
  { NULL, FALSE, NULL },
};
static const SwShape shape_create_activity_input
  = { "CreateActivityInput", SW_SHAPE_STRUCTURE, .members = shape_create_activity_input_members };
static const SwShape shape_definition
  = { "Definition", SW_SHAPE_STRING, .has_min = TRUE, .min = 1, .has_max = TRUE, .max = 1048576 };
static const SwShape shape_arn
  = { "Arn", SW_SHAPE_STRING, .has_min = TRUE, .min = 1, .has_max = TRUE, .max = 256 };
static const char *const shape_state_machine_type_words[]
  = { "STANDARD", "EXPRESS", NULL };
static const SwShape shape_state_machine_type
  = { "StateMachineType", SW_SHAPE_STRING, .words = shape_state_machine_type_words };
static const char *const shape_log_level_words[]
  = { "ALL", "ERROR", "FATAL", "OFF", NULL };
static const SwShape shape_log_level
  = { "LogLevel", SW_SHAPE_STRING, .words = shape_log_level_words };
static const SwShape shape_include_execution_data = { "IncludeExecutionData", SW_SHAPE_BOOLEAN };
static const SwShapeMember shape_cloud_watch_logs_log_group_members[] = {
  { "logGroupArn", FALSE, &shape_arn },
  { NULL, FALSE, NULL },
};
static const SwShape shape_cloud_watch_logs_log_group
  = { "CloudWatchLogsLogGroup", SW_SHAPE_STRUCTURE, .members =
      shape_cloud_watch_logs_log_group_members };
static const SwShapeMember shape_log_destination_members[] = {
  { "cloudWatchLogsLogGroup", FALSE, &shape_cloud_watch_logs_log_group },
  { NULL, FALSE, NULL },
};
static const SwShape shape_log_destination
  = { "LogDestination", SW_SHAPE_STRUCTURE, .members = shape_log_destination_members };
static const SwShape shape_log_destination_list
  = { "LogDestinationList", SW_SHAPE_LIST, .element = &shape_log_destination };
static const SwShapeMember shape_logging_configuration_members[] = {
  { "level", FALSE, &shape_log_level },
  { "includeExecutionData", FALSE, &shape_include_execution_data },
  { "destinations", FALSE, &shape_log_destination_list },
  { NULL, FALSE, NULL },
};
static const SwShape shape_logging_configuration
  = { "LoggingConfiguration", SW_SHAPE_STRUCTURE, .members = shape_logging_configuration_members
      };
static const SwShape shape_enabled = { "Enabled", SW_SHAPE_BOOLEAN };
static const SwShapeMember shape_tracing_configuration_members[] = {
  { "enabled", FALSE, &shape_enabled },
  { NULL, FALSE, NULL },
};
static const SwShape shape_tracing_configuration
  = { "TracingConfiguration", SW_SHAPE_STRUCTURE, .members = shape_tracing_configuration_members
      };
static const SwShape shape_publish = { "Publish", SW_SHAPE_BOOLEAN };
static const SwShape shape_version_description
  = { "VersionDescription", SW_SHAPE_STRING, .has_max = TRUE, .max = 256 };
static const SwShapeMember shape_create_state_machine_input_members[] = {
  { "name", TRUE, &shape_name },
  { "definition", TRUE, &shape_definition },
  { "roleArn", TRUE, &shape_arn },
  { "type", FALSE, &shape_state_machine_type },
  { "loggingConfiguration", FALSE, &shape_logging_configuration },
  { "tags", FALSE, &shape_tag_list },
  { "tracingConfiguration", FALSE, &shape_tracing_configuration },
  { "publish", FALSE, &shape_publish },
  { "versionDescription", FALSE, &shape_version_description },
  { "encryptionConfiguration", FALSE, &shape_encryption_configuration },
  { NULL, FALSE, NULL },
};
static const SwShape shape_create_state_machine_input
  = { "CreateStateMachineInput", SW_SHAPE_STRUCTURE, .members =
      shape_create_state_machine_input_members };
static const SwShape shape_alias_description
  = { "AliasDescription", SW_SHAPE_STRING, .has_max = TRUE, .max = 256 };
static const SwShape shape_character_restricted_name
  = { "CharacterRestrictedName", SW_SHAPE_STRING, .has_min = TRUE, .min = 1, .has_max = TRUE, .max
      = 80, .pattern = "^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$" };
static const SwShape shape_version_weight
  = { "VersionWeight", SW_SHAPE_INTEGER, .has_min = TRUE, .min = 0, .has_max = TRUE, .max = 100 };
static const SwShapeMember shape_routing_configuration_list_item_members[] = {
  { "stateMachineVersionArn", TRUE, &shape_arn },
  { "weight", TRUE, &shape_version_weight },
  { NULL, FALSE, NULL },
};
static const SwShape shape_routing_configuration_list_item
  = { "RoutingConfigurationListItem", SW_SHAPE_STRUCTURE, .members =
      shape_routing_configuration_list_item_members };
static const SwShape shape_routing_configuration_list
  = { "RoutingConfigurationList", SW_SHAPE_LIST, .element =
      &shape_routing_configuration_list_item, .has_min = TRUE, .min = 1, .has_max = TRUE, .max = 2
      };
static const SwShapeMember shape_create_state_machine_alias_input_members[] = {
  { "description", FALSE, &shape_alias_description },
  { "name", TRUE, &shape_character_restricted_name },
  { "routingConfiguration", TRUE, &shape_routing_configuration_list },
  { NULL, FALSE, NULL },
};
static const SwShape shape_create_state_machine_alias_input
  = { "CreateStateMachineAliasInput", SW_SHAPE_STRUCTURE, .members =
      shape_create_state_machine_alias_input_members };
static const SwShapeMember shape_delete_activity_input_members[] = {
  { "activityArn", TRUE, &shape_arn },
  { NULL, FALSE, NULL },
};
static const SwShape shape_delete_activity_input
  = { "DeleteActivityInput", SW_SHAPE_STRUCTURE, .members = shape_delete_activity_input_members };
static const SwShapeMember shape_delete_state_machine_input_members[] = {
  { "stateMachineArn", TRUE, &shape_arn },
  { NULL, FALSE, NULL },
};
static const SwShape shape_delete_state_machine_input
  = { "DeleteStateMachineInput", SW_SHAPE_STRUCTURE, .members =
      shape_delete_state_machine_input_members };
static const SwShapeMember shape_delete_state_machine_alias_input_members[] = {
  { "stateMachineAliasArn", TRUE, &shape_arn },
  { NULL, FALSE, NULL },
};
static const SwShape shape_delete_state_machine_alias_input
  = { "DeleteStateMachineAliasInput", SW_SHAPE_STRUCTURE, .members =
      shape_delete_state_machine_alias_input_members };
static const SwShape shape_long_arn
  = { "LongArn", SW_SHAPE_STRING, .has_min = TRUE, .min = 1, .has_max = TRUE, .max = 2000 };
static const SwShapeMember shape_delete_state_machine_version_input_members[] = {
  { "stateMachineVersionArn", TRUE, &shape_long_arn },
  { NULL, FALSE, NULL },
};
static const SwShape shape_delete_state_machine_version_input
  = { "DeleteStateMachineVersionInput", SW_SHAPE_STRUCTURE, .members =
      shape_delete_state_machine_version_input_members };
static const SwShapeMember shape_describe_activity_input_members[] = {
  { "activityArn", TRUE, &shape_arn },
  { NULL, FALSE, NULL },
};
static const SwShape shape_describe_activity_input
  = { "DescribeActivityInput", SW_SHAPE_STRUCTURE, .members =
      shape_describe_activity_input_members };
static const char *const shape_included_data_words[]
  = { "ALL_DATA", "METADATA_ONLY", NULL };
static const SwShape shape_included_data
  = { "IncludedData", SW_SHAPE_STRING, .words = shape_included_data_words };
static const SwShapeMember shape_describe_execution_input_members[] = {
  { "executionArn", TRUE, &shape_arn },
  { "includedData", FALSE, &shape_included_data },
  { NULL, FALSE, NULL },
};
static const SwShape shape_describe_execution_input
  = { "DescribeExecutionInput", SW_SHAPE_STRUCTURE, .members =
      shape_describe_execution_input_members };
static const SwShapeMember shape_describe_map_run_input_members[] = {
  { "mapRunArn", TRUE, &shape_long_arn },
  { NULL, FALSE, NULL },
};
static const SwShape shape_describe_map_run_input
  = { "DescribeMapRunInput", SW_SHAPE_STRUCTURE, .members = shape_describe_map_run_input_members
      };
static const SwShapeMember shape_describe_state_machine_input_members[] = {
  { "stateMachineArn", TRUE, &shape_arn },
  { "includedData", FALSE, &shape_included_data },
  { NULL, FALSE, NULL },
};
static const SwShape shape_describe_state_machine_input
  = { "DescribeStateMachineInput", SW_SHAPE_STRUCTURE, .members =
      shape_describe_state_machine_input_members };
static const SwShapeMember shape_describe_state_machine_alias_input_members[] = {
  { "stateMachineAliasArn", TRUE, &shape_arn },
  { NULL, FALSE, NULL },
};
static const SwShape shape_describe_state_machine_alias_input
  = { "DescribeStateMachineAliasInput", SW_SHAPE_STRUCTURE, .members =
      shape_describe_state_machine_alias_input_members };
static const SwShapeMember shape_describe_state_machine_for_execution_input_members[] = {
  { "executionArn", TRUE, &shape_arn },
  { "includedData", FALSE, &shape_included_data },
  { NULL, FALSE, NULL },
};
static const SwShape shape_describe_state_machine_for_execution_input
  = { "DescribeStateMachineForExecutionInput", SW_SHAPE_STRUCTURE, .members =
      shape_describe_state_machine_for_execution_input_members };
static const SwShapeMember shape_get_activity_task_input_members[] = {
  { "activityArn", TRUE, &shape_arn },
  { "workerName", FALSE, &shape_name },
  { NULL, FALSE, NULL },
};
static const SwShape shape_get_activity_task_input
  = { "GetActivityTaskInput", SW_SHAPE_STRUCTURE, .members = shape_get_activity_task_input_members
      };
static const SwShape shape_page_size
  = { "PageSize", SW_SHAPE_INTEGER, .has_min = TRUE, .min = 0, .has_max = TRUE, .max = 1000 };
static const SwShape shape_reverse_order = { "ReverseOrder", SW_SHAPE_BOOLEAN };
static const SwShape shape_page_token
  = { "PageToken", SW_SHAPE_STRING, .has_min = TRUE, .min = 1, .has_max = TRUE, .max = 1024 };
static const SwShape shape_include_execution_data_get_execution_history
  = { "IncludeExecutionDataGetExecutionHistory", SW_SHAPE_BOOLEAN };
static const SwShapeMember shape_get_execution_history_input_members[] = {
  { "executionArn", TRUE, &shape_arn },
  { "maxResults", FALSE, &shape_page_size },
  { "reverseOrder", FALSE, &shape_reverse_order },
  { "nextToken", FALSE, &shape_page_token },
  { "includeExecutionData", FALSE, &shape_include_execution_data_get_execution_history },
  { NULL, FALSE, NULL },
};
static const SwShape shape_get_execution_history_input
  = { "GetExecutionHistoryInput", SW_SHAPE_STRUCTURE, .members =
      shape_get_execution_history_input_members };
static const SwShapeMember shape_list_activities_input_members[] = {
  { "maxResults", FALSE, &shape_page_size },
  { "nextToken", FALSE, &shape_page_token },
  { NULL, FALSE, NULL },
};
static const SwShape shape_list_activities_input
  = { "ListActivitiesInput", SW_SHAPE_STRUCTURE, .members = shape_list_activities_input_members };
static const char *const shape_execution_status_words[]
  = { "SUCCEEDED", "TIMED_OUT", "PENDING_REDRIVE", "ABORTED", "FAILED", "RUNNING", NULL };
static const SwShape shape_execution_status
  = { "ExecutionStatus", SW_SHAPE_STRING, .words = shape_execution_status_words };
static const SwShape shape_list_executions_page_token
  = { "ListExecutionsPageToken", SW_SHAPE_STRING, .has_min = TRUE, .min = 1, .has_max = TRUE, .max
      = 3096 };
static const char *const shape_execution_redrive_filter_words[]
  = { "REDRIVEN", "NOT_REDRIVEN", NULL };
static const SwShape shape_execution_redrive_filter
  = { "ExecutionRedriveFilter", SW_SHAPE_STRING, .words = shape_execution_redrive_filter_words };
static const SwShapeMember shape_list_executions_input_members[] = {
  { "stateMachineArn", FALSE, &shape_arn },
  { "statusFilter", FALSE, &shape_execution_status },
  { "maxResults", FALSE, &shape_page_size },
  { "nextToken", FALSE, &shape_list_executions_page_token },
  { "mapRunArn", FALSE, &shape_long_arn },
  { "redriveFilter", FALSE, &shape_execution_redrive_filter },
  { NULL, FALSE, NULL },
};
static const SwShape shape_list_executions_input
  = { "ListExecutionsInput", SW_SHAPE_STRUCTURE, .members = shape_list_executions_input_members };
static const SwShapeMember shape_list_map_runs_input_members[] = {
  { "executionArn", TRUE, &shape_arn },
  { "maxResults", FALSE, &shape_page_size },
  { "nextToken", FALSE, &shape_page_token },
  { NULL, FALSE, NULL },
};
static const SwShape shape_list_map_runs_input
  = { "ListMapRunsInput", SW_SHAPE_STRUCTURE, .members = shape_list_map_runs_input_members };
static const SwShapeMember shape_list_state_machine_aliases_input_members[] = {
  { "stateMachineArn", TRUE, &shape_arn },
  { "nextToken", FALSE, &shape_page_token },
  { "maxResults", FALSE, &shape_page_size },
  { NULL, FALSE, NULL },
};
static const SwShape shape_list_state_machine_aliases_input
  = { "ListStateMachineAliasesInput", SW_SHAPE_STRUCTURE, .members =
      shape_list_state_machine_aliases_input_members };
static const SwShapeMember shape_list_state_machine_versions_input_members[] = {
  { "stateMachineArn", TRUE, &shape_arn },
  { "nextToken", FALSE, &shape_page_token },
  { "maxResults", FALSE, &shape_page_size },
  { NULL, FALSE, NULL },
};
static const SwShape shape_list_state_machine_versions_input
  = { "ListStateMachineVersionsInput", SW_SHAPE_STRUCTURE, .members =
      shape_list_state_machine_versions_input_members };
static const SwShapeMember shape_list_state_machines_input_members[] = {
  { "maxResults", FALSE, &shape_page_size },
  { "nextToken", FALSE, &shape_page_token },
  { NULL, FALSE, NULL },
};
static const SwShape shape_list_state_machines_input
  = { "ListStateMachinesInput", SW_SHAPE_STRUCTURE, .members =
      shape_list_state_machines_input_members };
static const SwShapeMember shape_list_tags_for_resource_input_members[] = {
  { "resourceArn", TRUE, &shape_arn },
  { NULL, FALSE, NULL },
};
static const SwShape shape_list_tags_for_resource_input
  = { "ListTagsForResourceInput", SW_SHAPE_STRUCTURE, .members =
      shape_list_tags_for_resource_input_members };
static const SwShape shape_revision_id = { "RevisionId", SW_SHAPE_STRING };
static const SwShapeMember shape_publish_state_machine_version_input_members[] = {
  { "stateMachineArn", TRUE, &shape_arn },
  { "revisionId", FALSE, &shape_revision_id },
  { "description", FALSE, &shape_version_description },
  { NULL, FALSE, NULL },
};
static const SwShape shape_publish_state_machine_version_input
  = { "PublishStateMachineVersionInput", SW_SHAPE_STRUCTURE, .members =
      shape_publish_state_machine_version_input_members };
static const SwShape shape_client_token
  = { "ClientToken", SW_SHAPE_STRING, .has_min = TRUE, .min = 1, .has_max = TRUE, .max = 64,
      .pattern = "[!-~]+" };
static const SwShapeMember shape_redrive_execution_input_members[] = {
  { "executionArn", TRUE, &shape_arn },
  { "clientToken", FALSE, &shape_client_token },
  { NULL, FALSE, NULL },
};
static const SwShape shape_redrive_execution_input
  = { "RedriveExecutionInput", SW_SHAPE_STRUCTURE, .members =
      shape_redrive_execution_input_members };
static const SwShape shape_task_token
  = { "TaskToken", SW_SHAPE_STRING, .has_min = TRUE, .min = 1, .has_max = TRUE, .max = 2048 };
static const SwShape shape_sensitive_error
  = { "SensitiveError", SW_SHAPE_STRING, .has_min = TRUE, .min = 0, .has_max = TRUE, .max = 256 };
static const SwShape shape_sensitive_cause
  = { "SensitiveCause", SW_SHAPE_STRING, .has_min = TRUE, .min = 0, .has_max = TRUE, .max = 32768
      };
static const SwShapeMember shape_send_task_failure_input_members[] = {
  { "taskToken", TRUE, &shape_task_token },
  { "error", FALSE, &shape_sensitive_error },
  { "cause", FALSE, &shape_sensitive_cause },
  { NULL, FALSE, NULL },
};
static const SwShape shape_send_task_failure_input
  = { "SendTaskFailureInput", SW_SHAPE_STRUCTURE, .members = shape_send_task_failure_input_members
      };
static const SwShapeMember shape_send_task_heartbeat_input_members[] = {
  { "taskToken", TRUE, &shape_task_token },
  { NULL, FALSE, NULL },
};
static const SwShape shape_send_task_heartbeat_input
  = { "SendTaskHeartbeatInput", SW_SHAPE_STRUCTURE, .members =
      shape_send_task_heartbeat_input_members };
static const SwShape shape_sensitive_data
  = { "SensitiveData", SW_SHAPE_STRING, .has_max = TRUE, .max = 262144 };
static const SwShapeMember shape_send_task_success_input_members[] = {
  { "taskToken", TRUE, &shape_task_token },
  { "output", TRUE, &shape_sensitive_data },
  { NULL, FALSE, NULL },
};
static const SwShape shape_send_task_success_input
  = { "SendTaskSuccessInput", SW_SHAPE_STRUCTURE, .members = shape_send_task_success_input_members
      };
static const SwShape shape_trace_header
  = { "TraceHeader", SW_SHAPE_STRING, .has_min = TRUE, .min = 0, .has_max = TRUE, .max = 256,
      .pattern = "[\\x00-\\x7F]*" };
static const SwShapeMember shape_start_execution_input_members[] = {
  { "stateMachineArn", TRUE, &shape_arn },
  { "name", FALSE, &shape_name },
  { "input", FALSE, &shape_sensitive_data },
  { "traceHeader", FALSE, &shape_trace_header },
  { NULL, FALSE, NULL },
};
static const SwShape shape_start_execution_input
  = { "StartExecutionInput", SW_SHAPE_STRUCTURE, .members = shape_start_execution_input_members };
static const SwShapeMember shape_start_sync_execution_input_members[] = {
  { "stateMachineArn", TRUE, &shape_arn },
  { "name", FALSE, &shape_name },
  { "input", FALSE, &shape_sensitive_data },
  { "traceHeader", FALSE, &shape_trace_header },
  { "includedData", FALSE, &shape_included_data },
  { NULL, FALSE, NULL },
};
static const SwShape shape_start_sync_execution_input
  = { "StartSyncExecutionInput", SW_SHAPE_STRUCTURE, .members =
      shape_start_sync_execution_input_members };
static const SwShapeMember shape_stop_execution_input_members[] = {
  { "executionArn", TRUE, &shape_arn },
  { "error", FALSE, &shape_sensitive_error },
  { "cause", FALSE, &shape_sensitive_cause },
  { NULL, FALSE, NULL },
};
static const SwShape shape_stop_execution_input
  = { "StopExecutionInput", SW_SHAPE_STRUCTURE, .members = shape_stop_execution_input_members };
static const SwShapeMember shape_tag_resource_input_members[] = {
  { "resourceArn", TRUE, &shape_arn },
  { "tags", TRUE, &shape_tag_list },
  { NULL, FALSE, NULL },
};
static const SwShape shape_tag_resource_input
  = { "TagResourceInput", SW_SHAPE_STRUCTURE, .members = shape_tag_resource_input_members };
static const char *const shape_inspection_level_words[]
  = { "INFO", "DEBUG", "TRACE", NULL };
static const SwShape shape_inspection_level
  = { "InspectionLevel", SW_SHAPE_STRING, .words = shape_inspection_level_words };
static const SwShape shape_reveal_secrets = { "RevealSecrets", SW_SHAPE_BOOLEAN };
static const SwShape shape_state_name
  = { "StateName", SW_SHAPE_STRING, .has_min = TRUE, .min = 1, .has_max = TRUE, .max = 80 };
static const SwShapeMember shape_mock_error_output_members[] = {
  { "error", FALSE, &shape_sensitive_error },
  { "cause", FALSE, &shape_sensitive_cause },
  { NULL, FALSE, NULL },
};
static const SwShape shape_mock_error_output
  = { "MockErrorOutput", SW_SHAPE_STRUCTURE, .members = shape_mock_error_output_members };
static const char *const shape_mock_response_validation_mode_words[]
  = { "STRICT", "PRESENT", "NONE", NULL };
static const SwShape shape_mock_response_validation_mode
  = { "MockResponseValidationMode", SW_SHAPE_STRING, .words =
      shape_mock_response_validation_mode_words };
static const SwShapeMember shape_mock_input_members[] = {
  { "result", FALSE, &shape_sensitive_data },
  { "errorOutput", FALSE, &shape_mock_error_output },
  { "fieldValidationMode", FALSE, &shape_mock_response_validation_mode },
  { NULL, FALSE, NULL },
};
static const SwShape shape_mock_input
  = { "MockInput", SW_SHAPE_STRUCTURE, .members = shape_mock_input_members };
static const SwShape shape_retrier_retry_count
  = { "RetrierRetryCount", SW_SHAPE_INTEGER, .has_min = TRUE, .min = 0 };
static const SwShape shape_map_iteration_failure_count
  = { "MapIterationFailureCount", SW_SHAPE_INTEGER, .has_min = TRUE, .min = 0 };
static const SwShapeMember shape_test_state_configuration_members[] = {
  { "retrierRetryCount", FALSE, &shape_retrier_retry_count },
  { "errorCausedByState", FALSE, &shape_state_name },
  { "mapIterationFailureCount", FALSE, &shape_map_iteration_failure_count },
  { "mapItemReaderData", FALSE, &shape_sensitive_data },
  { NULL, FALSE, NULL },
};
static const SwShape shape_test_state_configuration
  = { "TestStateConfiguration", SW_SHAPE_STRUCTURE, .members =
      shape_test_state_configuration_members };
static const SwShapeMember shape_test_state_input_members[] = {
  { "definition", TRUE, &shape_definition },
  { "roleArn", FALSE, &shape_arn },
  { "input", FALSE, &shape_sensitive_data },
  { "inspectionLevel", FALSE, &shape_inspection_level },
  { "revealSecrets", FALSE, &shape_reveal_secrets },
  { "variables", FALSE, &shape_sensitive_data },
  { "stateName", FALSE, &shape_state_name },
  { "mock", FALSE, &shape_mock_input },
  { "context", FALSE, &shape_sensitive_data },
  { "stateConfiguration", FALSE, &shape_test_state_configuration },
  { NULL, FALSE, NULL },
};
static const SwShape shape_test_state_input
  = { "TestStateInput", SW_SHAPE_STRUCTURE, .members = shape_test_state_input_members };
static const SwShape shape_tag_key_list
  = { "TagKeyList", SW_SHAPE_LIST, .element = &shape_tag_key };
static const SwShapeMember shape_untag_resource_input_members[] = {
  { "resourceArn", TRUE, &shape_arn },
  { "tagKeys", TRUE, &shape_tag_key_list },
  { NULL, FALSE, NULL },
};
static const SwShape shape_untag_resource_input
  = { "UntagResourceInput", SW_SHAPE_STRUCTURE, .members = shape_untag_resource_input_members };
static const SwShape shape_max_concurrency
  = { "MaxConcurrency", SW_SHAPE_INTEGER, .has_min = TRUE, .min = 0 };
static const SwShape shape_tolerated_failure_percentage
  = { "ToleratedFailurePercentage", SW_SHAPE_NUMBER, .has_min = TRUE, .min = 0, .has_max = TRUE,
      .max = 100 };
static const SwShape shape_tolerated_failure_count
  = { "ToleratedFailureCount", SW_SHAPE_INTEGER, .has_min = TRUE, .min = 0 };
static const SwShapeMember shape_update_map_run_input_members[] = {
  { "mapRunArn", TRUE, &shape_long_arn },
  { "maxConcurrency", FALSE, &shape_max_concurrency },
  { "toleratedFailurePercentage", FALSE, &shape_tolerated_failure_percentage },
  { "toleratedFailureCount", FALSE, &shape_tolerated_failure_count },
  { NULL, FALSE, NULL },
};
static const SwShape shape_update_map_run_input
  = { "UpdateMapRunInput", SW_SHAPE_STRUCTURE, .members = shape_update_map_run_input_members };
static const SwShapeMember shape_update_state_machine_input_members[] = {
  { "stateMachineArn", TRUE, &shape_arn },
  { "definition", FALSE, &shape_definition },
  { "roleArn", FALSE, &shape_arn },
  { "loggingConfiguration", FALSE, &shape_logging_configuration },
  { "tracingConfiguration", FALSE, &shape_tracing_configuration },
  { "publish", FALSE, &shape_publish },
  { "versionDescription", FALSE, &shape_version_description },
  { "encryptionConfiguration", FALSE, &shape_encryption_configuration },
  { NULL, FALSE, NULL },
};
static const SwShape shape_update_state_machine_input
  = { "UpdateStateMachineInput", SW_SHAPE_STRUCTURE, .members =
      shape_update_state_machine_input_members };
static const SwShapeMember shape_update_state_machine_alias_input_members[] = {
  { "stateMachineAliasArn", TRUE, &shape_arn },
  { "description", FALSE, &shape_alias_description },
  { "routingConfiguration", FALSE, &shape_routing_configuration_list },
  { NULL, FALSE, NULL },
};
static const SwShape shape_update_state_machine_alias_input
  = { "UpdateStateMachineAliasInput", SW_SHAPE_STRUCTURE, .members =
      shape_update_state_machine_alias_input_members };
static const char *const shape_validate_state_machine_definition_severity_words[]
  = { "ERROR", "WARNING", NULL };
static const SwShape shape_validate_state_machine_definition_severity
  = { "ValidateStateMachineDefinitionSeverity", SW_SHAPE_STRING, .words =
      shape_validate_state_machine_definition_severity_words };
static const SwShape shape_validate_state_machine_definition_max_result
  = { "ValidateStateMachineDefinitionMaxResult", SW_SHAPE_INTEGER, .has_min = TRUE, .min = 0,
      .has_max = TRUE, .max = 100 };
static const SwShapeMember shape_validate_state_machine_definition_input_members[] = {
  { "definition", TRUE, &shape_definition },
  { "type", FALSE, &shape_state_machine_type },
  { "severity", FALSE, &shape_validate_state_machine_definition_severity },
  { "maxResults", FALSE, &shape_validate_state_machine_definition_max_result },
  { NULL, FALSE, NULL },
};
static const SwShape shape_validate_state_machine_definition_input
  = { "ValidateStateMachineDefinitionInput", SW_SHAPE_STRUCTURE, .members =
      shape_validate_state_machine_definition_input_members };
static const struct
{
  const char    *operation;
  const SwShape *shape;
} shapes[] = {
  { "CreateActivity", &shape_create_activity_input },
  { "CreateStateMachine", &shape_create_state_machine_input },
  { "CreateStateMachineAlias", &shape_create_state_machine_alias_input },
  { "DeleteActivity", &shape_delete_activity_input },
  { "DeleteStateMachine", &shape_delete_state_machine_input },
  { "DeleteStateMachineAlias", &shape_delete_state_machine_alias_input },
  { "DeleteStateMachineVersion", &shape_delete_state_machine_version_input },
  { "DescribeActivity", &shape_describe_activity_input },
  { "DescribeExecution", &shape_describe_execution_input },
  { "DescribeMapRun", &shape_describe_map_run_input },
  { "DescribeStateMachine", &shape_describe_state_machine_input },
  { "DescribeStateMachineAlias", &shape_describe_state_machine_alias_input },
  { "DescribeStateMachineForExecution", &shape_describe_state_machine_for_execution_input },
  { "GetActivityTask", &shape_get_activity_task_input },
  { "GetExecutionHistory", &shape_get_execution_history_input },
  { "ListActivities", &shape_list_activities_input },
  { "ListExecutions", &shape_list_executions_input },
  { "ListMapRuns", &shape_list_map_runs_input },
  { "ListStateMachineAliases", &shape_list_state_machine_aliases_input },
  { "ListStateMachineVersions", &shape_list_state_machine_versions_input },
  { "ListStateMachines", &shape_list_state_machines_input },
  { "ListTagsForResource", &shape_list_tags_for_resource_input },
  { "PublishStateMachineVersion", &shape_publish_state_machine_version_input },
  { "RedriveExecution", &shape_redrive_execution_input },
  { "SendTaskFailure", &shape_send_task_failure_input },
  { "SendTaskHeartbeat", &shape_send_task_heartbeat_input },
  { "SendTaskSuccess", &shape_send_task_success_input },
  { "StartExecution", &shape_start_execution_input },
  { "StartSyncExecution", &shape_start_sync_execution_input },
  { "StopExecution", &shape_stop_execution_input },
  { "TagResource", &shape_tag_resource_input },
  { "TestState", &shape_test_state_input },
  { "UntagResource", &shape_untag_resource_input },
  { "UpdateMapRun", &shape_update_map_run_input },
  { "UpdateStateMachine", &shape_update_state_machine_input },
  { "UpdateStateMachineAlias", &shape_update_state_machine_alias_input },
  { "ValidateStateMachineDefinition", &shape_validate_state_machine_definition_input },
};

/**
 * sw_shape_find:
 * @operation: "StartExecution"
 *
 * Returns: (nullable): the shape of its requests
 */
const SwShape *
sw_shape_find (const char *operation)
{
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (g_str_equal (shapes[i].operation, operation))
      return shapes[i].shape;
  return NULL;
}
