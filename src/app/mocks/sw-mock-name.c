/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/mocks/sw-mock-name.h"

#include <glib/gi18n.h>

typedef struct
{
  AdwAlertDialog *dialog; /* not owned: it owns this */
  GtkEditable    *row;
  char          **taken;
  SwMockNameFunc  done;
  gpointer        data;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_strfreev (self->taken);
  g_free (self);
}

static char *
dup_name (Question *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->row)));
}

/* Another case's name is marked, and cannot be taken. */
static void
changed_cb (Question *self)
{
  g_autofree char *name = dup_name (self);
  gboolean taken = g_strv_contains ((const char *const *) self->taken, name);

  if (taken)
    gtk_widget_add_css_class (GTK_WIDGET (self->row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->row), "error");
  adw_alert_dialog_set_body (self->dialog,
                             taken ? _("There is a test case of this name already") : "");
  adw_alert_dialog_set_response_enabled (self->dialog, "done", !taken && *name != '\0');
}

static void
response_cb (Question   *self,
             const char *response)
{
  g_autofree char *name = dup_name (self);

  if (g_str_equal (response, "done"))
    self->done (name, self->data);
}

/**
 * sw_mock_ask_name:
 * @parent: over which the question is shown
 * @heading: what is to be done
 * @label: on the button that does it
 * @name: to begin with
 * @taken: names that cannot be had
 * @done: called with the name that is given, if one is
 * @data: for @done; good as long as @parent
 *
 * Asks for the name of a test case.
 */
void
sw_mock_ask_name (GtkWidget          *parent,
                  const char         *heading,
                  const char         *label,
                  const char         *name,
                  const char *const  *taken,
                  SwMockNameFunc      done,
                  gpointer            data)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, NULL);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_entry_row_new ();
  Question *self = g_new0 (Question, 1);

  self->dialog = ADW_ALERT_DIALOG (dialog);
  self->row = GTK_EDITABLE (row);
  self->taken = g_strdupv ((char **) taken);
  self->done = done;
  self->data = data;
  g_object_set_data_full (G_OBJECT (dialog), "question", self, question_free);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Name"));
  gtk_editable_set_text (self->row, name);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  adw_alert_dialog_set_extra_child (self->dialog, group);
  adw_alert_dialog_add_responses (self->dialog, "cancel", _("_Cancel"), "done", label, NULL);
  adw_alert_dialog_set_response_appearance (self->dialog, "done", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (self->dialog, "done");
  g_signal_connect_swapped (row, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (response_cb), self);
  changed_cb (self);
  adw_dialog_present (dialog, parent);
  gtk_widget_grab_focus (row);
}
