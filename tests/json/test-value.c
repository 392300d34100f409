/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text.h"
#include "json/value/sw-value-private.h"

#include <string.h>

static SwValue
read_text (const char *text)
{
  SwValue value = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &value, &error);
  g_assert_no_error (error);
  return value;
}

static void
assert_text (SwValue     value,
             const char *expected)
{
  g_autofree char *text = sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpuint (sw_value_get_text_length (value), ==, strlen (expected));
}

static void
test_changing_a_shared_container_leaves_the_other_alone (void)
{
  g_auto (SwValue) before = read_text ("{\"a\":{\"x\":1},\"b\":[1,2]}");
  g_auto (SwValue) after = sw_value_ref (before);
  g_auto (SwValue) list = SW_VALUE_INIT;

  sw_value_set_member (&after, "c", sw_value_new_boolean (TRUE));
  sw_value_set_member (&after, "a", SW_VALUE_NULL);
  list = sw_value_ref (sw_value_get_member (before, "b"));
  sw_value_append (&list, sw_value_new_integer (3));
  sw_value_set_element (&list, 0, sw_value_new_string ("one"));

  assert_text (before, "{\"a\":{\"x\":1},\"b\":[1,2]}");
  assert_text (after, "{\"a\":null,\"b\":[1,2],\"c\":true}");
  assert_text (list, "[\"one\",2,3]");
  g_assert_true (
      sw_value_same_box (sw_value_get_member (before, "b"), sw_value_get_member (after, "b")));
}

static void
test_changing_an_unshared_container_keeps_its_box (void)
{
  g_auto (SwValue) object = sw_value_new_object (0);
  g_auto (SwValue) array = sw_value_new_array (0);
  gpointer object_box = object.box;
  gpointer array_box = array.box;

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);

      sw_value_set_member (&object, name, sw_value_new_integer (i));
      sw_value_append (&array, sw_value_new_integer (i));
    }

  g_assert_true (object.box == object_box);
  g_assert_true (array.box == array_box);
  g_assert_cmpuint (sw_value_get_length (object), ==, 1000);
  g_assert_cmpfloat (sw_value_get_number (sw_value_get_member (object, "999")), ==, 999);
  g_assert_cmpfloat (sw_value_get_number (sw_value_get_element (array, 999)), ==, 999);
}

static void
test_members_are_found_by_any_road_at_any_size (void)
{
  for (guint size = 0; size < 40; size++)
    {
      g_auto (SwValue) object = sw_value_new_object (size / 2);

      for (guint i = 0; i < size; i++)
        {
          g_autofree char *name = g_strdup_printf ("key %u", i);
          g_autoptr (SwString) key = sw_string_new (name, -1);

          sw_value_set_member_string (&object, key, sw_value_new_integer (i));
        }

      for (guint i = 0; i <= size; i++)
        {
          g_autofree char *name = g_strdup_printf ("key %u", i);
          g_autoptr (SwString) key = sw_string_new (name, -1);
          SwValue expected = i < size ? sw_value_new_integer (i) : SW_VALUE_INIT;

          g_assert_true (sw_value_equal (sw_value_get_member (object, name), expected));
          g_assert_true (sw_value_equal (sw_value_get_member_string (object, key), expected));
          g_assert_true (sw_value_equal (sw_value_get_member_at (object, i), expected));
        }
    }
}

static void
test_removing_members_keeps_the_others_and_their_order (void)
{
  for (guint size = 1; size < 24; size++)
    for (guint gone = 0; gone < size; gone++)
      {
        g_auto (SwValue) object = sw_value_new_object (0);
        g_autofree char *name = g_strdup_printf ("%u", gone);
        guint position = 0;

        for (guint i = 0; i < size; i++)
          {
            g_autofree char *key = g_strdup_printf ("%u", i);

            sw_value_set_member (&object, key, sw_value_new_integer (i));
          }

        g_assert_true (sw_value_remove_member (&object, name));
        g_assert_false (sw_value_remove_member (&object, name));
        for (guint i = 0; i < size; i++)
          {
            g_autofree char *key = g_strdup_printf ("%u", i);

            if (i == gone)
              continue;
            g_assert_cmpstr (sw_string_get_text (sw_value_get_key (object, position)), ==, key);
            g_assert_cmpfloat (sw_value_get_number (sw_value_get_member (object, key)), ==, i);
            position++;
          }
      }
}

