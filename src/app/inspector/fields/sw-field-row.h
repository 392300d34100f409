/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/document/sw-document.h"
#include "asl/model/sw-fields.h"

G_BEGIN_DECLS

/* SwFieldRow: one field of one object of the definition as a row. It holds the row's widget and
 * the note below it, shows what the text says, and writes what was typed back as one edit: when
 * the person pauses, goes on with Enter, or leaves. Showing never writes, and a row with typing
 * under way is not overwritten. */
#define SW_TYPE_FIELD_ROW (sw_field_row_get_type ())
G_DECLARE_FINAL_TYPE (SwFieldRow, sw_field_row, SW, FIELD_ROW, GObject)

SwFieldRow    *sw_field_row_new           (SwDocument    *document,
                                           SwFieldSet     set,
                                           const SwField *field);
void           sw_field_row_add_to        (SwFieldRow    *self,
                                           GtkWidget     *container);
GtkWidget     *sw_field_row_get_widget    (SwFieldRow    *self);
const SwField *sw_field_row_get_field     (SwFieldRow    *self);
void           sw_field_row_set_visible   (SwFieldRow    *self,
                                           gboolean       visible);
void           sw_field_row_show          (SwFieldRow    *self,
                                           const char    *pointer);
void           sw_field_row_show_problems (SwFieldRow    *self,
                                           GPtrArray     *problems);
void           sw_field_row_commit        (SwFieldRow    *self);
void           sw_field_row_start         (SwFieldRow    *self);
SwFieldRow    *sw_field_row_find          (SwFieldRow    *self,
                                           const char    *pointer);

G_END_DECLS
