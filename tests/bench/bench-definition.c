/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-definition.h"

#include "json/sw-text.h"
#include "layout-fixture.h"

#include <string.h>

static char *
dup_pretty (const char *text)
{
  g_auto (SwValue) value = SW_VALUE_INIT;

  sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &value, NULL);
  return sw_value_to_text (value, SW_TEXT_PRETTY, NULL);
}

/**
 * bench_generate_definition:
 * @size: about how long, in bytes
 * @n_states: (out): the states that it takes
 *
 * Returns: (transfer full): a definition in lines
 */
char *
bench_generate_definition (gsize  size,
                           guint *n_states)
{
  g_autofree char *sample = fixture_generate (SHAPE_MIXED, 100, 1);
  g_autofree char *pretty = dup_pretty (sample);

  *n_states = (guint) (size * 100 / strlen (pretty));
  g_autofree char *text = fixture_generate (SHAPE_MIXED, *n_states, 1);
  return dup_pretty (text);
}

/**
 * bench_make_definition:
 * @size: about how long, in bytes; more than the states alone take
 * @n_states: how many
 *
 * Returns: (transfer full): a definition in lines, each state with a comment that makes it as long
 *   as it is to be
 */
char *
bench_make_definition (gsize size,
                       guint n_states)
{
  g_autofree char *states = fixture_generate (SHAPE_MIXED, n_states, 1);
  g_autofree char *plain = dup_pretty (states);
  g_autofree char *comment = g_strnfill ((size - strlen (plain)) / n_states, 'c');
  g_autofree char *member = g_strdup_printf ("\"Comment\": \"%s\", \"Type\":", comment);
  g_auto (GStrv) parts = g_strsplit (states, "\"Type\":", -1);
  g_autofree char *whole = g_strjoinv (member, parts);

  return dup_pretty (whole);
}
