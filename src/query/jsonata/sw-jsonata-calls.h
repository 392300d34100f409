/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "query/jsonata/sw-jsonata-writer.h"

G_BEGIN_DECLS

/* Intrinsic functions as JSONata, for the writer alone */

char *sw_jsonata_call_write            (SwJsonataWriter     *writer,
                                        const SwExpression  *call,
                                        GError             **error);
gboolean sw_jsonata_is_context_text    (const SwExpression  *expression);

/* sw-jsonata-writer.c */
void  sw_jsonata_writer_add_condition  (SwJsonataWriter     *self,
                                        const char          *condition);
char *sw_jsonata_writer_write_argument (SwJsonataWriter     *self,
                                        const SwExpression  *expression,
                                        GError             **error);

G_END_DECLS
