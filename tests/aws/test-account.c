/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aws/sw-aws-account.h"
#include "aws/sw-aws-identity.h"

#include <glib/gstdio.h>

/* Whose account a client calls into, as far as it can be known without asking. */

static const struct
{
  const char *key;
  const char *account;
} keys[] = {
  { "ASIAQNZGKIQY56JQ7WML", "029608264753" },
  { "AKIAQNZGKIQY56JQ7WML", "029608264753" },
  { "AKIAIOSFODNN7EXAMPLE", NULL }, /* of the older form, which does not tell */
  { "AKIAQNZGKIQY56JQ7WM", NULL },
  { "AROAQNZGKIQY56JQ7WML", NULL },
  { "AKIAQNZGKIQY 6JQ7WML", NULL },
  { "test", NULL },
  { "", NULL },
};

static void
test_keys (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *account = sw_aws_account_from_key (keys[i].key);

      g_assert_cmpstr (account, ==, keys[i].account);
    }
}

static const char config[]
    = "[profile plain]\nregion = eu-west-1\n"
      "aws_access_key_id = AKIAQNZGKIQY56JQ7WML\naws_secret_access_key = x\n"
      "[profile role]\nrole_arn = arn:aws:iam::123456789012:role/admin\nsource_profile = plain\n"
      "[profile login]\nsso_session = s\nsso_account_id = 210987654321\nregion = us-west-2\n"
      "[profile nobody]\nregion = eu-north-1\n"
      "[profile wrong]\nsso_account_id = 12\n"
      "[profile tool]\nregion = eu-west-1\ncredential_process = \"/nowhere/my keys\" --for me\n";

static const struct
{
  const char *profile;
  const char *account;
  const char *place;
  const char *described; /* end of it, or NULL */
} profiles[] = {
  { "plain", "029608264753", "029608264753 eu-west-1", ", account 029608264753, region eu-west-1, profile plain" },
  { "role", "123456789012", "123456789012 us-east-1", NULL },
  { "login", "210987654321", "210987654321 us-west-2", NULL },
  { "nobody", NULL, "nobody eu-north-1", NULL },
  { "wrong", NULL, "wrong us-east-1", NULL },
  { "tool", NULL, "tool eu-west-1",
    ", region eu-west-1, profile tool, with keys from the command: \"/nowhere/my keys\" --for me" },
};

static void
test_profiles (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (profiles); i++)
    {
      const SwAwsClientOptions options
          = { .endpoint = SW_AWS_REAL, .profile = profiles[i].profile };
      g_autoptr (SwAwsClient) client = sw_aws_client_new (&options);
      g_autofree char *account = sw_aws_client_dup_account (client);
      g_autofree char *place = sw_aws_client_dup_place (client, "us-east-1");
      g_autofree char *described = sw_aws_client_describe (client);

      g_assert_cmpstr (account, ==, profiles[i].account);
      g_assert_cmpstr (place, ==, profiles[i].place);
      if (profiles[i].described != NULL)
        g_assert_true (g_str_has_suffix (described, profiles[i].described));
    }
}

static void
on_keys (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* Nothing is started for keys that nobody has agreed to: the command would not be there either. */
static void
test_consent (void)
{
  static const struct
  {
    gboolean    agreed;
    SwAwsError  code;
    const char *words;
  } cases[] = {
    { FALSE, SW_AWS_ERROR_CONSENT,
      "The credentials of profile \"tool\" come from a command that nobody has agreed to: "
      "/nowhere/my keys --for me" },
    { TRUE, SW_AWS_ERROR_CREDENTIALS, "There are no AWS credentials: *cannot be started*" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SwAwsIdentity) identity = sw_aws_identity_new ("tool", cases[i].agreed);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (SwCredentials) found = NULL;
      g_autoptr (GError) error = NULL;

      sw_aws_identity_get_async (identity, NULL, on_keys, &result);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);
      found = sw_aws_identity_get_finish (identity, result, &error);
      g_assert_null (found);
      g_assert_error (error, SW_AWS_ERROR, (int) cases[i].code);
      g_assert_true (g_pattern_match_simple (cases[i].words, error->message));
    }
}

static void
test_environment (void)
{
  const SwAwsClientOptions options = { .endpoint = SW_AWS_REAL, .region = "eu-central-1" };
  g_autoptr (SwAwsClient) client = sw_aws_client_new (&options);
  g_autofree char *account = NULL, *told = NULL;

  g_setenv ("AWS_ACCESS_KEY_ID", "ASIAQNZGKIQY56JQ7WML", TRUE);
  account = sw_aws_client_dup_account (client);
  g_assert_cmpstr (account, ==, "029608264753");
  g_setenv ("AWS_ACCOUNT_ID", "111122223333", TRUE);
  told = sw_aws_client_dup_account (client);
  g_assert_cmpstr (told, ==, "111122223333");
  g_unsetenv ("AWS_ACCESS_KEY_ID");
  g_unsetenv ("AWS_ACCOUNT_ID");
}

int
main (int    argc,
      char **argv)
{
  static const char *const ours[] = { "AWS_ACCESS_KEY_ID", "AWS_ACCOUNT_ID", "AWS_PROFILE",
                                      "AWS_REGION", "AWS_DEFAULT_REGION" };
  g_autofree char *folder = g_dir_make_tmp ("stepwright-account-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "config", NULL);
  int status;

  for (gsize i = 0; i < G_N_ELEMENTS (ours); i++)
    g_unsetenv (ours[i]);
  g_setenv ("AWS_CONFIG_FILE", path, TRUE);
  g_setenv ("AWS_SHARED_CREDENTIALS_FILE", "/nowhere", TRUE);
  g_assert_true (g_file_set_contents (path, config, -1, NULL));
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/aws/account/a key tells it", test_keys);
  g_test_add_func ("/aws/account/a profile tells it, and where it calls", test_profiles);
  g_test_add_func ("/aws/identity/a command needs consent", test_consent);
  g_test_add_func ("/aws/account/the environment tells it", test_environment);
  status = g_test_run ();
  g_remove (path);
  g_rmdir (folder);
  return status;
}
