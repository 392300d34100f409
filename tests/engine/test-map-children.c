/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/execution/sw-map-children.h"

#include "engine/execution/sw-map-runs.h"
#include "engine/execution/sw-redrive.h"
#include "json/sw-text.h"
#include "machine-run.h"

/* The child executions of distributed Maps: all are listed, however many there are; what they had and
 * did is kept as far as was asked for, and is then the same as when all is kept. */

#define TEMPLATE                                                                                   \
  "{\"mocks\": {\"Work\": [{\"Return\": 1}, {\"Throw\": {\"Error\": \"Bad\"}}, {\"Return\": 3}, "      \
  "{\"Return\": 2}, {\"Return\": 4}]}, \"input\": [], \"definition\": "                             \
  "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"All\", \"States\": {\"All\": {"                  \
  "\"Type\": \"Map\", \"Label\": \"Each\", \"MaxConcurrency\": 1, \"Items\": \"{%% [1..%u] %%}\", " \
  "%s \"End\": true, \"ItemProcessor\": {\"ProcessorConfig\": {"                                   \
  "\"Mode\": \"DISTRIBUTED\", \"ExecutionType\": \"%s\"}, \"StartAt\": \"%s\", \"States\": {"      \
  "\"Pass\": {\"Type\": \"Pass\", \"End\": true}, "                                                \
  "\"Work\": {\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::sqs:sendMessage\", "             \
  "\"End\": true}}}}}}}"

#define BATCHER "\"ItemBatcher\": {\"MaxItemsPerBatch\": 3},"

typedef struct
{
  const char *name;
  guint       n_items;
  const char *kind;
  const char *start;   /* state: Pass has four events, and an item of it four */
  const char *more;    /* members of the Map */
  guint       n_rounds; /* one more than redrives */
  guint       child_events;
  guint       first_child;
  guint       n_children;
  guint       n_all;   /* child executions */
  guint       told;    /* the first that is, */
  guint       n_told;  /* and so many from there on */
} Row;

static const Row rows[] = {
  { "all", 12, "STANDARD", "Pass", "", 1, 0, 0, 0, 12, 0, 12 },
  { "twenty-five-thousand", 25000, "STANDARD", "Pass", "", 1, 0, 0, 0, 25000, 0, 25000 },
  { "twenty-five-thousand-bounded", 25000, "STANDARD", "Pass", "", 1, 4000, 0, 0, 25000, 24000, 1000 },
  { "express", 12, "EXPRESS", "Pass", "", 1, 0, 0, 0, 12, 0, 12 },
  { "batches", 8, "STANDARD", "Pass", BATCHER, 1, 0, 0, 0, 3, 0, 3 },
  { "bound", 12, "STANDARD", "Pass", "", 1, 20, 0, 0, 12, 7, 5 },
  { "bound-not-whole", 12, "STANDARD", "Pass", "", 1, 23, 0, 0, 12, 7, 5 },
  { "bound-below-one", 12, "STANDARD", "Pass", "", 1, 1, 0, 0, 12, 11, 1 },
  { "bound-not-reached", 12, "EXPRESS", "Pass", "", 1, 48, 0, 0, 12, 0, 12 },
  { "window", 12, "STANDARD", "Pass", "", 1, 0, 3, 2, 12, 3, 2 },
  { "window-at-the-end", 12, "STANDARD", "Pass", "", 1, 0, 10, 5, 12, 10, 2 },
  { "window-behind-the-end", 12, "STANDARD", "Pass", "", 1, 0, 100, 5, 12, 0, 0 },
  { "window-bounded", 12, "STANDARD", "Pass", "", 1, 8, 3, 5, 12, 6, 2 },
  { "window-of-blocks", 2000, "EXPRESS", "Pass", "", 1, 0, 510, 600, 2000, 510, 600 },
  /* The second of four fails; redriven it goes on, or begins anew as another one. */
  { "redriven", 4, "STANDARD", "Work", "", 2, 0, 0, 0, 4, 0, 4 },
  { "redriven-untold", 4, "STANDARD", "Work", "", 2, 1, 0, 0, 4, 3, 1 },
  { "redriven-window", 4, "STANDARD", "Work", "", 2, 0, 1, 1, 4, 1, 1 },
  { "redriven-express", 4, "EXPRESS", "Work", "", 2, 0, 0, 0, 5, 0, 5 },
  { "redriven-express-untold", 4, "EXPRESS", "Work", "", 2, 1, 0, 0, 5, 4, 1 },
};

