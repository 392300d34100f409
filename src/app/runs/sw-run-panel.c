/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-run-panel.h"

#include "app/runs/sw-failure-bar.h"
#include "app/runs/sw-run-header.h"
#include "app/runs/sw-run-lists.h"
#include "app/runs/sw-step-detail.h"
#include "app/runs/sw-travel-bar.h"

struct _SwRunPanel
{
  AdwBin           parent_instance;

  SwRunHeader     *header;
  GtkToggleButton *coverage_button;
  SwFailureBar    *failure_bar;
  GtkBox          *bars;
  SwTravelBar     *travel_bar;
  SwRunLists      *lists;
  GtkWidget       *detail_box;
  SwStepDetail    *detail;

  SwRunRecord     *record;   /* what is shown; NULL before the first run */
  SwRunRecord     *previous; /* what was shown before it, or NULL */
  GSignalGroup    *signals;  /* of its runner */
  SwRunStatus     *status;
  guint            tick;     /* an update is due at the next frame; 0: none */
  gboolean         narrow;
  gboolean         showing;  /* what is chosen is being told to others */
};

G_DEFINE_FINAL_TYPE (SwRunPanel, sw_run_panel, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_RUNNING,
  PROP_NARROW,
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

static SwExecutionStatus
get_execution_status (SwRunPanel *self)
{
  return sw_trace_get_status (sw_run_record_get_trace (self->record));
}

static void
selected_cb (SwRunPanel *self)
{
  const SwVisit *visit = sw_run_record_get_visit (self->record);

  if (visit == NULL || visit->state == NULL || visit->state->pointer == NULL || self->showing)
    return;
  self->showing = TRUE;
  g_signal_emit (self, signals[SIGNAL_SHOW_STATE], 0, visit->state->pointer);
  self->showing = FALSE;
}

static void
update (SwRunPanel *self)
{
  if (self->record != NULL)
    sw_run_record_update (self->record);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  SwRunPanel *self = SW_RUN_PANEL (widget);

  self->tick = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/* However fast the run is, it is looked at once a frame. */
static void
events_cb (SwRunPanel *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
  else if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static void
pending_cb (SwRunPanel *self)
{
  update (self);
  sw_run_lists_update_tasks (self->lists);
}

/* What the run came by so far; its end brings it up to date. */
static void
show_coverage (SwRunPanel *self)
{
  sw_run_status_cover_run (self->status, gtk_toggle_button_get_active (self->coverage_button));
}

/* Away: the diagram is the tests' then. */
static void
unmap_cb (SwRunPanel *self)
{
  gtk_toggle_button_set_active (self->coverage_button, FALSE);
}

static void
show_end (SwRunPanel *self)
{
  sw_run_lists_end_tasks (self->lists);
  sw_failure_bar_show (self->failure_bar, self->record);
  show_coverage (self);
  if (sw_run_record_get_visit (self->record) == NULL)
    sw_step_detail_show_page (self->detail, "output");
  gtk_accessible_announce (GTK_ACCESSIBLE (self),
                           sw_run_status_get_label (get_execution_status (self)),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
status_cb (SwRunPanel *self)
{
  update (self);
  if (get_execution_status (self) != SW_EXECUTION_RUNNING)
    show_end (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

/* A list beside what is chosen of it; where there is no room for both, one at a time */
static void
show_side (SwRunPanel *self,
           gboolean    detail)
{
  gtk_widget_set_visible (GTK_WIDGET (self->lists), !self->narrow || !detail);
  gtk_widget_set_visible (self->detail_box, !self->narrow || detail);
}

static void
show_step_cb (SwRunPanel *self)
{
  SwVisit *visit = sw_run_record_find_failed (self->record);

  if (visit == NULL)
    return;
  sw_run_record_follow (self->record);
  for (SwVisit *outer = visit; outer != NULL; outer = outer->parent)
    if (outer->kind == SW_VISIT_ITERATION)
      {
        sw_run_record_show (self->record, outer);
        break;
      }
  sw_run_record_select (self->record, visit, visit->failure);
  sw_step_detail_show_page (self->detail, "output");
  show_side (self, TRUE);
}

static void
close_cb (SwRunPanel *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSE], 0);
}

static void
show_detail_cb (SwRunPanel *self)
{
  show_side (self, TRUE);
}

static void
show_list_cb (SwRunPanel *self)
{
  show_side (self, FALSE);
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
    case PROP_NARROW:
      g_value_set_boolean (value, SW_RUN_PANEL (object)->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sw_run_panel_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  SwRunPanel *self = SW_RUN_PANEL (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      self->narrow = g_value_get_boolean (value);
      show_side (self, FALSE);
      g_object_notify_by_pspec (object, pspec);
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
  sw_run_panel_stop (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_RUN_PANEL);
  g_clear_object (&self->previous);
  g_clear_object (&self->record);
  g_clear_object (&self->status);
  G_OBJECT_CLASS (sw_run_panel_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass,
                                               "/io/github/stepwright/Stepwright/sw-run-panel.ui");
  gtk_widget_class_bind_template_child (klass, SwRunPanel, header);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, coverage_button);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, failure_bar);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, bars);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, travel_bar);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, lists);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, detail_box);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, detail);
  gtk_widget_class_bind_template_callback (klass, close_cb);
  gtk_widget_class_bind_template_callback (klass, show_coverage);
  gtk_widget_class_bind_template_callback (klass, show_step_cb);
  gtk_widget_class_bind_template_callback (klass, show_detail_cb);
  gtk_widget_class_bind_template_callback (klass, show_list_cb);
}

