/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/value/sw-value.h"

G_BEGIN_DECLS

/* How the shared parts lie in memory; for the files of this folder alone. Each begins with SwBox's
 * count. */

struct _SwString
{
  guint count;
  guint hash;        /* of the bytes; 0: not computed yet */
  gsize length;      /* bytes, without the NUL behind them */
  gsize text_length; /* bytes as JSON text with its quotes; 0: not computed yet */
  char  text[];
};

/* Items stand in the box itself until they outgrow what it was made for: one allocation for a
 * container that was read, and a box that keeps its address while it grows. */
struct _SwArray
{
  guint    count;
  guint    length;
  guint    capacity;
  guint8   depth;    /* as sw_value_get_depth() found it; 0: not looked at, changed since, or deeper */
  gsize text_length; /* bytes as compact JSON text; 0: not computed, or changed since. While the
                      * array is being freed: the next one that is, see sw-value-free.c */
  SwValue *items; /* own_items, or an allocation of its own */
  SwValue  own_items[];
};

typedef struct
{
  SwString *key;
  SwValue   value;
} SwMember;

/* Above this many members a hash index pays */
#define SW_OBJECT_LINEAR_MAX 8

struct _SwObject
{
  guint     count;
  guint     length;
  guint     capacity;
  guint8    index_bits; /* 2^index_bits slots; meaningless while index is NULL */
  guint8    depth;      /* as in SwArray */
  gsize     text_length; /* as in SwArray */
  SwMember *members;    /* in order of insertion: own_members, or an allocation of its own */
  guint32 *index; /* open addressing: position + 1 by the key's hash, 0 for a free slot; NULL while
                   * the object has at most SW_OBJECT_LINEAR_MAX members */
  SwMember  own_members[];
};

struct _SwOpaque
{
  guint          count;
  gsize          next_dead; /* while being freed */
  gconstpointer  kind;
  gpointer       data;
  GDestroyNotify free_data;
};

#define SW_OBJECT_NOT_FOUND G_MAXUINT

guint      sw_bytes_hash           (const char     *text,
                                    gsize           length);
guint      sw_object_find          (const SwObject *self,
                                    const char     *key,
                                    gsize           length);
guint      sw_object_find_string   (const SwObject *self,
                                    SwString       *key);
void       sw_object_append        (SwObject       *self,
                                    SwString       *take_key,
                                    SwValue         take_value);
SwArray   *sw_array_new            (guint           capacity);
SwObject  *sw_object_new           (guint           capacity);

G_END_DECLS
