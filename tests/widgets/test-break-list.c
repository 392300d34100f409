/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/debug/sw-break-dialog.h"
#include "app/runs/debug/sw-break-list.h"
#include "app/runs/debug/sw-debug-bar.h"
#include "editors.h"

/* What is typed is a breakpoint, on an error or a variable, or is refused */
static const struct
{
  const char *typed;
  SwBreakKind kind;
  const char *name; /* NULL: refused */
} typed_cases[] = {
  { "States.Timeout", SW_BREAK_ERROR, "States.Timeout" },
  { "  Lambda.TooManyRequestsException ", SW_BREAK_ERROR, "Lambda.TooManyRequestsException" },
  { "$total", SW_BREAK_VARIABLE, "total" },
  { "$größe_2", SW_BREAK_VARIABLE, "größe_2" },
  { "$", SW_BREAK_VARIABLE, NULL },
  { "$order.id", SW_BREAK_VARIABLE, NULL },
  { "$1st", SW_BREAK_VARIABLE, NULL },
  { "States.ALL", SW_BREAK_ERROR, NULL },
};

static GtkWidget *
create_list (SwBreakpoints *breakpoints)
{
  GtkWidget *list = g_object_ref_sink (g_object_new (SW_TYPE_BREAK_LIST, NULL));

  sw_break_list_set_breakpoints (SW_BREAK_LIST (list), breakpoints, NULL);
  return list;
}

static guint
count_rows (GtkWidget *list)
{
  guint count = 0;

  while (gtk_list_box_get_row_at_index (GTK_LIST_BOX (editors_find (list, GTK_TYPE_LIST_BOX, 0)),
                                        (int) count)
         != NULL)
    count++;
  return count - 1; /* the last one is typed in */
}

static void
apply (GtkWidget  *list,
       const char *text)
{
  GtkWidget *entry = editors_find (list, ADW_TYPE_ENTRY_ROW, 0);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "apply");
}

static void
test_typed (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (typed_cases); i++)
    {
      g_autoptr (SwBreakpoints) breakpoints = sw_breakpoints_new ();
      g_autoptr (GtkWidget) list = create_list (breakpoints);
      GtkWidget *entry = editors_find (list, ADW_TYPE_ENTRY_ROW, 0);
      gboolean valid = typed_cases[i].name != NULL;

      g_test_message ("%s", typed_cases[i].typed);
      apply (list, typed_cases[i].typed);
      g_assert_cmpuint (sw_breakpoints_get_count (breakpoints), ==, valid ? 1 : 0);
      g_assert_cmpuint (count_rows (list), ==, valid ? 1 : 0);
      g_assert_true (gtk_widget_has_css_class (entry, "error") == !valid);
      /* What was refused stays, to be mended; then it is no longer held against the person. */
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==,
                       valid ? "" : typed_cases[i].typed);
      if (valid)
        g_assert_nonnull (sw_breakpoints_find (breakpoints, typed_cases[i].kind, NULL,
                                               typed_cases[i].name));
      gtk_editable_set_text (GTK_EDITABLE (entry), "$a");
      g_assert_false (gtk_widget_has_css_class (entry, "error"));
    }
}

static void
test_only_what_has_no_place_of_its_own_is_listed (void)
{
  g_autoptr (SwBreakpoints) breakpoints = sw_breakpoints_new ();
  g_autoptr (GtkWidget) list = create_list (breakpoints);

  sw_breakpoints_add (breakpoints, SW_BREAK_BEFORE, "/States/A", NULL);
  sw_breakpoints_add (breakpoints, SW_BREAK_ERROR, "/States/A", NULL);
  sw_breakpoints_add (breakpoints, SW_BREAK_ERROR, NULL, NULL);
  g_assert_cmpuint (count_rows (list), ==, 0);
  sw_breakpoints_add (breakpoints, SW_BREAK_ERROR, NULL, "E");
  sw_breakpoints_add (breakpoints, SW_BREAK_VARIABLE, NULL, "v");
  g_assert_cmpuint (count_rows (list), ==, 2);
}

