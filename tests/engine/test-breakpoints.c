/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/debug/sw-breakpoints.h"

static SwModel *
parse (const char *text)
{
  g_autoptr (SwTree) tree = sw_tree_parse (text, -1);

  return sw_model_new (tree);
}

static void
count_cb (SwBreakpoints *breakpoints,
          gpointer       counter)
{
  (*(guint *) counter)++;
}

/* What is kept is read back as it was, but for the hits. */
static void
test_text (void)
{
  static const char text[]
      = "[{\"kind\":\"before\",\"state\":\"/States/A\",\"condition\":\"$n > 1\",\"skip\":3},"
        "{\"kind\":\"after\",\"state\":\"/States/B\",\"enabled\":false},"
        "{\"kind\":\"edge\",\"state\":\"/States/C\",\"edge\":\"rule/0\"},"
        "{\"kind\":\"error\",\"name\":\"States.Timeout\",\"uncaught\":true},"
        "{\"kind\":\"variable\",\"name\":\"total\"}]";
  g_autoptr (SwBreakpoints) breakpoints = sw_breakpoints_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;

  g_assert_true (sw_breakpoints_set_text (breakpoints, text, &error));
  g_assert_no_error (error);
  kept = sw_breakpoints_dup_text (breakpoints);
  g_assert_cmpstr (kept, ==, text);
}

static void
test_wrong_text (void)
{
  static const struct
  {
    const char *text;
    const char *words;
  } cases[] = {
    { "{}", "array" },
    { "[{}]", "\"kind\" must be" },
    { "[{\"kind\":\"before\"}]", "\"state\" must be" },
    { "[{\"kind\":\"edge\",\"state\":\"/States/A\"}]", "\"edge\" must be" },
    { "[{\"kind\":\"variable\"}]", "\"name\" must be" },
    { "[{\"kind\":\"error\",\"condition\":\"1 +\"}]", "no JSONata" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SwBreakpoints) breakpoints = sw_breakpoints_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (sw_breakpoints_set_text (breakpoints, cases[i].text, &error));
      g_assert_true (g_strrstr (error->message, cases[i].words) != NULL);
    }
}

static void
test_toggle (void)
{
  g_autoptr (SwBreakpoints) breakpoints = sw_breakpoints_new ();
  guint changes = 0, id;

  g_signal_connect (breakpoints, "changed", G_CALLBACK (count_cb), &changes);
  g_assert_true (sw_breakpoints_toggle (breakpoints, SW_BREAK_BEFORE, "/States/A", NULL));
  g_assert_true (sw_breakpoints_toggle (breakpoints, SW_BREAK_EDGE, "/States/A", "next"));
  g_assert_true (sw_breakpoints_is_active (breakpoints));
  id = sw_breakpoints_get (breakpoints, 1)->id;
  sw_breakpoints_set_enabled (breakpoints, id, FALSE);
  sw_breakpoints_set_enabled (breakpoints, id, FALSE);
  g_assert_false (sw_breakpoints_toggle (breakpoints, SW_BREAK_BEFORE, "/States/A", NULL));
  g_assert_false (sw_breakpoints_is_active (breakpoints));
  g_assert_cmpuint (sw_breakpoints_add (breakpoints, SW_BREAK_EDGE, "/States/A", "next"), ==, id);
  g_assert_true (sw_breakpoints_is_active (breakpoints));
  g_assert_cmpuint (changes, ==, 5);
}

/* Where a breakpoint at the state of BEFORE is after the definition has become AFTER */
typedef struct
{
  const char *name;
  const char *after;
  const char *pointer;
} Move;

static const char before[]
    = "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"Next\": \"B\"}, "
      "\"B\": {\"Type\": \"Wait\", \"Seconds\": 1, \"End\": true}}}";

static const Move moves[] = {
  { "renamed",
    "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"Next\": \"New\"}, "
    "\"New\": {\"Type\": \"Wait\", \"Seconds\": 1, \"End\": true}}}",
    "/States/New" },
  { "renamed-and-changed",
    "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"Next\": \"New\"}, "
    "\"New\": {\"Type\": \"Wait\", \"Seconds\": 2, \"End\": true}}}",
    "/States/New" },
  { "moved-into-a-branch",
    "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"Next\": \"P\"}, \"P\": {\"Type\": "
    "\"Parallel\", \"Branches\": [{\"StartAt\": \"B\", \"States\": {\"B\": {\"Type\": \"Wait\", "
    "\"Seconds\": 1, \"End\": true}}}], \"End\": true}}}",
    "/States/P/Branches/0/States/B" },
  { "gone-and-kept",
    "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"End\": true}}}", "/States/B" },
  { "another-of-its-place-is-no-successor",
    "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"Next\": \"T\"}, "
    "\"T\": {\"Type\": \"Task\", \"Resource\": \"x\", \"End\": true}}}",
    "/States/B" },
};

static void
test_follow (gconstpointer data)
{
  const Move *move = data;
  g_autoptr (SwModel) old = parse (before), new = parse (move->after);
  g_autoptr (SwBreakpoints) breakpoints = sw_breakpoints_new ();

  sw_breakpoints_add (breakpoints, SW_BREAK_AFTER, "/States/B", NULL);
  sw_breakpoints_follow (breakpoints, old, new);
  g_assert_cmpstr (sw_breakpoints_get (breakpoints, 0)->state, ==, move->pointer);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/breakpoints/are-kept-as-text", test_text);
  g_test_add_func ("/breakpoints/refuse-other-text", test_wrong_text);
  g_test_add_func ("/breakpoints/toggle-and-tell", test_toggle);
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_autofree char *path = g_strconcat ("/breakpoints/follow/", moves[i].name, NULL);

      g_test_add_data_func (path, &moves[i], test_follow);
    }
  return g_test_run ();
}
