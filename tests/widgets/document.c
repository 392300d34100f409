/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "document.h"

/* A key for each byte of TEXT, which is ASCII, with the caret at OFFSET characters before. */
void
document_type (SwDocument *document,
               int         offset,
               const char *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (document));
  GtkTextIter place;

  gtk_text_buffer_get_iter_at_offset (buffer, &place, offset);
  gtk_text_buffer_place_cursor (buffer, &place);
  for (const char *p = text; *p != '\0'; p++)
    {
      gtk_text_buffer_begin_user_action (buffer);
      gtk_text_buffer_insert_interactive_at_cursor (buffer, p, 1, TRUE);
      gtk_text_buffer_end_user_action (buffer);
    }
}
