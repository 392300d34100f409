/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/sw-free-later.h"

/* What is to be freed, and how */
typedef struct
{
  gpointer       data;
  GDestroyNotify free_data;
} Garbage;

static void
free_cb (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Garbage *garbage = task_data;

  garbage->free_data (garbage->data);
  g_task_return_boolean (task, TRUE);
}

/**
 * sw_free_in_thread:
 * @take_data: (transfer full): many small parts, none of which belongs to a thread
 * @free_data: frees it
 *
 * Frees what the main thread would take milliseconds for.
 */
void
sw_free_in_thread (gpointer take_data, GDestroyNotify free_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  Garbage *garbage = g_new (Garbage, 1);

  *garbage = (Garbage) { take_data, free_data };
  g_task_set_task_data (task, garbage, g_free);
  g_task_run_in_thread (task, free_cb);
}
