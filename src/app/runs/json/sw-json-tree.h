/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "asl/model/sw-model.h"
#include "json/value/sw-value.h"

G_BEGIN_DECLS

/* SwJsonTree: a JSON value to look at: as a tree whose rows are made when they are seen, or as
 * text; searched, and copied from by value or by path.
 *
 * Properties
 *   label        what the value is, for assistive technology
 *   placeholder  what to say where there is no value
 *   show-text    as text in place of the tree
 *
 * Actions of the widget: json.search, json.copy (all of it), json.copy-value, json.copy-path,
 * json.insert-path (of the selected row; asks for win.insert-expression of its window). A row can
 * be dragged: its path drops into any text. */
#define SW_TYPE_JSON_TREE (sw_json_tree_get_type ())
G_DECLARE_FINAL_TYPE (SwJsonTree, sw_json_tree, SW, JSON_TREE, AdwBin)

GtkWidget  *sw_json_tree_new       (void);
void        sw_json_tree_set_value (SwJsonTree      *self,
                                    SwValue          value);
SwValue     sw_json_tree_get_value (SwJsonTree      *self);
void        sw_json_tree_set_root  (SwJsonTree      *self,
                                    SwQueryLanguage  language,
                                    const char      *root);

G_END_DECLS
