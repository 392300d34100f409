/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/sw-keyring.h"
#include "tasks/http/sw-connections.h"

#include <glib/gstdio.h>

/* The keyring is a file of this test's own (SECRET_BACKEND=file). */

#define TEXT \
  "{\"AuthorizationType\":\"BASIC\",\"AuthParameters\":{\"BasicAuthParameters\":" \
  "{\"Username\":\"me\",\"Password\":\"geheim\"}}}"

static void
keep_result (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static void
store_connection (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sw_keyring_store_async ("my-api", TEXT, NULL, keep_result, &result);
  g_assert_true (sw_keyring_store_finish (await (&result), &error));
  g_assert_no_error (error);
}

static void
test_kept (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL, *other = NULL;

  store_connection ();
  found = sw_keyring_dup_connection ("my-api", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, TEXT);
  other = sw_keyring_dup_connection ("other", &error);
  g_assert_no_error (error);
  g_assert_null (other);
}

static void
test_listed (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) names = NULL;

  store_connection ();
  sw_keyring_list_async (NULL, keep_result, &result);
  names = sw_keyring_list_finish (await (&result));
  g_assert_cmpuint (g_strv_length (names), ==, 1);
  g_assert_cmpstr (names[0], ==, "my-api");
}

/* A keyring that waits for its password: until the test lets it go on */
static GMutex locked;

static char *
look_up_locked (const char *name,
                GError    **error)
{
  g_mutex_lock (&locked);
  g_mutex_unlock (&locked);
  return sw_keyring_dup_connection (name, error);
}

static void
test_found_by_tasks (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SwConnection) connection = NULL;
  g_autofree char *masked = NULL;

  store_connection ();
  sw_connections_set_lookup (look_up_locked);
  g_mutex_lock (&locked);
  sw_connection_find_async ("my-api", NULL, keep_result, &result);
  for (guint i = 0; i < 10; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_null (result);
  g_mutex_unlock (&locked);
  connection = sw_connection_find_finish (await (&result), &error);
  g_assert_no_error (error);
  masked = sw_connection_mask (connection, "it is geheim");
  g_assert_cmpstr (masked, ==, "it is ********");
}

static void
test_forgotten (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  store_connection ();
  sw_keyring_forget_async ("my-api", NULL, keep_result, &result);
  g_assert_true (sw_keyring_forget_finish (await (&result), &error));
  g_assert_no_error (error);
  found = sw_keyring_dup_connection ("my-api", &error);
  g_assert_no_error (error);
  g_assert_null (found);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("stepwright-keyring-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "keyring", NULL);
  int status;

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "a password of the test", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/keyring/a connection is kept", test_kept);
  g_test_add_func ("/app/keyring/connections are listed by name", test_listed);
  g_test_add_func ("/app/keyring/tasks find it there, and nobody waits while it is locked",
                   test_found_by_tasks);
  g_test_add_func ("/app/keyring/a connection is forgotten", test_forgotten);
  status = g_test_run ();
  g_remove (path);
  g_rmdir (folder);
  return status;
}