static void
test_freeing_deep_values_needs_no_deep_stack (void)
{
  SwValue value = SW_VALUE_NULL;
  SwValue other = SW_VALUE_NULL;
  g_autofree char *text = NULL;
  gsize length;

  for (guint i = 0; i < 300000; i++)
    {
      SwValue outer = i % 2 ? sw_value_new_object (1) : sw_value_new_array (1);
      SwValue other_outer = i % 2 ? sw_value_new_object (1) : sw_value_new_array (1);

      if (i % 2)
        {
          sw_value_set_member (&outer, "a", value);
          sw_value_set_member (&other_outer, "a", other);
        }
      else
        {
          sw_value_append (&outer, value);
          sw_value_append (&other_outer, other);
        }
      value = outer;
      other = other_outer;
    }

  text = sw_value_to_text (value, SW_TEXT_DEFAULT, &length);
  g_assert_cmpuint (sw_value_get_text_length (value), ==, length);
  g_assert_true (sw_value_equal (value, other));
  sw_value_clear (&value);
  sw_value_clear (&other);
}

static const char opaque_kind;

static void
free_chain (gpointer data)
{
  SwValue *next = data;

  sw_value_clear (next);
  g_free (next);
}

static void
test_freeing_a_chain_of_opaques_needs_no_deep_stack (void)
{
  SwValue value = SW_VALUE_NULL;

  for (guint i = 0; i < 300000; i++)
    {
      SwValue *held = g_new (SwValue, 1);

      *held = value;
      value = sw_value_new_opaque (&opaque_kind, held, free_chain);
    }

  g_assert_nonnull (sw_value_get_opaque (value, &opaque_kind));
  g_assert_null (sw_value_get_opaque (value, &value));
  sw_value_clear (&value);
}

static void
test_equality_is_by_content (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    gboolean    equal;
  } cases[] = {
    { "1", "1.0", TRUE },
    { "0", "-0", TRUE },
    { "-0", "-0.0", TRUE },
    { "1", "true", FALSE },
    { "\"a\"", "\"a\"", TRUE },
    { "\"a\\u0000b\"", "\"a\\u0000c\"", FALSE },
    { "9007199254740993", "9007199254740993", TRUE },
    { "9007199254740993", "9007199254740992", FALSE },
    { "9007199254740994", "9007199254740994.0", TRUE },
    { "9007199254740993", "9007199254740992.0", FALSE },
    { "9007199254740993", "0.5", FALSE },
    { "1e400", "1e400", TRUE },
    { "1e400", "1e401", FALSE },
    { "{\"a\":1,\"b\":[2,{}]}", "{\"b\":[2,{}],\"a\":1}", TRUE },
    { "{\"a\":1,\"b\":2}", "{\"a\":1,\"c\":2}", FALSE },
    { "{\"a\":1}", "{\"a\":1,\"b\":2}", FALSE },
    { "[1,2]", "[2,1]", FALSE },
    { "[]", "{}", FALSE },
    { "null", "null", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (SwValue) a = read_text (cases[i].a);
      g_auto (SwValue) b = read_text (cases[i].b);

      if (sw_value_equal (a, b) != cases[i].equal || sw_value_equal (b, a) != cases[i].equal)
        g_error ("%s and %s", cases[i].a, cases[i].b);
    }
}

