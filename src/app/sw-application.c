/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sw-application.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>
#include <stdlib.h>

#include "app/kept/sw-keeping.h"
#include "app/preferences/sw-preferences-dialog.h"
#include "app/preferences/sw-preferences.h"
#include "app/serve/sw-serve-dialog.h"
#include "app/sw-about-dialog.h"
#include "app/sw-closed-popovers.h"
#include "app/sw-keyring.h"
#include "app/sw-paths.h"
#include "app/window/sw-window-private.h"
#include "tasks/http/sw-connections.h"

/* The manual, as the desktop's help viewer knows it */
#define HELP_URI "help:stepwright"

struct _SwApplication
{
  AdwApplication parent_instance;

  GSettings     *settings; /* NULL where no schema is installed */
  SwSession     *session;
  SwServing     *serving;  /* NULL until it is asked for */

  GFile         *named;      /* the first file on the command line, or NULL */
  SwHeadStart   *head_start; /* with it, or with what comes back in front, until it is opened; or NULL */
};

G_DEFINE_FINAL_TYPE (SwApplication, sw_application, ADW_TYPE_APPLICATION)

static SwWindow *
ensure_window (SwApplication *self)
{
  GtkWindow *window;

  sw_session_restore (self->session);
  window = gtk_application_get_active_window (GTK_APPLICATION (self));
  while (window != NULL && !SW_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  return window != NULL ? SW_WINDOW (window) : sw_window_new (self);
}

/* What nobody has asked for by now is of no use. */
static void
end_head_start (SwApplication *self)
{
  if (self->head_start != NULL)
    sw_head_start_cancel (self->head_start);
  g_clear_pointer (&self->head_start, sw_head_start_unref);
}

static void
sw_application_activate (GApplication *app)
{
  gtk_window_present (GTK_WINDOW (ensure_window (SW_APPLICATION (app))));
}

static void
sw_application_open (GApplication  *app,
                     GFile        **files,
                     int            n_files,
                     const char    *hint)
{
  SwWindow *window = ensure_window (SW_APPLICATION (app));
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (int i = 0; i < n_files; i++)
    g_ptr_array_add (all, files[i]);
  sw_window_present_with_files (window, all);
  end_head_start (SW_APPLICATION (app));
}

static void
new_window_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  SwApplication *self = user_data;

  sw_session_restore (self->session);
  gtk_window_present (GTK_WINDOW (sw_window_new (self)));
}

static void
preferences_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  SwApplication *self = user_data;
  SwWindow *window = ensure_window (self);

  gtk_window_present (GTK_WINDOW (window));
  if (SW_IS_PREFERENCES_DIALOG (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window))))
    return;
  if (self->settings == NULL)
    _sw_window_toast (window, _("Preferences need the program’s settings, which are not installed"));
  else
    adw_dialog_present (sw_preferences_dialog_new (self->settings), GTK_WIDGET (window));
}

static void
serve_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  SwApplication *self = user_data;
  SwWindow *window = ensure_window (self);

  gtk_window_present (GTK_WINDOW (window));
  if (self->serving == NULL)
    self->serving = sw_serving_new ();
  adw_dialog_present (sw_serve_dialog_new (self->serving, window), GTK_WIDGET (window));
}

static void
help_shown_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GtkApplication) app = GTK_APPLICATION (user_data);
  g_autoptr (GError) error = NULL;
  GtkWindow *window = gtk_application_get_active_window (app);
  AdwDialog *dialog;

  if (gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error) || window == NULL
      || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    return;
  dialog = adw_alert_dialog_new (_("The Help Cannot Be Shown"), NULL);
  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog),
                                _("It needs the desktop’s help viewer, called Help or Yelp. Install it, and try "
                                  "again.\n\n%s"),
                                error->message);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (window));
}

static void
help_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  GtkApplication *app = GTK_APPLICATION (user_data);
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (HELP_URI);

  gtk_uri_launcher_launch (launcher, gtk_application_get_active_window (app), NULL, help_shown_cb,
                           g_object_ref (app));
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  adw_dialog_present (sw_about_dialog_new (), window != NULL ? GTK_WIDGET (window) : NULL);
}

/* Closes every window the way its close button does, so that each asks for its unsaved documents.
 */
