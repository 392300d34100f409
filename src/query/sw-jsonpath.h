/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "json/sw-value.h"

G_BEGIN_DECLS

/* JSONPath in the dialect AWS runs (Jayway's), compiled once and evaluated over shared values. */
typedef struct _SwJsonPath SwJsonPath;

#define SW_QUERY_ERROR (sw_query_error_quark ())
GQuark sw_query_error_quark (void);

typedef enum
{
  SW_QUERY_ERROR_SYNTAX,    /* the message ends with the byte offset */
  SW_QUERY_ERROR_NOT_FOUND, /* a definite path leads nowhere */
  SW_QUERY_ERROR_TYPE,      /* a value of the wrong kind stands there */
  SW_QUERY_ERROR_INTRINSIC, /* an intrinsic function refused its arguments */
  SW_QUERY_ERROR_LIMIT,     /* out of the steps, depth or bytes allowed */
} SwQueryError;

SwJsonPath *sw_json_path_new          (const char       *text,
                                       GError          **error);
SwJsonPath *sw_json_path_ref          (SwJsonPath       *self);
void        sw_json_path_unref        (SwJsonPath       *self);
const char *sw_json_path_get_text     (const SwJsonPath *self);
gboolean    sw_json_path_is_definite  (const SwJsonPath *self);
/* Only `.` and `[ ]` to one place (ASL's reference path) */
gboolean    sw_json_path_is_reference (const SwJsonPath *self);
/* The value for a definite path, else the array of matches. ROOT is `$`. */
gboolean    sw_json_path_evaluate     (const SwJsonPath *self,
                                       SwValue           root,
                                       SwValue          *result,
                                       GError          **error);
/* DOCUMENT with VALUE written at a reference path: missing objects are made, an array's index must exist. */
gboolean    sw_json_path_write        (const SwJsonPath *self,
                                       SwValue           document,
                                       SwValue           value,
                                       SwValue          *result,
                                       GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwJsonPath, sw_json_path_unref)

G_END_DECLS
