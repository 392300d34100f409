/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aws/sw-signer.h"

#include <json-glib/json-glib.h>
#include <string.h>
#include <sys/resource.h>

/* Signatures against AWS's published test vectors (data/signing-vectors.json: requests and their
 * signatures, all at one time with one key), and each trap of the canonical form by itself. */

static SwCredentials *
example_credentials (void)
{
  return sw_credentials_new ("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", NULL,
                             G_MAXINT64);
}

static GArray *
read_headers (JsonArray *array)
{
  GArray *headers = g_array_new (FALSE, FALSE, sizeof (SwHeader));

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonArray *pair = json_array_get_array_element (array, i);
      SwHeader header = { json_array_get_string_element (pair, 0),
                          json_array_get_string_element (pair, 1) };

      g_array_append_val (headers, header);
    }
  return headers;
}

static void
test_vector (gconstpointer data)
{
  JsonObject *vector = (JsonObject *) data;
  g_autoptr (SwCredentials) credentials = example_credentials ();
  g_autoptr (GArray) headers = read_headers (json_object_get_array_member (vector, "headers"));
  g_autofree char *hash
      = g_compute_checksum_for_string (G_CHECKSUM_SHA256,
                                       json_object_get_string_member (vector, "body"), -1);
  SwSigningScope scope = { "us-east-1", "service",
                           json_object_get_boolean_member_with_default (vector, "once", FALSE) };
  SwSigningRequest request = {
    json_object_get_string_member (vector, "method"),
    json_object_get_string_member (vector, "path"),
    json_object_get_string_member_with_default (vector, "query", NULL),
    (const SwHeader *) (void *) headers->data,
    headers->len,
    hash,
  };
  g_autofree char *found
      = sw_signer_dup_authorization (&request, &scope, credentials, "20150830T123600Z");
  const char *signature = strstr (found, "Signature=");

  g_assert (signature != NULL);
  g_assert_cmpstr (signature + strlen ("Signature="), ==,
                   json_object_get_string_member (vector, "signature"));
}

/* Path, query and one header as they are sent, and the lines of the canonical request they give */
static const struct
{
  const char *name, *path, *query, *value, *canonical_path, *canonical_query, *canonical_value;
  gboolean    once;
} traps[] = {
  { "parameters are sorted by key, then by value", "/", "Param-3=3&Param=2&Param=1", "v", "/",
    "Param=1&Param=2&Param-3=3", "v" },
  { "a parameter without a value gets an equals sign", "/", "b&a=", "v", "/", "a=&b=", "v" },
  { "a plus in a query is a plus", "/", "a=1+2", "v", "/", "a=1%2B2", "v" },
  { "a percent sign that encodes nothing is one", "/", "a=5%&b=%4", "v", "/", "a=5%25&b=%254", "v" },
  { "empty parameters are none", "/", "&&a=1&", "v", "/", "a=1", "v" },
  { "a path is encoded twice", "/functions/arn%3Aaws", NULL, "v", "/functions/arn%253Aaws", "", "v" },
  { "but for S3 once", "/bucket/a%20b", NULL, "v", "/bucket/a%20b", "", "v", TRUE },
  { "a path is normalised", "//a/./b/../c//", NULL, "v", "/a/c/", "", "v" },
  { "but not for S3", "//a//", NULL, "v", "//a//", "", "v", TRUE },
  { "no path is the root", "", NULL, "v", "/", "", "v" },
  { "runs of blanks in a header are one", "/", NULL, "  a \t b  ", "/", "", "a b" },
};

