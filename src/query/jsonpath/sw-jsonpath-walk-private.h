/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "query/jsonpath/sw-jsonpath-private.h"

G_BEGIN_DECLS

/* One walk along a path's steps: every value that the last step reaches is a match. */
typedef struct
{
  const SwJsonPath *path;
  SwPathWalk       *walk;
  SwValue           matches; /* array */
  guint             depth;   /* of recursion */
} SwMatcher;

static inline const SwPathStep *
sw_matcher_get_step (const SwMatcher *self,
                     guint            step)
{
  return &g_array_index (self->path->steps, SwPathStep, step);
}

static inline gboolean
sw_matcher_is_last (const SwMatcher *self,
                    guint            step)
{
  return step + 1 == self->path->steps->len;
}

/* sw-jsonpath-walk.c */
gboolean sw_matcher_go_on       (SwMatcher *self,
                                 guint      step,
                                 SwValue    value,
                                 GError   **error);

/* sw-jsonpath-walk-array.c */
gboolean sw_matcher_visit_array (SwMatcher *self,
                                 guint      step,
                                 SwValue    model,
                                 GError   **error);

G_END_DECLS
