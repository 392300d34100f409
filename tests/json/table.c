/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table.h"

#include <string.h>

static const struct
{
  const char *sign;
  const char *meaning;
} signs[] = {
  { "␊", "\n" },
  { "␍", "\r" },
  { "␉", "\t" },
};

typedef struct
{
  TableRow row;
  void     (*run) (const TableRow *row);
} Case;

static void
free_string (gpointer string)
{
  g_string_free (string, TRUE);
}

static gsize
read_byte (const char *at,
           GString    *out)
{
  const char *open = "‹";
  const char *close = "›";
  gsize before = strlen (open);

  if (!g_str_has_prefix (at, open) || !g_str_has_prefix (at + before + 2, close))
    return 0;

  g_string_append_c (
      out, (char) (g_ascii_xdigit_value (at[before]) * 16 + g_ascii_xdigit_value (at[before + 1])));
  return before + 2 + strlen (close);
}

static gsize
read_sign (const char *at,
           GString    *out)
{
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (at, signs[i].sign))
      {
        g_string_append (out, signs[i].meaning);
        return strlen (signs[i].sign);
      }

  return read_byte (at, out);
}

static GString *
read_field (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *at = text; *at != '\0';)
    {
      gsize length = read_sign (at, out);

      if (length == 0)
        {
          g_string_append_c (out, *at);
          length = 1;
        }
      at += length;
    }

  return out;
}

static void
run_case (gconstpointer data)
{
  const Case *test = data;

  test->run (&test->row);
}

static void
free_case (gpointer data)
{
  Case *test = data;

  g_ptr_array_unref (test->row.fields);
  g_free (test);
}

const GString *
table_row_get (const TableRow *row,
               guint           index)
{
  return g_ptr_array_index (row->fields, index);
}

void
table_add_tests (const char *file,
                 const char *prefix,
                 guint       fields,
                 void        (*run) (const TableRow *row))
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "json", "data", file, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = NULL;
      g_autofree char *name = NULL;
      Case *test;

      if (lines[i][0] == '\0' || lines[i][0] == '#')
        continue;

      cells = g_strsplit (lines[i], " :: ", -1);
      if (g_strv_length (cells) != fields)
        g_error ("%s:%u: %u fields, not %u", file, i + 1, g_strv_length (cells), fields);

      test = g_new0 (Case, 1);
      test->run = run;
      test->row.fields = g_ptr_array_new_with_free_func (free_string);
      for (guint j = 0; j < fields; j++)
        g_ptr_array_add (test->row.fields, read_field (cells[j]));

      name = g_strdup_printf ("%s/%s", prefix, cells[0]);
      g_test_add_data_func_full (name, test, run_case, free_case);
    }
}
