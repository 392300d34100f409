/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "json/sw-text.h"
#include "query/jsonata/sw-jsonata.h"

#include <string.h>

/* The first line is an expression, the rest the document it is evaluated over, within small limits.
 */

const char *const fuzz_seeds[] = {
  "$sum(order.items[price > 10].(price * qty)) & ' "
  "EUR'\n{\"order\":{\"items\":[{\"price\":20,\"qty\":2}]}}",
  "order.items@$i.names#$n[$i.id = $n].{'a': %.%.id, 'b': "
  "$$}\n{\"order\":{\"items\":[{\"id\":0,\"names\":[1]}]}}",
  "a^(>b, <c.d){k: "
  "$count(v)}\n{\"a\":[{\"b\":1,\"c\":{\"d\":2},\"k\":\"x\",\"v\":1},{\"b\":3,\"k\":\"x\"}]}",
  "($f := function($x, $y)<nn?:n>{ $x <= 1 ? 1 : $x * $f($x - 1) }; $map([1..5], $f) ~> "
  "$reverse)\n1",
  "$ ~> |a.b|{'c': d + 1}, ['e','f']|\n{\"a\":{\"b\":[{\"d\":1,\"e\":2}]}}",
  "$replace(s, /(a+)(b)?/i, '$2-$1$$', 2) & $match(s, /./)[0].match\n{\"s\":\"aabAAb\\u00e9\"}",
  "$formatNumber(n, '#,##0.00;(00e0)', {'decimal-separator': '!'}) & $formatInteger(n, "
  "'Ww;o')\n{\"n\":-1234.5}",
  "$fromMillis(n, '[FNn,3-3] [D1o] [MN] [Y,2-2] [H#1]:[m01] [Z01:01t]', "
  "'+0530')\n{\"n\":1521801216617}",
  "$toMillis(s, '[D1o] [MNn] [Y0001]') + $parseInteger('twelve', 'w')\n{\"s\":\"3rd March 2020\"}",
  "$partition($range(0, 9, 2), 2) ~> $append($hash('x', 'MD5')) ~> $string()\n{}",
  "**.a[[0..1]].*[-1][$ in ['x', null]][]\n{\"a\":{\"a\":[[\"x\"],null]}}",
  "$spread($merge([a, {'b': function($v){$v}}])) ~> $keys ~> $join(',')\n{\"a\":{\"x\":1}}",
  "$sort(a, function($l, $r){ $l.v > $r.v }) ~> $zip($shuffle([1,2]), "
  "$distinct([1,1]))\n{\"a\":[{\"v\":2},{\"v\":1}]}",
  "/* c */ $substring(?, 1)(`odd name`) & $encodeUrl('\\ud800') & $base64decode('aGk=')\n{\"odd "
  "name\":\"abc\"}",
  NULL,
};

static guint64
next_random (gpointer user_data)
{
  guint64 *state = user_data;

  return *state += G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
}

static void
use (SwJsonata *expression,
     SwValue    document)
{
  guint64 seed = 1;
  SwJsonataScope scope = {
    .input = document,
    .bindings = document,
    .now = 1521801216617000,
    .random = next_random,
    .random_data = &seed,
    .limits = { .bytes = 100000, .steps = 20000 },
  };
  g_auto (SwValue) result = SW_VALUE_INIT;
  g_auto (SwJsonataError) error = { 0 };

  if (!sw_jsonata_evaluate (expression, &scope, &result, &error))
    g_assert_nonnull (error.message);
  else if (!sw_value_is (result, SW_TYPE_UNDEFINED) && !sw_value_is (result, SW_TYPE_OPAQUE))
    fuzz_print (result);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const char *text = (const char *) data;
  const char *line_end = size > 0 ? memchr (text, '\n', size) : NULL;
  size_t length = line_end != NULL ? (size_t) (line_end - text) : size;
  size_t rest = line_end != NULL ? length + 1 : size;
  g_auto (SwJsonataError) error = { 0 };
  g_autoptr (SwJsonata) expression = sw_jsonata_new (text, (gssize) length, &error);
  g_auto (SwValue) document = SW_VALUE_INIT;

  g_assert_true ((expression != NULL) != (error.message != NULL));
  if (expression == NULL)
    return 0;

  g_assert_cmpmem (sw_jsonata_get_text (expression), length, text, length);
  if (!sw_value_from_text (text + rest, (gssize) (size - rest), SW_TEXT_DEFAULT, &document, NULL))
    sw_value_from_text (
        "{\"a\":[{\"b\":1,\"c\":\"x\"},[1,2,3],null],\"b\":{\"a\":[]},\"s\":\"a\\u00e9\"}", -1,
        SW_TEXT_DEFAULT, &document, NULL);
  use (expression, document);
  return 0;
}
