/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/page/sw-page-private.h"

#include <glib/gi18n.h>

#include "app/runs/debug/sw-debug-breaks.h"
#include "app/runs/record/sw-kept-runs.h"
#include "engine/debug/sw-fork.h"
#include "engine/trace/sw-trace.h"

/* The debugger of a page: its breakpoints, and the run it stops. The group of actions "debug" is
 * the page's own: menus of the diagram, the bar and keys name them. */

static gboolean
is_running (SwPage *self)
{
  return self->debugger != NULL
         && sw_runner_get_status (sw_debugger_get_runner (self->debugger)) == SW_EXECUTION_RUNNING;
}

static void
set_enabled (SwPage     *self,
             const char *name,
             gboolean    enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->debug_actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/**
 * _sw_page_update_debug:
 *
 * Enables what can be done with the run that is shown. Keys reach every page of a window: only the
 * one that is seen may answer.
 */
void
_sw_page_update_debug (SwPage *self)
{
  gboolean seen = gtk_widget_get_mapped (GTK_WIDGET (self));
  gboolean running = seen && is_running (self);
  gboolean stopped = running && sw_debugger_get_stopped (self->debugger);
  SwRunRecord *record;

  /* While the page goes away there is nothing left to enable. */
  if (self->debug_actions == NULL)
    return;
  record = sw_page_get_record (self);
  set_enabled (self, "pause", running && !stopped);
  set_enabled (self, "continue", stopped);
  set_enabled (self, "step-over", stopped);
  set_enabled (self, "step-into", stopped);
  set_enabled (self, "step-out", stopped);
  set_enabled (self, "run-here", stopped && sw_document_get_selected (self->document) != NULL);
  set_enabled (self, "run-to", stopped);
  set_enabled (self, "again", seen && record != NULL);
  set_enabled (self, "toggle", seen);
}

/* The visit that stands still: that of the latest event, for nothing else happens at a stop. */
static SwVisit *
find_stopped (SwRunRecord *record)
{
  SwTrace *trace = sw_run_record_get_trace (record);
  SwVisit *visit = sw_trace_get_visit_of (trace, sw_trace_get_n_events (trace));

  return visit != NULL && visit->kind == SW_VISIT_STATE ? visit : NULL;
}

/* What stands still says so everywhere. */
static void
show_paused (SwPage      *self,
             SwRunRecord *record)
{
  gboolean at_state = sw_debugger_get_stopped (self->debugger)
                      && sw_debugger_get_stop (self->debugger) != NULL;

  sw_run_record_set_paused (record, at_state ? find_stopped (record) : NULL);
}

/* What stands still is selected, and its data are in front. */
static void
stopped_cb (SwPage *self)
{
  const SwStop *stop = sw_debugger_get_stop (self->debugger);
  g_autofree char *reason = sw_debug_dup_reason (self->debugger);
  SwRunRecord *record = sw_page_get_record (self);

  _sw_page_update_debug (self);
  /* The step that is to be chosen has to be there already. */
  if (record != NULL)
    {
      sw_run_record_update (record);
      show_paused (self, record);
    }
  if (!sw_debugger_get_stopped (self->debugger))
    return;
  if (stop != NULL
      && sw_model_find_pointer (sw_document_get_model (self->document), stop->state->pointer)
             != NULL)
    {
      sw_document_set_selected (self->document, stop->state->pointer);
      if (record != NULL && find_stopped (record) != NULL)
        sw_run_record_select (record, find_stopped (record), 0);
    }
  sw_run_panel_show_view (self->run_panel, "debugger");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), reason,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* A run that stops for good tells its debugger so, also when that is the page's no more. */
static void
let_go_of_debugger (SwPage *self)
{
  if (self->debugger != NULL)
    g_signal_handlers_disconnect_by_func (self->debugger, stopped_cb, self);
  g_clear_object (&self->debugger);
}

/**
 * _sw_page_begin_debug:
 * @runner: not started yet, or at a stop
 * @performer: (nullable): who performs its tasks
 *
 * Puts a run under the debugger.
 */
void
_sw_page_begin_debug (SwPage      *self,
                      SwRunner    *runner,
                      SwPerformer *performer)
{
  g_autoptr (SwDebugger) debugger = sw_debugger_new (runner, self->breakpoints);

  /* Watches are the person's, not the run's. */
  for (guint i = 0; self->debugger != NULL && i < sw_debugger_get_n_watches (self->debugger); i++)
    sw_debugger_watch (debugger, sw_debugger_get_watch (self->debugger, i)->expression);
  let_go_of_debugger (self);
  self->debugger = g_object_ref (debugger);
  if (performer != NULL)
    sw_performer_ref (performer);
  g_clear_pointer (&self->performer, sw_performer_unref);
  self->performer = performer;
  g_signal_connect_object (debugger, "notify::stopped", G_CALLBACK (stopped_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (runner, "notify::status", G_CALLBACK (_sw_page_update_debug), self,
                           G_CONNECT_SWAPPED);
  sw_run_panel_set_definition (_sw_page_ensure_run_panel (self),
                               sw_document_get_origin (self->document));
  sw_debug_bar_set_debugger (self->debug_bar, debugger);
  sw_debug_view_set_debugger (self->debug_view, debugger);
}

/**
 * sw_page_continue:
 *
 * Lets a run go on that stands still.
 *
 * Returns: whether one did
 */
gboolean
sw_page_continue (SwPage *self)
{
  if (!is_running (self) || !sw_debugger_get_stopped (self->debugger))
    return FALSE;
  sw_debugger_continue (self->debugger);
  return TRUE;
}

static void
step_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  static const struct
  {
    const char *name;
    void (*step) (SwDebugger *debugger);
  } steps[] = { { "pause", sw_debugger_pause },
                { "continue", sw_debugger_continue },
                { "step-over", sw_debugger_step_over },
                { "step-out", sw_debugger_step_out } };
  SwPage *self = data;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_str_equal (g_action_get_name (G_ACTION (action)), steps[i].name))
      steps[i].step (self->debugger);
}

/* Where the iteration of a Map or the branch is looked at in the diagram, that one is meant. */
static void
step_into_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  SwPage *self = data;
  SwRunRecord *record = sw_page_get_record (self);
  const SwVisit *shown = record != NULL ? sw_run_record_get_shown (record) : NULL;

  sw_debugger_step_into (self->debugger, shown != NULL ? (int) shown->index : -1);
}

