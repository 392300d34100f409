/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/fixes/sw-fixes.h"
#include "json/sw-convert.h"
#include "json/sw-text.h"
#include "stories.h"

/* What can be mended, and what a definition is when all that is safe is done. */

static SwModel *
read_as (const char *text,
         SwSyntax    syntax)
{
  g_autoptr (SwTree) tree = sw_tree_parse_as (text, -1, syntax);

  return sw_model_new (tree);
}

/* The section "text"; YAML where the case says "syntax: YAML" */
static SwModel *
read_story (const Story *story)
{
  return read_as (story_get_section (story, "text"),
                  g_strcmp0 (story_get (story, "syntax"), "YAML") == 0 ? SW_SYNTAX_YAML
                                                                       : SW_SYNTAX_JSON);
}

static guint
count_errors (GPtrArray *diagnostics)
{
  guint errors = 0;

  for (guint i = 0; i < diagnostics->len; i++)
    errors +=
        ((const SwDiagnostic *) g_ptr_array_index (diagnostics, i))->severity == SW_SEVERITY_ERROR;

  return errors;
}

static char *
dup_changed (SwModel       *model,
             const SwEdits *edits)
{
  gsize length;
  const char *text = sw_tree_get_text (sw_model_get_tree (model), &length);

  return sw_edits_apply (edits, text, length, &length);
}

/* Whatever the fix, what it leaves can be read and checked again, and its title says something. */
static void
assert_sound (SwModel     *model,
              const SwFix *fix)
{
  g_autofree char *changed = dup_changed (model, fix->edits);
  SwSyntax syntax = sw_tree_get_syntax (sw_model_get_tree (model));
  g_autoptr (SwModel) after = read_as (changed, syntax);
  g_autoptr (GPtrArray) diagnostics = sw_check (after, SW_MACHINE_STANDARD);

  g_assert_nonnull (diagnostics);
  g_assert_true (syntax == SW_SYNTAX_JSON || sw_tree_is_valid (sw_model_get_tree (after)));
  g_assert_cmpstr (fix->title, !=, "");
  g_assert_cmpuint (sw_edits_get_count (fix->edits), >, 0);
}

/* Every fix of every finding, a line each: "*" before one that is safe */
static char *
dup_fixes (SwModel       *model,
           SwMachineType  type)
{
  g_autoptr (GPtrArray) diagnostics = sw_check (model, type);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const SwDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);
      g_autoptr (GPtrArray) fixes = sw_fixes_find (model, diagnostic);

      g_string_append_printf (out, "%s\n",
                              diagnostic->kind != NULL ? diagnostic->kind : "(syntax)");
      for (guint j = 0; j < fixes->len; j++)
        {
          const SwFix *fix = g_ptr_array_index (fixes, j);

          assert_sound (model, fix);
          g_string_append_printf (out, "  %s %s\n", fix->safe ? "*" : "-", fix->title);
        }
    }

  return g_string_free (out, FALSE);
}

/* Sections: "text"; "fixes": kinds and titles; "mended": the text when all safe ones are done; with
 * "pick: N", the text when fix N (from 1, over all findings) is done. */
static void
test_fixes (const Story *story)
{
  const char *text = story_get_section (story, "text");
  g_autoptr (SwModel) model = read_story (story);
  gboolean express = g_strcmp0 (story_get (story, "type"), "EXPRESS") == 0;
  SwMachineType type = express ? SW_MACHINE_EXPRESS : SW_MACHINE_STANDARD;
  g_autofree char *fixes = dup_fixes (model, type);
  const char *expected = story_get_section (story, "fixes");
  const char *mended = story_get_section (story, "mended");
  g_autoptr (SwTree) tree = sw_fixes_mend (sw_model_get_tree (model), type, NULL);
  const char *result = sw_tree_get_text (tree, NULL);

  assert_same_text (fixes, expected != NULL ? expected : "");
  assert_same_text (result, mended != NULL ? mended : text);
}

static const SwFix *
pick (GPtrArray *all,
      guint      number)
{
  for (guint i = 0; i < all->len; i++)
    {
      GPtrArray *fixes = g_ptr_array_index (all, i);

      if (number <= fixes->len)
        return g_ptr_array_index (fixes, number - 1);
      number -= fixes->len;
    }

  return NULL;
}

