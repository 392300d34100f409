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

/* What may be shown, and how well it answers the search */
typedef struct
{
  const SwStencil *stencil;
  SwMatch          match;
} Candidate;

struct _SwStencilPalette
{
  GtkWidget parent_instance;

  char              *action_name;
  GtkSearchEntry    *search;
  AdwToggleGroup    *pages;
  GtkScrolledWindow *scroller;
  GtkListBox        *list;
  GtkWidget         *call; /* the row of SECTION_CALL, while there is one */
  GHashTable        *made; /* const SwStencil: those whose rows are in the list, but `call` */
  GArray            *due;  /* Candidate: those whose rows are being made, in order */
  guint              fill_source; /* … now, or 0 */

  char   **words;            /* of the search */
  guint    page;             /* the chosen one, also while there are results */
  SwMatch  best[N_SECTIONS]; /* among the stencils of each */
};

Section  _sw_stencil_palette_get_section   (const SwStencil *stencil);
gboolean _sw_stencil_palette_is_searching  (SwStencilPalette *self);
void     _sw_stencil_palette_order         (SwStencilPalette *self);
void     _sw_stencil_palette_sort          (SwStencilPalette *self,
                                            GArray           *candidates);

/* sw-stencil-palette-fill.c */
void     _sw_stencil_palette_fill          (SwStencilPalette *self);

G_END_DECLS