static void
run_to (SwPage     *self,
        const char *pointer)
{
  if (pointer != NULL)
    sw_debugger_run_to (self->debugger, pointer);
}

static void
run_here_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  run_to (data, sw_document_get_selected (SW_PAGE (data)->document));
}

static void
run_to_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  run_to (data, g_variant_get_string (parameter, NULL));
}

/* The event that the chosen step began with; without one the moment that is looked at */
static guint
find_event (SwRunRecord *record)
{
  const SwVisit *visit = sw_run_record_get_visit (record);
  guint event = sw_run_record_get_event (record);

  if (event != 0)
    return event;
  return visit != NULL ? visit->entered : sw_run_record_get_position (record);
}

/* A live run that is kept begets one that is; NULL and a message where it cannot be begun there */
static SwRunner *
fork_run (SwPage    *self,
          SwProgram *program)
{
  SwRunRecord *record = sw_page_get_record (self);
  SwRunner *parent = sw_run_record_get_runner (record);
  const char *arn
      = parent != NULL ? sw_execution_get_arn (sw_runner_get_execution (parent)) : NULL;
  SwTrace *trace = sw_run_record_get_trace (record);
  guint event = find_event (record);
  SwExecution *fork;
  SwRunner *runner = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_uuid_string_random ();
  SwExecutionOptions options = { .name = name, .express = self->run_express };

  options.lifetime = options.express ? SW_EXECUTION_EXPRESS_SECONDS : 0;
  options.machine_name = sw_document_get_title (self->document);
  if (self->run_speed == SW_RUN_LIVE && !options.express)
    runner = sw_kept_runs_begin_fork (program, &options, self->performer,
                                      sw_document_get_origin (self->document),
                                      self->run_choice_name, trace, event, arn);
  if (runner != NULL)
    return runner;
  fork = sw_execution_new_fork (program, &options, trace, event, arn, &error);
  if (fork != NULL)
    return sw_runner_new_from (fork, self->performer, self->run_speed);
  sw_document_report (self->document, error->message);
  return NULL;
}

