/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/record/sw-event-list.h"
#include "app/runs/sw-run-header.h"
#include "app/runs/sw-run-status.h"
#include "engine/history/sw-history-read.h"
#include "json/sw-text.h"
#include "tasks/mocks/sw-mock-config.h"
#include "tasks/runner/sw-runner.h"

/* Each machine is run to its end, and the states are asked how they stood then and before. Tasks
 * answer from the mock case "Case" of machine "M". */
typedef struct
{
  const char *pointer;
  SwRunState  state;
  guint       entered;
  guint       attempts;
} Expected;

typedef struct
{
  const char *name;
  const char *machine;
  const char *input;
  const char *mock;
  Expected    expected[6];
} RunCase;

#define TASK "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke\""
#define RETRY "\"Retry\": [{ \"ErrorEquals\": [\"States.ALL\"], \"MaxAttempts\": 1 }]"
#define CATCH "\"Catch\": [{ \"ErrorEquals\": [\"States.ALL\"], \"Next\": \"C\" }]"
#define THROW "{ \"Throw\": { \"Error\": \"E\", \"Cause\": \"c\" } }"
#define RETURN "{ \"Return\": {} }"
#define MOCK(answers) \
  "{ \"StateMachines\": { \"M\": { \"TestCases\": { \"Case\": { \"T\": \"R\" } } } }," \
  "  \"MockedResponses\": { \"R\": " answers " } }"

static const RunCase run_cases[] = {
  { "pass",
    "{ \"StartAt\": \"A\", \"States\": { \"A\": { \"Type\": \"Pass\", \"Next\": \"B\" },"
    " \"B\": { \"Type\": \"Wait\", \"Seconds\": 9, \"End\": true }, \"C\": { \"Type\": \"Succeed\" } } }",
    "{}", NULL,
    { { "/States/A", SW_RUN_STATE_SUCCEEDED, 1, 0 },
      { "/States/B", SW_RUN_STATE_SUCCEEDED, 1, 0 },
      { "/States/C", SW_RUN_STATE_IDLE, 0, 0 } } },
  { "fail",
    "{ \"StartAt\": \"A\", \"States\": { \"A\": { \"Type\": \"Fail\", \"Error\": \"E\" } } }", "{}", NULL,
    { { "/States/A", SW_RUN_STATE_FAILED, 1, 0 } } },
  { "retried",
    "{ \"StartAt\": \"T\", \"States\": { \"T\": { " TASK ", " RETRY ", \"End\": true } } }", "{}",
    MOCK ("{ \"0\": " THROW ", \"1\": " RETURN " }"),
    { { "/States/T", SW_RUN_STATE_SUCCEEDED, 1, 1 } } },
  { "caught",
    "{ \"StartAt\": \"T\", \"States\": { \"T\": { " TASK ", " CATCH ", \"End\": true },"
    " \"C\": { \"Type\": \"Pass\", \"End\": true } } }",
    "{}", MOCK ("{ \"0\": " THROW " }"),
    { { "/States/T", SW_RUN_STATE_CAUGHT, 1, 0 }, { "/States/C", SW_RUN_STATE_SUCCEEDED, 1, 0 } } },
  { "failed",
    "{ \"StartAt\": \"T\", \"States\": { \"T\": { " TASK ", \"End\": true } } }", "{}",
    MOCK ("{ \"0\": " THROW " }"), { { "/States/T", SW_RUN_STATE_FAILED, 1, 0 } } },
  { "map",
    "{ \"StartAt\": \"M\", \"States\": { \"M\": { \"Type\": \"Map\", \"End\": true, \"ItemProcessor\":"
    " { \"StartAt\": \"I\", \"States\": { \"I\": { \"Type\": \"Pass\", \"End\": true } } } } } }",
    "[1, 2, 3]", NULL,
    { { "/States/M", SW_RUN_STATE_SUCCEEDED, 1, 0 },
      { "/States/M/ItemProcessor/States/I", SW_RUN_STATE_SUCCEEDED, 3, 0 } } },
  { "parallel-cut-off",
    "{ \"StartAt\": \"P\", \"States\": { \"P\": { \"Type\": \"Parallel\", \"End\": true, " CATCH ","
    " \"Branches\": ["
    " { \"StartAt\": \"F\", \"States\": { \"F\": { \"Type\": \"Fail\", \"Error\": \"E\" } } },"
    " { \"StartAt\": \"W\", \"States\": { \"W\": { \"Type\": \"Wait\", \"Seconds\": 9, \"End\": true } } }"
    " ] }, \"C\": { \"Type\": \"Pass\", \"End\": true } } }",
    "{}", NULL,
    { { "/States/P", SW_RUN_STATE_CAUGHT, 1, 0 },
      { "/States/P/Branches/0/States/F", SW_RUN_STATE_FAILED, 1, 0 },
      { "/States/C", SW_RUN_STATE_SUCCEEDED, 1, 0 } } },
};

