/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "app/page/sw-page-private.h"
#include "app/source/sw-problem.h"
#include "app/source/sw-source-pane.h"
#include "json/sw-text.h"

/* A page with its parts at work together: the code's marks, the banners, a run from its start to
 * its end. */

#define TASK "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke\""
#define MACHINE \
  "{\n" \
  "  \"StartAt\": \"A\",\n" \
  "  \"States\": {\n" \
  "    \"A\": { \"Type\": \"Pass\", \"Next\": \"T\" },\n" \
  "    \"T\": { " TASK ", \"Next\": \"W\" },\n" \
  "    \"W\": { \"Type\": \"Wait\", \"Seconds\": 3600, \"End\": true }\n" \
  "  }\n" \
  "}\n"

typedef struct
{
  SwDocument *document;
  SwPage     *page;
  GtkWidget  *window;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->document = sw_document_new_from_text (MACHINE);
  fixture->page = g_object_ref_sink (sw_page_new (fixture->document));
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 700);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
}

/* A thread may be reading the file for it still; one that is kept for ever is a test that never ends. */
static void
assert_let_go (gpointer object)
{
  gpointer left = object;

  g_object_add_weak_pointer (object, &left);
  g_object_unref (object);
  while (left != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_clear_pointer ((GtkWindow **) &fixture->window, gtk_window_destroy);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  if (fixture->page != NULL)
    assert_let_go (fixture->page);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  assert_let_go (fixture->document);
}

static void
replace (Fixture    *fixture,
         const char *what,
         const char *by)
{
  g_autofree char *text = sw_document_dup_text (fixture->document, NULL);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (fixture->document));
  const char *found = strstr (text, what);
  GtkTextIter start, end;

  g_assert_nonnull (found);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, found - text);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, found - text + strlen (what));
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, by, -1);
  sw_document_settle (fixture->document);
}

static gboolean
has_tag_at (Fixture    *fixture,
            const char *tag,
            const char *what)
{
  g_autofree char *text = sw_document_dup_text (fixture->document, NULL);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (fixture->document));
  GtkTextIter place;

  gtk_text_buffer_get_iter_at_offset (buffer, &place, strstr (text, what) - text);
  return gtk_text_iter_has_tag (
      &place, gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), tag));
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      done)
{
  g_assert_true (sw_document_load_finish (SW_DOCUMENT (source), result, NULL));
  *(gboolean *) done = TRUE;
}

static void
wait_for_text (Fixture    *fixture,
               const char *wanted)
{
  for (;;)
    {
      g_autofree char *text = sw_document_dup_text (fixture->document, NULL);

      if (g_str_equal (text, wanted))
        return;
      g_main_context_iteration (NULL, TRUE);
    }
}

/* What another program writes is shown at once, caret and undo stay; own changes stay until the person
 * has chosen. */
static void
test_file_changed_by_another_program (Fixture      *fixture,
                                      gconstpointer data)
{
  static const char theirs[] = "{\n  \"Comment\": \"longer by them\"\n, \"a\": \"caret\" }\n";
  static const char before[] = "{\n  \"Comment\": \"\"\n, \"a\": \"caret\" }\n";
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (fixture->document));
  g_autofree char *path = NULL, *word = NULL, *text = NULL;
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("stepwright-XXXXXX.asl.json", &stream, NULL);
  GtkTextIter caret, end;
  gboolean loaded = FALSE;

  path = g_file_get_path (file);
  g_assert_true (g_file_set_contents (path, before, -1, NULL));
  sw_document_load_async (fixture->document, file, NULL, loaded_cb, &loaded);
  while (!loaded)
    g_main_context_iteration (NULL, TRUE);
  gtk_text_buffer_get_iter_at_line_offset (buffer, &caret, 2, 8);
  gtk_text_buffer_place_cursor (buffer, &caret);
  g_assert_true (g_file_set_contents (path, theirs, -1, NULL));
  wait_for_text (fixture, theirs);
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  end = caret;
  gtk_text_iter_forward_chars (&end, 5);
  word = gtk_text_buffer_get_text (buffer, &caret, &end, TRUE);
  g_assert_cmpstr (word, ==, "caret");
  while (sw_document_get_outdated (fixture->document) || sw_document_get_modified (fixture->document))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (adw_banner_get_revealed (fixture->page->file_banner));

  sw_document_undo (fixture->document);
  wait_for_text (fixture, before);
  g_assert_true (sw_document_get_modified (fixture->document));
  g_assert_true (g_file_set_contents (path, "{}", -1, NULL));
  while (!sw_document_get_outdated (fixture->document))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (adw_banner_get_revealed (fixture->page->file_banner));
  text = sw_document_dup_text (fixture->document, NULL);
  g_assert_cmpstr (text, ==, before);
  g_file_delete (file, NULL, NULL);
}

