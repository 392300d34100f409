/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/model/sw-fields.h"
#include "query/sw-query-tokens.h"

G_BEGIN_DECLS

/* SwFieldSpot: which field of the grammar a node of the document is the value of, or stands in. */
typedef struct
{
  SwFieldSet     set;   /* what kind of object the node is itself; NONE for other values */
  const SwField *field; /* the innermost field around the node, its own included; NULL for what the
                         * grammar does not know */
  const SwNode  *value; /* of that field: the node, or one it stands in */
} SwFieldSpot;

void sw_fields_locate (const SwNode *node,
                       SwFieldSpot  *spot);

typedef enum
{
  SW_EMBEDDED_JSONPATH, /* a path, or a call of an intrinsic function */
  SW_EMBEDDED_JSONATA,
} SwEmbeddedLanguage;

/* SwEmbedded: an expression inside a string of the definition. Borrows the node. */
typedef struct
{
  SwEmbeddedLanguage language;
  const SwNode      *node;
  char              *text;   /* what the string says; owned */
  gsize              start;  /* bytes of it before the expression: those of "{%" */
  gsize              length; /* bytes of the expression */
} SwEmbedded;

gboolean  sw_embedded_read       (const SwModel    *model,
                                  const SwNode     *node,
                                  SwEmbedded       *self);
void      sw_embedded_clear      (SwEmbedded       *self);
GArray   *sw_embedded_dup_tokens (const SwEmbedded *self);
GArray   *sw_embedded_dup_uses   (const SwEmbedded *self,
                                  GHashTable       *locals);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwEmbedded, sw_embedded_clear)

G_END_DECLS
