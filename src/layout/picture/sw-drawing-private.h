/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "layout/picture/sw-look.h"
#include "layout/picture/sw-picture.h"
#include "layout/picture/sw-svg-writer.h"

G_BEGIN_DECLS

/* A picture while it is written as SVG */
typedef struct
{
  SwLayout           *layout;
  const SwPalette    *palette;
  const SwDiffGraph  *changes;
  gboolean            dark;
  double              scale;
  const SwLayoutNode *nodes;
  const SwLayoutEdge *edges;
  guint               n_nodes;
  guint               n_edges;
  SwSvgWriter         svg;
} SwDrawing;

void sw_drawing_write_style (SwDrawing *self);

G_END_DECLS