/* Most documents are only looked at and edited: they do not pay for the panels. */
static void
test_panels_are_made_when_shown (Fixture      *fixture,
                                 gconstpointer data)
{
  gboolean shown;

  g_assert_null (fixture->page->run_panel);
  g_assert_null (fixture->page->test_panel);
  g_assert_null (sw_page_get_record (fixture->page));
  sw_page_stop (fixture->page);
  g_object_set (fixture->page, "show-runs", TRUE, "narrow", TRUE, NULL);
  g_object_get (fixture->page->run_panel, "narrow", &shown, NULL);
  g_assert_true (shown);
  g_assert_null (fixture->page->test_panel);
  g_object_set (fixture->page, "show-tests", TRUE, NULL);
  g_object_get (fixture->page, "show-runs", &shown, NULL);
  g_assert_false (shown);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->page->test_panel)));
  g_object_set (fixture->page, "show-tests", FALSE, NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->page->panels)));
}

static void
test_problems_are_marked_in_place (Fixture      *fixture,
                                   gconstpointer data)
{
  GtkSourceBuffer *buffer = sw_document_get_buffer (fixture->document);
  GSList *marks;

  g_assert_false (has_tag_at (fixture, "problem-error", "\"W\", "));
  replace (fixture, "\"Next\": \"W\"", "\"Next\": \"Nowhere\"");
  g_assert_true (has_tag_at (fixture, "problem-error", "\"Nowhere\""));
  marks = gtk_source_buffer_get_source_marks_at_line (buffer, 4, "problem-error");
  g_assert_nonnull (marks);
  g_slist_free (marks);
  g_assert_false (adw_banner_get_revealed (fixture->page->stale_banner));

  replace (fixture, "\"Next\": \"Nowhere\"", "\"Next\": \"W\"");
  g_assert_cmpuint (g_list_model_get_n_items (sw_document_get_diagnostics (fixture->document)), ==, 0);
  g_assert_null (gtk_source_buffer_get_source_marks_at_line (buffer, 4, "problem-error"));
}

static void
test_broken_text_is_announced (Fixture      *fixture,
                               gconstpointer data)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (fixture->document));
  GtkTextIter caret;

  replace (fixture, "\"Pass\"", "\"Pass");
  g_assert_true (adw_banner_get_revealed (fixture->page->stale_banner));
  g_signal_emit_by_name (fixture->page->stale_banner, "button-clicked");
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  g_assert_cmpint (gtk_text_iter_get_line (&caret), ==, 3);
  replace (fixture, "\"Pass", "\"Pass\"");
  g_assert_false (adw_banner_get_revealed (fixture->page->stale_banner));
}

static void
test_next_problem_goes_round (Fixture      *fixture,
                              gconstpointer data)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (fixture->document));
  static const int lines[] = { 3, 5, 3 };
  GtkTextIter start;

  replace (fixture, "\"Pass\"", "\"Pass\", \"Foo\": 1");
  replace (fixture, "3600", "\"3600\"");
  g_assert_cmpuint (g_list_model_get_n_items (sw_document_get_diagnostics (fixture->document)), ==, 2);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      GtkTextIter caret;

      sw_page_next_problem (fixture->page);
      gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
      g_assert_cmpint (gtk_text_iter_get_line (&caret), ==, lines[i]);
    }
}

static void
test_selection_has_a_band (Fixture      *fixture,
                           gconstpointer data)
{
  sw_document_set_selected (fixture->document, "/States/T");
  g_assert_true (has_tag_at (fixture, "selected-state", "\"T\": "));
  g_assert_false (has_tag_at (fixture, "selected-state", "\"A\": "));
  sw_document_set_selected (fixture->document, "/States/A");
  g_assert_false (has_tag_at (fixture, "selected-state", "\"T\": "));
}

static void
test_view_mode_and_narrow (Fixture      *fixture,
                           gconstpointer data)
{
  static const struct
  {
    const char *mode;
    gboolean    diagram;
    gboolean    code;
  } modes[] = { { "diagram", TRUE, FALSE }, { "code", FALSE, TRUE }, { "split", TRUE, TRUE } };

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_object_set (fixture->page, "view-mode", modes[i].mode, NULL);
      g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (fixture->page->diagram)), ==, modes[i].diagram);
      g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (fixture->page->source_pane)), ==,
                       modes[i].code);
    }
  g_object_set (fixture->page, "narrow", TRUE, NULL);
  g_assert_cmpint (gtk_orientable_get_orientation (GTK_ORIENTABLE (fixture->page->views_paned)), ==,
                   GTK_ORIENTATION_VERTICAL);
}

