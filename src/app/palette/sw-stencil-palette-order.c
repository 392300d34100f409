/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/palette/sw-stencil-palette-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "asl/catalogue/sw-patterns.h"

/* What the list shows, in which order, under which titles. */

static const char *const section_titles[N_SECTIONS] = {
  [SECTION_FLOW] = N_("Flow"),
  [SECTION_ACTIONS] = N_("Actions"),
  [SECTION_PATTERNS] = N_("Patterns"),
  [SECTION_CALL] = N_("Any Action of the AWS SDK"),
};

/* Where a stencil stands */
Section
_sw_stencil_palette_get_section (const SwStencil *stencil)
{
  if (stencil->integration != NULL)
    return SECTION_ACTIONS;
  if (sw_patterns_contain (stencil))
    return SECTION_PATTERNS;
  return strchr (stencil->id, ':') != NULL ? SECTION_CALL : SECTION_FLOW;
}

/**
 * _sw_stencil_palette_is_searching:
 *
 * Returns: whether words are typed into the search
 */
gboolean
_sw_stencil_palette_is_searching (SwStencilPalette *self)
{
  return *self->words != NULL;
}

/* The title above a row: of the section among results, else of the services' group */
static const char *
get_title (SwStencilPalette *self, GtkListBoxRow *row)
{
  const SwStencil *stencil = sw_stencil_row_get_stencil (SW_STENCIL_ROW (row));

  if (_sw_stencil_palette_is_searching (self))
    return section_titles[_sw_stencil_palette_get_section (stencil)];
  return stencil->integration != NULL
             ? sw_service_group_get_title (stencil->integration->service->group)
             : NULL;
}

static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  SwStencilPalette *self = user_data;
  const char *title = get_title (self, row);

  if (title == NULL || (before != NULL && g_strcmp0 (title, get_title (self, before)) == 0))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  GtkWidget *label = gtk_label_new (_(title));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "stencil-group");
  gtk_list_box_row_set_header (row, label);
}

/* By services' groups; in each as the catalogue has them: most used first, the SDK behind all
 * else. */
static int
compare_stencils (const SwStencil *left, const SwStencil *right)
{
  if (left->integration != NULL && right->integration != NULL)
    {
      SwServiceGroup one = left->integration->service->group;
      SwServiceGroup other = right->integration->service->group;

      if (one != other)
        return one < other ? -1 : 1;
    }
  return left < right ? -1 : left > right;
}

/* Results: the section with the best one first, in each the best ones first. */
static int
compare (SwStencilPalette *self, const Candidate *one, const Candidate *other)
{
  Section sections[] = { _sw_stencil_palette_get_section (one->stencil),
                         _sw_stencil_palette_get_section (other->stencil) };
  int better = 0;

  if (sections[0] != sections[1])
    {
      if (sections[0] != SECTION_CALL && sections[1] != SECTION_CALL)
        better = (int) self->best[sections[1]] - (int) self->best[sections[0]];
      return better != 0 ? better : (int) sections[0] - (int) sections[1];
    }
  if (!_sw_stencil_palette_is_searching (self))
    return compare_stencils (one->stencil, other->stencil);
  better = (int) other->match - (int) one->match;
  if (better != 0)
    return better;
  return one->stencil < other->stencil ? -1 : one->stencil > other->stencil;
}

static Candidate
get_candidate (GtkListBoxRow *row)
{
  return (Candidate) { sw_stencil_row_get_stencil (SW_STENCIL_ROW (row)),
                       sw_stencil_row_get_match (SW_STENCIL_ROW (row)) };
}

static int
compare_rows (GtkListBoxRow *left, GtkListBoxRow *right, gpointer user_data)
{
  Candidate one = get_candidate (left), other = get_candidate (right);

  return compare (user_data, &one, &other);
}

static int
compare_candidates (gconstpointer left, gconstpointer right, gpointer user_data)
{
  return compare (user_data, left, right);
}

/**
 * _sw_stencil_palette_sort:
 * @candidates: (element-type Candidate): what is to be shown
 *
 * Puts them in the order that their rows are going to have.
 */
void
_sw_stencil_palette_sort (SwStencilPalette *self, GArray *candidates)
{
  g_array_sort_with_data (candidates, compare_candidates, self);
}

static gboolean
filter_row (GtkListBoxRow *row, gpointer user_data)
{
  SwStencilPalette *self = user_data;

  if (_sw_stencil_palette_is_searching (self))
    return GTK_WIDGET (row) == self->call
           || sw_stencil_row_get_match (SW_STENCIL_ROW (row)) != SW_MATCH_NONE;
  return (guint) _sw_stencil_palette_get_section (sw_stencil_row_get_stencil (SW_STENCIL_ROW (row)))
         == self->page;
}

/* Has the list order, filter and head its rows. */
void
_sw_stencil_palette_order (SwStencilPalette *self)
{
  gtk_list_box_set_sort_func (self->list, compare_rows, self, NULL);
  gtk_list_box_set_filter_func (self->list, filter_row, self, NULL);
  gtk_list_box_set_header_func (self->list, update_header, self, NULL);
}
