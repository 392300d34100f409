/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "app/document/sw-placeholder-values.h"
#include "app/inspector/sw-convert-dialog.h"
#include "app/inspector/sw-inspector.h"
#include "app/inspector/sw-placeholder-chips.h"
#include "app/inspector/sw-placeholder-row.h"
#include "app/source/sw-problem.h"

/* Values of placeholders: in memory, in the tasks file, and in the widgets that show them. */

#define MACHINE                                                                                    \
  "{\n  \"StartAt\": \"W\",\n  \"States\": {\n    \"W\": {\n      \"Type\": \"Wait\",\n"          \
  "      \"Seconds\": ${Delay},\n      \"Comment\": \"of ${Who}, ${Who} and ${!Nobody}\",\n"       \
  "      \"InputPath\": \"$.a\",\n      \"End\": true\n    }\n  }\n}\n"

typedef struct
{
  char                *folder;
  SwDocument          *document;
  SwPlaceholderValues *values;
  SwInspector         *inspector;
  GtkWidget           *window;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("placeholders-XXXXXX", NULL);
  fixture->document = sw_document_new_from_text (MACHINE);
  fixture->values = sw_placeholder_values_get (fixture->document);
  fixture->inspector = g_object_ref_sink (g_object_new (SW_TYPE_INSPECTOR, NULL));
  fixture->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->inspector));
  sw_inspector_set_document (fixture->inspector, fixture->document);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static char *
dup_path (Fixture    *fixture,
          const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  static const char *const names[] = { "order.asl.json", "order.tasks.json" };

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->inspector);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  /* It lives on while it looks at its file, which was written just now. */
  g_object_add_weak_pointer (G_OBJECT (fixture->document), (gpointer *) &fixture->document);
  g_object_unref (fixture->document);
  while (fixture->document != NULL)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = dup_path (fixture, names[i]);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
}

static void
set (Fixture    *fixture,
     const char *name,
     const char *text)
{
  g_autoptr (GError) error = NULL;

  sw_placeholder_values_set (fixture->values, name, text, &error);
  g_assert_no_error (error);
  sw_document_settle (fixture->document);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      done)
{
  g_autoptr (GError) error = NULL;

  sw_document_save_finish (SW_DOCUMENT (object), result, &error);
  g_assert_no_error (error);
  *(gboolean *) done = TRUE;
}

static void
save (Fixture *fixture)
{
  g_autofree char *path = dup_path (fixture, "order.asl.json");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  gboolean done = FALSE;

  sw_document_save_async (fixture->document, file, SW_SAVE_OVERWRITE, NULL, saved_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_file (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *path = dup_path (fixture, "order.tasks.json");
  g_autofree char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  g_assert_cmpstr (text, ==, expected);
}

static guint
count_problems (Fixture    *fixture,
                const char *part)
{
  GListModel *list = sw_document_get_diagnostics (fixture->document);
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SwProblem) problem = g_list_model_get_item (list, i);

      count += strstr (sw_problem_get_message (problem), part) != NULL;
    }
  return count;
}

/* Each name once, with its number of places; literals are none. */
static void
test_uses (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GPtrArray) uses = sw_placeholder_values_dup_uses (fixture->values);
  const SwPlaceholderUse *delay, *who;

  g_assert_cmpuint (uses->len, ==, 2);
  delay = uses->pdata[0];
  who = uses->pdata[1];
  g_assert_cmpstr (delay->name, ==, "Delay");
  g_assert_true (delay->bare);
  g_assert_cmpstr (delay->pointer, ==, "/States/W/Seconds");
  g_assert_cmpstr (who->name, ==, "Who");
  g_assert_cmpuint (who->count, ==, 2);
  g_assert_false (who->bare);
}

/* The checker sees values at once, be the document saved or not. */
static void
test_check (Fixture      *fixture,
            gconstpointer data)
{
  g_assert_cmpuint (count_problems (fixture, "Minimum value"), ==, 0);
  set (fixture, "Delay", "-1");
  g_assert_cmpuint (count_problems (fixture, "Minimum value is 0 (${Delay} is -1)"), ==, 1);
  set (fixture, "Delay", "5");
  g_assert_cmpuint (count_problems (fixture, "Minimum value"), ==, 0);
  g_assert_cmpuint (count_problems (fixture, "${Who} has no value"), ==, 1);
}

