/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/check/sw-check-private.h"
#include "asl/sw-error-names.h"

#include <string.h>

/* Retriers and catchers that are never asked, and error names in them that never come. */

#define RESERVED "States."

/* "States.Http.StatusCode.404" and the like, which no table holds */
#define HTTP_STATUS "States.Http.StatusCode."

static gboolean
is_reserved (const char *name)
{
  return g_str_has_prefix (name, RESERVED);
}

static gboolean
is_known (const char *name)
{
  return sw_error_names_find (name) != NULL || g_str_has_prefix (name, HTTP_STATUS);
}

static gboolean
is_of_tasks (const char *name)
{
  const SwErrorName *known = sw_error_names_find (name);

  return known == NULL || (known->types >> SW_STATE_TASK & 1);
}

/* The names that earlier handlers of the same list take, and this one so far */
typedef struct
{
  SwCheck    *check;
  SwState    *state;
  gboolean    retry;
  GHashTable *taken;       /* name -> the index of the handler, from 1 */
  guint       task_failed; /* the handler before this one that takes States.TaskFailed, from 1 */
  guint       pending;     /* likewise, this one included */
} SwHandlers;

/* The handler before INDEX that takes NAME already, from 1; or 0. AWS's documentation:
 * States.TaskFailed stands for every error of a task but States.Timeout; only names that are not
 * the service's own are surely among those. */
static guint
find_taker (const SwHandlers *self,
            const char       *name)
{
  guint taker = GPOINTER_TO_UINT (g_hash_table_lookup (self->taken, name));

  if (taker == 0 && !is_reserved (name))
    taker = self->task_failed;

  return taker;
}

static void
take (SwHandlers *self,
      const char *name,
      guint       index)
{
  g_hash_table_insert (self->taken, g_strdup (name), GUINT_TO_POINTER (index + 1));
  if (strcmp (name, "States.TaskFailed") == 0)
    self->pending = index + 1;
}

static void
report_taken (SwHandlers *self,
              SwNode     *element,
              const char *name,
              guint       taker,
              guint       index)
{
  const char *kind = self->retry ? "Retrier" : "Catcher";

  if (taker == index + 1)
    sw_check_add (self->check, SW_FINDING_ERROR_TAKEN, element, element->span,
                  "\"%s\" is in this list already", name);
  else
    sw_check_add (self->check, SW_FINDING_ERROR_TAKEN, element, element->span,
                  "%s %u takes \"%s\" already: this one never sees it", kind, taker, name);
}

/* TRUE for an error that ends the execution. recorded on AWS: nothing takes States.Runtime. AWS's
 * documentation calls States.DataLimitExceeded terminal as well; it was seen to be caught. */
static gboolean
judge_terminal (SwHandlers *self,
                SwNode     *element,
                const char *name)
{
  if (strcmp (name, "States.Runtime") == 0)
    sw_check_add (self->check, SW_FINDING_ERROR_TERMINAL, element, element->span,
                  "\"States.Runtime\" can be neither retried nor caught: it always fails the "
                  "execution");
  else if (self->retry && strcmp (name, "States.DataLimitExceeded") == 0)
    sw_check_add (self->check, SW_FINDING_ERROR_TERMINAL, element, element->span,
                  "Retrying \"States.DataLimitExceeded\" is of no use: the data does not get "
                  "smaller");

  return strcmp (name, "States.Runtime") == 0;
}

static void
judge_name (SwHandlers *self,
            SwNode     *element,
            const char *name)
{
  const char *near = NULL;

  if (!is_known (name))
    near = sw_error_names_find_near (name);

  if (!is_known (name) && is_reserved (name))
    sw_check_add (self->check, SW_FINDING_ERROR_UNKNOWN, element, element->span,
                  "There is no error \"%s\"; names that begin with \"States.\" are the service's "
                  "own",
                  name);
  else if (near != NULL)
    sw_check_add (self->check, SW_FINDING_ERROR_UNKNOWN, element, element->span,
                  "\"%s\" looks like a slip for \"%s\"", name, near);
  else if (self->state->type == SW_STATE_TASK && !is_of_tasks (name))
    sw_check_add (self->check, SW_FINDING_ERROR_IMPOSSIBLE, element, element->span,
                  "A Task never fails with \"%s\"", name);
}

/* NULL where nothing is known of the name */
static char *
dup_name (SwNode *element)
{
  return element->kind == SW_NODE_STRING && !sw_check_is_unknown (element)
             ? sw_node_dup_string (element, NULL)
             : NULL;
}

/* TRUE where the handler at INDEX never sees an error */
static gboolean
is_all_taken (const SwHandlers *self,
              SwNode           *list,
              guint             index)
{
  for (SwNode *element = list->first; element != NULL; element = element->next)
    {
      g_autofree char *name = dup_name (element);

      if (name == NULL || find_taker (self, name) == 0)
        return FALSE;
    }

  return list->count > 0;
}

static void
judge_handler (SwHandlers      *self,
               const SwHandler *handler,
               guint            index)
{
  SwNode *list = handler->node->kind == SW_NODE_OBJECT
                     ? sw_node_get_member (handler->node, "ErrorEquals")
                     : NULL;

  if (list == NULL || list->kind != SW_NODE_ARRAY)
    return;
  if (is_all_taken (self, list, index))
    {
      g_hash_table_add (self->check->dead, handler->node);
      sw_check_add (self->check, SW_FINDING_ERROR_TAKEN, handler->node, list->key,
                    "%s %u is never asked: those before it take all its errors",
                    self->retry ? "Retrier" : "Catcher", index + 1);
      return;
    }

  for (SwNode *element = list->first; element != NULL; element = element->next)
    {
      g_autofree char *name = dup_name (element);
      guint taker = name != NULL ? find_taker (self, name) : 0;

      if (taker != 0)
        report_taken (self, element, name, taker, index);
      else if (name != NULL)
        {
          take (self, name, index);
          if (!judge_terminal (self, element, name))
            judge_name (self, element, name);
        }
    }
}

static void
judge_handlers (SwCheck  *check,
                SwState  *state,
                GArray   *handlers,
                gboolean  retry)
{
  SwHandlers self = { .check = check, .state = state, .retry = retry };

  self.taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < handlers->len; i++)
    {
      judge_handler (&self, &g_array_index (handlers, SwHandler, i), i);
      self.task_failed = self.pending;
    }
  g_hash_table_unref (self.taken);
}

/* Judges the Retry and Catch of a state; catchers that take nothing are noted among the dead. */
void
sw_check_handlers (SwCheck *check,
                   SwState *state)
{
  judge_handlers (check, state, state->retriers, TRUE);
  judge_handlers (check, state, state->catchers, FALSE);
}
