/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/mocks/sw-mock-grid.h"

G_BEGIN_DECLS

struct _SwMockGrid
{
  AdwBin         parent_instance;

  GtkColumnView *view;
  GListStore    *items; /* a plain object for each row of the sheet */
  GHashTable    *cells; /* set of GtkListItem: those that show a row */
  SwMockSheet   *sheet; /* or NULL */
  SwModel       *model; /* likewise */
  guint          fresh; /* the row whose state is to be typed */
  guint          focus; /* source that moves the focus there, or 0 */
};

/* One column: how a cell of it is made, and how it shows a row */
typedef struct
{
  const char *title;
  int         width; /* pixels; -1: as much as there is */
  GtkWidget *(*create) (SwMockGrid  *self,
                        GtkListItem *item);
  void       (*show)   (SwMockGrid      *self,
                        GtkWidget       *cell,
                        const SwMockRow *row);
} SwMockColumn;

const SwMockColumn *sw_mock_columns_get     (guint           *count);
const SwState      *sw_mock_grid_find_state (SwMockGrid      *self,
                                             const char      *name);
void                sw_mock_grid_edited     (SwMockGrid      *self);
void                sw_mock_grid_remove     (SwMockGrid      *self,
                                             guint            index);

G_END_DECLS
