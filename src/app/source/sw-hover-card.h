/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/document/sw-document.h"
#include "asl/assist/sw-explain.h"

G_BEGIN_DECLS

/* SwHoverCard: an explanation, as a card. */
#define SW_TYPE_HOVER_CARD (sw_hover_card_get_type ())
G_DECLARE_FINAL_TYPE (SwHoverCard, sw_hover_card, SW, HOVER_CARD, GtkBox)

GtkWidget *sw_hover_card_new (GtkSourceView       *view,
                              SwDocument          *document,
                              const SwExplanation *explanation);

G_END_DECLS
