/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/test/sw-cli-test.h"

#include "cli/sw-cli-document.h"
#include "cli/sw-cli-tasks.h"
#include "cli/sw-cli-values.h"
#include "cli/sw-cli.h"

static const char description[] =
    "Runs the tests that \"tests\" of NAME.tasks.json beside each definition holds, under a\n"
    "virtual clock: waiting takes no time, and every run begins at the same moment. A test:\n"
    "\n"
    "  { \"name\": \"A small order is shipped\",\n"
    "    \"input\": \"Small order\",      one of \"inputs\"; or the input itself, unless a text\n"
    "    \"case\": \"HappyPath\",         of MockConfigFile.json\n"
    "    \"mocks\": { STATE: { \"0\": { \"Return\": … },\n"
    "                        \"1-2\": { \"Throw\": { \"Error\": …, \"Cause\": … } } } },\n"
    "    \"type\": \"EXPRESS\", \"environment\": …, \"substitutions\": { … }, \"start\": TIME,\n"
    "    \"expect\": {\n"
    "      \"status\": \"SUCCEEDED\" | \"FAILED\" | \"TIMED_OUT\",\n"
    "      \"output\": …,               all of it\n"
    "      \"outputIncludes\": …,       parts of it: members that are not named may be anything\n"
    "      \"outputCondition\": …,      JSONata, or an array of such; $ is the output\n"
    "      \"error\": …, \"cause\": …, \"causeLike\": \"*text*\",\n"
    "      \"path\": [ STATE… ],        the machine's own level, in order\n"
    "      \"passes\": [ STATE… ], \"avoids\": [ STATE… ],\n"
    "      \"calls\": { STATE: 1, STATE: { \"min\": 2, \"max\": 5 } } } }\n"
    "\n"
    "All but \"name\" may be left out; without \"status\", \"error\" and \"cause\" a run must\n"
    "succeed. The number of a mock is that of the state's call, retries counted. STATE is a name,\n"
    "or a path OUTER/INNER.\n"
    "\n"
    "With --json one document is printed: {\"passed\", \"failed\", \"files\": [{\"file\", "
    "\"tasks\",\n"
    "\"tests\": [{\"name\", \"passed\", \"seconds\", \"status\", \"output\"|\"error\"+\"cause\",\n"
    "\"differences\": [{\"what\", \"pointer\", \"message\", \"wanted\", \"got\", \"line\", "
    "\"column\"}]}]}]}.\n"
    "\n"
    "--coverage tells which states were entered, by which edges they were left, which rules of a\n"
    "Choice were true and false, which catchers and retriers had to act; its percentage counts\n"
    "each of these once. OUT gets {\"percentage\", \"files\": [{\"file\", \"percentage\", \"totals\":\n"
    "{KIND: {\"covered\", \"total\"}}, \"items\": [{\"kind\", \"state\", \"pointer\", \"edge\",\n"
    "\"index\", \"line\", \"column\", \"hits\"}], \"lines\": [{\"line\", \"hits\"}], \"branches\":\n"
    "[{\"line\", \"block\", \"branch\", \"hits\"}]}]}; KIND is state, edge, rule-true, rule-false,\n"
    "catcher or retrier; lines and branches are lcov's (of a rule, branch 0 is true and 1 false).\n"
    "An OUT that ends in .info gets lcov's own format. With --json the report is \"coverage\".\n"
    "\n"
    "Exit status: 0 all passed; 1 a test failed, a definition cannot run, or less is covered than\n"
    "--fail-under asks for; 2 a file that cannot be read, a test that is none, or no test at all.\n";

typedef struct
{
  char              **cases; /* globs, or NULL */
  char               *tasks;
  char               *junit;
  char               *coverage;   /* "": a summary alone; NULL: none */
  double              fail_under; /* percent; below 0: not asked for */
  gboolean            json;
  gboolean            tap;
  gboolean            suggest;
  gboolean            write;
  char               *record;   /* a history to make a test of; or NULL */
  char               *name;     /* of that test */
  SwCliValueOptions   values;
} Options;

