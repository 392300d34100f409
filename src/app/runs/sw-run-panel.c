/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-run-panel.h"

#include <glib/gi18n.h>

#include "app/runs/sw-run-events.h"
#include "app/runs/sw-run-header.h"
#include "app/runs/sw-run-table.h"
#include "app/runs/sw-run-timeline.h"
#include "app/runs/sw-scrubber.h"
#include "app/runs/sw-step-detail.h"
#include "app/runs/sw-task-form.h"

/* Travelling is over when nothing moved for so long: milliseconds */
#define REST 80

struct _SwRunPanel
{
  AdwBin            parent_instance;

  SwRunHeader      *header;
  GtkToggleButton  *coverage_button;
  GtkRevealer      *failure_revealer;
  GtkLabel         *failure_label;
  GtkWidget        *show_step_button;
  GtkBox           *bars;
  GtkWidget        *travel_box;
  SwScrubber       *scrubber;
  GtkLabel         *moment_label;
  GtkWidget        *follow_button;
  GtkWidget        *list_box;
  GtkWidget        *detail_box;
  AdwViewStack     *views;
  SwRunTable       *table;
  SwRunTimeline    *timeline;
  SwRunEvents      *events;
  AdwViewStackPage *task_page;
  SwTaskForm       *task_form;
  SwStepDetail     *detail;

  SwVisitTree      *tree;
  SwRunRecord      *record;  /* what is shown; NULL before the first run */
  SwRunRecord      *previous; /* what was shown before it, or NULL */
  GSignalGroup     *signals; /* of its runner */
  SwRunStatus      *status;
  GHashTable       *waiting; /* set of char *: states whose tasks wait for a person */
  guint             tick;    /* an update is due at the next frame; 0: none */
  guint             travel;  /* under way until this source comes; 0: at rest */
  guint             position; /* where it was last */
  gboolean          behind;  /* what is chosen is not what stands there */
  gboolean          narrow;
  gboolean          showing; /* what is chosen is being told to others */
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

/* Error and cause in a line or two; the whole of it is in the step's detail. */
static void
show_failure (SwRunPanel *self)
{
  SwExecutionStatus status = get_execution_status (self);
  const char *error = sw_run_record_get_error (self->record);
  const char *cause = sw_run_record_get_cause (self->record);
  gboolean failed = status == SW_EXECUTION_FAILED || status == SW_EXECUTION_TIMED_OUT;
  g_autofree char *text = NULL;

  if (error != NULL && cause != NULL)
    text = g_strdup_printf ("%s: %s", error, cause);
  else
    text = g_strdup (error != NULL ? error : cause != NULL ? cause : _("The run failed"));
  gtk_label_set_label (self->failure_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->failure_label), text);
  gtk_widget_set_visible (self->show_step_button,
                          failed && sw_run_record_find_failed (self->record) != NULL);
  gtk_revealer_set_reveal_child (self->failure_revealer, failed);
}

static void
choose_there (SwRunPanel *self)
{
  SwTrace *trace = sw_run_record_get_trace (self->record);
  guint position = sw_run_record_get_position (self->record);

  sw_run_record_select (self->record, sw_trace_get_visit_of (trace, position), position);
  self->behind = FALSE;
}

static void
end_travel (SwRunPanel *self)
{
  g_clear_handle_id (&self->travel, g_source_remove);
  self->behind = FALSE;
}

static gboolean
rest_cb (gpointer user_data)
{
  SwRunPanel *self = user_data;

  self->travel = 0;
  if (self->behind)
    choose_there (self);
  return G_SOURCE_REMOVE;
}

/* What is chosen moves lists, code and inspector: a step does so at once, a drag when it rests, so
 * that the diagram keeps up with the pointer. */
static void
travel (SwRunPanel *self,
        guint       position)
{
  gboolean moved = position != self->position;

  self->position = position;
  if (!moved || self->travel == 0)
    choose_there (self);
  else
    self->behind = TRUE;
  if (!moved)
    return;
  g_clear_handle_id (&self->travel, g_source_remove);
  self->travel = g_timeout_add (REST, rest_cb, self);
}

static void
moved_cb (SwRunPanel *self)
{
  gint64 began = sw_time_axis_get_begin (sw_visit_tree_get_axis (self->tree));
  gint64 at = sw_snapshot_get_time (sw_run_record_get_snapshot (self->record));
  guint position = sw_run_record_get_position (self->record);
  g_autofree char *text = sw_duration_dup_text (MAX (0, at - began));

  gtk_label_set_label (self->moment_label, text);
  gtk_widget_set_sensitive (self->follow_button, !sw_run_record_get_follows (self->record));
  if (sw_run_record_get_follows (self->record))
    end_travel (self);
  else
    travel (self, position);
}

