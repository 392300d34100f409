/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/session/sw-session-private.h"

#include "app/session/sw-drafts.h"

G_DEFINE_FINAL_TYPE (SwSession, sw_session, G_TYPE_OBJECT)

#define DELAY_MS 1000

static char *
dup_path (void)
{
  g_autofree char *folder = sw_drafts_dup_folder ();

  return g_build_filename (folder, "session.ini", NULL);
}

static int
get_caret (SwDocument *document)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (document));
  GtkTextIter caret;

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  return gtk_text_iter_get_offset (&caret);
}

static char *
dup_uri (GFile *file)
{
  return file != NULL ? g_file_get_uri (file) : NULL;
}

/* Of what a document without a file began as, which is its text as long as it is not modified. */
static char *
dup_beginning_digest (SwDocument *document)
{
  g_autofree char *text = sw_document_dup_text (document, NULL);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

static SwSessionTab *
capture_tab (SwSession *self, SwPage *page)
{
  SwDocument *document = sw_page_get_document (page);
  SwDraftRecord *record = _sw_session_ensure_record (self, document);
  GFile *file = sw_document_get_file (document);
  SwSessionTab *tab;

  record->seen = TRUE;
  if (record->discarded && file == NULL)
    return NULL;
  tab = sw_session_tab_new ();
  tab->uri = dup_uri (file);
  tab->draft = g_strdup (_sw_session_name_draft (record));
  tab->syntax = sw_document_get_syntax (document);
  tab->modified = !record->discarded && sw_document_get_modified (document);
  tab->selected = g_strdup (sw_document_get_selected (document));
  tab->caret = get_caret (document);
  tab->placed = sw_canvas_get_place (sw_page_get_canvas (page), &tab->place);
  if (file == NULL)
    {
      tab->origin = dup_uri (sw_document_get_origin (document));
      tab->title = g_strdup (sw_document_get_title (document));
      if (!tab->modified)
        tab->digest = dup_beginning_digest (document);
    }
  else if (tab->modified)
    tab->digest = sw_document_dup_digest (document);
  return tab;
}

/**
 * _sw_session_capture_window:
 *
 * Returns: (transfer full): what there is to remember of a window
 */
SwSessionWindow *
_sw_session_capture_window (SwSession *self, SwWindow *window)
{
  SwSessionWindow *state = sw_session_window_new ();
  AdwTabView *tabs = window->tab_view;
  AdwTabPage *front = adw_tab_view_get_selected_page (tabs);

  gtk_window_get_default_size (GTK_WINDOW (window), &state->width, &state->height);
  state->maximized = gtk_window_is_maximized (GTK_WINDOW (window));
  state->view_mode = g_strdup (window->view_mode);
  for (int i = 0; i < adw_tab_view_get_n_pages (tabs); i++)
    {
      AdwTabPage *page = adw_tab_view_get_nth_page (tabs, i);
      SwSessionTab *tab = capture_tab (self, SW_PAGE (adw_tab_page_get_child (page)));

      if (tab == NULL)
        continue;
      if (page == front)
        state->current = state->tabs->len;
      g_ptr_array_add (state->tabs, tab);
    }
  return state;
}

static SwSessionWindow *
copy_window (const SwSessionWindow *window)
{
  SwSessionState only = { .windows = g_ptr_array_new () };
  g_autofree char *text = NULL;
  g_autoptr (SwSessionState) copy = NULL;

  g_ptr_array_add (only.windows, (gpointer) window);
  text = sw_session_state_to_text (&only);
  g_ptr_array_unref (only.windows);
  copy = sw_session_state_from_text (text);
  return g_ptr_array_steal_index (copy->windows, 0);
}

/* Windows that show nothing are nothing to come back to. */
static void
add_window (SwSessionState *state, SwSessionWindow *take_window)
{
  if (take_window->tabs->len > 0)
    g_ptr_array_add (state->windows, take_window);
  else
    sw_session_window_free (take_window);
}

static SwSessionState *
capture (SwSession *self)
{
  SwSessionState *state = sw_session_state_new ();

  for (guint i = 0; i < self->held->len; i++)
    add_window (state, copy_window (self->held->pdata[i]));
  /* GTK has the newest window first. */
  for (GList *link = g_list_last (gtk_application_get_windows (self->app)); link != NULL; link = link->prev)
    if (SW_IS_WINDOW (link->data) && !SW_WINDOW (link->data)->gone)
      add_window (state, _sw_session_capture_window (self, link->data));
  return state;
}

/* A failure is told where it is a loss, by the drafts. */
static void
write_state (SwSession *self, const SwSessionState *state)
{
  g_autofree char *text = sw_session_state_to_text (state);
  g_autofree char *path = dup_path ();
  g_autofree char *folder = sw_drafts_dup_folder ();

  if (g_strcmp0 (text, self->written) == 0)
    return;
  g_mkdir_with_parents (folder, 0700);
  if (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL))
    g_set_str (&self->written, text);
}

static void
write_all (SwSession *self, gboolean wait)
{
  g_autoptr (SwSessionState) state = NULL;

  g_clear_handle_id (&self->source, g_source_remove);
  if (!self->following)
    return;
  state = capture (self);
  _sw_session_update_drafts (self, wait);
  write_state (self, state);
}

