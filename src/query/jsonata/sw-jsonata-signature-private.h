/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "query/jsonata/sw-jsonata-signature.h"

G_BEGIN_DECLS

#define SW_JSONATA_MAX_PARAMETERS 16

typedef struct
{
  char     kind;        /* as written: s n b l o a f j x, or ( for a choice */
  char     letters[12]; /* the letters of arguments it takes */
  char     subtype;     /* of an array's items, or '\0' */
  gboolean context;     /* -: the context value may stand in */
  gboolean optional;    /* ? (or -) */
  gboolean repeated;    /* + */
} SwJsonataParameter;

struct _SwJsonataSignature
{
  guint              n;
  SwJsonataParameter parameters[SW_JSONATA_MAX_PARAMETERS];
};

/* sw-jsonata-signature-parser.c */
gboolean sw_jsonata_signature_parse (SwJsonataSignature *self,
                                     const char         *text,
                                     gsize               position,
                                     SwJsonataError     *error);

G_END_DECLS
