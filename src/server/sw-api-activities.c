/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-keep.h"

/* Activities: queues of tasks that workers ask for. What is in the queues: tasks/sw-task-desk.c. */

static const char *const kinds[] = { "activity", NULL };

/**
 * sw_api_activity_free:
 *
 * Frees an activity.
 */
void
sw_api_activity_free (SwApiActivity *self)
{
  g_free (self->name);
  g_free (self->arn);
  sw_value_clear (&self->tags);
  sw_value_clear (&self->encryption);
  g_free (self);
}

/**
 * sw_api_activity_new:
 * @created: microseconds since the epoch
 * @take_tags: object
 * @take_encryption: object; undefined: AWS's own key
 *
 * Makes an activity and adds it to the API.
 *
 * Returns: (transfer none): the activity
 */
SwApiActivity *
sw_api_activity_new (SwApi      *api,
                     const char *name,
                     char       *take_arn,
                     gint64      created,
                     SwValue     take_tags,
                     SwValue     take_encryption)
{
  SwApiActivity *self = g_new0 (SwApiActivity, 1);

  self->name = g_strdup (name);
  self->arn = take_arn;
  self->created = created;
  self->tags = take_tags;
  self->encryption = take_encryption;
  if (sw_value_is (take_encryption, SW_TYPE_UNDEFINED))
    {
      self->encryption = sw_value_new_object (1);
      sw_answer_set_text (&self->encryption, "type", "AWS_OWNED_KEY");
    }
  g_hash_table_insert (api->activities, self->arn, self);
  g_ptr_array_add (api->activity_list, self);
  return self;
}

/**
 * sw_api_create_activity:
 *
 * CreateActivity. Recorded on AWS: the same name gives the same activity.
 */
void
sw_api_create_activity (SwApi     *api,
                        SwApiCall *call)
{
  const char *name = sw_api_call_get_text (call, "name");
  g_autofree char *arn = sw_api_dup_arn (api, "activity", name);
  SwApiActivity *activity = g_hash_table_lookup (api->activities, arn);
  g_auto (SwValue) tags = sw_value_new_object (0);
  SwValue response;

  if (!sw_api_is_name (name))
    {
      sw_api_call_refuse (call, "InvalidName", "Invalid Name: '%s'", name);
      return;
    }
  if (!sw_api_tags_merge (call, &tags, sw_api_call_get (call, "tags"), arn))
    return;
  if (activity == NULL)
    activity = sw_api_activity_new (
        api, name, g_steal_pointer (&arn), sw_api_now (api), sw_value_ref (tags),
        sw_value_ref (sw_api_call_get (call, "encryptionConfiguration")));
  sw_api_keep_activity (call, activity);
  response = sw_value_new_object (2);
  sw_answer_set_text (&response, "activityArn", activity->arn);
  sw_answer_set_time (&response, "creationDate", activity->created);
  sw_api_call_succeed (call, response);
}

/**
 * sw_api_call_find_activity:
 *
 * Finds the activity that a request is about, and refuses the call where there is none.
 *
 * Returns: (transfer none) (nullable): the activity
 */
SwApiActivity *
sw_api_call_find_activity (SwApiCall *call)
{
  const char *text = sw_api_call_get_text (call, "activityArn");
  g_auto (SwArn) arn = { NULL };
  SwApiActivity *activity;

  if (!sw_api_call_parse_arn (call, "activityArn", kinds, &arn))
    return NULL;
  activity = g_hash_table_lookup (call->api->activities, text);
  if (activity == NULL)
    sw_api_call_refuse (call, "ActivityDoesNotExist", "Activity Does Not Exist: '%s'", text);
  return activity;
}

static SwValue
show_entry (const SwApiActivity *activity)
{
  SwValue entry = sw_value_new_object (4);

  sw_answer_set_text (&entry, "activityArn", activity->arn);
  sw_answer_set_text (&entry, "name", activity->name);
  sw_answer_set_time (&entry, "creationDate", activity->created);
  return entry;
}

/**
 * sw_api_describe_activity:
 *
 * DescribeActivity.
 */
void
sw_api_describe_activity (SwApi     *api,
                          SwApiCall *call)
{
  const SwApiActivity *activity = sw_api_call_find_activity (call);
  SwValue response;

  if (activity == NULL)
    return;
  response = show_entry (activity);
  sw_answer_set (&response, "encryptionConfiguration", activity->encryption);
  sw_api_call_succeed (call, response);
}

/**
 * sw_api_delete_activity:
 *
 * DeleteActivity; what is not there is as good as deleted (recorded on AWS).
 */
void
sw_api_delete_activity (SwApi     *api,
                        SwApiCall *call)
{
  g_auto (SwArn) arn = { NULL };
  SwApiActivity *activity;

  if (!sw_api_call_parse_arn (call, "activityArn", kinds, &arn))
    return;
  activity = g_hash_table_lookup (api->activities, sw_api_call_get_text (call, "activityArn"));
  if (activity != NULL)
    {
      sw_api_forget_activity (call, activity);
      g_hash_table_remove (api->activities, activity->arn);
      g_ptr_array_remove (api->activity_list, activity);
    }
  sw_api_call_succeed (call, sw_value_new_object (0));
}

/**
 * sw_api_list_activities:
 *
 * ListActivities, in the order they were made.
 */
void
sw_api_list_activities (SwApi     *api,
                        SwApiCall *call)
{
  guint offset, limit, count = api->activity_list->len;
  SwValue response, list;

  if (!sw_api_page_begin (call, 0, &offset, &limit))
    return;
  list = sw_value_new_array (0);
  for (guint i = offset; i < count && i < offset + limit; i++)
    sw_value_append (&list, show_entry (g_ptr_array_index (api->activity_list, i)));
  response = sw_value_new_object (2);
  sw_value_set_member (&response, "activities", list);
  sw_api_page_end (call, &response, offset + limit < count ? offset + limit : 0);
  sw_api_call_succeed (call, response);
}
