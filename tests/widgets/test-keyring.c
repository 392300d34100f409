/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/sw-keyring.h"
#include "tasks/sw-connections.h"

#include <glib/gstdio.h>

/* The keyring is a file of this test's own (SECRET_BACKEND=file). */

#define TEXT \
  "{\"AuthorizationType\":\"BASIC\",\"AuthParameters\":{\"BasicAuthParameters\":" \
  "{\"Username\":\"me\",\"Password\":\"geheim\"}}}"

static void
test_kept (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL, *other = NULL;

  sw_keyring_store_connection ("my-api", TEXT, &error);
  g_assert_no_error (error);
  found = sw_keyring_dup_connection ("my-api", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, TEXT);
  other = sw_keyring_dup_connection ("other", &error);
  g_assert_no_error (error);
  g_assert_null (other);
}

static void
test_found_by_tasks (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwConnection) connection = NULL;
  g_autofree char *masked = NULL;

  sw_keyring_store_connection ("my-api", TEXT, &error);
  g_assert_no_error (error);
  sw_connections_set_lookup (sw_keyring_dup_connection);
  connection = sw_connection_find ("my-api", &error);
  g_assert_no_error (error);
  masked = sw_connection_mask (connection, "it is geheim");
  g_assert_cmpstr (masked, ==, "it is ********");
}

static void
test_forgotten (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  sw_keyring_store_connection ("my-api", TEXT, &error);
  g_assert_no_error (error);
  g_assert_true (sw_keyring_forget_connection ("my-api", &error));
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
  g_test_add_func ("/app/keyring/tasks find it there", test_found_by_tasks);
  g_test_add_func ("/app/keyring/a connection is forgotten", test_forgotten);
  status = g_test_run ();
  g_remove (path);
  g_rmdir (folder);
  return status;
}