static SwRunState
get_run_state (Fixture    *fixture,
               const char *pointer)
{
  return sw_run_status_lookup (sw_run_panel_get_status (fixture->page->run_panel), pointer)->state;
}

static void
iterate_until (Fixture    *fixture,
               const char *pointer,
               SwRunState  state)
{
  while (get_run_state (fixture, pointer) != state)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
is_running (Fixture *fixture)
{
  gboolean running;

  g_object_get (fixture->page, "running", &running, NULL);
  return running;
}

/* A Task nobody performs waits for a person; the answer goes on to the Wait, which takes no time.
 */
static void
test_run_with_an_answer (Fixture      *fixture,
                         gconstpointer data)
{
  SwRunner *runner;
  const SwTaskRequest *request;
  g_auto (SwValue) answer = SW_VALUE_INIT;
  gboolean shown;

  sw_page_run (fixture->page, "{ \"n\": 1 }", NULL, SW_RUN_VIRTUAL);
  iterate_until (fixture, "/States/T", SW_RUN_STATE_WAITING);
  g_object_get (fixture->page, "show-runs", &shown, NULL);
  g_assert_true (shown);
  g_assert_true (is_running (fixture));
  g_assert_cmpint (get_run_state (fixture, "/States/A"), ==, SW_RUN_STATE_SUCCEEDED);

  runner = sw_run_panel_get_runner (fixture->page->run_panel);
  request = sw_runner_get_manual (runner)->pdata[0];
  g_assert_true (sw_value_from_text ("{ \"ok\": true }", -1, SW_TEXT_DEFAULT, &answer, NULL));
  g_assert_true (sw_runner_answer (runner, request->id, answer));
  while (is_running (fixture))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (sw_runner_get_status (runner), ==, SW_EXECUTION_SUCCEEDED);
  g_assert_cmpint (get_run_state (fixture, "/States/W"), ==, SW_RUN_STATE_SUCCEEDED);
}

static void
test_stopped_run (Fixture      *fixture,
                  gconstpointer data)
{
  sw_page_run (fixture->page, "{}", NULL, SW_RUN_VIRTUAL);
  iterate_until (fixture, "/States/T", SW_RUN_STATE_WAITING);
  sw_page_stop (fixture->page);
  while (is_running (fixture))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (get_run_state (fixture, "/States/T"), ==, SW_RUN_STATE_ABORTED);
}

#define ENDLESS                                                                                      \
  "{ \"QueryLanguage\": \"JSONata\", \"StartAt\": \"A\", \"States\": { \"A\": { \"Type\": \"Pass\", "    \
  "\"Output\": \"{% ($f := function(){$f()}; $f()) %}\", \"End\": true } } }"

static gboolean
is_computing (Fixture *fixture)
{
  SwRunner *runner = fixture->page->run_panel != NULL
                         ? sw_run_panel_get_runner (fixture->page->run_panel)
                         : NULL;

  return runner != NULL && sw_execution_is_stepping (sw_runner_get_execution (runner));
}

static gboolean
stop_in_frame (GtkWidget     *window,
               GdkFrameClock *clock,
               gpointer       data)
{
  Fixture *fixture = data;

  if (!is_computing (fixture))
    return G_SOURCE_CONTINUE;
  sw_page_stop (fixture->page);
  return G_SOURCE_REMOVE;
}

static gboolean
note_frame (GtkWidget     *window,
            GdkFrameClock *clock,
            gpointer       drawn)
{
  *(gboolean *) drawn = TRUE;
  return G_SOURCE_REMOVE;
}

/* The window is there when the run begins: only what is computed can keep it waiting. */
static void
run_endless (Fixture *fixture)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (fixture->document));

  gboolean drawn = FALSE;

  gtk_text_buffer_set_text (buffer, ENDLESS, -1);
  sw_document_settle (fixture->document);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_widget_add_tick_callback (fixture->window, note_frame, &drawn, NULL);
  while (!drawn)
    g_main_context_iteration (NULL, TRUE);
  sw_page_run (fixture->page, "{}", NULL, SW_RUN_VIRTUAL);
}

/* While an expression is evaluated that never ends, frames are drawn, and Stop works. */
static void
test_stopped_while_computing (Fixture      *fixture,
                              gconstpointer data)
{
  gtk_widget_add_tick_callback (fixture->window, stop_in_frame, fixture, NULL);
  run_endless (fixture);
  while (is_running (fixture))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (get_run_state (fixture, "/States/A"), ==, SW_RUN_STATE_ABORTED);
}

static gboolean
close_window (gpointer data)
{
  Fixture *fixture = data;

  if (!is_computing (fixture))
    return G_SOURCE_CONTINUE;
  g_clear_pointer ((GtkWindow **) &fixture->window, gtk_window_destroy);
  g_clear_object (&fixture->page);
  return G_SOURCE_REMOVE;
}

