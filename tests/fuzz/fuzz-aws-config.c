/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "aws/sw-ini.h"

#include <string.h>

/* A file of AWS's clients: whatever stands in it is read or refused. What was read as a setting of
 * a section reads the same from a file that has but those two lines. */

const char *const fuzz_seeds[] = {
  "[default]\naws_access_key_id = A\naws_secret_access_key=s/+=\n",
  "# a comment\n[profile a]\nregion = eu-west-1 # here\nservices = x\n[services x]\ndynamodb =\n"
  "  endpoint_url = http://127.0.0.1:8000\ns3 =\n  endpoint_url = http://b\n",
  "\xef\xbb\xbf[ tok ]\r\nkey: value\r\n[profile 'a b']\nk=\n[sso-session s]\nsso_region = x\n",
  "[profile \"x]\n = 1\n\tindented = 2\n[]\n;\n",
  NULL,
};

static void
check_again (const char *value)
{
  g_autofree char *text = g_strdup_printf ("[default]\nk =%s\n", value);
  g_autoptr (SwIni) again = sw_ini_parse (text, strlen (text), NULL);

  g_assert (again != NULL);
  g_assert_cmpstr (sw_ini_get (again, NULL, "default", "k"), ==, value);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static const char *const keys[] = { "k", "region", "endpoint_url", "dynamodb.endpoint_url" };
  g_autoptr (GError) error = NULL;
  g_autoptr (SwIni) ini = sw_ini_parse ((const char *) data, size, &error);

  g_assert ((ini == NULL) == (error != NULL));
  for (guint i = 0; ini != NULL && i < G_N_ELEMENTS (keys); i++)
    {
      const char *plain = sw_ini_get (ini, NULL, "default", keys[i]);
      const char *profile = sw_ini_get (ini, "profile", "a", keys[i]);

      if (plain != NULL)
        check_again (plain);
      if (profile != NULL)
        check_again (profile);
      sw_ini_get (ini, "services", "x", keys[i]);
    }
  return 0;
}
