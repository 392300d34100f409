/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/catalogue/sw-catalogue.h"
#include "layout/picture/sw-emblem.h"
#include "layout/picture/sw-look.h"
#include "layout/picture/sw-mark.h"

#include <string.h>

static const struct
{
  const char *guards;
  SwStateType type;
  const char *resource;
  const char *subtitle;
} subtitles[] = {
  { "integration", SW_STATE_TASK, "arn:aws:states:::lambda:invoke", "Lambda: Invoke" },
  { "pattern-is-left-out", SW_STATE_TASK, "arn:aws:states:::ecs:runTask.sync", "ECS: RunTask" },
  { "pattern-with-version", SW_STATE_TASK, "arn:aws:states:::states:startExecution.sync:2",
    "Step Functions: StartExecution" },
  { "sdk", SW_STATE_TASK, "arn:aws:states:::aws-sdk:s3:getObject", "S3: GetObject" },
  { "function-arn", SW_STATE_TASK, "arn:aws:lambda:us-east-1:123456789012:function:f:1",
    "Lambda: Invoke" },
  { "activity", SW_STATE_TASK, "arn:aws:states:us-east-1:123456789012:activity:sign", "Activity" },
  { "partition", SW_STATE_TASK, "arn:aws-cn:states:::sqs:sendMessage", "SQS: SendMessage" },
  { "placeholder", SW_STATE_TASK, "${CheckSizeArn}", "CheckSizeArn" },
  { "attribute", SW_STATE_TASK, "${CheckSize.Arn}", "CheckSize" },
  { "pseudo-parameter", SW_STATE_TASK, "${AWS::StackName}-f", "Task" },
  { "other-arn", SW_STATE_TASK, "arn:aws:dynamodb:::table", "DynamoDB" },
  { "cut-off", SW_STATE_TASK, "arn:aws:states:::", "" },
  { "no-resource", SW_STATE_TASK, NULL, "Task" },
  { "other-types-say-their-name", SW_STATE_CHOICE, "arn:aws:states:::lambda:invoke", "Choice" },
  { "unknown", SW_STATE_UNKNOWN, NULL, "Unknown type" },
};

