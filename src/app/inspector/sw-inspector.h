/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/document/sw-document.h"

G_BEGIN_DECLS

/* SwInspector: the fields of what is selected, from the table of fields: a state, or the machine
 * where none is. */
#define SW_TYPE_INSPECTOR (sw_inspector_get_type ())
G_DECLARE_FINAL_TYPE (SwInspector, sw_inspector, SW, INSPECTOR, AdwBin)

void       sw_inspector_set_document (SwInspector *self,
                                      SwDocument  *document);
void       sw_inspector_focus_name   (SwInspector *self);
void       sw_inspector_show_part    (SwInspector *self,
                                      const char  *pointer);
GtkWidget *sw_inspector_get_row      (SwInspector *self,
                                      const char  *field);
GtkWidget *sw_inspector_find_row     (SwInspector *self,
                                      const char  *pointer);

G_END_DECLS
