/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/document/sw-document-private.h"

#include "app/source/sw-problem.h"
#include "app/sw-free-later.h"

/* From the text to everything that is read off it. */

/* Above this many bytes the text is read in a worker thread: reading takes about 1 ms for so many,
 * and a frame has 16 with all that is drawn. */
#define WORKER_BYTES 20000

/* Below redraws in urgency would show one frame of the old picture beside the new text. */
#define SETTLE_PRIORITY (G_PRIORITY_HIGH_IDLE + 15)

/* Whether NEW, of the text just read, is OLD again, in the place where OLD has gone with the
 * changes of the text. Must be asked before those are forgotten. */
static gboolean
is_still_there (SwDocument *self,
                SwProblem  *old,
                SwProblem  *new,
                SwReading  *reading)
{
  gsize start = sw_problem_get_span (new).start;
  const char *text = sw_tree_get_text (reading->tree, NULL);

  return sw_problem_is_same (old, new)
         && _sw_document_get_place (self, sw_problem_get_span (old).start)
                == (int) sw_char_map_to_char (reading->chars, text, start);
}

/* How many problems at one end of the list, and of those found now, are still there */
static guint
count_kept (SwDocument *self,
            SwReading  *reading,
            guint       skip,
            gboolean    from_end)
{
  GListModel *list = G_LIST_MODEL (self->diagnostics);
  guint n_old = g_list_model_get_n_items (list);
  guint n_new = reading->problems->len;
  guint most = MIN (n_old, n_new) - skip;
  guint count = 0;

  while (count < most)
    {
      guint at_old = from_end ? n_old - 1 - count : count;
      guint at_new = from_end ? n_new - 1 - count : count;
      g_autoptr (SwProblem) old = g_list_model_get_item (list, at_old);

      if (!is_still_there (self, old, reading->problems->pdata[at_new], reading))
        break;
      count++;
    }
  return count;
}

/* The problems found now, where those that are still there are the objects shown already: rows keep
 * their focus, and nothing is drawn anew for a place that moved with the text. */
typedef struct
{
  guint head; /* how many stay at the list's beginning */
  guint tail; /* … and at its end */
} Kept;

static Kept
find_kept (SwDocument *self,
           SwReading  *reading)
{
  guint head = count_kept (self, reading, 0, FALSE);

  return (Kept) { head, count_kept (self, reading, head, TRUE) };
}

static void
splice_problems (GListStore *store,
                 GPtrArray  *problems,
                 Kept        kept)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (store));
  guint n_removed = n_old - kept.head - kept.tail;
  guint n_added = problems->len - kept.head - kept.tail;

  for (guint i = 0; i < problems->len; i++)
    {
      gboolean behind = i >= problems->len - kept.tail;
      guint at = behind ? n_old - (problems->len - i) : i;
      g_autoptr (SwProblem) old = NULL;

      if (i >= kept.head && !behind)
        continue;
      old = g_list_model_get_item (G_LIST_MODEL (store), at);
      sw_problem_replace (old, problems->pdata[i]);
    }
  if (n_removed > 0 || n_added > 0)
    g_list_store_splice (store, kept.head, n_removed, problems->pdata + kept.head, n_added);
}

static void
notify_pending (SwDocument *self)
{
  gboolean pending = sw_document_get_pending (self);

  if (self->pending == pending)
    return;
  self->pending = pending;
  _sw_document_notify (self, SW_DOCUMENT_PROP_PENDING);
}

/* Lets go of what was read before; of a large text that is better done elsewhere: there are many
 * small parts. */
static void
drop_former (SwReading *take_former)
{
  gsize length = 0;

  if (take_former->tree != NULL)
    sw_tree_get_text (take_former->tree, &length);
  if (length > WORKER_BYTES)
    sw_free_in_thread (take_former, (GDestroyNotify) sw_reading_free);
  else
    sw_reading_free (take_former);
}

