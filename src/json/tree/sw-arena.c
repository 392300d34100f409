/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/tree/sw-arena.h"

/* The first block is small, since most texts are; each one after it is twice as large, up to the
 * last size. */
#define FIRST_BLOCK 4096
#define LAST_BLOCK (64 * 1024)
#define ALIGNMENT 8

/**
 * sw_arena_init:
 *
 * Makes an empty arena; sw_arena_clear() ends it.
 */
void
sw_arena_init (SwArena *self)
{
  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->at = NULL;
  self->left = 0;
}

/**
 * sw_arena_clear:
 *
 * Frees all that was allocated.
 */
void
sw_arena_clear (SwArena *self)
{
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
}

static void
add_block (SwArena *self,
           gsize    at_least)
{
  gsize size = self->blocks->len < 4 ? (gsize) FIRST_BLOCK << self->blocks->len : LAST_BLOCK;

  self->left = MAX (size, at_least);
  self->at = g_malloc (self->left);
  g_ptr_array_add (self->blocks, self->at);
}

/**
 * sw_arena_alloc:
 * @size: bytes
 *
 * Returns: (transfer none): uninitialised bytes, aligned for pointers and doubles, until the arena
 * is cleared
 */
gpointer
sw_arena_alloc (SwArena *self,
                gsize    size)
{
  gsize padded = (size + ALIGNMENT - 1) & ~(gsize) (ALIGNMENT - 1);
  gpointer result;

  if (padded > self->left)
    add_block (self, padded);

  result = self->at;
  self->at += padded;
  self->left -= padded;
  return result;
}
