/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/page/sw-page-private.h"

#include <glib/gi18n.h>

#include "app/document/sw-placeholder-values.h"
#include "app/runs/record/sw-kept-runs.h"
#include "app/source/sw-last-run.h"
#include "json/sw-text.h"
#include "tasks/sw-run-values.h"
#include "tasks/sw-substitutions.h"

/* From the Run button to a run under way. */

/* A run's randomness need not be reproducible here: a person watches it. */
static guint64
next_random (gpointer user_data)
{
  return ((guint64) g_random_int () << 32) | g_random_int ();
}

/**
 * _sw_page_show_failure:
 * @heading: what could not be done
 * @message: why
 *
 * Tells it in a dialog.
 */
void
_sw_page_show_failure (SwPage     *self,
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

/* The run that is shown, where it is kept and has not ended; it may be ending on the disk. */
static SwRunner *
find_kept (SwPage *self)
{
  SwRunRecord *record = sw_page_get_record (self);
  SwRunner *runner = record != NULL ? sw_run_record_get_runner (record) : NULL;

  if (runner == NULL || sw_runner_get_stored_id (runner) == 0)
    return NULL;
  return sw_execution_get_status (sw_runner_get_execution (runner)) == SW_EXECUTION_RUNNING ? runner
                                                                                           : NULL;
}

/**
 * _sw_page_keeps_run:
 *
 * Returns: whether a run is under way that would come back at the next start of the program
 */
gboolean
_sw_page_keeps_run (SwPage *self)
{
  return find_kept (self) != NULL;
}

/**
 * _sw_page_end_kept:
 *
 * Stops a run that is not to come back at the next start: it makes way for another, or its tab is
 * closed.
 */
void
_sw_page_end_kept (SwPage *self)
{
  SwRunner *runner = find_kept (self);

  if (runner != NULL)
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
  const SwExecution *execution = sw_runner_get_execution (runner);

  _sw_page_end_kept (self);
  g_object_set (self, "show-runs", TRUE, NULL);
  sw_last_run_set (self->document, sw_execution_get_history (execution),
                   sw_execution_get_arn (execution));
  _sw_page_begin_debug (self, runner, performer);
  sw_run_panel_start (_sw_page_ensure_run_panel (self), runner);
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
  if (!sw_value_from_text (input, -1, SW_TEXT_PAYLOAD, &value, &error)
      || !sw_payload_check (value, &error))
    {
      _sw_page_show_failure (self,
                             g_error_matches (error, SW_TEXT_ERROR, SW_TEXT_ERROR_SYNTAX)
                                 ? _("The Input Is Not JSON")
                                 : _("The Input Is Too Large"),
                             error->message);
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

/**
 * sw_page_stop:
 *
 * Ends the run that goes on in the page, if there is one.
 */
void
sw_page_stop (SwPage *self)
{
  if (self->run_panel != NULL)
    sw_run_panel_stop (self->run_panel);
}

/**
 * sw_page_show_history:
 * @execution: (nullable): what it is in the list of executions
 * @history: of a run that somebody else made
 * @notes: (element-type utf8): receives what the definition lacks for it
 *
 * Shows the history on the definition as it stands now, in place of the last run.
 */
void
sw_page_show_history (SwPage          *self,
                      SwKeptExecution *execution,
                      const SwHistory *history,
                      GPtrArray       *notes)
{
  g_autoptr (SwRunRecord) record = NULL;
  SwTrace *trace;
  guint missing = 0;

  sw_document_flush (self->document);
  sw_document_settle (self->document);
  record = sw_run_record_new_read (history, sw_document_get_model (self->document));
  sw_run_record_set_execution (record, execution);
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
  sw_last_run_set (self->document, history,
                   execution != NULL ? sw_kept_execution_get_arn (execution) : NULL);
  sw_run_panel_show (_sw_page_ensure_run_panel (self), record);
}

/**
 * sw_page_get_record:
 *
 * Returns: (transfer none) (nullable): the run that is shown
 */
SwRunRecord *
sw_page_get_record (SwPage *self)
{
  return self->run_panel != NULL ? sw_run_panel_get_record (self->run_panel) : NULL;
}

/**
 * sw_page_get_previous_record:
 *
 * Returns: (transfer none) (nullable): the run that was shown before it
 */
SwRunRecord *
sw_page_get_previous_record (SwPage *self)
{
  return self->run_panel != NULL ? sw_run_panel_get_previous (self->run_panel) : NULL;
}

/**
 * sw_page_get_history:
 *
 * Returns: (transfer none) (nullable): of the run that is shown
 */
const SwHistory *
sw_page_get_history (SwPage *self)
{
  SwRunRecord *record = sw_page_get_record (self);

  return record != NULL ? sw_run_record_get_history (record) : NULL;
}