static void
test_each_can_be_removed (void)
{
  g_autoptr (SwBreakpoints) breakpoints = sw_breakpoints_new ();
  g_autoptr (GtkWidget) list = create_list (breakpoints);

  apply (list, "E");
  apply (list, "$v");
  apply (list, "$v");
  g_assert_cmpuint (count_rows (list), ==, 2);
  gtk_editable_set_text (GTK_EDITABLE (editors_find (list, ADW_TYPE_ENTRY_ROW, 0)), "half");
  g_signal_emit_by_name (editors_find (editors_find (list, ADW_TYPE_ACTION_ROW, 0),
                                       GTK_TYPE_BUTTON, 1),
                         "clicked");
  g_assert_cmpuint (count_rows (list), ==, 1);
  g_assert_null (sw_breakpoints_find (breakpoints, SW_BREAK_ERROR, NULL, "E"));
  g_assert_nonnull (sw_breakpoints_find (breakpoints, SW_BREAK_VARIABLE, NULL, "v"));
  g_assert_cmpstr (
      gtk_editable_get_text (GTK_EDITABLE (editors_find (list, ADW_TYPE_ENTRY_ROW, 0))), ==,
      "half");
}

/* What the dialog says of a condition stands in the list, and one that is no JSONata is refused
 * there. */
static void
test_conditions_are_told (void)
{
  g_autoptr (SwBreakpoints) breakpoints = sw_breakpoints_new ();
  g_autoptr (GtkWidget) list = create_list (breakpoints);
  g_autoptr (AdwDialog) dialog = NULL;
  GtkWidget *row, *condition;

  apply (list, "$total");
  dialog = g_object_ref_sink (sw_break_dialog_new_named (breakpoints, SW_BREAK_VARIABLE, "total"));
  condition = editors_find (adw_dialog_get_child (dialog), ADW_TYPE_ENTRY_ROW, 0);
  gtk_editable_set_text (GTK_EDITABLE (condition), "$total >");
  g_signal_emit_by_name (condition, "apply");
  g_assert_true (gtk_widget_has_css_class (condition, "error"));
  gtk_editable_set_text (GTK_EDITABLE (condition), "$total > 3");
  g_signal_emit_by_name (condition, "apply");
  g_assert_false (gtk_widget_has_css_class (condition, "error"));
  row = editors_find (list, ADW_TYPE_ACTION_ROW, 0);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==,
                   "When the variable changes if $total > 3");
  g_assert_cmpuint (count_rows (list), ==, 1);
}

/* The bar has the list of its document's breakpoints, and a named error is not "Every Error". */
static void
test_the_bar_has_them (void)
{
  g_autoptr (SwBreakpoints) breakpoints = sw_breakpoints_new ();
  g_autoptr (SwDebugBar) bar = g_object_ref_sink (sw_debug_bar_new (breakpoints, NULL));
  GObject *list = gtk_widget_get_template_child (GTK_WIDGET (bar), SW_TYPE_DEBUG_BAR, "break_list");
  GObject *drop
      = gtk_widget_get_template_child (GTK_WIDGET (bar), SW_TYPE_DEBUG_BAR, "errors_drop");

  apply (GTK_WIDGET (list), "E");
  g_assert_cmpuint (count_rows (GTK_WIDGET (list)), ==, 1);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (drop)), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/break-list/typed", test_typed);
  g_test_add_func ("/break-list/only-what-has-no-place-of-its-own-is-listed",
                   test_only_what_has_no_place_of_its_own_is_listed);
  g_test_add_func ("/break-list/each-can-be-removed", test_each_can_be_removed);
  g_test_add_func ("/break-list/conditions-are-told", test_conditions_are_told);
  g_test_add_func ("/break-list/the-bar-has-them", test_the_bar_has_them);
  return g_test_run ();
}
