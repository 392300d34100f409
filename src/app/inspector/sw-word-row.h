/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* SwWordRow: a row with one of several words to choose. Of many, the list is filled when it is
 * opened: GTK makes the first two hundred rows of a list that nobody may ever look at. Until then
 * the row has the chosen word alone.
 *
 * Signal chosen (): the person, or whoever sets AdwComboRow:selected, chose another word. */
#define SW_TYPE_WORD_ROW (sw_word_row_get_type ())
G_DECLARE_FINAL_TYPE (SwWordRow, sw_word_row, SW, WORD_ROW, AdwComboRow)

GtkWidget *sw_word_row_new        (void);
void       sw_word_row_set_words  (SwWordRow *self,
                                   GPtrArray *words,
                                   guint      chosen);
guint      sw_word_row_get_chosen (SwWordRow *self);

G_END_DECLS
