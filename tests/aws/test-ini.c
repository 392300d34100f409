/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aws/sw-aws-profile.h"
#include "aws/sw-aws-request.h"
#include "aws/sw-ini.h"

#include <glib/gstdio.h>
#include <string.h>

/* The traps of ~/.aws/config and ~/.aws/credentials: the text, a section and a setting, and its
 * value (NULL: there is none). */
static const struct
{
  const char *name, *text, *kind, *section, *key, *value;
} cases[] = {
  { "a setting", "[a]\nk = v\n", NULL, "a", "k", "v" },
  { "no blanks, no line end", "[a]\nk=v", NULL, "a", "k", "v" },
  { "the keys of settings have no case", "[a]\nAWS_Key = v\n", NULL, "a", "aws_key", "v" },
  { "the names of sections have", "[A]\nk = v\n", NULL, "a", "k", NULL },
  { "a profile", "[profile a]\nk = v\n", "profile", "a", "k", "v" },
  { "a profile is no section of its name", "[profile a]\nk = v\n", NULL, "a", "k", NULL },
  { "a profile in quotes", "[profile \"a b\"]\nk = v\n", "profile", "a b", "k", "v" },
  { "blanks around a name are of the name", "[ tok ]\nk = v\n", NULL, "tok", "k", NULL },
  { "a value with equals signs", "[a]\nk = a=b==\n", NULL, "a", "k", "a=b==" },
  { "a colon for the equals sign", "[a]\nk: v\n", NULL, "a", "k", "v" },
  { "a comment behind a value", "[a]\nk = v # c\n", NULL, "a", "k", "v" },
  { "a number sign in a value", "[a]\nk = https://x/#/a;b\n", NULL, "a", "k", "https://x/#/a;b" },
  { "comment lines", "# c\n[a]\n; c\n  # c\nk = v\n", NULL, "a", "k", "v" },
  { "line ends of Windows", "[a]\r\nk = v\r\n", NULL, "a", "k", "v" },
  { "a mark of UTF-8", "\xef\xbb\xbf[a]\nk = v\n", NULL, "a", "k", "v" },
  { "a section that comes twice goes on", "[a]\nk = v\n[b]\n[a]\nl = w\n", NULL, "a", "k", "v" },
  { "the last of two settings counts", "[a]\nk = v\nk = w\n", NULL, "a", "k", "w" },
  { "an empty value", "[a]\nk =\nl = w\n", NULL, "a", "k", "" },
  { "a block", "[services s]\nsqs =\n  endpoint_url = u\n", "services", "s", "sqs.endpoint_url", "u" },
  { "the second part of a block", "[services s]\nsqs =\n  a = 1\n  b = 2\n", "services", "s", "sqs.b",
    "2" },
  { "a part of a block is no setting", "[services s]\nsqs =\n  endpoint_url = u\n", "services", "s",
    "endpoint_url", NULL },
  { "the block after a block", "[services s]\nsqs =\n  a = 1\ns3 =\n  a = 2\n", "services", "s", "s3.a",
    "2" },
  { "a line that goes on with a value is not read", "[a]\nk = v\n  w = x\n", NULL, "a", "w", NULL },
  { "a command with quotes", "[a]\nk = \"/a b/c\" -d 'x y'\n", NULL, "a", "k", "\"/a b/c\" -d 'x y'" },
};

static void
test_case (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwIni) ini = sw_ini_parse (cases[i].text, strlen (cases[i].text), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (sw_ini_get (ini, cases[i].kind, cases[i].section, cases[i].key), ==,
                   cases[i].value);
}

/* What is refused, and what is said; never the line itself, which may have a secret */
static const struct
{
  const char *name, *text, *words;
} errors[] = {
  { "a setting before a section", "geheim = x\n", "line 1 is a setting before the first section" },
  { "a section that does not end", "[a]\n[geheim\n", "line 2 begins a section" },
  { "a line that is nothing", "[a]\nk = v\ngeheim\n", "line 3 is no \"name = value\"" },
};

static void
test_error (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwIni) ini = sw_ini_parse (errors[i].text, strlen (errors[i].text), &error);

  g_assert_null (ini);
  g_assert_error (error, SW_AWS_ERROR, SW_AWS_ERROR_CONFIG);
  g_assert (g_str_has_prefix (error->message, errors[i].words));
  g_assert_null (strstr (error->message, "geheim"));
}

static const char credentials_file[]
    = "[default]\naws_access_key_id = D\naws_secret_access_key = s\n"
      "[both]\naws_access_key_id = C\naws_secret_access_key = s\nregion = from-credentials\n"
      "[role]\naws_access_key_id = R\naws_secret_access_key = s\n";
