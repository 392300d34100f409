/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/start/sw-sketch-view.h"

G_BEGIN_DECLS

/* SwStartCard: one way to a document, on the start page: a picture of it, what it is called and
 * something about it. It is a button, which activates an action with a string.
 *
 * Signal: remove: the person does not want to see it there any more. */
#define SW_TYPE_START_CARD (sw_start_card_get_type ())
G_DECLARE_FINAL_TYPE (SwStartCard, sw_start_card, SW, START_CARD, AdwBin)

GtkWidget    *sw_start_card_new           (const char  *title,
                                           const char  *subtitle,
                                           const char  *action,
                                           const char  *target);
SwSketchView *sw_start_card_get_sketch    (SwStartCard *self);
void          sw_start_card_set_subtitle  (SwStartCard *self,
                                           const char  *subtitle);
void          sw_start_card_set_icon      (SwStartCard *self,
                                           const char  *icon_name);
void          sw_start_card_set_removable (SwStartCard *self,
                                           const char  *tooltip);

G_END_DECLS
