/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "query/jsonpath/sw-jsonpath-private.h"
#include "query/sw-expression.h"

G_BEGIN_DECLS

/* One call of an intrinsic function: its arguments, checked in number. */
typedef struct
{
  const SwQueryScope *scope;
  const SwValue      *arguments; /* borrowed */
  guint               n_arguments;
} SwIntrinsicCall;

typedef gboolean SwIntrinsicFunction (const SwIntrinsicCall *call,
                                      SwValue               *result,
                                      GError               **error);

/* sw-intrinsics.c: what the functions have in common */
gboolean sw_intrinsic_check_type  (const SwIntrinsicCall *call,
                                   guint                  index,
                                   SwType                 type,
                                   GError               **error);
gboolean sw_intrinsic_get_integer (const SwIntrinsicCall *call,
                                   guint                  index,
                                   gint64                *integer,
                                   GError               **error);

/* sw-intrinsics-array.c */
SwIntrinsicFunction sw_intrinsic_array;
SwIntrinsicFunction sw_intrinsic_array_partition;
SwIntrinsicFunction sw_intrinsic_array_contains;
SwIntrinsicFunction sw_intrinsic_array_range;
SwIntrinsicFunction sw_intrinsic_array_get_item;
SwIntrinsicFunction sw_intrinsic_array_length;
SwIntrinsicFunction sw_intrinsic_array_unique;

/* sw-intrinsics-text.c */
SwIntrinsicFunction sw_intrinsic_format;
SwIntrinsicFunction sw_intrinsic_string_split;
SwIntrinsicFunction sw_intrinsic_string_to_json;
SwIntrinsicFunction sw_intrinsic_json_to_string;

/* sw-intrinsics-data.c */
SwIntrinsicFunction sw_intrinsic_base64_encode;
SwIntrinsicFunction sw_intrinsic_base64_decode;
SwIntrinsicFunction sw_intrinsic_hash;
SwIntrinsicFunction sw_intrinsic_json_merge;
SwIntrinsicFunction sw_intrinsic_math_add;
SwIntrinsicFunction sw_intrinsic_math_random;
SwIntrinsicFunction sw_intrinsic_uuid;

G_END_DECLS
