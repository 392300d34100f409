/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/sw-cells.h"

G_BEGIN_DECLS

typedef enum
{
  SW_CELL_ABSENT,
  SW_CELL_NULL,
  SW_CELL_TRUE,
  SW_CELL_FALSE,
  SW_CELL_OTHER, /* an array or an object */
  SW_CELL_NUMBER,
  SW_CELL_TEXT,
} SwCellKind;

typedef struct
{
  SwCellKind kind;
  guint      position; /* of numbers and texts: 2i + 1 for constant i, even for what lies between */
} SwCell;

struct _SwCells
{
  char      *variable; /* JSON text, as rules have it */
  GArray    *numbers;  /* double: the constants, in order once finished */
  GPtrArray *texts;    /* char *: likewise */
  gboolean   ordered;  /* whether the order of the texts is that of the service */
  GArray    *cells;    /* SwCell */
};

gboolean sw_cells_read_number     (const char    *json,
                                   double        *number);
char    *sw_cells_dup_text        (const char    *json);
int      sw_cells_compare_numbers (gconstpointer  a,
                                   gconstpointer  b);

G_END_DECLS
