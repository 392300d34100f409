/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-journal.h"

#include <glib/gi18n.h>
#include <string.h>

#include "engine/sw-execution-input.h"
#include "json/sw-text.h"
#include "tasks/sw-seed.h"

/* An open task, as it is to be in the store */
typedef struct
{
  SwJournalPhase phase;
  char          *kind;
  char          *external_id; /* what its request was answered, or NULL */
  gboolean       stored;      /* has a row already */
} Task;

struct _SwJournal
{
  SwStore     *store;
  SwExecution *execution; /* borrowed */
  gint64       id;
  char        *origin;
  char        *settings; /* JSON */
  SwSeed       seed;
  gboolean     light;
  gboolean     added;    /* the execution has its row */
  gboolean     ended;    /* its end was handed over */

  GString     *entry;      /* elements of the next one; "": nothing has come */
  gint64       steps_time; /* of steps that are not in it yet */
  guint        n_steps;
  gint64       n_entries;
  guint        n_events;   /* handed over */
  gboolean     rewrite;    /* data were changed at a stop: earlier events, too */
  gint64       due;        /* as handed over */
  GHashTable  *tasks;      /* id -> Task */
  GArray      *changed;    /* guint64: tasks whose rows are to be written */
  GArray      *gone;       /* guint64: tasks whose rows are to go */
};

static const char *const phase_names[] = {
  [SW_JOURNAL_SCHEDULED] = "scheduled",
  [SW_JOURNAL_STARTED] = "started",
  [SW_JOURNAL_SUBMITTED] = "submitted",
};

static void
task_free (gpointer data)
{
  Task *task = data;

  g_free (task->kind);
  g_free (task->external_id);
  g_free (task);
}

static SwJournal *
journal_new (SwStore    *store,
             const char *origin)
{
  SwJournal *self = g_new0 (SwJournal, 1);

  self->store = g_object_ref (store);
  self->origin = g_strdup (origin);
  self->entry = g_string_new (NULL);
  self->tasks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, task_free);
  self->changed = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->gone = g_array_new (FALSE, FALSE, sizeof (guint64));
  return self;
}

static void
set_text (SwValue    *object,
          const char *key,
          const char *text)
{
  if (text != NULL)
    sw_value_set_member (object, key, sw_value_new_string (text));
}

/* All that makes another execution like it, beside its definition, input and seed; and what its
 * origin wants to know again */
static char *
dup_settings (const SwExecutionOptions *options,
              SwValue                   about)
{
  g_auto (SwValue) settings = sw_value_new_object (2);
  SwValue own = sw_value_new_object (8);

  set_text (&own, "name", options->name);
  set_text (&own, "machine", options->machine_name);
  set_text (&own, "account", options->account);
  set_text (&own, "region", options->region);
  set_text (&own, "role", options->role_arn);
  sw_value_set_member (&own, "lifetime", sw_value_new_integer (options->lifetime));
  sw_value_set_member (&own, "unlimited", sw_value_new_boolean (options->unlimited));
  sw_value_set_member (&own, "express", sw_value_new_boolean (options->express));
  sw_value_set_member (&settings, "options", own);
  if (!sw_value_is (about, SW_TYPE_UNDEFINED))
    sw_value_set_member (&settings, "about", sw_value_ref (about));
  return sw_value_to_text (settings, SW_TEXT_DEFAULT, NULL);
}

/**
 * sw_journal_new:
 * @store: not to read only
 * @origin: who drives the execution: "run", "designer", "server"
 * @about: what @origin needs to take it up again: a value it makes sense of; or undefined
 * @options: of the execution
 *
 * Makes a journal for an execution that is to be begun, with random numbers that can be had again:
 * sw_journal_get_random().
 *
 * Returns: (transfer full): the journal
 */
SwJournal *
sw_journal_new (SwStore                  *store,
                const char               *origin,
                SwValue                   about,
                const SwExecutionOptions *options)
{
  SwJournal *self = journal_new (store, origin);

  self->id = sw_store_reserve_id (store);
  self->light = options->express;
  self->settings = dup_settings (options, about);
  if (!sw_seed_init (&self->seed))
    g_error ("The system has no random numbers to give");
  return self;
}

/**
 * sw_journal_new_again:
 * @store: not to read only
 * @row: of an execution that was begun before
 * @error: set where @row cannot be made sense of
 *
 * Makes a journal that goes on with an execution.
 *
 * Returns: (transfer full): the journal, or %NULL with @error set
 */
SwJournal *
sw_journal_new_again (SwStore                *store,
                      const SwStoreExecution *row,
                      GError                **error)
{
  g_autoptr (SwJournal) self = journal_new (store, row->origin);

  self->id = row->id;
  self->added = TRUE;
  self->settings = g_strdup (row->settings);
  self->due = row->due;
  if (sw_seed_init_from_text (&self->seed, row->seed))
    return g_steal_pointer (&self);
  g_set_error (error, SW_STORE_ERROR, SW_STORE_ERROR_READ,
               _ ("What is stored of the execution “%s” is damaged"), row->arn);
  return NULL;
}

