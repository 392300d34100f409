/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

#include "app/document/sw-document.h"
#include "app/source/sw-inner-view.h"

G_BEGIN_DECLS

/* A small source editor for the rows of fields: as high as what it holds, without an undo of its
 * own, since there is the document's. */
GtkSourceView *_sw_field_editor_new           (gboolean       one_line,
                                               gboolean       is_json);
GtkWidget     *_sw_field_editor_wrap          (GtkSourceView *view);
void           _sw_field_editor_set_text      (GtkTextBuffer *buffer,
                                               const char    *text);
void           _sw_field_editor_set_help      (GtkSourceView     *view,
                                               SwDocument        *document,
                                               const SwInnerView *inner,
                                               GObject           *owner);
gboolean       _sw_field_editor_hide_proposals (GtkTextBuffer *buffer);
void           _sw_field_editor_release       (gpointer       buffer);

G_END_DECLS