static const char config_file[]
    = "[default]\nregion = eu-north-1\n"
      "[profile both]\nregion = from-config\naws_access_key_id = X\naws_secret_access_key = s\n"
      "[profile role]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = default\n"
      "[profile tool]\ncredential_process = /bin/tool 'a b' c\naws_access_key_id = no\n"
      "[profile login]\nsso_session = s\n"
      "[profile here]\nservices = local\nendpoint_url = http://all\n"
      "[services local]\nsecrets_manager =\n  endpoint_url = http://secrets\n";

/* A profile, the access key that stands in the files (NULL: a command is asked), the command's
 * words, region, and the endpoint of Secrets Manager */
static const struct
{
  const char *profile, *key, *command, *region, *endpoint;
} profiles[] = {
  { "default", "D", NULL, "eu-north-1", NULL },
  { "both", "C", NULL, "from-credentials", NULL },
  { "role", NULL, "aws|configure|export-credentials|--profile|role|--format|process", NULL, NULL },
  { "tool", NULL, "/bin/tool|a b|c", NULL, NULL },
  { "login", NULL, "aws|configure|export-credentials|--profile|login|--format|process", NULL, NULL },
  { "here", NULL, "aws|configure|export-credentials|--profile|here|--format|process", NULL,
    "http://secrets" },
};

static void
test_profile (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwAwsProfile) profile = sw_aws_profile_load (profiles[i].profile, &error);
  g_autoptr (SwCredentials) keys = NULL;
  g_auto (GStrv) command = NULL;
  g_autofree char *line = NULL;

  g_assert_no_error (error);
  keys = sw_aws_profile_dup_credentials (profile);
  g_assert_cmpstr (keys != NULL ? sw_credentials_get_access_key (keys) : NULL, ==, profiles[i].key);
  g_assert_cmpstr (sw_aws_profile_get_region (profile), ==, profiles[i].region);
  g_assert_cmpstr (sw_aws_profile_get_endpoint (profile, sw_aws_service_find ("secretsmanager")), ==,
                   profiles[i].endpoint);
  if (keys != NULL)
    return;
  command = sw_aws_profile_dup_command (profile, &error);
  line = g_strjoinv ("|", command);
  g_assert_cmpstr (line, ==, profiles[i].command);
}

static void
test_absent (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwAwsProfile) profile = sw_aws_profile_load ("gone", &error);

  g_assert_null (profile);
  g_assert_error (error, SW_AWS_ERROR, SW_AWS_ERROR_CONFIG);
}

/* AWS_PROFILE and the profile that is taken for nobody's name; NULL: there is none */
static void
test_variable (void)
{
  static const char *const names[][2] = {
    { "both", "both" }, { "", "default" }, { NULL, "default" }, { "gone", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (SwAwsProfile) profile = NULL, named = NULL;

      if (names[i][0] != NULL)
        g_setenv ("AWS_PROFILE", names[i][0], TRUE);
      else
        g_unsetenv ("AWS_PROFILE");
      profile = sw_aws_profile_load (NULL, NULL);
      named = sw_aws_profile_load ("login", NULL);
      g_assert_cmpstr (profile != NULL ? sw_aws_profile_get_name (profile) : NULL, ==, names[i][1]);
      g_assert_cmpstr (sw_aws_profile_get_name (named), ==, "login");
    }
  g_unsetenv ("AWS_PROFILE");
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("stepwright-aws-XXXXXX", NULL);
  g_autofree char *credentials = g_build_filename (folder, "credentials", NULL);
  g_autofree char *config = g_build_filename (folder, "config", NULL);
  int status;

  g_test_init (&argc, &argv, NULL);
  g_file_set_contents (credentials, credentials_file, -1, NULL);
  g_file_set_contents (config, config_file, -1, NULL);
  g_setenv ("AWS_SHARED_CREDENTIALS_FILE", credentials, TRUE);
  g_setenv ("AWS_CONFIG_FILE", config, TRUE);
  g_unsetenv ("AWS_PROFILE");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/aws/ini/%s", cases[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_case);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autofree char *path = g_strdup_printf ("/aws/ini/%s is refused", errors[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_error);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (profiles); i++)
    {
      g_autofree char *path = g_strdup_printf ("/aws/profile/%s", profiles[i].profile);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_profile);
    }
  g_test_add_func ("/aws/profile/one that is not there", test_absent);
  g_test_add_func ("/aws/profile/the environment names it", test_variable);
  status = g_test_run ();
  g_remove (credentials);
  g_remove (config);
  g_rmdir (folder);
  return status;
}