/**
 * sw_journal_free:
 *
 * Frees it; what was not handed over is not stored.
 */
void
sw_journal_free (SwJournal *self)
{
  g_object_unref (self->store);
  g_free (self->origin);
  g_free (self->settings);
  g_string_free (self->entry, TRUE);
  g_hash_table_unref (self->tasks);
  g_array_unref (self->changed);
  g_array_unref (self->gone);
  g_free (self);
}

/**
 * sw_journal_get_id:
 *
 * Returns: the execution's id in the store
 */
gint64
sw_journal_get_id (const SwJournal *self)
{
  return self->id;
}

/**
 * sw_journal_is_light:
 *
 * Returns: whether only begin and end are written
 */
gboolean
sw_journal_is_light (const SwJournal *self)
{
  return self->light;
}

/**
 * sw_journal_get_random:
 * @data: (out): its argument
 *
 * Returns: the random numbers of the execution; the journal has to outlive it
 */
SwRandomFunc
sw_journal_get_random (SwJournal *self,
                       gpointer  *data)
{
  *data = &self->seed;
  return sw_seed_next;
}

/* The elements of an entry are inputs, but for one: ["told", time, task, event], a result that is
 * the data of that event already, and need not be kept twice. */
static gboolean
add_told (SwJournal              *self,
          const SwExecutionInput *input)
{
  const SwHistory *history = sw_execution_get_history (self->execution);
  const SwHistoryEvent *last = sw_history_get (history, sw_history_get_count (history) - 1);

  if (input->kind != SW_INPUT_SUCCEED
      || !sw_value_same_box (sw_history_event_get_data (last), input->value))
    return FALSE;
  g_string_append_printf (self->entry,
                          "[\"told\",%" G_GINT64_FORMAT ",%" G_GUINT64_FORMAT ",%" G_GUINT64_FORMAT
                          "]",
                          input->time, input->id, sw_history_event_get_id (last));
  return TRUE;
}

static void
add_input (SwJournal              *self,
           const SwExecutionInput *input)
{
  g_auto (SwValue) value = SW_VALUE_INIT;

  if (self->entry->len > 0)
    g_string_append_c (self->entry, ',');
  if (add_told (self, input))
    return;
  value = sw_execution_input_to_value (input);
  sw_value_print (value, SW_TEXT_DEFAULT, self->entry);
}

static void
add_steps (SwJournal *self)
{
  const SwExecutionInput steps
      = { .kind = SW_INPUT_STEP, .time = self->steps_time, .count = self->n_steps };

  if (self->n_steps > 0)
    add_input (self, &steps);
  self->n_steps = 0;
}

/* What was heard of a task is in its row, too. */
static void
note_phase (SwJournal              *self,
            const SwExecutionInput *input)
{
  g_autofree char *text = NULL;

  if (input->kind == SW_INPUT_BEGIN)
    sw_journal_put_task (self, input->id, SW_JOURNAL_STARTED, NULL, NULL);
  if (input->kind != SW_INPUT_SUBMIT)
    return;
  text = sw_value_to_text (input->value, SW_TEXT_DEFAULT, NULL);
  sw_journal_put_task (self, input->id, SW_JOURNAL_SUBMITTED, NULL, text);
}

static void
on_input (const SwExecutionInput *input,
          gpointer                data)
{
  SwJournal *self = data;

  if (input->kind == SW_INPUT_STEP && self->n_steps > 0 && self->steps_time == input->time)
    {
      self->n_steps++;
      return;
    }
  add_steps (self);
  if (input->kind == SW_INPUT_STEP)
    {
      self->steps_time = input->time;
      self->n_steps = 1;
      return;
    }
  add_input (self, input);
  note_phase (self, input);
  self->rewrite |= input->kind == SW_INPUT_CHANGE;
}

/**
 * sw_journal_follow:
 * @execution: not started yet; has to live as long as the journal is used
 *
 * Listens to an execution.
 */
void
sw_journal_follow (SwJournal   *self,
                   SwExecution *execution)
{
  self->execution = execution;
  if (!self->light)
    sw_execution_set_input_func (execution, on_input, self);
}

/**
 * sw_journal_go_on:
 * @execution: as it stood when the program ended
 * @n_entries: that it was made of
 *
 * Listens to an execution that was told again; its history is in the store as far as it goes.
 */
void
sw_journal_go_on (SwJournal   *self,
                  SwExecution *execution,
                  gint64       n_entries)
{
  self->n_entries = n_entries;
  self->n_events = sw_history_get_count (sw_execution_get_history (execution));
  sw_journal_follow (self, execution);
}

