/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/rules/sw-condition.h"

G_BEGIN_DECLS

/* SwCells: all that the value of one variable can be, cut into as few cells as the rules of a
 * Choice can tell apart: absent, null, true, false, an array or object, each number and text that
 * the rules compare with, and what lies between those. Within a cell every comparison with the
 * variable comes out the same, so that what holds for the cells holds for all values. */
typedef struct _SwCells SwCells;

/* What is known of a condition when one variable's cell is known and nothing else */
typedef enum
{
  SW_TRUTH_FALSE,
  SW_TRUTH_UNKNOWN,
  SW_TRUTH_TRUE,
} SwTruth;

/* The cell of "there is no such value" */
#define SW_CELLS_ABSENT 0

SwCells *sw_cells_new           (const char        *variable);
void     sw_cells_free          (SwCells           *self);
void     sw_cells_add_operand   (SwCells           *self,
                                 const SwCondition *comparison);
void     sw_cells_finish        (SwCells           *self);
guint    sw_cells_get_count     (const SwCells     *self);
gboolean sw_cells_is_told_apart (const SwCells     *self,
                                 guint              cell);
gboolean sw_cells_share_kind    (const SwCells     *self,
                                 guint              a,
                                 guint              b);
SwTruth  sw_cells_evaluate      (const SwCells     *self,
                                 guint              cell,
                                 const SwCondition *condition);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwCells, sw_cells_free)

G_END_DECLS
