/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/tests/sw-test-panel.h"

#include <glib/gi18n.h>

#include "app/tests/sw-test-dialog.h"
#include "app/tests/sw-test-rows.h"
#include "app/window/sw-view-tabs.h"
#include "json/sw-text.h"
#include "tasks/mocks/sw-mock-cases.h"
#include "tasks/mocks/sw-mock-place.h"

struct _SwTestPanel
{
  AdwBin parent_instance;

  GtkWidget       *failed_button;
  GtkToggleButton *change_button;
  GtkWidget       *spinner;
  GtkLabel        *summary_label;
  GtkToggleButton *coverage_button;
  AdwBanner       *error_banner;
  AdwViewStack    *views;
  GtkStack        *tests_stack;
  GtkListBox      *tests_list;
  GtkListBox      *coverage_list;
  SwMockView      *mocks;
  GtkListBox      *suggestions_list;
  GtkLabel        *suggestions_label;

  SwTestBench *bench;
  SwDocument  *document;
  SwRunStatus *status;
};

G_DEFINE_FINAL_TYPE (SwTestPanel, sw_test_panel, ADW_TYPE_BIN)

static guint close_signal;
static guint show_state_signal;

static void
report_error (SwTestPanel *self,
              GError      *error)
{
  if (error != NULL)
    sw_document_report (self->document, error->message);
}

static void
saved_cb (SwTestPanel  *self,
          SwTestDialog *dialog)
{
  g_autoptr (GError) error = NULL;
  g_auto (SwValue) test = sw_test_dialog_dup_test (dialog);

  if (sw_test_bench_write (self->bench, sw_test_dialog_get_index (dialog), test, &error))
    adw_dialog_close (ADW_DIALOG (dialog));
  report_error (self, error);
}

static void
removed_cb (SwTestPanel  *self,
            SwTestDialog *dialog)
{
  g_autoptr (GError) error = NULL;

  if (sw_test_bench_remove (self->bench, (guint) sw_test_dialog_get_index (dialog), &error))
    adw_dialog_close (ADW_DIALOG (dialog));
  report_error (self, error);
}

/* The mocked cases to choose from */
static char **
dup_cases (SwTestPanel *self)
{
  GFile *origin = sw_document_get_origin (self->document);
  g_autoptr (SwMockPlace) place = origin != NULL ? sw_mock_place_find (origin) : NULL;
  g_autofree char *text = NULL;

  if (place == NULL)
    return g_new0 (char *, 1);
  g_file_load_contents (place->file, NULL, &text, NULL, NULL, NULL);
  return sw_mock_text_dup_cases (text, place->machine);
}

/* Opens the dialog for a test, or for a new one. */
static void
edit (SwTestPanel *self,
      int          index,
      const char  *test)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwTree) tasks = sw_test_bench_load (self->bench, &error);
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_auto (GStrv) cases = dup_cases (self);
  SwTestDialog *dialog;

  if (tasks == NULL || !sw_value_from_text (test, -1, SW_TEXT_DEFAULT, &value, &error))
    {
      report_error (self, error);
      return;
    }
  dialog = sw_test_dialog_new (tasks, sw_document_get_model (self->document), cases, index,
                               value);
  g_signal_connect_object (dialog, "save", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "remove", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
new_cb (SwTestPanel *self)
{
  g_autofree char *test = g_strdup_printf ("{\"name\": \"%s\"}", _ ("A new test"));

  edit (self, -1, test);
}

static void
row_activated_cb (SwTestPanel *self,
                  GtkWidget   *row)
{
  edit (self, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "index")),
        g_object_get_data (G_OBJECT (row), "test"));
}

static void
part_activated_cb (SwTestPanel *self,
                   GtkWidget   *row)
{
  g_signal_emit (self, show_state_signal, 0, g_object_get_data (G_OBJECT (row), "pointer"));
}

/* What is not covered comes first: that is what one looks for. */
static void
add_parts (SwTestPanel        *self,
           const SwTestReport *report,
           gboolean            covered)
{
  for (guint i = 0; i < report->parts->len; i++)
    {
      const SwTestPart *part = g_ptr_array_index (report->parts, i);

      if ((part->hits > 0) == covered)
        gtk_list_box_append (self->coverage_list, sw_test_row_new_part (part));
    }
}

