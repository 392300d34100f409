/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/runs/json/sw-json-node.h"
#include "app/runs/json/sw-json-tree.h"
#include "app/runs/json/sw-json-view.h"

G_BEGIN_DECLS

struct _SwJsonTree
{
  AdwBin              parent_instance;

  GtkStack           *stack;
  GtkLabel           *placeholder_label;
  GtkListView        *list;
  SwJsonView         *text_view;
  GtkSearchBar       *search_bar;
  GtkEditable        *search_entry;
  GtkLabel           *search_count;
  GtkWidget          *tools;
  GMenuModel         *row_menu;
  GtkWidget          *menu;      /* of a row, the last that was opened; a child of `list`, or NULL */

  SwValue             value;     /* undefined: nothing to show */
  SwQueryLanguage     language;
  char               *root;      /* what expressions call the whole value; NULL: they cannot reach it */
  char               *label;
  gboolean            show_text;
  gboolean            text_shown; /* the text view has the present value */
  GtkTreeListModel   *rows;      /* NULL: nothing to show */
  GtkSingleSelection *selection;

  char               *key;       /* what is looked for, folded; NULL: nothing */
  GPtrArray          *found;     /* SwJsonWay; NULL: nothing is looked for */
  guint               match;     /* which of them is shown */
};

/* sw-json-row.c */
GtkListItemFactory *_sw_json_row_factory_new  (SwJsonTree *self);
void                _sw_json_row_update       (GtkWidget  *row,
                                               SwJsonTree *tree);

/* sw-json-tree-actions.c */
void                _sw_json_tree_install_actions (GtkWidgetClass *klass);
void                _sw_json_tree_update_actions  (SwJsonTree     *self);
char               *_sw_json_tree_dup_path        (SwJsonTree     *self,
                                                   SwJsonNode     *node);

/* sw-json-tree-search.c */
void                _sw_json_tree_bind_search (GtkWidgetClass *klass);
void                _sw_json_tree_search      (SwJsonTree *self);

G_END_DECLS
