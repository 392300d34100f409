/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "query/jsonata/sw-jsonata-lexer.h"

G_BEGIN_DECLS

gboolean sw_jsonata_lexer_fail        (SwJsonataLexer *self,
                                       SwJsonataError *error,
                                       const char     *code,
                                       const char     *token);

/* sw-jsonata-literals.c */
gboolean sw_jsonata_lexer_scan_regex  (SwJsonataLexer *self,
                                       SwJsonataToken *token,
                                       SwJsonataError *error);
gboolean sw_jsonata_lexer_scan_string (SwJsonataLexer *self,
                                       SwJsonataToken *token,
                                       SwJsonataError *error);
gboolean sw_jsonata_lexer_scan_number (SwJsonataLexer *self,
                                       SwJsonataToken *token,
                                       SwJsonataError *error);

G_END_DECLS
