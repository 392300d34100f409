/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-step-detail.h"

#include <glib/gi18n.h>

#include "app/runs/json/sw-json-diff.h"
#include "app/runs/json/sw-json-tree.h"
#include "app/runs/json/sw-json-view.h"
#include "app/runs/record/sw-visit-list.h"
#include "app/runs/sw-run-events.h"
#include "app/runs/sw-run-header.h"
#include "app/runs/sw-run-status.h"
#include "app/runs/sw-stages-view.h"
#include "app/runs/sw-try-row.h"
#include "app/window/sw-view-tabs.h"
#include "json/sw-convert.h"

struct _SwStepDetail
{
  AdwBin            parent_instance;

  GtkImage         *status_icon;
  GtkLabel         *title;
  GtkLabel         *subtitle;
  GtkWidget        *open_button;
  AdwViewStack     *pages;
  AdwViewStackPage *stages_page;
  AdwViewStackPage *variables_page;
  AdwViewStackPage *retries_page;
  AdwViewStackPage *definition_page;
  AdwViewStackPage *events_page;
  SwJsonTree       *input;
  GtkWidget        *failure_box;
  GtkLabel         *failure_error;
  GtkLabel         *failure_cause;
  SwJsonTree       *output;
  SwJsonDiff       *difference;
  SwStagesView     *stages;
  SwJsonDiff       *variables;
  GtkListBox       *retries;
  SwJsonView       *definition;
  SwRunEvents      *events;
  SwJsonTree       *event;

  SwRunRecord      *record;
  const SwVisit    *defined;  /* whose definition is shown */
  gboolean          has_variables; /* some visit looked at has */
  gboolean          has_failures;
  guint             source;   /* an update is due before the next frame; 0: none */
};

G_DEFINE_FINAL_TYPE (SwStepDetail, sw_step_detail, ADW_TYPE_BIN)

/* What is shown where nothing is chosen: the run */
static const SwVisit *
get_visit (SwStepDetail *self)
{
  const SwVisit *visit = sw_run_record_get_visit (self->record);

  return visit != NULL ? visit : sw_trace_get_root (sw_run_record_get_trace (self->record));
}

static gboolean
has_ended (SwStepDetail  *self,
           const SwVisit *visit)
{
  return visit->exited != 0 && visit->exited <= sw_run_record_get_position (self->record);
}

static SwQueryLanguage
get_language (SwStepDetail  *self,
              const SwVisit *visit)
{
  SwModel *model = sw_trace_get_model (sw_run_record_get_trace (self->record));

  if (visit->state != NULL && visit->state->state != NULL)
    return visit->state->state->language;
  return model != NULL ? sw_model_get_language (model) : SW_QUERY_JSONPATH;
}

static void
show_title (SwStepDetail  *self,
            const SwVisit *visit)
{
  SwRunState state = sw_run_record_get_state (self->record, visit);
  g_autofree char *name = sw_visit_dup_name (visit);
  g_autoptr (GString) facts = g_string_new (NULL);
  const SwVisit *outer;

  for (outer = visit->parent; outer != NULL && outer->kind != SW_VISIT_ITERATION;)
    outer = outer->parent;
  if (visit->kind == SW_VISIT_STATE)
    g_string_append_printf (facts, "%s · ", sw_state_type_get_name (visit->state->type));
  if (outer != NULL)
    g_string_append_printf (facts, "%s #%u · ", outer->state->name, outer->index);
  g_string_append (facts, sw_run_state_get_label (state));
  for (SwRunState i = SW_RUN_STATE_IDLE; i <= SW_RUN_STATE_PAUSED; i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->status_icon), sw_run_state_get_class (i));
  gtk_widget_add_css_class (GTK_WIDGET (self->status_icon), sw_run_state_get_class (state));
  gtk_image_set_from_icon_name (self->status_icon, sw_run_state_get_icon (state));
  gtk_label_set_label (self->title, name);
  gtk_label_set_label (self->subtitle, facts->str);
}

/* The way to what a task of Step Functions itself has started */
static void
show_started (SwStepDetail  *self,
              const SwVisit *visit)
{
  g_autofree char *arn
      = visit->kind == SW_VISIT_STATE
            ? sw_trace_dup_nested (sw_run_record_get_trace (self->record), visit)
            : NULL;

  if (arn != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open_button), "s", arn);
  gtk_widget_set_visible (self->open_button, arn != NULL);
}

static void
show_input (SwStepDetail  *self,
            const SwVisit *visit)
{
  SwQueryLanguage language = get_language (self, visit);

  sw_json_tree_set_root (self->input, language,
                         language == SW_QUERY_JSONATA ? "$states.input" : "$");
  sw_json_tree_set_value (self->input,
                          sw_trace_get_input (sw_run_record_get_trace (self->record), visit));
}

static SwValue
get_output (SwStepDetail  *self,
            const SwVisit *visit)
{
  return has_ended (self, visit)
             ? sw_trace_get_output (sw_run_record_get_trace (self->record), visit)
             : SW_VALUE_INIT;
}

