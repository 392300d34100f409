/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/aws/sw-aws-wrap.h"

#include <string.h>

/* EMR's are told by the page on it in the developer's guide of Step Functions; Bedrock's models are
 * asked through another service than its jobs. */
static const SwAwsWrap wraps[] = {
  { "bedrock", "invokeModel", "bedrockruntime", "InvokeModel" },
  { "elasticmapreduce", "createCluster", "emr", "RunJobFlow", NULL,
    "ClusterId=<JobFlowId ClusterArn=<ClusterArn" },
  { "elasticmapreduce", "terminateCluster", "emr", "TerminateJobFlows", "JobFlowIds[]=>ClusterId" },
  { "elasticmapreduce", "addStep", "emr", "AddJobFlowSteps",
    "JobFlowId=>ClusterId Steps[]=>Step ExecutionRoleArn=>ExecutionRoleArn", "StepId=<StepIds/0" },
  { "elasticmapreduce", "cancelStep", "emr", "CancelSteps",
    "ClusterId=>ClusterId StepIds[]=>StepId", "CancelStepsInfo=<CancelStepsInfoList/0" },
  { "elasticmapreduce", "setClusterTerminationProtection", "emr", "SetTerminationProtection",
    "JobFlowIds[]=>ClusterId TerminationProtected=>TerminationProtected" },
  { "elasticmapreduce", "modifyInstanceFleetByName", "emr", "ModifyInstanceFleet",
    "ClusterId=>ClusterId InstanceFleet=>InstanceFleet", NULL, "ListInstanceFleets",
    "ClusterId=>ClusterId", "InstanceFleets", "InstanceFleetName",
    "InstanceFleet/InstanceFleetId" },
  { "elasticmapreduce", "modifyInstanceGroupByName", "emr", "ModifyInstanceGroups",
    "ClusterId=>ClusterId InstanceGroups[]=>InstanceGroup", NULL, "ListInstanceGroups",
    "ClusterId=>ClusterId", "InstanceGroups", "InstanceGroupName",
    "InstanceGroup/InstanceGroupId" },
};

/**
 * sw_aws_wrap_find:
 * @key: of an optimised integration, as in the ARN
 * @action: likewise, in any case
 *
 * Returns: (nullable): how the service is called for it; %NULL where the action is an operation of
 *   its service as it is
 */
const SwAwsWrap *
sw_aws_wrap_find (const char *key,
                  const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (wraps); i++)
    if (g_str_equal (wraps[i].key, key) && g_ascii_strcasecmp (wraps[i].action, action) == 0)
      return &wraps[i];
  return NULL;
}

/* A definition may begin the names of parameters with a small letter. */
static SwValue
get_member (SwValue     object,
            const char *name)
{
  SwValue found = sw_value_is (object, SW_TYPE_OBJECT) ? sw_value_get_member (object, name)
                                                       : SW_VALUE_INIT;

  if (!sw_value_is (found, SW_TYPE_UNDEFINED) || !sw_value_is (object, SW_TYPE_OBJECT))
    return found;
  for (guint i = 0; i < sw_value_get_length (object); i++)
    if (g_ascii_strcasecmp (sw_string_get_text (sw_value_get_key (object, i)), name) == 0)
      return sw_value_get_member_at (object, i);
  return found;
}

/**
 * sw_aws_get_path:
 * @path: members and indices, "/" between: "Tasks/0/TaskArn"; "" is @value itself
 *
 * Returns: (transfer none): what is there, or undefined
 */
SwValue
sw_aws_get_path (SwValue     value,
                 const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  for (guint i = 0; parts[i] != NULL && *parts[i] != '\0'; i++)
    if (!sw_value_is (value, SW_TYPE_ARRAY))
      value = get_member (value, parts[i]);
    else if ((guint) g_ascii_digit_value (*parts[i]) < sw_value_get_length (value))
      value = sw_value_get_element (value, (guint) g_ascii_digit_value (*parts[i]));
    else
      return SW_VALUE_INIT;
  return value;
}

