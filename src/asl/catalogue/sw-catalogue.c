/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/catalogue/sw-catalogue-private.h"

#include <glib/gi18n.h>
#include <string.h>

static const struct
{
  SwPatterns  pattern;
  const char *suffix;
  const char *help;
} patterns[] = {
  { SW_PATTERN_REQUEST, "", N_ ("Goes on as soon as the service has answered.") },
  { SW_PATTERN_SYNC, ".sync", N_ ("Waits until the job has ended.") },
  { SW_PATTERN_SYNC_2, ".sync:2", N_ ("Waits until the job has ended; its output is JSON.") },
  { SW_PATTERN_TOKEN, ".waitForTaskToken",
    N_ ("Waits until someone returns the task token that is passed on.") },
};

typedef struct
{
  GArray     *services; /* SwService */
  GHashTable *by_key;   /* "lambda", "aws-sdk:s3" -> SwService */
  GHashTable *by_id;    /* "lambda:invoke" -> SwIntegration */
} Index;

static void
add_services (Index     *index,
              SwService *services,
              guint      count)
{
  g_array_append_vals (index->services, services, count);
}

static void
index_service (Index     *index,
               SwService *service)
{
  g_hash_table_insert (index->by_key,
                       g_strconcat (service->sdk ? "aws-sdk:" : "", service->key, NULL), service);
  for (guint i = 0; i < service->n_integrations; i++)
    {
      service->integrations[i].service = service;
      g_hash_table_insert (index->by_id, sw_integration_dup_id (&service->integrations[i]),
                           &service->integrations[i]);
    }
}

static const Index *
get_index (void)
{
  static Index index;
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      index.services = g_array_new (FALSE, FALSE, sizeof (SwService));
      index.by_key = g_hash_table_new (g_str_hash, g_str_equal);
      index.by_id = g_hash_table_new (g_str_hash, g_str_equal);
      add_services (&index, sw_services_compute, 1); /* Lambda before all others */
      add_services (&index, sw_services_data, sw_n_services_data);
      add_services (&index, sw_services_messages, sw_n_services_messages);
      add_services (&index, sw_services_compute + 1, sw_n_services_compute - 1);
      add_services (&index, sw_services_analytics, sw_n_services_analytics);
      add_services (&index, sw_services_learning, sw_n_services_learning);
      add_services (&index, sw_services_sdk_data, sw_n_services_sdk_data);
      add_services (&index, sw_services_sdk, sw_n_services_sdk);
      for (guint i = 0; i < index.services->len; i++)
        index_service (&index, &g_array_index (index.services, SwService, i));
      g_once_init_leave (&ready, 1);
    }

  return &index;
}

/**
 * sw_services_get_all:
 * @count: (out): how many there are
 *
 * Returns: (transfer none) (array length=count): the services, optimised ones first
 */
const SwService *
sw_services_get_all (guint *count)
{
  const Index *index = get_index ();

  *count = index->services->len;

  return &g_array_index (index->services, SwService, 0);
}

/**
 * sw_services_find:
 * @key: as in an ARN: "lambda", "s3"
 * @sdk: whether the ARN is one of the SDK
 *
 * Returns: (transfer none) (nullable): the service, where the catalogue has it
 */
const SwService *
sw_services_find (const char *key,
                  gboolean    sdk)
{
  g_autofree char *id = NULL;

  g_return_val_if_fail (key != NULL, NULL);

  id = g_strconcat (sdk ? "aws-sdk:" : "", key, NULL);

  return g_hash_table_lookup (get_index ()->by_key, id);
}

/**
 * sw_resource_parse:
 * @arn: the text of a Resource
 * @resource: (out): what it says; clear it with sw_resource_clear()
 *
 * Takes the ARN of an integration apart, whatever its partition: what stands behind ":states:::",
 * or behind a region and an account. Neither service nor action need be known.
 *
 * Returns: %FALSE (and nothing to clear) where @arn is no integration: a function, an activity, a
 * placeholder
 */
gboolean
sw_resource_parse (const char *arn,
                   SwResource *resource)
{
  g_auto (GStrv) parts = g_strsplit (arn, ":", 6);
  char *rest;
  char *colon;

  *resource = (SwResource){ .pattern = SW_PATTERN_REQUEST };
  if (g_strv_length (parts) < 6 || strcmp (parts[0], "arn") != 0
      || strcmp (parts[2], "states") != 0)
    return FALSE;

  rest = parts[5];
  for (guint i = G_N_ELEMENTS (patterns) - 1; i > 0; i--)
    if (g_str_has_suffix (rest, patterns[i].suffix))
      {
        resource->pattern = patterns[i].pattern;
        rest[strlen (rest) - strlen (patterns[i].suffix)] = '\0';
        break;
      }
  resource->sdk = g_str_has_prefix (rest, "aws-sdk:");
  if (resource->sdk)
    rest += strlen ("aws-sdk:");
  colon = strchr (rest, ':');
  if (colon == NULL || colon == rest || colon[1] == '\0' || strchr (colon + 1, ':') != NULL
      || (*parts[3] != '\0' && (g_str_has_prefix (rest, "activity:")
                                || g_str_has_prefix (rest, "stateMachine:"))))
    return FALSE;

  resource->service = g_strndup (rest, (gsize) (colon - rest));
  resource->action = g_strdup (colon + 1);

  return TRUE;
}