static Task *
ensure_task (SwJournal *self,
             guint64    id)
{
  Task *task = g_hash_table_lookup (self->tasks, &id);

  if (task != NULL)
    return task;
  task = g_new0 (Task, 1);
  g_hash_table_insert (self->tasks, g_memdup2 (&id, sizeof id), task);
  return task;
}

/**
 * sw_journal_adopt_task:
 * @id: of an open task that has its row already
 * @phase: as the row says
 * @kind: (nullable): likewise
 * @external_id: (nullable): likewise
 *
 * Takes over a row.
 */
void
sw_journal_adopt_task (SwJournal      *self,
                       guint64         id,
                       SwJournalPhase  phase,
                       const char     *kind,
                       const char     *external_id)
{
  Task *task = ensure_task (self, id);

  task->phase = phase;
  task->stored = TRUE;
  g_set_str (&task->kind, kind);
  g_set_str (&task->external_id, external_id);
}

/**
 * sw_journal_put_task:
 * @id: of an open task
 * @phase: how far it has come
 * @kind: (nullable): what is to become of it if the program ends, by its name; %NULL: as before
 * @external_id: (nullable): what its request was answered; %NULL: as before
 *
 * Says how a task stands; it is written with the next transaction.
 */
void
sw_journal_put_task (SwJournal      *self,
                     guint64         id,
                     SwJournalPhase  phase,
                     const char     *kind,
                     const char     *external_id)
{
  Task *task = ensure_task (self, id);

  task->phase = phase;
  g_array_append_val (self->changed, id);
  if (kind != NULL)
    g_set_str (&task->kind, kind);
  if (external_id != NULL)
    g_set_str (&task->external_id, external_id);
}

/**
 * sw_journal_get_phase:
 * @id: of an open task
 *
 * Returns: how far it has come
 */
SwJournalPhase
sw_journal_get_phase (SwJournal *self,
                      guint64    id)
{
  const Task *task = g_hash_table_lookup (self->tasks, &id);

  return task != NULL ? task->phase : SW_JOURNAL_SCHEDULED;
}

/**
 * sw_journal_task_ended:
 * @id: of a task
 *
 * Says that a task is open no more.
 */
void
sw_journal_task_ended (SwJournal *self,
                       guint64    id)
{
  const Task *task = g_hash_table_lookup (self->tasks, &id);

  if (task != NULL && task->stored)
    g_array_append_val (self->gone, id);
  g_hash_table_remove (self->tasks, &id);
}

static gboolean
is_over (const SwJournal *self)
{
  return sw_execution_get_status (self->execution) != SW_EXECUTION_RUNNING;
}

/**
 * sw_journal_has_news:
 *
 * Returns: whether there is something that was not handed over
 */
gboolean
sw_journal_has_news (const SwJournal *self)
{
  return !self->added || self->entry->len > 0 || self->n_steps > 0 || self->changed->len > 0
         || (is_over (self) && !self->ended);
}

static void
write_execution (SwJournal    *self,
                 SwStoreWrite *write)
{
  const SwHistory *history = sw_execution_get_history (self->execution);
  const SwHistoryEvent *first = sw_history_get (history, 0);
  SwModel *model = sw_program_get_model (sw_execution_get_program (self->execution));
  SwExecutionNames names = sw_execution_get_names (self->execution);
  g_autofree char *seed = sw_seed_dup_text (&self->seed);
  g_autofree char *revision = sw_store_write_put_definition (
      write, sw_tree_get_text (sw_model_get_tree (model), NULL));
  g_autofree char *input
      = sw_value_to_text (sw_history_event_get_data (first), SW_TEXT_DEFAULT, NULL);
  const SwStoreExecution row = {
    .id = self->id,
    .arn = names.arn,
    .name = names.name,
    .machine_arn = names.machine_arn,
    .revision = revision,
    .origin = self->origin,
    .settings = self->settings,
    .seed = seed,
    .input = input,
    .start = sw_history_event_get_time (first),
  };

  sw_store_write_add_execution (write, &row);
  self->added = TRUE;
}

static void
write_events (SwJournal    *self,
              SwStoreWrite *write)
{
  const SwHistory *history = sw_execution_get_history (self->execution);
  guint count = sw_history_get_count (history);

  for (guint i = self->rewrite ? 0 : self->n_events; i < count; i++)
    {
      const SwHistoryEvent *event = sw_history_get (history, i);
      g_auto (SwValue) value = sw_history_event_to_value (event, TRUE);
      g_autofree char *body = sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
      const SwStoreEvent row = {
        .id = i + 1,
        .previous = (gint64) sw_history_event_get_previous (event),
        .time = sw_history_event_get_time (event),
        .type = sw_history_event_get_type_name (event),
        .body = body,
      };

      if (self->rewrite)
        sw_store_write_put_event (write, self->id, &row);
      else
        sw_store_write_add_event (write, self->id, &row);
    }
  self->n_events = count;
  self->rewrite = FALSE;
}

