/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/piece/sw-piece.h"

/* SwLayoutCache keeps the places of pieces by their content, so it can only save time, never
 * change a picture. Entries that no layout asked for in a while are dropped once there are many. */

#define KEPT_ENTRIES 512 /* fewer are never dropped */
#define KEPT_LAYOUTS 32  /* an entry lives at least so many layouts: an undo finds it again */

struct _SwLayoutCache
{
  GHashTable *entries; /* GBytes -> Entry */
  guint       age;     /* layouts made with it */
};

typedef struct
{
  double *places;
  guint   used; /* the age at which it was last asked for */
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;
  g_free (entry->places);
  g_free (entry);
}

/* Keys are made of whole numbers, and long: taken number by number they cost a quarter of what they
 * do byte by byte. */
static guint
hash_key (gconstpointer key)
{
  gsize size;
  const guint32 *numbers = g_bytes_get_data ((GBytes *) key, &size);
  guint hash = 5381;

  for (gsize i = 0; i < size / sizeof (guint32); i++)
    hash = (hash ^ numbers[i]) * 2654435761u + (hash >> 15);
  return hash;
}

/**
 * sw_layout_cache_new:
 *
 * Returns: (transfer full): an empty cache, to be handed to successive calls of sw_layout_new()
 */
SwLayoutCache *
sw_layout_cache_new (void)
{
  SwLayoutCache *self = g_new0 (SwLayoutCache, 1);
  self->entries = g_hash_table_new_full (hash_key, g_bytes_equal,
                                         (GDestroyNotify) g_bytes_unref, entry_free);
  return self;
}

/**
 * sw_layout_cache_free:
 * @self: (transfer full): a cache
 */
void
sw_layout_cache_free (SwLayoutCache *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->entries);
  g_free (self);
}

/* Returns: (transfer none) (nullable): the places kept for @key */
const double *
sw_layout_cache_find (SwLayoutCache *self,
                      GBytes        *key)
{
  Entry *entry = g_hash_table_lookup (self->entries, key);
  if (!entry)
    return NULL;
  entry->used = self->age;
  return entry->places;
}

/* Keeps @places (transfer full) for @key and gives them back as a loan. */
const double *
sw_layout_cache_take (SwLayoutCache *self,
                      GBytes        *key,
                      double        *places)
{
  Entry *entry = g_new (Entry, 1);
  *entry = (Entry) { places, self->age };
  g_hash_table_replace (self->entries, g_bytes_ref (key), entry);
  return places;
}

static gboolean
is_stale (gpointer key,
          gpointer value,
          gpointer user_data)
{
  const Entry *entry = value;
  const SwLayoutCache *self = user_data;
  return self->age - entry->used > KEPT_LAYOUTS;
}

/* To be called when a layout is done and nothing borrowed from the cache is used any more. */
void
sw_layout_cache_age (SwLayoutCache *self)
{
  self->age++;
  if (g_hash_table_size (self->entries) > KEPT_ENTRIES)
    g_hash_table_foreach_remove (self->entries, is_stale, self);
}
