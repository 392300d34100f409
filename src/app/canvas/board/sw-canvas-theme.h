/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/runs/sw-run-status.h"
#include "layout/picture/sw-look.h"

G_BEGIN_DECLS

#define SW_RUN_STATE_N (SW_RUN_STATE_UNCOVERED + 1)

/* SwCanvasTheme: the colours the canvas paints with at this moment, read from the style manager and
 * the widget's CSS: light or dark, the person's accent, high contrast. A value. */
typedef struct
{
  gboolean dark;
  gboolean high_contrast;
  double   line;         /* width of a border in points */
  GdkRGBA  ground;       /* of the canvas */
  GdkRGBA  card;
  GdkRGBA  card_border;
  GdkRGBA  on_tile;
  GdkRGBA  text;
  GdkRGBA  dim_text;
  GdkRGBA  edge;
  GdkRGBA  catch_edge;
  GdkRGBA  label;
  GdkRGBA  label_border;
  GdkRGBA  container;
  GdkRGBA  container_border;
  GdkRGBA  lane;
  GdkRGBA  lane_border;
  GdkRGBA  terminal;
  GdkRGBA  on_terminal;
  GdkRGBA  slot;
  GdkRGBA  added;        /* what became of a part from one version to the next */
  GdkRGBA  removed;
  GdkRGBA  changed;
  GdkRGBA  accent;       /* stands out on the ground */
  GdkRGBA  accent_fill;  /* behind on_accent */
  GdkRGBA  on_accent;
  GdkRGBA  refused;      /* where a drop is not possible */
  GdkRGBA  breakpoint;
  GdkRGBA  tiles[SW_STATE_N_TYPES];
  GdkRGBA  runs[SW_RUN_STATE_N];
} SwCanvasTheme;

void     sw_canvas_theme_load     (SwCanvasTheme *self,
                                   GtkWidget     *widget);
GskPath *sw_canvas_theme_get_icon (const char    *symbol);
GskPath *sw_canvas_theme_get_run_icon (SwRunState state);

G_END_DECLS
