/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/test-state/sw-draft.h"

G_BEGIN_DECLS

/* SwOrigin: where the parts of a value come from, as it can be said without a run: from a place of
 * a draft (the input, a task's result), from the definition itself, or put together of such.
 * Immutable once handed out, shared by reference count within one thread. */
typedef struct _SwOrigin SwOrigin;

typedef enum
{
  SW_ORIGIN_PLACE,   /* `source` and `way` */
  SW_ORIGIN_VALUE,   /* `value`: it stands in the definition */
  SW_ORIGIN_OBJECT,  /* `parts` by name, over `base` */
  SW_ORIGIN_ARRAY,   /* `parts` */
  SW_ORIGIN_UNKNOWN, /* computed: `why` says by what */
} SwOriginKind;

struct _SwOrigin
{
  guint         count;
  SwOriginKind  kind;
  guint         source;
  char         *way;
  SwValue       value;
  SwOrigin     *base;  /* or NULL: an object has `parts` alone */
  GPtrArray    *names; /* char *, of `parts` of an object */
  GPtrArray    *parts; /* SwOrigin */
  char         *why;
};

SwOrigin *sw_origin_new_place   (guint           source,
                                 const char     *way);
SwOrigin *sw_origin_new_value   (SwValue         take_value);
SwOrigin *sw_origin_new_object  (SwOrigin       *base);
SwOrigin *sw_origin_new_array   (void);
SwOrigin *sw_origin_new_unknown (const char     *why);
SwOrigin *sw_origin_ref         (SwOrigin       *self);
void      sw_origin_unref       (SwOrigin       *self);
void      sw_origin_set         (SwOrigin       *self,
                                 const char     *name,
                                 SwOrigin       *take_part);
void      sw_origin_append      (SwOrigin       *self,
                                 SwOrigin       *take_part);
SwOrigin *sw_origin_follow      (SwOrigin       *self,
                                 const char     *way);
SwOrigin *sw_origin_write       (SwOrigin       *self,
                                 const char     *way,
                                 SwOrigin       *part);
SwValue   sw_origin_to_value    (const SwOrigin *self,
                                 const SwDraft  *draft);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwOrigin, sw_origin_unref)

G_END_DECLS