static void
test_integers_are_exact_or_refused (void)
{
  static const struct
  {
    const char *text;
    gboolean    whole;
    gboolean    fits;
    gint64      integer;
  } cases[] = {
    { "5", TRUE, TRUE, 5 },
    { "5.0", TRUE, TRUE, 5 },
    { "-0", TRUE, TRUE, 0 },
    { "5.5", FALSE, FALSE, 0 },
    { "\"5\"", FALSE, FALSE, 0 },
    { "9223372036854775807", TRUE, TRUE, G_MAXINT64 },
    { "-9223372036854775808", TRUE, TRUE, G_MININT64 },
    { "9223372036854775808", TRUE, FALSE, 0 },
    { "9223372036854775808.0", TRUE, FALSE, 0 },
    { "-9223372036854775808.0", TRUE, TRUE, G_MININT64 },
    { "1e400", FALSE, FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (SwValue) value = read_text (cases[i].text);
      gint64 integer = 0;

      g_assert_cmpint (sw_value_is_integer (value), ==, cases[i].whole);
      g_assert_cmpint (sw_value_get_integer (value, &integer), ==, cases[i].fits);
      g_assert_cmpint (integer, ==, cases[i].integer);
    }
}

static void
test_text_length_follows_every_change (void)
{
  g_auto (SwValue) value = read_text ("{\"a\":[1,2,3],\"b\":\"\\u0001\"}");

  assert_text (value, "{\"a\":[1,2,3],\"b\":\"\\u0001\"}");
  sw_value_set_member (&value, "b", sw_value_new_string ("\n"));
  assert_text (value, "{\"a\":[1,2,3],\"b\":\"\\n\"}");
  sw_value_remove_member (&value, "a");
  assert_text (value, "{\"b\":\"\\n\"}");
  sw_value_remove_member (&value, "b");
  assert_text (value, "{}");
}

static const struct
{
  const char *text;
  guint       depth;
} depths[] = {
  { "1", 0 },
  { "\"[[\"", 0 },
  { "[]", 1 },
  { "{}", 1 },
  { "[1, \"a\", null]", 1 },
  { "[[], 1]", 2 },
  { "[1, [2, [3]], [4]]", 3 },
  { "{\"a\": {\"b\": []}, \"c\": [1]}", 3 },
  { "[[[[{\"a\": [[]]}]]]]", 7 },
};

static void
test_depth (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (depths); i++)
    {
      g_auto (SwValue) value = read_text (depths[i].text);
      g_auto (SwValue) again = read_text (depths[i].text);

      for (guint most = 1; most < 9; most++)
        g_assert_cmpuint (sw_value_get_depth (value, most), ==, MIN (depths[i].depth, most + 1));
      /* Now it is known, and a smaller bound still holds. */
      g_assert_cmpuint (sw_value_get_depth (value, 2), ==, MIN (depths[i].depth, 3));
      g_assert_cmpuint (sw_value_get_depth (again, SW_VALUE_MOST_DEPTH), ==, depths[i].depth);
    }
}

static void
test_depth_follows_every_change (void)
{
  g_auto (SwValue) value = read_text ("{\"a\":[1,[2]],\"b\":{}}");
  g_auto (SwValue) list = read_text ("[[[]]]");
  g_auto (SwValue) before = SW_VALUE_INIT;

  g_assert_cmpuint (sw_value_get_depth (value, 9), ==, 3);
  sw_value_set_member (&value, "b", read_text ("[[[[]]]]"));
  g_assert_cmpuint (sw_value_get_depth (value, 9), ==, 5);
  sw_value_remove_member (&value, "b");
  g_assert_cmpuint (sw_value_get_depth (value, 9), ==, 3);
  before = sw_value_ref (value);
  sw_value_set_member (&value, "a", SW_VALUE_NULL);
  g_assert_cmpuint (sw_value_get_depth (value, 9), ==, 1);
  g_assert_cmpuint (sw_value_get_depth (before, 9), ==, 3);

  g_assert_cmpuint (sw_value_get_depth (list, 9), ==, 3);
  sw_value_append (&list, read_text ("[[[1]]]"));
  g_assert_cmpuint (sw_value_get_depth (list, 9), ==, 4);
  sw_value_set_element (&list, 1, SW_VALUE_NULL);
  g_assert_cmpuint (sw_value_get_depth (list, 9), ==, 3);
}

