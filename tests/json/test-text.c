/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text.h"
#include "json/tree/sw-tree.h"
#include "table.h"

#include <math.h>
#include <string.h>

static void
run_row (const TableRow *row)
{
  const GString *text = table_row_get (row, 1);
  const GString *expected = table_row_get (row, 2);
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *printed = NULL;
  gsize length;

  if (!sw_value_from_text (text->str, (gssize) text->len, SW_TEXT_DEFAULT, &value, &error))
    {
      g_assert_error (error, SW_TEXT_ERROR, SW_TEXT_ERROR_SYNTAX);
      g_assert_cmpint (expected->str[0], ==, '!');
      g_assert_cmpstr (error->message, ==, expected->str + 1);
      g_assert_true (sw_value_is (value, SW_TYPE_UNDEFINED));
      return;
    }

  printed = sw_value_to_text (value, SW_TEXT_DEFAULT, &length);
  g_assert_cmpmem (printed, length, expected->str, expected->len);
  g_assert_cmpuint (sw_value_get_text_length (value), ==, length);
}

/* Placeholders are no JSON, and the tree's business alone. */
static void
run_accept_row (const TableRow *row)
{
  const GString *text = table_row_get (row, 1);
  gboolean expected = table_row_get (row, 2)->str[0] == 'y';
  g_autoptr (SwTree) tree = sw_tree_parse (text->str, (gssize) text->len);
  g_auto (SwValue) value = SW_VALUE_INIT;

  g_assert_cmpint (
      sw_value_from_text (text->str, (gssize) text->len, SW_TEXT_DEFAULT, &value, NULL), ==,
      expected);
  if (strstr (text->str, "${") == NULL)
    g_assert_cmpint (sw_tree_is_valid (tree), ==, expected);
}

static void
test_printed_numbers_have_the_form_of_javascript (void)
{
  static const struct
  {
    double      number;
    const char *text;
  } cases[] = {
    { 0, "0" },
    { -0.0, "0" },
    { 1, "1" },
    { -1.5, "-1.5" },
    { 0.1 + 0.2, "0.30000000000000004" },
    { 1e15, "1000000000000000" },
    { 123456789012345680, "123456789012345680" },
    { 1e20, "100000000000000000000" },
    { 123456789012345678e4, "1.2345678901234568e+21" },
    { 1e21, "1e+21" },
    { 1.5e300, "1.5e+300" },
    { 1e-6, "0.000001" },
    { 1.25e-6, "0.00000125" },
    { 1e-7, "1e-7" },
    { -1.5e-10, "-1.5e-10" },
    { 5e-324, "5e-324" },
    { 9007199254740993.0, "9007199254740992" },
    { 4.35, "4.35" },
    { 1 / 3.0, "0.3333333333333333" },
    { 100.5, "100.5" },
    { INFINITY, "null" },
    { NAN, "null" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      sw_number_print (cases[i].number, out);
      g_assert_cmpstr (out->str, ==, cases[i].text);
    }
}

static void
test_random_doubles_read_back_the_same (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20);

  for (guint i = 0; i < 20000; i++)
    {
      guint64 bits = ((guint64) g_rand_int (random) << 32) | g_rand_int (random);
      g_autoptr (GString) out = g_string_new (NULL);
      double number, back;

      memcpy (&number, &bits, sizeof number);
      if (!isfinite (number))
        continue;

      sw_number_print (number, out);
      back = g_ascii_strtod (out->str, NULL);
      g_assert_true (back == number);
    }
}

static void
test_pretty_text_has_two_spaces (void)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autofree char *text = NULL;

  g_assert_true (
      sw_value_from_text ("{\"a\":[1,{}],\"b\":{\"c\":[]}}", -1, SW_TEXT_DEFAULT, &value, NULL));
  text = sw_value_to_text (value, SW_TEXT_PRETTY, NULL);
  g_assert_cmpstr (text, ==,
                   "{\n"
                   "  \"a\": [\n"
                   "    1,\n"
                   "    {}\n"
                   "  ],\n"
                   "  \"b\": {\n"
                   "    \"c\": []\n"
                   "  }\n"
                   "}");
}

static char *
make_nested (guint depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, i % 2 ? "{\"a]\\\"\":" : "[");
  g_string_append (text, "1");
  for (guint i = depth; i-- > 0;)
    g_string_append_c (text, i % 2 ? '}' : ']');

  return g_string_free_and_steal (text);
}

