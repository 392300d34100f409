/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/graph/sw-graph.h"

G_BEGIN_DECLS

/* The drawing vocabulary that the designer's canvas and the exported pictures share: icons,
 * colours and the measures of what is drawn inside a box. Colours are "#rrggbb" or "#rrggbbaa". */

#define SW_LOOK_ICON_GRID 16.0     /* icon paths are drawn on a square of this side */
#define SW_LOOK_ICON_SIZE 16.0     /* and shown at this size … */
#define SW_LOOK_TILE_SIZE 32.0     /* … in the middle of a coloured tile */
#define SW_LOOK_TILE_RADIUS 8.0
#define SW_LOOK_TILE_INSET 10.0    /* from the card's edge to the tile, and from tile to text */
#define SW_LOOK_CARD_RADIUS 12.0
#define SW_LOOK_LANE_RADIUS 10.0
#define SW_LOOK_NAME_SIZE 13.0     /* font sizes in points of the layout */
#define SW_LOOK_LONG_NAME_SIZE 12.0 /* of a name in two lines */
#define SW_LOOK_SUBTITLE_SIZE 11.0
#define SW_LOOK_LABEL_SIZE 11.0
#define SW_LOOK_LABEL_PADDING 8.0  /* at either side of a label's text */
#define SW_LOOK_ARROW_LENGTH 9.0
#define SW_LOOK_ARROW_HALF_WIDTH 4.5
#define SW_LOOK_RING_RADIUS 3.0    /* where a Catch leaves its state */

typedef struct
{
  SwStateType type;
  const char *icon;  /* SVG path data on SW_LOOK_ICON_GRID, to be filled by the nonzero rule;
                        gsk_path_parse() reads it */
  const char *light; /* the tile's colour; the icon on it is in SwPalette.on_tile */
  const char *dark;
} SwLook;

typedef struct
{
  const char *canvas;
  const char *card;
  const char *card_border;
  const char *on_tile;
  const char *text;
  const char *dim_text;
  const char *edge;
  const char *catch_edge;
  const char *label;       /* behind the text on an edge */
  const char *label_border;
  const char *container;   /* see-through, so that nesting deepens it */
  const char *container_border;
  const char *lane;
  const char *lane_border;
  const char *terminal;
  const char *on_terminal;
  const char *slot;
  const char *added; /* what became of a part from one version to the next */
  const char *removed;
  const char *changed;
} SwPalette;

const SwLook    *sw_look_get          (SwStateType    type);
const SwPalette *sw_look_get_palette  (gboolean       dark);
char            *sw_look_dup_subtitle (const SwState *state);

G_END_DECLS
