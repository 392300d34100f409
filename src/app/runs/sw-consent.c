/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-consent.h"

#include <glib/gi18n.h>

#include "tasks/sw-trust.h"

/* Asks before a run starts programs or calls addresses that the file beside the definition
 * names. */

typedef struct
{
  GtkWidget       *parent;
  SwTasksFile     *tasks;
  GSourceOnceFunc  done;
  gpointer         data;
} Question;

static void
question_free (gpointer  data,
               GClosure *closure)
{
  Question *self = data;

  g_object_unref (self->parent);
  sw_tasks_file_unref (self->tasks);
  g_free (self);
}

static void
report (GtkWidget  *parent,
        const char *message)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("Consent Cannot Be Kept"), message);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, parent);
}

static void
response_cb (AdwAlertDialog *dialog,
             const char     *response,
             gpointer        data)
{
  Question *self = data;
  g_autoptr (GError) error = NULL;

  if (g_str_equal (response, "cancel"))
    return;
  if (g_str_equal (response, "always") && !sw_trust_give (self->tasks, &error))
    {
      report (self->parent, error->message);
      return;
    }
  if (!g_str_equal (response, "without"))
    sw_tasks_file_allow (self->tasks);
  self->done (self->data);
}

/* Letter by letter on as many lines as it takes, without the hyphens that Pango adds where it breaks a
 * word: they would be taken for the name's own. */
static GtkWidget *
new_line (const char *text)
{
  GtkWidget *label = gtk_label_new (text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  gtk_widget_set_margin_top (label, 9);
  gtk_widget_set_margin_bottom (label, 9);
  return label;
}

/* The lines that consent is asked for, to be read and copied */
static GtkWidget *
new_list (SwTasksFile *tasks)
{
  g_auto (GStrv) reach = sw_trust_dup_reach (tasks);
  GtkWidget *list = gtk_list_box_new (), *scroller = gtk_scrolled_window_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  /* Room for its shadow, which the scroller would cut off */
  gtk_widget_set_margin_start (list, 3);
  gtk_widget_set_margin_end (list, 3);
  gtk_widget_set_margin_top (list, 3);
  gtk_widget_set_margin_bottom (list, 3);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What the Run Would Reach"), -1);
  for (guint i = 0; reach[i] != NULL; i++)
    {
      GtkWidget *row = gtk_list_box_row_new ();

      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), new_line (reach[i]));
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 240);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  return scroller;
}

/**
 * sw_consent_is_missing:
 * @tasks: (nullable): a tasks file
 *
 * Returns: whether its rows reach outside, and the person has not consented to that
 */
gboolean
sw_consent_is_missing (SwTasksFile *tasks)
{
  return tasks != NULL && sw_trust_is_needed (tasks) && !sw_trust_is_given (tasks);
}

/**
 * sw_consent_ask:
 * @parent: the widget that asks
 * @tasks: what would be reached
 * @done: goes on with the run, with consent or without; is not called when the person cancels
 * @data: its argument; has to live as long as @parent
 *
 * Shows exactly what a run would start and call, and asks for consent to it.
 */
void
sw_consent_ask (GtkWidget       *parent,
                SwTasksFile     *tasks,
                GSourceOnceFunc  done,
                gpointer         data)
{
  AdwDialog *dialog = adw_alert_dialog_new (
      _("Start Programs for This Run?"),
      _("The file of tasks beside this definition asks for what is listed here. It is done on this "
        "computer, in your name. Without it you answer for these tasks yourself."));
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);
  g_autofree char *danger = sw_trust_dup_danger (tasks), *body = NULL;
  Question *question = g_new (Question, 1);

  *question = (Question){ g_object_ref (parent), sw_tasks_file_ref (tasks), done, data };
  adw_alert_dialog_set_extra_child (alert, new_list (tasks));
  adw_alert_dialog_add_responses (alert, "cancel", _("_Cancel"), "without", _("Run _Without"),
                                  "once", _("Allow _Once"), NULL);
  if (danger != NULL)
    {
      /* translators: the first is the question's text, the second why, such as "/home/me/fn can be
       * changed by others" */
      body = g_strdup_printf (_("%s\n\n%s. So you are asked at each run."),
                              adw_alert_dialog_get_body (alert), danger);
      adw_alert_dialog_set_body (alert, body);
    }
  else
    adw_alert_dialog_add_response (alert, "always", _("_Always Allow"));
  adw_alert_dialog_set_default_response (alert, "without");
  adw_alert_dialog_set_close_response (alert, "cancel");
  adw_alert_dialog_set_prefer_wide_layout (alert, TRUE);
  g_signal_connect_data (alert, "response", G_CALLBACK (response_cb), question, question_free, 0);
  adw_dialog_present (dialog, parent);
}