static void
sw_run_panel_class_init (SwRunPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  g_type_ensure (SW_TYPE_RUN_HEADER);
  g_type_ensure (SW_TYPE_FAILURE_BAR);
  g_type_ensure (SW_TYPE_TRAVEL_BAR);
  g_type_ensure (SW_TYPE_RUN_LISTS);
  g_type_ensure (SW_TYPE_STEP_DETAIL);
  object_class->get_property = sw_run_panel_get_property;
  object_class->set_property = sw_run_panel_set_property;
  object_class->dispose = sw_run_panel_dispose;

  properties[PROP_RUNNING]
      = g_param_spec_boolean ("running", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW]
      = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_CLOSE] = g_signal_new ("close", SW_TYPE_RUN_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SHOW_STATE] = g_signal_new ("show-state", SW_TYPE_RUN_PANEL, G_SIGNAL_RUN_LAST, 0,
                                             NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
sw_run_panel_init (SwRunPanel *self)
{
  self->status = sw_run_status_new ();
  self->signals = g_signal_group_new (SW_TYPE_RUNNER);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "unmap", G_CALLBACK (unmap_cb), NULL);
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
 * sw_run_panel_get_record:
 *
 * Returns: (transfer none) (nullable): the run that is shown, over or not
 */
SwRunRecord *
sw_run_panel_get_record (SwRunPanel *self)
{
  return self->record;
}

/**
 * sw_run_panel_get_runner:
 *
 * Returns: (transfer none) (nullable): what runs it; `NULL` where a history was opened
 */
SwRunner *
sw_run_panel_get_runner (SwRunPanel *self)
{
  return self->record != NULL ? sw_run_record_get_runner (self->record) : NULL;
}

/* Everything looks at another run. */
static void
set_record (SwRunPanel  *self,
            SwRunRecord *record)
{
  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_set_object (&self->previous, self->record);
  g_set_object (&self->record, record);
  sw_run_status_set_record (self->status, record);
  sw_run_lists_set_record (self->lists, record, self->status);
  sw_run_header_set_record (self->header, record);
  sw_step_detail_set_record (self->detail, record);
  sw_travel_bar_set_record (self->travel_bar, record);
  g_signal_connect_object (record, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  sw_failure_bar_show (self->failure_bar, record);
  show_coverage (self);
}

/**
 * sw_run_panel_get_previous:
 *
 * Returns: (transfer none) (nullable): the run that was shown before this one, to compare with
 */
SwRunRecord *
sw_run_panel_get_previous (SwRunPanel *self)
{
  return self->previous;
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
  g_autoptr (SwRunRecord) record = NULL;

  g_return_if_fail (SW_IS_RUN_PANEL (self));

  sw_run_panel_stop (self);
  record = sw_run_record_new (runner);
  set_record (self, record);
  g_signal_group_set_target (self->signals, runner);
  sw_runner_start (runner);
  status_cb (self);
  pending_cb (self);
}

/**
 * sw_run_panel_show:
 * @record: a run that is over
 *
 * Shows a run that was made elsewhere, in place of the last one, which is stopped.
 */
void
sw_run_panel_show (SwRunPanel  *self,
                   SwRunRecord *record)
{
  g_return_if_fail (SW_IS_RUN_PANEL (self));

  sw_run_panel_stop (self);
  g_signal_group_set_target (self->signals, NULL);
  set_record (self, record);
  show_end (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
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
    sw_runner_stop (sw_run_panel_get_runner (self));
}

gboolean
sw_run_panel_get_running (SwRunPanel *self)
{
  SwRunner *runner = sw_run_panel_get_runner (self);

  return runner != NULL && sw_runner_get_status (runner) == SW_EXECUTION_RUNNING;
}

/**
 * sw_run_panel_select:
 * @pointer: (nullable): JSON pointer of a state that was chosen elsewhere
 *
 * Shows the visit of it that the canvas tells of, where there is one.
 */
void
sw_run_panel_select (SwRunPanel *self,
                     const char *pointer)
{
  g_return_if_fail (SW_IS_RUN_PANEL (self));

  if (self->record == NULL || self->showing)
    return;
  self->showing = TRUE;
  sw_run_record_select_state (self->record, pointer);
  self->showing = FALSE;
}

/**
 * sw_run_panel_add_bar:
 * @bar: shown between the header and the way through time
 *
 * Adds controls of others to the panel.
 */
void
sw_run_panel_add_bar (SwRunPanel *self,
                      GtkWidget  *bar)
{
  g_return_if_fail (SW_IS_RUN_PANEL (self));

  gtk_box_append (self->bars, bar);
}

/**
 * sw_run_panel_add_view:
 * @view: beside table, timeline and events
 * @name: for sw_run_panel_show_view()
 * @title: on its tab
 *
 * Adds a view of others to the panel.
 */
void
sw_run_panel_add_view (SwRunPanel *self,
                       GtkWidget  *view,
                       const char *name,
                       const char *title)
{
  g_return_if_fail (SW_IS_RUN_PANEL (self));

  sw_run_lists_add_view (self->lists, view, name, title);
}

/**
 * sw_run_panel_show_view:
 * @name: of a view that was added, "table", "timeline" or "events"
 *
 * Brings a view to the front.
 */
void
sw_run_panel_show_view (SwRunPanel *self,
                        const char *name)
{
  g_return_if_fail (SW_IS_RUN_PANEL (self));

  sw_run_lists_show_view (self->lists, name);
}

/**
 * sw_run_panel_set_definition:
 * @definition: (nullable): the file of what is run
 *
 * Says beside which file answers given by hand can be remembered.
 */
void
sw_run_panel_set_definition (SwRunPanel *self,
                             GFile      *definition)
{
  g_return_if_fail (SW_IS_RUN_PANEL (self));

  sw_run_lists_set_definition (self->lists, definition);
}