static void
adopt_model (SwDocument *self,
             SwReading  *reading,
             SwReading  *former)
{
  gboolean valid = reading->graph != NULL;

  if (valid || self->model == NULL)
    {
      g_clear_pointer (&self->model, sw_model_unref);
      self->model = sw_model_ref (self->live);
      former->graph = g_steal_pointer (&self->graph);
      self->graph = valid ? g_steal_pointer (&reading->graph) : sw_graph_new (self->model);
      _sw_document_notify (self, SW_DOCUMENT_PROP_MODEL);
      _sw_document_notify (self, SW_DOCUMENT_PROP_GRAPH);
    }
  if (self->stale != !valid)
    {
      self->stale = !valid;
      _sw_document_notify (self, SW_DOCUMENT_PROP_STALE);
    }
}

static void
adopt_reading (SwDocument *self,
               SwReading  *reading)
{
  SwReading *former = g_new0 (SwReading, 1);
  Kept kept = find_kept (self, reading);

  g_object_freeze_notify (G_OBJECT (self));
  sw_document_end_head_start (self); /* which was of the text before */
  g_clear_object (&self->reading);
  self->read_serial = reading->serial;
  self->revision++;
  former->tree = self->tree;
  former->model = self->live;
  self->tree = g_steal_pointer (&reading->tree);
  self->live = g_steal_pointer (&reading->model);
  _sw_document_text_read (self, g_steal_pointer (&reading->chars));
  adopt_model (self, reading, former);
  _sw_document_notify (self, SW_DOCUMENT_PROP_REVISION);
  notify_pending (self);
  if (self->caret_moved)
    _sw_document_select_at_caret (self);
  else
    _sw_document_follow_selected (self);
  splice_problems (self->diagnostics, reading->problems, kept);
  g_object_thaw_notify (G_OBJECT (self));
  drop_former (former);
}

/* What a worker is given. The document is not held: it must not happen that a thread is the last
 * to hold it. */
typedef struct
{
  GWeakRef document;
  guint64  serial;
  SwSyntax syntax;
  char    *text;
  gsize    length;
  char    *values; /* or NULL */
  SwMachineType type;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_weak_ref_clear (&order->document);
  g_free (order->text);
  g_free (order->values);
  g_free (order);
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const Order *order = task_data;
  SwReading *reading
      = sw_reading_new (order->text, order->length, order->syntax, order->serial, order->values,
                        order->type, cancellable);

  g_task_return_pointer (task, reading, (GDestroyNotify) sw_reading_free);
}

static void schedule_settle (SwDocument *self);

/* A text that has changed while it was read is read again; this reading is dropped. */
static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Order *order = g_task_get_task_data (G_TASK (result));
  g_autoptr (SwReading) reading = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr (SwDocument) self = g_weak_ref_get (&order->document);

  if (self == NULL || self->reading == NULL
      || self->reading != g_task_get_cancellable (G_TASK (result)))
    return;
  if (reading != NULL && reading->serial == self->serial)
    {
      adopt_reading (self, reading);
      return;
    }
  g_clear_object (&self->reading);
  if (sw_document_get_pending (self))
    schedule_settle (self);
}

static void
start_worker (SwDocument *self)
{
  g_autoptr (GTask) task = NULL;
  Order *order = g_new0 (Order, 1);

  g_weak_ref_init (&order->document, self);
  order->serial = self->serial;
  order->syntax = self->syntax;
  order->text = sw_document_dup_text (self, &order->length);
  order->values = g_strdup (self->values);
  order->type = sw_document_get_machine_type (self);
  self->reading = g_cancellable_new ();
  task = g_task_new (NULL, self->reading, read_cb, NULL);
  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, read_in_thread);
}

static gboolean
settle_cb (gpointer user_data)
{
  SwDocument *self = user_data;

  self->settle_source = 0;
  if (self->text->len > WORKER_BYTES)
    start_worker (self);
  else
    sw_document_settle (self);
  return G_SOURCE_REMOVE;
}

/* `changed` comes several times for one undo and no signal marks its end: whatever happened is
 * read once, from the main loop. One reading at a time: one that is of no use any more is told so,
 * and the next begins when it has returned. */
