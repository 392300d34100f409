/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-execution.h"

#include <string.h>

#include "engine/sw-map-children.h"
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
child_new (SwApiExecution       *parent,
           const SwMapChildInfo *info,
           const char           *map_run)
{
  SwApiExecution *self = g_new0 (SwApiExecution, 1);

  g_ref_count_init (&self->count);
  self->api = parent->api;
  self->link.data = self;
  self->machine = sw_api_machine_ref (parent->machine);
  self->revision = sw_api_revision_ref (parent->revision);
  self->name = g_strdup (info->name);
  self->arn = g_strdup (info->arn);
  self->input = dup_json (info->input);
  self->status = info->status;
  self->started = info->started / 1000 * 1000;
  self->stopped = info->stopped;
  self->history = sw_history_ref (info->history);
  self->output = dup_json (info->output);
  self->error = g_strdup (info->error);
  self->cause = g_strdup (info->cause);
  self->map_run = g_strdup (map_run);
  self->n_items = info->n_items;
  return self;
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

static gboolean
has_label (const char *map_run,
           const char *slash)
{
  const char *label = strchr (map_run, '/');
  gsize length = label != NULL ? strcspn (label, ":") : 0;

  return strlen (slash) == length && strncmp (label, slash, length) == 0;
}

/* Whether an execution may have the child: it has a run of a Map with that label */
static gboolean
may_have (GPtrArray  *legs,
          const char *slash)
{
  for (guint i = 0; i < legs->len; i++)
    {
      const SwExecution *leg = g_ptr_array_index (legs, i);

      for (guint j = 0; j < sw_execution_count_map_runs (leg); j++)
        if (has_label (sw_execution_get_map_run (leg, j).arn, slash))
          return TRUE;
    }
  return FALSE;
}

/* What was told again once is noted: who asks for one item's execution asks for the next. */
static void
note_children (SwApi                *api,
               const SwApiExecution *parent,
               const SwExecution    *leg)
{
  if (parent->runner != NULL || sw_execution_count_children (leg) == 0)
    return;
  if (api->children == NULL)
    api->children = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (g_hash_table_contains (api->children, sw_execution_get_child (leg, 0).arn))
    return;
  for (guint i = 0; i < sw_execution_count_children (leg); i++)
    g_hash_table_insert (api->children, g_strdup (sw_execution_get_child (leg, i).arn),
                         g_strdup (parent->arn));
}

static SwApiExecution *
find_in (SwApiExecution *parent,
         const char     *slash,
         const char     *text)
{
  g_autoptr (GPtrArray) legs = sw_api_execution_dup_legs (parent);
  SwApi *api = parent->api;
  guint index;

  for (guint i = 0; may_have (legs, slash) && i < legs->len; i++)
    {
      const SwExecution *leg = g_ptr_array_index (legs, i);
      SwMapChildInfo info;

      note_children (api, parent, leg);
      if (!sw_execution_find_child (leg, text, &index))
        continue;
      info = sw_execution_get_child (leg, index);
      g_clear_pointer (&api->child, sw_api_execution_unref);
      api->child = child_new (parent, &info, sw_execution_get_map_run (leg, info.run).arn);
      return api->child;
    }
  return NULL;
}

/**
 * sw_api_find_child:
 * @arn: of an execution
 * @text: the same
 *
 * Returns: (transfer none) (nullable): the execution of an item of a distributed Map with that ARN,
 * valid until the next one is looked for
 */
SwApiExecution *
sw_api_find_child (SwApi       *api,
                   const SwArn *arn,
                   const char  *text)
{
  const char *slash = strchr (arn->name, '/');
  const char *known = api->children != NULL ? g_hash_table_lookup (api->children, text) : NULL;
  SwApiExecution *parent = known != NULL ? g_hash_table_lookup (api->executions, known) : NULL;
  SwApiExecution *found = NULL;
  g_auto (SwArn) machine_arn = { NULL };
  SwApiMachine *machine;

  if (slash == NULL)
    return NULL;
  if (parent != NULL)
    return find_in (parent, slash, text);
  machine_arn.name = g_strndup (arn->name, (gsize) (slash - arn->name));
  machine = sw_api_find_machine (api, &machine_arn);
  for (GList *link = machine != NULL ? machine->executions.head : NULL;
       link != NULL && found == NULL; link = link->next)
    found = find_in (link->data, slash, text);
  return found;
}

/* The executions of a run's items that are wanted, the one that began last first */
static SwValue
list_children (SwApiExecution *parent,
               const char     *map_run,
               const char     *status,
               guint           offset,
               guint           limit,
               guint          *next)
{
  g_autoptr (GPtrArray) legs = sw_api_execution_dup_legs (parent);
  SwValue list = sw_value_new_array (0);
  guint seen = 0;

  *next = 0;
  for (guint i = legs->len; i-- > 0;)
    {
      const SwExecution *leg = g_ptr_array_index (legs, i);

      for (guint j = sw_execution_count_children (leg); j-- > 0;)
        {
          const SwMapChildInfo info = sw_execution_get_child (leg, j);
          const char *run = sw_execution_get_map_run (leg, info.run).arn;
          g_autoptr (SwApiExecution) child = NULL;

          if (!g_str_equal (run, map_run)
              || (status != NULL && !g_str_equal (status, sw_execution_status_get_name (info.status)))
              || seen++ < offset)
            continue;
          if (sw_value_get_length (list) == limit)
            {
              *next = offset + limit;
              return list;
            }
          child = child_new (parent, &info, run);
          sw_value_append (&list, sw_api_execution_show_entry (child));
        }
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
  const char *redrive = sw_api_call_get_text (call, "redriveFilter");
  SwMapRunInfo info;
  SwApiExecution *parent = sw_api_call_find_map_run (call, &info, NULL, NULL);
  guint offset, limit, next = 0;
  SwValue response, list;

  if (parent == NULL || !sw_api_page_begin (call, 0, &offset, &limit))
    return;
  /* An item is never redriven by itself. */
  if (g_strcmp0 (redrive, "REDRIVEN") == 0)
    list = sw_value_new_array (0);
  else
    list = list_children (parent, sw_api_call_get_text (call, "mapRunArn"),
                          sw_api_call_get_text (call, "statusFilter"), offset, limit, &next);
  response = sw_value_new_object (2);
  sw_value_set_member (&response, "executions", list);
  sw_api_page_end (call, &response, next);
  sw_api_call_succeed (call, response);
}
