/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/document/sw-document.h"
#include "app/source/sw-inner-view.h"

G_BEGIN_DECLS

/* SwLineEntry: an entry for one line of code: it looks like other entries, and completes, explains
 * and colours what is typed as the code's editor does.
 *
 * Signals
 *   changed    the text has changed, whoever changed it
 *   activate   Enter
 *   leave      the keyboard has gone elsewhere */
#define SW_TYPE_LINE_ENTRY (sw_line_entry_get_type ())
G_DECLARE_FINAL_TYPE (SwLineEntry, sw_line_entry, SW, LINE_ENTRY, AdwBin)

GtkWidget *sw_line_entry_new       (const char        *label);
void       sw_line_entry_set_help  (SwLineEntry       *self,
                                    SwDocument        *document,
                                    const SwInnerView *inner,
                                    GObject           *owner);
char      *sw_line_entry_dup_text  (SwLineEntry       *self);
void       sw_line_entry_set_text  (SwLineEntry       *self,
                                    const char        *text);
void       sw_line_entry_set_error (SwLineEntry       *self,
                                    const char        *error);

G_END_DECLS
