/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-run-panel-private.h"

#include "tasks/durable/sw-durable.h"

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

/**
 * _sw_run_panel_tell_selected:
 *
 * Tells others to which state it belongs what was chosen of the run.
 */
void
_sw_run_panel_tell_selected (SwRunPanel *self)
{
  const SwVisit *visit = sw_run_record_get_visit (self->record);

  if (visit == NULL || visit->state == NULL || visit->state->pointer == NULL || self->showing)
    return;
  self->showing = TRUE;
  g_signal_emit (self, signals[SIGNAL_SHOW_STATE], 0, visit->state->pointer);
  self->showing = FALSE;
}

/**
 * _sw_run_panel_show_coverage:
 *
 * Shows what the run came by so far, where that is asked for; its end brings it up to date.
 */
void
_sw_run_panel_show_coverage (SwRunPanel *self)
{
  sw_run_status_cover_run (self->status, gtk_toggle_button_get_active (self->coverage_button));
}

/* Away: the diagram is the tests' then. */
static void
unmap_cb (SwRunPanel *self)
{
  gtk_toggle_button_set_active (self->coverage_button, FALSE);
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
redrive_cb (SwRunPanel *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.redrive", NULL);
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

/* Where the run is kept it is for the person to stop it: it can be resumed at the next start. */
static void
let_go (SwRunPanel *self)
{
  SwRunner *runner = sw_run_panel_get_runner (self);

  if (runner != NULL && sw_runner_get_stored_id (runner) == 0)
    sw_run_panel_stop (self);
}

static void
sw_run_panel_dispose (GObject *object)
{
  SwRunPanel *self = SW_RUN_PANEL (object);

  g_clear_object (&self->signals);
  let_go (self);
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
  gtk_widget_class_bind_template_child (klass, SwRunPanel, redrive_button);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, coverage_button);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, failure_bar);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, bars);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, travel_bar);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, lists);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, detail_box);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, detail);
  gtk_widget_class_bind_template_callback (klass, close_cb);
  gtk_widget_class_bind_template_callback (klass, redrive_cb);
  gtk_widget_class_bind_template_callback_full (klass, "show_coverage",
                                                G_CALLBACK (_sw_run_panel_show_coverage));
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
  self->signals = g_signal_group_new (SW_TYPE_RUNNER);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "unmap", G_CALLBACK (unmap_cb), NULL);
  _sw_run_panel_watch (self);
}

/**
 * sw_run_panel_new:
 * @status: told how each state stands in the run shown
 *
 * Returns: (transfer floating): a panel without a run
 */
SwRunPanel *
sw_run_panel_new (SwRunStatus *status)
{
  SwRunPanel *self = g_object_new (SW_TYPE_RUN_PANEL, NULL);

  self->status = g_object_ref (status);
  return self;
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
