/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cases.h"

#include "query/jsonata/sw-jsonata.h"

/* The document that the rows of jsonata.json read, unless they bring their own */
static const char document[] =
    "{\"a\":[1,2,3,[4,5]],"
    "\"o\":[{\"n\":\"x\",\"v\":3},{\"n\":\"y\",\"v\":1},{\"n\":\"x\",\"v\":2}],"
    "\"s\":\"h\u00e9llo w\u00f6rld \U0001F600\",\"n\":12345.678,"
    "\"t\":{\"u\":{\"v\":1,\"w\":[1,2]}}}";

static SwValue shared_document;

static gboolean
evaluate (const char      *text,
          SwValue          input,
          SwJsonataLimits  limits,
          SwValue         *result,
          SwJsonataError  *error)
{
  SwJsonataScope scope = { .input = input, .limits = limits, .now = 1521801216617000 };
  g_autoptr (SwJsonata) expression = sw_jsonata_new (text, -1, error);

  return expression != NULL && sw_jsonata_evaluate (expression, &scope, result, error);
}

/* { name, expression, input, value | code, message | nothing | function } */
static void
run_evaluation (SwValue test)
{
  const char *text = sw_value_get_text (sw_value_get_member (test, "expression"), NULL);
  SwValue input = sw_value_get_member (test, "input");
  SwValue code = sw_value_get_member (test, "code");
  SwValue message = sw_value_get_member (test, "message");
  g_auto (SwValue) result = SW_VALUE_INIT;
  g_auto (SwJsonataError) error = { 0 };

  if (sw_value_is (input, SW_TYPE_UNDEFINED))
    input = shared_document;
  if (!evaluate (text, input, (SwJsonataLimits) { 0 }, &result, &error))
    {
      g_assert_cmpstr (error.code, ==,
                       sw_value_is (code, SW_TYPE_STRING) ? sw_value_get_text (code, NULL)
                                                          : "no error");
      if (sw_value_is (message, SW_TYPE_STRING))
        g_assert_cmpstr (error.message, ==, sw_value_get_text (message, NULL));
    }
  else if (sw_value_get_boolean (sw_value_get_member (test, "nothing")))
    g_assert_cmpint (result.type, ==, SW_TYPE_UNDEFINED);
  else if (sw_value_get_boolean (sw_value_get_member (test, "function")))
    g_assert_cmpint (result.type, ==, SW_TYPE_OPAQUE);
  else
    {
      g_assert_cmpint (code.type, ==, SW_TYPE_UNDEFINED);
      assert_value (result, sw_value_get_member (test, "value"));
    }
}

static char *
dup_sum (guint terms)
{
  GString *text = g_string_new ("1");

  for (guint i = 1; i < terms; i++)
    g_string_append (text, "+1");

  return g_string_free (text, FALSE);
}

/* Recorded on AWS: a sum of 100 terms is evaluated, one of 101 is not. */
static void
test_depth_ends_where_it_does_on_aws (void)
{
  g_autofree char *good = dup_sum (100);
  g_autofree char *bad = dup_sum (101);
  g_auto (SwValue) result = SW_VALUE_INIT;
  g_auto (SwJsonataError) error = { 0 };

  g_assert_true (evaluate (good, SW_VALUE_INIT, (SwJsonataLimits) { 0 }, &result, &error));
  g_assert_cmpfloat (sw_value_get_number (result), ==, 100);
  g_assert_false (evaluate (bad, SW_VALUE_INIT, (SwJsonataLimits) { 0 }, &result, &error));
  g_assert_true (g_str_has_prefix (error.message, "Stack overflow error"));
}

/* Recorded on AWS: ($f:=function($n){$n=0?0:1+$f($n-1)};$f(n)) takes 3n+5 levels; tail calls take
 * none. */
static void
test_recursion_costs_what_it_does_on_aws (void)
{
  static const char plain[] = "($f:=function($n){$n=0?0:1+$f($n-1)};$f(%u))";
  static const char tail[] = "($f:=function($n,$t){$n=0?$t:$f($n-1,$t+1)};$f(5000,0))";
  g_auto (SwValue) result = SW_VALUE_INIT;
  g_auto (SwJsonataError) error = { 0 };
  g_autofree char *good = g_strdup_printf (plain, 31);
  g_autofree char *bad = g_strdup_printf (plain, 33);

  g_assert_true (evaluate (good, SW_VALUE_INIT, (SwJsonataLimits) { 0 }, &result, &error));
  g_assert_cmpfloat (sw_value_get_number (result), ==, 31);
  g_assert_false (evaluate (bad, SW_VALUE_INIT, (SwJsonataLimits) { 0 }, &result, &error));
  sw_jsonata_error_clear (&error);
  g_assert_true (evaluate (tail, SW_VALUE_INIT, (SwJsonataLimits) { 0 }, &result, &error));
  g_assert_cmpfloat (sw_value_get_number (result), ==, 5000);
}

