/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-task-form.h"

#include <glib/gi18n.h>

#include "app/runs/json/sw-json-view.h"
#include "app/runs/record/sw-run-remember.h"
#include "engine/sw-task-advice.h"
#include "json/sw-text.h"

struct _SwTaskForm
{
  AdwBin        parent_instance;

  GtkLabel     *title;
  GtkLabel     *more;
  GtkLabel     *resource;
  GtkLabel     *reason;
  SwJsonView   *input;
  AdwViewStack *answers;
  SwJsonView   *result;
  GtkEditable  *error_row;
  GtkEditable  *cause_row;
  GtkWidget    *answer_button;
  GtkMenuButton *errors_button;
  GtkCheckButton *remember_check;

  GFile        *definition; /* beside which answers are remembered, or NULL */
  SwRunner     *runner;
  guint64       id; /* of the request shown; 0: none */
};

G_DEFINE_FINAL_TYPE (SwTaskForm, sw_task_form, ADW_TYPE_BIN)

static gboolean
is_error (SwTaskForm *self)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->answers), "error") == 0;
}

static void
update_button (SwTaskForm *self)
{
  gboolean valid;

  g_object_get (self->result, "valid", &valid, NULL);
  gtk_widget_set_sensitive (self->answer_button, self->id != 0 && (is_error (self) || valid));
}

/* Before the answer is given: then the request is gone. */
static void
remember (SwTaskForm *self,
          SwValue     value)
{
  const SwTaskRequest *request
      = sw_execution_get_request (sw_runner_get_execution (self->runner), self->id);
  g_autoptr (GError) error = NULL;

  if (self->definition == NULL || request == NULL
      || !gtk_check_button_get_active (self->remember_check))
    return;
  if (!sw_run_remember (self->definition, request, value, gtk_editable_get_text (self->error_row),
                        gtk_editable_get_text (self->cause_row), &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
}

static void
answer_cb (SwTaskForm *self)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  guint64 id = self->id;

  if (self->runner == NULL || id == 0)
    return;
  if (!is_error (self) && !sw_json_view_get_value (self->result, &value))
    return;
  remember (self, value);
  if (is_error (self))
    sw_runner_refuse (self->runner, id, gtk_editable_get_text (self->error_row),
                      gtk_editable_get_text (self->cause_row));
  else
    sw_runner_answer (self->runner, id, value);
}

static void
choose_error (GtkWidget  *widget,
              const char *action,
              GVariant   *name)
{
  gtk_editable_set_text (SW_TASK_FORM (widget)->error_row, g_variant_get_string (name, NULL));
}

/* Errors to choose from, and a result to begin with */
static void
show_advice (SwTaskForm    *self,
             const SwState *state)
{
  g_auto (GStrv) errors = sw_task_dup_errors (state);
  g_auto (SwValue) sample = sw_task_dup_sample (state);
  g_autofree char *text = sw_value_to_text (sample, SW_TEXT_PRETTY, NULL);
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; errors[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (errors[i], NULL);

      g_menu_item_set_action_and_target (item, "task.error", "s", errors[i]);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->errors_button, G_MENU_MODEL (menu));
  if (errors[0] != NULL)
    gtk_editable_set_text (self->error_row, errors[0]);
  sw_json_view_set_text (self->result, text);
}

static void
show_request (SwTaskForm          *self,
              const SwTaskRequest *request)
{
  g_autofree char *title = NULL;
  g_autofree char *input = sw_value_to_text (request->input, SW_TEXT_PRETTY, NULL);
  const char *reason = sw_runner_get_reason (self->runner, request->id);

  if (request->attempt > 0)
    /* translators: the name of a state, and the number of the retry */
    title = g_strdup_printf (_("“%s” waits for your answer, retry %u"), request->state->name,
                             request->attempt);
  else
    title = g_strdup_printf (_("“%s” waits for your answer"), request->state->name);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->resource, request->resource != NULL ? request->resource : "");
  gtk_label_set_label (self->reason, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), reason != NULL);
  sw_json_view_set_text (self->input, input);
  show_advice (self, request->state);
  adw_view_stack_set_visible_child_name (self->answers, "result");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), title,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