static void
schedule_settle (SwDocument *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  else if (self->settle_source == 0)
    self->settle_source = g_idle_add_full (SETTLE_PRIORITY, settle_cb, self, NULL);
}

/* The buffer's text has changed. */
void
_sw_document_text_changed (SwDocument *self)
{
  self->serial++;
  notify_pending (self);
  schedule_settle (self);
}

/**
 * sw_document_settle:
 *
 * Reads the text now if it changed since it was last read. Before an operation on the model,
 * whoever cannot wait for the main loop calls this.
 */
void
sw_document_settle (SwDocument *self)
{
  g_autoptr (SwReading) reading = NULL;

  g_return_if_fail (SW_IS_DOCUMENT (self));

  if (!sw_document_get_pending (self))
    return;
  g_clear_handle_id (&self->settle_source, g_source_remove);
  g_cancellable_cancel (self->reading);
  reading = sw_reading_new (self->text->str, self->text->len, self->syntax, self->serial,
                            self->values, sw_document_get_machine_type (self), NULL);
  adopt_reading (self, reading);
}

/* Takes what was read off the text elsewhere, READING (nullable); where that does not fit, reads
 * the text now. */
void
_sw_document_take_reading (SwDocument *self,
                           SwReading  *reading)
{
  gsize length = 0;

  if (reading != NULL)
    sw_tree_get_text (reading->tree, &length);
  if (reading == NULL || length != self->text->len || reading->syntax != self->syntax
      || self->values != NULL || reading->type != sw_document_get_machine_type (self))
    {
      sw_document_settle (self);
      return;
    }
  g_clear_handle_id (&self->settle_source, g_source_remove);
  g_cancellable_cancel (self->reading);
  reading->serial = self->serial;
  adopt_reading (self, reading);
}

/**
 * sw_document_set_values:
 * @values: (nullable): JSON object of values by name; `NULL`: none are known
 *
 * Tells what the document's ${placeholders} stand for. The text stays as it is, but what is wrong
 * with it is found with these values in place.
 */
void
sw_document_set_values (SwDocument *self,
                        const char *values)
{
  g_return_if_fail (SW_IS_DOCUMENT (self));

  if (g_set_str (&self->values, values))
    _sw_document_text_changed (self);
}

/**
 * sw_document_get_machine_type:
 *
 * Returns: what the document is checked and run as, which ASL does not say
 */
SwMachineType
sw_document_get_machine_type (SwDocument *self)
{
  g_return_val_if_fail (SW_IS_DOCUMENT (self), SW_MACHINE_STANDARD);

  return self->has_own_type ? self->own_type : self->machine_type;
}

/* Sets what the two functions below do, and checks anew where it makes a difference. */
static void
set_types (SwDocument    *self,
           SwMachineType  type,
           gboolean       has_own,
           SwMachineType  own)
{
  SwMachineType old = sw_document_get_machine_type (self);

  self->machine_type = type;
  self->has_own_type = has_own;
  self->own_type = own;
  if (sw_document_get_machine_type (self) != old)
    _sw_document_text_changed (self);
}

/**
 * sw_document_set_machine_type:
 * @type: what machines are going to be deployed as
 *
 * Tells what the document is checked and run as where nothing is known of it alone, Standard at
 * first.
 */
void
sw_document_set_machine_type (SwDocument   *self,
                              SwMachineType type)
{
  g_return_if_fail (SW_IS_DOCUMENT (self));

  set_types (self, type, self->has_own_type, self->own_type);
}

/**
 * sw_document_set_own_machine_type:
 * @type: (nullable): what this machine is going to be deployed as; %NULL: as others
 *
 * Tells what the document is checked and run as.
 */
void
sw_document_set_own_machine_type (SwDocument          *self,
                                  const SwMachineType *type)
{
  g_return_if_fail (SW_IS_DOCUMENT (self));

  set_types (self, self->machine_type, type != NULL, type != NULL ? *type : SW_MACHINE_STANDARD);
}
