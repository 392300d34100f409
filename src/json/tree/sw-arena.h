/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* SwArena: many small things that live and die together. */
typedef struct
{
  GPtrArray *blocks;
  char      *at;   /* free bytes of the newest block */
  gsize      left;
} SwArena;

void     sw_arena_init  (SwArena *self);
void     sw_arena_clear (SwArena *self);
gpointer sw_arena_alloc (SwArena *self,
                         gsize    size);

G_END_DECLS
