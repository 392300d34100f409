/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "app/session/sw-drafts.h"
#include "app/session/sw-session-state.h"

#define MACHINE "{ \"StartAt\": \"A\", \"States\": { \"A\": { \"Type\": \"Succeed\" } } }"
#define OURS "{ \"StartAt\": \"B\", \"States\": { \"B\": { \"Type\": \"Succeed\" } } }"
#define THEIRS "{ \"StartAt\": \"C\", \"States\": { \"C\": { \"Type\": \"Succeed\" } } }"

static SwSessionState *
make_state (void)
{
  SwSessionState *state = sw_session_state_new ();
  SwSessionWindow *window = sw_session_window_new ();
  SwSessionTab *file = sw_session_tab_new ();
  SwSessionTab *untitled = sw_session_tab_new ();

  file->uri = g_strdup ("file:///home/me/a%20b.asl.json");
  file->selected = g_strdup ("/States/A; ~1 [b]=\n\"ä\"");
  file->caret = 17;
  file->placed = TRUE;
  file->place = (SwCanvasPlace) { 0.75, { 12.5, -3.25 } };
  untitled->title = g_strdup ("Saga");
  untitled->syntax = SW_SYNTAX_YAML;
  untitled->draft = sw_drafts_new_name ();
  untitled->modified = TRUE;
  window->width = 900;
  window->height = 700;
  window->maximized = TRUE;
  window->view_mode = g_strdup ("code");
  window->current = 1;
  g_ptr_array_add (window->tabs, file);
  g_ptr_array_add (window->tabs, untitled);
  g_ptr_array_add (state->windows, window);
  g_ptr_array_add (state->windows, sw_session_window_new ());
  return state;
}

static void
test_a_state_survives_as_text (void)
{
  g_autoptr (SwSessionState) state = make_state ();
  g_autofree char *text = sw_session_state_to_text (state);
  g_autoptr (SwSessionState) again = sw_session_state_from_text (text);
  g_autofree char *same = sw_session_state_to_text (again);
  const SwSessionWindow *window;
  const SwSessionTab *tab;

  g_assert_cmpstr (same, ==, text);
  g_assert_cmpuint (again->windows->len, ==, 2);
  window = again->windows->pdata[0];
  g_assert_cmpint (window->width, ==, 900);
  g_assert_cmpstr (window->view_mode, ==, "code");
  g_assert_cmpuint (window->tabs->len, ==, 2);
  tab = window->tabs->pdata[0];
  g_assert_cmpstr (tab->selected, ==, "/States/A; ~1 [b]=\n\"ä\"");
  g_assert_true (tab->placed);
  g_assert_cmpfloat (tab->place.middle.y, ==, -3.25);
  tab = window->tabs->pdata[1];
  g_assert_null (tab->uri);
  g_assert_cmpint (tab->syntax, ==, SW_SYNTAX_YAML);
  g_assert_false (tab->placed);
}

static void
test_a_broken_state_is_what_can_be_made_of_it (void)
{
  static const struct
  {
    const char *text;
    guint n_windows;
  } rows[] = {
    { "", 0 },
    { "\x01 no key file", 0 },
    { "[Session]\nversion=2\nwindows=1\n", 0 },
    { "[Session]\nversion=1\nwindows=-5\n", 0 },
    { "[Session]\nversion=1\nwindows=1\n", 1 },
    { "[Session]\nversion=1\nwindows=999999\n", 64 },
    { "[Session]\nversion=1\nwindows=1\n[Window 0]\ntabs=5\ncurrent=-3\n[Tab 0.2]\ncaret=-7\nplace=0;1;2;\n", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SwSessionState) state = sw_session_state_from_text (rows[i].text);

      g_assert_cmpuint (state->windows->len, ==, rows[i].n_windows);
    }
}

