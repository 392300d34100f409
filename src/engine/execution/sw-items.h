/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/value/sw-value.h"

G_BEGIN_DECLS

/* The items of a distributed Map, out of the text of an object: what ReaderConfig tells. */
typedef enum
{
  SW_ITEMS_JSON,     /* an array */
  SW_ITEMS_JSONL,    /* a document per line */
  SW_ITEMS_CSV,      /* an object per row, all its members texts */
  SW_ITEMS_MANIFEST, /* an S3 inventory: names the CSV files that have the rows */
} SwItemsFormat;

typedef struct
{
  SwItemsFormat format;
  char          delimiter; /* of CSV */
  SwValue       headers;   /* of CSV: array of texts; undefined: they are the first row */
} SwItemsOptions;

gboolean sw_items_parse          (const SwItemsOptions  *options,
                                  SwValue                body,
                                  SwValue               *items,
                                  char                 **cause);
gboolean sw_items_parse_manifest (SwValue                body,
                                  SwValue               *headers,
                                  SwValue               *keys,
                                  char                 **cause);

G_END_DECLS
