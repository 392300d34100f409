/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-run-panel.h"

#include <glib/gi18n.h>

#include "app/runs/sw-event-list.h"
#include "app/runs/sw-json-view.h"
#include "app/runs/sw-task-form.h"
#include "json/sw-text.h"

struct _SwRunPanel
{
  AdwBin            parent_instance;

  GtkImage         *status_icon;
  GtkLabel         *status_label;
  AdwViewStack     *views;
  AdwViewStackPage *task_page;
  GtkLabel         *failure_label;
  SwJsonView       *output;
  GtkColumnView    *events_view;
  SwJsonView       *event_json;
  SwTaskForm       *task_form;

  SwRunner         *runner; /* the last run, or NULL */
  GSignalGroup     *signals;
  SwRunStatus      *status;
  SwEventList      *events;
  guint             n_fed;  /* events the status has taken in */
  GHashTable       *waiting; /* set of char *: states whose tasks wait for a person */
};

G_DEFINE_FINAL_TYPE (SwRunPanel, sw_run_panel, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_RUNNING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_CLOSE,
  SIGNAL_SHOW_STATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* How the whole run stands, in a word, an icon and a colour */
typedef struct
{
  const char *label;
  const char *icon;
  const char *css_class;
} StatusLook;

static const StatusLook looks[] = {
  [SW_EXECUTION_RUNNING] = { N_ ("Running"), "media-playback-start-symbolic", "accent" },
  [SW_EXECUTION_SUCCEEDED] = { N_ ("Succeeded"), "object-select-symbolic", "success" },
  [SW_EXECUTION_FAILED] = { N_ ("Failed"), "dialog-error-symbolic", "error" },
  [SW_EXECUTION_TIMED_OUT] = { N_ ("Timed out"), "dialog-error-symbolic", "error" },
  [SW_EXECUTION_ABORTED] = { N_ ("Stopped"), "media-playback-stop-symbolic", "warning" },
};

static SwExecutionStatus
get_execution_status (SwRunPanel *self)
{
  return sw_execution_get_status (sw_runner_get_execution (self->runner));
}

static void
show_status (SwRunPanel *self)
{
  SwExecutionStatus status = get_execution_status (self);
  guint pending = sw_runner_get_manual (self->runner)->len;
  g_autofree char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->status_icon), looks[i].css_class);
  gtk_widget_add_css_class (GTK_WIDGET (self->status_icon), looks[status].css_class);
  gtk_image_set_from_icon_name (self->status_icon, looks[status].icon);
  if (status == SW_EXECUTION_RUNNING && pending > 0)
    text = g_strdup_printf (ngettext ("Waiting for %u answer", "Waiting for %u answers", pending),
                            pending);
  else
    /* translators: how a run stands, and the number of its events so far */
    text = g_strdup_printf (
        ngettext ("%s · %u event", "%s · %u events", self->n_fed), gettext (looks[status].label),
        self->n_fed);
  gtk_label_set_label (self->status_label, text);
}

static void
show_outcome (SwRunPanel *self)
{
  SwExecution *execution = sw_runner_get_execution (self->runner);
  SwExecutionStatus status = sw_execution_get_status (execution);
  const char *error = sw_execution_get_error (execution);
  const char *cause = sw_execution_get_cause (execution);
  g_autofree char *output = NULL;
  g_autofree char *failure = NULL;

  if (status == SW_EXECUTION_SUCCEEDED)
    output = sw_value_to_text (sw_execution_get_output (execution), SW_TEXT_PRETTY, NULL);
  else if (error != NULL || cause != NULL)
    failure = g_strdup_printf ("%s\n%s", error != NULL ? error : "", cause != NULL ? cause : "");
  sw_json_view_set_text (self->output, output != NULL ? output : "");
  gtk_widget_set_visible (GTK_WIDGET (self->output), failure == NULL);
  gtk_label_set_label (self->failure_label, failure != NULL ? g_strstrip (failure) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->failure_label), failure != NULL);
  if (status != SW_EXECUTION_RUNNING)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), gettext (looks[status].label),
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
events_cb (SwRunPanel *self)
{
  const SwHistory *history = sw_execution_get_history (sw_runner_get_execution (self->runner));
  guint count = sw_history_get_count (history);

  sw_run_status_feed (self->status, history, self->n_fed, count);
  self->n_fed = count;
  sw_event_list_update (self->events);
  show_status (self);
}

static void
forget_answered (SwRunPanel *self,
                 GHashTable *open)
{
  GHashTableIter iter;
  gpointer pointer;

  g_hash_table_iter_init (&iter, self->waiting);
  while (g_hash_table_iter_next (&iter, &pointer, NULL))
    if (!g_hash_table_contains (open, pointer))
      sw_run_status_set_waiting (self->status, pointer, FALSE);
}

static void
pending_cb (SwRunPanel *self)
{
  GPtrArray *open = sw_runner_get_manual (self->runner);
  g_autoptr (GHashTable) waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < open->len; i++)
    g_hash_table_add (waiting, g_strdup (((SwTaskRequest *) open->pdata[i])->state->pointer));
  forget_answered (self, waiting);
  for (guint i = 0; i < open->len; i++)
    sw_run_status_set_waiting (self->status, ((SwTaskRequest *) open->pdata[i])->state->pointer,
                               TRUE);
  g_hash_table_unref (self->waiting);
  self->waiting = g_steal_pointer (&waiting);
  sw_task_form_update (self->task_form);
  if (open->len > 0 && !adw_view_stack_page_get_visible (self->task_page))
    {
      adw_view_stack_page_set_visible (self->task_page, TRUE);
      adw_view_stack_set_visible_child_name (self->views, "task");
    }
  show_status (self);
}

