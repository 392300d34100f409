/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "query/jsonata/sw-jsonata-writer.h"

G_BEGIN_DECLS

/* SwDatum: a value on its way through a state of JSONPath, known by what it is in JSONata: an
 * expression, a template, a literal, or an input into which a result was written. Paths are
 * followed into it without running anything. */
typedef struct _SwDatum SwDatum;

/* What data belongs to; on the stack */
typedef struct
{
  GPtrArray *data;       /* SwDatum, owned */
  GPtrArray *conditions; /* see SwJsonataWriter */
} SwData;

void      sw_data_init            (SwData            *self,
                                   GPtrArray         *conditions);
void      sw_data_clear           (SwData            *self);
SwDatum  *sw_datum_new_expression (SwData            *data,
                                   const char        *text,
                                   gboolean           certain);
SwDatum  *sw_datum_new_template   (SwData            *data,
                                   const SwNode      *node,
                                   SwDatum           *root);
SwDatum  *sw_datum_new_literal    (SwData            *data,
                                   const SwNode      *node);
SwDatum  *sw_datum_new_path       (SwData            *data,
                                   SwDatum           *root,
                                   const char        *path,
                                   GError           **error);
SwDatum  *sw_datum_new_written    (SwData            *data,
                                   const char        *path,
                                   SwDatum           *value,
                                   GError           **error);
gboolean  sw_datum_is_expression  (const SwDatum     *self,
                                   const char        *text);
char     *sw_datum_dup_field      (SwDatum           *self,
                                   GError           **error);
char     *sw_datum_dup_expression (SwDatum           *self,
                                   GError           **error);
void      sw_datum_init_writer    (SwDatum           *self,
                                   SwJsonataWriter   *writer);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwData, sw_data_clear)

G_END_DECLS
