/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cases.h"

#include "query/intrinsics/sw-java-random.h"
#include "query/sw-payload-template.h"

#include <string.h>

/* Not random at all: 0x0123456789abcdef, over and over */
static guint64
next_fixed (gpointer user_data)
{
  return G_GUINT64_CONSTANT (0x0123456789abcdef);
}

static SwQueryScope
scope_of (SwValue test)
{
  return (SwQueryScope) {
    .input = sw_value_get_member (test, "input"),
    .context = sw_value_get_member (test, "context"),
    .variables = sw_value_get_member (test, "variables"),
    .random = next_fixed,
  };
}

/* { name, template | path, input, context, variables, value | error, message, field } */
static void
run_case (SwValue test)
{
  SwValue path = sw_value_get_member (test, "path");
  SwValue field_told = sw_value_get_member (test, "field");
  SwQueryScope scope = scope_of (test);
  g_autoptr (SwPayloadTemplate) template = NULL;
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autofree char *field = NULL;
  g_autoptr (GError) error = NULL;

  template = sw_value_is (path, SW_TYPE_STRING)
                 ? sw_payload_template_new_path (sw_value_get_text (path, NULL), &error)
                 : sw_payload_template_new (sw_value_get_member (test, "template"), &error);
  if (template != NULL && sw_payload_template_evaluate (template, &scope, &value, &field, &error))
    {
      g_assert_null (field);
      assert_value (value, sw_value_get_member (test, "value"));
      return;
    }

  assert_failure (error, test);
  g_assert_cmpstr (field, ==,
                   sw_value_is (field_told, SW_TYPE_STRING) ? sw_value_get_text (field_told, NULL)
                                                            : NULL);
}

static SwPayloadTemplate *
compile (const char *text,
         SwValue    *value)
{
  g_autoptr (GError) error = NULL;
  SwPayloadTemplate *template;

  sw_value_from_text (text, -1, SW_TEXT_DEFAULT, value, &error);
  g_assert_no_error (error);
  template = sw_payload_template_new (*value, &error);
  g_assert_no_error (error);
  return template;
}

static void
test_a_template_without_expressions_is_given_back (void)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_auto (SwValue) result = SW_VALUE_INIT;
  g_autoptr (SwPayloadTemplate) template = compile ("{\"a\":[{\"b\":\"$.c\"}]}", &value);
  SwQueryScope scope = { .input = SW_VALUE_NULL };

  g_assert_true (sw_payload_template_is_constant (template));
  g_assert_true (sw_payload_template_evaluate (template, &scope, &result, NULL, NULL));
  g_assert_true (sw_value_same_box (result, value));
}

static void
test_constant_parts_are_shared (void)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_auto (SwValue) result = SW_VALUE_INIT;
  g_autoptr (SwPayloadTemplate) template = compile ("{\"a\":[1],\"b.$\":\"$\"}", &value);
  SwQueryScope scope = { .input = value };

  g_assert_false (sw_payload_template_is_constant (template));
  g_assert_true (sw_payload_template_evaluate (template, &scope, &result, NULL, NULL));
  g_assert_true (sw_value_same_box (sw_value_get_member (result, "a"),
                                    sw_value_get_member (value, "a")));
  g_assert_true (sw_value_same_box (sw_value_get_member (result, "b"), value));
}

static SwValue
evaluate_over (const char *path,
               SwValue     input,
               GError    **error)
{
  g_autoptr (SwPayloadTemplate) template = sw_payload_template_new_path (path, error);
  SwQueryScope scope = { .input = input };
  SwValue result = SW_VALUE_INIT;

  g_assert_nonnull (template);
  sw_payload_template_evaluate (template, &scope, &result, NULL, error);
  return result;
}

/* Each value may be as large as it likes to be on its own, but not all of a template's together. */
static void
test_the_values_of_a_template_are_bounded (void)
{
  const gsize size = 1024 * 1024;
  g_autofree char *text = g_strnfill (size, 'a');
  g_auto (SwValue) input = sw_value_new_string_len (text, (gssize) size);
  g_autoptr (GString) definition = g_string_new ("{\"a\":0");
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_auto (SwValue) result = SW_VALUE_INIT;
  g_autoptr (SwPayloadTemplate) template = NULL;
  g_autofree char *field = NULL;
  g_autoptr (GError) error = NULL;
  SwQueryScope scope = { .input = input };

  for (gsize i = 0; i < SW_PAYLOAD_TEMPLATE_MAX_BYTES / size + 1; i++)
    g_string_append_printf (definition, ",\"m%d.$\":\"$\"", (int) i);
  g_string_append_c (definition, '}');
  template = compile (definition->str, &value);
  g_assert_false (sw_payload_template_evaluate (template, &scope, &result, &field, &error));
  g_assert_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_LIMIT);
  g_assert_cmpstr (field, ==, "m64.$");
  g_assert_true (strstr (error->message, "The JSONPath '$' specified for the field 'm64.$'") != NULL);
}

