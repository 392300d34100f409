/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "base/sw-clock.h"
#include "base/sw-interrupt.h"
#include "json/value/sw-value.h"

G_BEGIN_DECLS

/* JSONata 2.0.6 as AWS runs it: compiled once, evaluated over shared values, within limits. */
typedef struct _SwJsonata SwJsonata;

/* Why an expression was refused or failed. */
typedef struct
{
  char   code[8];  /* "S0202", "T2001" …; empty for a limit */
  char  *message;  /* the reference's text with its places filled in */
  gsize  offset;   /* byte in the expression where it happened */
} SwJsonataError;

void sw_jsonata_error_clear (SwJsonataError *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwJsonataError, sw_jsonata_error_clear)

/* 0 in any field: the default, which is AWS's (depth 100, about 7 MB) where AWS's is known. */
typedef struct
{
  guint   depth;  /* nested evaluations as the reference counts them */
  gsize   bytes;  /* of values made by one evaluation */
  guint64 steps;  /* evaluations of a part of the expression */
} SwJsonataLimits;

/* What an evaluation may see. Borrowed for its time. */
typedef struct
{
  SwValue         input;     /* the context `$` (AWS gives none) */
  SwValue         bindings;  /* object: name -> value, `$name`; AWS binds `states` and the variables */
  gint64          now;       /* for $now() and $millis(): microseconds since the epoch */
  SwRandomFunc    random;
  gpointer        random_data;
  SwJsonataLimits limits;
  SwInterrupt    *interrupt; /* asked every so often whether to go on; or NULL */
  gsize          *bytes;     /* made by evaluations that share one bound, counted on; or NULL */
} SwJsonataScope;

SwJsonata  *sw_jsonata_new      (const char            *text,
                                 gssize                 length,
                                 SwJsonataError        *error);
void        sw_jsonata_free     (SwJsonata             *self);
const char *sw_jsonata_get_text (const SwJsonata       *self);
/* RESULT is SW_TYPE_UNDEFINED where the expression yields nothing. */
gboolean    sw_jsonata_evaluate (const SwJsonata       *self,
                                 const SwJsonataScope  *scope,
                                 SwValue               *result,
                                 SwJsonataError        *error);

gboolean    sw_jsonata_has_function (const char        *name);
GPtrArray  *sw_jsonata_dup_functions (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwJsonata, sw_jsonata_free)

G_END_DECLS
