/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "json/value/sw-value.h"

G_BEGIN_DECLS

/* JSONPath in the dialect AWS runs (Jayway's), compiled once and evaluated over shared values.
 * Constant once compiled; like the values, a path belongs to one thread at a time. */
typedef struct _SwJsonPath SwJsonPath;

#define SW_QUERY_ERROR (sw_query_error_quark ())
GQuark sw_query_error_quark (void);
gsize  sw_query_error_get_offset (const GError *error);

/* The messages are the service's own words where they are recorded; whoever reports them puts the
 * sentence around them: "Invalid path '$.x' : " + message, say. */
typedef enum
{
  SW_QUERY_ERROR_SYNTAX,    /* the message ends with the byte offset */
  SW_QUERY_ERROR_NOT_FOUND, /* a definite path leads nowhere: "No results for path: $['x']" */
  SW_QUERY_ERROR_TYPE,      /* a value of the wrong kind stands there */
  SW_QUERY_ERROR_INTRINSIC, /* an intrinsic function refused its arguments */
  SW_QUERY_ERROR_LIMIT,     /* out of the steps, depth, bytes or time allowed */
} SwQueryError;

/* Bounds against hostile paths and documents */
#define SW_JSON_PATH_MAX_LENGTH 8192     /* bytes of a path's text */
#define SW_JSON_PATH_MAX_NESTING 50      /* filters and arguments inside one another */
#define SW_JSON_PATH_MAX_DEPTH 2000      /* levels of a document that `..` goes down */
#define SW_JSON_PATH_MAX_STEPS 5000000   /* places visited by one evaluation, filters included */

SwJsonPath *sw_json_path_new            (const char       *text,
                                         GError          **error);
SwJsonPath *sw_json_path_new_len        (const char       *text,
                                         gsize             length,
                                         GError          **error);
SwJsonPath *sw_json_path_ref            (SwJsonPath       *self);
void        sw_json_path_unref          (SwJsonPath       *self);
const char *sw_json_path_get_text       (const SwJsonPath *self);
char       *sw_json_path_dup_normalized (const SwJsonPath *self);
gboolean    sw_json_path_is_definite    (const SwJsonPath *self);
gboolean    sw_json_path_is_reference   (const SwJsonPath *self);
gboolean    sw_json_path_evaluate       (const SwJsonPath *self,
                                         SwValue           root,
                                         SwInterrupt      *interrupt,
                                         SwValue          *result,
                                         GError          **error);
gboolean    sw_json_path_write          (const SwJsonPath *self,
                                         SwValue           document,
                                         SwValue           value,
                                         SwValue          *result,
                                         GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwJsonPath, sw_json_path_unref)

G_END_DECLS