static SwRunner *
create_runner (const RunCase *test)
{
  g_autoptr (SwTree) tree = sw_tree_parse (test->machine, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwProgram) program = sw_program_new (model, &error);
  g_autoptr (SwMockConfig) mocks = NULL;
  g_autoptr (SwPerformer) performer = NULL;
  g_auto (SwValue) input = SW_VALUE_INIT;
  SwExecutionOptions options = { 0 };

  g_assert_no_error (error);
  g_assert_true (sw_value_from_text (test->input, -1, SW_TEXT_DEFAULT, &input, NULL));
  options.input = input;
  if (test->mock != NULL)
    {
      mocks = sw_mock_config_new_from_text (test->mock, -1, &error);
      g_assert_no_error (error);
      performer = sw_mock_config_new_performer (mocks, "M", "Case", &error);
      g_assert_no_error (error);
    }
  return sw_runner_new (program, &options, performer, SW_RUN_VIRTUAL);
}

static const SwHistory *
get_history (SwRunner *runner)
{
  return sw_execution_get_history (sw_runner_get_execution (runner));
}

static void
test_run (gconstpointer data)
{
  const RunCase *test = data;
  g_autoptr (SwRunner) runner = create_runner (test);
  g_autoptr (SwRunStatus) status = sw_run_status_new ();
  g_autoptr (SwRunRecord) record = NULL;

  sw_runner_start (runner);
  g_assert_true (sw_runner_run (runner));
  record = sw_run_record_new (runner);
  sw_run_status_set_record (status, record);
  for (const Expected *expected = test->expected; expected->pointer != NULL; expected++)
    {
      const SwRunStateInfo *info = sw_run_status_lookup (status, expected->pointer);

      g_test_message ("%s", expected->pointer);
      g_assert_cmpint (info->state, ==, expected->state);
      g_assert_cmpuint (info->entered, ==, expected->entered);
      g_assert_cmpuint (info->attempts, ==, expected->attempts);
      g_assert_cmpuint (info->running, ==, 0);
    }
  /* After the first event nothing has been entered. */
  sw_run_record_set_position (record, 1);
  g_assert_cmpint (sw_run_status_lookup (status, test->expected[0].pointer)->state, ==,
                   SW_RUN_STATE_IDLE);
  sw_run_record_follow (record);
  g_assert_cmpint (sw_run_status_lookup (status, test->expected[0].pointer)->state, ==,
                   test->expected[0].state);
  sw_run_status_set_record (status, NULL);
  g_assert_cmpint (sw_run_status_lookup (status, test->expected[0].pointer)->state, ==,
                   SW_RUN_STATE_IDLE);
}

static void
note_cb (SwRunStatus *status,
         const char  *pointer,
         gpointer     user_data)
{
  g_ptr_array_add (user_data, g_strdup (pointer));
}

static void
test_waiting_for_a_person (void)
{
  const RunCase test = {
    "manual", "{ \"StartAt\": \"T\", \"States\": { \"T\": { " TASK ", \"End\": true } } }", "{}",
  };
  g_autoptr (SwRunner) runner = create_runner (&test);
  g_autoptr (SwRunStatus) status = sw_run_status_new ();
  g_autoptr (SwRunRecord) record = sw_run_record_new (runner);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);

  sw_run_status_set_record (status, record);
  g_signal_connect (status, "changed", G_CALLBACK (note_cb), notes);
  sw_runner_start (runner);
  g_assert_false (sw_runner_run (runner));
  sw_run_record_update (record);
  /* Once, however many events there were */
  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_cmpstr (notes->pdata[0], ==, "/States/T");
  g_assert_cmpint (sw_run_status_lookup (status, "/States/T")->state, ==, SW_RUN_STATE_RUNNING);
  sw_run_status_set_waiting (status, "/States/T", TRUE);
  g_assert_cmpint (sw_run_status_lookup (status, "/States/T")->state, ==, SW_RUN_STATE_WAITING);
  sw_run_status_set_waiting (status, "/States/T", FALSE);
  g_assert_cmpint (sw_run_status_lookup (status, "/States/T")->state, ==, SW_RUN_STATE_RUNNING);
}

/* A run that stands still is not said to be running. */
static void
test_the_header_says_paused (void)
{
  g_autoptr (SwRunner) runner = create_runner (&run_cases[0]);
  g_autoptr (SwRunRecord) record = sw_run_record_new (runner);
  g_autoptr (GtkWidget) header = g_object_ref_sink (g_object_new (SW_TYPE_RUN_HEADER, NULL));
  GObject *label = gtk_widget_get_template_child (header, SW_TYPE_RUN_HEADER, "status_label");
  GObject *icon = gtk_widget_get_template_child (header, SW_TYPE_RUN_HEADER, "status_icon");

  sw_run_header_set_record (SW_RUN_HEADER (header), record);
  sw_runner_start (runner);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "Running");
  sw_runner_set_paused (runner, TRUE);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "Paused");
  g_assert_cmpstr (gtk_image_get_icon_name (GTK_IMAGE (icon)), ==, "media-playback-pause-symbolic");
  sw_runner_set_paused (runner, FALSE);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "Running");
  /* One that was stopped meanwhile has ended. */
  sw_runner_set_paused (runner, TRUE);
  sw_runner_stop (runner);
  sw_run_record_update (record);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "Stopped");
}