static void
write_entry (SwJournal    *self,
             SwStoreWrite *write)
{
  add_steps (self);
  if (self->entry->len == 0)
    return;
  g_string_prepend_c (self->entry, '[');
  g_string_append_c (self->entry, ']');
  sw_store_write_add_entry (write, self->id, ++self->n_entries, self->entry->str);
  g_string_truncate (self->entry, 0);
}

static void
write_task (SwJournal           *self,
            SwStoreWrite        *write,
            const SwTaskRequest *request,
            const Task          *task)
{
  const SwStoreTask row = {
    .execution = self->id,
    .id = (gint64) request->id,
    .scheduled = (gint64) request->scheduled,
    .attempt = request->attempt,
    .state = request->state->name,
    .resource = request->resource,
    .token = request->token,
    .kind = task->kind,
    .phase = phase_names[task->phase],
    .deadline = request->deadline == G_MAXINT64 ? 0 : request->deadline / 1000,
    .heartbeat = request->heartbeat == G_MAXINT64 ? 0 : request->heartbeat / 1000,
    .external_id = task->external_id,
  };

  sw_store_write_put_task (write, &row);
}

static void
write_tasks (SwJournal    *self,
             SwStoreWrite *write)
{
  for (guint i = 0; i < self->gone->len; i++)
    sw_store_write_delete_task (write, self->id, (gint64) g_array_index (self->gone, guint64, i));
  for (guint i = 0; i < self->changed->len; i++)
    {
      guint64 id = g_array_index (self->changed, guint64, i);
      Task *task = g_hash_table_lookup (self->tasks, &id);
      const SwTaskRequest *request = sw_execution_get_request (self->execution, id);

      if (task == NULL || request == NULL)
        continue;
      write_task (self, write, request, task);
      task->stored = TRUE;
    }
  g_array_set_size (self->gone, 0);
  g_array_set_size (self->changed, 0);
}

static void
write_end (SwJournal    *self,
           SwStoreWrite *write)
{
  SwValue output = sw_execution_get_output (self->execution);
  g_autofree char *text = sw_value_is (output, SW_TYPE_UNDEFINED)
                              ? NULL
                              : sw_value_to_text (output, SW_TEXT_DEFAULT, NULL);
  const SwStoreExecution standing = {
    .id = self->id,
    .status = sw_execution_get_status (self->execution),
    .stop = sw_execution_get_time (self->execution),
    .output = text,
    .error = sw_execution_get_error (self->execution),
    .cause = sw_execution_get_cause (self->execution),
  };

  sw_store_write_set_standing (write, &standing);
  self->ended = TRUE;
}

static void
write_due (SwJournal    *self,
           SwStoreWrite *write)
{
  gint64 wake = sw_execution_get_wake_time (self->execution);
  gint64 due = wake == G_MAXINT64 ? 0 : wake;

  if (due == self->due)
    return;
  sw_store_write_set_due (write, self->id, due);
  self->due = due;
}

/**
 * sw_journal_commit:
 * @done: as in sw_store_commit()
 * @data: for @done
 *
 * Hands what is new over as one transaction.
 */
void
sw_journal_commit (SwJournal       *self,
                   SwStoreDoneFunc  done,
                   gpointer         data)
{
  g_autoptr (SwStoreWrite) write = sw_store_write_new ();

  if (!self->added)
    write_execution (self, write);
  if (!self->light)
    {
      write_entry (self, write);
      write_events (self, write);
      write_tasks (self, write);
      write_due (self, write);
    }
  if (is_over (self) && !self->ended)
    write_end (self, write);
  sw_store_commit (self->store, g_steal_pointer (&write), done, data);
}

/**
 * sw_journal_phase_get_name:
 *
 * Returns: "scheduled", "started", "submitted"; static
 */
const char *
sw_journal_phase_get_name (SwJournalPhase phase)
{
  g_return_val_if_fail (phase < G_N_ELEMENTS (phase_names), NULL);

  return phase_names[phase];
}

/**
 * sw_journal_phase_find:
 * @name: (nullable): as a row of the store has it
 * @phase: (out): what it names
 *
 * Returns: %FALSE where it names none
 */
gboolean
sw_journal_phase_find (const char     *name,
                       SwJournalPhase *phase)
{
  for (guint i = 0; i < G_N_ELEMENTS (phase_names); i++)
    if (g_strcmp0 (name, phase_names[i]) == 0)
      {
        *phase = (SwJournalPhase) i;
        return TRUE;
      }
  return FALSE;
}