static void
status_cb (SwRunPanel *self)
{
  events_cb (self);
  if (get_execution_status (self) != SW_EXECUTION_RUNNING)
    {
      show_outcome (self);
      adw_view_stack_page_set_visible (self->task_page, FALSE);
      adw_view_stack_set_visible_child_name (self->views, "output");
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

static void
event_selected_cb (SwRunPanel         *self,
                   GParamSpec         *pspec,
                   GtkSingleSelection *selection)
{
  SwEventItem *item = gtk_single_selection_get_selected_item (selection);
  g_autofree char *json = item != NULL ? sw_event_item_dup_json (item) : g_strdup ("");

  sw_json_view_set_text (self->event_json, json);
  if (item != NULL && sw_event_item_get_pointer (item) != NULL)
    g_signal_emit (self, signals[SIGNAL_SHOW_STATE], 0, sw_event_item_get_pointer (item));
}

static void
close_cb (SwRunPanel *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSE], 0);
}

static void
sw_run_panel_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, sw_run_panel_get_running (SW_RUN_PANEL (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sw_run_panel_dispose (GObject *object)
{
  SwRunPanel *self = SW_RUN_PANEL (object);

  g_clear_object (&self->signals);
  if (sw_run_panel_get_running (self))
    sw_runner_stop (self->runner);
  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_RUN_PANEL);
  g_clear_object (&self->events);
  g_clear_object (&self->runner);
  g_clear_object (&self->status);
  g_clear_pointer (&self->waiting, g_hash_table_unref);
  G_OBJECT_CLASS (sw_run_panel_parent_class)->dispose (object);
}

static void
sw_run_panel_class_init (SwRunPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (SW_TYPE_EVENT_ITEM);
  g_type_ensure (SW_TYPE_JSON_VIEW);
  g_type_ensure (SW_TYPE_TASK_FORM);
  object_class->get_property = sw_run_panel_get_property;
  object_class->dispose = sw_run_panel_dispose;

  properties[PROP_RUNNING]
      = g_param_spec_boolean ("running", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_CLOSE] = g_signal_new ("close", SW_TYPE_RUN_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SHOW_STATE] = g_signal_new ("show-state", SW_TYPE_RUN_PANEL, G_SIGNAL_RUN_LAST, 0,
                                             NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stepwright/Stepwright/sw-run-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, SwRunPanel, status_icon);
  gtk_widget_class_bind_template_child (widget_class, SwRunPanel, status_label);
  gtk_widget_class_bind_template_child (widget_class, SwRunPanel, views);
  gtk_widget_class_bind_template_child (widget_class, SwRunPanel, task_page);
  gtk_widget_class_bind_template_child (widget_class, SwRunPanel, failure_label);
  gtk_widget_class_bind_template_child (widget_class, SwRunPanel, output);
  gtk_widget_class_bind_template_child (widget_class, SwRunPanel, events_view);
  gtk_widget_class_bind_template_child (widget_class, SwRunPanel, event_json);
  gtk_widget_class_bind_template_child (widget_class, SwRunPanel, task_form);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
sw_run_panel_init (SwRunPanel *self)
{
  self->status = sw_run_status_new ();
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->signals = g_signal_group_new (SW_TYPE_RUNNER);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_label_set_label (self->status_label, _("Not run yet"));
  g_signal_group_connect_object (self->signals, "notify::n-events", G_CALLBACK (events_cb), self,
                                 G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->signals, "notify::pending", G_CALLBACK (pending_cb), self,
                                 G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->signals, "notify::status", G_CALLBACK (status_cb), self,
                                 G_CONNECT_SWAPPED);
}

/**
 * sw_run_panel_get_status:
 *
 * Returns: (transfer none): how each state stands in the run shown; the same object from run to run
 */
SwRunStatus *
sw_run_panel_get_status (SwRunPanel *self)
{
  return self->status;
}

/**
 * sw_run_panel_get_runner:
 *
 * Returns: (transfer none) (nullable): the run that is shown, over or not
 */
SwRunner *
sw_run_panel_get_runner (SwRunPanel *self)
{
  return self->runner;
}

static void
show_events (SwRunPanel *self)
{
  GtkSingleSelection *selection;

  g_set_object (&self->events, NULL);
  self->events = sw_event_list_new (self->runner);
  selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->events)));
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  g_signal_connect_object (selection, "notify::selected-item", G_CALLBACK (event_selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->events_view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  sw_json_view_set_text (self->event_json, "");
}

/**
 * sw_run_panel_start:
 * @runner: not started yet
 *
 * Starts a run and shows it in place of the last one, which is stopped.
 */
void
sw_run_panel_start (SwRunPanel *self,
                    SwRunner   *runner)
{
  g_return_if_fail (SW_IS_RUN_PANEL (self));

  sw_run_panel_stop (self);
  g_set_object (&self->runner, runner);
  self->n_fed = 0;
  g_hash_table_remove_all (self->waiting);
  sw_run_status_clear (self->status);
  show_events (self);
  sw_task_form_set_runner (self->task_form, runner);
  adw_view_stack_page_set_visible (self->task_page, FALSE);
  adw_view_stack_set_visible_child_name (self->views, "events");
  show_outcome (self);
  g_signal_group_set_target (self->signals, runner);
  sw_runner_start (runner);
  status_cb (self);
  pending_cb (self);
}

/**
 * sw_run_panel_stop:
 *
 * Ends the run that is under way, if one is.
 */
void
sw_run_panel_stop (SwRunPanel *self)
{
  g_return_if_fail (SW_IS_RUN_PANEL (self));

  if (sw_run_panel_get_running (self))
    sw_runner_stop (self->runner);
}

gboolean
sw_run_panel_get_running (SwRunPanel *self)
{
  return self->runner != NULL && get_execution_status (self) == SW_EXECUTION_RUNNING;
}
