/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-task-desk.h"

#include "tasks/runner/sw-runner.h"

#define CALLBACK                                                                                   \
  "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Task\", "                                 \
  "\"Resource\": \"arn:aws:states:::sqs:sendMessage.waitForTaskToken\", "                          \
  "\"Parameters\": {\"MessageBody.$\": \"$$.Task.Token\"}, \"End\": true}}}"

/* Sends the token, as whoever performs a .waitForTaskToken task, and leaves. */
typedef struct
{
  SwPerformer  head;
  char        *token;
  gboolean     fails; /* the request itself */
} Sender;

static SwPerformResult
send_token (SwPerformer  *head,
            SwTaskCall   *call,
            SwValue      *output,
            char        **error,
            char        **cause)
{
  Sender *self = (Sender *) head;
  g_auto (SwValue) answer = sw_value_new_object (0);

  self->token = g_strdup (sw_task_call_get_request (call)->token);
  if (self->fails)
    {
      *error = g_strdup ("SQS.AmazonSQSException");
      return SW_PERFORM_FAILED;
    }
  g_assert_true (sw_task_call_submit (call, answer));
  sw_task_call_leave (call, SW_TASK_WAITS_FOR_TOKEN);
  return SW_PERFORM_PENDING;
}

static void
sender_free (SwPerformer *head)
{
  g_free (((Sender *) head)->token);
  g_free (head);
}

static Sender *
sender_new (gboolean fails)
{
  static const SwPerformerKind kind = { .perform = send_token, .free = sender_free };
  Sender *self = g_new0 (Sender, 1);

  sw_performer_init (&self->head, &kind);
  self->fails = fails;
  return self;
}

static SwRunner *
begin (SwPerformer *performer)
{
  g_autoptr (SwTree) tree = sw_tree_parse (CALLBACK, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwProgram) program = sw_program_new (model, &error);
  const SwExecutionOptions options = { 0 };
  SwRunner *runner;

  g_assert_no_error (error);
  runner = sw_runner_new (program, &options, performer, SW_RUN_VIRTUAL);
  sw_runner_start (runner);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return runner;
}

/* The token waits at the desk after its sender has left; it is good once. */
static void
test_token (void)
{
  g_autoptr (SwTaskDesk) desk = sw_task_desk_new ();
  Sender *sender = sender_new (FALSE);
  g_autoptr (SwPerformer) inner = &sender->head;
  g_autoptr (SwPerformer) performer = sw_task_desk_new_performer (desk, inner);
  g_autoptr (SwRunner) runner = begin (performer);
  g_auto (SwValue) output = sw_value_new_integer (7);
  SwTaskCall *call;

  g_assert_cmpint (sw_task_desk_find (desk, "made up", &call), ==, SW_TASK_TOKEN_UNKNOWN);
  g_assert_cmpint (sw_task_desk_find (desk, sender->token, &call), ==, SW_TASK_TOKEN_OPEN);
  g_assert_true (sw_task_call_succeed (call, output));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (sw_runner_get_status (runner), ==, SW_EXECUTION_SUCCEEDED);
  g_assert_cmpint (sw_task_desk_find (desk, sender->token, &call), ==, SW_TASK_TOKEN_CLOSED);
}

/* Where the token was not sent nobody waits for it. */
static void
test_not_sent (void)
{
  g_autoptr (SwTaskDesk) desk = sw_task_desk_new ();
  Sender *sender = sender_new (TRUE);
  g_autoptr (SwPerformer) inner = &sender->head;
  g_autoptr (SwPerformer) performer = sw_task_desk_new_performer (desk, inner);
  g_autoptr (SwRunner) runner = begin (performer);
  SwTaskCall *call;

  g_assert_cmpint (sw_runner_get_status (runner), ==, SW_EXECUTION_FAILED);
  g_assert_cmpint (sw_task_desk_find (desk, sender->token, &call), !=, SW_TASK_TOKEN_OPEN);
}

/* A token whose run is gone is closed, and nothing of it is left on the desk. */
static void
test_run_gone (void)
{
  g_autoptr (SwTaskDesk) desk = sw_task_desk_new ();
  Sender *sender = sender_new (FALSE);
  g_autoptr (SwPerformer) inner = &sender->head;
  g_autoptr (SwPerformer) performer = sw_task_desk_new_performer (desk, inner);
  SwTaskCall *call;

  g_object_unref (begin (performer));
  g_assert_cmpint (sw_task_desk_find (desk, sender->token, &call), ==, SW_TASK_TOKEN_CLOSED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/task-desk/token", test_token);
  g_test_add_func ("/task-desk/not-sent", test_not_sent);
  g_test_add_func ("/task-desk/run-gone", test_run_gone);
  return g_test_run ();
}