/* "pick: 2": what the second of all fixes makes of the text, in the section "picked" */
static void
test_picked (const Story *story)
{
  g_autoptr (SwModel) model = read_story (story);
  g_autoptr (GPtrArray) diagnostics = sw_check (model, SW_MACHINE_STANDARD);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  const char *number = story_get (story, "pick");
  const char *picked;
  const SwFix *fix;
  g_autofree char *changed = NULL;

  if (number == NULL)
    return;

  for (guint i = 0; i < diagnostics->len; i++)
    g_ptr_array_add (all, sw_fixes_find (model, g_ptr_array_index (diagnostics, i)));
  fix = pick (all, (guint) g_ascii_strtoull (number, NULL, 10));
  g_assert_nonnull (fix);
  changed = dup_changed (model, fix->edits);
  picked = story_get_section (story, "picked");
  assert_same_text (changed, picked != NULL ? picked : "");
}

/* Mending never makes a definition check worse, and what is mended is mended: a second time nothing
 * is done. */
static SwTree *
mend_for_good (SwModel *model)
{
  g_autoptr (GPtrArray) before = sw_check (model, SW_MACHINE_STANDARD);
  g_autoptr (GPtrArray) done = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SwTree) mended =
      sw_fixes_mend (sw_model_get_tree (model), SW_MACHINE_STANDARD, NULL);
  g_autoptr (SwTree) again = sw_fixes_mend (mended, SW_MACHINE_STANDARD, done);
  g_autoptr (SwModel) after_model = sw_model_new (mended);
  g_autoptr (GPtrArray) after = sw_check (after_model, SW_MACHINE_STANDARD);
  g_autofree char *fixes = dup_fixes (model, SW_MACHINE_STANDARD);

  g_assert_cmpuint (count_errors (after), <=, count_errors (before));
  g_assert_cmpuint (done->len, ==, 0);
  g_assert_cmpstr (sw_tree_get_text (again, NULL), ==, sw_tree_get_text (mended, NULL));
  g_assert_nonnull (fixes);

  return g_steal_pointer (&mended);
}

static void
test_never_worse (const Story *story)
{
  g_autoptr (SwModel) model = read_story (story);
  g_autoptr (SwTree) mended = mend_for_good (model);

  g_assert_nonnull (mended);
}

/* What TREE says, without how it is written */
static char *
dup_values (SwTree *tree)
{
  g_autofree char *json = sw_tree_dup_strict_json (tree, NULL);
  g_auto (SwValue) value = SW_VALUE_INIT;

  g_assert_nonnull (json);
  g_assert_true (sw_value_from_text (json, -1, SW_TEXT_DEFAULT, &value, NULL));

  return sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
}

/* The same definition in YAML is mended to what it is mended to in JSON. What YAML does not have is
 * passed over: mistakes of JSON, one name twice, a placeholder without quotes. */
static void
test_same_in_yaml (const Story *story)
{
  const char *text = story_get_section (story, "text");
  g_autoptr (SwModel) json = model_from_text (text);
  g_autofree char *yaml_text =
      sw_tree_dup_converted (sw_model_get_tree (json), SW_SYNTAX_YAML, NULL);
  g_autoptr (SwModel) yaml = yaml_text != NULL ? read_as (yaml_text, SW_SYNTAX_YAML) : NULL;
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autoptr (SwTree) mended_yaml = NULL;
  g_autoptr (SwTree) mended_json = NULL;
  g_autofree char *got = NULL;
  g_autofree char *expected = NULL;

  if (yaml == NULL || !sw_tree_is_valid (sw_model_get_tree (yaml))
      || !sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &value, NULL))
    return;

  mended_yaml = mend_for_good (yaml);
  mended_json = sw_fixes_mend (sw_model_get_tree (json), SW_MACHINE_STANDARD, NULL);
  got = dup_values (mended_yaml);
  expected = dup_values (mended_json);
  assert_same_text (got, expected);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  stories_add_tests ("fixes.txt", "/asl/fixes", test_fixes);
  stories_add_tests ("fixes.txt", "/asl/fixes/picked", test_picked);
  stories_add_tests ("checks.txt", "/asl/fixes/never worse", test_never_worse);
  stories_add_tests ("warnings.txt", "/asl/fixes/never worse", test_never_worse);
  stories_add_tests ("checks.txt", "/asl/fixes/same in YAML", test_same_in_yaml);
  stories_add_tests ("warnings.txt", "/asl/fixes/same in YAML", test_same_in_yaml);

  return g_test_run ();
}
