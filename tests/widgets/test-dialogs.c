/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "app/document/sw-document.h"
#include "app/preferences/sw-connection-dialog.h"
#include "app/preferences/sw-preferences-dialog.h"
#include "app/runs/debug/sw-break-dialog.h"
#include "app/sw-paths.h"
#include "app/tests/sw-test-dialog.h"
#include "json/sw-text.h"

/* What has the keyboard when a dialog opens is what is to be filled in or chosen in it first, never the button that
 * closes it again. */

#define MACHINE "{ \"StartAt\": \"A\", \"States\": { \"A\": { \"Type\": \"Succeed\" } } }"

static AdwDialog *
new_connection (void)
{
  return g_object_new (SW_TYPE_CONNECTION_DIALOG, NULL);
}

static AdwDialog *
new_preferences (void)
{
  g_autoptr (GSettings) settings = sw_paths_dup_settings ();

  return sw_preferences_dialog_new (settings);
}

static AdwDialog *
new_breakpoints (void)
{
  g_autoptr (SwBreakpoints) breakpoints = sw_breakpoints_new ();

  return sw_break_dialog_new (breakpoints, "/States/A", "A", NULL);
}

static AdwDialog *
new_breakpoint (void)
{
  g_autoptr (SwBreakpoints) breakpoints = sw_breakpoints_new ();

  return sw_break_dialog_new_named (breakpoints, SW_BREAK_ERROR, "States.Timeout");
}

static AdwDialog *
new_test (void)
{
  g_autoptr (SwDocument) document = sw_document_new_from_text (MACHINE);
  g_autoptr (SwTree) tasks = sw_tree_parse ("{ \"version\": 1 }", -1);
  g_auto (SwValue) test = SW_VALUE_INIT;
  char *cases[] = { NULL };

  g_assert_true (sw_value_from_text ("{ \"name\": \"One\" }", -1, SW_TEXT_DEFAULT, &test, NULL));
  return ADW_DIALOG (sw_test_dialog_new (tasks, sw_document_get_model (document), cases, -1, test));
}

static const struct
{
  const char *name;
  AdwDialog *(*create) (void);
  const char *row;     /* title of what has the keyboard at first */
  const char *button;  /* that Enter presses, or NULL */
} dialogs[] = {
  { "connection", new_connection, "_Name", "_Save" },
  { "preferences", new_preferences, "_Query Language", NULL },
  { "breakpoints", new_breakpoints, "Stop Before the State", NULL },
  { "breakpoint", new_breakpoint, "Stop When a State Fails With It", NULL },
  { "test", new_test, "Name", "_Save" },
};

static GtkWidget *
find_focused_row (GtkWidget *window)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));

  return focus != NULL ? gtk_widget_get_ancestor (focus, ADW_TYPE_PREFERENCES_ROW) : NULL;
}

static void
check_focus (gconstpointer data)
{
  const gsize row = GPOINTER_TO_SIZE (data);
  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW, "default-width", 900, "default-height", 700, NULL);
  AdwDialog *dialog = dialogs[row].create ();
  GtkWidget *focused;

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  adw_window_set_content (ADW_WINDOW (window), gtk_button_new_with_label ("Behind"));
  gtk_window_present (GTK_WINDOW (window));
  adw_dialog_present (dialog, window);
  while ((focused = find_focused_row (window)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (focused)), ==, dialogs[row].row);
  if (dialogs[row].button != NULL)
    g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (adw_dialog_get_default_widget (dialog))), ==,
                     dialogs[row].button);
  if (ADW_IS_ENTRY_ROW (focused))
    g_assert_true (adw_entry_row_get_activates_default (ADW_ENTRY_ROW (focused)));
  g_assert_true (adw_dialog_close (dialog));
  while (dialog != NULL)
    g_main_context_iteration (NULL, TRUE);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_source_init ();
  for (gsize row = 0; row < G_N_ELEMENTS (dialogs); row++)
    {
      g_autofree char *path = g_strconcat ("/dialogs/", dialogs[row].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (row), check_focus);
    }
  return g_test_run ();
}