static void
test_distributed_map_is_told (void)
{
  static const char text[] =
      "{'StartAt': 'M', 'States': {'M': {'Type': 'Map', 'End': true, 'ItemProcessor': {"
      "'ProcessorConfig': {'Mode': 'DISTRIBUTED'}, 'StartAt': 'P', 'States': {"
      "'P': {'Type': 'Pass', 'End': true}}}}}}";
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (SwTree) tree = sw_tree_parse (json, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autofree char *subtitle = sw_look_dup_subtitle (sw_model_find_state (model, "M"));

  g_assert_cmpstr (subtitle, ==, "Distributed Map");
}

static void
test_subtitle (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  SwState state = { .type = subtitles[row].type, .resource = (char *) subtitles[row].resource };
  g_autofree char *subtitle = sw_look_dup_subtitle (&state);

  g_assert_cmpstr (subtitle, ==, subtitles[row].subtitle);
}

static void
test_each_type_has_its_own_icon_and_colours (void)
{
  for (int type = 0; type < SW_STATE_N_TYPES; type++)
    {
      const SwLook *look = sw_look_get (type);
      g_assert_cmpuint (strlen (look->light), ==, strlen ("#rrggbb"));
      g_assert_cmpuint (strlen (look->dark), ==, strlen ("#rrggbb"));
      g_assert_cmpuint (strspn (look->icon, "MLHVCZ 0123456789."), ==, strlen (look->icon));
      for (int other = 0; other < type; other++)
        {
          g_assert_cmpstr (look->icon, !=, sw_look_get (other)->icon);
          g_assert_cmpstr (look->light, !=, sw_look_get (other)->light);
        }
    }
}

static const struct
{
  const char *guards;
  const char *resource;
  const char *same_as; /* a resource with the same symbol; NULL: none */
} symbols[] = {
  { "function-as-integration", "arn:aws:lambda:us-east-1:123456789012:function:f",
    "arn:aws:states:::lambda:invoke" },
  { "partition", "arn:aws-cn:states:::sqs:sendMessage", "arn:aws:states:::sqs:sendMessage" },
  { "pattern", "arn:aws:states:::batch:submitJob.sync", "arn:aws:states:::batch:submitJob" },
  { "sdk-as-optimised", "arn:aws:states:::aws-sdk:sfn:startExecution",
    "arn:aws:states:::states:startExecution" },
  { "unknown-services-share-one", "arn:aws:states:::aws-sdk:chime:listRooms",
    "arn:aws:states:::aws-sdk:braket:searchJobs" },
  { "placeholder", "${Function}", NULL },
  { "unknown-integration", "arn:aws:states:::chime:listRooms", NULL },
  { "cut-off", "arn:aws:states", NULL },
  { "absent", NULL, NULL },
};

static void
test_symbol (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  const char *symbol = sw_emblem_for_resource (symbols[row].resource);

  g_assert_true (symbol == sw_emblem_for_resource (symbols[row].same_as));
  g_assert_cmpint (symbol != NULL, ==, symbols[row].same_as != NULL);
}

static void
test_each_service_has_its_symbol (void)
{
  guint count;
  const SwService *services = sw_services_get_all (&count);
  const char *other
      = sw_emblem_for_resource ("arn:aws:states:::aws-sdk:chime:listRooms");

  for (guint i = 0; i < count; i++)
    {
      g_autofree char *arn = g_strdup_printf ("arn:aws:states:::%s%s:action",
                                              services[i].sdk ? "aws-sdk:" : "", services[i].key);
      const char *symbol = sw_emblem_for_resource (arn);
      g_test_message ("%s", arn);
      g_assert_nonnull (symbol);
      g_assert_true (symbol != other);
      g_assert_cmpuint (strspn (symbol, "MLHVCZ 0123456789.-"), ==, strlen (symbol));
    }
}

/* Each state is a Task named "A"; ' for ". */
static const struct
{
  const char *guards;
  const char *fields;
  SwMarks     marks;
} marked[] = {
  { "plain", "'Comment': 'no'", 0 },
  { "retry", "'Retry': [{'ErrorEquals': ['States.ALL']}]", SW_MARK_RETRY },
  { "empty-retry", "'Retry': [], 'Catch': []", 0 },
  { "catch", "'Catch': [{'ErrorEquals': ['States.ALL'], 'Next': 'A'}]", SW_MARK_CATCH },
  { "timeout", "'TimeoutSeconds': 3", SW_MARK_TIMEOUT },
  { "timeout-as-path", "'TimeoutSecondsPath': '$.t'", SW_MARK_TIMEOUT },
  { "heartbeat", "'HeartbeatSeconds': '{% 3 %}'", SW_MARK_TIMEOUT },
  { "assign", "'Assign': {'a': 1}", SW_MARK_VARIABLES },
  { "assign-in-catcher",
    "'Catch': [{'ErrorEquals': ['States.ALL'], 'Next': 'A', 'Assign': {'a': 1}}]",
    SW_MARK_CATCH | SW_MARK_VARIABLES },
  { "assign-in-rule", "'Choices': [{'Condition': '{% true %}', 'Assign': {'a': 1}}]",
    SW_MARK_VARIABLES },
};

static void
test_marks (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autofree char *text = g_strdup_printf (
      "{'StartAt': 'A', 'States': {'A': {'Type': '%s', %s}}}",
      strstr (marked[row].fields, "Choices") ? "Choice" : "Task", marked[row].fields);
  g_autoptr (SwTree) tree = NULL;
  g_autoptr (SwModel) model = NULL;

  tree = sw_tree_parse (g_strdelimit (text, "'", '"'), -1);
  model = sw_model_new (tree);
  g_assert_cmpuint (sw_state_get_marks (sw_model_find_state (model, "A")), ==, marked[row].marks);
}

static void
test_each_mark_has_its_icon (void)
{
  for (guint i = 0; i < SW_MARK_N; i++)
    {
      g_assert_nonnull (sw_mark_get_icon (1 << i));
      g_assert_nonnull (sw_mark_get_label (1 << i));
    }
  g_assert_cmpuint (sw_marks_count ((1 << SW_MARK_N) - 1), ==, SW_MARK_N);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint row = 0; row < G_N_ELEMENTS (subtitles); row++)
    {
      g_autofree char *path = g_strconcat ("/layout/look/subtitle/", subtitles[row].guards, NULL);
      g_test_add_data_func (path, GUINT_TO_POINTER (row), test_subtitle);
    }
  for (guint row = 0; row < G_N_ELEMENTS (symbols); row++)
    {
      g_autofree char *path = g_strconcat ("/layout/look/symbol/", symbols[row].guards, NULL);
      g_test_add_data_func (path, GUINT_TO_POINTER (row), test_symbol);
    }
  for (guint row = 0; row < G_N_ELEMENTS (marked); row++)
    {
      g_autofree char *path = g_strconcat ("/layout/look/marks/", marked[row].guards, NULL);
      g_test_add_data_func (path, GUINT_TO_POINTER (row), test_marks);
    }
  g_test_add_func ("/layout/look/distributed-map-is-told", test_distributed_map_is_told);
  g_test_add_func ("/layout/look/each-mark-has-its-icon", test_each_mark_has_its_icon);
  g_test_add_func ("/layout/look/each-service-has-its-symbol", test_each_service_has_its_symbol);
  g_test_add_func ("/layout/look/each-type-has-its-own-icon-and-colours",
                   test_each_type_has_its_own_icon_and_colours);
  return g_test_run ();
}