static gboolean
due_cb (gpointer user_data)
{
  SwSession *self = user_data;

  self->source = 0;
  write_all (self, FALSE);
  return G_SOURCE_REMOVE;
}

/**
 * sw_session_queue:
 *
 * Something has changed: it is written before long.
 */
void
sw_session_queue (SwSession *self)
{
  if (self->following && self->source == 0)
    self->source = g_timeout_add (DELAY_MS, due_cb, self);
}

/* What was opened is to come back even if the program is killed right after: as soon as it shows */
static void
write_at_once (SwSession *self)
{
  if (!self->following)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_idle_add (due_cb, self);
}

static void
page_attached_cb (SwSession *self, AdwTabPage *tab)
{
  SwDocument *document = sw_page_get_document (SW_PAGE (adw_tab_page_get_child (tab)));
  GtkSourceBuffer *buffer = sw_document_get_buffer (document);

  /* Again where a tab is moved to another window: once is enough. */
  g_signal_handlers_disconnect_by_func (buffer, sw_session_queue, self);
  g_signal_handlers_disconnect_by_func (document, sw_session_queue, self);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (sw_session_queue), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::modified", G_CALLBACK (sw_session_queue), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::file", G_CALLBACK (sw_session_queue), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::selected", G_CALLBACK (sw_session_queue), self, G_CONNECT_SWAPPED);
  write_at_once (self);
}

static void
window_added_cb (SwSession *self, GtkWindow *window)
{
  AdwTabView *tabs;

  if (!SW_IS_WINDOW (window))
    return;
  tabs = SW_WINDOW (window)->tab_view;
  g_signal_connect_object (tabs, "page-attached", G_CALLBACK (page_attached_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tabs, "page-detached", G_CALLBACK (sw_session_queue), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tabs, "page-reordered", G_CALLBACK (sw_session_queue), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tabs, "notify::selected-page", G_CALLBACK (sw_session_queue), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "notify::view-mode", G_CALLBACK (sw_session_queue), self, G_CONNECT_SWAPPED);
}

/**
 * sw_session_discard:
 *
 * The person lets go of what is not saved of a document, which is about to close.
 */
void
sw_session_discard (SwSession *self, SwDocument *document)
{
  _sw_session_ensure_record (self, document)->discarded = TRUE;
}

/**
 * sw_session_quit:
 *
 * All windows are about to close, to come back together.
 */
void
sw_session_quit (SwSession *self)
{
  self->quitting = TRUE;
}

/**
 * sw_session_stay:
 *
 * The person does not want to leave after all: what has closed is closed.
 */
void
sw_session_stay (SwSession *self)
{
  self->quitting = FALSE;
  g_ptr_array_set_size (self->held, 0);
  sw_session_queue (self);
}

/**
 * sw_session_end:
 *
 * Writes the last word. Whoever wants to go on restores first.
 */
void
sw_session_end (SwSession *self)
{
  write_all (self, TRUE);
  self->following = FALSE;
  self->quitting = FALSE;
  g_ptr_array_set_size (self->held, 0);
  g_clear_pointer (&self->records, g_hash_table_unref);
}

static gboolean
is_last (SwSession *self, GtkWindow *window)
{
  for (GList *link = gtk_application_get_windows (self->app); link != NULL; link = link->next)
    if (SW_IS_WINDOW (link->data) && link->data != window && !SW_WINDOW (link->data)->gone)
      return FALSE;
  return TRUE;
}

/**
 * sw_session_window_closes:
 * @window: an SwWindow that is about to go, while it still has its tabs
 */
void
sw_session_window_closes (SwSession *self, GtkWindow *window)
{
  gboolean last = is_last (self, window);

  write_all (self, TRUE);
  if (self->following && (self->quitting || last))
    g_ptr_array_add (self->held, _sw_session_capture_window (self, SW_WINDOW (window)));
  SW_WINDOW (window)->gone = TRUE;
  if (last)
    sw_session_end (self);
}

static void
sw_session_dispose (GObject *object)
{
  SwSession *self = SW_SESSION (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->records, g_hash_table_unref);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (sw_session_parent_class)->dispose (object);
}

static void
sw_session_finalize (GObject *object)
{
  SwSession *self = SW_SESSION (object);

  g_ptr_array_unref (self->held);
  g_free (self->written);
  G_OBJECT_CLASS (sw_session_parent_class)->finalize (object);
}

static void
sw_session_class_init (SwSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sw_session_dispose;
  G_OBJECT_CLASS (klass)->finalize = sw_session_finalize;
}

static void
sw_session_init (SwSession *self)
{
  self->held = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_session_window_free);
}

/**
 * sw_session_new:
 * @app: whose windows these are, and who owns the session
 * @settings: (nullable): the program's
 *
 * Returns: (transfer full): a session that does nothing until sw_session_restore()
 */
SwSession *
sw_session_new (GtkApplication *app, GSettings *settings)
{
  SwSession *self = g_object_new (SW_TYPE_SESSION, NULL);

  self->app = app;
  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  g_signal_connect_object (app, "window-added", G_CALLBACK (window_added_cb), self, G_CONNECT_SWAPPED);
  return self;
}
