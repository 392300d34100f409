/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/ops/sw-ops.h"
#include "stories.h"

#include <stdlib.h>
#include <string.h>

/* Operations as stories: a text, an operation, and the text after it, or why it is refused.
 *
 *   op: add ID PLACE | delete POINTER… | rename POINTER NAME | connect PLACE TARGET|end |
 * disconnect PLACE | reattach PLACE POINTER | move PLACE POINTER… | duplicate POINTER… |
 * wrap Parallel|Map POINTER… | unwrap POINTER | convert POINTER TYPE | reorder POINTER INDEX |
 * add-branch POINTER INDEX | remove-branch POINTER | set POINTER FIELD [JSON] | paste PLACE
 *
 * paste takes the section "text". copy POINTER… answers the text in the section "after", whatever
 * stands before.
 *
 * A PLACE is start:SCOPE, next:STATE, rule:STATE:INDEX, default:STATE, catch:STATE:INDEX,
 * new-rule:STATE or new-catch:STATE. */

static const char *const place_names[] = {
  [SW_PLACE_START] = "start",         [SW_PLACE_NEXT] = "next",   [SW_PLACE_RULE] = "rule",
  [SW_PLACE_DEFAULT] = "default",     [SW_PLACE_CATCH] = "catch", [SW_PLACE_NEW_RULE] = "new-rule",
  [SW_PLACE_NEW_CATCH] = "new-catch",
};

/* TEXT is cut up; the place's pointer is a part of it. */
static SwPlace
parse_place (char *text)
{
  char *colon = strchr (text, ':');
  SwPlace place = { 0 };

  g_assert_nonnull (colon);
  *colon = '\0';
  place.pointer = colon + 1;
  for (guint i = 0; i < G_N_ELEMENTS (place_names); i++)
    if (strcmp (text, place_names[i]) == 0)
      place.kind = i;

  if (place.kind == SW_PLACE_RULE || place.kind == SW_PLACE_CATCH)
    {
      char *last = strrchr (colon + 1, ':');

      g_assert_nonnull (last);
      *last = '\0';
      place.index = (guint) atoi (last + 1);
    }

  return place;
}

static SwOpsResult *
run_op (const Story *story,
        SwModel     *model,
        char       **words,
        guint        n_words,
        GError     **error)
{
  const char *op = words[0];
  SwPlace place;

  if (strcmp (op, "delete") == 0)
    return sw_ops_delete (model, (const char *const *) words + 1, error);
  if (strcmp (op, "rename") == 0)
    return sw_ops_rename (model, words[1], words[2], error);
  if (strcmp (op, "duplicate") == 0)
    return sw_ops_duplicate (model, (const char *const *) words + 1, error);
  if (strcmp (op, "wrap") == 0)
    return sw_ops_wrap (model, (const char *const *) words + 2, sw_state_type_from_name (words[1]),
                        error);
  if (strcmp (op, "unwrap") == 0)
    return sw_ops_unwrap (model, words[1], error);
  if (strcmp (op, "convert") == 0)
    return sw_ops_convert (model, words[1], sw_state_type_from_name (words[2]), error);
  if (strcmp (op, "reorder") == 0)
    return sw_ops_reorder (model, words[1], (guint) atoi (words[2]), error);
  if (strcmp (op, "add-branch") == 0)
    return sw_ops_add_branch (model, words[1], (guint) atoi (words[2]), error);
  if (strcmp (op, "remove-branch") == 0)
    return sw_ops_remove_branch (model, words[1], error);
  if (strcmp (op, "set") == 0)
    return sw_ops_set_field (model, words[1], words[2], n_words > 3 ? words[3] : NULL, error);
  if (strcmp (op, "disconnect") == 0)
    {
      place = parse_place (words[1]);
      return sw_ops_disconnect (model, &place, error);
    }
  if (strcmp (op, "connect") == 0)
    {
      place = parse_place (words[1]);
      return sw_ops_connect (model, &place, strcmp (words[2], "end") == 0 ? NULL : words[2], error);
    }

  if (strcmp (op, "reattach") == 0)
    {
      place = parse_place (words[1]);
      return sw_ops_reattach (model, &place, words[2], error);
    }
  if (strcmp (op, "move") == 0)
    {
      place = parse_place (words[1]);
      return sw_ops_move (model, (const char *const *) words + 2, &place, error);
    }
  if (strcmp (op, "paste") == 0)
    {
      place = parse_place (words[1]);
      return sw_ops_paste (model, story_get_section (story, "text"), &place, error);
    }

  g_assert_cmpstr (op, ==, "add");
  place = parse_place (words[2]);

  return sw_ops_add (model, sw_stencils_find (words[1]), &place, error);
}

static void
check_notes (const Story *story,
             GPtrArray   *notes)
{
  g_autoptr (GPtrArray) expected = story_dup_all (story, "note");

  for (guint i = 0; i < notes->len; i++)
    g_test_message ("note: %s", (const char *) g_ptr_array_index (notes, i));
  g_assert_cmpuint (notes->len, ==, expected->len);
  for (guint i = 0; i < MIN (notes->len, expected->len); i++)
    g_assert_cmpstr (g_ptr_array_index (notes, i), ==, g_ptr_array_index (expected, i));
}

