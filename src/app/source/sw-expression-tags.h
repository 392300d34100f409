/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

#include "query/sw-query-tokens.h"

G_BEGIN_DECLS

/* What the words of an expression look like, in the code and in small editors alike. */
void sw_expression_tags_create    (GtkTextBuffer        *buffer,
                                   GtkTextTag           *tags[SW_QUERY_N_TOKENS]);
void sw_expression_tags_set_style (GtkTextTag *const     tags[SW_QUERY_N_TOKENS],
                                   GtkSourceStyleScheme *scheme);

G_END_DECLS