/* Each of these would run for ever, or eat all memory; each must end within the bounds. */
static void
test_runaways_are_stopped (void)
{
  static const char *const runaways[] = {
    "($f := function(){$f()}; $f())",
    "($f := function($n){1 + $f($n)}; $f(1))",
    "[1..873783]",
    "[1..9999999]",
    "$map([1..1000000], function($v){[1..1000]})",
    "$pad('x', 999999999)",
    "($d := function($s, $n){$n = 0 ? $s : $d($s & $s, $n - 1)}; $d('x', 40))",
    "$replace('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', /^(a+)+$/, '')",
    "($g := function($a){$g($append($a, $a))}; $g([1]))",
    "$range(0, 1, 0.0000000001)",
    "$join($split($pad('', 100000, 'a,'), ',') ~> $map(function($v){$pad('', 1000, 'b')}))",
  };

  for (guint i = 0; i < G_N_ELEMENTS (runaways); i++)
    {
      g_auto (SwValue) result = SW_VALUE_INIT;
      g_auto (SwJsonataError) error = { 0 };

      g_test_message ("%s", runaways[i]);
      g_assert_false (evaluate (runaways[i], SW_VALUE_INIT, (SwJsonataLimits) { .steps = 2000000 },
                                &result, &error));
      g_assert_nonnull (error.message);
    }
}

/* Recorded on AWS: an array of 873,782 numbers is the largest. */
static void
test_the_largest_array_is_made (void)
{
  g_auto (SwValue) result = SW_VALUE_INIT;
  g_auto (SwJsonataError) error = { 0 };

  g_assert_true (
      evaluate ("$count([1..873782])", SW_VALUE_INIT, (SwJsonataLimits) { 0 }, &result, &error));
  g_assert_cmpfloat (sw_value_get_number (result), ==, 873782);
}

static void
test_deeply_nested_text_is_refused (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (SwJsonataError) error = { 0 };

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, '(');
  g_assert_null (sw_jsonata_new (text->str, (gssize) text->len, &error));
}

static void
test_a_selected_value_is_shared (void)
{
  g_auto (SwValue) result = SW_VALUE_INIT;
  g_auto (SwJsonataError) error = { 0 };

  g_assert_true (evaluate ("t.u", shared_document, (SwJsonataLimits) { 0 }, &result, &error));
  g_assert_true (sw_value_same_box (
      result, sw_value_get_member (sw_value_get_member (shared_document, "t"), "u")));
}

static void
test_a_function_may_outlive_its_evaluation (void)
{
  g_auto (SwValue) result = SW_VALUE_INIT;
  g_auto (SwJsonataError) error = { 0 };

  g_assert_true (evaluate ("($x := 1; function($y){$x + $y})", SW_VALUE_INIT,
                           (SwJsonataLimits) { 0 }, &result, &error));
  g_assert_cmpint (result.type, ==, SW_TYPE_OPAQUE);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_assert_true (sw_value_from_text (document, -1, SW_TEXT_DEFAULT, &shared_document, NULL));

  cases_add ("jsonata.json", "/query/jsonata", run_evaluation);
  g_test_add_func ("/query/jsonata/depth-ends-where-it-does-on-aws",
                   test_depth_ends_where_it_does_on_aws);
  g_test_add_func ("/query/jsonata/recursion-costs-what-it-does-on-aws",
                   test_recursion_costs_what_it_does_on_aws);
  g_test_add_func ("/query/jsonata/runaways-are-stopped", test_runaways_are_stopped);
  g_test_add_func ("/query/jsonata/the-largest-array-is-made", test_the_largest_array_is_made);
  g_test_add_func ("/query/jsonata/deeply-nested-text-is-refused",
                   test_deeply_nested_text_is_refused);
  g_test_add_func ("/query/jsonata/a-selected-value-is-shared", test_a_selected_value_is_shared);
  g_test_add_func ("/query/jsonata/a-function-may-outlive-its-evaluation",
                   test_a_function_may_outlive_its_evaluation);

  status = g_test_run ();
  sw_value_clear (&shared_document);
  return status;
}
