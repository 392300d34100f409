/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

#include "app/document/sw-document.h"

G_BEGIN_DECLS

/* SwSourceExpressions: colours the expressions inside the strings of a document in its view. */
typedef struct _SwSourceExpressions SwSourceExpressions;

SwSourceExpressions *sw_source_expressions_new          (GtkSourceView       *view,
                                                         SwDocument          *document);
void                 sw_source_expressions_free         (SwSourceExpressions *self);
void                 sw_source_expressions_update_style (SwSourceExpressions *self);

G_END_DECLS
