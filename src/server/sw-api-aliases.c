/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-keep.h"

#include <string.h>

/* Aliases of state machines: names that lead to one version, or to two by weight. */

#define MAX_ALIASES 100

/* Where a request's routingConfiguration leads */
typedef struct
{
  SwApiMachine *machine; /* the one that all versions are of */
  guint         n_routes;
  SwApiRoute    routes[2];
} Routing;

/* "[a, b]" of one member of all elements */
static char *
dup_list (SwValue     configuration,
          const char *member)
{
  g_autoptr (GString) out = g_string_new ("[");

  for (guint i = 0; i < sw_value_get_length (configuration); i++)
    {
      SwValue value = sw_value_get_member (sw_value_get_element (configuration, i), member);
      gint64 number;

      g_string_append (out, i > 0 ? ", " : "");
      if (sw_value_get_integer (value, &number))
        g_string_append_printf (out, "%" G_GINT64_FORMAT, number);
      else
        g_string_append (out, sw_value_get_text (value, NULL));
    }
  g_string_append_c (out, ']');
  return g_strdup (out->str);
}

/* One route. Returns why it is none, or NULL; *MACHINE stays NULL where there is none. */
static const char *
read_route (SwApi         *api,
            SwValue        item,
            SwApiRoute    *route,
            SwApiMachine **machine)
{
  g_auto (SwArn) arn = { NULL };
  gint64 weight = 0;

  *machine = NULL;
  if (!sw_arn_parse (&arn, sw_value_get_text (sw_value_get_member (item, "stateMachineVersionArn"),
                                              NULL))
      || sw_arn_get_version (&arn) == 0)
    return "state machine version ARNs";
  sw_value_get_integer (sw_value_get_member (item, "weight"), &weight);
  route->version = sw_arn_get_version (&arn);
  route->weight = (guint) weight;
  *machine = sw_api_find_machine (api, &arn);
  return NULL;
}

static gboolean
refuse_routing (SwApiCall  *call,
                SwValue     configuration,
                const char *wanted)
{
  g_autofree char *arns = dup_list (configuration, "stateMachineVersionArn");

  sw_api_call_refuse (call, "ValidationException",
                      "Routing configuration must contain %s. Received: %s", wanted, arns);
  return FALSE;
}

/* Sentences recorded on AWS, but for that about two machines. */
static gboolean
check_routing (SwApiCall     *call,
               SwValue        configuration,
               const Routing *routing,
               SwApiMachine  *machines[2])
{
  g_autofree char *weights = dup_list (configuration, "weight");
  guint sum = routing->routes[0].weight + routing->routes[1].weight;

  if (routing->n_routes == 2 && machines[0] != machines[1])
    return refuse_routing (call, configuration, "versions of one state machine");
  if (routing->n_routes == 2 && routing->routes[0].version == routing->routes[1].version)
    return refuse_routing (call, configuration, "distinct state machine version ARNs");
  if (sum != 100)
    {
      sw_api_call_refuse (call, "ValidationException",
                          "Sum of routing configuration weights must equal 100. Received: %s",
                          weights);
      return FALSE;
    }
  for (guint i = 0; i < routing->n_routes; i++)
    if (machines[i] == NULL
        || sw_api_machine_find_version (machines[i], routing->routes[i].version) == NULL)
      {
        SwValue item = sw_value_get_element (configuration, i);

        sw_api_call_refuse (
            call, "ResourceNotFound", "Resource not found: '%s'",
            sw_value_get_text (sw_value_get_member (item, "stateMachineVersionArn"), NULL));
        return FALSE;
      }
  return TRUE;
}

/* Reads where an alias leads, and refuses the call where that is nowhere. */
static gboolean
read_routing (SwApiCall *call,
              Routing   *routing)
{
  SwValue configuration = sw_api_call_get (call, "routingConfiguration");
  SwApiMachine *machines[2] = { NULL, NULL };

  memset (routing, 0, sizeof *routing);
  routing->n_routes = sw_value_get_length (configuration);
  for (guint i = 0; i < routing->n_routes; i++)
    {
      const char *wanted = read_route (call->api, sw_value_get_element (configuration, i),
                                       &routing->routes[i], &machines[i]);

      if (wanted != NULL)
        return refuse_routing (call, configuration, wanted);
    }
  routing->machine = machines[0];
  return check_routing (call, configuration, routing, machines);
}