static SwValue
new_case (const Row *row)
{
  g_autofree char *text
      = g_strdup_printf (TEMPLATE, row->n_items, row->more, row->kind, row->start);
  SwValue the_case = SW_VALUE_INIT;

  g_assert_true (sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &the_case, NULL));
  return the_case;
}

static MachineRun *
new_run (const Row *row,
         SwValue    the_case,
         gboolean   bounded)
{
  g_autoptr (SwProgram) program = machine_run_compile_case (the_case);
  SwExecutionOptions options = { .children = TRUE };
  MachineRun *run;

  if (bounded)
    {
      options.child_events = row->child_events;
      options.first_child = row->first_child;
      options.n_children = row->n_children;
    }
  run = machine_run_new_for (the_case, sw_execution_new (program, &options));
  for (guint i = 0; i < row->n_rounds; i++)
    {
      run->now += G_USEC_PER_SEC;
      if (i > 0)
        g_assert_true (sw_execution_redrive (run->execution, run->now));
      while (machine_run_advance (run))
        continue;
    }
  g_assert_cmpint (sw_execution_get_status (run->execution), ==, SW_EXECUTION_SUCCEEDED);
  return run;
}

/* What a list shows of one */
static char *
dup_shown (const SwExecution *execution,
           guint              index)
{
  const SwMapChildInfo info = sw_execution_get_child (execution, index);
  g_autofree char *name = NULL, *arn = sw_execution_dup_child_arn (execution, index, &name);

  return g_strdup_printf ("%s %s %u %u %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                          " %u %" G_GINT64_FORMAT " %d %d",
                          arn, name, info.run, info.n_items,
                          sw_execution_status_get_name (info.status), info.started, info.stopped,
                          info.redrives, info.redriven, info.waiting, info.fixed);
}

/* What it had and did */
static char *
dup_told (const SwMapChildInfo *info)
{
  g_auto (SwValue) all = sw_history_to_value (info->history, TRUE);

  sw_value_set_member (&all, "input", sw_value_ref (info->input));
  if (info->status == SW_EXECUTION_SUCCEEDED)
    sw_value_set_member (&all, "output", sw_value_ref (info->output));
  g_assert_cmpint (info->error != NULL, ==, info->status != SW_EXECUTION_SUCCEEDED);
  if (info->error != NULL)
    sw_value_set_member (&all, "error", sw_value_new_string (info->error));
  return sw_value_to_text (all, SW_TEXT_DEFAULT, NULL);
}

static void
check_child (const Row         *row,
             const SwExecution *whole,
             const SwExecution *bounded,
             guint              index)
{
  const SwMapChildInfo wanted = sw_execution_get_child (whole, index);
  const SwMapChildInfo found = sw_execution_get_child (bounded, index);
  gboolean is_told = index >= row->told && index - row->told < row->n_told;
  g_autofree char *shown = dup_shown (whole, index), *again = dup_shown (bounded, index);
  g_autofree char *name = NULL, *arn = sw_execution_dup_child_arn (bounded, index, &name);
  g_autofree char *told = NULL, *told_again = NULL;
  guint place = G_MAXUINT;

  g_assert_cmpstr (again, ==, shown);
  g_assert_true (sw_execution_find_child (bounded, arn, &place));
  g_assert_cmpuint (place, ==, index);
  g_assert_nonnull (wanted.history);
  g_assert_cmpint (found.history != NULL, ==, is_told);
  if (!is_told)
    {
      g_assert_cmpint (sw_value_type (found.input), ==, SW_TYPE_UNDEFINED);
      return;
    }
  told = dup_told (&wanted);
  told_again = dup_told (&found);
  g_assert_cmpstr (told_again, ==, told);
}