static void
again_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  SwPage *self = data;
  g_autoptr (SwProgram) program = _sw_page_compile (self, self->performer);
  g_autoptr (SwRunner) runner = NULL;

  if (program == NULL || sw_run_record_get_n_events (sw_page_get_record (self)) < 2)
    return;
  runner = fork_run (self, program);
  if (runner == NULL)
    return;
  _sw_page_show_run (self, runner, self->performer);
  stopped_cb (self);
}

static const GActionEntry entries[] = {
  { "pause", step_cb },
  { "continue", step_cb },
  { "step-over", step_cb },
  { "step-out", step_cb },
  { "step-into", step_into_cb },
  { "run-here", run_here_cb },
  { "run-to", run_to_cb, "s" },
  { "again", again_cb },
};

static const struct
{
  const char *key;
  const char *action;
} keys[] = {
  { "F6", "pause" },          { "F10", "step-over" },
  { "F11", "step-into" },     { "<Shift>F11", "step-out" },
  { "<Control>F10", "run-here" }, { "<Control>b", "toggle" },
};

/* A key whose action is not to be had goes on to whoever else has it: F10 opens the main menu. */
static gboolean
key_cb (GtkWidget *window,
        GVariant  *name,
        gpointer   data)
{
  SwPage *self = data;
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->debug_actions),
                                                g_variant_get_string (name, NULL));

  if (!g_action_get_enabled (action))
    return FALSE;
  g_action_activate (action, NULL);
  return TRUE;
}

/* The window's controller that came last is asked first, before the menu's and the paned's own. It
 * is there as long as the page is seen. */
static void
map_cb (SwPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].key),
                                                gtk_callback_action_new (key_cb, self, NULL));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_string (keys[i].action));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))), controller);
  self->debug_keys = controller;
  _sw_page_update_debug (self);
}

static void
unmap_cb (SwPage *self)
{
  if (self->debug_keys != NULL)
    gtk_widget_remove_controller (gtk_event_controller_get_widget (self->debug_keys),
                                  self->debug_keys);
  self->debug_keys = NULL;
  _sw_page_update_debug (self);
}

/**
 * _sw_page_init_debug:
 *
 * Adds what the debugger needs to a page that has its document.
 */
void
_sw_page_init_debug (SwPage *self)
{
  self->breakpoints = g_object_ref (sw_debug_breaks_get (self->document));
  self->debug_actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->debug_actions), entries,
                                   G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "debug",
                                  G_ACTION_GROUP (self->debug_actions));
  _sw_page_init_breaks (self);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  g_signal_connect_after (self, "unmap", G_CALLBACK (unmap_cb), NULL);
  g_signal_connect_object (self->document, "notify::selected", G_CALLBACK (_sw_page_update_debug),
                           self, G_CONNECT_SWAPPED);
  _sw_page_update_debug (self);
}

/**
 * _sw_page_add_debug_views:
 *
 * Adds the debugger's bar and view to a panel of runs that was just made.
 */
void
_sw_page_add_debug_views (SwPage *self)
{
  self->debug_bar = sw_debug_bar_new (self->breakpoints, self->document);
  self->debug_view = sw_debug_view_new ();
  sw_run_panel_add_bar (self->run_panel, GTK_WIDGET (self->debug_bar));
  sw_run_panel_add_view (self->run_panel, GTK_WIDGET (self->debug_view), "debugger",
                         _("Debugger"));
}

/**
 * _sw_page_clear_debug:
 *
 * Gives up what _sw_page_init_debug() added; may be called twice.
 */
void
_sw_page_clear_debug (SwPage *self)
{
  let_go_of_debugger (self);
  g_clear_object (&self->breakpoints);
  g_clear_object (&self->debug_actions);
  g_clear_pointer (&self->performer, sw_performer_unref);
}
