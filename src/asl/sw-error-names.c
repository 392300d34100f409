/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/sw-error-names.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/sw-nearest.h"

#define TASK (1 << SW_STATE_TASK)
#define MAP (1 << SW_STATE_MAP)
#define WORKING (TASK | MAP | 1 << SW_STATE_PARALLEL)

/* From the States Language's specification and the service's documentation: States.Runtime cannot
 * be retried; it and States.DataLimitExceeded are not taken in by States.ALL. */
static const SwErrorName names[] = {
  { "States.ALL", N_ ("Any error but States.DataLimitExceeded and States.Runtime; it must stand "
                      "alone and last."), WORKING, TRUE, TRUE },
  { "States.TaskFailed", N_ ("A task failed, in whatever way but a timeout."), WORKING, TRUE,
    TRUE },
  { "States.Timeout", N_ ("A task ran longer than TimeoutSeconds, or sent no heartbeat in time."),
    WORKING, TRUE, TRUE },
  { "States.HeartbeatTimeout", N_ ("A task sent no heartbeat within HeartbeatSeconds."), WORKING,
    TRUE, TRUE },
  { "States.Permissions", N_ ("The role may not do what the task asks for."), WORKING, TRUE,
    TRUE },
  { "States.BranchFailed", N_ ("A branch of a Parallel failed."),
    WORKING & ~TASK & ~MAP, TRUE, TRUE },
  { "States.ExceedToleratedFailureThreshold",
    N_ ("More items of a Map failed than are tolerated."), MAP, TRUE, TRUE },
  { "States.ItemReaderFailed", N_ ("A Map could not read its items from where they are kept."),
    MAP, TRUE, TRUE },
  { "States.ResultWriterFailed", N_ ("A Map could not write its results."), MAP, TRUE, TRUE },
  { "States.QueryEvaluationError", N_ ("A JSONata expression failed, or gave the wrong type."),
    WORKING, TRUE, TRUE },
  { "States.IntrinsicFailure", N_ ("An intrinsic function could not be worked out."), WORKING,
    TRUE, TRUE },
  { "States.ParameterPathFailure", N_ ("A path in Parameters leads to nothing."), WORKING, TRUE,
    TRUE },
  { "States.ResultPathMatchFailure", N_ ("ResultPath does not fit the input."), WORKING, TRUE,
    TRUE },
  { "States.NoChoiceMatched", N_ ("No rule of a Choice inside matched, and there is no Default."),
    WORKING & ~TASK, TRUE, TRUE },
  { "States.DataLimitExceeded", N_ ("Input or output is larger than 256 KiB."), WORKING, TRUE,
    FALSE },
  { "States.Runtime", N_ ("The state could not be carried out at all, such as a path without a "
                          "match; it cannot be retried."), WORKING, FALSE, FALSE },
  { "States.Http.Socket", N_ ("A web API could not be reached, or did not answer in time."), TASK,
    TRUE, TRUE },
};

/**
 * sw_error_names_get_all:
 * @count: (out): how many there are
 *
 * Returns: (transfer none) (array length=count): the names, the most used first
 */
const SwErrorName *
sw_error_names_get_all (guint *count)
{
  *count = G_N_ELEMENTS (names);

  return names;
}

/**
 * sw_error_names_find:
 * @name: as in ErrorEquals
 *
 * Returns: (transfer none) (nullable): the row of the name
 */
const SwErrorName *
sw_error_names_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].name, name) == 0)
      return &names[i];

  return NULL;
}

/**
 * sw_error_names_find_near:
 * @name: a name that is none of the service's
 *
 * Returns: (nullable): the service's name that @name is a slip for: one or two letters, or upper
 * and lower case
 */
const char *
sw_error_names_find_near (const char *name)
{
  g_autoptr (GPtrArray) known = NULL;
  const char *near;

  /* Most names are those of tasks, such as Lambda.ServiceException. */
  if (strchr ("SsTt", name[0]) == NULL)
    return NULL;

  known = g_ptr_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (known, (gpointer) names[i].name);
  near = sw_nearest_find (name, known, NULL);

  return near != NULL && sw_nearest_distance (name, near) <= 2 ? near : NULL;
}
