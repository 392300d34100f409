/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/history/sw-history-private.h"

/* Events lie in blocks that never move: adding one costs the same however long the history is. The
 * first ones are small, and together as large as a later one: many an execution waits, or is an item
 * of a Map that has ended, after few events. */
#define BLOCK_EVENTS 512
static const guint first_blocks[] = { 4, 12, BLOCK_EVENTS - 16 };

struct _SwHistory
{
  grefcount  references;
  SwProgram *program; /* whose steps the events point to, or NULL */
  GPtrArray *blocks;  /* SwHistoryEvent[] */
  guint      count;
};

/* Which block an event lies in, and where there */
static guint
find_block (guint  index,
            guint *offset)
{
  guint block = 0;

  if (index >= BLOCK_EVENTS)
    {
      *offset = index % BLOCK_EVENTS;
      return index / BLOCK_EVENTS + G_N_ELEMENTS (first_blocks) - 1;
    }
  for (; index >= first_blocks[block]; block++)
    index -= first_blocks[block];
  *offset = index;
  return block;
}

static guint
get_size (guint block)
{
  return block < G_N_ELEMENTS (first_blocks) ? first_blocks[block] : BLOCK_EVENTS;
}

/**
 * sw_history_new:
 * @program: (nullable): of the execution; a reference is kept. %NULL: the events are to be read,
 *   and have names in place of steps
 *
 * Returns: (transfer full): an empty history
 */
SwHistory *
sw_history_new (SwProgram *program)
{
  SwHistory *self = g_new0 (SwHistory, 1);

  g_ref_count_init (&self->references);
  self->program = program != NULL ? sw_program_ref (program) : NULL;
  self->blocks = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * sw_history_ref:
 *
 * Returns: (transfer full): @self, which stays as long as anybody holds it
 */
SwHistory *
sw_history_ref (const SwHistory *self)
{
  SwHistory *history = (SwHistory *) self; /* only its count changes */

  g_ref_count_inc (&history->references);
  return history;
}

/**
 * sw_history_unref:
 *
 * Gives a reference up; with the last the events are freed.
 */
void
sw_history_unref (SwHistory *self)
{
  if (!g_ref_count_dec (&self->references))
    return;
  for (guint i = 0; i < self->count; i++)
    sw_history_event_clear ((SwHistoryEvent *) sw_history_get (self, i));
  g_ptr_array_unref (self->blocks);
  g_clear_pointer (&self->program, sw_program_unref);
  g_free (self);
}

/**
 * sw_history_get_model:
 *
 * Returns: (nullable): the definition that was run; %NULL of a history that was read
 */
SwModel *
sw_history_get_model (const SwHistory *self)
{
  return self->program != NULL ? sw_program_get_model (self->program) : NULL;
}

/**
 * sw_history_event_clear:
 *
 * Gives up what an event shares.
 */
void
sw_history_event_clear (SwHistoryEvent *self)
{
  g_clear_pointer (&self->name, sw_string_unref);
  sw_value_clear (&self->data);
  sw_value_clear (&self->extra);
}

/**
 * sw_history_add:
 *
 * Adds an event with nothing but its id.
 *
 * Returns: the event, to be filled in; the history owns it
 */
SwHistoryEvent *
sw_history_add (SwHistory *self)
{
  SwHistoryEvent *event;
  guint offset;
  guint block = find_block (self->count, &offset);

  if (block == self->blocks->len)
    g_ptr_array_add (self->blocks, g_new0 (SwHistoryEvent, get_size (block)));
  event = (SwHistoryEvent *) g_ptr_array_index (self->blocks, block) + offset;
  event->id = ++self->count;
  return event;
}

/**
 * sw_history_get_count:
 *
 * Returns: number of events so far
 */
guint
sw_history_get_count (const SwHistory *self)
{
  return self->count;
}

/**
 * sw_history_get:
 * @index: 0..count; the event's id is one more
 *
 * Returns: the event; borrowed until the history is freed
 */
const SwHistoryEvent *
sw_history_get (const SwHistory *self,
                guint            index)
{
  guint block, offset;

  g_return_val_if_fail (index < self->count, NULL);

  block = find_block (index, &offset);
  return (const SwHistoryEvent *) g_ptr_array_index (self->blocks, block) + offset;
}

/**
 * sw_history_event_get_id:
 *
 * Returns: the event's number, from 1
 */
guint64
sw_history_event_get_id (const SwHistoryEvent *self)
{
  return self->id;
}

/**
 * sw_history_event_get_previous:
 *
 * Returns: id of the event it follows from, as AWS links them; 0 where there is none
 */
guint64
sw_history_event_get_previous (const SwHistoryEvent *self)
{
  return self->previous;
}

/**
 * sw_history_event_get_time:
 *
 * Returns: microseconds since 1970-01-01T00:00:00Z
 */
gint64
sw_history_event_get_time (const SwHistoryEvent *self)
{
  return self->time;
}

/**
 * sw_history_event_get_type:
 *
 * Returns: the type; all types of state share STATE_ENTERED and STATE_EXITED
 */
SwEventType
sw_history_event_get_type (const SwHistoryEvent *self)
{
  return self->type;
}

/**
 * sw_history_event_get_state:
 *
 * Returns: (nullable): the state the event belongs to (%NULL for ExecutionStarted …); lives as long
 * as the program
 */
SwState *
sw_history_event_get_state (const SwHistoryEvent *self)
{
  return self->step != NULL ? self->step->state : NULL;
}

/**
 * sw_history_event_get_name:
 *
 * Returns: (nullable): name of the state the event belongs to, as far as the event itself says so:
 * in a history that was read only Entered, Exited, MapIteration… and EvaluationFailed do
 */
const char *
sw_history_event_get_name (const SwHistoryEvent *self)
{
  if (self->step != NULL)
    return self->step->state->name;
  return self->name != NULL && self->type != SW_EVENT_UNKNOWN ? sw_string_get_text (self->name)
                                                              : NULL;
}

/**
 * sw_history_event_get_state_type:
 *
 * Returns: type of the state the event belongs to; unknown where the event does not say it
 */
SwStateType
sw_history_event_get_state_type (const SwHistoryEvent *self)
{
  return self->step != NULL ? self->step->type : (SwStateType) self->state_type;
}

/**
 * sw_history_event_get_frame:
 *
 * Returns: number of the branch or iteration it happened in; 0 for the machine itself
 */
guint
sw_history_event_get_frame (const SwHistoryEvent *self)
{
  return self->frame;
}

/**
 * sw_history_event_get_data:
 *
 * Returns: (transfer none): input of Started, Entered and Scheduled, output of Exited, Submitted
 * and Succeeded; undefined elsewhere
 */
SwValue
sw_history_event_get_data (const SwHistoryEvent *self)
{
  return self->data;
}
