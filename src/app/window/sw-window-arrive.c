/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window/sw-window-private.h"

/* A window that opens for a file comes up with the file in it, and with the diagram where that is
 * shown: a start page that gives way to it at once would only be a flash. What takes longer is not
 * waited for. */

#define PATIENCE 250 /* milliseconds */

static void
arrive (SwWindow *self)
{
  g_clear_handle_id (&self->arrival, g_source_remove);
  gtk_window_present (GTK_WINDOW (self));
}

static gboolean
patience_cb (gpointer user_data)
{
  SwWindow *self = user_data;

  self->arrival = 0;
  gtk_window_present (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

/* Whether the page in front shows what it is going to */
static gboolean
is_complete (SwWindow *self)
{
  SwPage *page = sw_window_get_page (self);

  return page != NULL && !sw_document_get_pending (sw_page_get_document (page))
         && (g_str_equal (self->view_mode, "code")
             || !sw_canvas_get_laying_out (sw_page_get_canvas (page)));
}

static void
laying_out_cb (SwWindow *self)
{
  if (self->arrival != 0 && is_complete (self))
    arrive (self);
}

/**
 * _sw_window_await_page:
 *
 * To be called when a page has come to the front: presents a window that waits for it, as soon as
 * all of it is there.
 */
void
_sw_window_await_page (SwWindow *self)
{
  if (self->arrival == 0)
    return;
  g_signal_connect_object (sw_page_get_canvas (sw_window_get_page (self)), "notify::laying-out",
                           G_CALLBACK (laying_out_cb), self, G_CONNECT_SWAPPED);
  laying_out_cb (self);
}

/**
 * _sw_window_end_waiting:
 *
 * Presents a window that waits for a page, as there is none, or something else to show.
 */
void
_sw_window_end_waiting (SwWindow *self)
{
  if (self->arrival != 0)
    arrive (self);
}

/**
 * sw_window_present_with_files:
 * @files: (element-type GFile): in the order of their tabs; at least one
 *
 * Opens files as sw_window_open_files() does, and presents the window: one that is not seen yet
 * when the first of them can be shown in it, or a quarter of a second later at most.
 */
void
sw_window_present_with_files (SwWindow  *self,
                              GPtrArray *files)
{
  g_return_if_fail (SW_IS_WINDOW (self));

  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    gtk_window_present (GTK_WINDOW (self));
  else if (self->arrival == 0)
    self->arrival = g_timeout_add (PATIENCE, patience_cb, self);
  sw_window_open_files (self, files);
}