static void
show_output (SwStepDetail  *self,
             const SwVisit *visit)
{
  SwTrace *trace = sw_run_record_get_trace (self->record);
  SwQueryLanguage language = get_language (self, visit);
  gboolean failed
      = visit->failure != 0 && visit->failure <= sw_run_record_get_position (self->record);
  const char *error = failed ? sw_trace_get_error (trace, visit) : NULL;
  const char *cause = failed ? sw_trace_get_cause (trace, visit) : NULL;
  SwValue output = get_output (self, visit);

  gtk_label_set_label (self->failure_error, error != NULL ? error : "");
  gtk_label_set_label (self->failure_cause, cause != NULL ? cause : "");
  gtk_widget_set_visible (GTK_WIDGET (self->failure_cause), cause != NULL);
  gtk_widget_set_visible (self->failure_box, error != NULL || cause != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->output),
                          (error == NULL && cause == NULL)
                              || !sw_value_is (output, SW_TYPE_UNDEFINED));
  sw_json_tree_set_root (self->output, language,
                         language == SW_QUERY_JSONATA ? "$states.input" : "$");
  sw_json_tree_set_value (self->output, output);
}

static void
show_difference (SwStepDetail  *self,
                 const SwVisit *visit)
{
  sw_json_diff_set_values (self->difference,
                           sw_trace_get_input (sw_run_record_get_trace (self->record), visit),
                           get_output (self, visit));
}

static void
show_stages (SwStepDetail  *self,
             const SwVisit *visit)
{
  sw_stages_view_show (self->stages, self->record,
                       visit->kind == SW_VISIT_STATE ? visit : NULL);
}

static void
show_variables (SwStepDetail  *self,
                const SwVisit *visit)
{
  SwTrace *trace = sw_run_record_get_trace (self->record);
  g_auto (SwValue) before = sw_trace_dup_variables (trace, visit, visit->entered);
  g_auto (SwValue) after = sw_trace_dup_variables (
      trace, visit, has_ended (self, visit) ? visit->exited
                                            : sw_run_record_get_position (self->record));

  sw_json_diff_set_values (self->variables, before, after);
}

static void
show_retries (SwStepDetail  *self,
              const SwVisit *visit)
{
  g_autoptr (GArray) attempts
      = sw_trace_dup_attempts (sw_run_record_get_trace (self->record), visit,
                               sw_run_record_get_position (self->record));

  gtk_list_box_remove_all (self->retries);
  for (guint i = 0; i < attempts->len; i++)
    gtk_list_box_append (self->retries,
                         sw_try_row_new (visit, &g_array_index (attempts, SwAttempt, i)));
}

static void
show_definition (SwStepDetail  *self,
                 const SwVisit *visit)
{
  SwState *state = visit->state != NULL ? visit->state->state : NULL;
  g_autofree char *text = NULL;

  if (self->defined == visit)
    return;
  self->defined = visit;
  if (state != NULL && state->node != NULL)
    text = sw_node_dup_json_lines (state->node);
  sw_json_view_set_text (self->definition, text != NULL ? text : "");
}

static void
show_event (SwStepDetail *self)
{
  guint id = sw_run_record_get_event (self->record);
  g_auto (SwValue) value = SW_VALUE_INIT;

  if (id != 0)
    value = sw_history_event_to_value (
        sw_history_get (sw_run_record_get_history (self->record), id - 1), FALSE);
  sw_json_tree_set_value (self->event, value);
}

static void
show_events (SwStepDetail  *self,
             const SwVisit *visit)
{
  sw_run_events_set_record (self->events, self->record, (SwVisit *) visit);
  show_event (self);
}

static const struct
{
  const char *page;
  void (*show) (SwStepDetail  *self,
                const SwVisit *visit);
} page_table[] = {
  { "input", show_input },           { "output", show_output },
  { "difference", show_difference }, { "stages", show_stages },
  { "variables", show_variables },   { "retries", show_retries },
  { "definition", show_definition }, { "events", show_events },
};

static void
show_page (AdwViewStackPage *page,
           gboolean          show)
{
  if (adw_view_stack_page_get_visible (page) != show)
    adw_view_stack_page_set_visible (page, show);
}

/* Pages that say nothing of the run are away. One that came stays for the run: tabs that come and
 * go while one travels would only be in the way. */
static void
show_pages (SwStepDetail  *self,
            const SwVisit *visit)
{
  SwTrace *trace = sw_run_record_get_trace (self->record);
  gboolean is_part = visit->kind != SW_VISIT_MACHINE;
  guint last = visit->exited != 0 ? visit->exited : sw_run_record_get_n_events (self->record);
  g_auto (SwValue) variables = sw_trace_dup_variables (trace, visit, last);

  self->has_variables = self->has_variables || sw_value_get_length (variables) > 0;
  self->has_failures = self->has_failures || visit->failure != 0;
  show_page (self->stages_page, is_part);
  show_page (self->variables_page, self->has_variables);
  show_page (self->retries_page, is_part && self->has_failures);
  show_page (self->definition_page, is_part);
  show_page (self->events_page, is_part);
  if (!adw_view_stack_page_get_visible (adw_view_stack_get_page (
          self->pages, adw_view_stack_get_visible_child (self->pages))))
    adw_view_stack_set_visible_child_name (self->pages, "output");
}

