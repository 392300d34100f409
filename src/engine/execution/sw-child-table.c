/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/execution/sw-child-table.h"

#include <string.h>

/* Rows lie in blocks that never move, as events do (sw-history.c). */
#define BLOCK_ROWS 512

typedef struct
{
  SwChildRecord rows[BLOCK_ROWS];
  guint64 (*uuids)[2]; /* that end the ARNs of Express executions, by row; NULL: it has none */
} Block;

struct _SwChildTable
{
  GPtrArray  *blocks;
  guint       count;
  GHashTable *by_name;      /* set of SwChildRecord, as far as somebody has looked for one */
  guint       n_named;      /* rows that it has */
  GQueue      ended;        /* of details that have ended, the first one first; data: the record */
  guint64     n_events;     /* theirs */
  guint       max_events;   /* 0: no bound */
  guint       window_first; /* of these alone there are details */
  guint       window_count; /* 0: of all */
};

static void
block_free (gpointer data)
{
  Block *block = data;

  g_free (block->uuids);
  g_free (block);
}

/**
 * sw_child_table_new:
 * @options: say how much is to be kept
 *
 * Returns: (transfer full): an empty table
 */
SwChildTable *
sw_child_table_new (const SwExecutionOptions *options)
{
  SwChildTable *self = g_new0 (SwChildTable, 1);

  self->blocks = g_ptr_array_new_with_free_func (block_free);
  self->max_events = options->child_events;
  self->window_first = options->first_child;
  self->window_count = options->n_children;
  return self;
}

static void
drop_detail (SwChildRecord *record)
{
  SwChildDetail *detail = g_steal_pointer (&record->detail);

  if (detail == NULL)
    return;
  sw_value_clear (&detail->input);
  sw_value_clear (&detail->output);
  g_free (detail->error);
  g_free (detail->cause);
  sw_history_unref (detail->history);
  g_free (detail);
}

/**
 * sw_child_table_free:
 *
 * Frees the table with all that it has.
 */