static void
clear_options (Options *options)
{
  g_strfreev (options->cases);
  g_free (options->tasks);
  g_free (options->junit);
  g_free (options->record);
  g_free (options->name);
  g_free (options->coverage);
  sw_cli_value_options_clear (&options->values);
}

static void
file_free (gpointer data)
{
  SwCliTestFile *file = data;

  g_free (file->name);
  g_free (file->tasks);
  g_clear_pointer (&file->suggestions, g_ptr_array_unref);
  g_clear_pointer (&file->coverage, sw_coverage_unref);
  g_clear_pointer (&file->outcomes, g_ptr_array_unref);
  g_clear_pointer (&file->suite, sw_test_suite_free);
  g_free (file);
}

static gboolean
is_chosen (const Options    *options,
           const SwTestCase *test)
{
  if (options->cases == NULL)
    return TRUE;
  for (guint i = 0; options->cases[i] != NULL; i++)
    if (g_pattern_match_simple (options->cases[i], test->name))
      return TRUE;
  return FALSE;
}

static void
run_tests (const Options *options,
           SwCliTestRun  *run,
           SwCliTestFile *file)
{
  GPtrArray *cases = sw_test_suite_get_cases (file->suite);

  file->outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_test_outcome_free);
  for (guint i = 0; i < cases->len; i++)
    {
      const SwTestCase *test = g_ptr_array_index (cases, i);
      SwTestOutcome *outcome;

      if (!is_chosen (options, test))
        continue;
      outcome = sw_test_suite_run (file->suite, test, NULL);
      g_ptr_array_add (file->outcomes, outcome);
      run->seconds += outcome->seconds;
      if (outcome->passed)
        run->n_passed++;
      else
        run->n_failed++;
    }
}

static gboolean
report_problems (const SwCliTestFile *file)
{
  GPtrArray *problems = sw_test_suite_get_problems (file->suite);

  for (guint i = 0; i < problems->len; i++)
    sw_cli_print_diagnostic (stderr, file->tasks, sw_test_suite_get_tasks (file->suite),
                             g_ptr_array_index (problems, i));
  return problems->len > 0;
}

/* Reads and compiles; file->suite stays NULL where that fails. */
static SwCliStatus
load_suite (const Options *options,
            SwCliTestFile *file)
{
  g_autoptr (GFile) tasks = sw_cli_tasks_find (file->name, options->tasks);
  g_auto (SwValue) given = SW_VALUE_INIT;
  g_autofree char *machine = sw_cli_dup_machine_name (file->name);
  g_autoptr (SwTree) definition = sw_cli_load_tree (file->name);
  g_autoptr (SwTree) tree = NULL;
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GError) error = NULL;
  SwTestOptions suite = { .machine_name = machine, .environment = options->values.environment };

  if (definition == NULL || !sw_cli_values_add_given (&options->values, &given))
    return SW_CLI_USAGE;
  file->tasks = tasks != NULL ? sw_cli_dup_file_name (tasks) : NULL;
  tree = tasks != NULL ? sw_cli_load_tree (file->tasks) : sw_tree_parse ("{}", -1);
  if (tree == NULL)
    return SW_CLI_USAGE;
  folder = tasks != NULL ? g_file_get_parent (tasks) : NULL;
  suite.substitutions = given;
  file->suite = sw_test_suite_new (definition, tree, folder, &suite, &error);
  if (file->suite != NULL)
    return report_problems (file) ? SW_CLI_USAGE : SW_CLI_FINE;
  if (error->domain == SW_PROGRAM_ERROR)
    sw_cli_complain ("%s: %s", file->name, error->message);
  else
    sw_cli_complain ("%s: %s", file->tasks, error->message);
  return error->domain == SW_PROGRAM_ERROR ? SW_CLI_BAD : SW_CLI_USAGE;
}

/* Tells of a definition without tests, which is no failure beside others that have some. */
static void
note_untested (const SwCliTestFile *file)
{
  if (sw_test_suite_get_cases (file->suite)->len > 0)
    return;
  if (file->tasks != NULL)
    sw_cli_complain ("%s has no tests: there is no \"tests\" in %s", file->name, file->tasks);
  else
    sw_cli_complain ("%s has no tests: there is no NAME.tasks.json beside it; --record HISTORY and "
                     "--suggest --write make the first",
                     file->name);
}

