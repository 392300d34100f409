/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/fields/sw-field-row-private.h"

#include <string.h>

/* What all rows do while a person types in them. What was typed is written when he pauses, so that
 * diagram and code follow, and each burst of typing is one step of undo. Neither writing nor
 * showing takes away the focus or moves the caret. */

#define PAUSE 600 /* milliseconds without a key */

static void
pause_cb (gpointer data)
{
  SwFieldRow *self = data;
  g_autoptr (SwFieldRow) guard = g_object_ref (self);

  self->pause = 0;
  self->pausing = TRUE;
  sw_field_row_commit (self);
  self->pausing = FALSE;
}

/* The person has typed; CHANGED: it is not what the text says. */
void
_sw_field_row_typed (SwFieldRow *self,
                     gboolean    changed)
{
  self->dirty = changed;
  _sw_field_row_set_error (self, NULL);
  g_clear_handle_id (&self->pause, g_source_remove);
  if (changed)
    self->pause = g_timeout_add_once (PAUSE, pause_cb, self);
}

/* Says what is wrong with what was typed; ERROR is NULL where nothing is. */
void
_sw_field_row_set_error (SwFieldRow *self,
                         const char *error)
{
  if (error != NULL)
    gtk_widget_add_css_class (self->widget, "error");
  else
    gtk_widget_remove_css_class (self->widget, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->widget), GTK_ACCESSIBLE_STATE_INVALID,
                               error != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                             : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (error == NULL)
    _sw_field_row_mark_error (self, 0, 0, NULL);
  if (sw_field_note_set_error (self->note, error))
    gtk_accessible_announce (GTK_ACCESSIBLE (self->widget), error,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/**
 * _sw_field_row_has_focus:
 *
 * Returns: whether the keyboard focus is in the row
 */
gboolean
_sw_field_row_has_focus (SwFieldRow *self)
{
  return self->widget != NULL
         && (gtk_widget_get_state_flags (self->widget) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/* While a person types, what a field is for must not lie over what is proposed; F1 tells it. */
static void
entered_cb (SwFieldRow *self)
{
  gtk_widget_set_has_tooltip (self->widget, FALSE);
}

/* What was typed is written, and then spelled as the text does. */
static void
left_cb (SwFieldRow *self)
{
  g_autoptr (SwFieldRow) guard = g_object_ref (self);

  if (self->widget != NULL)
    gtk_widget_set_has_tooltip (self->widget,
                                gtk_widget_get_tooltip_text (self->widget) != NULL);
  sw_field_row_commit (self);
  if (self->dirty || self->echo == NULL || self->widget == NULL)
    return;
  g_clear_pointer (&self->echo, g_free);
  self->showing = TRUE;
  self->kind->show (self, _sw_field_row_get_node (self));
  self->showing = FALSE;
}

/* Leaving WIDGET writes what was typed in it. */
void
_sw_field_row_watch_focus (SwFieldRow *self,
                           GtkWidget  *widget)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "enter", G_CALLBACK (entered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, focus);
}

/* How much two texts have in common at both ends, in bytes, between whole characters */
static void
find_difference (const char *old,
                 const char *new,
                 gsize      *prefix,
                 gsize      *suffix)
{
  gsize n_old = strlen (old), n_new = strlen (new), i = 0, n = 0;

  while (i < n_old && i < n_new && old[i] == new[i])
    i++;
  while (i > 0 && ((guchar) old[i] & 0xc0) == 0x80)
    i--;
  while (n < n_old - i && n < n_new - i && old[n_old - 1 - n] == new[n_new - 1 - n])
    n++;
  while (n > 0 && ((guchar) old[n_old - n] & 0xc0) == 0x80)
    n--;
  *prefix = i;
  *suffix = n;
}

/* Shows TEXT, and leaves the caret where it is in what stays. */
void
_sw_field_row_set_entry (GtkEditable *editable,
                         const char  *text)
{
  g_autofree char *old = g_strdup (gtk_editable_get_text (editable));
  gsize prefix, suffix;
  int start, end;

  if (strcmp (old, text) == 0)
    return;
  find_difference (old, text, &prefix, &suffix);
  start = (int) g_utf8_strlen (old, (gssize) prefix);
  end = start + (int) g_utf8_strlen (old + prefix, (gssize) (strlen (old) - prefix - suffix));
  gtk_editable_delete_text (editable, start, end);
  gtk_editable_insert_text (editable, text + prefix, (int) (strlen (text) - prefix - suffix),
                            &start);
}

/* The same for an editor. */
void
_sw_field_row_set_buffer (GtkTextBuffer *buffer,
                          const char    *text)
{
  GtkTextIter start, end;
  g_autofree char *old = NULL;
  gsize prefix, suffix;
  int offset;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  old = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  if (strcmp (old, text) == 0)
    return;
  find_difference (old, text, &prefix, &suffix);
  offset = (int) g_utf8_strlen (old, (gssize) prefix);
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
  gtk_text_buffer_get_iter_at_offset (
      buffer, &end,
      offset + (int) g_utf8_strlen (old + prefix, (gssize) (strlen (old) - prefix - suffix)));
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text + prefix, (int) (strlen (text) - prefix - suffix));
  gtk_text_buffer_end_irreversible_action (buffer);
}

/* The text of the row's editor, or NULL: it has none. */
GtkTextBuffer *
_sw_field_row_get_buffer (SwFieldRow *self)
{
  gboolean has_editor = self->kind == &_sw_field_row_code || self->kind == &_sw_field_row_line
                        || self->kind == &_sw_field_row_rule;

  return has_editor ? self->data : NULL;
}

/* What stands in the row's entry or editor; of a row without either nothing */
char *
_sw_field_row_dup_typed (SwFieldRow *self)
{
  GtkTextBuffer *buffer = _sw_field_row_get_buffer (self);
  GtkTextIter start, end;

  if (GTK_IS_EDITABLE (self->widget))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->widget)));
  if (buffer == NULL)
    return g_strdup ("");
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/* Puts TEXT there as if it were typed. */
void
_sw_field_row_set_typed (SwFieldRow *self,
                         const char *text)
{
  if (GTK_IS_EDITABLE (self->widget))
    gtk_editable_set_text (GTK_EDITABLE (self->widget), text);
  else if (_sw_field_row_get_buffer (self) != NULL)
    gtk_text_buffer_set_text (_sw_field_row_get_buffer (self), text, -1);
}
