/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sw-cli-coverage.h"

#include "cli/sw-cli.h"
#include "json/sw-text.h"

/* Coverage for programs: as JSON, or in lcov's own format */

static void
set_number (SwValue    *object,
            const char *name,
            guint       number)
{
  sw_value_set_member (object, name, sw_value_new_integer (number));
}

static const char *
get_edge_name (SwEdgeKind edge)
{
  static const char *const names[] = { [SW_EDGE_START] = "start",     [SW_EDGE_NEXT] = "next",
                                       [SW_EDGE_RULE] = "rule",       [SW_EDGE_DEFAULT] = "default",
                                       [SW_EDGE_CATCH] = "catch",     [SW_EDGE_END] = "end" };

  return names[edge];
}

static SwValue
item_to_value (const SwCliCoverage  *file,
               const SwCoverageItem *item)
{
  SwValue value = sw_value_new_object (8);
  gboolean is_indexed = item->kind > SW_COVERED_EDGE || item->edge == SW_EDGE_RULE
                        || item->edge == SW_EDGE_CATCH;
  guint line, column;

  sw_cli_coverage_locate (file, item, &line, &column);
  sw_value_set_text (&value, "kind", sw_covered_kind_get_name (item->kind));
  sw_value_set_text (&value, "state", item->state->name);
  sw_value_set_text (&value, "pointer", item->state->pointer);
  if (item->kind == SW_COVERED_EDGE)
    sw_value_set_text (&value, "edge", get_edge_name (item->edge));
  if (item->kind != SW_COVERED_STATE && is_indexed)
    set_number (&value, "index", item->index);
  set_number (&value, "line", line);
  set_number (&value, "column", column);
  set_number (&value, "hits", item->hits);
  return value;
}

/* Of a line with several parts the one that had most turns counts, as with lcov's statements. */
static GArray *
dup_lines (const SwCliCoverage *file)
{
  GArray *lines = g_array_new (FALSE, TRUE, sizeof (gint64)); /* hits by line; -1: none */

  for (guint i = 0; i < file->items->len; i++)
    {
      const SwCoverageItem *item = &g_array_index (file->items, SwCoverageItem, i);
      guint line, column;
      gint64 none = -1, *hits;

      sw_cli_coverage_locate (file, item, &line, &column);
      while (lines->len <= line)
        g_array_append_val (lines, none);
      hits = &g_array_index (lines, gint64, line);
      *hits = MAX (*hits, item->hits);
    }
  return lines;
}

/* A rule branches into true and false, a state with catchers and retriers into those. */
static gboolean
is_branch (const SwCoverageItem *item)
{
  return item->kind >= SW_COVERED_RULE_TRUE;
}

/* What branches from the same place shares a number: the true and the false of a rule. */
static guint
get_block (const SwCoverageItem *item,
           guint                 position)
{
  return item->kind == SW_COVERED_RULE_FALSE ? position - 1 : position;
}

static guint
get_branch (const SwCoverageItem *item)
{
  return item->kind == SW_COVERED_RULE_FALSE ? 1 : 0;
}

static SwValue
lines_to_value (const SwCliCoverage *file)
{
  g_autoptr (GArray) lines = dup_lines (file);
  SwValue list = sw_value_new_array (lines->len);

  for (guint i = 0; i < lines->len; i++)
    {
      gint64 hits = g_array_index (lines, gint64, i);
      SwValue line;

      if (hits < 0)
        continue;
      line = sw_value_new_object (2);
      set_number (&line, "line", i);
      sw_value_set_member (&line, "hits", sw_value_new_integer (hits));
      sw_value_append (&list, line);
    }
  return list;
}

static SwValue
branches_to_value (const SwCliCoverage *file)
{
  SwValue list = sw_value_new_array (8);

  for (guint i = 0; i < file->items->len; i++)
    {
      const SwCoverageItem *item = &g_array_index (file->items, SwCoverageItem, i);
      SwValue branch;
      guint line, column;

      if (!is_branch (item))
        continue;
      sw_cli_coverage_locate (file, item, &line, &column);
      branch = sw_value_new_object (4);
      set_number (&branch, "line", line);
      set_number (&branch, "block", get_block (item, i));
      set_number (&branch, "branch", get_branch (item));
      set_number (&branch, "hits", item->hits);
      sw_value_append (&list, branch);
    }
  return list;
}