/* Goes on with the other files whatever is wrong with one; the worst is what is reported. */
static SwCliStatus
run_files (const Options  *options,
           SwCliTestRun   *run,
           int             argc,
           char          **argv)
{
  SwCliStatus worst = SW_CLI_FINE;

  for (int i = 1; i < argc; i++)
    {
      SwCliTestFile *file = g_new0 (SwCliTestFile, 1);
      SwCliStatus status;

      file->name = g_strdup (argv[i]);
      status = load_suite (options, file);
      worst = MAX (worst, status);
      if (status != SW_CLI_FINE)
        {
          file_free (file);
          continue;
        }
      if (!options->suggest)
        note_untested (file);
      run_tests (options, run, file);
      g_ptr_array_add (run->files, file);
    }
  return worst;
}

static SwCoverage *
count_coverage (const SwCliTestFile *file)
{
  SwCoverage *coverage = sw_test_suite_new_coverage (file->suite);

  for (guint i = 0; i < file->outcomes->len; i++)
    sw_test_outcome_add_coverage (g_ptr_array_index (file->outcomes, i), coverage);
  return coverage;
}

static void
add_suggestions (SwCliTestRun *run)
{
  for (guint i = 0; i < run->files->len; i++)
    {
      SwCliTestFile *file = g_ptr_array_index (run->files, i);

      file->coverage = count_coverage (file);
      file->suggestions = sw_suggest (file->suite, file->coverage, NULL);
    }
}

/* What the tests of each file came by, all together */
static void
add_coverage (SwCliTestRun *run)
{
  run->coverage = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_cli_coverage_free);
  for (guint i = 0; i < run->files->len; i++)
    {
      const SwCliTestFile *file = g_ptr_array_index (run->files, i);
      g_autoptr (SwCoverage) coverage = count_coverage (file);

      g_ptr_array_add (run->coverage, sw_cli_coverage_new (file->name, coverage));
    }
}

/* Whether enough is covered */
static gboolean
check_coverage (const Options      *options,
                const SwCliTestRun *run)
{
  double percentage = sw_cli_coverage_get_percentage (run->coverage);
  char got[G_ASCII_DTOSTR_BUF_SIZE], wanted[G_ASCII_DTOSTR_BUF_SIZE];

  if (percentage >= options->fail_under)
    return TRUE;
  sw_cli_complain ("Coverage is %s %%, which is under the %s %% asked for",
                   g_ascii_formatd (got, sizeof got, "%.1f", percentage),
                   g_ascii_formatd (wanted, sizeof wanted, "%g", options->fail_under));
  return FALSE;
}

static gboolean
report (const Options      *options,
        const SwCliTestRun *run)
{
  g_auto (SwValue) document = SW_VALUE_INIT;

  if (options->tap)
    sw_cli_test_print_tap (run);
  else if (!options->json)
    sw_cli_test_print_words (run);
  if (options->json)
    {
      document = sw_cli_test_to_value (run);
      sw_cli_print_json (document);
    }
  if (run->coverage != NULL && !options->json && !options->tap && run->files->len > 0)
    {
      putchar ('\n');
      sw_cli_coverage_print (run->coverage, stdout);
    }
  if (options->suggest && !options->json && !options->tap && run->files->len > 0)
    sw_cli_test_print_suggestions (run);
  if (options->write && !sw_cli_test_write_suggestions (run))
    return FALSE;
  if (options->coverage != NULL && options->coverage[0] != '\0'
      && !sw_cli_coverage_write (run->coverage, options->coverage))
    return FALSE;
  return options->junit == NULL || sw_cli_test_write_junit (run, options->junit);
}

/* Makes a test of a run, and runs none. */
static SwCliStatus
record (const Options *options,
        const char    *name)
{
  SwCliTestFile *file = g_new0 (SwCliTestFile, 1);
  SwCliStatus status;

  file->name = g_strdup (name);
  status = load_suite (options, file);
  if (status == SW_CLI_FINE)
    status = sw_cli_test_record (file, options->record, options->name);
  file_free (file);
  return status;
}