static void
add_suggested_cb (SwTestPanel *self,
                  GtkWidget   *button)
{
  g_autoptr (GError) error = NULL;
  g_auto (SwValue) test = SW_VALUE_INIT;
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);

  if (sw_value_from_text (g_object_get_data (G_OBJECT (button), "test"), -1, SW_TEXT_DEFAULT, &test,
                          &error)
      && sw_test_bench_write (self->bench, -1, test, &error))
    gtk_list_box_remove (self->suggestions_list, row);
  report_error (self, error);
}

static void
add_advice (SwTestPanel        *self,
            const SwTestAdvice *advice)
{
  GtkWidget *add;

  gtk_list_box_append (self->suggestions_list, sw_test_row_new_advice (advice, &add));
  if (add != NULL)
    g_signal_connect_object (add, "clicked", G_CALLBACK (add_suggested_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
show_summary (SwTestPanel        *self,
              const SwTestReport *report)
{
  guint n_passed = 0, n_failed = 0;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < report->results->len; i++)
    {
      const SwTestResult *result = g_ptr_array_index (report->results, i);

      n_passed += result->ran && result->passed;
      n_failed += result->ran && !result->passed;
    }
  if (report->results->len > 0)
    g_string_append_printf (text, ngettext ("%u passed", "%u passed", n_passed), n_passed);
  if (n_failed > 0)
    g_string_append_printf (text, _ (", %u failed"), n_failed);
  if (report->coverage != NULL && report->results->len > 0)
    g_string_append_printf (text, _ (" · %u %% covered"), (guint) report->percentage);
  gtk_label_set_label (self->summary_label, text->str);
  gtk_widget_set_sensitive (self->failed_button, n_failed > 0);
}

static void
show_coverage (SwTestPanel        *self,
               const SwTestReport *report)
{
  gboolean wanted = gtk_toggle_button_get_active (self->coverage_button);

  sw_run_status_set_coverage (self->status,
                              wanted && report != NULL ? report->coverage : NULL);
}

static void
coverage_toggled_cb (SwTestPanel *self)
{
  if (self->bench != NULL)
    show_coverage (self, sw_test_bench_get_report (self->bench));
}

/* A list keeps its place while it is filled anew. */
static void
fill (SwTestPanel        *self,
      const SwTestReport *report)
{
  gtk_list_box_remove_all (self->tests_list);
  for (guint i = 0; i < report->results->len; i++)
    gtk_list_box_append (self->tests_list,
                         sw_test_row_new_result (g_ptr_array_index (report->results, i)));
  gtk_list_box_remove_all (self->coverage_list);
  add_parts (self, report, FALSE);
  add_parts (self, report, TRUE);
  if (report->advice == NULL)
    return;
  gtk_list_box_remove_all (self->suggestions_list);
  for (guint i = 0; i < report->advice->len; i++)
    add_advice (self, g_ptr_array_index (report->advice, i));
  gtk_label_set_label (self->suggestions_label,
                       _ ("There is nothing to suggest: everything is covered"));
}

static void
changed_cb (SwTestPanel *self)
{
  const SwTestReport *report = sw_test_bench_get_report (self->bench);

  fill (self, report);
  show_summary (self, report);
  show_coverage (self, report);
  gtk_stack_set_visible_child_name (self->tests_stack,
                                    report->results->len > 0 ? "list" : "empty");
  adw_banner_set_title (self->error_banner, report->error != NULL ? report->error : "");
  adw_banner_set_revealed (self->error_banner, report->error != NULL);
}

static void
run_cb (SwTestPanel *self)
{
  sw_test_bench_run (self->bench);
}

static void
run_failed_cb (SwTestPanel *self)
{
  sw_test_bench_run_failed (self->bench);
}

static void
suggest_cb (SwTestPanel *self)
{
  adw_view_stack_set_visible_child_name (self->views, "suggestions");
  gtk_list_box_remove_all (self->suggestions_list);
  gtk_label_set_label (self->suggestions_label, _ ("Working out inputs and mocks…"));
  sw_test_bench_suggest (self->bench);
}

static void
close_cb (SwTestPanel *self)
{
  g_signal_emit (self, close_signal, 0);
}

/* Opened: what is shown is of now. */
static void
map_cb (SwTestPanel *self)
{
  if (self->bench != NULL)
    sw_test_bench_run (self->bench);
}

/* Away: the diagram shows runs again. */
static void
unmap_cb (SwTestPanel *self)
{
  gtk_toggle_button_set_active (self->coverage_button, FALSE);
}

static void
sw_test_panel_dispose (GObject *object)
{
  SwTestPanel *self = SW_TEST_PANEL (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_TEST_PANEL);
  g_clear_object (&self->bench);
  g_clear_object (&self->document);
  g_clear_object (&self->status);
  G_OBJECT_CLASS (sw_test_panel_parent_class)->dispose (object);
}

static void
sw_test_panel_class_init (SwTestPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (SW_TYPE_MOCK_VIEW);
  g_type_ensure (SW_TYPE_VIEW_TABS);
  object_class->dispose = sw_test_panel_dispose;
  close_signal = g_signal_new ("close", SW_TYPE_TEST_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
  show_state_signal = g_signal_new ("show-state", SW_TYPE_TEST_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stepwright/Stepwright/sw-test-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, SwTestPanel, failed_button);
  gtk_widget_class_bind_template_child (widget_class, SwTestPanel, change_button);
  gtk_widget_class_bind_template_child (widget_class, SwTestPanel, spinner);
  gtk_widget_class_bind_template_child (widget_class, SwTestPanel, summary_label);
  gtk_widget_class_bind_template_child (widget_class, SwTestPanel, coverage_button);
  gtk_widget_class_bind_template_child (widget_class, SwTestPanel, error_banner);
  gtk_widget_class_bind_template_child (widget_class, SwTestPanel, views);
  gtk_widget_class_bind_template_child (widget_class, SwTestPanel, tests_stack);
  gtk_widget_class_bind_template_child (widget_class, SwTestPanel, tests_list);
  gtk_widget_class_bind_template_child (widget_class, SwTestPanel, coverage_list);
  gtk_widget_class_bind_template_child (widget_class, SwTestPanel, mocks);
  gtk_widget_class_bind_template_child (widget_class, SwTestPanel, suggestions_list);
  gtk_widget_class_bind_template_child (widget_class, SwTestPanel, suggestions_label);
  gtk_widget_class_bind_template_callback (widget_class, run_cb);
  gtk_widget_class_bind_template_callback (widget_class, run_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_cb);
  gtk_widget_class_bind_template_callback (widget_class, suggest_cb);
  gtk_widget_class_bind_template_callback (widget_class, coverage_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
sw_test_panel_init (SwTestPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->tests_list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->coverage_list, "row-activated", G_CALLBACK (part_activated_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (unmap_cb), NULL);
}

/**
 * sw_test_panel_set_document:
 * @document: whose tests they are; once
 * @status: what the diagram paints, where coverage can be shown
 *
 * Shows the tests of a document.
 */
void
sw_test_panel_set_document (SwTestPanel *self,
                            SwDocument  *document,
                            SwRunStatus *status)
{
  g_return_if_fail (self->bench == NULL);

  self->document = g_object_ref (document);
  self->status = g_object_ref (status);
  self->bench = sw_test_bench_new (document);
  sw_mock_view_set_document (self->mocks, document);
  g_object_bind_property (self->bench, "running", self->spinner, "visible", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->change_button, "active", self->bench, "on-change",
                          G_BINDING_DEFAULT);
  g_signal_connect_object (self->bench, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_set_visible_child_name (self->tests_stack, "empty");
}

/**
 * sw_test_panel_get_bench:
 *
 * Returns: (transfer none): who runs the tests
 */
SwTestBench *
sw_test_panel_get_bench (SwTestPanel *self)
{
  return self->bench;
}

/**
 * sw_test_panel_get_mocks:
 *
 * Returns: (transfer none): the mocked answers
 */
SwMockView *
sw_test_panel_get_mocks (SwTestPanel *self)
{
  return self->mocks;
}

/**
 * sw_test_panel_show_view:
 * @name: "tests", "coverage", "mocks" or "suggestions"
 *
 * Brings a view to the front.
 */
void
sw_test_panel_show_view (SwTestPanel *self,
                         const char  *name)
{
  adw_view_stack_set_visible_child_name (self->views, name);
}
