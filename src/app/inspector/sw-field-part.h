/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/inspector/sw-field-row-private.h"

G_BEGIN_DECLS

/* SwFieldPart: one element of the array that a list's row shows. */
typedef struct
{
  GtkWidget *expander; /* borrowed: of whoever shows it */
  GPtrArray *rows;     /* SwFieldRow; the list's children, too */
  GtkWidget *chart;    /* of a retrier; else NULL */
} SwFieldPart;

SwFieldPart *_sw_field_part_new         (SwFieldRow  *list);
void         _sw_field_part_free        (SwFieldPart *part);
void         _sw_field_part_show        (SwFieldPart *part,
                                         SwFieldRow  *list,
                                         guint        index);
char        *_sw_field_part_dup_pointer (SwFieldRow  *list,
                                         guint        index);

G_END_DECLS