static void
test_trap (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  SwHeader header = { "X-Thing", traps[i].value };
  SwSigningRequest request = { "PUT", traps[i].path, traps[i].query, &header, 1, "hash" };
  g_autofree char *found = sw_signer_dup_canonical (&request, traps[i].once);
  g_autofree char *expected
      = g_strdup_printf ("PUT\n%s\n%s\nx-thing:%s\n\nx-thing\nhash", traps[i].canonical_path,
                         traps[i].canonical_query, traps[i].canonical_value);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_duplicate_headers (void)
{
  SwHeader headers[] = { { "b", "2" }, { "A", "x" }, { "B", "1" }, { "b", " 3 " } };
  SwSigningRequest request = { "GET", "/", NULL, headers, G_N_ELEMENTS (headers), "hash" };
  g_autofree char *found = sw_signer_dup_canonical (&request, FALSE);

  g_assert_cmpstr (found, ==, "GET\n/\n\na:x\nb:2,1,3\n\na;b\nhash");
}

static void
test_credentials (void)
{
  g_autoptr (SwCredentials) fixed = sw_credentials_new ("A", "S", "", G_MAXINT64);
  g_autoptr (SwCredentials) passing
      = sw_credentials_new ("A", "S", "T", 1000 * (gint64) G_USEC_PER_SEC);

  g_assert_null (sw_credentials_get_session_token (fixed));
  g_assert_false (sw_credentials_is_stale (fixed, G_MAXINT64 - 1));
  g_assert_cmpstr (sw_credentials_get_session_token (passing), ==, "T");
  g_assert_false (sw_credentials_is_stale (passing, 699 * (gint64) G_USEC_PER_SEC));
  g_assert_true (sw_credentials_is_stale (passing, 700 * (gint64) G_USEC_PER_SEC));
}

/* The flags of the memory that holds an address, as the kernel tells them; NULL: it does not */
static char *
dup_flags (const char *address)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean there = FALSE;

  if (!g_file_get_contents ("/proc/self/smaps", &text, NULL, NULL))
    return NULL;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *end;
      guint64 first = g_ascii_strtoull (lines[i], &end, 16);

      if (end > lines[i] && *end == '-')
        there = first <= (gsize) address && (gsize) address < g_ascii_strtoull (end + 1, NULL, 16);
      else if (there && g_str_has_prefix (lines[i], "VmFlags:"))
        return g_strconcat (lines[i] + strlen ("VmFlags:"), " ", NULL);
    }
  return NULL;
}

/* Neither swapped out nor in what is left of a crash */
static void
test_memory (void)
{
  g_autoptr (SwCredentials) credentials = example_credentials ();
  g_autofree char *flags = dup_flags (sw_credentials_get_secret_key (credentials));

  if (flags == NULL)
    {
      g_test_skip ("The kernel does not tell of memory");
      return;
    }
  g_assert (strstr (flags, " dd ") != NULL);
  /* The sanitizers make nothing of mlock(). */
#ifndef __SANITIZE_ADDRESS__
  struct rlimit limit;

  if (getrlimit (RLIMIT_MEMLOCK, &limit) == 0 && limit.rlim_cur >= 65536)
    g_assert (strstr (flags, " lo ") != NULL);
#endif
}

static void
add_vectors (JsonArray *vectors)
{
  for (guint i = 0; i < json_array_get_length (vectors); i++)
    {
      JsonObject *vector = json_array_get_object_element (vectors, i);
      g_autofree char *path
          = g_strdup_printf ("/aws/signer/vector/%s", json_object_get_string_member (vector, "name"));

      g_test_add_data_func (path, vector, test_vector);
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *file = NULL;

  g_test_init (&argc, &argv, NULL);
  file = g_test_build_filename (G_TEST_DIST, "aws", "data", "signing-vectors.json", NULL);
  json_parser_load_from_file (parser, file, &error);
  g_assert_no_error (error);
  add_vectors (json_node_get_array (json_parser_get_root (parser)));
  for (gsize i = 0; i < G_N_ELEMENTS (traps); i++)
    {
      g_autofree char *path = g_strdup_printf ("/aws/signer/trap/%s", traps[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_trap);
    }
  g_test_add_func ("/aws/signer/headers of one name are joined in order", test_duplicate_headers);
  g_test_add_func ("/aws/credentials/are in locked memory", test_memory);
  g_test_add_func ("/aws/credentials/temporary ones are renewed early", test_credentials);
  return g_test_run ();
}
