/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window/sw-window-private.h"

#include <glib/gi18n.h>

#include "app/document/sw-file-words.h"

/* Files on their way into tabs. They are read at the same time, and shown in the order in which they were named,
 * whichever is read first. The first that can be shown comes to the front. */
typedef struct
{
  SwWindow  *window;
  GPtrArray *openings; /* Opening, in order */
  guint      next;     /* the first of them that is not shown yet */
  gboolean   example;  /* documents of one's own begin here: saving asks for a place */
  gboolean   in_front; /* one of them is */
} Batch;

typedef struct
{
  Batch      *batch;    /* not owned: it owns this */
  GFile      *file;
  SwDocument *document; /* or NULL, where a tab has the file */
  GError     *error;    /* why there is none */
  gboolean    read;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *self = data;

  g_object_unref (self->file);
  g_clear_object (&self->document);
  g_clear_error (&self->error);
  g_free (self);
}

static void
batch_free (Batch *self)
{
  g_object_unref (self->window);
  g_ptr_array_unref (self->openings);
  g_free (self);
}

/**
 * _sw_window_find_tab:
 *
 * Returns: (transfer none) (nullable): the tab that has a file open
 */
AdwTabPage *
_sw_window_find_tab (SwWindow *self,
                     GFile    *file)
{
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tab_view); i++)
    {
      AdwTabPage *tab = adw_tab_view_get_nth_page (self->tab_view, i);
      SwPage *page = SW_PAGE (adw_tab_page_get_child (tab));
      GFile *other = sw_document_get_file (sw_page_get_document (page));

      if (other != NULL && g_file_equal (other, file))
        return tab;
    }
  return NULL;
}

static void
show_error (Opening *self)
{
  g_autofree char *name = g_file_get_basename (self->file);
  g_autofree char *heading = g_strdup_printf (_("“%s” Cannot Be Opened"), name);

  _sw_window_tell_failure (self->batch->window, heading, sw_file_words_of_reading (self->error));
}

/* The file may have been opened meanwhile, as twice in one command. */
static AdwTabPage *
ensure_tab (Opening *self)
{
  SwWindow *window = self->batch->window;
  AdwTabPage *tab = self->batch->example ? NULL : _sw_window_find_tab (window, self->file);
  g_autofree char *name = g_file_get_basename (self->file);

  if (tab != NULL || self->document == NULL)
    return tab;
  if (self->batch->example)
    sw_document_detach (self->document, name);
  else
    _sw_window_remember_recent (self->file);
  return _sw_window_append_document (window, self->document);
}

static void
show (Opening *self)
{
  AdwTabPage *tab;

  if (self->error != NULL)
    {
      _sw_window_end_waiting (self->batch->window);
      show_error (self);
      return;
    }
  tab = ensure_tab (self);
  if (tab != NULL && !self->batch->in_front)
    {
      adw_tab_view_set_selected_page (self->batch->window->tab_view, tab);
      self->batch->in_front = TRUE;
      _sw_window_await_page (self->batch->window);
    }
}

/* Shows those whose turn has come. After the last one there is no batch any more. */
static void
show_read (Batch *self)
{
  while (self->next < self->openings->len)
    {
      Opening *opening = self->openings->pdata[self->next];

      if (!opening->read)
        return;
      self->next++;
      show (opening);
    }
  batch_free (self);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Opening *self = user_data;
  g_autoptr (SwDocument) document = SW_DOCUMENT (source);

  if (sw_document_load_finish (document, result, &self->error))
    self->document = g_steal_pointer (&document);
  self->read = TRUE;
  show_read (self->batch);
}

static Opening *
add_opening (Batch *self,
             GFile *file)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->batch = self;
  opening->file = g_object_ref (file);
  opening->read = !self->example && _sw_window_find_tab (self->window, file) != NULL;
  g_ptr_array_add (self->openings, opening);
  return opening;
}

static void
load (Opening *self)
{
  GtkApplication *app = gtk_window_get_application (GTK_WINDOW (self->batch->window));
  g_autoptr (SwHeadStart) head_start
      = app != NULL ? sw_application_take_head_start (SW_APPLICATION (app), self->file) : NULL;

  if (head_start != NULL)
    sw_document_load_ahead_async (sw_document_new (), head_start, NULL, loaded_cb, self);
  else
    sw_document_load_async (sw_document_new (), self->file, NULL, loaded_cb, self);
}

static void
open_batch (SwWindow  *self,
            GPtrArray *files,
            gboolean   example)
{
  Batch *batch = g_new0 (Batch, 1);

  batch->window = g_object_ref (self);
  batch->openings = g_ptr_array_new_with_free_func (opening_free);
  batch->example = example;
  for (guint i = 0; i < files->len; i++)
    {
      Opening *opening = add_opening (batch, files->pdata[i]);

      if (!opening->read)
        load (opening);
    }
  show_read (batch);
}

/**
 * sw_window_open_files:
 * @files: (element-type GFile): in the order of their tabs
 *
 * Opens files in a tab each, and brings the first of them to the front. A file that is open already is not opened
 * again.
 */
void
sw_window_open_files (SwWindow  *self,
                      GPtrArray *files)
{
  g_return_if_fail (SW_IS_WINDOW (self));

  open_batch (self, files, FALSE);
}

/**
 * sw_window_open_file:
 *
 * Opens a file in a tab, or brings the tab to the front that has it open.
 */
void
sw_window_open_file (SwWindow *self,
                     GFile    *file)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  g_ptr_array_add (files, file);
  sw_window_open_files (self, files);
}

/**
 * _sw_window_open_example:
 *
 * Opens a file as what a document of one's own begins with: saving asks for a place.
 */
void
_sw_window_open_example (SwWindow *self,
                         GFile    *file)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  g_ptr_array_add (files, file);
  open_batch (self, files, TRUE);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (SwWindow) self = user_data;
  /* An error is the person's "Cancel". */
  g_autoptr (GListModel) chosen
      = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; chosen != NULL && i < g_list_model_get_n_items (chosen); i++)
    g_ptr_array_add (files, g_list_model_get_item (chosen, i));
  sw_window_open_files (self, files);
}

/**
 * _sw_window_open:
 *
 * Asks for files, and opens them.
 */
void
_sw_window_open (SwWindow *self)
{
  g_autoptr (GtkFileDialog) dialog
      = _sw_window_create_file_dialog (_("Open a Definition"), _("_Open"));

  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (self), NULL, chosen_cb, g_object_ref (self));
}