/* A part that was cut off under one root is measured anew under another. */
static void
test_depth_of_a_part_of_what_is_too_deep (void)
{
  SwValue value = SW_VALUE_NULL;
  g_auto (SwValue) part = SW_VALUE_INIT;

  for (guint i = 0; i < 300000; i++)
    {
      SwValue outer = sw_value_new_array (1);

      sw_value_append (&outer, value);
      value = outer;
      if (i == 199)
        part = sw_value_ref (value);
    }
  g_assert_cmpuint (sw_value_get_depth (value, SW_VALUE_MOST_DEPTH), ==, SW_VALUE_MOST_DEPTH + 1);
  g_assert_cmpuint (sw_value_get_depth (part, 128), ==, 129);
  g_assert_cmpuint (sw_value_get_depth (part, 200), ==, 200);
  g_assert_cmpuint (sw_value_get_depth (part, 128), ==, 129);
  sw_value_clear (&value);
}

/* Each part twice in the next: 2^100 ways down, and each part is looked at once. */
static void
test_depth_of_shared_parts (void)
{
  g_auto (SwValue) value = sw_value_new_array (0);

  for (guint i = 0; i < 200; i++)
    {
      SwValue outer = sw_value_new_array (2);

      sw_value_append (&outer, sw_value_ref (value));
      sw_value_append (&outer, value);
      value = outer;
      g_assert_cmpuint (sw_value_get_depth (value, 100), ==, MIN (i + 2, 101));
    }
  g_assert_cmpuint (sw_value_get_depth (value, SW_VALUE_MOST_DEPTH), ==, 201);
}

/* Eight bytes of text whose hash, as it was when nothing about it was secret, ends in 18 zeros: counted
 * back from the hash, NUMBER says which. */
static gboolean
make_key (guint64  number,
          char    *key)
{
  const guint64 factor = G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  guint64 inverse = factor, hash = number << 18;

  for (guint i = 0; i < 5; i++)
    inverse *= 2 - factor * inverse;
  hash |= (hash >> 29) & 0x3ffff;
  hash ^= hash >> 32;
  hash = hash * inverse ^ 8 * factor;
  memcpy (key, &hash, 8);
  for (guint i = 0; i < 8; i++)
    if (!g_ascii_isprint (key[i]))
      return FALSE;
  return TRUE;
}

/* Nobody can write keys down that meet in one place of an index. */
static void
test_hashes_are_not_known (void)
{
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  guint n_keys = 0;

  for (guint64 number = 1; n_keys < 1000; number++)
    {
      char key[9] = { 0 };

      if (!make_key (number * 0x1234567, key))
        continue;
      n_keys++;
      g_hash_table_add (places, GUINT_TO_POINTER ((sw_bytes_hash (key, 8) & 0x3ffff) + 1));
    }
  g_assert_cmpuint (g_hash_table_size (places), >, 900);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/value/changing-a-shared-container-leaves-the-other-alone",
                   test_changing_a_shared_container_leaves_the_other_alone);
  g_test_add_func ("/json/value/depth", test_depth);
  g_test_add_func ("/json/value/depth-follows-every-change", test_depth_follows_every_change);
  g_test_add_func ("/json/value/depth-of-a-part-of-what-is-too-deep",
                   test_depth_of_a_part_of_what_is_too_deep);
  g_test_add_func ("/json/value/depth-of-shared-parts", test_depth_of_shared_parts);
  g_test_add_func ("/json/value/changing-an-unshared-container-keeps-its-box",
                   test_changing_an_unshared_container_keeps_its_box);
  g_test_add_func ("/json/value/members-are-found-by-any-road-at-any-size",
                   test_members_are_found_by_any_road_at_any_size);
  g_test_add_func ("/json/value/removing-members-keeps-the-others-and-their-order",
                   test_removing_members_keeps_the_others_and_their_order);
  g_test_add_func ("/json/value/freeing-deep-values-needs-no-deep-stack",
                   test_freeing_deep_values_needs_no_deep_stack);
  g_test_add_func ("/json/value/freeing-a-chain-of-opaques-needs-no-deep-stack",
                   test_freeing_a_chain_of_opaques_needs_no_deep_stack);
  g_test_add_func ("/json/value/equality-is-by-content", test_equality_is_by_content);
  g_test_add_func ("/json/value/integers-are-exact-or-refused", test_integers_are_exact_or_refused);
  g_test_add_func ("/json/value/hashes-are-not-known", test_hashes_are_not_known);
  g_test_add_func ("/json/value/text-length-follows-every-change",
                   test_text_length_follows_every_change);
  return g_test_run ();
}
