/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "editors.h"

/* The N-th widget of TYPE below, in reading order, that is not hidden */
GtkWidget *
editors_find_nth (GtkWidget *widget, GType type, guint *n)
{
  if (!gtk_widget_get_visible (widget))
    return NULL;
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (*n)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = editors_find_nth (child, type, n);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
editors_find (GtkWidget *widget, GType type, guint n)
{
  GtkWidget *found = editors_find_nth (widget, type, &n);

  g_assert_nonnull (found);
  return found;
}

/* Where a row is typed in: a text of one line in an entry, else an editor */
GtkWidget *
editors_get (GtkWidget *row)
{
  guint n = 0;
  GtkWidget *view = editors_find_nth (row, GTK_TYPE_TEXT_VIEW, &n);

  if (view != NULL || ADW_IS_ENTRY_ROW (row))
    return view != NULL ? view : row;
  return editors_find (row, ADW_TYPE_ENTRY_ROW, 0);
}

void
editors_set (GtkWidget *editor, const char *text)
{
  if (GTK_IS_TEXT_VIEW (editor))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor)), text, -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (editor), text);
}

char *
editors_dup (GtkWidget *editor)
{
  GtkTextIter start, end;

  if (!GTK_IS_TEXT_VIEW (editor))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (editor)));
  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor)), &start, &end);
  return gtk_text_iter_get_slice (&start, &end);
}

int
editors_get_caret (GtkWidget *editor)
{
  int at;

  if (!GTK_IS_TEXT_VIEW (editor))
    return gtk_editable_get_position (GTK_EDITABLE (editor));
  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor)), "cursor-position", &at, NULL);
  return at;
}

void
editors_set_caret (GtkWidget *editor, int at)
{
  GtkTextBuffer *buffer;
  GtkTextIter place;

  if (!GTK_IS_TEXT_VIEW (editor))
    {
      gtk_editable_set_position (GTK_EDITABLE (editor), at);
      return;
    }
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor));
  gtk_text_buffer_get_iter_at_offset (buffer, &place, at);
  gtk_text_buffer_place_cursor (buffer, &place);
}

/* A letter at the caret, as a key types it */
void
editors_type (GtkWidget *editor, const char *letter)
{
  int at = editors_get_caret (editor);

  if (GTK_IS_TEXT_VIEW (editor))
    {
      gtk_text_buffer_insert_interactive_at_cursor (
          gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor)), letter, -1, TRUE);
      return;
    }
  gtk_editable_insert_text (GTK_EDITABLE (editor), letter, -1, &at);
  gtk_editable_set_position (GTK_EDITABLE (editor), at);
}
