/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/debug/sw-debug-view.h"

#include <glib/gi18n.h>

#include "app/runs/json/sw-json-view.h"
#include "app/sw-row-button.h"
#include "json/sw-text.h"

struct _SwDebugView
{
  AdwBin         parent_instance;

  GtkStack      *stack;
  GtkDropDown   *frames_drop;
  GtkDropDown   *parts_drop;
  SwJsonView    *value;
  GtkWidget     *apply_button;
  GtkPopover    *fail_popover;
  GtkEditable   *error_entry;
  GtkEditable   *cause_entry;
  GtkLabel      *trouble;
  GtkEditable   *console;
  GtkLabel      *answer;
  GtkListBox    *watches;

  SwDebugger    *debugger; /* or NULL */
  GSignalGroup  *signals;
  GArray        *frames;   /* guint: ids, in the order of frames_drop */
  GArray        *parts;    /* SwPart, in the order of parts_drop */
  char          *shown;    /* JSON text of the part as it is */
  gboolean       showing;  /* the drop-downs are being filled, not chosen from */
};

G_DEFINE_FINAL_TYPE (SwDebugView, sw_debug_view, ADW_TYPE_BIN)

static const char *const part_titles[] = {
  [SW_PART_INPUT] = N_("Input"),   [SW_PART_VARIABLES] = N_("Variables"),
  [SW_PART_RESULT] = N_("Result"), [SW_PART_OUTPUT] = N_("Output"),
  [SW_PART_ERROR] = N_("Error"),   [SW_PART_CONTEXT] = N_("Context"),
};

static char *
dup_value (SwValue value)
{
  if (sw_value_is (value, SW_TYPE_UNDEFINED))
    return g_strdup (_("nothing"));
  if (sw_value_is (value, SW_TYPE_OPAQUE))
    return g_strdup (_("a function"));
  return sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
}

static gboolean
get_part (SwDebugView *self,
          SwPart      *part)
{
  guint index = gtk_drop_down_get_selected (self->parts_drop);

  if (index >= self->parts->len)
    return FALSE;
  *part = g_array_index (self->parts, SwPart, index);
  return TRUE;
}

static void
update_apply (SwDebugView *self)
{
  g_autofree char *text = sw_json_view_dup_text (self->value);
  gboolean valid;
  SwPart part;

  g_object_get (self->value, "valid", &valid, NULL);
  gtk_widget_set_sensitive (self->apply_button, valid && get_part (self, &part)
                                                    && part != SW_PART_CONTEXT
                                                    && g_strcmp0 (text, self->shown) != 0);
}

static void
show_trouble (SwDebugView *self,
              const char  *text)
{
  gtk_label_set_label (self->trouble, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), text != NULL);
}

static void
show_part (SwDebugView *self)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  SwPart part;

  show_trouble (self, NULL);
  if (self->debugger == NULL || !get_part (self, &part))
    return;
  value = sw_debugger_dup_part (self->debugger, part);
  g_free (self->shown);
  self->shown = sw_value_is (value, SW_TYPE_UNDEFINED)
                    ? g_strdup ("")
                    : sw_value_to_text (value, SW_TEXT_PRETTY, NULL);
  g_object_set (self->value, "editable", part != SW_PART_CONTEXT, NULL);
  sw_json_view_set_text (self->value, self->shown);
  update_apply (self);
}

/* Branches and iterations by their names and numbers: "Orders › 3 › Check" */
static char *
dup_path (SwDebugView       *self,
          const SwFrameInfo *frame)
{
  SwExecution *execution = sw_runner_get_execution (sw_debugger_get_runner (self->debugger));
  g_autofree char *path = g_strdup (frame->state->name);
  SwFrameInfo inner = *frame, outer;

  while (inner.parent != inner.id && sw_execution_get_frame (execution, inner.parent, &outer))
    {
      g_autofree char *rest = g_steal_pointer (&path);

      path = g_strdup_printf ("%s › %u › %s", outer.state->name, inner.index, rest);
      inner = outer;
    }
  return g_steal_pointer (&path);
}

/* So many are listed: a Map of thousands of items is looked at in the table. */
#define MAX_FRAMES 200

