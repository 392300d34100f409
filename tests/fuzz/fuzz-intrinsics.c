/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "json/sw-text.h"
#include "query/sw-payload-template.h"

/* The input is an expression as it stands behind a "x.$" member. */

const char *const fuzz_seeds[] = {
  "States.Format('Hello {}, it\\'s {} \\{\\}', $.name, 1.5)",
  "States.ArrayGetItem(States.StringSplit($.text, '-'),"
  " States.MathAdd(States.ArrayLength($.list), -3))",
  "States.ArrayPartition(States.ArrayRange(0, 90, 3), 4)",
  "States.ArrayUnique(States.Array(1, '1', null, true, $.object, $$.Execution, $v.x))",
  "States.JsonMerge(States.StringToJson('{\"a\": [1, 2]}'), $.object, false)",
  "States.Base64Decode(States.Base64Encode($.text))",
  "States.Hash(States.JsonToString($), 'SHA-384')",
  "States.MathRandom(1, 1000, 42)",
  "States.ArrayContains($.list[?(@ > 1)], $.list.length())",
  "$v['x'][0]",
  "$$.Execution.Name",
  NULL,
};

static guint64
next_random (gpointer user_data)
{
  return G_GUINT64_CONSTANT (0xfedcba9876543210);
}

static void
read_value (SwValue    *value,
            const char *text)
{
  g_assert_true (sw_value_from_text (text, -1, SW_TEXT_DEFAULT, value, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwPayloadTemplate) template = sw_payload_template_new_path (text, &error);
  g_auto (SwValue) input = SW_VALUE_INIT;
  g_auto (SwValue) context = SW_VALUE_INIT;
  g_auto (SwValue) variables = SW_VALUE_INIT;
  g_auto (SwValue) result = SW_VALUE_INIT;
  SwQueryScope scope = { .random = next_random };

  g_assert_true ((template != NULL) != (error != NULL));
  if (template == NULL)
    return 0;

  read_value (&input, "{\"name\":\"Ada\",\"text\":\"a-b-\\u0000c\",\"list\":[1,2.5,3],"
                      "\"object\":{\"a\":{\"b\":[]}}}");
  read_value (&context, "{\"Execution\":{\"Name\":\"n\"}}");
  read_value (&variables, "{\"v\":{\"x\":[1]}}");
  scope.input = input;
  scope.context = context;
  scope.variables = variables;
  if (sw_payload_template_evaluate (template, &scope, &result, NULL, &error))
    {
      /* In a definition it is UTF-8; what it makes has its texts. */
      if (g_utf8_validate (text, -1, NULL))
        fuzz_print (result);
    }
  else
    g_assert_nonnull (error);

  return 0;
}