static SwCliStatus
test_files (const Options  *options,
            int             argc,
            char          **argv)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (file_free);
  SwCliTestRun run = { .files = files };
  SwCliStatus worst = run_files (options, &run, argc, argv);

  if (run.n_passed + run.n_failed == 0 && worst == SW_CLI_FINE && !options->suggest)
    {
      if (options->cases != NULL)
        sw_cli_complain ("No test has a name like '%s'", options->cases[0]);
      worst = SW_CLI_USAGE;
    }
  if (options->coverage != NULL || options->fail_under >= 0)
    add_coverage (&run);
  if (options->suggest)
    add_suggestions (&run);
  if (!report (options, &run))
    worst = SW_CLI_USAGE;
  if (options->fail_under >= 0 && !check_coverage (options, &run))
    worst = MAX (worst, SW_CLI_BAD);
  g_clear_pointer (&run.coverage, g_ptr_array_unref);
  return MAX (worst, run.n_failed > 0 ? SW_CLI_BAD : SW_CLI_FINE);
}

static gboolean
is_usage_right (const Options *options,
                int            argc)
{
  if (argc < 2)
    sw_cli_complain ("test takes one definition or more; see stepwright test --help");
  else if (options->tasks != NULL && argc > 2)
    sw_cli_complain ("--tasks is for one definition; see stepwright test --help");
  else if (options->fail_under > 100)
    sw_cli_complain ("--fail-under takes a percentage, 0 to 100");
  else if (options->record != NULL && argc > 2)
    sw_cli_complain ("--record is for one definition; see stepwright test --help");
  else if (options->name != NULL && options->record == NULL)
    sw_cli_complain ("--name goes with --record");
  else if (options->write && !options->suggest)
    sw_cli_complain ("--write goes with --suggest");
  else if (options->json && options->tap)
    sw_cli_complain ("--json and --tap exclude each other");
  else
    return TRUE;
  return FALSE;
}

/**
 * sw_cli_test:
 *
 * stepwright test FILE…: runs the tests beside definitions.
 */
SwCliStatus
sw_cli_test (int    argc,
             char **argv)
{
  Options options = { .fail_under = -1 };
  SwCliStatus status = SW_CLI_USAGE;
  const GOptionEntry entries[] = {
    { "case", 'c', 0, G_OPTION_ARG_STRING_ARRAY, &options.cases,
      "Only tests of this name; * and ? stand for any text and letter", "NAME" },
    { "tasks", 't', 0, G_OPTION_ARG_FILENAME, &options.tasks,
      "The file with the tests, not the one beside FILE", "TASKS" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, "Print one JSON document", NULL },
    { "tap", 0, 0, G_OPTION_ARG_NONE, &options.tap, "Print TAP, version 13", NULL },
    { "junit", 0, 0, G_OPTION_ARG_FILENAME, &options.junit, "Write JUnit's XML as well",
      "OUT.xml" },
    SW_CLI_COVERAGE_ENTRY (options.coverage, "Tell how much of the definitions the tests come by"),
    { "fail-under", 0, 0, G_OPTION_ARG_DOUBLE, &options.fail_under,
      "Exit with 1 where less is covered", "PERCENT" },
    { "suggest", 0, 0, G_OPTION_ARG_NONE, &options.suggest,
      "Find tests for what none comes by; each was run before it is told", NULL },
    { "record", 0, 0, G_OPTION_ARG_FILENAME, &options.record,
      "Add a test that does this run again, as `run --history` or AWS wrote it", "HISTORY" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &options.name, "What the test of --record is called",
      "NAME" },
    { "write", 0, 0, G_OPTION_ARG_NONE, &options.write,
      "Add the suggested tests to the file with the tests", NULL },
    SW_CLI_VALUE_ENTRIES (options.values),
    G_OPTION_ENTRY_NULL,
  };

  sw_cli_coverage_complete (argc, argv);
  if (sw_cli_parse (&argc, &argv, entries, description) && is_usage_right (&options, argc))
    status = options.record != NULL ? record (&options, argv[1])
                                    : test_files (&options, argc, argv);
  clear_options (&options);
  return status;
}