static SwValue
totals_to_value (GArray *items)
{
  SwCoverageTotal totals[SW_N_COVERED];
  SwValue value = sw_value_new_object (SW_N_COVERED);

  sw_coverage_count_totals (items, totals);
  for (guint kind = 0; kind < SW_N_COVERED; kind++)
    {
      SwValue total = sw_value_new_object (2);

      set_number (&total, "covered", totals[kind].covered);
      set_number (&total, "total", totals[kind].total);
      sw_value_set_member (&value, sw_covered_kind_get_name ((SwCoveredKind) kind), total);
    }
  return value;
}

static SwValue
file_to_value (const SwCliCoverage *file)
{
  SwValue value = sw_value_new_object (6), items = sw_value_new_array (file->items->len);

  sw_value_set_text (&value, "file", file->name);
  sw_value_set_member (&value, "percentage",
                       sw_value_new_number (sw_coverage_get_percentage (file->items)));
  sw_value_set_member (&value, "totals", totals_to_value (file->items));
  for (guint i = 0; i < file->items->len; i++)
    sw_value_append (&items, item_to_value (file, &g_array_index (file->items, SwCoverageItem, i)));
  sw_value_set_member (&value, "items", items);
  sw_value_set_member (&value, "lines", lines_to_value (file));
  sw_value_set_member (&value, "branches", branches_to_value (file));
  return value;
}

/**
 * sw_cli_coverage_to_value:
 * @files: (element-type SwCliCoverage): all files
 *
 * Returns: (transfer full): the report, as `stepwright test --help` describes it
 */
SwValue
sw_cli_coverage_to_value (GPtrArray *files)
{
  SwValue value = sw_value_new_object (2), list = sw_value_new_array (files->len);

  sw_value_set_member (&value, "percentage",
                       sw_value_new_number (sw_cli_coverage_get_percentage (files)));
  for (guint i = 0; i < files->len; i++)
    sw_value_append (&list, file_to_value (g_ptr_array_index (files, i)));
  sw_value_set_member (&value, "files", list);
  return value;
}

static void
append_lcov (GString             *out,
             const SwCliCoverage *file)
{
  g_autoptr (GArray) lines = dup_lines (file);

  g_string_append_printf (out, "TN:\nSF:%s\n", file->name);
  for (guint i = 0; i < file->items->len; i++)
    {
      const SwCoverageItem *item = &g_array_index (file->items, SwCoverageItem, i);
      guint line, column;

      if (!is_branch (item))
        continue;
      sw_cli_coverage_locate (file, item, &line, &column);
      g_string_append_printf (out, "BRDA:%u,%u,%u,%u\n", line, get_block (item, i),
                              get_branch (item), item->hits);
    }
  for (guint i = 0; i < lines->len; i++)
    if (g_array_index (lines, gint64, i) >= 0)
      g_string_append_printf (out, "DA:%u,%" G_GINT64_FORMAT "\n", i,
                              g_array_index (lines, gint64, i));
  g_string_append (out, "end_of_record\n");
}

/**
 * sw_cli_coverage_write:
 * @files: (element-type SwCliCoverage): all files
 * @name: where to; "-" for standard output. A name that ends in ".info" gets lcov's own format
 *
 * Writes the report.
 *
 * Returns: FALSE after a message when it cannot be written
 */
gboolean
sw_cli_coverage_write (GPtrArray  *files,
                       const char *name)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (SwValue) value = SW_VALUE_INIT;

  if (g_str_has_suffix (name, ".info"))
    {
      for (guint i = 0; i < files->len; i++)
        append_lcov (out, g_ptr_array_index (files, i));
    }
  else
    {
      value = sw_cli_coverage_to_value (files);
      sw_value_print (value, SW_TEXT_PRETTY, out);
      g_string_append_c (out, '\n');
    }
  return sw_cli_write_file (name, out->str, out->len);
}
