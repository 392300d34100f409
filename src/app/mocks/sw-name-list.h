/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* SwNameList: names under an entry while one types; the entry keeps the focus and hands on its
 * keys.
 *
 * Signal
 *   picked (name: string) */
#define SW_TYPE_NAME_LIST (sw_name_list_get_type ())
G_DECLARE_FINAL_TYPE (SwNameList, sw_name_list, SW, NAME_LIST, GtkPopover)

GtkWidget *sw_name_list_new       (GtkWidget          *entry);
void       sw_name_list_set_names (SwNameList         *self,
                                   const char *const  *names);
void       sw_name_list_show      (SwNameList         *self,
                                   const char         *typed);
void       sw_name_list_hide      (SwNameList         *self);
gboolean   sw_name_list_is_shown  (SwNameList         *self);
gboolean   sw_name_list_take_key  (SwNameList         *self,
                                   guint               key);

G_END_DECLS
