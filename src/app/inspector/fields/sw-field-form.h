/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/inspector/fields/sw-field-row.h"
#include "asl/model/sw-fields.h"

G_BEGIN_DECLS

#define SW_FIELD_N_TABS (SW_FIELD_TAB_ERRORS + 1)

/* SwFieldForm: the rows of all fields that one type of state can have in one query language, or
 * that the machine has, a page for each tab. Made once and shown for each state of the type: rows
 * are never replaced, only told what to show and whether to. */
#define SW_TYPE_FIELD_FORM (sw_field_form_get_type ())
G_DECLARE_FINAL_TYPE (SwFieldForm, sw_field_form, SW, FIELD_FORM, AdwBin)

GtkWidget  *sw_field_form_new           (SwDocument    *document,
                                         const SwState *state);
const char *sw_field_tab_get_name       (SwFieldTab     tab);
gboolean    sw_field_form_has_tab       (SwFieldForm   *self,
                                         SwFieldTab     tab);
void        sw_field_form_set_tab       (SwFieldForm   *self,
                                         SwFieldTab     tab);
void        sw_field_form_show          (SwFieldForm   *self,
                                         const SwState *state);
void        sw_field_form_show_problems (SwFieldForm   *self,
                                         GPtrArray     *problems);
void        sw_field_form_commit        (SwFieldForm   *self);
gboolean    sw_field_form_show_part     (SwFieldForm   *self,
                                         const char    *pointer,
                                         SwFieldTab    *tab);
GtkWidget  *sw_field_form_get_row       (SwFieldForm   *self,
                                         const char    *field);
GtkWidget  *sw_field_form_find_row      (SwFieldForm   *self,
                                         const char    *pointer);
GtkWidget  *sw_field_form_get_name_row  (SwFieldForm   *self);
SwFieldRow *sw_field_form_get_focus     (SwFieldForm   *self);

G_END_DECLS
