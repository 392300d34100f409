/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/durable/sw-retell-private.h"

#include <glib/gi18n.h>

#include "engine/debug/sw-stop.h"
#include "engine/execution/sw-execution-input.h"
#include "json/sw-text.h"

/* An execution is told again from what came to it from outside; that it is the same one is proved by
 * its events, which have to be those that are stored. */

G_DEFINE_QUARK (sw-durable-error-quark, sw_durable_error)

/**
 * sw_durable_refuse:
 *
 * Sets @error.
 */
void
sw_durable_refuse (GError        **error,
                   SwDurableError  code,
                   const char     *format,
                   ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, SW_DURABLE_ERROR, (int) code, message);
}

static const char *
get_text (SwValue     object,
          const char *key)
{
  return sw_value_get_text (sw_value_get_member (object, key), NULL);
}

/**
 * sw_stored_is_express:
 *
 * Returns: whether it is of an Express machine
 */
gboolean
sw_stored_is_express (const SwStored *self)
{
  return sw_value_get_boolean (
      sw_value_get_member (sw_value_get_member (self->settings, "options"), "express"));
}

/* What it was begun with; lives as long as @self */
static SwExecutionOptions
make_options (SwStored *self)
{
  SwValue own = sw_value_get_member (self->settings, "options");
  SwValue scale = sw_value_get_member (own, "waitScale");
  SwExecutionOptions options = {
    .input = self->input,
    .name = get_text (own, "name"),
    .machine_name = get_text (own, "machine"),
    .account = get_text (own, "account"),
    .region = get_text (own, "region"),
    .role_arn = get_text (own, "role"),
    .express = sw_stored_is_express (self),
    .lifetime = (guint) sw_value_get_number (sw_value_get_member (own, "lifetime")),
    .scales_waits = sw_value_is (scale, SW_TYPE_NUMBER),
    .wait_scale = sw_value_get_number (scale),
    .unlimited = sw_value_get_boolean (sw_value_get_member (own, "unlimited")),
    .children
    = self->children || sw_value_get_boolean (sw_value_get_member (own, "children")),
    .child_events = SW_DURABLE_CHILD_EVENTS,
    .first_child = self->first_child,
    .n_children = self->n_children,
  };

  options.random = sw_journal_get_random (self->journal, &options.random_data);
  return options;
}

static SwProgram *
load_program (const SwStored  *self,
              GError         **error)
{
  g_autofree char *text = sw_store_dup_definition (self->store, self->revision, error);
  g_autoptr (SwTree) tree = NULL;
  g_autoptr (SwModel) model = NULL;

  if (text == NULL)
    {
      if (error != NULL && *error == NULL)
        sw_durable_refuse (error, SW_DURABLE_ERROR_DAMAGED,
                           _ ("The definition of the execution “%s” is missing"), self->arn);
      return NULL;
    }
  tree = sw_tree_parse_as (text, -1, sw_syntax_guess (text));
  model = sw_model_new (tree);
  return sw_program_new (model, error);
}

/**
 * sw_stored_is_fork:
 *
 * Returns: whether it was begun in the middle of another one
 */
gboolean
sw_stored_is_fork (const SwStored *self)
{
  return sw_value_is (self->fork, SW_TYPE_OBJECT);
}

/**
 * sw_stored_new_execution:
 * @error: set where its definition is missing, or is not accepted any more
 *
 * Makes the execution as it was before its first input.
 *
 * Returns: (transfer full): the execution, or %NULL with @error set
 */
SwExecution *
sw_stored_new_execution (SwStored  *self,
                         GError   **error)
{
  SwExecutionOptions options = make_options (self);

  self->program = load_program (self, error);
  if (self->program == NULL)
    return NULL;
  if (sw_stored_is_fork (self))
    return sw_stored_new_fork (self->fork, self->program, &options, error);
  return sw_execution_new (self->program, &options);
}

/* The output that a stored event tells of: its details are the one member that is an object. */
static gboolean
read_output (const SwStored *self,
             gint64          event,
             SwValue        *output)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  const char *text = NULL;
  gsize length = 0;

  if (event < 1 || event > self->bodies->len
      || !sw_value_from_text (g_ptr_array_index (self->bodies, event - 1), -1, SW_TEXT_DEFAULT,
                              &value, NULL))
    return FALSE;
  for (guint i = 0; text == NULL && i < sw_value_get_length (value); i++)
    text = sw_value_get_text (sw_value_get_member (sw_value_get_member_at (value, i), "output"),
                              &length);
  return text != NULL && sw_value_from_text (text, (gssize) length, SW_TEXT_DEFAULT, output, NULL);
}

