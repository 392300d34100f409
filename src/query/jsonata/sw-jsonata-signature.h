/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "query/jsonata/sw-jsonata-ast.h"
#include "query/jsonata/sw-jsonata-error.h"

G_BEGIN_DECLS

/* A function's signature, "<s-n?:s>": which kinds of argument it takes, where the context value
 * stands in for a missing first argument, and where a single value is made an array. */

SwJsonataSignature *sw_jsonata_signature_new      (const char               *text,
                                                   gsize                     position,
                                                   SwJsonataError           *error);
void                sw_jsonata_signature_free     (SwJsonataSignature       *self);
/* Changes ARGUMENTS (array of SwValue, owned) to what the function gets; FALSE with FAULT set where
 * they do not fit. */
gboolean            sw_jsonata_signature_apply    (const SwJsonataSignature *self,
                                                   GArray                   *arguments,
                                                   SwValue                   context,
                                                   SwJsonataFault           *fault);

G_END_DECLS
