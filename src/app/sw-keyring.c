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
 * Asks the keyring, and waits: it may ask the person to unlock it. For any thread but a window's.
 *
 * Returns: (transfer full) (nullable): the connection's text; %NULL with @error set where the
 *   keyring stays locked, without where it has none by this name, or where there is no keyring
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
 * sw_keyring_list_async:
 * @callback: (scope async): calls sw_keyring_list_finish()
 *
 * Looks which connections the keyring has.
 */
void
sw_keyring_list_async (GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  secret_password_search (&schema, SECRET_SEARCH_ALL, cancellable, callback, user_data,
                          "application", APP_ID, NULL);
}

/**
 * sw_keyring_list_finish:
 *
 * Returns: (transfer full): the names of the connections, sorted; none where there is no keyring
 */
char **
sw_keyring_list_finish (GAsyncResult *result)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GList *found = secret_password_search_finish (result, NULL);

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
 * sw_keyring_store_async:
 * @name: of a connection
 * @text: as sw_connection_new_from_text() reads it
 * @callback: (scope async): calls sw_keyring_store_finish()
 *
 * Puts a connection into the keyring, which may ask the person to unlock it.
 */
void
sw_keyring_store_async (const char          *name,
                        const char          *text,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  /* TRANSLATORS: what the desktop's keyring shows for a secret; %s: the name of a connection */
  g_autofree char *label = g_strdup_printf (_("Stepwright: Connection “%s”"), name);

  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, text, cancellable, callback,
                         user_data, "application", APP_ID, "connection", name, NULL);
}

/**
 * sw_keyring_store_finish:
 *
 * Returns: %FALSE with @error set where the keyring does not take it
 */
gboolean
sw_keyring_store_finish (GAsyncResult  *result,
                         GError       **error)
{
  return secret_password_store_finish (result, error);
}

/**
 * sw_keyring_forget_async:
 * @name: of a connection
 * @callback: (scope async): calls sw_keyring_forget_finish()
 *
 * Takes a connection out of the keyring, which may ask the person to unlock it.
 */
void
sw_keyring_forget_async (const char          *name,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  secret_password_clear (&schema, cancellable, callback, user_data, "application", APP_ID,
                         "connection", name, NULL);
}

/**
 * sw_keyring_forget_finish:
 *
 * Returns: %FALSE with @error set where the keyring fails; nothing is wrong with a connection that
 *   it does not have
 */
gboolean
sw_keyring_forget_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_autoptr (GError) reason = NULL;

  secret_password_clear_finish (result, &reason);
  if (reason == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}
