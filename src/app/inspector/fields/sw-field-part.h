/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/inspector/fields/sw-field-row-private.h"

G_BEGIN_DECLS

/* SwFieldPart: one of the objects that the row of a list shows. */
typedef struct
{
  GtkWidget *expander; /* borrowed: of whoever shows it */
  GPtrArray *rows;     /* SwFieldRow; the list's children, too */
  GtkWidget *chart;    /* of a retrier; else NULL */
} SwFieldPart;

SwFieldPart *_sw_field_part_new       (SwFieldRow  *list);
void         _sw_field_part_free      (SwFieldPart *part);
void         _sw_field_part_show      (SwFieldPart *part,
                                       SwFieldRow  *list,
                                       const char  *pointer);
void         _sw_field_part_set_words (SwFieldPart *part,
                                       const char  *title,
                                       const char  *subtitle);
void         _sw_field_part_remove    (SwFieldPart *part,
                                       SwFieldRow  *list);

G_END_DECLS
