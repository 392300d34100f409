/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/sw-field-row-private.h"

#include "app/inspector/sw-placeholder-chips.h"

/* What is to be told of the text in a row, whoever put it there, in the note below. Another thing
 * to tell is another function in the table. */

typedef void (*Hook) (SwFieldRow *row,
                      const char *text);

/* What deployment fills in. Chips stay while the row has the same placeholders: one of them may be
 * open. */
static void
show_placeholders (SwFieldRow *row,
                   const char *text)
{
  g_auto (GStrv) names = sw_placeholder_chips_dup_names (text);
  char **shown = g_object_get_data (G_OBJECT (row->note), "placeholders");

  if (shown != NULL ? g_strv_equal ((const char *const *) shown, (const char *const *) names)
                    : names[0] == NULL)
    return;
  sw_field_note_set_extra (row->note, "placeholders",
                           sw_placeholder_chips_new (row->document, (const char *const *) names));
  g_object_set_data_full (G_OBJECT (row->note), "placeholders", g_steal_pointer (&names),
                          (GDestroyNotify) g_strfreev);
}

static const Hook hooks[] = {
  show_placeholders,
};

void
_sw_field_row_text_changed (SwFieldRow *self,
                            const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hooks); i++)
    hooks[i] (self, text);
}