static void
test_drafts_are_kept_for_their_owner (void)
{
  g_autofree char *name = sw_drafts_new_name ();
  g_autofree char *folder = sw_drafts_dup_folder ();
  g_autofree char *entry = g_strconcat (name, ".draft", NULL);
  g_autofree char *path = g_build_filename (folder, entry, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;
  GStatBuf status;

  g_assert_true (sw_drafts_write (name, "ä\n", &error));
  g_assert_no_error (error);
  text = sw_drafts_read (name);
  g_assert_cmpstr (text, ==, "ä\n");
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  names = sw_drafts_list ();
  g_assert_true (g_strv_contains ((const char *const *) names, name));
  sw_drafts_remove (name);
  g_assert_null (sw_drafts_read (name));
}

/* A state file that was changed by hand leads nowhere else. */
static void
test_drafts_have_names_of_ours_alone (void)
{
  static const char *const names[] = { "", "../../.bashrc", "/etc/passwd", "a.draft", "session" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_null (sw_drafts_read (names[i]));
  g_assert_null (sw_drafts_read (NULL));
}

static void
result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static SwDocument *
load (GFile *file)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SwDocument *document = sw_document_new ();

  sw_document_load_async (document, file, NULL, result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (sw_document_load_finish (document, result, &error));
  g_assert_no_error (error);
  return document;
}

static gboolean
save (SwDocument *document, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sw_document_save_async (document, sw_document_get_file (document), SW_SAVE_DEFAULT, NULL, result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return sw_document_save_finish (document, result, error);
}

static GFile *
create_file (const char *text)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "draft.asl.json", NULL);

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return g_file_new_for_path (path);
}

static void
test_a_draft_over_its_file_can_be_undone (void)
{
  g_autoptr (GFile) file = create_file (MACHINE);
  g_autoptr (SwDocument) document = load (file);
  g_autofree char *digest = sw_document_dup_digest (document);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  sw_document_take_draft (document, OURS, digest);
  g_assert_true (sw_document_get_modified (document));
  g_assert_false (sw_document_get_outdated (document));
  sw_document_undo (document);
  text = sw_document_dup_text (document, NULL);
  g_assert_cmpstr (text, ==, MACHINE);
  g_assert_false (sw_document_get_modified (document));
  sw_document_redo (document);
  g_assert_true (save (document, &error));
  g_assert_no_error (error);
}

static void
test_a_draft_over_another_file_asks (void)
{
  g_autoptr (GFile) file = create_file (MACHINE);
  g_autoptr (SwDocument) before = load (file);
  g_autofree char *digest = sw_document_dup_digest (before);
  g_autoptr (GFile) changed = create_file (THEIRS);
  g_autoptr (SwDocument) document = load (changed);
  g_autoptr (GError) error = NULL;

  sw_document_take_draft (document, OURS, digest);
  g_assert_true (sw_document_get_modified (document));
  g_assert_true (sw_document_get_outdated (document));
  g_assert_false (save (document, &error));
  g_assert_error (error, SW_DOCUMENT_ERROR, SW_DOCUMENT_ERROR_CHANGED);
}

/* Somebody wrote the very same. */
static void
test_a_draft_that_is_in_the_file_is_no_change (void)
{
  g_autoptr (GFile) file = create_file (OURS);
  g_autoptr (SwDocument) document = load (file);

  sw_document_take_draft (document, OURS, "another");
  g_assert_false (sw_document_get_modified (document));
  g_assert_false (sw_document_get_outdated (document));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_source_init ();
  g_test_add_func ("/session/text", test_a_state_survives_as_text);
  g_test_add_func ("/session/broken", test_a_broken_state_is_what_can_be_made_of_it);
  g_test_add_func ("/drafts/kept", test_drafts_are_kept_for_their_owner);
  g_test_add_func ("/drafts/names", test_drafts_have_names_of_ours_alone);
  g_test_add_func ("/drafts/undone", test_a_draft_over_its_file_can_be_undone);
  g_test_add_func ("/drafts/another-file", test_a_draft_over_another_file_asks);
  g_test_add_func ("/drafts/same", test_a_draft_that_is_in_the_file_is_no_change);
  return g_test_run ();
}