/* Values of an unsaved document go beside it when it is saved; changes keep what else is there. */
static void
test_file (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *path = dup_path (fixture, "order.tasks.json");
  g_autofree char *who = NULL;

  set (fixture, "Delay", "5");
  set (fixture, "Who", "007");
  save (fixture);
  assert_file (fixture, "{\n  \"version\": 1,\n  \"substitutions\": {\n    \"Delay\": 5,\n"
                        "    \"Who\": \"007\"\n  }\n}\n");

  g_file_set_contents (path, "{ \"tasks\": [],  \"substitutions\": {\"Who\": \"me\"} }", -1, NULL);
  save (fixture);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&fixture->document);
  {
    g_autoptr (GFile) file = NULL;
    g_autofree char *definition = dup_path (fixture, "order.asl.json");
    g_autofree char *text = NULL;

    g_assert_true (g_file_get_contents (definition, &text, NULL, NULL));
    fixture->document = sw_document_new_from_text (text);
    sw_inspector_set_document (fixture->inspector, fixture->document);
    fixture->values = sw_placeholder_values_get (fixture->document);
    save (fixture);
  }
  who = sw_placeholder_values_dup (fixture->values, "Who");
  g_assert_cmpstr (who, ==, "me");
  set (fixture, "Delay", "2.5");
  set (fixture, "Who", "");
  assert_file (fixture, "{ \"tasks\": [],  \"substitutions\": {\"Delay\": 2.5} }");
}

/* A tasks file that cannot be read is told of, and not written over. */
static void
test_broken_file (Fixture      *fixture,
                  gconstpointer data)
{
  g_autofree char *path = dup_path (fixture, "order.tasks.json");
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "{ \"substitutions\": [", -1, NULL);
  save (fixture);
  g_assert_nonnull (sw_placeholder_values_get_error (fixture->values));
  g_assert_false (sw_placeholder_values_set (fixture->values, "Who", "x", &error));
  g_assert_nonnull (error);
  assert_file (fixture, "{ \"substitutions\": [");
}

/* The first widget of a type below another, from the Nth on */
static GtkWidget *
find_widget (GtkWidget *within,
             GType      type,
             guint     *skip)
{
  for (GtkWidget *child = gtk_widget_get_first_child (within); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found;

      if (G_TYPE_CHECK_INSTANCE_TYPE (child, type) && (*skip)-- == 0)
        return child;
      found = find_widget (child, type, skip);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static SwPlaceholderRow *
get_row (Fixture *fixture,
         guint    index)
{
  return SW_PLACEHOLDER_ROW (
      find_widget (GTK_WIDGET (fixture->inspector), SW_TYPE_PLACEHOLDER_ROW, &index));
}

/* In the machine's panel each placeholder has a row; typing and Enter give it a value. */
static void
test_rows (Fixture      *fixture,
           gconstpointer data)
{
  SwPlaceholderRow *row = get_row (fixture, 0);
  g_autofree char *value = NULL;

  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "${Delay}");
  gtk_editable_set_text (GTK_EDITABLE (row), "8");
  g_signal_emit_by_name (row, "entry-activated");
  value = sw_placeholder_values_dup (fixture->values, "Delay");
  g_assert_cmpstr (value, ==, "8");
  set (fixture, "Who", "you");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_row (fixture, 1))), ==, "you");
}

/* A value that no placeholder takes has a row of its own, which removes it. */
static void
test_unused (Fixture      *fixture,
             gconstpointer data)
{
  g_auto (GStrv) unused = NULL;
  g_auto (GStrv) left = NULL;
  g_autofree char *value = NULL;
  GtkWidget *row, *button;
  guint skip = 0;

  set (fixture, "Who", "you");
  set (fixture, "Whom", "<b>");
  unused = sw_placeholder_values_dup_unused (fixture->values);
  g_assert_cmpstrv (unused, ((const char *const[]) { "Whom", NULL }));

  row = gtk_widget_get_ancestor (GTK_WIDGET (get_row (fixture, 1)), ADW_TYPE_PREFERENCES_GROUP);
  /* The first of its action rows chooses the environment. */
  skip = 1;
  row = find_widget (row, ADW_TYPE_ACTION_ROW, &skip);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "${Whom}");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==,
                   "Not used; its value is “<b>”");
  skip = 0;
  button = find_widget (row, GTK_TYPE_BUTTON, &skip);
  g_signal_emit_by_name (button, "clicked");
  left = sw_placeholder_values_dup_unused (fixture->values);
  g_assert_cmpstrv (left, ((const char *const[]) { NULL }));
  value = sw_placeholder_values_dup (fixture->values, "Who");
  g_assert_cmpstr (value, ==, "you");
}

/* A value is a step of the document's undo, in its place between changes of the text. */
static void
test_undo (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (SwEdits) edits = sw_edits_new ();
  g_autofree char *first = NULL, *second = NULL, *third = NULL, *again = NULL;
  g_autofree char *text = sw_document_dup_text (fixture->document, NULL);
  g_autofree char *after = NULL;

  set (fixture, "Who", "you");
  sw_edits_add (edits, (SwSpan) { 0, 0 }, "\n", -1);
  sw_document_apply (fixture->document, edits, NULL);
  set (fixture, "Who", "her");
  g_assert_true (sw_document_can_undo (fixture->document));
  sw_document_undo (fixture->document);
  first = sw_placeholder_values_dup (fixture->values, "Who");
  g_assert_cmpstr (first, ==, "you");
  sw_document_undo (fixture->document);
  after = sw_document_dup_text (fixture->document, NULL);
  g_assert_cmpstr (after, ==, text);
  second = sw_placeholder_values_dup (fixture->values, "Who");
  g_assert_cmpstr (second, ==, "you");
  sw_document_undo (fixture->document);
  third = sw_placeholder_values_dup (fixture->values, "Who");
  g_assert_null (third);
  g_assert_false (sw_document_can_undo (fixture->document));
  for (guint i = 0; i < 3; i++)
    sw_document_redo (fixture->document);
  again = sw_placeholder_values_dup (fixture->values, "Who");
  g_assert_cmpstr (again, ==, "her");
  g_assert_false (sw_document_can_redo (fixture->document));
}

