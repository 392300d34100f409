/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/session/sw-session-private.h"

#include <glib/gi18n.h>

#include "app/session/sw-drafts.h"

/* Opening again what was open. A window's tabs come one after the other, as reading a file may take its time, and in
 * their order. */

typedef struct
{
  SwSession       *session;
  SwWindow        *window;
  SwSessionWindow *state;
  guint            next;   /* tab to open */
  SwPage          *front;  /* the one that was in front, or NULL; not owned: it is in the window */
  SwPage          *last;   /* the one opened last; not owned */
  guint            n_back; /* documents with changes that were not saved */
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->session);
  g_object_unref (job->window);
  sw_session_window_free (job->state);
  g_free (job);
}

static AdwTabPage *
get_tab (Job *job, SwPage *page)
{
  return adw_tab_view_get_page (job->window->tab_view, GTK_WIDGET (page));
}

/* What somebody opened meanwhile stays in front. */
static SwPage *
add_page (Job *job, SwDocument *document)
{
  SwPage *before = sw_window_get_page (job->window);
  SwPage *page = sw_window_add_document (job->window, document);

  if (before != NULL && before != job->last)
    adw_tab_view_set_selected_page (job->window->tab_view, get_tab (job, before));
  else
    job->last = page;
  return page;
}

static void
place_caret (SwDocument *document, const SwSessionTab *tab)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (document));
  GtkTextIter caret;

  gtk_text_buffer_get_iter_at_offset (buffer, &caret, tab->caret);
  gtk_text_buffer_place_cursor (buffer, &caret);
  sw_document_settle (document);
  sw_document_set_selected (document, tab->selected);
}

/* Takes a draft's name over, so that it is written in its place from now on. */
static void
adopt_draft (Job *job, SwDocument *document, const SwSessionTab *tab)
{
  SwDraftRecord *record = _sw_session_ensure_record (job->session, document);

  if (tab->draft != NULL && record->name == NULL)
    record->name = g_strdup (tab->draft);
  job->n_back += sw_document_get_modified (document);
}

static void
show_document (Job *job, SwDocument *document, const SwSessionTab *tab)
{
  SwPage *page = add_page (job, document);

  place_caret (document, tab);
  if (tab->placed)
    sw_canvas_set_place (sw_page_get_canvas (page), tab->place);
  if (job->next - 1 == job->state->current)
    job->front = page;
}

/* Drafts are written before it is written that they differ from something: an end by force may come in between. */
static gboolean
is_modified (const SwSessionTab *tab, const char *text)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return tab->modified || (tab->digest != NULL && !g_str_equal (tab->digest, digest));
}

static SwDocument *
new_from_draft (const SwSessionTab *tab, const char *text)
{
  g_autoptr (GFile) file = tab->uri != NULL ? g_file_new_for_uri (tab->uri) : NULL;
  g_autoptr (GFile) origin = tab->origin != NULL ? g_file_new_for_uri (tab->origin) : NULL;
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;

  return sw_document_new_draft (text, tab->syntax, name != NULL ? name : tab->title, origin, is_modified (tab, text));
}

static void open_next (Job *take_job);

/* What was not saved is there even if its file is not. */
static void
tell_loss (Job *job, const SwSessionTab *tab, const GError *error, gboolean has_text)
{
  g_autoptr (GFile) file = g_file_new_for_uri (tab->uri);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *text = NULL;

  if (has_text)
    /* Translators: the name of a file, and the reason as a sentence */
    text = g_strdup_printf (_("“%s” cannot be opened, but your changes are here: %s"), name, error->message);
  else
    /* Translators: the name of a file, and the reason as a sentence */
    text = g_strdup_printf (_("“%s” cannot be opened again: %s"), name, error->message);
  _sw_window_toast (job->window, text);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (SwDocument) document = SW_DOCUMENT (source);
  const SwSessionTab *tab = job->state->tabs->pdata[job->next - 1];
  g_autofree char *text = sw_drafts_read (tab->draft);
  g_autoptr (GError) error = NULL;

  if (!sw_document_load_finish (document, result, &error))
    {
      tell_loss (job, tab, error, text != NULL);
      g_clear_object (&document);
      if (text != NULL)
        document = new_from_draft (tab, text);
    }
  else if (text != NULL)
    sw_document_take_draft (document, text, tab->digest);
  if (document != NULL)
    {
      if (text != NULL)
        adopt_draft (job, document, tab);
      show_document (job, document, tab);
    }
  open_next (job);
}

/* Opened meanwhile by somebody else: only what was not saved is put in. */
static void
take_over (Job *job, AdwTabPage *page, const SwSessionTab *tab)
{
  SwDocument *document = sw_page_get_document (SW_PAGE (adw_tab_page_get_child (page)));
  g_autofree char *text = sw_drafts_read (tab->draft);

  if (text == NULL || sw_document_get_modified (document))
    return;
  sw_document_take_draft (document, text, tab->digest);
  adopt_draft (job, document, tab);
}

static void
load (Job *job, GFile *file)
{
  g_autoptr (SwHeadStart) head_start
      = sw_application_take_head_start (SW_APPLICATION (job->session->app), file);

  if (head_start != NULL)
    sw_document_load_ahead_async (sw_document_new (), head_start, NULL, loaded_cb, job);
  else
    sw_document_load_async (sw_document_new (), file, NULL, loaded_cb, job);
}

static void
open_tab (Job *job, const SwSessionTab *tab)
{
  g_autoptr (GFile) file = tab->uri != NULL ? g_file_new_for_uri (tab->uri) : NULL;
  AdwTabPage *page = file != NULL ? _sw_window_find_tab (job->window, file) : NULL;
  g_autofree char *text = NULL;

  if (page != NULL)
    take_over (job, page, tab);
  else if (file != NULL)
    {
      load (job, file);
      return;
    }
  else if ((text = sw_drafts_read (tab->draft)) != NULL)
    {
      g_autoptr (SwDocument) document = new_from_draft (tab, text);

      adopt_draft (job, document, tab);
      show_document (job, document, tab);
    }
  open_next (job);
}

