/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "query/jsonata/sw-jsonata-ast.h"

G_BEGIN_DECLS

/* The second pass: what resolving, paths, and finding the parents of `%` share. */
typedef struct
{
  SwJsonata      *owner;
  SwJsonataError *error;
} SwJsonataPass;

SwJsonataNode *sw_jsonata_pass_fail             (SwJsonataPass       *pass,
                                                 const char          *code,
                                                 gsize                position,
                                                 const char          *token);
SwJsonataNode *sw_jsonata_node_get_last         (const SwJsonataNode *node);
const char    *sw_jsonata_node_get_kind_name    (const SwJsonataNode *node);
void           sw_jsonata_node_add_seeking      (SwJsonataNode       *node,
                                                 SwJsonataSlot       *slot);
void           sw_jsonata_node_push_seeking     (SwJsonataNode       *node,
                                                 SwJsonataNode       *value);
gboolean       sw_jsonata_pass_seek_parent      (SwJsonataPass       *pass,
                                                 SwJsonataNode       *node,
                                                 SwJsonataSlot       *slot);
gboolean       sw_jsonata_pass_resolve_ancestry (SwJsonataPass       *pass,
                                                 SwJsonataNode       *path);
SwJsonataNode *sw_jsonata_pass_resolve_parent   (SwJsonataPass       *pass,
                                                 SwJsonataNode       *node);

/* sw-jsonata-resolve.c */
SwJsonataNode *sw_jsonata_pass_resolve          (SwJsonataPass       *pass,
                                                 SwJsonataNode       *node);
gboolean       sw_jsonata_pass_resolve_items    (SwJsonataPass       *pass,
                                                 SwJsonataNode       *node);

/* sw-jsonata-resolve-path.c */
SwJsonataNode *sw_jsonata_pass_resolve_dot      (SwJsonataPass       *pass,
                                                 SwJsonataNode       *node);
SwJsonataNode *sw_jsonata_pass_resolve_filter   (SwJsonataPass       *pass,
                                                 SwJsonataNode       *node);
SwJsonataNode *sw_jsonata_pass_resolve_group    (SwJsonataPass       *pass,
                                                 SwJsonataNode       *node);
SwJsonataNode *sw_jsonata_pass_resolve_order    (SwJsonataPass       *pass,
                                                 SwJsonataNode       *node);
SwJsonataNode *sw_jsonata_pass_resolve_focus    (SwJsonataPass       *pass,
                                                 SwJsonataNode       *node);
SwJsonataNode *sw_jsonata_pass_resolve_index    (SwJsonataPass       *pass,
                                                 SwJsonataNode       *node);
SwJsonataNode *sw_jsonata_pass_resolve_name     (SwJsonataPass       *pass,
                                                 SwJsonataNode       *node);

G_END_DECLS
