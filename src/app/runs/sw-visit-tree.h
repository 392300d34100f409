/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/runs/record/sw-visit-list.h"
#include "app/runs/time/sw-time-axis.h"

G_BEGIN_DECLS

/* SwVisitTree: the visits of a run as a tree that several views show at once: what is open and what
 * is chosen is the same in all of them, and the same as in the record, and they keep to the part of
 * the run that it says. Cells that are on the screen are brought up to date once for all events
 * that came.
 *
 * Signal
 *   reveal (row: u)   a row was chosen elsewhere and is to be seen */
#define SW_TYPE_VISIT_TREE (sw_visit_tree_get_type ())
G_DECLARE_FINAL_TYPE (SwVisitTree, sw_visit_tree, SW, VISIT_TREE, GObject)

/* Shows the visit of ITEM in what the factory made for it */
typedef void (*SwVisitCellFunc) (SwVisitTree *tree,
                                 GtkListItem *item,
                                 SwVisit     *visit);

SwVisitTree        *sw_visit_tree_new           (void);
void                sw_visit_tree_set_record    (SwVisitTree     *self,
                                                 SwRunRecord     *record);
SwRunRecord        *sw_visit_tree_get_record    (SwVisitTree     *self);
SwTimeAxis         *sw_visit_tree_get_axis      (SwVisitTree     *self);
GtkSelectionModel  *sw_visit_tree_get_selection (SwVisitTree     *self);
void                sw_visit_tree_refresh       (SwVisitTree     *self);
GtkListItemFactory *sw_visit_tree_new_factory   (SwVisitTree     *self,
                                                 GCallback        setup,
                                                 SwVisitCellFunc  update);

G_END_DECLS