static void
test_texts_of_10000_characters_are_the_longest_to_hash (void)
{
  static const char *const calls[]
      = { "States.Hash($, 'MD5')", "States.Base64Encode($)", "States.Base64Decode($)" };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char *text = g_strnfill (10001, 'a');
      g_auto (SwValue) longer = sw_value_new_string (text);
      g_auto (SwValue) longest = sw_value_new_string (text + 1);
      g_autoptr (GError) error = NULL;
      g_auto (SwValue) fine = evaluate_over (calls[i], longest, &error);
      g_auto (SwValue) refused = SW_VALUE_INIT;

      g_assert_no_error (error);
      g_assert_true (sw_value_is (fine, SW_TYPE_STRING));
      refused = evaluate_over (calls[i], longer, &error);
      g_assert_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_INTRINSIC);
      g_assert_true (sw_value_is (refused, SW_TYPE_UNDEFINED));
    }
}

static void
test_texts_of_shared_values_are_bounded (void)
{
  static const char *const calls[] = { "States.JsonToString($)", "States.Format('{}', $)" };
  g_auto (SwValue) value = sw_value_new_string ("0123456789abcdef");

  /* 2^30 times the text, out of thirty arrays */
  for (guint i = 0; i < 30; i++)
    {
      SwValue pair = sw_value_new_array (2);

      sw_value_append (&pair, sw_value_ref (value));
      sw_value_append (&pair, sw_value_ref (value));
      sw_value_set (&value, pair);
    }

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (SwValue) refused = evaluate_over (calls[i], value, &error);

      g_assert_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_INTRINSIC);
      g_assert_true (sw_value_is (refused, SW_TYPE_UNDEFINED));
    }
}

static void
test_random_numbers_need_a_source (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (SwValue) refused = evaluate_over ("States.UUID()", SW_VALUE_NULL, &error);

  g_assert_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_INTRINSIC);
  g_assert_true (sw_value_is (refused, SW_TYPE_UNDEFINED));
}

static void
test_seeds_give_the_numbers_of_java (void)
{
  SwJavaRandom random;

  /* recorded on AWS: $random(42) */
  sw_java_random_init (&random, 42);
  g_assert_cmpfloat (sw_java_random_next_double (&random), ==, 0.7275636800328681);

  /* new Random (42).nextInt (10), five times, as Java documents the algorithm */
  sw_java_random_init (&random, 42);
  g_assert_cmpint (sw_java_random_next_int (&random, 10), ==, 0);
  g_assert_cmpint (sw_java_random_next_int (&random, 10), ==, 3);
  g_assert_cmpint (sw_java_random_next_int (&random, 10), ==, 8);
  g_assert_cmpint (sw_java_random_next_int (&random, 10), ==, 4);
  g_assert_cmpint (sw_java_random_next_int (&random, 10), ==, 0);
  for (guint i = 0; i < 1000; i++)
    g_assert_cmpint (sw_java_random_next_int (&random, 1 << 30), >=, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  cases_add ("templates.json", "/query/template", run_case);
  cases_add ("intrinsics.json", "/query/intrinsic", run_case);
  g_test_add_func ("/query/template/a-template-without-expressions-is-given-back",
                   test_a_template_without_expressions_is_given_back);
  g_test_add_func ("/query/template/constant-parts-are-shared", test_constant_parts_are_shared);
  g_test_add_func ("/query/intrinsic/texts-of-10000-characters-are-the-longest-to-hash",
                   test_texts_of_10000_characters_are_the_longest_to_hash);
  g_test_add_func ("/query/template/its-values-are-bounded",
                   test_the_values_of_a_template_are_bounded);
  g_test_add_func ("/query/intrinsic/texts-of-shared-values-are-bounded",
                   test_texts_of_shared_values_are_bounded);
  g_test_add_func ("/query/intrinsic/random-numbers-need-a-source",
                   test_random_numbers_need_a_source);
  g_test_add_func ("/query/intrinsic/seeds-give-the-numbers-of-java",
                   test_seeds_give_the_numbers_of_java);

  return g_test_run ();
}
