/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "json/tree/sw-tree.h"

G_BEGIN_DECLS

/* A document in another syntax: the same names and values in the same order, numbers as they are
 * spelled. */

#define SW_CONVERT_ERROR (sw_convert_error_quark ())
GQuark sw_convert_error_quark (void);

typedef enum
{
  SW_CONVERT_ERROR_BROKEN,    /* the text has a syntax error */
  SW_CONVERT_ERROR_CHARACTER, /* half of a surrogate pair, which JSON can write and YAML cannot */
} SwConvertError;

const char *sw_syntax_get_name      (SwSyntax      syntax);
char       *sw_tree_dup_converted   (SwTree       *self,
                                     SwSyntax      syntax,
                                     GError      **error);
char       *sw_tree_dup_strict_json (SwTree       *self,
                                     GError      **error);
char       *sw_node_dup_json_lines  (const SwNode *self);

G_END_DECLS
