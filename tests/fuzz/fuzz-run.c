/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "engine/execution/sw-execution.h"
#include "engine/test-state/sw-test-state.h"
#include "json/sw-text.h"

/* The first byte says how tasks are answered, the second which state is tried by itself as well;
 * the rest is a definition, that is run to its end or for so many steps. */

#define MAX_STEPS 400
/* So many of the last events are printed as well. */
#define MAX_EVENTS 20

const char *const fuzz_seeds[] = {
  "01{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Parameters\":{\"n.$\":"
  "\"States.MathAdd($.n, 1)\"},\"ResultPath\":\"$.x.y\",\"Assign\":{\"v.$\":\"$\"},\"Next\":\"B\"},"
  "\"B\":{\"Type\":\"Choice\",\"Choices\":[{\"And\":[{\"Variable\":\"$.x.y.n\",\"NumericLessThan\":5},"
  "{\"Not\":{\"Variable\":\"$v\",\"IsNull\":true}}],\"Next\":\"A\"}],\"Default\":\"C\"},"
  "\"C\":{\"Type\":\"Wait\",\"SecondsPath\":\"$.n\",\"Next\":\"D\"},"
  "\"D\":{\"Type\":\"Fail\",\"ErrorPath\":\"$.e\",\"CausePath\":\"States.Format('{}', $.x)\"}}}",
  "12{\"StartAt\":\"T\",\"TimeoutSeconds\":90,\"States\":{\"T\":{\"Type\":\"Task\",\"Resource\":"
  "\"arn:aws:states:::sqs:sendMessage.waitForTaskToken\",\"Parameters\":{\"t.$\":\"$$.Task.Token\"},"
  "\"TimeoutSeconds\":9,\"HeartbeatSeconds\":3,\"ResultSelector\":{\"r.$\":\"$\"},\"ResultPath\":null,"
  "\"Retry\":[{\"ErrorEquals\":[\"States.Timeout\"],\"IntervalSeconds\":2,\"MaxDelaySeconds\":3,"
  "\"JitterStrategy\":\"FULL\"}],\"Catch\":[{\"ErrorEquals\":[\"States.ALL\"],\"ResultPath\":\"$.e\","
  "\"Next\":\"T\"}],\"End\":true}}}",
  "23{\"StartAt\":\"P\",\"States\":{\"P\":{\"Type\":\"Parallel\",\"Branches\":[{\"StartAt\":\"X\","
  "\"States\":{\"X\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:lambda:us-east-1:123456789012:function:f\","
  "\"End\":true}}},{\"StartAt\":\"Y\",\"States\":{\"Y\":{\"Type\":\"Map\",\"ItemsPath\":\"$.a\","
  "\"ItemSelector\":{\"i.$\":\"$$.Map.Item.Index\"},\"MaxConcurrency\":1,\"ItemProcessor\":{"
  "\"StartAt\":\"Z\",\"States\":{\"Z\":{\"Type\":\"Wait\",\"Seconds\":2,\"End\":true}}},\"End\":true}}}],"
  "\"Retry\":[{\"ErrorEquals\":[\"States.TaskFailed\"],\"MaxAttempts\":2}],\"End\":true}}}",
  "34{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"M\",\"States\":{\"M\":{\"Type\":\"Map\","
  "\"Items\":\"{% [1..5] %}\",\"ItemBatcher\":{\"MaxItemsPerBatch\":2,\"BatchInput\":{\"k\":"
  "\"{% $states.input.n %}\"}},\"ToleratedFailurePercentage\":50,\"Label\":\"L\",\"ItemProcessor\":{"
  "\"ProcessorConfig\":{\"Mode\":\"DISTRIBUTED\",\"ExecutionType\":\"STANDARD\"},\"StartAt\":\"T\","
  "\"States\":{\"T\":{\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::lambda:invoke\",\"Arguments\":"
  "{\"a\":\"{% $count($states.input.Items) %}\"},\"Catch\":[{\"ErrorEquals\":[\"E\"],\"Output\":"
  "\"{% $states.errorOutput %}\",\"Next\":\"F\"}],\"End\":true},\"F\":{\"Type\":\"Fail\",\"Error\":"
  "\"{% $states.context.State.Name %}\"}}},\"ResultWriter\":{\"Resource\":"
  "\"arn:aws:states:::s3:putObject\",\"Arguments\":{\"Bucket\":\"b\",\"Prefix\":\"p\"}},\"Assign\":"
  "{\"v\":\"{% $states.result %}\"},\"Output\":\"{% $states.result %}\",\"End\":true}}}",
  "45{\"StartAt\":\"M\",\"States\":{\"M\":{\"Type\":\"Map\",\"ItemReader\":{\"Resource\":"
  "\"arn:aws:states:::s3:getObject\",\"ReaderConfig\":{\"InputType\":\"CSV\",\"CSVHeaderLocation\":"
  "\"FIRST_ROW\",\"MaxItems\":3},\"Parameters\":{\"Bucket\":\"b\",\"Key.$\":\"$$.Execution.Name\"}},"
  "\"ItemProcessor\":{\"ProcessorConfig\":{\"Mode\":\"DISTRIBUTED\",\"ExecutionType\":\"EXPRESS\"},"
  "\"StartAt\":\"S\",\"States\":{\"S\":{\"Type\":\"Succeed\",\"OutputPath\":\"$['a']\"}}},"
  "\"ToleratedFailureCount\":2,\"Catch\":[{\"ErrorEquals\":[\"States.ItemReaderFailed\"],\"Next\":\"M\"}],"
  "\"Next\":\"W\"},\"W\":{\"Type\":\"Wait\",\"TimestampPath\":\"$.t\",\"End\":true}}}",
  NULL,
};