static void
fill_frames (SwDebugView *self)
{
  SwExecution *execution = sw_runner_get_execution (sw_debugger_get_runner (self->debugger));
  g_autoptr (GArray) infos = sw_execution_dup_frames (execution);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  g_array_set_size (self->frames, 0);
  for (guint i = 0; i < infos->len; i++)
    {
      const SwFrameInfo *info = &g_array_index (infos, SwFrameInfo, i);
      gboolean is_chosen = info->id == sw_debugger_get_frame (self->debugger);
      g_autofree char *path = NULL;

      if (self->frames->len >= MAX_FRAMES && !is_chosen)
        continue;
      path = dup_path (self, info);
      if (is_chosen)
        chosen = self->frames->len;
      gtk_string_list_append (names, path);
      g_array_append_val (self->frames, info->id);
    }
  gtk_drop_down_set_model (self->frames_drop, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->frames_drop, chosen);
  gtk_widget_set_visible (GTK_WIDGET (self->frames_drop), self->frames->len > 1);
}

/* The part that was looked at stays, where there is one; else what is new at this point: the result
 * or the error. */
static guint
choose_part (SwDebugView *self,
             gboolean     had,
             SwPart       before)
{
  guint newest = 0;

  for (guint i = 0; i < self->parts->len; i++)
    {
      SwPart part = g_array_index (self->parts, SwPart, i);

      if (had && part == before && part != SW_PART_INPUT)
        return i;
      if (part == SW_PART_RESULT || part == SW_PART_OUTPUT || part == SW_PART_ERROR)
        newest = i;
    }
  return newest;
}

static void
fill_parts (SwDebugView *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  SwPart before = SW_PART_INPUT;
  gboolean had = get_part (self, &before);

  g_array_set_size (self->parts, 0);
  for (SwPart part = SW_PART_INPUT; part <= SW_PART_CONTEXT; part++)
    {
      g_auto (SwValue) value = sw_debugger_dup_part (self->debugger, part);

      if (sw_value_is (value, SW_TYPE_UNDEFINED))
        continue;
      gtk_string_list_append (names, _(part_titles[part]));
      g_array_append_val (self->parts, part);
    }
  gtk_drop_down_set_model (self->parts_drop, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->parts_drop, choose_part (self, had, before));
}

static void
unwatch_cb (GtkWidget *button,
            gpointer   data)
{
  SwDebugView *self
      = SW_DEBUG_VIEW (gtk_widget_get_ancestor (button, SW_TYPE_DEBUG_VIEW));

  sw_debugger_unwatch (self->debugger, GPOINTER_TO_UINT (data));
}

static GtkWidget *
make_watch (const SwWatch *watch)
{
  g_autofree char *value =
      watch->error != NULL ? g_strdup (watch->error) : dup_value (watch->value);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *remove = sw_row_button_new ("list-remove-symbolic", _("Stop Watching"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), watch->expression);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  gtk_widget_add_css_class (row, "property");
  g_signal_connect (remove, "clicked", G_CALLBACK (unwatch_cb), GUINT_TO_POINTER (watch->id));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  return row;
}

static void
fill_watches (SwDebugView *self)
{
  guint count = sw_debugger_get_n_watches (self->debugger);

  gtk_list_box_remove_all (self->watches);
  for (guint i = 0; i < count; i++)
    gtk_list_box_append (self->watches, make_watch (sw_debugger_get_watch (self->debugger, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->watches), count > 0);
}

static void
update (SwDebugView *self)
{
  gboolean stopped = self->debugger != NULL && sw_debugger_get_stopped (self->debugger);

  gtk_stack_set_visible_child_name (self->stack, stopped ? "scope" : "nothing");
  if (!stopped)
    return;
  self->showing = TRUE;
  fill_frames (self);
  fill_parts (self);
  fill_watches (self);
  self->showing = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->answer), FALSE);
  show_part (self);
}

static void
frame_cb (SwDebugView *self)
{
  guint index = gtk_drop_down_get_selected (self->frames_drop);

  if (!self->showing && index < self->frames->len)
    sw_debugger_set_frame (self->debugger, g_array_index (self->frames, guint, index));
}

static void
part_cb (SwDebugView *self)
{
  if (!self->showing)
    show_part (self);
}

static void
apply_cb (SwDebugView *self)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  SwPart part;

  if (!get_part (self, &part) || !sw_json_view_get_value (self->value, &value))
    return;
  if (!sw_debugger_set_part (self->debugger, part, value, &error))
    show_trouble (self, error->message);
}

