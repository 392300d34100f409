/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sw-keyring.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

static const SecretSchema schema = {
  APP_ID ".Connection",
  SECRET_SCHEMA_DONT_MATCH_NAME,
  {
    { "application", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "connection", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, SECRET_SCHEMA_ATTRIBUTE_STRING },
  },
};

/* A desktop without a keyring has none of our connections. */
static gboolean
is_absent (const GError *error)
{
  return error->domain == G_DBUS_ERROR || error->domain == G_IO_ERROR
         || g_error_matches (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT);
}

/**
 * sw_keyring_dup_connection:
 * @name: of a connection
 *
 * Asks the keyring, which may ask the person to unlock it.
 *
 * Returns: (transfer full) (nullable): the connection's text; %NULL with @error set where the keyring
 *   stays locked, without where it has none by this name, or where there is no keyring
 */
char *
sw_keyring_dup_connection (const char *name, GError **error)
{
  g_autoptr (GError) reason = NULL;
  char *found = secret_password_lookup_sync (&schema, NULL, &reason, "application", APP_ID,
                                             "connection", name, NULL);
  char *text = g_strdup (found);

  secret_password_wipe (found);
  secret_password_free (found);
  if (reason != NULL && !is_absent (reason))
    g_propagate_error (error, g_steal_pointer (&reason));
  return text;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

/**
 * sw_keyring_dup_names:
 *
 * Returns: (transfer full): the names of the connections that the keyring has, sorted; none where
 *   there is no keyring
 */
char **
sw_keyring_dup_names (void)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GList *found
      = secret_password_search_sync (&schema, SECRET_SEARCH_ALL, NULL, NULL, "application", APP_ID, NULL);

  for (GList *item = found; item != NULL; item = item->next)
    {
      g_autoptr (GHashTable) attributes = secret_retrievable_get_attributes (item->data);
      const char *name = g_hash_table_lookup (attributes, "connection");

      if (name != NULL)
        g_ptr_array_add (names, g_strdup (name));
    }
  g_list_free_full (found, g_object_unref);
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_steal (names, NULL);
}

/**
 * sw_keyring_store_connection:
 * @name: of a connection
 * @text: as sw_connection_new_from_text() reads it
 *
 * Returns: %FALSE with @error set where the keyring does not take it
 */
gboolean
sw_keyring_store_connection (const char *name, const char *text, GError **error)
{
  /* TRANSLATORS: what the desktop's keyring shows for a secret; %s: the name of a connection */
  g_autofree char *label = g_strdup_printf (_("Stepwright: Connection “%s”"), name);

  return secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, label, text, NULL, error,
                                     "application", APP_ID, "connection", name, NULL);
}

/**
 * sw_keyring_forget_connection:
 * @name: of a connection
 *
 * Returns: %FALSE with @error set where the keyring fails; nothing is wrong with one that it does
 *   not have
 */
gboolean
sw_keyring_forget_connection (const char *name, GError **error)
{
  g_autoptr (GError) reason = NULL;

  secret_password_clear_sync (&schema, NULL, &reason, "application", APP_ID, "connection", name, NULL);
  if (reason == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}