void
sw_child_table_free (SwChildTable *self)
{
  for (guint i = 0; i < self->count; i++)
    drop_detail (sw_child_table_get (self, i));
  g_clear_pointer (&self->by_name, g_hash_table_unref);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

/**
 * sw_child_table_get_count:
 * @self: (nullable): %NULL has none
 *
 * Returns: how many rows there are
 */
guint
sw_child_table_get_count (const SwChildTable *self)
{
  return self != NULL ? self->count : 0;
}

/**
 * sw_child_table_count_events:
 *
 * Returns: how many events are kept of child executions that have ended
 */
guint64
sw_child_table_count_events (const SwChildTable *self)
{
  return self->n_events;
}

/**
 * sw_child_table_get:
 * @index: 0..count
 *
 * Returns: (transfer none): a row
 */
SwChildRecord *
sw_child_table_get (const SwChildTable *self,
                    guint               index)
{
  Block *block = g_ptr_array_index (self->blocks, index / BLOCK_ROWS);

  return &block->rows[index % BLOCK_ROWS];
}

/* "01234567-89ab-…" -> two halves; FALSE: it is no UUID as executions make them */
static gboolean
read_uuid (const char *text,
           guint64     uuid[2])
{
  guint digits = 0;

  uuid[0] = uuid[1] = 0;
  for (guint i = 0; i < 36; i++)
    {
      gboolean dash = i == 8 || i == 13 || i == 18 || i == 23;

      if (dash ? text[i] != '-' : !g_ascii_isxdigit (text[i]))
        return FALSE;
      if (!dash)
        uuid[digits / 16] = uuid[digits / 16] << 4 | (guint64) g_ascii_xdigit_value (text[i]);
      digits += !dash;
    }
  return TRUE;
}

static char *
print_uuid (const guint64 uuid[2])
{
  return g_strdup_printf ("%08x-%04x-%04x-%04x-%012" G_GINT64_MODIFIER "x",
                          (guint) (uuid[0] >> 32), (guint) (uuid[0] >> 16) & 0xffff,
                          (guint) uuid[0] & 0xffff, (guint) (uuid[1] >> 48),
                          uuid[1] & G_GUINT64_CONSTANT (0xffffffffffff));
}

/**
 * sw_child_table_add:
 * @name: of the child execution: a UUID
 * @uuid: (nullable): that ends the ARN of an Express execution
 *
 * Returns: (transfer none): a new row, without detail
 */
SwChildRecord *
sw_child_table_add (SwChildTable *self,
                    const char   *name,
                    const char   *uuid)
{
  const guint index = self->count++, offset = index % BLOCK_ROWS;
  SwChildRecord *record;
  Block *block;

  if (offset == 0)
    g_ptr_array_add (self->blocks, g_new0 (Block, 1));
  block = g_ptr_array_index (self->blocks, index / BLOCK_ROWS);
  if (uuid != NULL && block->uuids == NULL)
    block->uuids = g_malloc0_n (BLOCK_ROWS, sizeof *block->uuids);
  record = &block->rows[offset];
  record->index = index;
  g_warn_if_fail (read_uuid (name, record->name));
  if (uuid != NULL)
    g_warn_if_fail (read_uuid (uuid, block->uuids[offset]));
  return record;
}

static guint
hash_name (gconstpointer key)
{
  const SwChildRecord *record = key;

  return (guint) (record->name[1] ^ record->name[1] >> 32 ^ record->name[0]);
}

static gboolean
equal_names (gconstpointer a,
             gconstpointer b)
{
  const SwChildRecord *first = a, *second = b;

  return first->name[0] == second->name[0] && first->name[1] == second->name[1];
}

/**
 * sw_child_table_find:
 * @name: begins with the UUID of a child execution
 *
 * Returns: (transfer none) (nullable): its row
 */
SwChildRecord *
sw_child_table_find (SwChildTable *self,
                     const char   *name)
{
  SwChildRecord wanted = { 0 };

  if (self->count == 0 || strlen (name) < 36 || !read_uuid (name, wanted.name))
    return NULL;
  if (self->by_name == NULL)
    self->by_name = g_hash_table_new (hash_name, equal_names);
  for (; self->n_named < self->count; self->n_named++)
    g_hash_table_add (self->by_name, sw_child_table_get (self, self->n_named));
  return g_hash_table_lookup (self->by_name, &wanted);
}

/**
 * sw_child_table_dup_name:
 *
 * Returns: (transfer full): the name of a child execution
 */
char *
sw_child_table_dup_name (const SwChildRecord *record)
{
  return print_uuid (record->name);
}

/**
 * sw_child_table_dup_uuid:
 * Returns: (transfer full) (nullable): what ends the ARN of an Express execution; %NULL: it is none
 */
char *
sw_child_table_dup_uuid (const SwChildTable  *self,
                         const SwChildRecord *record)
{
  const Block *block = g_ptr_array_index (self->blocks, record->index / BLOCK_ROWS);
  const guint64 *uuid = block->uuids != NULL ? block->uuids[record->index % BLOCK_ROWS] : NULL;

  return uuid != NULL && uuid[1] != 0 ? print_uuid (uuid) : NULL;
}

/**
 * sw_child_table_is_wanted:
 *
 * Returns: whether the detail of a child execution is to be kept as long as it runs
 */
gboolean
sw_child_table_is_wanted (const SwChildTable  *self,
                          const SwChildRecord *record)
{
  return self->window_count == 0
         || (record->index >= self->window_first
             && record->index - self->window_first < self->window_count);
}

/**
 * sw_child_table_take_ended:
 *
 * Says that a child execution goes on: its detail stays.
 */
void
sw_child_table_take_ended (SwChildTable  *self,
                           SwChildRecord *record)
{
  SwChildDetail *detail = record->detail;

  if (detail == NULL || detail->n_events == 0)
    return;
  g_queue_unlink (&self->ended, &detail->link);
  self->n_events -= detail->n_events;
  detail->n_events = 0;
}

/**
 * sw_child_table_put_ended:
 *
 * Says that a child execution has ended. Where there are too many, those that ended first lose their
 * details; the last one has its own in any case.
 */
void
sw_child_table_put_ended (SwChildTable  *self,
                          SwChildRecord *record)
{
  SwChildDetail *detail = record->detail;

  if (detail == NULL)
    return;
  detail->n_events = sw_history_get_count (detail->history);
  detail->link = (GList) { .data = record };
  g_queue_push_tail_link (&self->ended, &detail->link);
  self->n_events += detail->n_events;
  while (self->max_events > 0 && self->n_events > self->max_events && self->ended.length > 1)
    {
      SwChildRecord *first = g_queue_peek_head (&self->ended);

      sw_child_table_take_ended (self, first);
      drop_detail (first);
    }
}