static const char input_text[]
    = "{\"n\":0,\"a\":[1,{\"b\":[2]},null],\"t\":\"2030-01-01T00:00:09Z\",\"e\":\"E\"}";

static SwProgram *
compile (const char *text,
         gsize       length)
{
  g_autoptr (SwTree) tree = sw_tree_parse (text, (gssize) length);
  g_autoptr (SwModel) model = sw_model_new (tree);

  return sw_program_new (model, NULL);
}

/* In turn: a result, an error, nothing at all */
static void
answer (SwExecution         *execution,
        const SwTaskRequest *request,
        guint                manner,
        gint64               now)
{
  static const char body[] = "a,b\n1,\"2\"\n[3],{}\n";
  g_auto (SwValue) text = sw_value_new_string (body);
  guint64 id = request->id;

  sw_execution_begin_task (execution, id, "worker", now);
  if (request->kind == SW_TASK_OBJECT && manner % 4 != 3)
    sw_execution_succeed_task (execution, id, manner % 2 ? text : request->input, now);
  else if (manner % 3 == 0)
    sw_execution_succeed_task (execution, id, request->input, now);
  else if (manner % 3 == 1)
    sw_execution_fail_task (execution, id, manner % 2 ? "E" : NULL, "C", now);
  else
    sw_execution_heartbeat (execution, id, now);
}

static void
print_last_events (const SwHistory *history)
{
  guint count = sw_history_get_count (history);

  for (guint i = count > MAX_EVENTS ? count - MAX_EVENTS : 0; i < count; i++)
    {
      g_auto (SwValue) event = sw_history_event_to_value (sw_history_get (history, i), TRUE);

      g_assert_true (sw_value_is (event, SW_TYPE_OBJECT));
    }
}

static void
run (SwProgram *program,
     SwValue    input,
     guint      manner)
{
  const SwExecutionOptions options = { .input = input, .express = manner % 5 == 0 };
  SwExecution *execution = sw_execution_new (program, &options);
  gint64 now = G_GINT64_CONSTANT (1893456000) * G_USEC_PER_SEC;

  sw_execution_start (execution, now);
  for (guint steps = 0; steps < MAX_STEPS; steps++)
    {
      const SwTaskRequest *request;
      gint64 wake;

      if (sw_execution_step (execution, now))
        continue;
      request = sw_execution_take_request (execution);
      wake = sw_execution_get_wake_time (execution);
      if (request != NULL)
        answer (execution, request, manner + steps, now);
      else if (wake == G_MAXINT64)
        break;
      else
        now = MAX (now, wake);
    }
  print_last_events (sw_execution_get_history (execution));
  sw_execution_free (execution);
}

static void
try_state (SwProgram  *program,
           const char *text,
           SwValue     input,
           guint       number)
{
  GPtrArray *states = sw_model_get_states (sw_program_get_model (program));
  const SwState *state = g_ptr_array_index (states, number % states->len);
  g_auto (SwValue) mock = sw_value_new_object (1);
  g_auto (SwValue) response = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  SwTestStateOptions options = { .definition = text,
                                 .state_name = state->name,
                                 .input = input,
                                 .inspect = TRUE,
                                 .role_arn = "role" };

  sw_value_set_member (&mock, "result", sw_value_new_string (number % 2 ? "[1, 2]" : "{}"));
  if (state->type == SW_STATE_TASK || state->type == SW_STATE_MAP
      || state->type == SW_STATE_PARALLEL)
    options.mock = mock;
  g_assert_true (sw_test_state (&options, &response, &error) == (error == NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (SwProgram) program = NULL;
  g_auto (SwValue) input = SW_VALUE_INIT;
  g_autofree char *text = NULL;

  if (size < 2)
    return 0;
  program = compile ((const char *) data + 2, size - 2);
  if (program == NULL)
    return 0;
  sw_value_from_text (input_text, -1, SW_TEXT_DEFAULT, &input, NULL);
  run (program, input, data[0]);
  text = g_strndup ((const char *) data + 2, size - 2);
  try_state (program, text, input, data[1]);
  return 0;
}