static GtkWidget *
get_type_row (Fixture *fixture)
{
  guint skip = 0;

  return find_widget (GTK_WIDGET (fixture->inspector), g_type_from_name ("SwMachineTypeRow"), &skip);
}

/* What the machine is checked and run as is in the tasks file; the preferences are for the others. */
static void
test_machine_type (Fixture      *fixture,
                   gconstpointer data)
{
  AdwComboRow *row = ADW_COMBO_ROW (get_type_row (fixture));
  SwMachineType type;

  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 0);
  sw_document_set_machine_type (fixture->document, SW_MACHINE_EXPRESS);
  g_assert_cmpint (sw_document_get_machine_type (fixture->document), ==, SW_MACHINE_EXPRESS);
  adw_combo_row_set_selected (row, 1);
  g_assert_true (sw_placeholder_values_has_type (fixture->values, &type));
  g_assert_cmpint (type, ==, SW_MACHINE_STANDARD);
  g_assert_cmpint (sw_document_get_machine_type (fixture->document), ==, SW_MACHINE_STANDARD);
  sw_document_undo (fixture->document);
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 0);
  g_assert_cmpint (sw_document_get_machine_type (fixture->document), ==, SW_MACHINE_EXPRESS);
}

static char *
dup_chip_text (GtkWidget *chips)
{
  g_autoptr (GString) out = g_string_new (NULL);
  guint skip = 0;

  for (guint i = 0;; i++)
    {
      GtkWidget *label;

      skip = i;
      label = find_widget (chips, GTK_TYPE_LABEL, &skip);
      if (label == NULL)
        return g_strdup (out->str);
      g_string_append_printf (out, "%s%s", i > 0 ? "|" : "", gtk_label_get_label (GTK_LABEL (label)));
    }
}

static void
test_chips (Fixture      *fixture,
            gconstpointer data)
{
  g_auto (GStrv) names = sw_placeholder_chips_dup_names ("arn:${A}:${B.Arn}:${A}:${!C}");
  g_auto (GStrv) none = sw_placeholder_chips_dup_names ("$.a ${} ${open");
  g_autofree char *joined = g_strjoinv (", ", names);
  g_autofree char *before = NULL, *after = NULL;
  GtkWidget *chips
      = g_object_ref_sink (sw_placeholder_chips_new (fixture->document, (const char *const *) names));

  g_assert_cmpstr (joined, ==, "A, B.Arn");
  g_assert_null (none[0]);
  g_assert_null (sw_placeholder_chips_new (fixture->document, (const char *const *) none));
  before = dup_chip_text (chips);
  g_assert_cmpstr (before, ==, "A|no value|B.Arn|no value");
  set (fixture, "A", "aws");
  after = dup_chip_text (chips);
  g_assert_cmpstr (after, ==, "A|aws|B.Arn|no value");
  g_object_unref (chips);
}

/* The dialog converts in one step of undo. */
static void
test_convert (Fixture      *fixture,
              gconstpointer data)
{
  guint skip = 0;
  GtkWidget *dialog;
  g_autofree char *text = NULL;
  gsize length;

  sw_document_set_selected (fixture->document, "/States/W");
  sw_convert_dialog_ask (fixture->document, GTK_WIDGET (fixture->inspector));
  dialog = GTK_WIDGET (adw_window_get_visible_dialog (ADW_WINDOW (fixture->window)));
  g_assert_true (SW_IS_CONVERT_DIALOG (dialog));
  g_assert_cmpstr (adw_dialog_get_title (ADW_DIALOG (dialog)), ==, "Convert to JSONata");
  g_signal_emit_by_name (adw_dialog_get_default_widget (ADW_DIALOG (dialog)), "clicked");
  text = sw_document_dup_text (fixture->document, &length);
  g_assert_nonnull (strstr (text, "\"Output\": \"{% $states.input.a %}\""));
  g_assert_nonnull (strstr (text, "\"QueryLanguage\": \"JSONata\""));
  sw_document_undo (fixture->document);
  g_free (text);
  text = sw_document_dup_text (fixture->document, &length);
  g_assert_cmpstr (text, ==, MACHINE);
  g_assert_cmpuint (skip, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "uses", test_uses },     { "check", test_check }, { "file", test_file },
    { "broken file", test_broken_file }, { "rows", test_rows },   { "chips", test_chips },
    { "convert", test_convert }, { "unused", test_unused },
    { "undo", test_undo },     { "machine type", test_machine_type },
  };

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/placeholders/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].run, tear_down);
    }
  return g_test_run ();
}
