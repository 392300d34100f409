/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-keep.h"

/* Tags of state machines and activities. */

#define MAX_TAGS 50
#define OWN_PREFIX "aws:"

/**
 * sw_api_tags_merge:
 * @tags: object of values by key
 * @list: of the request: array of key and value; may be undefined
 * @arn: of what is tagged
 *
 * Adds tags to others, and refuses the call where that cannot be.
 *
 * Returns: whether they were added
 */
gboolean
sw_api_tags_merge (SwApiCall  *call,
                   SwValue    *tags,
                   SwValue     list,
                   const char *arn)
{
  guint count = sw_value_is (list, SW_TYPE_ARRAY) ? sw_value_get_length (list) : 0;

  for (guint i = 0; i < count; i++)
    {
      SwValue tag = sw_value_get_element (list, i);
      SwValue key = sw_value_get_member (tag, "key");
      SwValue value = sw_value_get_member (tag, "value");

      if (!sw_value_is (key, SW_TYPE_STRING)
          || g_str_has_prefix (sw_value_get_text (key, NULL), OWN_PREFIX))
        {
          sw_api_call_refuse (call, "ValidationException",
                              "A tag needs a key that does not begin with " OWN_PREFIX);
          return FALSE;
        }
      sw_value_set_member (tags, sw_value_get_text (key, NULL),
                           sw_value_is (value, SW_TYPE_STRING) ? sw_value_ref (value)
                                                               : sw_value_new_string (""));
    }
  if (sw_value_get_length (*tags) <= MAX_TAGS)
    return TRUE;
  sw_api_call_refuse (call, "TooManyTags", "A resource has at most %d tags: '%s'", MAX_TAGS, arn);
  return FALSE;
}

/* What the request names, whose tags are to be changed in place */
typedef struct
{
  SwApiMachine  *machine;
  SwApiActivity *activity;
} Tagged;

/* The tags of what the request names; NULL: refused. Recorded on AWS: a version has none. */
static SwValue *
find_tags (SwApiCall *call,
           Tagged    *tagged)
{
  static const char *const kinds[] = { "stateMachine", "activity", NULL };
  const char *text = sw_api_call_get_text (call, "resourceArn");
  g_auto (SwArn) arn = { NULL };

  if (!sw_api_call_parse_arn (call, "resourceArn", kinds, &arn))
    return NULL;
  tagged->machine = g_hash_table_lookup (call->api->machines, text);
  tagged->activity = g_hash_table_lookup (call->api->activities, text);
  if (tagged->machine != NULL)
    return &tagged->machine->tags;
  if (tagged->activity != NULL)
    return &tagged->activity->tags;
  sw_api_call_refuse (call, "ResourceNotFound", "Resource not found: '%s'", text);
  return NULL;
}

static void
keep (SwApiCall    *call,
      const Tagged *tagged)
{
  if (tagged->machine != NULL)
    sw_api_keep_machine (call, tagged->machine);
  else
    sw_api_keep_activity (call, tagged->activity);
}

/**
 * sw_api_tag_resource:
 *
 * TagResource.
 */
void
sw_api_tag_resource (SwApi     *api,
                     SwApiCall *call)
{
  Tagged tagged;
  SwValue *tags = find_tags (call, &tagged);
  g_auto (SwValue) changed = SW_VALUE_INIT;

  if (tags == NULL)
    return;
  changed = sw_value_ref (*tags);
  if (!sw_api_tags_merge (call, &changed, sw_api_call_get (call, "tags"),
                          sw_api_call_get_text (call, "resourceArn")))
    return;
  sw_value_set (tags, sw_value_ref (changed));
  keep (call, &tagged);
  sw_api_call_succeed (call, sw_value_new_object (0));
}

/**
 * sw_api_untag_resource:
 *
 * UntagResource.
 */
void
sw_api_untag_resource (SwApi     *api,
                       SwApiCall *call)
{
  Tagged tagged;
  SwValue *tags = find_tags (call, &tagged);
  SwValue keys = sw_api_call_get (call, "tagKeys");

  if (tags == NULL)
    return;
  for (guint i = 0; i < sw_value_get_length (keys); i++)
    sw_value_remove_member (tags, sw_value_get_text (sw_value_get_element (keys, i), NULL));
  keep (call, &tagged);
  sw_api_call_succeed (call, sw_value_new_object (0));
}

/**
 * sw_api_list_tags_for_resource:
 *
 * ListTagsForResource.
 */
void
sw_api_list_tags_for_resource (SwApi     *api,
                               SwApiCall *call)
{
  Tagged tagged;
  const SwValue *tags = find_tags (call, &tagged);
  SwValue response, list;

  if (tags == NULL)
    return;
  list = sw_value_new_array (sw_value_get_length (*tags));
  for (guint i = 0; i < sw_value_get_length (*tags); i++)
    {
      SwValue entry = sw_value_new_object (2);

      sw_answer_set_text (&entry, "key", sw_string_get_text (sw_value_get_key (*tags, i)));
      sw_answer_set (&entry, "value", sw_value_get_member_at (*tags, i));
      sw_value_append (&list, entry);
    }
  response = sw_value_new_object (1);
  sw_value_set_member (&response, "tags", list);
  sw_api_call_succeed (call, response);
}
