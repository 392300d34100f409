/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/palette/sw-stencil-palette.h"
#include "app/palette/sw-stencil-row.h"

G_BEGIN_DECLS

/* What may stand in the list, in this order; all but the last are the pages of the toggle group. */
typedef enum
{
  SECTION_FLOW,
  SECTION_ACTIONS,
  SECTION_PATTERNS,
  SECTION_CALL, /* the call of the SDK that the search reads like */
  N_SECTIONS
} Section;

struct _SwStencilPalette
{
  GtkWidget parent_instance;

  char              *action_name;
  GtkSearchEntry    *search;
  AdwToggleGroup    *pages;
  GtkScrolledWindow *scroller;
  GtkListBox        *list;
  GtkWidget         *call; /* the row of SECTION_CALL, while there is one */
  gboolean           filled[N_SECTIONS]; /* whose rows are in the list */

  char   **words;            /* of the search */
  guint    page;             /* the chosen one, also while there are results */
  SwMatch  best[N_SECTIONS]; /* among the rows of each */
};

Section  _sw_stencil_palette_get_section   (const SwStencil *stencil);
gboolean _sw_stencil_palette_is_searching  (SwStencilPalette *self);
void     _sw_stencil_palette_order         (SwStencilPalette *self);

G_END_DECLS
