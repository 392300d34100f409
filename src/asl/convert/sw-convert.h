/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/ops/sw-ops.h"

G_BEGIN_DECLS

/* SwConversion: a state, or all of a machine, brought from one query language to the other, as far
 * as it provably does the same afterwards: on every input on which a state of JSONPath succeeds,
 * the one of JSONata succeeds with the same output, variables and next state. Where a path leads
 * nowhere both fail, if under other names, but for paths that nothing needs any more, and for those
 * that meet an array: there JSONata goes on into its elements.
 *
 * What cannot be had so is left as it is, with the reason; what depends on a condition that the
 * text cannot show (that a text is not blank, say) is converted, and the condition told.
 *
 * A machine whose language is JSONata can hold no state of JSONPath, but the reverse is possible:
 * a machine becomes JSONata where all its states do; otherwise the ones that can be converted get a
 * QueryLanguage of their own. */

/* What stands in the way, and where */
typedef struct
{
  char *pointer; /* of the field */
  char *reason;  /* a sentence without full stop */
} SwConversionObstacle;

typedef struct
{
  char      *pointer;
  char      *name;
  gboolean   converts;
  GPtrArray *obstacles;  /* SwConversionObstacle; empty where it converts */
  GPtrArray *conditions; /* char *: "It depends on that …" */
  GArray    *changes;    /* of the text, for sw-convert.c */
} SwConvertedState;

typedef struct
{
  SwModel         *model;
  SwQueryLanguage  to;
  char            *pointer;     /* of the one state, or NULL: the machine */
  GPtrArray       *states;      /* SwConvertedState, those alone that are of the other language */
  guint            n_converted;
  gboolean         whole;       /* the machine's QueryLanguage changes */
} SwConversion;

SwConversion *sw_conversion_new   (SwModel          *model,
                                   const char       *pointer,
                                   SwQueryLanguage   to,
                                   GError          **error);
void          sw_conversion_free  (SwConversion     *self);
SwOpsResult  *sw_conversion_apply (SwConversion     *self,
                                   GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwConversion, sw_conversion_free)

G_END_DECLS