static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  g_autoptr (GList) windows =
      g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  sw_session_quit (SW_APPLICATION (user_data)->session);
  for (GList *link = windows; link != NULL; link = link->next)
    gtk_window_close (GTK_WINDOW (link->data));
}

static const GActionEntry app_actions[] = {
  { "new-window", new_window_cb },
  { "preferences", preferences_cb },
  { "serve", serve_cb },
  { "help", help_cb },
  { "about", about_cb },
  { "quit", quit_cb },
};

static const struct
{
  const char *action;
  const char *accels[4];
} app_accels[] = {
  { "app.new-window", { "<Control><Shift>n" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.quit", { "<Control>q" } },
  { "win.new", { "<Control>n", "<Control>t" } },
  { "win.open", { "<Control>o" } },
  { "win.save", { "<Control>s" } },
  { "win.save-as", { "<Control><Shift>s" } },
  { "win.close-tab", { "<Control>w" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Control><Shift>z", "<Control>y" } },
  { "win.find", { "<Control>f" } },
  { "win.export-picture", { "<Control>e" } },
  { "win.run", { "<Control>r", "F5" } },
  { "win.stop", { "<Shift>F5" } },
  { "win.redrive", { "<Control>F5" } },
  { "win.next-problem", { "F8" } },
  { "win.previous-problem", { "<Shift>F8" } },
  { "win.go-to-state", { "<Control><Shift>o" } },
  { "win.format", { "<Control><Shift>i" } },
  { "win.show-palette", { "F9" } },
  { "win.show-inspector", { "<Shift>F9" } },
  { "win.show-runs", { "<Control>F9" } },
  { "win.show-tests", { "<Control><Shift>t" } },
  { "win.zoom-in", { "<Control>plus", "<Control>equal", "<Control>KP_Add" } },
  { "win.zoom-out", { "<Control>minus", "<Control>KP_Subtract" } },
  { "win.zoom-reset", { "<Control>0", "<Control>KP_0" } },
  { "win.zoom-fit", { "<Control>9" } },
  { "win.view-mode::diagram", { "<Alt>1" } },
  { "win.view-mode::split", { "<Alt>2" } },
  { "win.view-mode::code", { "<Alt>3" } },
  { "window.close", { "<Control><Shift>w" } },
  { "win.show-help-overlay", { "<Control>question" } },
};

/* What is named on the command line is going to be opened, by this process or by the one that runs already. */
static gboolean
sw_application_local_command_line (GApplication   *app,
                                   char         ***arguments,
                                   int            *exit_status)
{
  SwApplication *self = SW_APPLICATION (app);

  for (char **argument = *arguments + 1; self->named == NULL && *arguments[0] != NULL && *argument != NULL; argument++)
    if ((*argument)[0] != '-')
      self->named = g_file_new_for_commandline_arg (*argument);
  return G_APPLICATION_CLASS (sw_application_parent_class)->local_command_line (app, arguments, exit_status);
}

/* GTK would end the program too, with no more than that it failed. */
static void
require_display (void)
{
  const char *wayland = g_getenv ("WAYLAND_DISPLAY");
  const char *x11 = g_getenv ("DISPLAY");

  if (gtk_init_check ())
    return;
  if (wayland == NULL && x11 == NULL)
    g_printerr (_("The designer needs a display, and there is none: neither WAYLAND_DISPLAY nor DISPLAY is set. Start "
                  "it from a graphical session, or over “ssh -X”.\n"));
  else
    /* Translators: %s is the name of the display, such as “:0” */
    g_printerr (_("The designer needs a display, and “%s” cannot be reached. Start it from a graphical session, or over "
                  "“ssh -X”.\n"),
                wayland != NULL ? wayland : x11);
  /* Translators: keep “stepwright --help” as it is. */
  g_printerr (_("The commands of “stepwright --help” work without one: they check, run, draw and export definitions.\n"));
  exit (1);
}

/* With what is named on the command line, else with what is going to be in front as the last time */
static void
begin_head_start (SwApplication *self)
{
  g_autoptr (GFile) front = NULL;

  if (self->named != NULL)
    self->head_start = sw_head_start_new (self->named);
  self->settings = sw_paths_dup_settings ();
  if (self->named == NULL)
    front = sw_session_dup_front (self->settings);
  if (front != NULL)
    self->head_start = sw_head_start_new (front);
}

/* Only called in the process that shows the windows. Reading begins first of all: until there is a display and a
 * window, it is done. */
static void
sw_application_startup (GApplication *app)
{
  SwApplication *self = SW_APPLICATION (app);

  begin_head_start (self);
  require_display ();
  G_APPLICATION_CLASS (sw_application_parent_class)->startup (app);
  if (self->head_start != NULL)
    sw_head_start_lay_out (self->head_start, sw_preferences_get_direction (self->settings),
                           sw_layout_terms_find_scale (gtk_settings_get_default ()));
  gtk_source_init ();
  sw_closed_popovers_watch ();
  sw_connections_set_lookup (sw_keyring_dup_connection);
  self->session = sw_session_new (GTK_APPLICATION (self), self->settings);
  sw_preferences_bind_font (self->settings, gdk_display_get_default ());
  gtk_window_set_default_icon_name (APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), app_actions, G_N_ELEMENTS (app_actions),
                                   self);
  for (gsize i = 0; i < G_N_ELEMENTS (app_accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), app_accels[i].action,
                                           app_accels[i].accels);
}

static void
sw_application_shutdown (GApplication *app)
{
  end_head_start (SW_APPLICATION (app));
  g_clear_object (&SW_APPLICATION (app)->serving);
  sw_session_end (SW_APPLICATION (app)->session);
  sw_keeping_close (sw_keeping_get ());
  G_APPLICATION_CLASS (sw_application_parent_class)->shutdown (app);
}

static void
sw_application_dispose (GObject *object)
{
  SwApplication *self = SW_APPLICATION (object);

  g_clear_object (&self->serving);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_object (&self->named);
  G_OBJECT_CLASS (sw_application_parent_class)->dispose (object);
}

static void
sw_application_class_init (SwApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *app_class = G_APPLICATION_CLASS (klass);

  object_class->dispose = sw_application_dispose;
  app_class->activate = sw_application_activate;
  app_class->local_command_line = sw_application_local_command_line;
  app_class->open = sw_application_open;
  app_class->startup = sw_application_startup;
  app_class->shutdown = sw_application_shutdown;
}

static void
sw_application_init (SwApplication *self)
{
}

/**
 * sw_application_new:
 *
 * The designer. Files named on the command line or handed over by the desktop are opened as tabs.
 *
 * Returns: (transfer full): the application
 */
SwApplication *
sw_application_new (void)
{
  return g_object_new (SW_TYPE_APPLICATION,
                       "application-id", APP_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/stepwright/Stepwright",
                       NULL);
}

/**
 * sw_application_get_settings:
 *
 * Returns: (transfer none) (nullable): what is remembered from one start to the next, or `NULL`
 *   where no schema is installed
 */
GSettings *
sw_application_get_settings (SwApplication *self)
{
  g_return_val_if_fail (SW_IS_APPLICATION (self), NULL);

  return self->settings;
}

/**
 * sw_application_get_serving:
 *
 * Returns: (transfer none) (nullable): the program's server, be it on or off; `NULL` before it was
 *   asked for
 */
SwServing *
sw_application_get_serving (SwApplication *self)
{
  g_return_val_if_fail (SW_IS_APPLICATION (self), NULL);

  return self->serving;
}

/**
 * sw_application_get_session:
 *
 * Returns: (transfer none): what is open, for the next start
 */
SwSession *
sw_application_get_session (SwApplication *self)
{
  g_return_val_if_fail (SW_IS_APPLICATION (self), NULL);

  return self->session;
}

/**
 * sw_application_take_head_start:
 *
 * Returns: (transfer full) (nullable): what has been done for a file since the program began; only once
 */
SwHeadStart *
sw_application_take_head_start (SwApplication *self,
                                GFile         *file)
{
  g_return_val_if_fail (SW_IS_APPLICATION (self), NULL);

  if (self->head_start == NULL || !g_file_equal (sw_head_start_get_file (self->head_start), file))
    return NULL;
  return g_steal_pointer (&self->head_start);
}
