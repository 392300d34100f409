/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "json/sw-text.h"
#include "query/jsonpath/sw-jsonpath.h"

#include <string.h>

/* The first line is a path, the rest the document it is evaluated and written over. */

const char *const fuzz_seeds[] = {
  "$.store.book[?(@.price < 10 && @.category == 'fiction')].title\n"
  "{\"store\":{\"book\":[{\"price\":8,\"category\":\"fiction\",\"title\":\"x\"}]}}",
  "$..book[-2:]['title','price']\n{\"book\":[{\"title\":1},{\"price\":2}]}",
  "$.items[?(@.n =~ /A.*/i || !(@.tags size 1))][0,2]\n{\"items\":[{\"n\":\"a\",\"tags\":[1]}]}",
  "$['a\\u00e9\\n'][\"b\"].*..c.length()\n{\"a\":{\"b\":[{\"c\":[1,2]}]}}",
  "$..price.max(1, $.a, {\"b\": [1]})\n[{\"price\":1.5},{\"price\":\"2\"}]",
  "$[?(@.a in ['x', \"y\"] && $.b[0].c subsetof [1,2] || @ empty true)]\n[{\"a\":\"x\"},[]]",
  "$.a.b[1].c\n{\"a\":{\"b\":[1,{\"c\":2}]}}",
  NULL,
};

static SwValue
read_document (const char *text,
               size_t      length)
{
  SwValue document = SW_VALUE_INIT;

  if (!sw_value_from_text (text, (gssize) length, SW_TEXT_DEFAULT, &document, NULL))
    sw_value_from_text ("{\"a\":[{\"b\":1,\"c\":\"x\"},[1,2,3],null],\"b\":{\"a\":[]}}", -1,
                        SW_TEXT_DEFAULT, &document, NULL);
  return document;
}

static void
use (SwJsonPath *path,
     SwValue     document,
     gboolean    printable)
{
  g_autofree char *normalized = sw_json_path_dup_normalized (path);
  g_autoptr (GError) error = NULL;
  g_auto (SwValue) found = SW_VALUE_INIT;
  g_auto (SwValue) written = SW_VALUE_INIT;

  g_assert_nonnull (normalized);
  if (sw_json_path_evaluate (path, document, NULL, &found, &error))
    g_assert_true (!sw_value_is (found, SW_TYPE_UNDEFINED));
  else
    g_assert_nonnull (error);
  g_clear_error (&error);

  if (sw_json_path_write (path, document, SW_VALUE_NULL, &written, &error))
    {
      g_auto (SwValue) back = SW_VALUE_INIT;

      g_assert_true (sw_json_path_evaluate (path, written, NULL, &back, NULL));
      g_assert_true (sw_value_is (back, SW_TYPE_NULL));
      if (printable)
        fuzz_print (written);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const char *text = (const char *) data;
  const char *line_end = size > 0 ? memchr (text, '\n', size) : NULL;
  size_t path_length = line_end != NULL ? (size_t) (line_end - text) : size;
  size_t rest = line_end != NULL ? path_length + 1 : size;
  g_autoptr (GError) error = NULL;
  g_autoptr (SwJsonPath) path = sw_json_path_new_len (text, path_length, &error);
  g_auto (SwValue) document = SW_VALUE_INIT;

  g_assert_true ((path != NULL) != (error != NULL));
  if (path == NULL)
    return 0;

  document = read_document (text + rest, size - rest);
  /* In a definition a path is UTF-8; what it writes has its names. */
  use (path, document, g_utf8_validate_len (text, path_length, NULL));
  return 0;
}