static void
test_kept (gconstpointer data)
{
  const Row *row = data;
  g_auto (SwValue) the_case = new_case (row);
  g_autoptr (MachineRun) whole = new_run (row, the_case, FALSE);
  g_autoptr (MachineRun) bounded = new_run (row, the_case, TRUE);

  g_assert_cmpuint (sw_execution_count_children (whole->execution), ==, row->n_all);
  g_assert_cmpuint (sw_execution_count_children (bounded->execution), ==, row->n_all);
  for (guint i = 0; i < row->n_all; i++)
    check_child (row, whole->execution, bounded->execution, i);
  g_assert_cmpuint (sw_execution_count_child_events (bounded->execution), <=,
                    row->n_all + (row->child_events > 0 ? MAX (row->child_events, 8) : G_MAXINT));
}

/* ARNs that are like one of an item, and are of none */
static void
test_unknown (void)
{
  static const struct
  {
    const char *part;
    const char *other; /* in its place */
  } changes[] = {
    { "execution", "express" },   { ":execution:", ":mapRun:" }, { "123456789012", "123456789013" },
    { "us-east-1", "us-east-2" }, { "/Each", "/Eac" },           { "/Each", "" },
    { "/Each:", "/Each" },        { "-4", "-5" },                { "-4", "-" },
    { "-4", "-A" },               { "-4", "4-" },                { "00", "0g" },
    { "/", "//" },
  };
  static const Row row = { "unknown", 3, "STANDARD", "Pass", "", 1, 0, 0, 0, 3, 0, 3 };
  static const Row express = { "unknown", 3, "EXPRESS", "Pass", "", 1, 0, 0, 0, 3, 0, 3 };
  g_auto (SwValue) the_case = new_case (&row), express_case = new_case (&express);
  g_autoptr (MachineRun) run = new_run (&row, the_case, FALSE);
  g_autoptr (MachineRun) express_run = new_run (&express, express_case, FALSE);
  g_autofree char *name = NULL, *arn = sw_execution_dup_child_arn (run->execution, 1, &name);
  g_autofree char *long_name = NULL, *other = NULL;
  g_autofree char *long_arn = sw_execution_dup_child_arn (express_run->execution, 1, &long_name);
  guint index;

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GString) changed = g_string_new (arn);

      g_assert_cmpuint (g_string_replace (changed, changes[i].part, changes[i].other, 1), ==, 1);
      g_assert_false (sw_execution_find_child (run->execution, changed->str, &index));
    }
  /* Without its end, and with another one behind it */
  other = g_strndup (arn, strlen (arn) - 1);
  g_assert_false (sw_execution_find_child (run->execution, other, &index));
  g_set_str (&other, g_strrstr (long_arn, ":"));
  long_arn[strlen (long_arn) - strlen (other)] = '\0';
  g_assert_false (sw_execution_find_child (express_run->execution, long_arn, &index));
  g_assert_false (sw_execution_find_child (run->execution, "", &index));
}

/* Nobody has asked for them: nothing is kept, and none is found. */
static void
test_unasked (void)
{
  g_auto (SwValue) the_case = new_case (&rows[0]);
  g_autoptr (MachineRun) run = machine_run_new (the_case);
  guint index;

  machine_run_finish (run);
  g_assert_cmpuint (sw_execution_count_children (run->execution), ==, 0);
  g_assert_cmpuint (sw_execution_count_child_events (run->execution), ==, 0);
  g_assert_cmpuint (sw_execution_count_map_runs (run->execution), ==, 1);
  g_assert_false (sw_execution_find_child (run->execution, "a:b/c:d", &index));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/map-children/kept/%s", rows[i].name);

      g_test_add_data_func (path, &rows[i], test_kept);
    }
  g_test_add_func ("/map-children/unknown", test_unknown);
  g_test_add_func ("/map-children/unasked", test_unasked);
  return g_test_run ();
}
