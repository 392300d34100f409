/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "query/sw-expression.h"

G_BEGIN_DECLS

/* One call of an intrinsic function: its arguments, checked in number. */
typedef struct
{
  const SwQueryScope *scope;
  const SwValue      *arguments; /* borrowed */
  guint               n_arguments;
} SwIntrinsicCall;

typedef gboolean (*SwIntrinsicFunc) (const SwIntrinsicCall *call,
                                     SwValue               *result,
                                     GError               **error);

/* sw-intrinsics.c: what the functions have in common */
gboolean sw_intrinsic_fail        (GError               **error,
                                   const char            *format,
                                   ...) G_GNUC_PRINTF (2, 3);
gboolean sw_intrinsic_check_type  (const SwIntrinsicCall *call,
                                   guint                  index,
                                   SwType                 type,
                                   GError               **error);
gboolean sw_intrinsic_get_integer (const SwIntrinsicCall *call,
                                   guint                  index,
                                   gint64                *integer,
                                   GError               **error);

/* sw-intrinsics-array.c */
gboolean sw_intrinsic_array           (const SwIntrinsicCall *call, SwValue *result, GError **error);
gboolean sw_intrinsic_array_partition (const SwIntrinsicCall *call, SwValue *result, GError **error);
gboolean sw_intrinsic_array_contains  (const SwIntrinsicCall *call, SwValue *result, GError **error);
gboolean sw_intrinsic_array_range     (const SwIntrinsicCall *call, SwValue *result, GError **error);
gboolean sw_intrinsic_array_get_item  (const SwIntrinsicCall *call, SwValue *result, GError **error);
gboolean sw_intrinsic_array_length    (const SwIntrinsicCall *call, SwValue *result, GError **error);
gboolean sw_intrinsic_array_unique    (const SwIntrinsicCall *call, SwValue *result, GError **error);

/* sw-intrinsics-text.c */
gboolean sw_intrinsic_format          (const SwIntrinsicCall *call, SwValue *result, GError **error);
gboolean sw_intrinsic_string_split    (const SwIntrinsicCall *call, SwValue *result, GError **error);
gboolean sw_intrinsic_string_to_json  (const SwIntrinsicCall *call, SwValue *result, GError **error);
gboolean sw_intrinsic_json_to_string  (const SwIntrinsicCall *call, SwValue *result, GError **error);

/* sw-intrinsics-data.c */
gboolean sw_intrinsic_base64_encode   (const SwIntrinsicCall *call, SwValue *result, GError **error);
gboolean sw_intrinsic_base64_decode   (const SwIntrinsicCall *call, SwValue *result, GError **error);
gboolean sw_intrinsic_hash            (const SwIntrinsicCall *call, SwValue *result, GError **error);
gboolean sw_intrinsic_json_merge      (const SwIntrinsicCall *call, SwValue *result, GError **error);
gboolean sw_intrinsic_math_add        (const SwIntrinsicCall *call, SwValue *result, GError **error);
gboolean sw_intrinsic_math_random     (const SwIntrinsicCall *call, SwValue *result, GError **error);
gboolean sw_intrinsic_uuid            (const SwIntrinsicCall *call, SwValue *result, GError **error);

G_END_DECLS
