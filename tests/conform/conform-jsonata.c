/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "conform.h"

#include <math.h>

#include "query/jsonata/sw-jsonata.h"

/* Runs the cases of the JSONata suite (groups/GROUP.json, datasets/NAME.json; format in the
 * folder's README). */

#define DEPTH 1000

static guint64
next_random (gpointer user_data)
{
  guint64 *state = user_data;

  *state =
      *state * G_GUINT64_CONSTANT (6364136223846793005) + G_GUINT64_CONSTANT (1442695040888963407);

  return *state;
}

static const char *
text_member (SwValue     object,
             const char *name)
{
  SwValue value = sw_value_get_member (object, name);

  return sw_value_is (value, SW_TYPE_STRING) ? sw_value_get_text (value, NULL) : NULL;
}

/* The case's input: inline, or a document of the datasets folder; UNDEFINED for none */
static SwValue
load_input (const char *folder,
            GHashTable *datasets,
            SwValue     test)
{
  const char *dataset = text_member (test, "dataset");
  SwValue *loaded;

  if (dataset == NULL)
    return sw_value_ref (sw_value_get_member (test, "data"));

  loaded = g_hash_table_lookup (datasets, dataset);
  if (loaded == NULL)
    {
      g_autofree char *file = g_strdup_printf ("datasets/%s.json", dataset);

      loaded = g_new0 (SwValue, 1);
      conform_load (folder, file, loaded);
      g_hash_table_insert (datasets, g_strdup (dataset), loaded);
    }

  return sw_value_ref (*loaded);
}

/* Equal, or equal but for the last bit of numbers; UNORDERED: arrays as sets */
static gboolean
same_result (SwValue  a,
             SwValue  b,
             gboolean unordered)
{
  if (sw_value_is (a, SW_TYPE_ARRAY) && sw_value_is (b, SW_TYPE_ARRAY) && unordered)
    {
      if (sw_value_get_length (a) != sw_value_get_length (b))
        return FALSE;
      for (guint i = 0; i < sw_value_get_length (a); i++)
        {
          guint k = 0;

          while (k < sw_value_get_length (b)
                 && !sw_value_equal (sw_value_get_element (a, i), sw_value_get_element (b, k)))
            k++;
          if (k == sw_value_get_length (b))
            return FALSE;
        }
      return TRUE;
    }

  return sw_value_equal (a, b);
}

static char *
value_text (SwValue value)
{
  if (sw_value_is (value, SW_TYPE_UNDEFINED))
    return g_strdup ("nothing");
  if (sw_value_is (value, SW_TYPE_OPAQUE))
    return g_strdup ("a function");

  return sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
}

/* What the case expects as the code of an error, or NULL */
static const char *
expected_code (SwValue test)
{
  SwValue error = sw_value_get_member (test, "error");

  return sw_value_is (error, SW_TYPE_OBJECT) ? text_member (error, "code")
                                             : text_member (test, "code");
}

static char *
compare_error (SwValue               test,
               const SwJsonataError *error)
{
  const char *code = expected_code (test);
  SwValue expected = sw_value_get_member (test, "error");
  const char *message =
      sw_value_is (expected, SW_TYPE_OBJECT) ? text_member (expected, "message") : NULL;

  if (code == NULL && sw_value_is (expected, SW_TYPE_UNDEFINED))
    return g_strdup_printf ("failed: %s %s", error->code, error->message);
  if (code != NULL && !g_str_equal (code, error->code))
    return g_strdup_printf ("error %s instead of %s: %s", error->code, code, error->message);
  if (message != NULL && !g_str_equal (message, error->message))
    return g_strdup_printf ("text \"%s\" instead of \"%s\"", error->message, message);

  return NULL;
}

static char *
compare_result (SwValue test,
                SwValue result)
{
  SwValue expected = sw_value_get_member (test, "result");
  g_autofree char *got = value_text (result);
  g_autofree char *wanted = value_text (expected);

  if (expected_code (test) != NULL)
    return g_strdup_printf ("%s instead of error %s", got, expected_code (test));
  if (!sw_value_is (sw_value_get_member (test, "undefinedResult"), SW_TYPE_UNDEFINED))
    return sw_value_is (result, SW_TYPE_UNDEFINED) ? NULL
                                                   : g_strdup_printf ("%s instead of nothing", got);
  if (same_result (result, expected,
                   sw_value_get_boolean (sw_value_get_member (test, "unordered"))))
    return NULL;

  return g_strdup_printf ("%s instead of %s", got, wanted);
}

/* The first difference, or NULL */
static char *
run_case (const char *folder,
          GHashTable *datasets,
          SwValue     test)
{
  guint64 seed = 1;
  g_auto (SwValue) input = load_input (folder, datasets, test);
  SwValue depth = sw_value_get_member (test, "depth");
  SwJsonataScope scope = {
    .input = input,
    .bindings = sw_value_get_member (test, "bindings"),
    .now = g_get_real_time (),
    .random = next_random,
    .random_data = &seed,
    .limits = { .depth = sw_value_is (depth, SW_TYPE_NUMBER) ? (guint) sw_value_get_number (depth)
                                                             : DEPTH,
                .bytes = 200000000 },
  };
  gsize length;
  const char *text = sw_value_get_text (sw_value_get_member (test, "expr"), &length);
  g_auto (SwJsonataError) error = { 0 };
  g_autoptr (SwJsonata) expression = sw_jsonata_new (text, (gssize) length, &error);
  g_auto (SwValue) result = SW_VALUE_INIT;

  if (expression == NULL || !sw_jsonata_evaluate (expression, &scope, &result, &error))
    return compare_error (test, &error);

  return compare_result (test, result);
}

static void
run_group (Conform    *conform,
           const char *folder,
           GHashTable *datasets,
           const char *group)
{
  g_autofree char *file = g_strdup_printf ("groups/%s.json", group);
  g_auto (SwValue) cases = SW_VALUE_INIT;

  if (!conform_load (folder, file, &cases))
    {
      conform_report (conform, group, "cannot be read");
      return;
    }
  for (guint i = 0; i < sw_value_get_length (cases); i++)
    {
      SwValue test = sw_value_get_element (cases, i);
      g_autofree char *name = g_strdup_printf ("%s/%s", group, text_member (test, "name"));
      g_autofree char *difference = NULL;

      if (g_str_equal (group, "function-eval"))
        {
          conform_skip (conform, name, "Step Functions has no $eval");
          continue;
        }
      if (!sw_value_get_boolean (sw_value_get_member (test, "in_2_0_6")))
        {
          conform_skip (conform, name, "not JSONata 2.0.6, which Step Functions documents");
          continue;
        }
      difference = run_case (folder, datasets, test);
      conform_report (conform, name, difference);
    }
}

static void
free_value (gpointer data)
{
  sw_value_clear (data);
  g_free (data);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = conform_dup_folder (argc, argv, "jsonata");
  g_autofree char *groups = g_build_filename (folder, "groups", NULL);
  g_autoptr (GHashTable) datasets =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_value);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (groups, 0, NULL);
  const char *name;
  Conform conform;

  conform_init (&conform, KNOWN_DIFFERENCES);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json"))
      g_ptr_array_add (names, g_strndup (name, strlen (name) - 5));
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);
  for (guint i = 0; i < names->len; i++)
    run_group (&conform, folder, datasets, g_ptr_array_index (names, i));

  return conform_finish (&conform);
}