/**
 * sw_resource_clear:
 * @resource: filled by sw_resource_parse()
 */
void
sw_resource_clear (SwResource *resource)
{
  g_clear_pointer (&resource->service, g_free);
  g_clear_pointer (&resource->action, g_free);
}

static char *
dup_id (const char *service,
        const char *action,
        gboolean    sdk)
{
  return g_strconcat (sdk ? "aws-sdk:" : "", service, ":", action, NULL);
}

/**
 * sw_catalogue_find:
 * @arn: the text of a Resource, of any pattern and partition
 *
 * Returns: (transfer none) (nullable): what it calls, where the catalogue has it
 */
const SwIntegration *
sw_catalogue_find (const char *arn)
{
  g_auto (SwResource) resource = { NULL };
  g_autofree char *id = NULL;

  g_return_val_if_fail (arn != NULL, NULL);

  if (!sw_resource_parse (arn, &resource))
    return NULL;
  id = dup_id (resource.service, resource.action, resource.sdk);

  return g_hash_table_lookup (get_index ()->by_id, id);
}

static void
add_errors (GPtrArray  *names,
            const char *prefix,
            const char *errors)
{
  g_auto (GStrv) words = NULL;

  if (errors == NULL || prefix == NULL)
    return;

  words = g_strsplit (errors, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *name = g_strconcat (prefix, ".", words[i], NULL);

      if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_steal_pointer (&name));
    }
}

/**
 * sw_catalogue_dup_errors:
 * @arn: the text of a Resource
 *
 * Lists the errors of a service that a call can fail with, beside those of Step Functions itself
 * (sw-error-names.h): "Lambda.ServiceException" and the like. A function called by its own ARN
 * fails as lambda:invoke does.
 *
 * Returns: (transfer full): the names, NULL-terminated; empty where nothing is known
 */
char **
sw_catalogue_dup_errors (const char *arn)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_auto (SwResource) resource = { NULL };
  const SwIntegration *integration;
  const SwService *service = NULL;

  g_return_val_if_fail (arn != NULL, NULL);

  if (strstr (arn, ":lambda:") != NULL && strstr (arn, ":function:") != NULL)
    arn = "arn:aws:states:::lambda:invoke";
  integration = sw_catalogue_find (arn);
  if (integration != NULL)
    service = integration->service;
  else if (sw_resource_parse (arn, &resource))
    service = sw_services_find (resource.service, resource.sdk);
  if (service != NULL)
    add_errors (names, service->prefix, service->errors);
  if (integration != NULL)
    add_errors (names, service->prefix, integration->errors);
  g_ptr_array_add (names, NULL);

  return (char **) g_ptr_array_steal (names, NULL);
}

/**
 * sw_pattern_get_suffix:
 * @pattern: one pattern
 *
 * Returns: (transfer none): what stands behind the action in the ARN: ".sync"; "" for a plain
 * request
 */
const char *
sw_pattern_get_suffix (SwPatterns pattern)
{
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    if (patterns[i].pattern == pattern)
      return patterns[i].suffix;

  g_return_val_if_reached ("");
}

/**
 * sw_pattern_get_help:
 * @pattern: one pattern
 *
 * Returns: (transfer none): what it does, one sentence, to translate
 */
const char *
sw_pattern_get_help (SwPatterns pattern)
{
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    if (patterns[i].pattern == pattern)
      return patterns[i].help;

  g_return_val_if_reached ("");
}

/**
 * sw_integration_dup_id:
 *
 * Returns: (transfer full): what stands in the ARN behind ":::", without a pattern:
 * "lambda:invoke", "aws-sdk:s3:getObject"
 */
char *
sw_integration_dup_id (const SwIntegration *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return dup_id (self->service->key, self->action, self->service->sdk);
}

/**
 * sw_integration_dup_arn:
 * @pattern: one of the patterns
 *
 * Returns: (transfer full): the Resource, of the partition aws
 */
char *
sw_integration_dup_arn (const SwIntegration *self,
                        SwPatterns           pattern)
{
  g_autofree char *id = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  id = sw_integration_dup_id (self);

  return g_strconcat ("arn:aws:states:::", id, sw_pattern_get_suffix (pattern), NULL);
}