static void
fail_cb (SwDebugView *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (self->error_entry));
  g_autofree char *cause = g_strdup (gtk_editable_get_text (self->cause_entry));
  g_autoptr (GError) error = NULL;

  gtk_popover_popdown (self->fail_popover);
  if (!sw_debugger_fail (self->debugger, *name != '\0' ? name : NULL,
                         *cause != '\0' ? cause : NULL, &error))
    show_trouble (self, error->message);
}

static void
ask_cb (SwDebugView *self)
{
  const char *expression = gtk_editable_get_text (self->console);
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (*expression == '\0')
    return;
  text = sw_debugger_evaluate (self->debugger, expression, &value, &error)
             ? dup_value (value)
             : g_strdup (error->message);
  gtk_label_set_label (self->answer, text);
  gtk_widget_set_visible (GTK_WIDGET (self->answer), TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
watch_cb (SwDebugView *self)
{
  g_autofree char *expression = g_strdup (gtk_editable_get_text (self->console));

  if (*expression == '\0')
    return;
  gtk_editable_set_text (self->console, "");
  sw_debugger_watch (self->debugger, expression);
}

static void
sw_debug_view_dispose (GObject *object)
{
  SwDebugView *self = SW_DEBUG_VIEW (object);

  g_clear_object (&self->signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_DEBUG_VIEW);
  g_clear_object (&self->debugger);
  G_OBJECT_CLASS (sw_debug_view_parent_class)->dispose (object);
}

static void
sw_debug_view_finalize (GObject *object)
{
  SwDebugView *self = SW_DEBUG_VIEW (object);

  g_array_unref (self->frames);
  g_array_unref (self->parts);
  g_free (self->shown);
  G_OBJECT_CLASS (sw_debug_view_parent_class)->finalize (object);
}

static void
sw_debug_view_class_init (SwDebugViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (SW_TYPE_JSON_VIEW);
  G_OBJECT_CLASS (klass)->dispose = sw_debug_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = sw_debug_view_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stepwright/Stepwright/sw-debug-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SwDebugView, stack);
  gtk_widget_class_bind_template_child (widget_class, SwDebugView, frames_drop);
  gtk_widget_class_bind_template_child (widget_class, SwDebugView, parts_drop);
  gtk_widget_class_bind_template_child (widget_class, SwDebugView, value);
  gtk_widget_class_bind_template_child (widget_class, SwDebugView, apply_button);
  gtk_widget_class_bind_template_child (widget_class, SwDebugView, fail_popover);
  gtk_widget_class_bind_template_child (widget_class, SwDebugView, error_entry);
  gtk_widget_class_bind_template_child (widget_class, SwDebugView, cause_entry);
  gtk_widget_class_bind_template_child (widget_class, SwDebugView, trouble);
  gtk_widget_class_bind_template_child (widget_class, SwDebugView, console);
  gtk_widget_class_bind_template_child (widget_class, SwDebugView, answer);
  gtk_widget_class_bind_template_child (widget_class, SwDebugView, watches);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, ask_cb);
  gtk_widget_class_bind_template_callback (widget_class, fail_cb);
  gtk_widget_class_bind_template_callback (widget_class, frame_cb);
  gtk_widget_class_bind_template_callback (widget_class, part_cb);
  gtk_widget_class_bind_template_callback (widget_class, watch_cb);
}

static void
sw_debug_view_init (SwDebugView *self)
{
  self->frames = g_array_new (FALSE, FALSE, sizeof (guint));
  self->parts = g_array_new (FALSE, FALSE, sizeof (SwPart));
  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (SW_TYPE_DEBUGGER);
  g_signal_group_connect_object (self->signals, "changed", G_CALLBACK (update), self,
                                 G_CONNECT_SWAPPED);
  g_signal_connect_object (
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (sw_json_view_get_view (self->value))), "changed",
      G_CALLBACK (update_apply), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

/**
 * sw_debug_view_new:
 *
 * Returns: (transfer floating): a view without a run
 */
SwDebugView *
sw_debug_view_new (void)
{
  return g_object_new (SW_TYPE_DEBUG_VIEW, NULL);
}

/**
 * sw_debug_view_set_debugger:
 * @debugger: (nullable): of the run that is shown
 *
 * Says what is looked at.
 */
void
sw_debug_view_set_debugger (SwDebugView *self,
                            SwDebugger  *debugger)
{
  g_set_object (&self->debugger, debugger);
  g_signal_group_set_target (self->signals, debugger);
  update (self);
}
