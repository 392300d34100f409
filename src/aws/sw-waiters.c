/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aws/sw-waiters.h"

struct _SwWaiters
{
  GPtrArray    *waiting;     /* Waiter */
  GCancellable *cancellable; /* of the asking */
};

typedef struct
{
  SwWaiters *all;
  GTask     *task;
  GSource   *given_up; /* tells that the task was cancelled; or NULL */
} Waiter;

static void
waiter_free (gpointer data)
{
  Waiter *self = data;

  if (self->given_up != NULL)
    {
      g_source_destroy (self->given_up);
      g_source_unref (self->given_up);
    }
  g_object_unref (self->task);
  g_free (self);
}

/**
 * sw_waiters_new:
 *
 * Returns: (transfer full): nobody yet
 */
SwWaiters *
sw_waiters_new (void)
{
  SwWaiters *self = g_new (SwWaiters, 1);

  self->waiting = g_ptr_array_new_with_free_func (waiter_free);
  self->cancellable = g_cancellable_new ();
  return self;
}

/**
 * sw_waiters_free:
 * @self: (transfer full): of whom all have their answer
 */
void
sw_waiters_free (SwWaiters *self)
{
  g_ptr_array_unref (self->waiting);
  g_object_unref (self->cancellable);
  g_free (self);
}

static gboolean
on_given_up (GCancellable *cancellable,
             gpointer      data)
{
  Waiter *waiter = data;
  SwWaiters *self = waiter->all;
  g_autoptr (GTask) task = g_object_ref (waiter->task);

  g_ptr_array_remove (self->waiting, waiter);
  if (self->waiting->len == 0)
    g_cancellable_cancel (self->cancellable);
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

/**
 * sw_waiters_join:
 * @task: gets the answer, or its own cancellation before that
 */
void
sw_waiters_join (SwWaiters *self,
                 GTask     *task)
{
  Waiter *waiter = g_new0 (Waiter, 1);
  GCancellable *cancellable = g_task_get_cancellable (task);

  waiter->all = self;
  waiter->task = g_object_ref (task);
  g_ptr_array_add (self->waiting, waiter);
  if (cancellable == NULL)
    return;
  waiter->given_up = g_cancellable_source_new (cancellable);
  g_source_set_callback (waiter->given_up, G_SOURCE_FUNC (on_given_up), waiter, NULL);
  g_source_attach (waiter->given_up, g_task_get_context (task));
}

/**
 * sw_waiters_get_cancellable:
 *
 * Returns: (transfer none): of the asking; is cancelled once nobody waits any more, and nobody can
 *   join from then on
 */
GCancellable *
sw_waiters_get_cancellable (SwWaiters *self)
{
  return self->cancellable;
}

/* The tasks that still wait; theirs is the array, so that an answer may begin another asking. */
static GPtrArray *
take_tasks (SwWaiters *self)
{
  GPtrArray *tasks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->waiting->len; i++)
    g_ptr_array_add (tasks, g_object_ref (((Waiter *) self->waiting->pdata[i])->task));
  g_ptr_array_set_size (self->waiting, 0);
  return tasks;
}

/**
 * sw_waiters_answer:
 * @value: the answer
 * @copy: makes one for each who waits
 * @destroy: frees such a one
 */
void
sw_waiters_answer (SwWaiters      *self,
                   gpointer        value,
                   GBoxedCopyFunc  copy,
                   GDestroyNotify  destroy)
{
  g_autoptr (GPtrArray) tasks = take_tasks (self);

  for (guint i = 0; i < tasks->len; i++)
    g_task_return_pointer (tasks->pdata[i], copy (value), destroy);
}

/**
 * sw_waiters_fail:
 * @error: why there is no answer
 */
void
sw_waiters_fail (SwWaiters    *self,
                 const GError *error)
{
  g_autoptr (GPtrArray) tasks = take_tasks (self);

  for (guint i = 0; i < tasks->len; i++)
    g_task_return_error (tasks->pdata[i], g_error_copy (error));
}
