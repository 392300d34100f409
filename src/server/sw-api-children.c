/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-execution.h"

#include <string.h>

#include "engine/execution/sw-map-children.h"
#include "json/sw-text.h"

/* The executions of the items of distributed Maps. They belong to the execution that has the Map, and
 * are made into something that can be asked for when somebody does. */

static char *
dup_json (SwValue value)
{
  return sw_value_is (value, SW_TYPE_UNDEFINED) ? NULL
                                                : sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
}

/* Stands like one that has ended, for nobody drives it by itself; its history may grow. */
static SwApiExecution *
child_new (SwApiExecution    *parent,
           const SwExecution *told,
           guint              index)
{
  const SwMapChildInfo info = sw_execution_get_child (told, index);
  const SwMapRunInfo run = sw_execution_get_map_run (told, info.run);
  SwApiExecution *self = g_new0 (SwApiExecution, 1);

  g_ref_count_init (&self->count);
  self->api = parent->api;
  self->link.data = self;
  self->machine = sw_api_machine_ref (parent->machine);
  self->revision = sw_api_revision_ref (parent->revision);
  self->arn = sw_execution_dup_child_arn (told, index, &self->name);
  self->status = info.status;
  self->started = info.started / 1000 * 1000;
  self->stopped = info.stopped;
  self->redrives = info.redrives;
  self->redriven = info.redriven;
  self->map_run = g_strdup (run.arn);
  self->parent = sw_api_execution_ref (parent);
  self->item = info;
  self->item_index = index;
  self->settled = run.status == SW_EXECUTION_SUCCEEDED;
  return self;
}

/* What lists do not show of it */
static void
add_detail (SwApiExecution       *self,
            const SwMapChildInfo *info)
{
  self->input = dup_json (info->input);
  self->history = sw_history_ref (info->history);
  self->output = dup_json (info->output);
  self->error = g_strdup (info->error);
  self->cause = g_strdup (info->cause);
}

/**
 * sw_api_execution_get_status_name:
 *
 * Returns: how an execution stands, as answers say it; an item that waits until it is its turn to be
 * redriven has a word of its own (AWS's documentation)
 */
const char *
sw_api_execution_get_status_name (const SwApiExecution *self)
{
  return self->item.waiting ? "PENDING_REDRIVE" : sw_execution_status_get_name (self->status);
}

/**
 * sw_api_execution_dup_machine_arn:
 *
 * Returns: (transfer full): the ARN that an execution names its machine by: one of an item has
 * "/LABEL" behind it (recorded on AWS for Map runs)
 */
char *
sw_api_execution_dup_machine_arn (const SwApiExecution *self)
{
  const char *label = self->map_run != NULL ? strchr (self->map_run, '/') : NULL;

  return label != NULL ? g_strdup_printf ("%s%.*s", self->machine->arn,
                                          (int) (strrchr (label, ':') - label), label)
                       : g_strdup (self->machine->arn);
}

static SwApiExecution *
find_in (SwApiExecution *parent,
         const char     *arn)
{
  const SwExecution *told = sw_api_execution_get_told (parent);
  SwApi *api = parent->api;
  SwMapChildInfo info;
  guint index;

  if (told == NULL || !sw_execution_find_child (told, arn, &index))
    return NULL;
  g_clear_pointer (&api->child, sw_api_execution_unref);
  api->child = child_new (parent, told, index);
  info = api->child->item;
  if (sw_api_execution_tell_child (parent, index, &info))
    add_detail (api->child, &info);
  else
    api->child->untold = TRUE;
  return api->child;
}

/**
 * sw_api_find_child:
 * @arn: of an execution
 *
 * Returns: (transfer none) (nullable): the execution of an item of a distributed Map with that ARN,
 * valid until the next one is looked for
 */
SwApiExecution *
sw_api_find_child (SwApi      *api,
                   const char *arn)
{
  g_autoptr (GPtrArray) holders = sw_api_find_holders (api, arn);
  SwApiExecution *found = NULL;

  for (guint i = 0; i < holders->len && found == NULL; i++)
    found = find_in (g_ptr_array_index (holders, i), arn);
  return found;
}

/* What a list of items is narrowed down to */
typedef struct
{
  guint       run;      /* index */
  const char *status;   /* "FAILED", or NULL */
  const char *redriven; /* "REDRIVEN", or NULL */
} Filter;

static gboolean
fits (const Filter         *filter,
      const SwMapChildInfo *info)
{
  const char *status
      = info->waiting ? "PENDING_REDRIVE" : sw_execution_status_get_name (info->status);

  return info->run == filter->run
         && (filter->status == NULL || g_str_equal (filter->status, status))
         && (filter->redriven == NULL
             || (info->redrives > 0) == g_str_equal (filter->redriven, "REDRIVEN"));
}

/* The executions of a run's items that are wanted, the one that began last first. A page goes on below
 * the last one shown, whatever has begun or ended meanwhile. */
static SwValue
list_children (SwApiExecution *parent,
               const Filter   *filter,
               guint           below,
               guint           limit,
               guint          *next)
{
  const SwExecution *told = sw_api_execution_get_told (parent);
  const guint count = sw_execution_count_children (told);
  SwValue list = sw_value_new_array (0);

  *next = 0;
  for (guint i = below > 0 ? MIN (below, count) : count; i-- > 0;)
    {
      const SwMapChildInfo info = sw_execution_get_child (told, i);
      g_autoptr (SwApiExecution) child = NULL;

      if (!fits (filter, &info))
        continue;
      if (sw_value_get_length (list) == limit)
        {
          *next = i + 1;
          return list;
        }
      child = child_new (parent, told, i);
      sw_value_append (&list, sw_api_execution_show_entry (child));
    }
  return list;
}

/**
 * sw_api_list_children:
 *
 * ListExecutions of a Map run.
 */
void
sw_api_list_children (SwApiCall *call)
{
  Filter filter = { .status = sw_api_call_get_text (call, "statusFilter"),
                    .redriven = sw_api_call_get_text (call, "redriveFilter") };
  SwMapRunInfo info;
  SwApiExecution *parent = sw_api_call_find_map_run (call, &info, &filter.run);
  guint below, limit, next = 0;
  SwValue response, list;

  if (parent == NULL || !sw_api_page_begin (call, 0, &below, &limit))
    return;
  list = list_children (parent, &filter, below, limit, &next);
  response = sw_value_new_object (2);
  sw_value_set_member (&response, "executions", list);
  sw_api_page_end (call, &response, next);
  sw_api_call_succeed (call, response);
}
