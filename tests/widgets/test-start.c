/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "app/start/sw-sketch-paint.h"
#include "app/start/sw-sketch-store.h"
#include "app/start/sw-start-card.h"
#include "app/start/sw-templates.h"
#include "asl/check/sw-check.h"

#define MACHINE \
  "{ \"StartAt\": \"A\", \"States\": {" \
  " \"A\": { \"Type\": \"Parallel\", \"Branches\": [ { \"StartAt\": \"B\", \"States\": {" \
  "   \"B\": { \"Type\": \"Pass\", \"End\": true } } } ]," \
  "   \"Catch\": [ { \"ErrorEquals\": [ \"States.ALL\" ], \"Next\": \"C\" } ], \"Next\": \"C\" }," \
  " \"C\": { \"Type\": \"Succeed\" } } }"

static guint
count_kind (const SwSketch *sketch, guint kind)
{
  guint count, found = 0;
  const SwSketchBox *boxes = sw_sketch_get_boxes (sketch, &count);

  for (guint i = 0; i < count; i++)
    found += boxes[i].kind == kind;
  return found;
}

static void
test_a_sketch_has_what_the_machine_has (void)
{
  g_autoptr (SwSketch) sketch =
      sw_sketch_new_from_text (MACHINE, strlen (MACHINE), SW_SYNTAX_JSON, NULL);
  guint n_lines, n_catches = 0;
  const SwSketchLine *lines = sw_sketch_get_lines (sketch, &n_lines);

  g_assert_cmpuint (sw_sketch_get_n_states (sketch), ==, 3);
  g_assert_cmpuint (count_kind (sketch, SW_STATE_PARALLEL | SW_SKETCH_OPEN), ==, 1);
  g_assert_cmpuint (count_kind (sketch, SW_STATE_PASS), ==, 1);
  g_assert_cmpuint (count_kind (sketch, SW_SKETCH_LANE), ==, 1);
  g_assert_cmpuint (count_kind (sketch, SW_SKETCH_TERMINAL), ==, 4);
  for (guint i = 0; i < n_lines; i++)
    n_catches += lines[i].is_catch;
  g_assert_cmpuint (n_catches, ==, 1);
}

static void
test_a_sketch_survives_being_kept (void)
{
  g_autoptr (SwSketch) sketch =
      sw_sketch_new_from_text (MACHINE, strlen (MACHINE), SW_SYNTAX_JSON, NULL);
  g_autoptr (GBytes) bytes = sw_sketch_get_bytes (sketch);
  g_autoptr (SwSketch) again = sw_sketch_new_from_bytes (bytes);
  g_autoptr (GBytes) same = sw_sketch_get_bytes (again);
  guint one, other;

  g_assert_true (g_bytes_equal (bytes, same));
  sw_sketch_get_lines (sketch, &one);
  sw_sketch_get_lines (again, &other);
  g_assert_cmpuint (one, ==, other);
  /* Any part of it, or anything else, is no sketch, and no crash. */
  for (gsize length = 0; length < g_bytes_get_size (bytes); length += 7)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (bytes, 0, length);
      g_autoptr (SwSketch) none = sw_sketch_new_from_bytes (part);

      g_assert_null (none);
    }
}

static void
test_what_is_no_machine_has_no_sketch (void)
{
  static const char *const texts[] = { "", "[]", "{", "{ \"a\": 1 }", "\"States\"" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (sw_sketch_new_from_text (texts[i], strlen (texts[i]), SW_SYNTAX_JSON, NULL));
}

static void
test_a_sketch_fits_its_room (void)
{
  g_autoptr (SwSketch) sketch =
      sw_sketch_new_from_text (MACHINE, strlen (MACHINE), SW_SYNTAX_JSON, NULL);
  static const int rooms[][2] = { { 40, 40 }, { 148, 132 }, { 300, 60 }, { 2000, 2000 } };

  for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      SwSketchFit fit = sw_sketch_fit (sketch, rooms[i][0], rooms[i][1]);

      g_assert_cmpfloat (fit.x, >=, 0);
      g_assert_cmpfloat (fit.x + sw_sketch_get_width (sketch) * fit.scale, <=, rooms[i][0]);
      g_assert_cmpfloat (fit.y + sw_sketch_get_height (sketch) * fit.scale, <=, rooms[i][1]);
    }
}

