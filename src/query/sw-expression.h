/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "query/sw-payload-template.h"

G_BEGIN_DECLS

/* SwExpression: what may stand behind a "x.$" member or in a …Path field, for the files of this
 * folder alone: a path over the input ("$.a"), the context object ("$$.a") or a variable
 * ("$name.a"), or a call of an intrinsic function; in the arguments of a call constants as well. */
typedef struct _SwExpression SwExpression;

typedef struct _SwIntrinsic SwIntrinsic;

typedef enum
{
  SW_EXPRESSION_INPUT,
  SW_EXPRESSION_CONTEXT,
  SW_EXPRESSION_VARIABLE,
  SW_EXPRESSION_CALL,
  SW_EXPRESSION_CONSTANT,
} SwExpressionKind;

struct _SwExpression
{
  SwExpressionKind   kind;
  char              *text;      /* as written */
  gsize              offset;    /* byte of the outermost expression where it begins */
  SwString          *variable;  /* its name without `$` */
  SwJsonPath        *path;      /* of the first three kinds, over their root */
  const SwIntrinsic *function;
  GPtrArray         *arguments; /* SwExpression, of a call */
  SwValue            value;     /* of a constant */
};

/* Intrinsic calls inside one another: AWS documents 10 for a field. */
#define SW_INTRINSIC_MAX_NESTING 10

SwExpression *sw_expression_new      (const char         *text,
                                      gsize               length,
                                      GError            **error);
SwExpression *sw_expression_new_path (const char         *text,
                                      gsize               length,
                                      GError            **error);
void          sw_expression_free     (SwExpression       *self);
gboolean      sw_expression_evaluate (const SwExpression *self,
                                      const SwQueryScope *scope,
                                      SwValue            *result,
                                      GError            **error);

/* sw-intrinsic-parser.c */
SwExpression *sw_intrinsic_parse     (const char         *text,
                                      gsize               length,
                                      GError            **error);

/* sw-intrinsics.c */
const SwIntrinsic *sw_intrinsic_find (const char         *name,
                                      gsize               length);
gboolean      sw_intrinsic_takes     (const SwIntrinsic  *self,
                                      guint               n_arguments);
gboolean      sw_intrinsic_is_format (const SwIntrinsic  *self);
gboolean      sw_intrinsic_call      (const SwIntrinsic  *self,
                                      const SwQueryScope *scope,
                                      const SwValue      *arguments,
                                      guint               n_arguments,
                                      SwValue            *result,
                                      GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwExpression, sw_expression_free)

G_END_DECLS
