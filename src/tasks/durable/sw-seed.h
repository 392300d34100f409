/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SW_SEED_BYTES 32

/* SwSeed: random numbers that can be had again, and that nobody can foretell who has seen some of
 * them (task tokens are made of them): HMAC-SHA256 of a counter, by a secret key. */
typedef struct
{
  guint8  key[SW_SEED_BYTES];
  guint64 counter;  /* of the blocks made so far */
  guint64 block[4];
  guint   used;     /* of the block's numbers */
} SwSeed;

gboolean sw_seed_init           (SwSeed     *self);
gboolean sw_seed_init_from_text (SwSeed     *self,
                                 const char *text);
char    *sw_seed_dup_text       (SwSeed     *self);
guint64  sw_seed_next           (gpointer    self);

G_END_DECLS
