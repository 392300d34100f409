/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "aws/sw-signer.h"

#include <string.h>

/* Lines: path, query, a header's name, its value. Their canonical form has a line for each part, is
 * the same when the parameters come in another order, and does not change when it is made of
 * itself. */

const char *const fuzz_seeds[] = {
  "/a/../b//c\nParam-3=3&Param=2&Param=1\nX-Thing\n a  b ",
  "/functions/arn%3Aaws%3Alambda/invocations\nQualifier=%24LATEST&&x\nHost\n127.0.0.1:80",
  "\n=&=%&%4=%zz\n\n",
  "/%E1%88%B4/+*'\n%E1%88%B4=1+2\nx\n,",
  NULL,
};

static char *
dup_canonical (char      **lines,
               const char *path,
               const char *query,
               gboolean    once)
{
  SwHeader header = { lines[2], lines[3] };
  SwSigningRequest request = { "GET", path, query, &header, 1, "hash" };

  return sw_signer_dup_canonical (&request, once);
}

static char *
dup_reversed (const char *query)
{
  g_auto (GStrv) parts = g_strsplit (query, "&", -1);
  guint n = g_strv_length (parts);

  for (guint i = 0; i < n / 2; i++)
    {
      char *part = parts[i];

      parts[i] = parts[n - 1 - i];
      parts[n - 1 - i] = part;
    }
  return g_strjoinv ("&", parts);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 4);
  g_auto (GStrv) canonical = NULL, again = NULL;
  g_autofree char *first = NULL, *reversed = NULL, *second = NULL, *third = NULL;

  if (g_strv_length (lines) < 4 || strchr (lines[3], '\n') != NULL)
    return 0;
  first = dup_canonical (lines, lines[0], lines[1], FALSE);
  canonical = g_strsplit (first, "\n", -1);
  g_assert_cmpuint (g_strv_length (canonical), ==, 7);
  g_assert (canonical[1][0] == '/');
  reversed = dup_reversed (lines[1]);
  second = dup_canonical (lines, lines[0], reversed, FALSE);
  g_assert_cmpstr (first, ==, second);
  third = dup_canonical (lines, canonical[1], canonical[2], TRUE);
  again = g_strsplit (third, "\n", -1);
  g_assert_cmpstr (again[1], ==, canonical[1]);
  g_assert_cmpstr (again[2], ==, canonical[2]);
  return 0;
}
