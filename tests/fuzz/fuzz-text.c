/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "json/sw-text.h"

/* The input is JSON, perhaps. What is read prints as JSON of the same value, and printing it again
 * changes nothing. */

const char *const fuzz_seeds[] = {
  "{\"a\": [1, -0, 1.0, 1e400, 123456789012345678901, 5e-324, 0.1], \"b\": {\"\": null}, \"a\": "
  "true}",
  "[\"\\u0000\\ud83d\\ude00\\ud83d\\\\ \xc3\xa9\xf0\x9f\x98\x80\\b\\f\\n\\r\\t\\/\\\"\", false, "
  "[[[[[]]]]]]",
  "\xef\xbb\xbf {\"x\" : \"y\"} ",
  "[1 2",
  "{'a': tru}",
  "9007199254740993",
  /* What other readers may take, and JSON is not */
  "[1,]",
  "{\"a\":1,}",
  "[01]",
  "[1.]",
  "[.5]",
  "[+1]",
  "[NaN]",
  "[Infinity]",
  "['a']",
  "[1] 2",
  "[\"\t\"]",
  "[\"\\x41\"]",
  "// c\n[1]",
  "{a:1}",
  "[1]\f",
  "[\"\xed\xa0\x80\"]",
  NULL,
};

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_auto (SwValue) again = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *printed = NULL;
  g_autofree char *printed_again = NULL;
  g_autofree char *pretty = NULL;
  gsize length, length_again;

  if (!sw_value_from_text ((const char *) data, (gssize) size, SW_TEXT_DEFAULT, &value, &error))
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      if (error->code == SW_TEXT_ERROR_SYNTAX)
        fuzz_printed ((const char *) data, size, NULL, 0);
      return 0;
    }

  printed = sw_value_to_text (value, SW_TEXT_DEFAULT, &length);
  g_assert_true (g_utf8_validate (printed, (gssize) length, NULL));
  g_assert_cmpuint (sw_value_get_text_length (value), ==, length);
  g_assert_true (sw_value_from_text (printed, (gssize) length, SW_TEXT_DEFAULT, &again, NULL));
  g_assert_true (sw_value_equal (value, again));
  printed_again = sw_value_to_text (again, SW_TEXT_DEFAULT, &length_again);
  g_assert_cmpmem (printed, length, printed_again, length_again);

  fuzz_printed ((const char *) data, size, printed, length);
  pretty = sw_value_to_text (value, SW_TEXT_PRETTY, &length);
  fuzz_printed ((const char *) data, size, pretty, length);
  return 0;
}
