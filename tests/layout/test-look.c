/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/sw-look.h"

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
  { "placeholder", SW_STATE_TASK, "${CheckSizeArn}", "Task" },
  { "other-arn", SW_STATE_TASK, "arn:aws:dynamodb:::table", "DynamoDB" },
  { "cut-off", SW_STATE_TASK, "arn:aws:states:::", "" },
  { "no-resource", SW_STATE_TASK, NULL, "Task" },
  { "other-types-say-their-name", SW_STATE_CHOICE, "arn:aws:states:::lambda:invoke", "Choice" },
  { "unknown", SW_STATE_UNKNOWN, NULL, "Unknown type" },
};

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
  g_test_add_func ("/layout/look/each-type-has-its-own-icon-and-colours",
                   test_each_type_has_its_own_icon_and_colours);
  return g_test_run ();
}
