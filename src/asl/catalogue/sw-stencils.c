/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/catalogue/sw-catalogue.h"
#include "asl/catalogue/sw-patterns.h"
#include "asl/ops/sw-ops.h"
#include "asl/sw-text-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* The palette. Names and defaults are those of AWS's own designer, as the public definitions made
 * with it show them. What it leaves open (a function, a queue …) is filled with a well-formed
 * stand-in, so that a new state is valid at once.
 *
 * The texts are JSON with ' for ", for the reader's sake; they are expanded once. "" as StartAt or
 * Next marks a place where a state is still to be dropped. */

#define ACCOUNT "us-east-1:123456789012"
#define FUNCTION "'arn:aws:lambda:" ACCOUNT ":function:FUNCTION_NAME'"
#define EMPTY_SCOPE "'StartAt': '', 'States': {}"

#define SDK_PREFIX "aws-sdk:"

#define BOTH(text) text, text

static const SwStencil flow[] = {
  { "Task", N_ ("Task"), SW_STATE_TASK, "Task",
    BOTH ("{ 'Type': 'Task', 'Resource': " FUNCTION " }"),
    N_ ("Lets a service, a function or an activity do work.") },
  { "Pass", N_ ("Pass"), SW_STATE_PASS, "Pass", BOTH ("{ 'Type': 'Pass' }"),
    N_ ("Passes data on, or changes it.") },
  { "Choice", N_ ("Choice"), SW_STATE_CHOICE, "Choice",
    "{ 'Type': 'Choice', 'Choices': [{ 'Variable': '$.value', 'IsPresent': true, 'Next': '' }] }",
    "{ 'Type': 'Choice', 'Choices': ["
    "{ 'Condition': '{% $exists($states.input.value) %}', 'Next': '' }] }",
    N_ ("Goes on by the first rule that holds.") },
  { "Parallel", N_ ("Parallel"), SW_STATE_PARALLEL, "Parallel",
    BOTH ("{ 'Type': 'Parallel', 'Branches': [{ " EMPTY_SCOPE " }, { " EMPTY_SCOPE " }] }"),
    N_ ("Runs branches at the same time and gathers their results.") },
  { "Map", N_ ("Map"), SW_STATE_MAP, "Map",
    BOTH ("{ 'Type': 'Map', 'ItemProcessor': {"
          " 'ProcessorConfig': { 'Mode': 'INLINE' }, " EMPTY_SCOPE " } }"),
    N_ ("Runs the same states for each item of a list.") },
  { "Wait", N_ ("Wait"), SW_STATE_WAIT, "Wait", BOTH ("{ 'Type': 'Wait', 'Seconds': 5 }"),
    N_ ("Waits for some time, or until a date.") },
  { "Succeed", N_ ("Success"), SW_STATE_SUCCEED, "Success", BOTH ("{ 'Type': 'Succeed' }"),
    N_ ("Ends the execution, or the branch, with success.") },
  { "Fail", N_ ("Fail"), SW_STATE_FAIL, "Fail", BOTH ("{ 'Type': 'Fail' }"),
    N_ ("Ends the execution with an error.") },
};

/* The document a new machine begins with: QueryLanguage first, where it is not the default. */
static const char *const new_documents[] = {
  [SW_QUERY_JSONPATH] = "{ 'Comment': 'A description of my state machine', " EMPTY_SCOPE " }",
  [SW_QUERY_JSONATA] = "{ 'QueryLanguage': 'JSONata',"
                       " 'Comment': 'A description of my state machine', " EMPTY_SCOPE " }",
};

/* Actions of the palette: each integration that a Task can call, in the pattern it mostly has */
static void
add_integrations (GArray          *stencils,
                  const SwService *service)
{
  for (guint i = 0; i < service->n_integrations; i++)
    {
      const SwIntegration *item = &service->integrations[i];
      SwStencil stencil = { .type = SW_STATE_TASK };

      if (item->in_map)
        continue;
      stencil.id = sw_integration_dup_id (item);
      stencil.label = sw_integration_dup_title (item);
      stencil.name = sw_integration_dup_name (item);
      stencil.jsonpath = sw_integration_dup_state (item, item->pattern, SW_QUERY_JSONPATH);
      stencil.jsonata = sw_integration_dup_state (item, item->pattern, SW_QUERY_JSONATA);
      stencil.help = item->help;
      stencil.integration = item;
      g_array_append_val (stencils, stencil);
    }
}

static GArray *
make_stencils (void)
{
  GArray *stencils = g_array_new (FALSE, FALSE, sizeof (SwStencil));
  guint n_services;
  const SwService *services = sw_services_get_all (&n_services);

  for (guint i = 0; i < G_N_ELEMENTS (flow); i++)
    {
      SwStencil stencil = flow[i];

      stencil.jsonpath = sw_text_expand (stencil.jsonpath);
      stencil.jsonata = sw_text_expand (stencil.jsonata);
      g_array_append_val (stencils, stencil);
    }
  for (guint i = 0; i < n_services; i++)
    add_integrations (stencils, &services[i]);

  return stencils;
}

/**
 * sw_stencils_get_all:
 * @count: (out): how many there are
 *
 * Returns: (transfer none) (array length=count): the palette: first the eight states, then the
 * actions, as the catalogue has them. The texts of the states have two spaces of indent
 */
