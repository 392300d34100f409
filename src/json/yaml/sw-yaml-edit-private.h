/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/rewriter/sw-rewriter-private.h"
#include "json/tree/sw-node-change.h"
#include "json/yaml/sw-yaml-private.h"

G_BEGIN_DECLS

/* The steps of a rewriter in a YAML document. Blocks are changed line by line, what is within
 * brackets as in JSON. YAML has many ways to mean one thing by what stands far away (anchors, tags,
 * indentation); so each step is tried: the text after it must say what was wanted, and nothing
 * else, or the step is refused. */

/* The lines of a text */
gsize        sw_line_find_begin        (const char         *text,
                                        gsize               at);
gsize        sw_line_find_end          (const char         *text,
                                        gsize               length,
                                        gsize               at);
gsize        sw_line_find_next         (const char         *text,
                                        gsize               length,
                                        gsize               at);
gsize        sw_line_measure_column    (const char         *text,
                                        gsize               at);
gboolean     sw_line_begins_at         (const char         *text,
                                        gsize               at);
gboolean     sw_line_is_blank          (const char         *text,
                                        gsize               at);

void         sw_yaml_look_detect       (SwYamlLook         *self,
                                        const SwTree       *tree);
gsize        sw_yaml_find_start        (const SwNode       *child);
gsize        sw_yaml_find_column       (const SwNode       *container);
gsize        sw_yaml_find_head         (const SwNode       *child);
gsize        sw_yaml_find_colon        (const SwNode       *member);
gboolean     sw_yaml_is_in_flow        (const SwNode       *node);
gboolean     sw_yaml_is_like_json      (const SwNode       *container);

gboolean     sw_yaml_check_valid       (const SwTree       *tree,
                                        GError            **error);
gboolean     sw_yaml_check_container   (const SwNode       *container,
                                        GError            **error);
gboolean     sw_yaml_check_node        (const SwNode       *node,
                                        GError            **error);
gboolean     sw_yaml_try               (SwRewriter         *self,
                                        const SwNodeChange *change,
                                        const SwNode       *where,
                                        SwEdits            *take_edits,
                                        GError            **error);

SwYamlWriting sw_yaml_get_writing      (SwYamlStyle         style);
SwTree      *sw_yaml_flow_json         (const SwNode       *value);
void         sw_yaml_print_inline      (const SwNode       *old,
                                        const SwNode       *value,
                                        GString            *out);
void         sw_yaml_replace_with      (const SwNode       *old,
                                        const GString      *behind,
                                        SwEdits            *edits);
void         sw_yaml_replace_text      (SwRewriter         *self,
                                        const SwNode       *old,
                                        const SwNode       *value,
                                        SwEdits            *edits);
void         sw_yaml_remove_text       (const SwNode       *node,
                                        gboolean            with_head,
                                        SwEdits            *edits);
gboolean     sw_yaml_empties           (SwRewriter         *self,
                                        const SwNode       *node,
                                        SwEdits            *edits);
void         sw_yaml_insert_lines      (SwRewriter         *self,
                                        const SwPlace      *place,
                                        const char         *child,
                                        SwEdits            *edits);

void         sw_yaml_insert_text       (SwRewriter         *self,
                                        const SwPlace      *place,
                                        const char         *name,
                                        const SwNode       *value,
                                        SwEdits            *edits);
gboolean     sw_yaml_insert            (SwRewriter         *self,
                                        const SwPlace      *place,
                                        const char         *name,
                                        const SwNode       *value,
                                        GError            **error);
gboolean     sw_yaml_remove            (SwRewriter         *self,
                                        const SwNode       *node,
                                        GError            **error);
gboolean     sw_yaml_rename            (SwRewriter         *self,
                                        const SwNode       *node,
                                        const char         *name,
                                        GError            **error);
gboolean     sw_yaml_move              (SwRewriter         *self,
                                        const SwNode       *node,
                                        const SwPlace      *place,
                                        GError            **error);
gboolean     sw_yaml_set               (SwRewriter         *self,
                                        const char         *pointer,
                                        const char         *json,
                                        GError            **error);

G_END_DECLS
