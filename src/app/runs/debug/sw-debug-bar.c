/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/debug/sw-debug-bar.h"

#include <glib/gi18n.h>

#include "app/runs/debug/sw-break-list.h"

struct _SwDebugBar
{
  AdwBin         parent_instance;

  GtkWidget     *pause_button;
  GtkWidget     *continue_button;
  GtkLabel      *reason_label;
  GtkDropDown   *errors_drop;
  GtkDropDown   *pace_drop;
  SwBreakList   *break_list;

  SwBreakpoints *breakpoints;
  SwDebugger    *debugger; /* or NULL */
  GSignalGroup  *signals;
  gboolean       showing;  /* the drop-downs are being set, not chosen from */
};

G_DEFINE_FINAL_TYPE (SwDebugBar, sw_debug_bar, ADW_TYPE_BIN)

/* Seconds that a second of waiting takes, in the order of the list */
static const double paces[] = { 1, 0.1, 0.01, 0.001, 0 };

enum
{
  ERRORS_PASS,
  ERRORS_UNCAUGHT,
  ERRORS_ALL,
};

static void
pace_cb (SwDebugBar *self)
{
  if (self->debugger != NULL && !self->showing)
    sw_runner_set_pace (sw_debugger_get_runner (self->debugger),
                        paces[gtk_drop_down_get_selected (self->pace_drop)]);
}

static const SwBreakpoint *
find_errors (SwDebugBar *self)
{
  return sw_breakpoints_find (self->breakpoints, SW_BREAK_ERROR, NULL, NULL);
}

static void
errors_cb (SwDebugBar *self)
{
  const SwBreakpoint *found;
  guint chosen = gtk_drop_down_get_selected (self->errors_drop), id;

  if (self->breakpoints == NULL || self->showing)
    return;
  found = find_errors (self);
  if (chosen == ERRORS_PASS)
    {
      if (found != NULL)
        sw_breakpoints_remove (self->breakpoints, found->id);
      return;
    }
  id = sw_breakpoints_add (self->breakpoints, SW_BREAK_ERROR, NULL, NULL);
  sw_breakpoints_set_uncaught (self->breakpoints, id, chosen == ERRORS_UNCAUGHT);
}

static void
show_errors (SwDebugBar *self)
{
  const SwBreakpoint *found = find_errors (self);

  self->showing = TRUE;
  gtk_drop_down_set_selected (self->errors_drop, found == NULL || !found->enabled ? ERRORS_PASS
                                                 : found->uncaught ? ERRORS_UNCAUGHT
                                                                   : ERRORS_ALL);
  self->showing = FALSE;
}

static void
show_pace (SwDebugBar *self)
{
  double pace = sw_runner_get_pace (sw_debugger_get_runner (self->debugger));
  guint nearest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (paces); i++)
    if (pace <= paces[i])
      nearest = i;
  self->showing = TRUE;
  gtk_drop_down_set_selected (self->pace_drop, nearest);
  self->showing = FALSE;
}

static char *
dup_place (const SwStop *stop)
{
  const char *name = stop->state->name;

  switch (stop->point)
    {
    case SW_STOP_BEFORE:
      /* translators: where a run stands still; %s is the name of a state */
      return g_strdup_printf (_("before “%s”"), name);
    case SW_STOP_AFTER:
      /* translators: where a run stands still; %s is the name of a state */
      return g_strdup_printf (_("after the work of “%s”"), name);
    case SW_STOP_LEFT:
      /* translators: where a run stands still; %s is the name of a state */
      return g_strdup_printf (_("on the way out of “%s”"), name);
    case SW_STOP_ERROR:
    default:
      /* translators: why a run stands still: the name of a state, and of an error */
      return g_strdup_printf (_("“%s” has failed: %s"), name,
                              stop->error != NULL ? stop->error : _("an error without a name"));
    }
}

/**
 * sw_debug_dup_reason:
 *
 * Returns: (transfer full): where a run stands still and why; "" where it does not
 */
