/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/model/sw-model.h"

G_BEGIN_DECLS

/* One place where a variable is assigned or read. */
typedef struct
{
  char         *name;     /* without `$` */
  SwScope      *scope;    /* of the state it stands in */
  SwState      *state;    /* or NULL outside of states */
  const SwNode *node;     /* the member of an Assign, or the string with the expression */
  SwSpan        span;     /* of the name in the document */
  gboolean      assigned; /* FALSE: read */
  gboolean      called;   /* read as a function, $name (…) */
} SwVariablePlace;

/* SwVariables: every variable of a definition, wherever it stands. A variable belongs to the
 * outermost scope that assigns it; inner scopes see it, but for those of a DISTRIBUTED Map, which
 * run as executions of their own (AWS's documentation, "Passing data between states with
 * variables"). */
typedef struct _SwVariables SwVariables;

SwVariables *sw_variables_new        (SwModel           *model);
SwVariables *sw_variables_new_at     (SwModel           *model,
                                      const SwNode      *node);
void         sw_variables_free       (SwVariables       *self);
GArray      *sw_variables_get_places (SwVariables       *self);
SwScope     *sw_variables_get_home   (SwVariables       *self,
                                      const char        *name,
                                      SwScope           *scope);
gboolean     sw_scope_is_isolated    (const SwScope     *scope);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwVariables, sw_variables_free)

G_END_DECLS
