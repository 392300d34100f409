/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/runs/sw-visit-tree.h"

G_BEGIN_DECLS

/* SwRunTable: the visits of a run as a table: name, type, status, resource, when it began, how long
 * it took, and that as a bar. */
#define SW_TYPE_RUN_TABLE (sw_run_table_get_type ())
G_DECLARE_FINAL_TYPE (SwRunTable, sw_run_table, SW, RUN_TABLE, AdwBin)

void       sw_run_table_set_tree (SwRunTable  *self,
                                  SwVisitTree *tree);

/* Cells that other views of visits have, too */
void       sw_visit_cell_setup_name  (GtkListItemFactory *factory,
                                      GtkListItem        *item,
                                      SwVisitTree        *tree);
void       sw_visit_cell_show_name   (SwVisitTree        *tree,
                                      GtkTreeExpander    *expander,
                                      GtkTreeListRow     *row,
                                      SwVisit            *visit);

G_END_DECLS
