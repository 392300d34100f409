/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/http/sw-hosts.h"

#include "aws/sw-http.h"
#include "base/sw-shown.h"

struct _SwHosts
{
  GPtrArray *patterns; /* GPatternSpec */
  char      *names;    /* the same for a person */
};

/**
 * sw_hosts_read:
 * @source: a row
 * @hosts: (out) (nullable) (transfer full): what it names; %NULL where it has no "hosts"
 *
 * Returns: %FALSE with @error set where "hosts" is no array of texts
 */
gboolean
sw_hosts_read (const SwTaskRowSource  *source,
               SwHosts               **hosts,
               GError                **error)
{
  JsonNode *node = json_object_get_member (source->row, "hosts");
  g_autoptr (SwHosts) self = NULL;
  g_autoptr (GString) names = g_string_new (NULL);

  *hosts = NULL;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return sw_task_row_refuse (source, error, "\"hosts\" must be an array of texts");
  self = g_new0 (SwHosts, 1);
  self->patterns = g_ptr_array_new_with_free_func ((GDestroyNotify) g_pattern_spec_free);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      JsonNode *host = json_array_get_element (json_node_get_array (node), i);

      if (json_node_get_value_type (host) != G_TYPE_STRING)
        return sw_task_row_refuse (source, error, "\"hosts\" must be an array of texts");
      g_ptr_array_add (self->patterns, g_pattern_spec_new (json_node_get_string (host)));
      if (i > 0)
        g_string_append (names, ", ");
      sw_shown_append (names, json_node_get_string (host));
    }
  self->names = names->len > 0 ? g_strdup (names->str) : sw_shown_dup ("");
  *hosts = g_steal_pointer (&self);
  return TRUE;
}

/**
 * sw_hosts_free:
 * @self: (transfer full): hosts
 */
void
sw_hosts_free (SwHosts *self)
{
  g_ptr_array_unref (self->patterns);
  g_free (self->names);
  g_free (self);
}

/**
 * sw_hosts_get_names:
 *
 * Returns: the patterns, to be read by a person
 */
const char *
sw_hosts_get_names (const SwHosts *self)
{
  return self->names;
}

/**
 * sw_hosts_find_rules:
 * @self: (nullable): hosts; %NULL: public ones
 * @uri: an address that a definition has
 * @rules: (out): by which it is called
 *
 * Returns: whether it may be called; %FALSE with @error set if not
 */
gboolean
sw_hosts_find_rules (const SwHosts  *self,
                     GUri           *uri,
                     SwUrlRules     *rules,
                     GError        **error)
{
  g_autofree char *host = NULL;

  *rules = SW_URL_PUBLIC;
  if (self == NULL || g_uri_get_host (uri) == NULL)
    return sw_url_check (uri, *rules, error);
  host = sw_http_dup_host (uri);
  *rules = SW_URL_NAMED;
  for (guint i = 0; i < self->patterns->len; i++)
    if (g_pattern_spec_match_string (self->patterns->pdata[i], host)
        || g_pattern_spec_match_string (self->patterns->pdata[i], g_uri_get_host (uri)))
      return sw_url_check (uri, *rules, error);
  g_set_error (error, SW_AWS_ERROR, SW_AWS_ERROR_FORBIDDEN,
               "\"hosts\" of the row in the tasks file does not have %s", host);
  return FALSE;
}
