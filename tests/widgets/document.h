/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/document/sw-document.h"

G_BEGIN_DECLS

/* A document and who types in it, for tests. */

#define MACHINE \
  "{\n" \
  "  \"StartAt\": \"A\",\n" \
  "  \"States\": {\n" \
  "    \"A\": { \"Type\": \"Pass\", \"Next\": \"B\" },\n" \
  "    \"B\": { \"Type\": \"Pass\", \"End\": true }\n" \
  "  }\n" \
  "}\n"

void document_type (SwDocument *document,
                    int         offset,
                    const char *text);

#define assert_text(document, expected) \
  G_STMT_START \
  { \
    g_autofree char *text_ = sw_document_dup_text (document, NULL); \
    g_assert_cmpstr (text_, ==, expected); \
  } \
  G_STMT_END

G_END_DECLS