static void
result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static SwSketch *
load (GFile *file, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sw_sketch_load_async (file, NULL, result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return sw_sketch_load_finish (result, error);
}

static guint
count_kept (void)
{
  g_autofree char *folder =
      g_build_filename (g_get_user_cache_dir (), "stepwright", "sketches", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint count = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

static void
test_sketches_of_files_are_kept (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "kept.asl.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (SwSketch) first = NULL;
  g_autoptr (SwSketch) second = NULL;
  g_autoptr (SwSketch) third = NULL;
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_assert_true (g_file_set_contents (path, MACHINE, -1, NULL));
  first = load (file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_kept (), ==, 1);
  second = load (file, &error);
  g_assert_cmpuint (sw_sketch_get_n_states (second), ==, 3);

  /* Of what was written since there is a new one, in the place of the one before. */
  g_assert_true (g_file_set_contents (
      path, "{ \"StartAt\": \"A\", \"States\": { \"A\": { \"Type\": \"Fail\" } } }", -1, NULL));
  third = load (file, &error);
  g_assert_cmpuint (sw_sketch_get_n_states (third), ==, 1);
  g_assert_cmpuint (count_kept (), ==, 1);
  sw_sketch_forget (file);
  g_assert_cmpuint (count_kept (), ==, 0);
}

static void
test_what_cannot_be_read_says_why (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "broken.asl.json", NULL);
  g_autoptr (GFile) missing = g_file_new_for_path ("/nowhere/at-all.asl.json");
  g_autoptr (GFile) broken = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_assert_null (load (missing, &error));
  g_assert_cmpstr (error->message, ==, "The file is gone");
  g_clear_error (&error);
  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_assert_true (g_file_set_contents (path, "{ \"StartAt\": \xff", -1, NULL));
  g_assert_null (load (broken, &error));
  g_assert_cmpstr (error->message, ==, "The code has an error");
}

static void
check_template (const SwTemplate *template, SwQueryLanguage language, guint indent)
{
  g_autofree char *text = sw_template_dup_text (template, language, indent);
  g_autoptr (SwTree) tree = sw_tree_parse (text, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_autoptr (GPtrArray) found = sw_check (model, SW_MACHINE_STANDARD);
  gboolean blank = g_str_has_prefix (template->id, "blank/");
  g_autofree char *second =
      indent == 0 ? g_strdup ("\n\t\"") : g_strdup_printf ("\n%*s\"", (int) indent, "");

  g_assert_true (g_str_has_suffix (text, "\n}\n"));
  g_assert_nonnull (strstr (text, second));
  g_assert_true (sw_tree_is_valid (tree));
  for (guint i = 0; !blank && i < found->len; i++)
    g_assert_cmpint (((const SwDiagnostic *) found->pdata[i])->severity, !=, SW_SEVERITY_ERROR);
  if (!blank)
    g_assert_true ((strstr (text, "\"QueryLanguage\": \"JSONata\"") != NULL)
                   == (language == SW_QUERY_JSONATA));
}

static void
test_templates_are_valid (void)
{
  static const guint indents[] = { 0, 2, 4 };
  guint count;
  const SwTemplate *all = sw_templates_get_all (&count);

  g_assert_cmpuint (count, >=, 8);
  for (guint i = 0; i < count; i++)
    for (SwQueryLanguage language = SW_QUERY_JSONPATH; language <= SW_QUERY_JSONATA; language++)
      for (guint j = 0; j < G_N_ELEMENTS (indents); j++)
        check_template (&all[i], language, indents[j]);
  g_assert_null (sw_templates_find ("pattern/none"));
  g_assert_true (sw_templates_find ("pattern/saga") != NULL);
}

static void
test_a_card_is_a_button_that_says_what_it_opens (void)
{
  g_autoptr (GtkWidget) card = g_object_ref_sink (
      sw_start_card_new ("Saga", "Step after step", "win.new-from-template", "pattern/saga"));
  GtkWidget *overlay = adw_bin_get_child (ADW_BIN (card));
  GtkAccessible *button = GTK_ACCESSIBLE (gtk_overlay_get_child (GTK_OVERLAY (overlay)));

  gtk_test_accessible_assert_role (button, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Saga");
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Step after step");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/sketch/parts", test_a_sketch_has_what_the_machine_has);
  g_test_add_func ("/sketch/kept", test_a_sketch_survives_being_kept);
  g_test_add_func ("/sketch/none", test_what_is_no_machine_has_no_sketch);
  g_test_add_func ("/sketch/fit", test_a_sketch_fits_its_room);
  g_test_add_func ("/sketch/files", test_sketches_of_files_are_kept);
  g_test_add_func ("/sketch/problems", test_what_cannot_be_read_says_why);
  g_test_add_func ("/templates/valid", test_templates_are_valid);
  g_test_add_func ("/start/card", test_a_card_is_a_button_that_says_what_it_opens);
  return g_test_run ();
}