char *
sw_debug_dup_reason (SwDebugger *debugger)
{
  const SwStop *stop = sw_debugger_get_stop (debugger);
  const char *trouble = sw_debugger_get_trouble (debugger);
  g_autofree char *place = NULL;

  if (!sw_debugger_get_stopped (debugger))
    return g_strdup ("");
  if (stop == NULL)
    return g_strdup (_("Paused"));
  place = dup_place (stop);
  if (trouble != NULL)
    /* translators: where the run stands, and why the condition of a breakpoint has no answer */
    return g_strdup_printf (_("Breakpoint, %s. Its condition: %s"), place, trouble);
  if (sw_debugger_get_reason (debugger) == SW_REASON_BREAKPOINT)
    /* translators: %s is where the run stands, as “before “Check”” */
    return g_strdup_printf (_("Breakpoint, %s"), place);
  /* translators: %s is where the run stands, as “before “Check”” */
  return g_strdup_printf (_("Paused, %s"), place);
}

static void
update (SwDebugBar *self)
{
  gboolean running = self->debugger != NULL
                     && sw_runner_get_status (sw_debugger_get_runner (self->debugger))
                            == SW_EXECUTION_RUNNING;
  gboolean stopped = running && sw_debugger_get_stopped (self->debugger);
  g_autofree char *reason
      = self->debugger != NULL ? sw_debug_dup_reason (self->debugger) : g_strdup ("");

  gtk_widget_set_visible (self->pause_button, !stopped);
  gtk_widget_set_visible (self->continue_button, stopped);
  gtk_widget_set_sensitive (GTK_WIDGET (self->pace_drop), running);
  gtk_label_set_label (self->reason_label, reason);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->reason_label), *reason != '\0' ? reason : NULL);
}

static void
sw_debug_bar_dispose (GObject *object)
{
  SwDebugBar *self = SW_DEBUG_BAR (object);

  g_clear_object (&self->signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_DEBUG_BAR);
  g_clear_object (&self->debugger);
  g_clear_object (&self->breakpoints);
  G_OBJECT_CLASS (sw_debug_bar_parent_class)->dispose (object);
}

static void
sw_debug_bar_class_init (SwDebugBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_debug_bar_dispose;
  g_type_ensure (SW_TYPE_BREAK_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stepwright/Stepwright/sw-debug-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SwDebugBar, pause_button);
  gtk_widget_class_bind_template_child (widget_class, SwDebugBar, continue_button);
  gtk_widget_class_bind_template_child (widget_class, SwDebugBar, reason_label);
  gtk_widget_class_bind_template_child (widget_class, SwDebugBar, errors_drop);
  gtk_widget_class_bind_template_child (widget_class, SwDebugBar, pace_drop);
  gtk_widget_class_bind_template_child (widget_class, SwDebugBar, break_list);
  gtk_widget_class_bind_template_callback (widget_class, errors_cb);
  gtk_widget_class_bind_template_callback (widget_class, pace_cb);
}

static void
sw_debug_bar_init (SwDebugBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (SW_TYPE_DEBUGGER);
  g_signal_group_connect_object (self->signals, "changed", G_CALLBACK (update), self,
                                 G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->signals, "notify::stopped", G_CALLBACK (update), self,
                                 G_CONNECT_SWAPPED);
}

/**
 * sw_debug_bar_new:
 * @breakpoints: of the document, to which those on errors and variables belong
 * @document: (nullable): whose errors are offered
 *
 * Returns: (transfer floating): a bar without a run
 */
SwDebugBar *
sw_debug_bar_new (SwBreakpoints *breakpoints,
                  SwDocument    *document)
{
  SwDebugBar *self = g_object_new (SW_TYPE_DEBUG_BAR, NULL);

  self->breakpoints = g_object_ref (breakpoints);
  g_signal_connect_object (breakpoints, "changed", G_CALLBACK (show_errors), self,
                           G_CONNECT_SWAPPED);
  sw_break_list_set_breakpoints (self->break_list, breakpoints, document);
  show_errors (self);
  update (self);
  return self;
}

/**
 * sw_debug_bar_set_debugger:
 * @debugger: (nullable): of the run that is shown
 *
 * Says what is controlled.
 */
void
sw_debug_bar_set_debugger (SwDebugBar *self,
                           SwDebugger *debugger)
{
  g_set_object (&self->debugger, debugger);
  g_signal_group_set_target (self->signals, debugger);
  if (debugger != NULL)
    {
      g_signal_connect_object (sw_debugger_get_runner (debugger), "notify::status",
                               G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      show_pace (self);
    }
  update (self);
}