static void
check_result (const Story       *story,
              const char        *before,
              const SwOpsResult *result)
{
  const char *select = story_get (story, "select");
  const char *after = story_get_section (story, "after");
  g_autofree char *text = sw_edits_apply (result->edits, before, strlen (before), NULL);
  g_autoptr (SwEdits) undo = sw_edits_invert (result->edits, before);
  g_autofree char *back = sw_edits_apply (undo, text, strlen (text), NULL);
  g_autoptr (SwModel) model = model_from_text (text);

  assert_same_text (text, after != NULL ? after : before);
  g_assert_cmpstr (back, ==, before);
  check_notes (story, result->notes);
  if (select != NULL)
    g_assert_cmpstr (result->select, ==, strcmp (select, "none") == 0 ? NULL : select);
  if (result->select != NULL)
    g_assert_nonnull (sw_model_find_pointer (model, result->select));
  for (guint i = 0; result->also != NULL && result->also[i] != NULL; i++)
    g_assert_nonnull (sw_model_find_pointer (model, result->also[i]));
}

static void
test_op (const Story *story)
{
  const char *before = story_get_section (story, "before");
  g_autoptr (SwModel) model = model_from_text (before);
  g_auto (GStrv) words = NULL;
  g_autoptr (SwOpsResult) result = NULL;
  g_autoptr (GError) error = NULL;
  int n_words;

  g_assert_true (g_shell_parse_argv (story_get (story, "op"), &n_words, &words, NULL));
  result = run_op (story, model, words, (guint) n_words, &error);

  if (story_get (story, "refused") != NULL)
    {
      g_assert_null (result);
      g_assert_error (error, SW_OPS_ERROR, SW_OPS_ERROR_REFUSED);
      g_assert_true (error != NULL
                     && g_str_has_prefix (error->message, story_get (story, "refused")));
    }
  else if (story_get (story, "broken") != NULL)
    {
      g_assert_null (result);
      g_assert_error (error, SW_OPS_ERROR, SW_OPS_ERROR_BROKEN);
    }
  else
    {
      g_assert_no_error (error);
      if (result != NULL)
        check_result (story, before, result);
    }
}

static void
test_clip (const Story *story)
{
  g_autoptr (SwModel) model = model_from_text (story_get_section (story, "before"));
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_shell_parse_argv (story_get (story, "op"), NULL, &words, NULL));
  text = sw_ops_dup_copy (model, (const char *const *) words + 1, &error);
  if (story_get (story, "refused") != NULL)
    g_assert_error (error, SW_OPS_ERROR, SW_OPS_ERROR_REFUSED);
  else
    assert_same_text (text, story_get_section (story, "after"));
}

static void
test_unique_names (void)
{
  g_autofree char *long_name = g_strnfill (100, 'x');
  g_autofree char *text =
      g_strdup_printf ("{\"States\": {\"Pass\": {\"Type\": \"Map\", \"Iterator\": {\"States\": "
                       "{\"Pass (1)\": {}}}}, \"%.80s\": {}}}",
                       long_name);
  g_autoptr (SwModel) model = model_from_text (text);
  static const char *const rows[][2] = {
    { "Wait", "Wait" },         { "Pass", "Pass (2)" }, { "Pass (1)", "Pass (2)" },
    { "Pass (x)", "Pass (x)" }, { "(1)", "(1)" },
  };
  g_autofree char *cut = sw_ops_dup_unique_name (model, long_name);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = sw_ops_dup_unique_name (model, rows[i][0]);

      g_assert_cmpstr (name, ==, rows[i][1]);
    }
  g_assert_cmpuint (strlen (cut), ==, SW_STATE_NAME_LENGTH);
  g_assert_true (g_str_has_suffix (cut, "x (1)"));
}

static void
test_new_document (void)
{
  g_autofree char *jsonata = sw_ops_dup_new_document (SW_QUERY_JSONATA);
  g_autofree char *jsonpath = sw_ops_dup_new_document (SW_QUERY_JSONPATH);

  g_assert_cmpstr (jsonata, ==,
                   "{\n  \"QueryLanguage\": \"JSONata\",\n  \"Comment\": \"A description of my "
                   "state machine\",\n"
                   "  \"StartAt\": \"\",\n  \"States\": {}\n}\n");
  g_assert_cmpstr (jsonpath, ==,
                   "{\n  \"Comment\": \"A description of my state machine\",\n  \"StartAt\": "
                   "\"\",\n  \"States\": {}\n}\n");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  stories_add_tests ("ops/add.txt", "/asl/ops/add", test_op);
  stories_add_tests ("ops/delete.txt", "/asl/ops/delete", test_op);
  stories_add_tests ("ops/rename.txt", "/asl/ops/rename", test_op);
  stories_add_tests ("ops/connect.txt", "/asl/ops/connect", test_op);
  stories_add_tests ("ops/move.txt", "/asl/ops/move", test_op);
  stories_add_tests ("ops/copy.txt", "/asl/ops/copy", test_op);
  stories_add_tests ("ops/set.txt", "/asl/ops/set", test_op);
  stories_add_tests ("ops/wrap.txt", "/asl/ops/wrap", test_op);
  stories_add_tests ("ops/convert.txt", "/asl/ops/convert", test_op);
  stories_add_tests ("ops/order.txt", "/asl/ops/order", test_op);
  stories_add_tests ("ops/reattach.txt", "/asl/ops/reattach", test_op);
  stories_add_tests ("ops/paste.txt", "/asl/ops/paste", test_op);
  stories_add_tests ("ops/clip.txt", "/asl/ops/copy to the clipboard", test_clip);
  g_test_add_func ("/asl/ops/names are unique in the whole machine", test_unique_names);
  g_test_add_func ("/asl/ops/a new document", test_new_document);

  return g_test_run ();
}
