/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/source/sw-problem.h"

G_BEGIN_DECLS

/* SwFieldNote: what is to be said of a field, as a row of its own right below the field's: what is
 * wrong with what was typed, what the checker found, what else there is to know. Hidden while it
 * has nothing to say. */
#define SW_TYPE_FIELD_NOTE (sw_field_note_get_type ())
G_DECLARE_FINAL_TYPE (SwFieldNote, sw_field_note, SW, FIELD_NOTE, AdwPreferencesRow)

GtkWidget *sw_field_note_new          (void);
gboolean   sw_field_note_set_error    (SwFieldNote *self,
                                       const char  *error);
void       sw_field_note_set_problems (SwFieldNote *self,
                                       GPtrArray   *problems);
void       sw_field_note_set_extra    (SwFieldNote *self,
                                       const char  *place,
                                       GtkWidget   *extra);
void       sw_field_note_set_muted    (SwFieldNote *self,
                                       gboolean     muted);

G_END_DECLS
