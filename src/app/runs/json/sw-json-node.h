/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "asl/model/sw-model.h"
#include "json/value/sw-value.h"

G_BEGIN_DECLS

/* SwJsonNode: a part of a value as a row of a tree. Its children are made when they are looked at,
 * so that opening a long array costs what is seen of it; more than SW_JSON_PAGE of them come in
 * pages, which are rows of their own. */
#define SW_TYPE_JSON_NODE (sw_json_node_get_type ())
G_DECLARE_FINAL_TYPE (SwJsonNode, sw_json_node, SW, JSON_NODE, GObject)

#define SW_JSON_PAGE 1000

SwJsonNode *sw_json_node_new            (SwValue          value);
GListModel *sw_json_node_new_children   (SwJsonNode      *self);
SwValue     sw_json_node_get_value      (SwJsonNode      *self);
gboolean    sw_json_node_is_page        (SwJsonNode      *self);
guint       sw_json_node_find_child     (SwJsonNode      *self,
                                         guint            index);
char       *sw_json_node_dup_key        (SwJsonNode      *self);
char       *sw_json_node_dup_pointer    (SwJsonNode      *self);
char       *sw_json_node_dup_path       (SwJsonNode      *self,
                                         SwQueryLanguage  language,
                                         const char      *root);

G_END_DECLS