/* ["told", time, task, event]; see sw-journal.c */
static gboolean
feed_told (const SwStored *self,
           SwExecution    *execution,
           SwValue         element)
{
  g_auto (SwValue) output = SW_VALUE_INIT;
  SwExecutionInput input = { .kind = SW_INPUT_SUCCEED, .count = 1 };
  gint64 id = 0, event = 0;

  if (!sw_value_get_integer (sw_value_get_element (element, 1), &input.time)
      || !sw_value_get_integer (sw_value_get_element (element, 2), &id)
      || !sw_value_get_integer (sw_value_get_element (element, 3), &event)
      || !read_output (self, event, &output))
    return FALSE;
  input.id = (guint64) id;
  input.value = output;
  return sw_execution_feed (execution, &input);
}

/* The number of the first event that is not what is stored; 0: all are */
static guint
find_difference (const SwStored *self,
                 SwExecution    *execution)
{
  const SwHistory *history = sw_execution_get_history (execution);
  guint count = sw_history_get_count (history);

  for (guint i = 0; i < count; i++)
    {
      const SwHistoryEvent *event = sw_history_get (history, i);
      g_auto (SwValue) value = sw_history_event_to_value (event, TRUE);
      g_autofree char *body = sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);

      if (i >= self->bodies->len || !g_str_equal (body, g_ptr_array_index (self->bodies, i)))
        return i + 1;
    }
  return 0;
}

static gboolean
feed_element (SwStored    *self,
              SwExecution *execution,
              GHashTable  *submitted,
              SwValue      element)
{
  const char *kind = sw_value_get_text (sw_value_get_element (element, 0), NULL);
  SwExecutionInput input;

  if (g_strcmp0 (kind, "told") == 0)
    return feed_told (self, execution, element);
  if (g_strcmp0 (kind, "fork") == 0)
    return sw_stored_is_fork (self);
  if (!sw_execution_input_from_value (element, &input))
    return FALSE;
  if (input.kind == SW_INPUT_STEP || input.kind == SW_INPUT_STOP)
    self->in_turn = input.kind == SW_INPUT_STOP;
  if (input.kind == SW_INPUT_SUBMIT)
    {
      SwValue *answer = g_new (SwValue, 1);

      *answer = sw_value_ref (input.value);
      g_hash_table_insert (submitted, g_memdup2 (&input.id, sizeof input.id), answer);
    }
  return sw_execution_feed (execution, &input);
}

static gboolean
feed_entries (SwStored    *self,
              SwExecution *execution,
              GHashTable  *submitted)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      g_auto (SwValue) entry = SW_VALUE_INIT;

      if (!sw_value_from_text (g_ptr_array_index (self->entries, i), -1, SW_TEXT_DEFAULT, &entry,
                               NULL))
        return FALSE;
      for (guint j = 0; j < sw_value_get_length (entry); j++)
        if (!feed_element (self, execution, submitted, sw_value_get_element (entry, j)))
          return FALSE;
    }
  return TRUE;
}

/* As find_difference(); that more is stored is one, too. */
static guint
find_last_difference (const SwStored *self,
                      SwExecution    *execution)
{
  const SwHistory *history = sw_execution_get_history (execution);
  guint last = sw_history_get_count (history);
  guint difference = find_difference (self, execution);

  return difference == 0 && last < self->bodies->len ? last + 1 : difference;
}

static void
answer_free (gpointer data)
{
  sw_value_clear (data);
  g_free (data);
}

/**
 * sw_stored_new_answers:
 *
 * Returns: (transfer full): a table for the answers that requests had
 */
GHashTable *
sw_stored_new_answers (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, answer_free);
}

/**
 * sw_stored_tell:
 * @execution: of sw_stored_new_execution()
 * @submitted: takes the answers that requests had: id of a task -> SwValue
 * @error: %SW_DURABLE_ERROR_DIFFERS
 *
 * Brings an execution to where it stood.
 *
 * Returns: whether its history is the one that is stored
 */
gboolean
sw_stored_tell (SwStored     *self,
                SwExecution  *execution,
                GHashTable   *submitted,
                GError      **error)
{
  gboolean accepted = feed_entries (self, execution, submitted);
  guint difference = find_last_difference (self, execution);

  if (accepted && difference == 0)
    return TRUE;
  if (difference == 0)
    difference = self->bodies->len + 1;
  if (self->ended)
    sw_durable_refuse (
        error, SW_DURABLE_ERROR_DIFFERS,
        _ ("The execution “%s” cannot be told again: what is stored of it does not lead to its event "
           "%u, as it does when another version of Stepwright began it. It can be begun again in the "
           "middle from its history"),
        self->arn, difference);
  else
    sw_durable_refuse (
        error, SW_DURABLE_ERROR_DIFFERS,
        _ ("The execution “%s” cannot be taken up again: what is stored of it does not lead to its "
           "event %u, as it does when another version of Stepwright began it. It can be stopped, or begun again in the middle from its history"),
        self->arn, difference);
  return FALSE;
}
