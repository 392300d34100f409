/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sw-document-private.h"

#include "app/source/sw-problem.h"
#include "asl/sw-check.h"

/* From the text to everything that is read off it. */

/* Above this many bytes the text is read in a worker thread, once typing pauses. */
#define WORKER_BYTES 200000
#define WORKER_DELAY_MS 150

/* Below redraws in urgency would show one frame of the old picture beside the new text. */
#define SETTLE_PRIORITY (G_PRIORITY_HIGH_IDLE + 15)

/* Everything read off one text; made in whichever thread, then handed over whole. */
typedef struct
{
  guint64    serial;
  SwTree    *tree;
  SwModel   *model;
  SwGraph   *graph;       /* NULL where the text has a syntax error */
  GPtrArray *problems;    /* SwProblem */
} Reading;

static void
reading_free (Reading *reading)
{
  g_clear_pointer (&reading->graph, sw_graph_unref);
  g_clear_pointer (&reading->model, sw_model_unref);
  g_clear_pointer (&reading->tree, sw_tree_unref);
  g_clear_pointer (&reading->problems, g_ptr_array_unref);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static GPtrArray *
collect_problems (SwTree    *tree,
                  GPtrArray *diagnostics)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const SwDiagnostic *diagnostic = diagnostics->pdata[i];
      guint line, column;

      sw_tree_locate (tree, diagnostic->span.start, &line, &column);
      g_ptr_array_add (problems, sw_problem_new (diagnostic, line));
    }
  return problems;
}

/* Broken text is only told its syntax errors: what a checker says of half a definition is noise. */
static Reading *
reading_new (const char *text,
             gsize       length,
             guint64     serial)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->serial = serial;
  reading->tree = sw_tree_parse (text, length);
  reading->model = sw_model_new (reading->tree);
  if (sw_tree_is_valid (reading->tree))
    {
      g_autoptr (GPtrArray) diagnostics = sw_check (reading->model, SW_MACHINE_STANDARD);

      reading->graph = sw_graph_new (reading->model);
      reading->problems = collect_problems (reading->tree, diagnostics);
    }
  else
    reading->problems = collect_problems (reading->tree, sw_tree_get_diagnostics (reading->tree));
  return reading;
}

/* Changes the list only where it differs, so that a row that stays keeps its focus. */
static void
splice_problems (GListStore *store,
                 GPtrArray  *problems)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (store));
  guint head = 0, tail = 0;

  while (head < MIN (n_old, problems->len))
    {
      g_autoptr (SwProblem) old = g_list_model_get_item (G_LIST_MODEL (store), head);

      if (!sw_problem_equal (old, problems->pdata[head]))
        break;
      head++;
    }
  while (tail < MIN (n_old, problems->len) - head)
    {
      g_autoptr (SwProblem) old = g_list_model_get_item (G_LIST_MODEL (store), n_old - 1 - tail);

      if (!sw_problem_equal (old, problems->pdata[problems->len - 1 - tail]))
        break;
      tail++;
    }
  if (n_old != problems->len || head + tail < n_old)
    g_list_store_splice (store, head, n_old - head - tail, problems->pdata + head,
                         problems->len - head - tail);
}

static void
adopt_reading (SwDocument *self,
               Reading    *reading)
{
  gboolean valid = reading->graph != NULL;
  gsize length;
  const char *text;

  g_object_freeze_notify (G_OBJECT (self));
  g_clear_object (&self->reading);
  self->read_serial = reading->serial;
  self->revision++;
  g_clear_pointer (&self->tree, sw_tree_unref);
  self->tree = g_steal_pointer (&reading->tree);
  text = sw_tree_get_text (self->tree, &length);
  self->n_chars = g_utf8_strlen (text, length);
  g_clear_pointer (&self->live, sw_model_unref);
  self->live = g_steal_pointer (&reading->model);
  if (valid || self->model == NULL)
    {
      g_clear_pointer (&self->model, sw_model_unref);
      self->model = sw_model_ref (self->live);
      g_clear_pointer (&self->graph, sw_graph_unref);
      self->graph = valid ? g_steal_pointer (&reading->graph) : sw_graph_new (self->model);
      _sw_document_notify (self, SW_DOCUMENT_PROP_MODEL);
      _sw_document_notify (self, SW_DOCUMENT_PROP_GRAPH);
    }
  if (self->stale != !valid)
    {
      self->stale = !valid;
      _sw_document_notify (self, SW_DOCUMENT_PROP_STALE);
    }
  _sw_document_notify (self, SW_DOCUMENT_PROP_REVISION);
  if (self->caret_moved)
    _sw_document_select_at_caret (self);
  else
    _sw_document_follow_selected (self);
  splice_problems (self->diagnostics, reading->problems);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GBytes *text = task_data;
  gsize length;
  const char *bytes = g_bytes_get_data (text, &length);

  g_task_return_pointer (task, reading_new (bytes != NULL ? bytes : "", length, 0),
                         (GDestroyNotify) reading_free);
}

static void schedule_settle (SwDocument *self);

/* A text that changed while it was read is read again when it settles; this reading is dropped. */
static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  SwDocument *self = SW_DOCUMENT (source);
  g_autoptr (Reading) reading = g_task_propagate_pointer (G_TASK (result), NULL);
  guint64 serial = GPOINTER_TO_SIZE (user_data);

  if (reading == NULL)
    return;
  reading->serial = serial;
  if (serial == self->serial)
    adopt_reading (self, reading);
  else
    {
      g_clear_object (&self->reading);
      schedule_settle (self);
    }
}

static void
start_worker (SwDocument *self)
{
  g_autoptr (GTask) task = NULL;
  gsize length;
  char *text = sw_document_dup_text (self, &length);

  self->reading = g_cancellable_new ();
  task = g_task_new (self, self->reading, read_cb, GSIZE_TO_POINTER (self->serial));
  g_task_set_task_data (task, g_bytes_new_take (text, length), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, read_in_thread);
}

static gboolean
is_large (SwDocument *self)
{
  return gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (self->buffer)) > WORKER_BYTES;
}

static gboolean
settle_cb (gpointer user_data)
{
  SwDocument *self = user_data;

  self->settle_source = 0;
  if (is_large (self))
    start_worker (self);
  else
    sw_document_settle (self);
  return G_SOURCE_REMOVE;
}

/* `changed` comes several times for one undo and no signal marks its end: whatever happened is
 * read once, from the main loop. */
static void
schedule_settle (SwDocument *self)
{
  if (self->reading != NULL)
    return;
  if (is_large (self))
    {
      g_clear_handle_id (&self->settle_source, g_source_remove);
      self->settle_source = g_timeout_add (WORKER_DELAY_MS, settle_cb, self);
    }
  else if (self->settle_source == 0)
    self->settle_source = g_idle_add_full (SETTLE_PRIORITY, settle_cb, self, NULL);
}

/* The buffer's text has changed. */
void
_sw_document_text_changed (SwDocument *self)
{
  self->serial++;
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
  g_autoptr (Reading) reading = NULL;
  g_autofree char *text = NULL;
  gsize length;

  g_return_if_fail (SW_IS_DOCUMENT (self));

  if (self->serial == self->read_serial)
    return;
  g_clear_handle_id (&self->settle_source, g_source_remove);
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  text = sw_document_dup_text (self, &length);
  reading = reading_new (text, length, self->serial);
  adopt_reading (self, reading);
}
