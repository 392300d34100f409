/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "query/jsonpath/sw-jsonpath.h"

G_BEGIN_DECLS

/* JSONata written as JSONPath: paths that meet members and elements one by one, the merge that
 * stands for a ResultPath, and conditions made of comparisons. Expressions are given without their
 * {% %}. What JSONPath has no form for is refused: SW_QUERY_ERROR_TYPE. */

/* What a path of JSONata begins with */
typedef enum
{
  SW_JSONATA_ROOT_INPUT,   /* $states.input */
  SW_JSONATA_ROOT_RESULT,  /* $states.result */
  SW_JSONATA_ROOT_ERROR,   /* $states.errorOutput */
  SW_JSONATA_ROOT_CONTEXT, /* $states.context */
  SW_JSONATA_ROOT_VARIABLE,
} SwJsonataRoot;

char *sw_jsonpath_write_path  (const char     *expression,
                               SwJsonataRoot  *root,
                               GError        **error);
char *sw_jsonpath_write_merge (const char     *expression,
                               SwJsonataRoot  *root,
                               GError        **error);
char *sw_jsonpath_write_rule  (const char     *expression,
                               GError        **error);
void  sw_jsonpath_append_name (GString        *out,
                               const char     *name);

G_END_DECLS
