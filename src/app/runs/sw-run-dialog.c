/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-run-dialog.h"

#include <string.h>

#include <glib/gi18n.h>

#include "app/runs/json/sw-json-view.h"
#include "app/runs/sw-run-mocks.h"
#include "tasks/rows/sw-row-proposals.h"

struct _SwRunDialog
{
  AdwDialog     parent_instance;

  AdwBanner    *warning_banner;
  SwJsonView   *input;
  AdwComboRow  *choice_row;
  AdwActionRow *functions_row;
  AdwSwitchRow *virtual_row;
  AdwComboRow  *type_row;
  GtkDropDown  *inputs_drop_down;
  GtkWidget    *save_button;
  GtkPopover   *save_popover;
  GtkEditable  *save_entry;

  GPtrArray    *texts; /* char *: the inputs behind the drop-down */
};

G_DEFINE_FINAL_TYPE (SwRunDialog, sw_run_dialog, ADW_TYPE_DIALOG)

static guint run_signal;
static guint save_signal;
static guint add_functions_signal;

static void
input_selected_cb (SwRunDialog *self)
{
  guint selected = gtk_drop_down_get_selected (self->inputs_drop_down);

  if (selected < self->texts->len)
    sw_json_view_set_text (self->input, self->texts->pdata[selected]);
}

static void
save_cb (SwRunDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->save_entry)));

  if (*name == '\0')
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  gtk_popover_popdown (self->save_popover);
  g_signal_emit (self, save_signal, 0, name);
}

static void
add_functions_cb (SwRunDialog *self)
{
  g_signal_emit (self, add_functions_signal, 0);
}

static void
run_cb (SwRunDialog *self)
{
  g_autoptr (SwRunDialog) guard = g_object_ref (self);

  g_signal_emit (self, run_signal, 0);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
run_action_cb (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  SwRunDialog *self = SW_RUN_DIALOG (widget);
  gboolean valid;

  g_object_get (self->input, "valid", &valid, NULL);
  if (valid)
    run_cb (self);
}

static void
sw_run_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SW_TYPE_RUN_DIALOG);
  G_OBJECT_CLASS (sw_run_dialog_parent_class)->dispose (object);
}

static void
sw_run_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (SW_RUN_DIALOG (object)->texts);
  G_OBJECT_CLASS (sw_run_dialog_parent_class)->finalize (object);
}

static void
sw_run_dialog_class_init (SwRunDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (SW_TYPE_JSON_VIEW);
  G_OBJECT_CLASS (klass)->dispose = sw_run_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = sw_run_dialog_finalize;

  run_signal = g_signal_new ("run", SW_TYPE_RUN_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                             G_TYPE_NONE, 0);

  save_signal = g_signal_new ("save-input", SW_TYPE_RUN_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  add_functions_signal = g_signal_new ("add-functions", SW_TYPE_RUN_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stepwright/Stepwright/sw-run-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SwRunDialog, warning_banner);
  gtk_widget_class_bind_template_child (widget_class, SwRunDialog, input);
  gtk_widget_class_bind_template_child (widget_class, SwRunDialog, choice_row);
  gtk_widget_class_bind_template_child (widget_class, SwRunDialog, functions_row);
  gtk_widget_class_bind_template_callback (widget_class, add_functions_cb);
  gtk_widget_class_bind_template_child (widget_class, SwRunDialog, virtual_row);
  gtk_widget_class_bind_template_child (widget_class, SwRunDialog, type_row);
  gtk_widget_class_bind_template_child (widget_class, SwRunDialog, inputs_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SwRunDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, SwRunDialog, save_popover);
  gtk_widget_class_bind_template_child (widget_class, SwRunDialog, save_entry);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, input_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, run_cb);
  gtk_widget_class_install_action (widget_class, "run-dialog.run", NULL, run_action_cb);
}

static void
sw_run_dialog_init (SwRunDialog *self)
{
  self->texts = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_dialog_set_focus (ADW_DIALOG (self), sw_json_view_get_view (self->input));
}

/**
 * sw_run_dialog_new:
 * @choices: (element-type SwRunChoice): who can perform the tasks
 * @choice: index of the one that is chosen at first
 *
 * Returns: (transfer floating): the dialog, not shown yet
 */
SwRunDialog *
sw_run_dialog_new (GPtrArray  *choices,
                   guint       choice,
                   SwRunSpeed  speed)
{
  SwRunDialog *self = g_object_new (SW_TYPE_RUN_DIALOG, NULL);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < choices->len; i++)
    gtk_string_list_append (labels, ((SwRunChoice *) choices->pdata[i])->label);
  adw_combo_row_set_model (self->choice_row, G_LIST_MODEL (labels));
  adw_combo_row_set_selected (self->choice_row, MIN (choice, choices->len - 1));
  gtk_widget_set_visible (GTK_WIDGET (self->choice_row), choices->len > 1);
  adw_switch_row_set_active (self->virtual_row, speed == SW_RUN_VIRTUAL);
  return self;
}