/* What is written of a run and read again stands as the run did, at its end and before. */
static void
test_a_history_is_shown_as_the_run_was (void)
{
  const RunCase *test = &run_cases[5];
  g_autoptr (SwRunner) runner = create_runner (test);
  g_autoptr (SwRunRecord) run = NULL;
  g_autoptr (SwRunRecord) read = NULL;
  g_autoptr (SwHistory) history = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (SwValue) value = SW_VALUE_INIT;
  SwRunFacts ours, theirs;

  sw_runner_start (runner);
  g_assert_true (sw_runner_run (runner));
  run = sw_run_record_new (runner);
  value = sw_history_to_value (sw_run_record_get_history (run), TRUE);
  text = sw_value_to_text (value, SW_TEXT_PRETTY, NULL);
  history = sw_history_new_from_text (text, -1, NULL, &error);
  g_assert_no_error (error);
  read = sw_run_record_new_read (history, sw_trace_get_model (sw_run_record_get_trace (run)));
  sw_run_record_get_facts (run, &ours);
  sw_run_record_get_facts (read, &theirs);
  g_assert_cmpuint (theirs.n_events, ==, ours.n_events);
  g_assert_cmpuint (theirs.transitions, ==, ours.transitions);
  g_assert_cmpint (theirs.status, ==, ours.status);
  for (guint position = ours.n_events; position > 0; position--)
    {
      sw_run_record_set_position (run, position);
      sw_run_record_set_position (read, position);
      for (const Expected *expected = test->expected; expected->pointer != NULL; expected++)
        g_assert_cmpint (sw_run_record_lookup (read, expected->pointer)->state, ==,
                         sw_run_record_lookup (run, expected->pointer)->state);
    }
}

/* Of three iterations one is looked at alone: its states were entered once. */
static void
test_one_iteration_is_looked_at_alone (void)
{
  const char *inner = "/States/M/ItemProcessor/States/I";
  g_autoptr (SwRunner) runner = create_runner (&run_cases[5]);
  g_autoptr (SwRunRecord) record = NULL;
  SwVisit *map, *second;

  sw_runner_start (runner);
  g_assert_true (sw_runner_run (runner));
  record = sw_run_record_new (runner);
  map = sw_run_record_find_visit (record, "/States/M");
  g_assert_cmpuint (sw_visit_get_n_children (map), ==, 3);
  second = sw_visit_get_child (map, 1);
  g_assert_cmpuint (sw_run_record_lookup (record, inner)->entered, ==, 3);
  sw_run_record_show (record, second);
  g_assert_cmpuint (sw_run_record_lookup (record, inner)->entered, ==, 1);
  g_assert_true (sw_run_record_find_visit (record, inner)->parent == second);
  g_assert_cmpuint (sw_run_record_lookup (record, "/States/M")->entered, ==, 1);
  /* Before it began nothing of it is to be seen. */
  sw_run_record_set_position (record, second->entered - 1);
  g_assert_cmpuint (sw_run_record_lookup (record, inner)->entered, ==, 0);
  sw_run_record_show (record, NULL);
  sw_run_record_follow (record);
  g_assert_cmpuint (sw_run_record_lookup (record, inner)->entered, ==, 3);
}

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    user_data)
{
  g_assert_cmpuint (removed, ==, 0);
  g_assert_cmpuint (position, ==, *(guint *) user_data);
  *(guint *) user_data += added;
}

static void
test_event_list_grows (void)
{
  g_autoptr (SwRunner) runner = create_runner (&run_cases[0]);
  g_autoptr (SwRunRecord) record = sw_run_record_new (runner);
  g_autoptr (SwEventList) list = sw_event_list_new (record, NULL);
  g_autoptr (SwEventItem) item = NULL;
  g_autofree char *type = NULL;
  g_autofree char *step = NULL;
  guint told = 0;

  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &told);
  sw_runner_start (runner);
  g_assert_true (sw_runner_run (runner));
  sw_run_record_update (record);
  g_assert_cmpuint (told, ==, sw_history_get_count (get_history (runner)));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, told);
  item = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_object_get (item, "type", &type, "step", &step, NULL);
  g_assert_cmpstr (type, ==, "PassStateEntered");
  g_assert_cmpstr (step, ==, "A");
  g_assert_cmpint (sw_event_item_get_kind (item), ==, SW_EVENT_KIND_STATES);
  g_assert_false (sw_event_item_is_failure (item));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), told));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  for (gsize i = 0; i < G_N_ELEMENTS (run_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/run-status/", run_cases[i].name, NULL);

      g_test_add_data_func (path, &run_cases[i], test_run);
    }
  g_test_add_func ("/run-status/waiting", test_waiting_for_a_person);
  g_test_add_func ("/run-header/says-paused", test_the_header_says_paused);
  g_test_add_func ("/run-record/a-history-is-shown-as-the-run-was",
                   test_a_history_is_shown_as_the_run_was);
  g_test_add_func ("/run-record/one-iteration-is-looked-at-alone",
                   test_one_iteration_is_looked_at_alone);
  g_test_add_func ("/event-list/grows", test_event_list_grows);
  return g_test_run ();
}
