/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-failure-bar.h"

#include <glib/gi18n.h>

struct _SwFailureBar
{
  AdwBin       parent_instance;

  GtkRevealer *revealer;
  GtkLabel    *label;
  GtkWidget   *step_button;
};

G_DEFINE_FINAL_TYPE (SwFailureBar, sw_failure_bar, ADW_TYPE_BIN)

static guint show_step_signal;

static void
step_cb (SwFailureBar *self)
{
  g_signal_emit (self, show_step_signal, 0);
}

static void
sw_failure_bar_class_init (SwFailureBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  show_step_signal = g_signal_new ("show-step", SW_TYPE_FAILURE_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stepwright/Stepwright/sw-failure-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SwFailureBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, SwFailureBar, label);
  gtk_widget_class_bind_template_child (widget_class, SwFailureBar, step_button);
  gtk_widget_class_bind_template_callback (widget_class, step_cb);
}

static void
sw_failure_bar_init (SwFailureBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sw_failure_bar_show:
 * @record: the run
 *
 * Tells how the run failed; the bar is away where it did not.
 */
void
sw_failure_bar_show (SwFailureBar *self,
                     SwRunRecord  *record)
{
  SwExecutionStatus status = sw_trace_get_status (sw_run_record_get_trace (record));
  const char *error = sw_run_record_get_error (record);
  const char *cause = sw_run_record_get_cause (record);
  gboolean failed = status == SW_EXECUTION_FAILED || status == SW_EXECUTION_TIMED_OUT;
  g_autofree char *text = NULL;

  if (error != NULL && cause != NULL)
    text = g_strdup_printf ("%s: %s", error, cause);
  else
    text = g_strdup (error != NULL ? error : cause != NULL ? cause : _("The run failed"));
  gtk_label_set_label (self->label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), text);
  gtk_widget_set_visible (self->step_button,
                          failed && sw_run_record_find_failed (record) != NULL);
  gtk_revealer_set_reveal_child (self->revealer, failed);
}