static void
finish (Job *job)
{
  SwSession *session = job->session;

  if (job->front != NULL && sw_window_get_page (job->window) == job->last)
    adw_tab_view_set_selected_page (job->window->tab_view, get_tab (job, job->front));
  if (job->n_back > 0)
    _sw_window_toast (job->window, ngettext ("A document has changes that were not saved",
                                             "Some documents have changes that were not saved", job->n_back));
  session->restoring--;
  session->following = session->restoring == 0;
  sw_session_queue (session);
}

static void
open_next (Job *take_job)
{
  Job *job = take_job;

  /* A window that was closed meanwhile wants no more. */
  if (job->window->gone || job->next == job->state->tabs->len)
    {
      finish (job);
      job_free (job);
      return;
    }
  job->next++;
  open_tab (job, job->state->tabs->pdata[job->next - 1]);
}

static void
open_window (SwSession *self, SwSessionWindow *take_state)
{
  Job *job = g_new0 (Job, 1);

  job->session = g_object_ref (self);
  job->window = g_object_ref (sw_window_new (SW_APPLICATION (self->app)));
  job->state = take_state;
  if (take_state->width > 0 && take_state->height > 0)
    gtk_window_set_default_size (GTK_WINDOW (job->window), take_state->width, take_state->height);
  if (take_state->maximized)
    gtk_window_maximize (GTK_WINDOW (job->window));
  if (take_state->view_mode != NULL)
    _sw_window_set_view_mode (job->window, take_state->view_mode);
  gtk_window_present (GTK_WINDOW (job->window));
  open_next (job);
}

static SwSessionState *
load_state (void)
{
  g_autofree char *folder = sw_drafts_dup_folder ();
  g_autofree char *path = g_build_filename (folder, "session.ini", NULL);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return sw_session_state_new ();
  return sw_session_state_from_text (text);
}

static gboolean
has_draft (const SwSessionState *state, const char *name)
{
  for (guint i = 0; i < state->windows->len; i++)
    {
      const SwSessionWindow *window = state->windows->pdata[i];

      for (guint j = 0; j < window->tabs->len; j++)
        if (g_strcmp0 (((const SwSessionTab *) window->tabs->pdata[j])->draft, name) == 0)
          return TRUE;
    }
  return FALSE;
}

/* Drafts that the state does not tell of, as after a crash before it was written: untitled documents */
static void
add_strays (SwSessionState *state)
{
  g_auto (GStrv) names = sw_drafts_list ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *text = NULL;
      SwSessionTab *tab;

      if (has_draft (state, names[i]))
        continue;
      text = sw_drafts_read (names[i]);
      if (text == NULL)
        continue;
      if (state->windows->len == 0)
        g_ptr_array_add (state->windows, sw_session_window_new ());
      tab = sw_session_tab_new ();
      tab->draft = g_strdup (names[i]);
      tab->modified = TRUE;
      tab->syntax = sw_syntax_guess (text);
      g_ptr_array_add (((SwSessionWindow *) state->windows->pdata[0])->tabs, tab);
    }
}

/* Leaves what was not saved, where that is all the person wants to come back. */
static void
keep_unsaved (SwSessionWindow *window)
{
  for (guint i = window->tabs->len; i > 0; i--)
    {
      const SwSessionTab *tab = window->tabs->pdata[i - 1];

      if (tab->draft != NULL && tab->modified)
        continue;
      if (tab->draft != NULL)
        sw_drafts_remove (tab->draft);
      g_ptr_array_remove_index (window->tabs, i - 1);
    }
}

/**
 * sw_session_dup_front:
 * @settings: (nullable): the program's
 *
 * Needs neither a display nor a session.
 *
 * Returns: (transfer full) (nullable): the file that will be in front when all is open again; %NULL where nothing
 *   is, or a document without a file
 */
GFile *
sw_session_dup_front (GSettings *settings)
{
  g_autoptr (SwSessionState) state = NULL;
  const SwSessionWindow *window;
  const SwSessionTab *tab;

  if (settings != NULL && !g_settings_get_boolean (settings, "restore-session"))
    return NULL;
  state = load_state ();
  if (state->windows->len == 0)
    return NULL;
  window = state->windows->pdata[state->windows->len - 1];
  if (window->current >= window->tabs->len)
    return NULL;
  tab = window->tabs->pdata[window->current];
  return tab->uri != NULL ? g_file_new_for_uri (tab->uri) : NULL;
}

/**
 * sw_session_restore:
 *
 * Opens again what was open: all of it, or by the person's preference only what was not saved. From then on every
 * change is written. The first call counts.
 */
void
sw_session_restore (SwSession *self)
{
  g_autoptr (SwSessionState) state = NULL;
  gboolean all = self->settings == NULL || g_settings_get_boolean (self->settings, "restore-session");

  if (self->following || self->restoring > 0)
    return;
  state = load_state ();
  for (guint i = 0; !all && i < state->windows->len; i++)
    keep_unsaved (state->windows->pdata[i]);
  add_strays (state);
  self->restoring = 1;
  while (state->windows->len > 0)
    {
      SwSessionWindow *window = g_ptr_array_steal_index (state->windows, 0);

      if (window->tabs->len == 0)
        {
          sw_session_window_free (window);
          continue;
        }
      self->restoring++;
      open_window (self, window);
    }
  self->restoring--;
  self->following = self->restoring == 0;
}
