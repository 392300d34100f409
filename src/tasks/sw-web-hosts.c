/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-web-hosts.h"

#include "aws/sw-http.h"

/**
 * sw_web_hosts_read:
 * @source: a row
 * @hosts: (out): what it says; %NULL: nothing
 * @reach: (out): the same for a person
 *
 * Reads which hosts a row calls.
 *
 * Returns: %FALSE with @error set where "hosts" is no list of texts
 */
gboolean
sw_web_hosts_read (const SwTaskRowSource  *source,
                   GPtrArray             **hosts,
                   char                  **reach,
                   GError                **error)
{
  JsonNode *node = json_object_get_member (source->row, "hosts");
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GString) names = g_string_new (NULL);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return sw_task_row_refuse (source, error, "\"hosts\" must be an array of texts");
  found = g_ptr_array_new_with_free_func ((GDestroyNotify) g_pattern_spec_free);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      JsonNode *host = json_array_get_element (json_node_get_array (node), i);

      if (json_node_get_value_type (host) != G_TYPE_STRING)
        return sw_task_row_refuse (source, error, "\"hosts\" must be an array of texts");
      g_ptr_array_add (found, g_pattern_spec_new (json_node_get_string (host)));
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", json_node_get_string (host));
    }
  *reach = g_strdup (names->str);
  *hosts = g_steal_pointer (&found);
  return TRUE;
}

/**
 * sw_web_hosts_find_rules:
 * @hosts: (nullable): of a row
 * @uri: where to a request would go
 * @rules: (out): which addresses are fine: a host that the row names may be a private one
 *
 * Returns: %FALSE with @error set where the request may not go there
 */
gboolean
sw_web_hosts_find_rules (GPtrArray   *hosts,
                         GUri        *uri,
                         SwUrlRules  *rules,
                         GError     **error)
{
  g_autofree char *host = NULL;

  *rules = SW_URL_PUBLIC;
  if (hosts == NULL || g_uri_get_host (uri) == NULL)
    return sw_url_check (uri, *rules, error);
  host = sw_http_dup_host (uri);
  *rules = SW_URL_NAMED;
  for (guint i = 0; i < hosts->len; i++)
    if (g_pattern_spec_match_string (hosts->pdata[i], host)
        || g_pattern_spec_match_string (hosts->pdata[i], g_uri_get_host (uri)))
      return sw_url_check (uri, *rules, error);
  g_set_error (error, SW_AWS_ERROR, SW_AWS_ERROR_FORBIDDEN,
               "\"hosts\" of the row in the tasks file does not have %s", host);
  return FALSE;
}
