/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-source-search.h"

#include <glib/gi18n.h>

struct _SwSourceSearch
{
  AdwBin                  parent_instance;

  GtkSearchBar           *search_bar;
  GtkEditable            *search_entry;
  GtkLabel               *match_label;

  GtkSourceView          *view;    /* not owned: it stands below the bar as long as that does */
  GtkSourceSearchContext *context; /* NULL before the view is set */
};

G_DEFINE_FINAL_TYPE (SwSourceSearch, sw_source_search, ADW_TYPE_BIN)

static void
update_matches (SwSourceSearch *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  int count = gtk_source_search_context_get_occurrences_count (self->context);
  g_autofree char *text = NULL;
  GtkTextIter start, end;
  int position;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  position = gtk_source_search_context_get_occurrence_position (self->context, &start, &end);
  if (*gtk_editable_get_text (self->search_entry) == '\0' || count < 0)
    text = g_strdup ("");
  else if (count == 0)
    text = g_strdup (_("No match"));
  else
    /* translators: the match shown, of how many */
    text = g_strdup_printf (_("%d of %d"), MAX (position, 0), count);
  gtk_label_set_label (self->match_label, text);
}

static void
select_match (SwSourceSearch *self,
              gboolean        forward,
              gboolean        from_start)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  GtkTextIter start, end, found_start, found_end;
  gboolean found;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  if (forward)
    found = gtk_source_search_context_forward (self->context, from_start ? &start : &end,
                                               &found_start, &found_end, NULL);
  else
    found =
        gtk_source_search_context_backward (self->context, &start, &found_start, &found_end, NULL);
  if (found)
    {
      gtk_text_buffer_select_range (buffer, &found_end, &found_start);
      gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view),
                                    gtk_text_buffer_get_insert (buffer), 0.15, FALSE, 0, 0);
    }
  update_matches (self);
}

static void
search_changed_cb (SwSourceSearch *self)
{
  gtk_source_search_settings_set_search_text (
      gtk_source_search_context_get_settings (self->context),
      gtk_editable_get_text (self->search_entry));
  select_match (self, TRUE, TRUE);
}

static void
find_next_cb (SwSourceSearch *self)
{
  select_match (self, TRUE, FALSE);
}

static void
find_previous_cb (SwSourceSearch *self)
{
  select_match (self, FALSE, FALSE);
}

static void
search_mode_cb (SwSourceSearch *self)
{
  if (self->context != NULL)
    gtk_source_search_context_set_highlight (self->context,
                                             gtk_search_bar_get_search_mode (self->search_bar));
}

static void
stop_search_cb (SwSourceSearch *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
sw_source_search_dispose (GObject *object)
{
  SwSourceSearch *self = SW_SOURCE_SEARCH (object);

  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_SOURCE_SEARCH);
  G_OBJECT_CLASS (sw_source_search_parent_class)->dispose (object);
}

static void
sw_source_search_class_init (SwSourceSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_source_search_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stepwright/Stepwright/sw-source-search.ui");
  gtk_widget_class_bind_template_child (widget_class, SwSourceSearch, search_bar);
  gtk_widget_class_bind_template_child (widget_class, SwSourceSearch, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SwSourceSearch, match_label);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_next_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
sw_source_search_init (SwSourceSearch *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
}

/**
 * sw_source_search_set_view:
 * @view: with its buffer, both for as long as the bar lives
 */
void
sw_source_search_set_view (SwSourceSearch *self,
                           GtkSourceView  *view)
{
  g_autoptr (GtkSourceSearchSettings) settings = gtk_source_search_settings_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  g_return_if_fail (self->context == NULL);

  self->view = view;
  gtk_source_search_settings_set_wrap_around (settings, TRUE);
  self->context = gtk_source_search_context_new (GTK_SOURCE_BUFFER (buffer), settings);
  gtk_source_search_context_set_highlight (self->context, FALSE);
  g_signal_connect_object (self->context, "notify::occurrences-count", G_CALLBACK (update_matches),
                           self, G_CONNECT_SWAPPED);
}

/**
 * sw_source_search_open:
 *
 * Opens the bar; what is selected in one line is what is looked for.
 */
void
sw_source_search_open (SwSourceSearch *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  GtkTextIter start, end;

  if (gtk_text_buffer_get_selection_bounds (buffer, &start, &end)
      && gtk_text_iter_get_line (&start) == gtk_text_iter_get_line (&end))
    {
      g_autofree char *text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);

      gtk_editable_set_text (self->search_entry, text);
    }
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_select_region (self->search_entry, 0, -1);
}
