/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/tree/sw-tree.h"
#include "query/sw-expression.h"

G_BEGIN_DECLS

/* JSONPath and intrinsic functions written as JSONata. What is written gives the same value
 * wherever the JSONPath gives one; where a path leads nowhere it fails as well, if under another
 * name. What cannot be had so is refused; what holds on a condition only (an argument's type, say)
 * is said. */

/* Writes what `$` and the steps of PATH behind it are, or sets ERROR. */
typedef char *(*SwJsonataResolve) (gpointer           data,
                                   const SwJsonPath  *path,
                                   GError           **error);

/* What the expressions see that are written; on the stack */
typedef struct
{
  SwJsonataResolve resolve;    /* what `$` is */
  gpointer         data;
  GPtrArray       *conditions; /* char *, each once: sentences that what is written depends on */
} SwJsonataWriter;

char            *sw_jsonata_writer_write          (SwJsonataWriter   *self,
                                                   const char        *text,
                                                   GError           **error);
char            *sw_jsonata_writer_write_guarded  (SwJsonataWriter   *self,
                                                   const char        *text,
                                                   GError           **error);
char            *sw_jsonata_writer_write_field    (SwJsonataWriter   *self,
                                                   const char        *text,
                                                   GError           **error);
char            *sw_jsonata_writer_write_presence (SwJsonataWriter   *self,
                                                   const char        *text,
                                                   GError           **error);
char            *sw_jsonata_dup_field             (const char        *expression);
char            *sw_jsonata_dup_guard             (const char        *expression,
                                                   const char        *path);
char            *sw_jsonata_dup_literal           (const char        *text);
gboolean         sw_jsonata_append_steps          (GString           *out,
                                                   const SwJsonPath  *path,
                                                   guint              first,
                                                   GError           **error);

G_END_DECLS
