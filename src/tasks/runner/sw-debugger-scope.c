/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/runner/sw-debugger-private.h"

/* Looking: the chosen frame, what it holds, expressions in its scope. */

/**
 * sw_watch_free:
 *
 * Frees a watch.
 */
void
sw_watch_free (SwWatch *watch)
{
  g_free (watch->expression);
  g_free (watch->error);
  sw_value_clear (&watch->value);
  g_free (watch);
}

/**
 * sw_debugger_choose_frame:
 *
 * Chooses the frame that stands at the stop; where the run was paused between, keeps the one
 * chosen, or takes the first that holds no other.
 */
void
sw_debugger_choose_frame (SwDebugger *self)
{
  SwExecution *execution = sw_debugger_get_execution (self);
  const SwStop *stop = sw_execution_get_stop (execution);
  g_autoptr (GArray) frames = NULL;
  SwFrameInfo info;

  if (stop != NULL)
    {
      self->frame = stop->frame;
      return;
    }
  if (sw_execution_get_frame (execution, self->frame, &info) && info.kind != SW_FRAME_CHILDREN)
    return;
  frames = sw_execution_dup_frames (execution);
  self->frame = 0;
  for (guint i = 0; i < frames->len; i++)
    if (g_array_index (frames, SwFrameInfo, i).kind != SW_FRAME_CHILDREN)
      {
        self->frame = g_array_index (frames, SwFrameInfo, i).id;
        return;
      }
}

/**
 * sw_debugger_get_frame:
 *
 * Returns: id of the frame that is looked at, 0: the machine itself
 */
guint
sw_debugger_get_frame (SwDebugger *self)
{
  return self->frame;
}

/**
 * sw_debugger_set_frame:
 * @frame: id of a frame
 *
 * Chooses the frame to look at, in which the next step begins.
 *
 * Returns: %FALSE where there is no such frame
 */
gboolean
sw_debugger_set_frame (SwDebugger *self,
                       guint       frame)
{
  SwFrameInfo info;

  if (!sw_execution_get_frame (sw_debugger_get_execution (self), frame, &info))
    return FALSE;
  if (self->frame == frame)
    return TRUE;
  self->frame = frame;
  sw_debugger_changed (self);
  return TRUE;
}

/**
 * sw_debugger_dup_part:
 *
 * Returns: (transfer full): a part of the chosen frame; undefined where it has none
 */
SwValue
sw_debugger_dup_part (SwDebugger *self,
                      SwPart      part)
{
  return sw_execution_dup_part (sw_debugger_get_execution (self), self->frame, part);
}

/* An answer to an open task was given past the runner. */
static gboolean
changed (SwDebugger *self,
         gboolean    done)
{
  if (!done)
    return FALSE;
  sw_runner_refresh (self->runner);
  sw_debugger_changed (self);
  return TRUE;
}

/**
 * sw_debugger_set_part:
 * @value: in the place of what is there
 * @error: set where that cannot be
 *
 * Changes a part of the chosen frame; see sw_execution_set_part().
 *
 * Returns: whether it was changed
 */
gboolean
sw_debugger_set_part (SwDebugger  *self,
                      SwPart       part,
                      SwValue      value,
                      GError     **error)
{
  return changed (self,
                  sw_execution_set_part (sw_debugger_get_execution (self), self->frame, part,
                                         value, sw_runner_get_time (self->runner), error));
}

/**
 * sw_debugger_fail:
 * @name: (nullable): of the error
 * @cause: (nullable): its cause
 * @error: set where that cannot be
 *
 * Has the state of the chosen frame fail; see sw_execution_force_error().
 *
 * Returns: whether it fails
 */
gboolean
sw_debugger_fail (SwDebugger  *self,
                  const char  *name,
                  const char  *cause,
                  GError     **error)
{
  return changed (self,
                  sw_execution_force_error (sw_debugger_get_execution (self), self->frame, name,
                                            cause, sw_runner_get_time (self->runner), error));
}

/**
 * sw_debugger_evaluate:
 * @expression: JSONata or JSONPath, see sw_execution_evaluate()
 * @value: (out): owned; undefined where it yields nothing
 * @error: set where it has no value
 *
 * Evaluates an expression in the chosen frame.
 *
 * Returns: whether there is a value
 */
gboolean
sw_debugger_evaluate (SwDebugger  *self,
                      const char  *expression,
                      SwValue     *value,
                      GError     **error)
{
  return sw_execution_evaluate (sw_debugger_get_execution (self), self->frame, expression, value,
                                error);
}

static void
update_watch (SwDebugger *self,
              SwWatch    *watch)
{
  g_autoptr (GError) error = NULL;
  g_auto (SwValue) value = SW_VALUE_INIT;

  g_clear_pointer (&watch->error, g_free);
  if (!sw_debugger_evaluate (self, watch->expression, &value, &error))
    watch->error = g_strdup (error->message);
  sw_value_set (&watch->value, sw_value_ref (value));
}

/**
 * sw_debugger_update_watches:
 *
 * Evaluates the watches where the run stands still.
 */
void
sw_debugger_update_watches (SwDebugger *self)
{
  if (!sw_debugger_get_stopped (self))
    return;
  for (guint i = 0; i < self->watches->len; i++)
    update_watch (self, g_ptr_array_index (self->watches, i));
}

/**
 * sw_debugger_watch:
 * @expression: JSONata or JSONPath
 *
 * Has an expression be evaluated at each stop.
 *
 * Returns: number of the watch
 */
guint
sw_debugger_watch (SwDebugger *self,
                   const char *expression)
{
  SwWatch *watch = g_new0 (SwWatch, 1);

  watch->id = ++self->last_watch;
  watch->expression = g_strdup (expression);
  g_ptr_array_add (self->watches, watch);
  sw_debugger_changed (self);
  return watch->id;
}

/**
 * sw_debugger_unwatch:
 *
 * Gives a watch up.
 *
 * Returns: whether there was one of that number
 */
gboolean
sw_debugger_unwatch (SwDebugger *self,
                     guint       id)
{
  for (guint i = 0; i < self->watches->len; i++)
    {
      SwWatch *watch = g_ptr_array_index (self->watches, i);

      if (watch->id != id)
        continue;
      g_ptr_array_remove_index (self->watches, i);
      sw_debugger_changed (self);
      return TRUE;
    }
  return FALSE;
}

/**
 * sw_debugger_get_n_watches:
 *
 * Returns: how many watches there are
 */
guint
sw_debugger_get_n_watches (SwDebugger *self)
{
  return self->watches->len;
}

/**
 * sw_debugger_get_watch:
 * @index: 0..count
 *
 * Returns: (transfer none): the watch with its value at the last stop
 */
const SwWatch *
sw_debugger_get_watch (SwDebugger *self,
                       guint       index)
{
  g_return_val_if_fail (index < self->watches->len, NULL);

  return g_ptr_array_index (self->watches, index);
}