/* … and its window can be closed, which ends the run. */
static void
test_closed_while_computing (Fixture      *fixture,
                             gconstpointer data)
{
  gpointer runner;

  g_timeout_add (1, close_window, fixture);
  run_endless (fixture);
  runner = sw_run_panel_get_runner (fixture->page->run_panel);
  g_object_add_weak_pointer (runner, &runner);
  while (runner != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (fixture->window);
}

static void
message_cb (SwDocument *document,
            const char *message,
            gpointer    user_data)
{
  g_set_str (user_data, message);
}

static void
test_broken_text_does_not_run (Fixture      *fixture,
                               gconstpointer data)
{
  g_autofree char *message = NULL;

  g_signal_connect (fixture->document, "message", G_CALLBACK (message_cb), &message);
  replace (fixture, "\"Pass\"", "\"Pass");
  sw_page_run (fixture->page, "{}", NULL, SW_RUN_VIRTUAL);
  g_assert_false (is_running (fixture));
  g_assert_nonnull (message);
}

/* The first step of a way through time chooses at once; what follows it closely, when it rests. */
static void
test_travel_chooses_at_rest (Fixture      *fixture,
                             gconstpointer data)
{
  SwRunRecord *record;

  sw_page_run (fixture->page, "{}", NULL, SW_RUN_VIRTUAL);
  iterate_until (fixture, "/States/T", SW_RUN_STATE_WAITING);
  record = sw_run_panel_get_record (fixture->page->run_panel);
  sw_run_record_set_position (record, 4);
  g_assert_cmpstr (sw_document_get_selected (fixture->document), ==, "/States/T");
  sw_run_record_set_position (record, 2);
  g_assert_cmpstr (sw_document_get_selected (fixture->document), ==, "/States/T");
  g_assert_cmpint (get_run_state (fixture, "/States/T"), ==, SW_RUN_STATE_IDLE);
  while (sw_run_record_get_event (record) != 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (sw_document_get_selected (fixture->document), ==, "/States/A");
}

/* Pixels of a small phone */
#define PHONE_WIDTH 360

/* Tells of each widget that is too wide: the last ones are to blame. */
static void
assert_fits (GtkWidget *widget)
{
  int width;

  if (!gtk_widget_get_visible (widget))
    return;
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  if (width <= PHONE_WIDTH)
    return;
  g_test_message ("%s needs %d pixels", G_OBJECT_TYPE_NAME (widget), width);
  g_test_fail ();
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_fits (child);
}

/* Each view alone, and with each of the panels: of a run that waits for a person, the widest */
static void
test_fits_a_phone (Fixture      *fixture,
                   gconstpointer data)
{
  static const char *const modes[] = { "diagram", "split", "code" };
  static const char *const panels[] = { "show-runs", "show-tests" };

  g_object_set (fixture->page, "narrow", TRUE, NULL);
  sw_page_run (fixture->page, "{}", NULL, SW_RUN_VIRTUAL);
  iterate_until (fixture, "/States/T", SW_RUN_STATE_WAITING);
  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (panels); j++)
      {
        g_object_set (fixture->page, "view-mode", modes[i], panels[j], TRUE, NULL);
        assert_fits (GTK_WIDGET (fixture->page));
      }
}

/* Closing a page in the middle of a run ends the run; the fixture checks that nothing is left. */
static void
test_page_goes_away_while_running (Fixture      *fixture,
                                   gconstpointer data)
{
  sw_page_run (fixture->page, "{}", NULL, SW_RUN_LIVE);
  iterate_until (fixture, "/States/T", SW_RUN_STATE_WAITING);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/page/panels", test_panels_are_made_when_shown },
    { "/page/file-changed", test_file_changed_by_another_program },
    { "/page/problems-in-place", test_problems_are_marked_in_place },
    { "/page/broken-text", test_broken_text_is_announced },
    { "/page/next-problem", test_next_problem_goes_round },
    { "/page/selection-band", test_selection_has_a_band },
    { "/page/view-mode", test_view_mode_and_narrow },
    { "/page/run/answered", test_run_with_an_answer },
    { "/page/run/stopped", test_stopped_run },
    { "/page/run/stopped-while-computing", test_stopped_while_computing },
    { "/page/run/closed-while-computing", test_closed_while_computing },
    { "/page/run/travel", test_travel_chooses_at_rest },
    { "/page/run/fits-a-phone", test_fits_a_phone },
    { "/page/run/broken-text", test_broken_text_does_not_run },
    { "/page/run/page-goes-away", test_page_goes_away_while_running },
  };

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_source_init ();

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
