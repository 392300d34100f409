/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/kept/sw-execution-row.h"

#include <glib/gi18n.h>

#include "app/runs/sw-run-header.h"

struct _SwExecutionRow
{
  AdwBin           parent_instance;

  GtkImage        *icon;
  GtkLabel        *title;
  GtkLabel        *subtitle;
  GtkWidget       *resume_button;
  GtkWidget       *stop_button;
  GtkWidget       *redrive_button;
  GtkWidget       *delete_button;

  SwKeptExecution *execution; /* or NULL */
  const char      *css_class; /* that the icon has, or NULL */
};

enum
{
  RESUME,
  STOP,
  REDRIVE,
  DELETE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SwExecutionRow, sw_execution_row, ADW_TYPE_BIN)

/* Assistive technology may still have the buttons of a row that shows nothing any more. */
static void
emit (SwExecutionRow *self,
      guint           number)
{
  if (self->execution != NULL)
    g_signal_emit (self, signals[number], 0, self->execution);
}

static void
resume_cb (SwExecutionRow *self)
{
  emit (self, RESUME);
}

static void
stop_cb (SwExecutionRow *self)
{
  emit (self, STOP);
}

static void
redrive_cb (SwExecutionRow *self)
{
  emit (self, REDRIVE);
}

static void
delete_cb (SwExecutionRow *self)
{
  emit (self, DELETE);
}

static void
sw_execution_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SW_TYPE_EXECUTION_ROW);
  g_clear_object (&SW_EXECUTION_ROW (object)->execution);
  G_OBJECT_CLASS (sw_execution_row_parent_class)->dispose (object);
}

static void
sw_execution_row_class_init (SwExecutionRowClass *klass)
{
  static const char *const names[N_SIGNALS] = { "resume", "stop", "redrive", "delete" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_execution_row_dispose;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], SW_TYPE_EXECUTION_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, SW_TYPE_KEPT_EXECUTION);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stepwright/Stepwright/sw-execution-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SwExecutionRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SwExecutionRow, title);
  gtk_widget_class_bind_template_child (widget_class, SwExecutionRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, SwExecutionRow, resume_button);
  gtk_widget_class_bind_template_child (widget_class, SwExecutionRow, stop_button);
  gtk_widget_class_bind_template_child (widget_class, SwExecutionRow, redrive_button);
  gtk_widget_class_bind_template_child (widget_class, SwExecutionRow, delete_button);
  gtk_widget_class_bind_template_callback (widget_class, resume_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, redrive_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
}

static void
sw_execution_row_init (SwExecutionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sw_execution_row_set_execution:
 * @execution: (nullable): what the row is of from now on
 */
void
sw_execution_row_set_execution (SwExecutionRow  *self,
                                SwKeptExecution *execution)
{
  g_set_object (&self->execution, execution);
}

/**
 * sw_execution_row_get_execution:
 *
 * Returns: (transfer none) (nullable): what the row is of
 */
SwKeptExecution *
sw_execution_row_get_execution (SwExecutionRow *self)
{
  return self->execution;
}

/**
 * sw_execution_drive_get_label:
 *
 * Returns: how an execution stands, in a word
 */
const char *
sw_execution_drive_get_label (SwExecutionDrive  drive,
                              SwExecutionStatus status)
{
  switch (drive)
    {
    case SW_EXECUTION_INTERRUPTED:
      return _("Interrupted");
    case SW_EXECUTION_OF_SERVER:
      /* translators: an execution of the server that is switched off */
      return _("Waits for the server");
    case SW_EXECUTION_DRIVEN:
    case SW_EXECUTION_ELSEWHERE:
    default:
      return sw_run_status_get_label (status);
    }
}

static void
set_icon (SwExecutionRow *self,
          const char     *name,
          const char     *css_class)
{
  gtk_image_set_from_icon_name (self->icon, name);
  if (self->css_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), self->css_class);
  self->css_class = css_class;
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), css_class);
}

/* What did not succeed may go on, or says why it may not. */
static void
show_redrive (SwExecutionRow    *self,
              SwExecutionStatus  status)
{
  const char *refusal = sw_kept_execution_get_unredrivable (self->execution);

  gtk_widget_set_visible (self->redrive_button, status != SW_EXECUTION_RUNNING
                                                    && status != SW_EXECUTION_SUCCEEDED);
  gtk_widget_set_sensitive (self->redrive_button, refusal == NULL);
  gtk_widget_set_tooltip_text (self->redrive_button,
                               refusal != NULL ? gettext (refusal) : _("Redrive"));
}

/**
 * sw_execution_row_show:
 * @drive: who drives the execution
 *
 * Shows how the execution stands now.
 */
void
sw_execution_row_show (SwExecutionRow   *self,
                       SwExecutionDrive  drive)
{
  SwExecutionStatus status = sw_kept_execution_get_status (self->execution);
  const char *label = sw_execution_drive_get_label (drive, status);
  g_autofree char *subtitle
      = sw_kept_execution_dup_subtitle (self->execution, label);
  gboolean kept = sw_kept_execution_get_id (self->execution) != 0;
  gboolean running = status == SW_EXECUTION_RUNNING;

  if (drive == SW_EXECUTION_DRIVEN || drive == SW_EXECUTION_ELSEWHERE)
    set_icon (self, sw_run_status_get_icon (status), sw_run_status_get_class (status));
  else
    set_icon (self, "media-playback-pause-symbolic", "warning");
  gtk_label_set_label (self->title, sw_kept_execution_get_title (self->execution));
  gtk_label_set_label (self->subtitle, subtitle);
  gtk_widget_set_visible (self->resume_button, drive == SW_EXECUTION_INTERRUPTED);
  gtk_widget_set_visible (self->stop_button,
                          drive == SW_EXECUTION_INTERRUPTED
                              || (drive == SW_EXECUTION_DRIVEN && running));
  show_redrive (self, status);
  gtk_widget_set_visible (self->delete_button, kept && !running);
}