const SwStencil *
sw_stencils_get_all (guint *count)
{
  static GArray *stencils = NULL;

  if (g_once_init_enter_pointer (&stencils))
    g_once_init_leave_pointer (&stencils, make_stencils ());

  *count = stencils->len;

  return &g_array_index (stencils, SwStencil, 0);
}

static const SwStencil *
find_known (const char *id)
{
  guint n_stencils;
  const SwStencil *all = sw_stencils_get_all (&n_stencils);

  for (guint i = 0; i < n_stencils; i++)
    if (strcmp (all[i].id, id) == 0)
      return &all[i];
  all = sw_patterns_get_all (&n_stencils);
  for (guint i = 0; i < n_stencils; i++)
    if (strcmp (all[i].id, id) == 0)
      return &all[i];

  return NULL;
}

/* A call that the catalogue does not have: named by rule, its parameters left to the person. */
static SwStencil *
make_call (const char *id)
{
  g_auto (GStrv) parts = g_strsplit (id, ":", 3);
  const SwService service = { .key = parts[1], .sdk = TRUE };
  const SwIntegration item = { .service = &service, .action = parts[2], .jsonpath = "" };
  SwStencil *stencil = g_new0 (SwStencil, 1);

  stencil->id = g_strdup (id);
  stencil->type = SW_STATE_TASK;
  stencil->name = sw_integration_dup_name (&item);
  stencil->label = stencil->name;
  stencil->jsonpath = sw_integration_dup_state (&item, SW_PATTERN_REQUEST, SW_QUERY_JSONPATH);
  stencil->jsonata = sw_integration_dup_state (&item, SW_PATTERN_REQUEST, SW_QUERY_JSONATA);
  stencil->help = N_ ("Calls any action of any service by the AWS SDK.");

  return stencil;
}

/* Service and action, with a colon between; or, where the action has capitals inside, as no plain
 * words have, with spaces */
#define CALL \
  "^(?:aws-sdk:)?([A-Za-z][A-Za-z0-9]{0,39})" \
  "(?::|\\ +(?=[A-Za-z0-9]*[a-z0-9][A-Z]))([A-Za-z][A-Za-z0-9]{0,63})\\z"

/* The id of a call, as the ARN has it: the service in small letters, and the action's first one; NULL
 * where TEXT does not read like a call */
static char *
dup_call_id (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new (CALL, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *service = NULL, *action = NULL, *lower = NULL;

  if (!g_regex_match (regex, text, 0, &match))
    return NULL;
  service = g_match_info_fetch (match, 1);
  action = g_match_info_fetch (match, 2);
  lower = g_ascii_strdown (service, -1);
  *action = g_ascii_tolower (*action);
  return g_strconcat (SDK_PREFIX, lower, ":", action, NULL);
}

/**
 * sw_stencils_find_call:
 * @text: a call of the SDK, as people write them: "rds:startDBCluster",
 *   "aws-sdk:rds:startDBCluster", "RDS StartDBCluster"
 *
 * Gives any call of the SDK as a stencil, also those that the catalogue does not have.
 *
 * Returns: (transfer none) (nullable): the stencil, which is kept; %NULL where @text does not read
 * like a call
 */
const SwStencil *
sw_stencils_find_call (const char *text)
{
  static GMutex lock;
  static GHashTable *calls; /* the id, which the stencil owns -> SwStencil */
  g_autoptr (GMutexLocker) locker = NULL;
  g_autofree char *id = NULL;
  const SwStencil *known;
  SwStencil *call;

  g_return_val_if_fail (text != NULL, NULL);

  id = dup_call_id (text);
  if (id == NULL)
    return NULL;
  known = find_known (id);
  if (known != NULL)
    return known;

  locker = g_mutex_locker_new (&lock);
  if (calls == NULL)
    calls = g_hash_table_new (g_str_hash, g_str_equal);
  call = g_hash_table_lookup (calls, id);
  if (call == NULL)
    {
      call = make_call (id);
      g_hash_table_insert (calls, (gpointer) call->id, call);
    }

  return call;
}

/**
 * sw_stencils_find:
 * @id: a stencil's id: a state type ("Pass"), service:action ("lambda:invoke"), any call of the SDK
 * ("aws-sdk:rds:startDBCluster"), or a ready-made block ("pattern/saga")
 *
 * Returns: (transfer none) (nullable): the stencil
 */
const SwStencil *
sw_stencils_find (const char *id)
{
  const SwStencil *known;

  g_return_val_if_fail (id != NULL, NULL);

  known = find_known (id);
  if (known != NULL || !g_str_has_prefix (id, SDK_PREFIX))
    return known;

  return sw_stencils_find_call (id);
}

/**
 * sw_ops_dup_new_document:
 * @language: what the states will be written in; AWS's designer begins with JSONata
 *
 * Returns: (transfer full): the text of a state machine without states
 */
char *
sw_ops_dup_new_document (SwQueryLanguage language)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (language <= SW_QUERY_JSONATA, NULL);

  text = sw_text_expand (new_documents[language]);

  return g_strconcat (text, "\n", NULL);
}
