/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-try-row.h"

#include <glib/gi18n.h>

#include "app/runs/record/sw-visit-list.h"
#include "app/runs/sw-run-status.h"

/**
 * sw_try_row_new:
 * @visit: of a state
 * @attempt: one of its tries
 *
 * Returns: (transfer floating): a row that tells when the try began, how long it took and what
 *   became of it
 */
GtkWidget *
sw_try_row_new (const SwVisit   *visit,
                const SwAttempt *attempt)
{
  GtkWidget *row = adw_action_row_new ();
  gboolean failed = attempt->failed != 0;
  GtkWidget *icon = gtk_image_new_from_icon_name (sw_run_state_get_icon (
      failed ? SW_RUN_STATE_FAILED
             : attempt->finished != 0 ? SW_RUN_STATE_SUCCEEDED
                                      : SW_RUN_STATE_RUNNING));
  g_autofree char *began = sw_duration_dup_text (attempt->began - visit->began);
  g_autofree char *took = sw_duration_dup_text (
      attempt->finished != 0 ? attempt->finished - attempt->began : 0);
  g_autofree char *waited = sw_duration_dup_text (attempt->wait);
  g_autofree char *number = attempt->number == 0
                                ? g_strdup (_("First try"))
                                : g_strdup_printf (_("Retry %u"), attempt->number);
  g_autoptr (GString) text = g_string_new (NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), number);
  if (attempt->wait > 0)
    /* translators: how long a retry waited before it began */
    g_string_append_printf (text, _("waited %s · "), waited);
  /* translators: when a try began, after the state was entered, and how long it took */
  g_string_append_printf (text, _("began after %s · took %s"), began, took);
  if (attempt->error != NULL)
    g_string_append_printf (text, "\n%s%s%s", attempt->error, attempt->cause != NULL ? ": " : "",
                            attempt->cause != NULL ? attempt->cause : "");
  if (attempt->retrier >= 0)
    /* translators: which of a state's retriers made it try again */
    g_string_append_printf (text, _("\nretried by retrier %d"), attempt->retrier + 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text->str);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  gtk_widget_add_css_class (icon, failed ? "error" : "success");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  return row;
}
