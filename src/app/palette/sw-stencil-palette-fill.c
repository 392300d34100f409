/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/palette/sw-stencil-palette-private.h"

#include <string.h>

#include "asl/catalogue/sw-patterns.h"

/* The rows are made when they are first shown: there are two hundred of them in all, and a hundred
 * take longer than a frame. Those that stand first are made at once, as many as a tall window has
 * room for; the others in between, while the person goes on typing. */

#define AT_ONCE 20
#define SLICE 4

/* Adds those of ALL that are to be shown; what is sought is looked for in all of them. */
static void
add_candidates (SwStencilPalette *self, GArray *candidates, const SwStencil *all, guint count)
{
  for (guint i = 0; i < count; i++)
    {
      Section section = _sw_stencil_palette_get_section (&all[i]);
      Candidate candidate = { &all[i], SW_MATCH_NONE };

      if (_sw_stencil_palette_is_searching (self))
        candidate.match = sw_stencil_match (&all[i], (const char *const *) self->words);
      else if (section != self->page)
        continue;
      self->best[section] = MAX (self->best[section], candidate.match);
      if (candidate.match != SW_MATCH_NONE || !_sw_stencil_palette_is_searching (self))
        g_array_append_val (candidates, candidate);
    }
}

static GArray *
find_candidates (SwStencilPalette *self)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  guint count;
  const SwStencil *all = sw_stencils_get_all (&count);

  memset (self->best, 0, sizeof self->best);
  add_candidates (self, candidates, all, count);
  all = sw_patterns_get_all (&count);
  add_candidates (self, candidates, all, count);
  return candidates;
}

/* Rows that are there answer the present search. */
static void
match_rows (SwStencilPalette *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    sw_stencil_row_search (SW_STENCIL_ROW (row), (const char *const *) self->words);
  gtk_list_box_invalidate_sort (self->list);
  gtk_list_box_invalidate_filter (self->list);
  gtk_list_box_invalidate_headers (self->list);
}

/* Makes COUNT of the rows that are due. Returns: whether there are more */
static gboolean
make_rows (SwStencilPalette *self, guint count)
{
  for (guint i = 0; i < count && self->due->len > 0; i++)
    {
      const SwStencil *stencil = g_array_index (self->due, Candidate, 0).stencil;
      GtkWidget *row = sw_stencil_row_new (stencil);

      g_array_remove_index (self->due, 0);
      g_hash_table_add (self->made, (gpointer) stencil);
      sw_stencil_row_search (SW_STENCIL_ROW (row), (const char *const *) self->words);
      gtk_list_box_append (self->list, row);
    }
  return self->due->len > 0;
}

static gboolean
make_rows_cb (gpointer user_data)
{
  SwStencilPalette *self = user_data;

  if (make_rows (self, SLICE))
    return G_SOURCE_CONTINUE;
  self->fill_source = 0;
  return G_SOURCE_REMOVE;
}

/**
 * _sw_stencil_palette_fill:
 *
 * Shows the rows of the page, or what is found; those that have to be made first come in their
 * order.
 */
void
_sw_stencil_palette_fill (SwStencilPalette *self)
{
  g_autoptr (GArray) candidates = find_candidates (self);

  _sw_stencil_palette_sort (self, candidates);
  match_rows (self);
  g_array_set_size (self->due, 0);
  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);

      if (!g_hash_table_contains (self->made, candidate->stencil))
        g_array_append_val (self->due, *candidate);
    }
  if (make_rows (self, AT_ONCE) && self->fill_source == 0)
    self->fill_source = g_idle_add (make_rows_cb, self);
}

/**
 * sw_stencil_palette_is_filling:
 *
 * Returns: whether rows that belong to what is shown are still to be made
 */
gboolean
sw_stencil_palette_is_filling (SwStencilPalette *self)
{
  g_return_val_if_fail (SW_IS_STENCIL_PALETTE (self), FALSE);

  return self->fill_source != 0;
}