sw_task_form_dispose (GObject *object)
{
  SwTaskForm *self = SW_TASK_FORM (object);

  g_clear_object (&self->runner);
  g_clear_object (&self->definition);
  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_TASK_FORM);
  G_OBJECT_CLASS (sw_task_form_parent_class)->dispose (object);
}

static void
sw_task_form_class_init (SwTaskFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (SW_TYPE_JSON_VIEW);
  G_OBJECT_CLASS (klass)->dispose = sw_task_form_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stepwright/Stepwright/sw-task-form.ui");
  gtk_widget_class_bind_template_child (widget_class, SwTaskForm, title);
  gtk_widget_class_bind_template_child (widget_class, SwTaskForm, more);
  gtk_widget_class_bind_template_child (widget_class, SwTaskForm, resource);
  gtk_widget_class_bind_template_child (widget_class, SwTaskForm, reason);
  gtk_widget_class_bind_template_child (widget_class, SwTaskForm, input);
  gtk_widget_class_bind_template_child (widget_class, SwTaskForm, answers);
  gtk_widget_class_bind_template_child (widget_class, SwTaskForm, result);
  gtk_widget_class_bind_template_child (widget_class, SwTaskForm, error_row);
  gtk_widget_class_bind_template_child (widget_class, SwTaskForm, cause_row);
  gtk_widget_class_bind_template_child (widget_class, SwTaskForm, answer_button);
  gtk_widget_class_bind_template_child (widget_class, SwTaskForm, errors_button);
  gtk_widget_class_bind_template_child (widget_class, SwTaskForm, remember_check);
  gtk_widget_class_bind_template_callback (widget_class, answer_cb);
  gtk_widget_class_install_action (widget_class, "task.error", "s", choose_error);
}

static void
sw_task_form_init (SwTaskForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->result, "notify::valid", G_CALLBACK (update_button), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->answers, "notify::visible-child", G_CALLBACK (update_button), self,
                           G_CONNECT_SWAPPED);
}

/**
 * sw_task_form_set_runner:
 * @runner: (nullable): whose open tasks to ask about
 */
void
sw_task_form_set_runner (SwTaskForm *self,
                         SwRunner   *runner)
{
  g_set_object (&self->runner, runner);
  self->id = 0;
  sw_task_form_update (self);
}

/**
 * sw_task_form_set_definition:
 * @definition: (nullable): the file of what is run, beside which answers can be remembered
 *
 * Says where answers are remembered.
 */
void
sw_task_form_set_definition (SwTaskForm *self,
                             GFile      *definition)
{
  g_set_object (&self->definition, definition);
  gtk_widget_set_visible (GTK_WIDGET (self->remember_check), definition != NULL);
}

/**
 * sw_task_form_update:
 *
 * Shows the oldest open task; what is being typed for it stays while it is open.
 */
void
sw_task_form_update (SwTaskForm *self)
{
  GPtrArray *open = self->runner != NULL ? sw_runner_get_manual (self->runner) : NULL;
  const SwTaskRequest *first = NULL;
  g_autofree char *more = NULL;

  for (guint i = 0; open != NULL && i < open->len; i++)
    {
      const SwTaskRequest *request = open->pdata[i];

      if (i == 0 || request->id == self->id)
        first = request;
    }
  if (first != NULL && first->id != self->id)
    show_request (self, first);
  self->id = first != NULL ? first->id : 0;
  if (open != NULL && open->len > 1)
    more = g_strdup_printf (ngettext ("%u more waits", "%u more wait", open->len - 1),
                            open->len - 1);
  gtk_label_set_label (self->more, more != NULL ? more : "");
  update_button (self);
}