static gboolean
same_routes (const SwApiAlias *alias,
             const Routing    *routing)
{
  if (alias->n_routes != routing->n_routes)
    return FALSE;
  for (guint i = 0; i < alias->n_routes; i++)
    if (alias->routes[i].version != routing->routes[i].version
        || alias->routes[i].weight != routing->routes[i].weight)
      return FALSE;
  return TRUE;
}

static void
set_routes (SwApiAlias    *alias,
            const Routing *routing)
{
  alias->n_routes = routing->n_routes;
  memcpy (alias->routes, routing->routes, sizeof alias->routes);
}

/* Recorded on AWS: whoever asks for the same again gets it; a different description is told of as a
 * different routing, too. */
static SwApiAlias *
find_or_make (SwApiCall     *call,
              const char    *name,
              const Routing *routing)
{
  const char *description = sw_api_call_get_text (call, "description");
  SwApiMachine *machine = routing->machine;
  SwApiAlias *alias = sw_api_machine_find_alias (machine, name);

  if (alias != NULL && same_routes (alias, routing)
      && g_strcmp0 (alias->description, description) == 0)
    return alias;
  if (alias != NULL)
    {
      sw_api_call_refuse (call, "ConflictException",
                          "Failed to create alias because an alias with the same name and a "
                          "different routing configuration already exists.");
      return NULL;
    }
  if (machine->aliases->len >= MAX_ALIASES)
    {
      sw_api_call_refuse (call, "ServiceQuotaExceededException",
                          "A state machine has at most %d aliases", MAX_ALIASES);
      return NULL;
    }
  alias = g_new0 (SwApiAlias, 1);
  alias->name = g_strdup (name);
  alias->description = g_strdup (description);
  alias->created = sw_api_now (call->api);
  set_routes (alias, routing);
  g_ptr_array_add (machine->aliases, alias);
  return alias;
}

/**
 * sw_api_create_state_machine_alias:
 *
 * CreateStateMachineAlias.
 */
void
sw_api_create_state_machine_alias (SwApi     *api,
                                   SwApiCall *call)
{
  const char *name = sw_api_call_get_text (call, "name");
  g_autofree char *arn = NULL;
  const SwApiAlias *alias;
  Routing routing;
  SwValue response;

  if (!read_routing (call, &routing))
    return;
  alias = find_or_make (call, name, &routing);
  if (alias == NULL)
    return;
  arn = sw_api_dup_alias_arn (routing.machine, name);
  response = sw_value_new_object (2);
  sw_answer_set_text (&response, "stateMachineAliasArn", arn);
  sw_answer_set_time (&response, "creationDate", alias->created);
  sw_api_keep_machine (call, routing.machine);
  sw_api_call_succeed (call, response);
}

/* The alias that a request is about. With MUST_BE, the call is refused where there is none;
 * otherwise only where what it names is no alias. */
static SwApiAlias *
find_alias (SwApiCall     *call,
            gboolean       must_be,
            SwApiMachine **machine)
{
  static const char *const kinds[] = { "stateMachine", NULL };
  g_auto (SwArn) arn = { NULL };
  SwApiAlias *alias = NULL;

  *machine = NULL;
  if (!sw_api_call_parse_arn (call, "stateMachineAliasArn", kinds, &arn))
    return NULL;
  *machine = sw_api_find_machine (call->api, &arn);
  if (*machine != NULL && arn.qualifier != NULL)
    alias = sw_api_machine_find_alias (*machine, arn.qualifier);
  if (alias == NULL && must_be)
    sw_api_call_refuse (call, "ResourceNotFound", "Resource not found: '%s'",
                        sw_api_call_get_text (call, "stateMachineAliasArn"));
  return alias;
}

/**
 * sw_api_update_state_machine_alias:
 *
 * UpdateStateMachineAlias.
 */