/* Shows what has to be shown, of the page that is seen alone. */
static void
update_cb (SwStepDetail *self)
{
  const char *page = adw_view_stack_get_visible_child_name (self->pages);
  const SwVisit *visit;

  if (self->record == NULL || page == NULL)
    return;
  visit = get_visit (self);
  show_title (self, visit);
  show_started (self, visit);
  for (gsize i = 0; i < G_N_ELEMENTS (page_table); i++)
    if (g_str_equal (page_table[i].page, page))
      page_table[i].show (self, visit);
}

static gboolean
update_once (gpointer user_data)
{
  SwStepDetail *self = user_data;

  self->source = 0;
  show_pages (self, get_visit (self));
  update_cb (self);
  return G_SOURCE_REMOVE;
}

/* Travelling chooses, too: both are shown at once, before the next frame. */
static void
selected_cb (SwStepDetail *self)
{
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_once, self, NULL);
}

static void
sw_step_detail_dispose (GObject *object)
{
  SwStepDetail *self = SW_STEP_DETAIL (object);

  g_clear_handle_id (&self->source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_STEP_DETAIL);
  g_clear_object (&self->record);
  G_OBJECT_CLASS (sw_step_detail_parent_class)->dispose (object);
}

static void
sw_step_detail_class_init (SwStepDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (SW_TYPE_JSON_TREE);
  g_type_ensure (SW_TYPE_VIEW_TABS);
  g_type_ensure (SW_TYPE_JSON_DIFF);
  g_type_ensure (SW_TYPE_JSON_VIEW);
  g_type_ensure (SW_TYPE_RUN_EVENTS);
  g_type_ensure (SW_TYPE_STAGES_VIEW);
  G_OBJECT_CLASS (klass)->dispose = sw_step_detail_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stepwright/Stepwright/sw-step-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, SwStepDetail, status_icon);
  gtk_widget_class_bind_template_child (widget_class, SwStepDetail, title);
  gtk_widget_class_bind_template_child (widget_class, SwStepDetail, subtitle);
  gtk_widget_class_bind_template_child (widget_class, SwStepDetail, open_button);
  gtk_widget_class_bind_template_child (widget_class, SwStepDetail, pages);
  gtk_widget_class_bind_template_child (widget_class, SwStepDetail, variables_page);
  gtk_widget_class_bind_template_child (widget_class, SwStepDetail, stages_page);
  gtk_widget_class_bind_template_child (widget_class, SwStepDetail, stages);
  gtk_widget_class_bind_template_child (widget_class, SwStepDetail, retries_page);
  gtk_widget_class_bind_template_child (widget_class, SwStepDetail, definition_page);
  gtk_widget_class_bind_template_child (widget_class, SwStepDetail, events_page);
  gtk_widget_class_bind_template_child (widget_class, SwStepDetail, input);
  gtk_widget_class_bind_template_child (widget_class, SwStepDetail, failure_box);
  gtk_widget_class_bind_template_child (widget_class, SwStepDetail, failure_error);
  gtk_widget_class_bind_template_child (widget_class, SwStepDetail, failure_cause);
  gtk_widget_class_bind_template_child (widget_class, SwStepDetail, output);
  gtk_widget_class_bind_template_child (widget_class, SwStepDetail, difference);
  gtk_widget_class_bind_template_child (widget_class, SwStepDetail, variables);
  gtk_widget_class_bind_template_child (widget_class, SwStepDetail, retries);
  gtk_widget_class_bind_template_child (widget_class, SwStepDetail, definition);
  gtk_widget_class_bind_template_child (widget_class, SwStepDetail, events);
  gtk_widget_class_bind_template_child (widget_class, SwStepDetail, event);
  gtk_widget_class_bind_template_callback (widget_class, update_cb);
}

static void
sw_step_detail_init (SwStepDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sw_step_detail_set_record:
 * @record: the run
 */
void
sw_step_detail_set_record (SwStepDetail *self,
                           SwRunRecord  *record)
{
  g_return_if_fail (SW_IS_STEP_DETAIL (self));

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_set_object (&self->record, record);
  self->defined = NULL;
  self->has_variables = self->has_failures = FALSE;
  g_signal_connect_object (record, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (record, "moved", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  selected_cb (self);
}

/**
 * sw_step_detail_show_page:
 * @name: "input", "output", "difference", …
 */
void
sw_step_detail_show_page (SwStepDetail *self,
                          const char   *name)
{
  adw_view_stack_set_visible_child_name (self->pages, name);
}
