/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/page/sw-page-private.h"

#include <glib/gi18n.h>

#include "app/document/sw-placeholder-values.h"
#include "app/runs/sw-consent.h"
#include "app/runs/sw-run-dialog.h"
#include "app/runs/sw-run-mocks.h"
#include "app/sw-memory.h"
#include "engine/survey/sw-survey.h"
#include "json/sw-text.h"
#include "tasks/rows/sw-row-proposals.h"
#include "tasks/sw-input-edits.h"
#include "tasks/sw-substitutions.h"

/* What a run is asked for before it begins. */

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

/* An input made up from what the definition reads, as JSON text; NULL where it cannot run as it
 * is */
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
    _sw_page_show_failure (question->page, _("The Input Cannot Be Saved"), error->message);
}

/* What is found beside the definition for functions that nothing performs yet */
static GPtrArray *
find_proposals (SwPage *self,
                GFile  *tasks_file)
{
  GFile *definition = sw_document_get_file (self->document);
  g_autoptr (GFile) folder = definition != NULL ? g_file_get_parent (definition) : NULL;
  g_autofree char *text = NULL;
  g_autoptr (SwTree) tasks = NULL;
  gsize length;

  if (folder == NULL || !g_file_is_native (folder))
    return g_ptr_array_new ();
  if (tasks_file != NULL && g_file_load_contents (tasks_file, NULL, &text, &length, NULL, NULL))
    tasks = sw_tree_parse (text, (gssize) length);
  return sw_row_proposals_find (sw_document_get_model (self->document), folder, tasks);
}

/* Writes what was found into the tasks file, and asks anew with what it says then. */
static void
add_functions_cb (SwRunDialog *dialog,
                  gpointer     user_data)
{
  RunQuestion *question = user_data;
  SwPage *self = question->page;
  g_autoptr (GFile) file = find_tasks_file (self);
  g_autoptr (GPtrArray) proposals = find_proposals (self, file);
  g_autoptr (GError) error = NULL;

  if (file == NULL || proposals->len == 0)
    return;
  if (!sw_row_proposals_save (proposals, file, &error))
    {
      _sw_page_show_failure (self, _("The Functions Cannot Be Added"), error->message);
      return;
    }
  adw_dialog_force_close (ADW_DIALOG (dialog));
  sw_page_ask_run (self);
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
  g_autoptr (GPtrArray) proposals = find_proposals (self, file);
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
  sw_run_dialog_set_functions (dialog, proposals);
  g_signal_connect (dialog, "add-functions", G_CALLBACK (add_functions_cb), question);
  g_signal_connect (dialog, "save-input", G_CALLBACK (save_input_cb), question);
  g_signal_connect_data (dialog, "run", G_CALLBACK (run_cb), question, run_question_free, 0);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}
