/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sw-page-private.h"

#include <glib/gi18n.h>

#include "app/runs/sw-consent.h"
#include "app/runs/sw-kept-runs.h"
#include "app/runs/sw-run-dialog.h"
#include "app/sw-memory.h"
#include "app/runs/sw-run-mocks.h"
#include "app/source/sw-last-run.h"
#include "app/sw-placeholder-values.h"
#include "engine/sw-survey.h"
#include "json/sw-text.h"
#include "tasks/sw-input-edits.h"
#include "tasks/sw-run-values.h"
#include "tasks/sw-substitutions.h"

/* From the Run button to a run under way. */

/* A run's randomness need not be reproducible here: a person watches it. */
static guint64
next_random (gpointer user_data)
{
  return ((guint64) g_random_int () << 32) | g_random_int ();
}

static void
show_failure (SwPage     *self,
              const char *heading,
              const char *message)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, message);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
refused_cb (SwPage     *self,
            const char *response)
{
  if (g_str_equal (response, "show"))
    _sw_page_show_problem (self, NULL);
}

/* The checker found the same reason most often; its place in the code is a click away then. */
static void
show_refusal (SwPage     *self,
              const char *message)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("This Definition Cannot Run"), message);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  if (g_list_model_get_n_items (sw_document_get_diagnostics (self->document)) > 0)
    {
      adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "show", _("_Go to Error"));
      adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "show");
    }
  g_signal_connect_object (dialog, "response", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
missing_cb (SwPage *self)
{
  sw_document_set_selected (self->document, NULL);
}

/* Names what has no value; the machine's panel is where to give it one. */
static void
show_missing (SwPage    *self,
              GPtrArray *missing)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *message = NULL;
  AdwDialog *dialog;

  for (guint i = 0; i < missing->len; i++)
    g_string_append_printf (names, "%s${%s}", i > 0 ? ", " : "",
                            ((const SwPlaceholder *) missing->pdata[i])->name);
  /* translators: names of placeholders, such as ${TableName} */
  message = g_strdup_printf (_("Nothing is known of %s. Give them values for runs on this computer "
                               "in the state machine's panel, under Placeholders."),
                             names->str);
  dialog = adw_alert_dialog_new (_("Placeholders Have No Value"), message);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "show", _("_Give Values"));
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "show");
  g_signal_connect_object (dialog, "response::show", G_CALLBACK (missing_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/**
 * _sw_page_compile:
 * @performer: (nullable): who performs the tasks
 *
 * Returns: (transfer full) (nullable): the definition compiled with values in the place of its
 * placeholders; %NULL after a message
 */
SwProgram *
_sw_page_compile (SwPage      *self,
                  SwPerformer *performer)
{
  SwPlaceholderValues *values = sw_placeholder_values_get (self->document);
  g_autoptr (GPtrArray) missing = NULL;
  g_autoptr (SwSubstitution) substitution
      = sw_run_values_apply (sw_document_get_model (self->document),
                             sw_placeholder_values_get_all (values), performer, &missing);
  g_autoptr (SwModel) model = NULL;
  g_autoptr (GError) error = NULL;
  SwProgram *program;

  if (missing->len > 0)
    {
      show_missing (self, missing);
      return NULL;
    }
  model = sw_model_new (sw_substitution_get_tree (substitution));
  program = sw_program_new (model, &error);
  if (program == NULL)
    show_refusal (self, error->message);
  return program;
}

/* A run that makes way for another is not to come back at the next start. */
static void
end_kept (SwPage *self)
{
  SwRunRecord *record = sw_run_panel_get_record (self->run_panel);
  SwRunner *runner = record != NULL ? sw_run_record_get_runner (record) : NULL;

  if (runner != NULL && sw_runner_get_stored_id (runner) != 0)
    sw_runner_stop (runner);
}

/**
 * _sw_page_show_run:
 * @runner: not started yet, or at a stop
 * @performer: (nullable): who performs its tasks
 *
 * Starts a run, with the debugger at hand, and shows it.
 */
void
_sw_page_show_run (SwPage      *self,
                   SwRunner    *runner,
                   SwPerformer *performer)
{
  end_kept (self);
  g_object_set (self, "show-runs", TRUE, NULL);
  sw_last_run_set (self->document,
                   sw_execution_get_history (sw_runner_get_execution (runner)));
  _sw_page_begin_debug (self, runner, performer);
  sw_run_panel_start (self->run_panel, runner);
  _sw_page_update_debug (self);
}

/**
 * sw_page_run:
 * @input: JSON text
 * @performer: (nullable): who performs the tasks; `NULL` for a person
 *
 * Runs the definition as it stands now. What prevents that is shown.
 */
void
sw_page_run (SwPage      *self,
             const char  *input,
             SwPerformer *performer,
             SwRunSpeed   speed)
{
  g_autoptr (SwProgram) program = NULL;
  g_autoptr (SwRunner) runner = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_uuid_string_random ();
  g_auto (SwValue) value = SW_VALUE_INIT;
  SwExecutionOptions options = { .name = name, .random = next_random };

  sw_document_flush (self->document);
  sw_document_settle (self->document);
  if (sw_document_get_stale (self->document))
    {
      sw_document_report (self->document, _("Mend the errors in the code first"));
      return;
    }
  if (!sw_value_from_text (input, -1, SW_TEXT_DEFAULT, &value, &error))
    {
      show_failure (self, _("The Input Is Not JSON"), error->message);
      return;
    }
  program = _sw_page_compile (self, performer);
  if (program == NULL)
    return;
  options.input = value;
  options.express = self->run_express;
  options.lifetime = options.express ? SW_EXECUTION_EXPRESS_SECONDS : 0;
  options.machine_name = sw_document_get_title (self->document);
  if (speed == SW_RUN_LIVE && !options.express)
    runner = sw_kept_runs_begin (program, &options, performer,
                                 sw_document_get_origin (self->document), self->run_choice_name);
  if (runner == NULL)
    runner = sw_runner_new (program, &options, performer, speed);
  _sw_page_show_run (self, runner, performer);
}

/* The choices a dialog was opened with, kept until it is answered. */
typedef struct
{
  SwPage    *page; /* not owned: the dialog is the page's */
  GPtrArray *choices;
} RunQuestion;

static void
run_question_free (gpointer  data,
                   GClosure *closure)
{
  RunQuestion *question = data;

  g_ptr_array_unref (question->choices);
  g_free (question);
}

/* Runs as was asked for, once all is said. */
static void
run_asked (gpointer data)
{
  SwPage *self = data;

  sw_page_run (self, self->run_input, self->run_performer, self->run_speed);
}

static void
run_cb (SwRunDialog *dialog,
        gpointer     user_data)
{
  RunQuestion *question = user_data;
  SwPage *self = question->page;
  const SwRunChoice *choice;

  g_free (self->run_input);
  self->run_input = sw_run_dialog_dup_input (dialog);
  self->run_speed = sw_run_dialog_get_speed (dialog);
  self->run_express = sw_run_dialog_get_express (dialog);
  sw_memory_set_text (sw_document_get_origin (self->document), SW_MEMORY_INPUT, self->run_input);
  choice = question->choices->pdata[MIN (sw_run_dialog_get_choice (dialog),
                                         question->choices->len - 1)];
  g_set_str (&self->run_choice_name, choice->label);
  g_clear_pointer (&self->run_performer, sw_performer_unref);
  if (choice->performer != NULL)
    self->run_performer = sw_performer_ref (choice->performer);
  if (sw_consent_is_missing (choice->tasks))
    sw_consent_ask (GTK_WIDGET (self), choice->tasks, run_asked, self);
  else
    run_asked (self);
}

/* An input made up from what the definition reads, as JSON text; NULL where it cannot run as it is */
static char *
dup_generated (SwPage *self)
{
  SwPlaceholderValues *values = sw_placeholder_values_get (self->document);
  g_autoptr (SwSubstitution) substitution
      = sw_substitution_new (sw_model_get_tree (sw_document_get_model (self->document)),
                             sw_placeholder_values_get_all (values));
  g_autoptr (SwModel) model = sw_model_new (sw_substitution_get_tree (substitution));
  g_autoptr (SwProgram) program = sw_program_new (model, NULL);
  g_auto (SwValue) input = SW_VALUE_INIT;

  if (program == NULL)
    return NULL;
  input = sw_sample_input_new (program);
  return sw_value_to_text (input, SW_TEXT_PRETTY, NULL);
}

/* The tasks file that named inputs go to; NULL where the definition is not saved yet */
static GFile *
find_tasks_file (SwPage *self)
{
  GFile *definition = sw_document_get_file (self->document);

  return definition != NULL ? sw_substitutions_find_file (definition) : NULL;
}

static void
save_input_cb (SwRunDialog *dialog,
               const char  *name,
               gpointer     user_data)
{
  RunQuestion *question = user_data;
  g_autoptr (GFile) file = find_tasks_file (question->page);
  g_autofree char *input = sw_run_dialog_dup_input (dialog);
  g_autofree char *message = g_strdup_printf (_("Saved the input “%s”"), name);
  g_autoptr (GError) error = NULL;

  if (file != NULL && sw_input_save (file, name, g_strstrip (input), &error))
    sw_document_report (question->page->document, message);
  else if (error != NULL)
    show_failure (question->page, _("The Input Cannot Be Saved"), error->message);
}

/* The choice of the last run, wherever it stands now; where it is gone, the first */
static guint
find_choice (SwPage    *self,
             GPtrArray *choices)
{
  for (guint i = 0; i < choices->len; i++)
    if (g_strcmp0 (((SwRunChoice *) choices->pdata[i])->label, self->run_choice_name) == 0)
      return i;
  return 0;
}

/**
 * sw_page_ask_run:
 *
 * Asks what the run begins with, then runs.
 */
void
sw_page_ask_run (SwPage *self)
{
  g_autoptr (GPtrArray) inputs = sw_run_inputs_new (sw_document_get_origin (self->document));
  g_autoptr (GError) warning = NULL;
  g_autoptr (GFile) file = find_tasks_file (self);
  g_autofree char *generated = dup_generated (self);
  RunQuestion *question = g_new (RunQuestion, 1);
  SwRunDialog *dialog;

  if (self->run_input == NULL)
    self->run_input = sw_memory_dup_text (sw_document_get_origin (self->document), SW_MEMORY_INPUT);
  question->page = self;
  question->choices = sw_run_choices_new (sw_document_get_origin (self->document), &warning);
  dialog = sw_run_dialog_new (question->choices, find_choice (self, question->choices),
                              self->run_speed);
  sw_run_dialog_set_inputs (dialog, inputs, self->run_input, generated);
  sw_run_dialog_set_can_save (dialog, file != NULL);
  /* What the machine is; another choice is for one run. */
  sw_run_dialog_set_express (dialog, sw_document_get_machine_type (self->document)
                                         == SW_MACHINE_EXPRESS);
  sw_run_dialog_set_warning (dialog, warning != NULL ? warning->message : NULL);
  g_signal_connect (dialog, "save-input", G_CALLBACK (save_input_cb), question);
  g_signal_connect_data (dialog, "run", G_CALLBACK (run_cb), question, run_question_free, 0);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

void
sw_page_stop (SwPage *self)
{
  sw_run_panel_stop (self->run_panel);
}

/**
 * sw_page_show_history:
 * @history: of a run that somebody else made
 * @notes: (element-type utf8): receives what the definition lacks for it
 *
 * Shows the history on the definition as it stands now, in place of the last run.
 */
void
sw_page_show_history (SwPage          *self,
                      const SwHistory *history,
                      GPtrArray       *notes)
{
  g_autoptr (SwRunRecord) record = NULL;
  SwTrace *trace;
  guint missing = 0;

  sw_document_flush (self->document);
  sw_document_settle (self->document);
  record = sw_run_record_new_read (history, sw_document_get_model (self->document));
  trace = sw_run_record_get_trace (record);
  for (guint i = 0; i < sw_trace_get_n_states (trace); i++)
    missing += sw_trace_get_state (trace, i)->state == NULL;
  if (missing > 0)
    g_ptr_array_insert (notes, 0,
                        g_strdup_printf (ngettext ("%u state of the history is not in this definition",
                                                   "%u states of the history are not in this definition",
                                                   missing),
                                         missing));
  g_object_set (self, "show-runs", TRUE, NULL);
  sw_last_run_set (self->document, history);
  sw_run_panel_show (self->run_panel, record);
}

/**
 * sw_page_get_record:
 *
 * Returns: (transfer none) (nullable): the run that is shown
 */
SwRunRecord *
sw_page_get_record (SwPage *self)
{
  return sw_run_panel_get_record (self->run_panel);
}

/**
 * sw_page_get_previous_record:
 *
 * Returns: (transfer none) (nullable): the run that was shown before it
 */
SwRunRecord *
sw_page_get_previous_record (SwPage *self)
{
  return sw_run_panel_get_previous (self->run_panel);
}

/**
 * sw_page_get_history:
 *
 * Returns: (transfer none) (nullable): of the run that is shown
 */
const SwHistory *
sw_page_get_history (SwPage *self)
{
  SwRunRecord *record = sw_run_panel_get_record (self->run_panel);

  return record != NULL ? sw_run_record_get_history (record) : NULL;
}
