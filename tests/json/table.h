/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file of cases, one a row: fields separated by " :: ", '#' before a comment. Inside a field ␊ is
 * LF, ␍ CR, ␉ tab, and ‹c3› a byte by its hexadecimal digits. The first field names the case. */
typedef struct
{
  GPtrArray *fields; /* GString */
} TableRow;

const GString *table_row_get (const TableRow *row,
                              guint           index);
void           table_add_tests (const char *file,
                                const char *prefix,
                                guint       fields,
                                void        (*run) (const TableRow *row));

G_END_DECLS
