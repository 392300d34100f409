/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "editors.h"
#include "form.h"

/* Typing in the rows of the inspector: steps of undo, focus and caret. */

static void
passed_cb (gpointer done)
{
  *(gboolean *) done = TRUE;
}

/* What is under test is what happens when no key comes for a while. */
static void
wait_for_pause (void)
{
  gboolean done = FALSE;

  g_timeout_add_once (700, passed_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static GtkWidget *
focus_editor (Form *form, const char *field)
{
  GtkWidget *entry = editors_get (form_get_row (form, field));

  gtk_window_present (GTK_WINDOW (form->window));
  /* A window that appears chooses a focus by itself. */
  while (!gtk_widget_get_mapped (entry) || g_main_context_pending (NULL))
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_grab_focus (entry);
  g_assert_true (gtk_widget_get_state_flags (entry) & GTK_STATE_FLAG_FOCUS_WITHIN);
  return entry;
}

/* A burst of typing is one step; focus and caret stay through it, its undo and its redo: in an
 * entry, a line that is completed, and an editor of several. */
static const struct
{
  const char *state; /* with the text abcd in the field */
  const char *field;
} typed_in[] = {
  { "{ \"Type\": \"Map\", \"Label\": \"%s\", \"End\": true }", "Label" },
  { "{ \"Type\": \"Fail\", \"Error\": \"%s\" }", "Error" },
  { "{ \"Type\": \"Fail\", \"Cause\": \"%s\" }", "Cause" },
  { "{ \"Type\": \"Wait\", \"SecondsPath\": \"$.%s\", \"End\": true }", "SecondsPath" },
};

static char *
fill (const char *state, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (state, "%s", 2);

  return g_strjoinv (text, parts);
}

static void
test_pause_is_one_step_and_keeps_the_caret (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autofree char *before = fill (typed_in[row].state, "abcd");
  g_autofree char *after = fill (typed_in[row].state, "abxyzcd");
  g_autofree char *shown = NULL, *now = NULL;
  Form form;
  GtkWidget *editor;
  int at;

  form_open (&form, "JSONPath", before);
  editor = focus_editor (&form, typed_in[row].field);
  shown = editors_dup (editor);
  at = (int) (strstr (shown, "abcd") - shown) + 2;
  editors_set_caret (editor, at);
  for (const char *letter = "x\0y\0z\0"; *letter != '\0'; letter += 2)
    editors_type (editor, letter);
  wait_for_pause ();
  assert_state (&form, after);
  g_assert_cmpint (editors_get_caret (editor), ==, at + 3);
  sw_document_undo (form.document);
  sw_document_settle (form.document);
  assert_state (&form, before);
  assert_editor (editor, shown);
  g_assert_cmpint (editors_get_caret (editor), ==, at);
  g_assert_false (sw_document_can_undo (form.document));
  sw_document_redo (form.document);
  sw_document_settle (form.document);
  now = editors_dup (editor);
  g_assert_nonnull (strstr (now, "abxyzcd"));
  g_assert_true (gtk_widget_get_state_flags (editor) & GTK_STATE_FLAG_FOCUS_WITHIN);
  form_close (&form);
}

/* While a person types, others change the text around: what he types, his caret and his focus
 * stay, and his edit and theirs are steps of their own. */
static void
test_changes_elsewhere_leave_typing_alone (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autofree char *before = fill (typed_in[row].state, "abcd");
  g_autofree char *after = fill (typed_in[row].state, "abxcd");
  g_autoptr (GError) error = NULL;
  Form form;
  GtkWidget *editor;
  int at;

  form_open (&form, "JSONPath", before);
  editor = focus_editor (&form, typed_in[row].field);
  at = editors_get_caret (editor);
  editors_set_caret (editor, 2);
  at = 2;
  editors_type (editor, "x");
  sw_document_take_result (form.document,
                           sw_ops_set_field (sw_document_get_model (form.document), "",
                                             "Comment", "\"theirs\"", &error),
                           NULL, "Theirs");
  sw_document_settle (form.document);
  g_assert_cmpint (editors_get_caret (editor), ==, at + 1);
  g_assert_true (gtk_widget_get_state_flags (editor) & GTK_STATE_FLAG_FOCUS_WITHIN);
  wait_for_pause ();
  if (g_str_has_prefix (typed_in[row].field, "Seconds"))
    assert_state (&form, "{ \"Type\": \"Wait\", \"SecondsPath\": \"$.xabcd\", \"End\": true }");
  else
    assert_state (&form, after);
  sw_document_undo (form.document);
  sw_document_settle (form.document);
  assert_state (&form, before);
  g_assert_true (sw_document_can_undo (form.document));
  sw_document_undo (form.document);
  g_assert_false (sw_document_can_undo (form.document));
  form_close (&form);
}

/* Undo with typing under way takes back just that. */
static void
test_undo_while_typing (void)
{
  Form form;
  GtkWidget *editor;

  form_open (&form, "JSONPath", "{ \"Type\": \"Fail\", \"Error\": \"a\" }");
  editor = focus_editor (&form, "Error");
  editors_set (editor, "b");
  wait_for_pause ();
  editors_set (editor, "bc");
  sw_document_undo (form.document);
  sw_document_settle (form.document);
  assert_editor (editor, "b");
  sw_document_undo (form.document);
  sw_document_settle (form.document);
  assert_editor (editor, "a");
  g_assert_false (sw_document_can_undo (form.document));
  form_close (&form);
}

/* Half a value is not written, and an emptied field stays until the person leaves. */
static void
test_pause_writes_no_half_value (void)
{
  Form form;
  GtkWidget *editor;

  form_open (&form, "JSONPath", "{ \"Type\": \"Wait\", \"Seconds\": 5, \"End\": true }");
  editor = focus_editor (&form, "Seconds");
  editors_set (editor, "");
  wait_for_pause ();
  assert_state (&form, "{ \"Type\": \"Wait\", \"Seconds\": 5, \"End\": true }");
  editors_set (editor, "-");
  wait_for_pause ();
  assert_state (&form, "{ \"Type\": \"Wait\", \"Seconds\": 5, \"End\": true }");
  g_assert_true (gtk_widget_has_css_class (form_get_row (&form, "Seconds"), "error"));
  assert_editor (editor, "-");
  form_close (&form);
}

/* The code is spelled in its own way; who types goes on in his, until he leaves. */
static void
test_own_spelling_stays_while_typing (void)
{
  Form form;
  GtkWidget *view;
  GtkTextBuffer *buffer;
  g_autofree char *typed = NULL, *left = NULL;
  GtkTextIter start, end;

  form_open (&form, "JSONPath", "{ \"Type\": \"Pass\", \"Result\": 1, \"End\": true }");
  adw_toggle_group_set_active_name (
      ADW_TOGGLE_GROUP (editors_find (GTK_WIDGET (form.inspector), ADW_TYPE_TOGGLE_GROUP, 0)),
      "data");
  view = editors_find (form_get_row (&form, "Result"), GTK_TYPE_TEXT_VIEW, 0);
  gtk_window_present (GTK_WINDOW (form.window));
  while (!gtk_widget_get_mapped (view) || g_main_context_pending (NULL))
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_grab_focus (view);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_set_text (buffer, " {\"a\":[1,\n2]} ", -1);
  wait_for_pause ();
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  typed = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  g_assert_cmpstr (typed, ==, " {\"a\":[1,\n2]} ");
  gtk_window_set_focus (GTK_WINDOW (form.window), NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  left = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  g_assert_cmpstr (left, !=, typed);
  g_assert_nonnull (strstr (left, "\"a\""));
  form_close (&form);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_source_init ();

  form_add_table ("/typing/pause", typed_in, test_pause_is_one_step_and_keeps_the_caret)
  form_add_table ("/typing/others", typed_in, test_changes_elsewhere_leave_typing_alone)
  g_test_add_func ("/typing/undo", test_undo_while_typing);
  g_test_add_func ("/typing/half", test_pause_writes_no_half_value);
  g_test_add_func ("/typing/spelling", test_own_spelling_stays_while_typing);
  return g_test_run ();
}