/**
 * sw_aws_collect:
 * @wanted: members of the new object, blanks between: "Id=<Job/Id" takes it from @answer,
 *   "Name=>JobName" from @request, "Ids[]=<Id" puts it into an array
 * @request: an object
 * @answer: an object
 *
 * Returns: (transfer full): an object of those of @wanted that are there
 */
SwValue
sw_aws_collect (const char *wanted,
                SwValue     request,
                SwValue     answer)
{
  g_auto (GStrv) words = g_strsplit (wanted, " ", -1);
  SwValue object = sw_value_new_object (g_strv_length (words));

  for (guint i = 0; words[i] != NULL; i++)
    {
      char *equals = strchr (words[i], '=');
      SwValue found = sw_aws_get_path (equals[1] == '<' ? answer : request, equals + 2), list;

      *equals = '\0';
      if (sw_value_is (found, SW_TYPE_UNDEFINED))
        continue;
      if (g_str_has_suffix (words[i], "[]"))
        {
          equals[-2] = '\0';
          list = sw_value_new_array (1);
          sw_value_append (&list, sw_value_ref (found));
          sw_value_set_member (&object, words[i], list);
        }
      else
        sw_value_set_member (&object, words[i], sw_value_ref (found));
    }
  return object;
}

/* The id stands where the operation looks for it, "InstanceFleet/InstanceFleetId". */
static SwValue
with_id (const SwAwsWrap *self,
         SwValue          input,
         const char      *id)
{
  const char *slash = strchr (self->id, '/');
  g_autofree char *name = g_strndup (self->id, (gsize) (slash - self->id));
  SwValue copy = sw_value_ref (input), inner = sw_value_ref (get_member (input, name));

  if (!sw_value_is (inner, SW_TYPE_OBJECT))
    sw_value_set (&inner, sw_value_new_object (1));
  sw_value_set_member (&inner, slash + 1, sw_value_new_string (id));
  sw_value_set_member (&copy, name, inner);
  return copy;
}

/**
 * sw_aws_wrap_new_input:
 * @input: parameters of the action
 * @id: (nullable): that sw_aws_wrap_dup_id() found
 *
 * Returns: (transfer full): parameters of the operation
 */
SwValue
sw_aws_wrap_new_input (const SwAwsWrap *self,
                       SwValue          input,
                       const char      *id)
{
  g_auto (SwValue) told = id != NULL ? with_id (self, input, id) : sw_value_ref (input);

  return self->inputs != NULL ? sw_aws_collect (self->inputs, told, SW_VALUE_INIT)
                              : sw_value_ref (told);
}

/**
 * sw_aws_wrap_new_output:
 * @output: of the operation
 *
 * Returns: (transfer full): what the action gives
 */
SwValue
sw_aws_wrap_new_output (const SwAwsWrap *self,
                        SwValue          output)
{
  return self->outputs != NULL ? sw_aws_collect (self->outputs, SW_VALUE_INIT, output)
                               : sw_value_ref (output);
}

/**
 * sw_aws_wrap_dup_id:
 * @input: parameters of the action
 * @listed: a page of what there is
 *
 * Returns: (transfer full) (nullable): the id of what the action names; %NULL where the page does
 *   not have it
 */
char *
sw_aws_wrap_dup_id (const SwAwsWrap *self,
                    SwValue          input,
                    SwValue          listed)
{
  SwValue name = get_member (input, self->name), items = get_member (listed, self->items);

  for (guint i = 0; sw_value_is (name, SW_TYPE_STRING) && i < sw_value_get_length (items); i++)
    {
      SwValue item = sw_value_get_element (items, i), id = get_member (item, "Id");
      SwValue own = get_member (item, "Name");

      if (sw_value_is (own, SW_TYPE_STRING) && sw_value_is (id, SW_TYPE_STRING)
          && g_str_equal (sw_value_get_text (own, NULL), sw_value_get_text (name, NULL)))
        return g_strdup (sw_value_get_text (id, NULL));
    }
  return NULL;
}
