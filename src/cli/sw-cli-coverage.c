/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sw-cli-coverage.h"

#include "cli/sw-cli.h"

/**
 * sw_cli_coverage_complete:
 * @argc: number of arguments
 * @argv: the arguments
 *
 * Writes "--coverage" alone as "--coverage=", for its value is optional.
 */
void
sw_cli_coverage_complete (int    argc,
                          char **argv)
{
  static char bare[] = "--coverage=";

  for (int i = 1; i < argc && !g_str_equal (argv[i], "--"); i++)
    if (g_str_equal (argv[i], "--coverage"))
      argv[i] = bare;
}

/**
 * sw_cli_coverage_new:
 * @name: of the definition, as given
 * @coverage: counted over it
 *
 * Returns: (transfer full): what a report needs of a file
 */
SwCliCoverage *
sw_cli_coverage_new (const char *name,
                     SwCoverage *coverage)
{
  SwCliCoverage *self = g_new0 (SwCliCoverage, 1);

  self->name = g_strdup (name);
  self->coverage = sw_coverage_ref (coverage);
  self->items = sw_coverage_dup_items (coverage);
  return self;
}

/**
 * sw_cli_coverage_free:
 *
 * Frees a file's coverage.
 */
void
sw_cli_coverage_free (SwCliCoverage *self)
{
  g_free (self->name);
  g_array_unref (self->items);
  sw_coverage_unref (self->coverage);
  g_free (self);
}

/**
 * sw_cli_coverage_locate:
 * @line: (out): where @item stands in the definition, from 1
 * @column: (out): likewise
 */
void
sw_cli_coverage_locate (const SwCliCoverage  *self,
                        const SwCoverageItem *item,
                        guint                *line,
                        guint                *column)
{
  sw_tree_locate (sw_model_get_tree (sw_coverage_get_model (self->coverage)), item->span.start,
                  line, column);
}

/**
 * sw_cli_coverage_get_percentage:
 * @files: (element-type SwCliCoverage): all files
 *
 * Returns: how much of all had its turn, 0 to 100
 */
double
sw_cli_coverage_get_percentage (GPtrArray *files)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (SwCoverageItem));

  for (guint i = 0; i < files->len; i++)
    {
      const SwCliCoverage *file = g_ptr_array_index (files, i);

      g_array_append_vals (all, file->items->data, file->items->len);
    }
  return sw_coverage_get_percentage (all);
}

static void
print_totals (const char *name,
              GArray     *items,
              FILE       *out)
{
  static const struct
  {
    const char *heading;
    SwCoveredKind first;
    SwCoveredKind last;
  } columns[] = {
    { "states", SW_COVERED_STATE, SW_COVERED_STATE },
    { "edges", SW_COVERED_EDGE, SW_COVERED_EDGE },
    { "rules", SW_COVERED_RULE_TRUE, SW_COVERED_RULE_FALSE },
    { "catchers", SW_COVERED_CATCHER, SW_COVERED_CATCHER },
    { "retriers", SW_COVERED_RETRIER, SW_COVERED_RETRIER },
  };
  SwCoverageTotal totals[SW_N_COVERED];
  char percentage[G_ASCII_DTOSTR_BUF_SIZE];

  sw_coverage_count_totals (items, totals);
  g_ascii_formatd (percentage, sizeof percentage, "%.1f", sw_coverage_get_percentage (items));
  fprintf (out, "%s: %s %%", name, percentage);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      guint covered = 0, total = 0;

      for (guint kind = columns[i].first; kind <= columns[i].last; kind++)
        {
          covered += totals[kind].covered;
          total += totals[kind].total;
        }
      if (total > 0)
        fprintf (out, ", %s %u/%u", columns[i].heading, covered, total);
    }
  putc ('\n', out);
}

/* What a rule or catcher says of itself is not said again of its edge, nor of a state that was not
 * entered what it is made of. */
static gboolean
is_told (const SwCliCoverage  *file,
         const SwCoverageItem *item)
{
  if (item->hits > 0)
    return FALSE;
  if (item->kind == SW_COVERED_STATE)
    return TRUE;
  if (item->kind == SW_COVERED_EDGE && item->edge != SW_EDGE_NEXT && item->edge != SW_EDGE_DEFAULT
      && item->edge != SW_EDGE_END)
    return FALSE;
  return sw_coverage_get_entered (file->coverage, item->state) > 0;
}

static void
print_file (const SwCliCoverage *file,
            FILE                *out)
{
  print_totals (file->name, file->items, out);
  for (guint i = 0; i < file->items->len; i++)
    {
      const SwCoverageItem *item = &g_array_index (file->items, SwCoverageItem, i);
      g_autofree char *words = NULL;
      guint line, column;

      if (!is_told (file, item))
        continue;
      words = sw_coverage_item_dup_words (item);
      sw_cli_coverage_locate (file, item, &line, &column);
      fprintf (out, "  %s:%u:%u: %s\n", file->name, line, column, words);
    }
}

/**
 * sw_cli_coverage_print:
 * @files: (element-type SwCliCoverage): all files
 * @out: where to
 *
 * Prints a summary for a person: the totals, and what had no turn.
 */
void
sw_cli_coverage_print (GPtrArray *files,
                       FILE      *out)
{
  fputs ("Coverage\n", out);
  for (guint i = 0; i < files->len; i++)
    print_file (g_ptr_array_index (files, i), out);
}

/**
 * sw_cli_coverage_tell:
 * @name: of the definition, as given
 * @coverage: what one run came by
 * @given: the value of --coverage
 * @out: (nullable): where a summary for a person goes
 * @report: (out) (nullable): owned; the report for programs
 *
 * Tells what --coverage asks for of a single run.
 *
 * Returns: FALSE after a message when the file that @given names cannot be written
 */
gboolean
sw_cli_coverage_tell (const char *name,
                      SwCoverage *coverage,
                      const char *given,
                      FILE       *out,
                      SwValue    *report)
{
  g_autoptr (GPtrArray) files
      = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_cli_coverage_free);

  g_ptr_array_add (files, sw_cli_coverage_new (name, coverage));
  if (out != NULL)
    sw_cli_coverage_print (files, out);
  if (report != NULL)
    *report = sw_cli_coverage_to_value (files);
  return *given == '\0' || sw_cli_coverage_write (files, given);
}
