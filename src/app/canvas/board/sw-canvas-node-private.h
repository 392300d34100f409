/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/canvas/board/sw-canvas-node.h"

G_BEGIN_DECLS

struct _SwCanvasNode
{
  GtkWidget parent_instance;

  const SwCanvasTheme *theme; /* the board's */
  SwGraphNode         *node;  /* of the graph the board shows; replaced before that graph goes */
  gboolean             is_container;
  SwMarks              marks;
  SwCardFlags          flags;
  SwDetail             detail;
  SwRunState           run;
  double               scale;
  PangoLayout         *name;     /* made when first painted, dropped when their text or font changes */
  PangoLayout         *subtitle;
  PangoLayout         *badge;
  char                *badge_text;
  char                *label;       /* what assistive technology was told */
  char                *description;
  char                *problems;    /* what is wrong with it, told behind the description; or NULL */
  char                *breakpoints; /* where a run is to stop at it, told likewise; or NULL */
  guint                serial;      /* tells this node from one that had its address before */
  guint               *following;   /* serials of the nodes it leads to, as was told, 0 at the end; or NULL */
};

/* sw-canvas-node.c */
char *_sw_canvas_node_dup_subtitle   (SwCanvasNode   *self);

/* sw-canvas-node-actions.c */
void _sw_canvas_node_install_actions (GtkWidgetClass *widget_class);

/* sw-canvas-node-told.c */
void _sw_canvas_node_tell             (SwCanvasNode   *self,
                                       const SwScene  *scene);
void _sw_canvas_node_tell_description (SwCanvasNode   *self);

G_END_DECLS