static void
test_depth_is_limited_and_told (void)
{
  g_autofree char *deepest = make_nested (SW_TEXT_MAX_DEPTH);
  g_autofree char *deeper = make_nested (SW_TEXT_MAX_DEPTH + 1);
  g_autofree char *far_deeper = make_nested (200000);
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) far_error = NULL;
  g_autofree char *place = NULL;

  g_assert_true (sw_value_from_text (deepest, -1, SW_TEXT_DEFAULT, &value, NULL));
  g_assert_false (sw_value_from_text (deeper, -1, SW_TEXT_DEFAULT, &value, &error));
  g_assert_error (error, SW_TEXT_ERROR, SW_TEXT_ERROR_DEPTH);
  place = g_strdup_printf ("(byte %d)", SW_TEXT_MAX_DEPTH / 2 * (1 + 8));
  g_assert_nonnull (strstr (error->message, place));
  g_assert_false (sw_value_from_text (far_deeper, -1, SW_TEXT_DEFAULT, &value, &far_error));
  g_assert_error (far_error, SW_TEXT_ERROR, SW_TEXT_ERROR_DEPTH);
}

static void
test_a_payload_is_bounded (void)
{
  g_autofree char *deepest = make_nested (SW_PAYLOAD_MAX_DEPTH);
  g_autofree char *deeper = make_nested (SW_PAYLOAD_MAX_DEPTH + 1);
  g_autofree char *letters = g_strnfill (SW_PAYLOAD_MAX_BYTES - 2, 'x');
  g_auto (SwValue) value = SW_VALUE_INIT, longest = sw_value_new_string (letters), list = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL, value_error = NULL, size_error = NULL;

  g_assert_true (sw_value_from_text (deepest, -1, SW_TEXT_PAYLOAD, &value, NULL));
  g_assert_true (sw_payload_check (value, NULL));
  sw_value_clear (&value);
  g_assert_false (sw_value_from_text (deeper, -1, SW_TEXT_PAYLOAD, &value, &error));
  g_assert_error (error, SW_TEXT_ERROR, SW_TEXT_ERROR_DEPTH);
  g_assert_cmpstr (error->message, ==,
                   "Line 1, column 577 (byte 576): Arrays and objects are nested more than 128 deep "
                   "here.");
  g_assert_true (sw_value_from_text (deeper, -1, SW_TEXT_DEFAULT, &value, NULL));
  g_assert_false (sw_payload_check (value, &value_error));
  g_assert_error (value_error, SW_TEXT_ERROR, SW_TEXT_ERROR_DEPTH);

  g_assert_true (sw_payload_check (longest, NULL));
  list = sw_value_new_array (1);
  sw_value_append (&list, sw_value_ref (longest));
  g_assert_false (sw_payload_check (list, &size_error));
  g_assert_error (size_error, SW_TEXT_ERROR, SW_TEXT_ERROR_SIZE);
}

static void
test_repeated_members_are_reported_on_demand (void)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  g_assert_false (sw_value_from_text ("{\"x\": [{\"a\": 1,\n\"b\": 2, \"a\": 3}]}", -1,
                                      SW_TEXT_REPORT_DUPLICATES, &value, &error));
  g_assert_error (error, SW_TEXT_ERROR, SW_TEXT_ERROR_DUPLICATE);
  g_assert_true (g_str_has_prefix (error->message, "Line 2, column 9 (byte 24): The name \"a\""));
}

static void
test_a_text_without_a_nul_is_not_read_beyond (void)
{
  g_autofree char *text = g_memdup2 ("[1,\r", 4);
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  g_assert_false (sw_value_from_text (text, 4, SW_TEXT_DEFAULT, &value, &error));
  g_assert_error (error, SW_TEXT_ERROR, SW_TEXT_ERROR_SYNTAX);
  g_assert_true (g_str_has_prefix (error->message, "Line 1, column 1 (byte 0)"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  table_add_tests ("text.txt", "/json/text/row", 3, run_row);
  table_add_tests ("accept.txt", "/json/text/accept", 3, run_accept_row);
  g_test_add_func ("/json/text/numbers-have-the-form-of-javascript",
                   test_printed_numbers_have_the_form_of_javascript);
  g_test_add_func ("/json/text/random-doubles-read-back-the-same",
                   test_random_doubles_read_back_the_same);
  g_test_add_func ("/json/text/pretty-text-has-two-spaces", test_pretty_text_has_two_spaces);
  g_test_add_func ("/json/text/depth-is-limited-and-told", test_depth_is_limited_and_told);
  g_test_add_func ("/json/text/a-payload-is-bounded", test_a_payload_is_bounded);
  g_test_add_func ("/json/text/repeated-members-are-reported-on-demand",
                   test_repeated_members_are_reported_on_demand);
  g_test_add_func ("/json/text/a-text-without-a-nul-is-not-read-beyond",
                   test_a_text_without_a_nul_is_not_read_beyond);
  return g_test_run ();
}
