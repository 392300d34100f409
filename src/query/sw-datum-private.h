/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "query/sw-datum.h"

G_BEGIN_DECLS

/* What the files of SwDatum share */

typedef enum
{
  SW_DATUM_EXPRESSION,
  SW_DATUM_TEMPLATE, /* payload template: members "x.$" */
  SW_DATUM_LITERAL,
  SW_DATUM_WRITTEN,  /* what `base` is, with `value` at the steps of `path` from `first` on */
} SwDatumKind;

struct _SwDatum
{
  SwDatumKind   kind;
  SwData       *data;    /* not owned */
  char         *text;    /* of an expression */
  gboolean      certain; /* the expression always yields something */
  const SwNode *node;
  SwDatum      *root;    /* of a template: what its `$` is */
  char         *base;
  SwJsonPath   *path;
  guint         first;
  SwDatum      *value;
};

G_END_DECLS