static void
selected_cb (SwRunPanel *self)
{
  const SwVisit *visit = sw_run_record_get_visit (self->record);

  self->behind = FALSE; /* another choice outdoes the moment's */
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
  GPtrArray *open = sw_runner_get_manual (sw_run_record_get_runner (self->record));
  g_autoptr (GHashTable) waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  update (self);
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
  const char *view = adw_view_stack_get_visible_child_name (self->views);

  adw_view_stack_page_set_visible (self->task_page, FALSE);
  if (g_strcmp0 (view, "task") == 0)
    adw_view_stack_set_visible_child_name (self->views, "table");
  show_failure (self);
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
  gtk_widget_set_visible (self->list_box, !self->narrow || !detail);
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
previous_event_cb (SwRunPanel *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->scrubber), "scrubber.move", "s", "previous");
}

static void
next_event_cb (SwRunPanel *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->scrubber), "scrubber.move", "s", "next");
}

static void
follow_cb (SwRunPanel *self)
{
  sw_run_record_follow (self->record);
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
  end_travel (self);
  sw_run_panel_stop (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_RUN_PANEL);
  g_clear_object (&self->tree);
  g_clear_object (&self->previous);
  g_clear_object (&self->record);
  g_clear_object (&self->status);
  g_clear_pointer (&self->waiting, g_hash_table_unref);
  G_OBJECT_CLASS (sw_run_panel_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass,
                                               "/io/github/stepwright/Stepwright/sw-run-panel.ui");
  gtk_widget_class_bind_template_child (klass, SwRunPanel, header);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, coverage_button);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, failure_revealer);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, failure_label);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, show_step_button);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, bars);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, travel_box);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, scrubber);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, moment_label);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, follow_button);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, list_box);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, detail_box);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, views);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, table);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, timeline);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, events);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, task_page);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, task_form);
  gtk_widget_class_bind_template_child (klass, SwRunPanel, detail);
  gtk_widget_class_bind_template_callback (klass, close_cb);
  gtk_widget_class_bind_template_callback (klass, show_coverage);
  gtk_widget_class_bind_template_callback (klass, show_step_cb);
  gtk_widget_class_bind_template_callback (klass, previous_event_cb);
  gtk_widget_class_bind_template_callback (klass, next_event_cb);
  gtk_widget_class_bind_template_callback (klass, follow_cb);
  gtk_widget_class_bind_template_callback (klass, show_detail_cb);
  gtk_widget_class_bind_template_callback (klass, show_list_cb);
}

static void
sw_run_panel_class_init (SwRunPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  g_type_ensure (SW_TYPE_RUN_HEADER);
  g_type_ensure (SW_TYPE_RUN_TABLE);
  g_type_ensure (SW_TYPE_RUN_TIMELINE);
  g_type_ensure (SW_TYPE_RUN_EVENTS);
  g_type_ensure (SW_TYPE_SCRUBBER);
  g_type_ensure (SW_TYPE_STEP_DETAIL);
  g_type_ensure (SW_TYPE_TASK_FORM);
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
  self->tree = sw_visit_tree_new ();
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->signals = g_signal_group_new (SW_TYPE_RUNNER);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "unmap", G_CALLBACK (unmap_cb), NULL);
  sw_run_table_set_tree (self->table, self->tree);
  sw_run_timeline_set_tree (self->timeline, self->tree);
  sw_scrubber_set_record (self->scrubber, NULL);
  gtk_widget_set_sensitive (self->travel_box, FALSE);
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
  end_travel (self);
  self->position = 0;
  g_set_object (&self->previous, self->record);
  g_set_object (&self->record, record);
  g_hash_table_remove_all (self->waiting);
  sw_run_status_set_record (self->status, record);
  sw_visit_tree_set_record (self->tree, record);
  sw_run_header_set_record (self->header, record);
  sw_scrubber_set_record (self->scrubber, record);
  sw_run_events_set_record (self->events, record, NULL);
  sw_step_detail_set_record (self->detail, record);
  gtk_widget_set_sensitive (self->travel_box, TRUE);
  adw_view_stack_page_set_visible (self->task_page, FALSE);
  adw_view_stack_set_visible_child_name (self->views, "table");
  g_signal_connect_object (record, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (record, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  show_failure (self);
  show_coverage (self);
  moved_cb (self);
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
  sw_task_form_set_runner (self->task_form, runner);
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
  sw_task_form_set_runner (self->task_form, NULL);
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

  adw_view_stack_add_titled (self->views, view, name, title);
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

  adw_view_stack_set_visible_child_name (self->views, name);
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

  sw_task_form_set_definition (self->task_form, definition);
}
