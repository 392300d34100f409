/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/session/sw-drafts.h"
#include "app/session/sw-session-state.h"
#include "app/sw-head-start.h"
#include "app/window/sw-window-private.h"

#define MACHINE "{ \"StartAt\": \"%s\", \"States\": { \"%s\": { \"Type\": \"Succeed\" } } }"

/* How a program begins that is started without a file, when some were open: once for each process. */

static const char *const names[] = { "Behind", "Front", "Last" };

static GFile *
create_file (const char *name)
{
  g_autofree char *base = g_strconcat (name, ".asl.json", NULL);
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), base, NULL);
  g_autofree char *text = g_strdup_printf (MACHINE, name, name);

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return g_file_new_for_path (path);
}

/* One window with three tabs, the second of them in front */
static void
write_session (GFile **files)
{
  g_autoptr (SwSessionState) state = sw_session_state_new ();
  SwSessionWindow *window = sw_session_window_new ();
  g_autofree char *folder = sw_drafts_dup_folder ();
  g_autofree char *path = g_build_filename (folder, "session.ini", NULL);
  g_autofree char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      SwSessionTab *tab = sw_session_tab_new ();

      tab->uri = g_file_get_uri (files[i]);
      g_ptr_array_add (window->tabs, tab);
    }
  window->current = 1;
  g_ptr_array_add (state->windows, window);
  text = sw_session_state_to_text (state);
  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static SwWindow *
wait_for_tabs (SwApplication *app)
{
  SwWindow *window = NULL;

  while (window == NULL || adw_tab_view_get_n_pages (window->tab_view) < (int) G_N_ELEMENTS (names))
    {
      g_main_context_iteration (NULL, TRUE);
      window = SW_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (app)));
    }
  return window;
}

static SwApplication *
begin (GFile **files)
{
  SwApplication *app;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    files[i] = create_file (names[i]);
  write_session (files);
  app = sw_application_new ();
  g_application_set_flags (G_APPLICATION (app), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (app), NULL, NULL));
  return app;
}

static void
end (SwApplication *app, GFile **files)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_object_unref (files[i]);
  g_object_unref (app);
}

/* In a process of its own: one registers an application once. */
static void
test_what_is_in_front_is_read_while_the_program_begins (void)
{
  if (g_test_subprocess ())
    {
      GFile *files[G_N_ELEMENTS (names)];
      SwApplication *app = begin (files);

      g_assert_null (sw_application_take_head_start (app, files[0]));
      g_autoptr (SwHeadStart) head_start = sw_application_take_head_start (app, files[1]);
      g_assert_nonnull (head_start);
      end (app, files);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static void
test_the_session_takes_it_over (void)
{
  GFile *files[G_N_ELEMENTS (names)];
  SwApplication *app = begin (files);
  SwWindow *window;

  g_application_activate (G_APPLICATION (app));
  window = wait_for_tabs (app);
  g_assert_null (sw_application_take_head_start (app, files[1]));
  while (!g_str_equal (sw_document_get_title (_sw_window_get_document (window)), "Front.asl.json"))
    g_main_context_iteration (NULL, TRUE);
  gtk_window_destroy (GTK_WINDOW (window));
  end (app, files);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session-start/read", test_what_is_in_front_is_read_while_the_program_begins);
  g_test_add_func ("/session-start/taken", test_the_session_takes_it_over);
  return g_test_run ();
}
