/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window/sw-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/source/sw-problem.h"
#include "layout/picture/sw-picture.h"

/* Pixels per point of an exported PNG: sharp on a screen of twice the usual density. */
#define PNG_SCALE 2.0

/* "order.asl.json" exported as .svg is proposed as "order.svg". */
static char *
dup_export_name (SwDocument *document,
                 const char *suffix)
{
  g_autofree char *stem = g_strdup (sw_document_get_title (document));

  for (const char *const *ending = (const char *const[]) { ".json", ".yaml", ".yml", ".asl", NULL };
       *ending != NULL; ending++)
    if (g_str_has_suffix (stem, *ending) && strlen (stem) > strlen (*ending))
      stem[strlen (stem) - strlen (*ending)] = '\0';
  return g_strconcat (stem, suffix, NULL);
}

/* What is written once a place for it is chosen */
typedef struct
{
  SwWindow   *window;
  SwDocument *document;
  GFile      *file;
  GBytes     *bytes; /* ready beforehand, or NULL: a picture in the format of the file's ending */
} ExportJob;

static void
export_job_free (ExportJob *job)
{
  g_clear_object (&job->window);
  g_clear_object (&job->document);
  g_clear_object (&job->file);
  g_clear_pointer (&job->bytes, g_bytes_unref);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExportJob, export_job_free)

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (ExportJob) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (job->file);
  g_autofree char *text = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      _sw_window_show_error (job->window, _("The Export Cannot Be Written"), error);
      return;
    }
  text = g_strdup_printf (_("Exported “%s”"), name);
  _sw_window_toast (job->window, text);
}

static GBytes *
draw_picture (ExportJob  *job,
              GError    **error)
{
  g_autofree char *name = g_file_get_basename (job->file);
  const SwLayoutOptions options = { .direction = SW_DIRECTION_DOWN, .scale = 1.0 };
  const SwPictureOptions look = { .dark = FALSE, .scale = PNG_SCALE };
  g_autoptr (SwLayout) layout = NULL;
  SwPictureFormat format;

  if (!sw_picture_format_from_name (name, &format))
    {
      g_set_error (
          error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME,
          _("“%s” does not end in .svg, .png or .pdf, so its format is unknown. Choose one of "
             "these endings."),
          name);
      return NULL;
    }
  layout = sw_layout_new (sw_document_get_graph (job->document), &options, NULL);
  return sw_layout_to_picture (layout, format, &look, error);
}

static void
place_chosen_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (ExportJob) job = user_data;
  g_autoptr (GError) error = NULL;

  job->file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  if (job->file == NULL)
    return;
  if (job->bytes == NULL)
    job->bytes = draw_picture (job, &error);
  if (job->bytes == NULL)
    {
      _sw_window_show_error (job->window, _("The Picture Cannot Be Drawn"), error);
      return;
    }
  g_file_replace_contents_bytes_async (job->file, job->bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                       written_cb, job);
  g_steal_pointer (&job);
}

static void
choose_place (ExportJob  *take_job,
              const char *title,
              const char *suffix,
              GListModel *filters)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = dup_export_name (take_job->document, suffix);

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_accept_label (dialog, _("_Export"));
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (take_job->window), NULL, place_chosen_cb, take_job);
}

static ExportJob *
export_job_new (SwWindow *self)
{
  ExportJob *job = g_new0 (ExportJob, 1);

  job->window = g_object_ref (self);
  job->document = g_object_ref (_sw_window_get_document (self));
  sw_document_flush (job->document);
  sw_document_settle (job->document);
  return job;
}

static guint
count_errors (SwDocument *document)
{
  GListModel *problems = sw_document_get_diagnostics (document);
  guint errors = 0;

  for (guint i = 0; i < g_list_model_get_n_items (problems); i++)
    {
      g_autoptr (SwProblem) problem = g_list_model_get_item (problems, i);

      errors += sw_problem_get_severity (problem) == SW_SEVERITY_ERROR;
    }
  return errors;
}

static void
choose_asl_place (ExportJob *take_job)
{
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = _sw_window_dup_definition_filter ();

  g_list_store_append (filters, filter);
  choose_place (take_job, _("Export ASL JSON"), ".asl.json", G_LIST_MODEL (filters));
}

static void
export_anyway_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (ExportJob) job = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (g_str_equal (response, "export"))
    choose_asl_place (g_steal_pointer (&job));
}

static void
ask_despite_errors (ExportJob *take_job,
                    guint      errors)
{
  g_autofree char *body = g_strdup_printf (
      ngettext ("The definition has %u error, and AWS would refuse it. Press F8 in the "
                "code to see it.",
                "The definition has %u errors, and AWS would refuse it. Press F8 in the "
                "code to see them.",
                errors),
      errors);
  AdwDialog *dialog = adw_alert_dialog_new (_("Export With Errors?"), body);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "export",
                                  _("_Export Anyway"), NULL);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), GTK_WIDGET (take_job->window), NULL,
                           export_anyway_cb, take_job);
}

/* The definition as the console takes it: the text itself where it is JSON, without a byte order
 * mark; of YAML, what it says. */
static char *
dup_asl (SwWindow   *self,
         SwDocument *document)
{
  g_autoptr (GError) error = NULL;
  char *text = sw_document_dup_strict_json (document, &error);

  if (text == NULL)
    _sw_window_show_error (self, _("The Definition Cannot Be Converted"), error);
  return text;
}

/**
 * _sw_window_export_asl:
 *
 * Asks where, and writes the definition as AWS takes it. Where there are errors, asks first.
 */
void
_sw_window_export_asl (SwWindow *self)
{
  g_autoptr (ExportJob) job = export_job_new (self);
  char *text = dup_asl (self, job->document);
  guint errors = count_errors (job->document);

  if (text == NULL)
    return;
  job->bytes = g_bytes_new_take (text, strlen (text));
  if (errors > 0)
    ask_despite_errors (g_steal_pointer (&job), errors);
  else
    choose_asl_place (g_steal_pointer (&job));
}

/**
 * _sw_window_copy_asl:
 *
 * Copies the definition as AWS takes it, and says so where AWS would refuse it.
 */
void
_sw_window_copy_asl (SwWindow *self)
{
  SwDocument *document = _sw_window_get_document (self);
  g_autofree char *text = dup_asl (self, document);
  guint errors = count_errors (document);

  if (text == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  _sw_window_toast (self, errors > 0 ? _("Copied; AWS would refuse it for its errors")
                                     : _("Copied, ready to paste into the console"));
}

static void
add_suffix_filter (GListStore *filters,
                   const char *name,
                   const char *suffix)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_suffix (filter, suffix);
  g_list_store_append (filters, filter);
}

/* The ending of the chosen name says the format. */
void
_sw_window_export_picture (SwWindow *self)
{
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (all, _("Pictures (SVG, PNG, PDF)"));
  gtk_file_filter_add_suffix (all, "svg");
  gtk_file_filter_add_suffix (all, "png");
  gtk_file_filter_add_suffix (all, "pdf");
  g_list_store_append (filters, all);
  add_suffix_filter (filters, _("SVG drawing"), "svg");
  add_suffix_filter (filters, _("PNG image"), "png");
  add_suffix_filter (filters, _("PDF document"), "pdf");
  choose_place (export_job_new (self), _("Export the Diagram"), ".svg", G_LIST_MODEL (filters));
}