static void
add_input (SwRunDialog   *self,
           GtkStringList *labels,
           const char    *label,
           const char    *text)
{
  gtk_string_list_append (labels, label);
  g_ptr_array_add (self->texts, g_strdup (text));
}

/**
 * sw_run_dialog_set_inputs:
 * @inputs: (element-type SwRunInput): those to choose from, perhaps none
 * @last: (nullable): JSON text the last run began with
 * @generated: (nullable): JSON text made up from what the definition reads
 *
 * Begins with the last input, else with the first to choose from, else with the one made up, else
 * with an empty object.
 */
void
sw_run_dialog_set_inputs (SwRunDialog *self,
                          GPtrArray   *inputs,
                          const char  *last,
                          const char  *generated)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint selected = last == NULL ? 0 : GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < inputs->len; i++)
    {
      const SwRunInput *input = inputs->pdata[i];

      if (g_strcmp0 (input->text, last) == 0)
        selected = i;
      add_input (self, labels, input->label, input->text);
    }
  if (generated != NULL)
    add_input (self, labels, _("Generated"), generated);
  if (last != NULL && selected == GTK_INVALID_LIST_POSITION)
    {
      selected = self->texts->len;
      add_input (self, labels, _("Last input"), last);
    }
  if (self->texts->len == 0)
    add_input (self, labels, _("Empty"), "{}");
  gtk_widget_set_visible (GTK_WIDGET (self->inputs_drop_down), self->texts->len > 1);
  gtk_drop_down_set_model (self->inputs_drop_down, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->inputs_drop_down, selected);
  input_selected_cb (self);
}

/**
 * sw_run_dialog_set_can_save:
 * @can_save: whether there is a file for named inputs
 *
 * Offers to keep the input under a name: see the signal `save-input`.
 */
void
sw_run_dialog_set_can_save (SwRunDialog *self,
                            gboolean     can_save)
{
  gtk_widget_set_visible (self->save_button, can_save);
}

/**
 * sw_run_dialog_get_express:
 *
 * Returns: whether the run is to be an Express one
 */
gboolean
sw_run_dialog_get_express (SwRunDialog *self)
{
  return adw_combo_row_get_selected (self->type_row) == 1;
}

/**
 * sw_run_dialog_set_express:
 * @express: whether it is to be an Express workflow
 *
 * Chooses the type of workflow that the dialog opens with.
 */
void
sw_run_dialog_set_express (SwRunDialog *self,
                           gboolean     express)
{
  adw_combo_row_set_selected (self->type_row, express ? 1 : 0);
}

/**
 * sw_run_dialog_dup_input:
 *
 * Returns: (transfer full): the input as typed: JSON, where the person could confirm the dialog
 */
char *
sw_run_dialog_dup_input (SwRunDialog *self)
{
  return sw_json_view_dup_text (self->input);
}

/**
 * sw_run_dialog_get_choice:
 *
 * Returns: index of the performer that is chosen for the run
 */
guint
sw_run_dialog_get_choice (SwRunDialog *self)
{
  return adw_combo_row_get_selected (self->choice_row);
}

/**
 * sw_run_dialog_get_speed:
 *
 * Returns: whether waiting takes its time
 */
SwRunSpeed
sw_run_dialog_get_speed (SwRunDialog *self)
{
  return adw_switch_row_get_active (self->virtual_row) ? SW_RUN_VIRTUAL : SW_RUN_LIVE;
}

/**
 * sw_run_dialog_set_functions:
 * @proposals: (element-type SwRowProposal): handlers of functions that nothing performs yet
 *
 * Offers to have them perform their tasks: see the signal `add-functions`.
 */
void
sw_run_dialog_set_functions (SwRunDialog *self,
                             GPtrArray   *proposals)
{
  g_autofree char *title = g_strdup_printf (
      ngettext ("%u Function Found", "%u Functions Found", proposals->len), proposals->len);
  g_autoptr (GString) origins = g_string_new (NULL);

  for (guint i = 0; i < proposals->len; i++)
    {
      const char *origin = ((SwRowProposal *) proposals->pdata[i])->origin;

      if (strstr (origins->str, origin) == NULL)
        g_string_append_printf (origins, "%s%s", origins->len > 0 ? ", " : "", origin);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->functions_row), title);
  adw_action_row_set_subtitle (self->functions_row, origins->str);
  gtk_widget_set_visible (GTK_WIDGET (self->functions_row), proposals->len > 0);
}

/**
 * sw_run_dialog_set_warning:
 * @warning: (nullable): what is wrong with a file beside the definition
 */
void
sw_run_dialog_set_warning (SwRunDialog *self,
                           const char  *warning)
{
  adw_banner_set_use_markup (self->warning_banner, FALSE);
  adw_banner_set_title (self->warning_banner, warning != NULL ? warning : "");
  adw_banner_set_revealed (self->warning_banner, warning != NULL);
}