void
sw_api_update_state_machine_alias (SwApi     *api,
                                   SwApiCall *call)
{
  const char *description = sw_api_call_get_text (call, "description");
  gboolean routes
      = !sw_value_is (sw_api_call_get (call, "routingConfiguration"), SW_TYPE_UNDEFINED);
  SwApiMachine *machine;
  SwApiAlias *alias = find_alias (call, TRUE, &machine);
  Routing routing;
  SwValue response;

  if (alias == NULL || (routes && !read_routing (call, &routing)))
    return;
  if (!routes && description == NULL)
    {
      sw_api_call_refuse (call, "ValidationException",
                          "Either the description or the routing configuration must be specified");
      return;
    }
  if (routes && routing.machine != machine)
    {
      refuse_routing (call, sw_api_call_get (call, "routingConfiguration"),
                      "versions of the alias's state machine");
      return;
    }
  if (routes)
    set_routes (alias, &routing);
  if (description != NULL)
    g_set_str (&alias->description, description);
  alias->updated = sw_api_now (api);
  response = sw_value_new_object (1);
  sw_answer_set_time (&response, "updateDate", alias->updated);
  sw_api_keep_machine (call, machine);
  sw_api_call_succeed (call, response);
}

/**
 * sw_api_delete_state_machine_alias:
 *
 * DeleteStateMachineAlias; what is not there is as good as deleted (recorded on AWS).
 */
void
sw_api_delete_state_machine_alias (SwApi     *api,
                                   SwApiCall *call)
{
  SwApiMachine *machine;
  SwApiAlias *alias = find_alias (call, FALSE, &machine);

  if (alias != NULL)
    {
      g_ptr_array_remove (machine->aliases, alias);
      sw_api_keep_machine (call, machine);
    }
  sw_api_call_succeed (call, sw_value_new_object (0));
}

/**
 * sw_api_describe_state_machine_alias:
 *
 * DescribeStateMachineAlias.
 */
void
sw_api_describe_state_machine_alias (SwApi     *api,
                                     SwApiCall *call)
{
  SwApiMachine *machine;
  const SwApiAlias *alias = find_alias (call, TRUE, &machine);
  g_autofree char *arn = NULL;
  SwValue response, routes;

  if (alias == NULL)
    return;
  arn = sw_api_dup_alias_arn (machine, alias->name);
  routes = sw_value_new_array (2);
  for (guint i = 0; i < alias->n_routes; i++)
    {
      g_autofree char *version = sw_api_dup_version_arn (machine, alias->routes[i].version);
      SwValue route = sw_value_new_object (2);

      sw_answer_set_text (&route, "stateMachineVersionArn", version);
      sw_answer_set_count (&route, "weight", alias->routes[i].weight);
      sw_value_append (&routes, route);
    }
  response = sw_value_new_object (6);
  sw_answer_set_text (&response, "stateMachineAliasArn", arn);
  sw_answer_set_text (&response, "name", alias->name);
  sw_answer_set_text (&response, "description", alias->description);
  sw_value_set_member (&response, "routingConfiguration", routes);
  sw_answer_set_time (&response, "creationDate", alias->created);
  sw_answer_set_time (&response, "updateDate", alias->updated);
  sw_api_call_succeed (call, response);
}

/* Whether an alias leads to a version; 0 stands for any */
static gboolean
leads_to (const SwApiAlias *alias,
          guint             version)
{
  return version == 0 || alias->routes[0].version == version
         || (alias->n_routes == 2 && alias->routes[1].version == version);
}

/**
 * sw_api_list_state_machine_aliases:
 *
 * ListStateMachineAliases: of a machine, or of those that lead to one of its versions, in the order
 * they were made.
 */
void
sw_api_list_state_machine_aliases (SwApi     *api,
                                   SwApiCall *call)
{
  g_auto (SwArn) parts = { NULL };
  SwApiMachine *machine = sw_api_call_find_machine (call, "stateMachineArn", &parts);
  guint offset, limit, index = 0;
  SwValue response, list;

  if (machine == NULL || !sw_api_page_begin (call, 0, &offset, &limit))
    return;
  list = sw_value_new_array (0);
  for (guint i = 0; i < machine->aliases->len; i++)
    {
      const SwApiAlias *alias = g_ptr_array_index (machine->aliases, i);
      g_autofree char *arn = sw_api_dup_alias_arn (machine, alias->name);
      SwValue entry;

      if (!leads_to (alias, sw_arn_get_version (&parts)) || index++ < offset
          || index > offset + limit)
        continue;
      entry = sw_value_new_object (2);
      sw_answer_set_text (&entry, "stateMachineAliasArn", arn);
      sw_answer_set_time (&entry, "creationDate", alias->created);
      sw_value_append (&list, entry);
    }
  response = sw_value_new_object (2);
  sw_value_set_member (&response, "stateMachineAliases", list);
  sw_api_page_end (call, &response, offset + limit < index ? offset + limit : 0);
  sw_api_call_succeed (call, response);
}
