/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sw-about-dialog.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

/* As in the metainfo file; tests/packaging/desktop.py holds the two against each other. */
#define WEBSITE "https://stepwright.github.io"
#define ISSUES "https://github.com/stepwright/stepwright/issues"
#define SOURCES "https://github.com/stepwright/stepwright"

/* What a report of a mistake should say of where it happened; for those who read it, and not
 * translated */
static char *
dup_debug_info (void)
{
  GString *info = g_string_new (NULL);
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  GtkSettings *settings = gtk_settings_get_default ();
  g_autofree char *theme = NULL;

  g_object_get (settings, "gtk-theme-name", &theme, NULL);
  g_string_append_printf (info, "Stepwright %s (%s)\n", PACKAGE_VERSION, APP_ID);
  g_string_append_printf (
      info, "GTK %u.%u.%u, libadwaita %u.%u.%u, GtkSourceView %u.%u.%u, GLib %u.%u.%u\n",
      gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version (),
      adw_get_major_version (), adw_get_minor_version (), adw_get_micro_version (),
      gtk_source_get_major_version (), gtk_source_get_minor_version (),
      gtk_source_get_micro_version (), glib_major_version, glib_minor_version, glib_micro_version);
  g_string_append_printf (info, "System: %s\n", system != NULL ? system : "unknown");
  g_string_append_printf (
      info, "Desktop: %s, display: %s, theme: %s\n",
      g_getenv ("XDG_CURRENT_DESKTOP") != NULL ? g_getenv ("XDG_CURRENT_DESKTOP") : "unknown",
      G_OBJECT_TYPE_NAME (gdk_display_get_default ()), theme);
  g_string_append_printf (info, "Flatpak: %s\n",
                          g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) ? "yes" : "no");
  return g_string_free_and_steal (info);
}

/**
 * sw_about_dialog_new:
 *
 * Returns: (transfer floating): what the program is, who made it, and where to turn to
 */
AdwDialog *
sw_about_dialog_new (void)
{
  const char *names[] = { _("The Stepwright contributors"), NULL };
  AdwAboutDialog *about = ADW_ABOUT_DIALOG (adw_about_dialog_new ());
  g_autofree char *debug_info = dup_debug_info ();

  adw_about_dialog_set_application_name (about, _("Stepwright"));
  adw_about_dialog_set_application_icon (about, APP_ID);
  adw_about_dialog_set_developer_name (about, names[0]);
  adw_about_dialog_set_developers (about, names);
  adw_about_dialog_set_version (about, PACKAGE_VERSION);
  adw_about_dialog_set_copyright (about, _("© The Stepwright contributors"));
  adw_about_dialog_set_license_type (about, GTK_LICENSE_GPL_3_0);
  adw_about_dialog_set_comments (
      about, _("Design, run and export state machines in Amazon States Language. "
                "Everything happens on this computer."));
  adw_about_dialog_set_website (about, WEBSITE);
  adw_about_dialog_set_issue_url (about, ISSUES);
  adw_about_dialog_add_link (about, _("_Source Code"), SOURCES);
  adw_about_dialog_set_debug_info (about, debug_info);
  adw_about_dialog_set_debug_info_filename (about, "stepwright-debug-info.txt");
  /* translators: put your name here, it is shown in the About dialog */
  adw_about_dialog_set_translator_credits (about, _("translator-credits"));
  return ADW_DIALOG (about);
}
