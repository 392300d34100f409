/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/canvas/board/sw-canvas-theme.h"
#include "app/canvas/sw-viewport.h"
#include "layout/picture/sw-mark.h"

G_BEGIN_DECLS

/* How the parts of a diagram are painted: free functions of a look, used by the states on the
 * canvas, by what is dragged and by the palette. They paint at the snapshot's origin or where a
 * rectangle says, in scene points. */

/* What hangs on the pointer while it is dragged: a small card beside it, which leaves the target to
 * be seen. */
#define SW_CANVAS_GHOST_SCALE 0.75
#define SW_CANVAS_GHOST_OFFSET 14

/* How much of a part can be made out at the present zoom */
typedef enum
{
  SW_DETAIL_FULL,
  SW_DETAIL_NAME, /* below 0.5: no second line, no small print */
  SW_DETAIL_BOX,  /* below 0.25: colours only */
} SwDetail;

typedef enum
{
  SW_CARD_SELECTED  = 1 << 0,
  SW_CARD_FOCUSED   = 1 << 1, /* has the keyboard focus, and that is to be seen */
  SW_CARD_HOVERED   = 1 << 2,
  SW_CARD_TARGET    = 1 << 3, /* what is dragged would land here */
  SW_CARD_LEGAL     = 1 << 4, /* … could land here */
  SW_CARD_LIFTED    = 1 << 5, /* is being dragged away */
  SW_CARD_LOST      = 1 << 6, /* no way leads here */
  SW_CARD_RTL       = 1 << 7,
  SW_CARD_FOLDABLE  = 1 << 8, /* has a button that closes or opens it */
  SW_CARD_FOLDED    = 1 << 9, /* holds what is not shown */
  SW_CARD_MATCH     = 1 << 10, /* is what is looked for */
} SwCardFlags;

typedef struct
{
  const SwCanvasTheme *theme;
  SwStateType          type;
  const char          *symbol;   /* what the tile shows, static; NULL: the type's icon */
  SwMarks              marks;    /* at the end of the second line */
  SwCardFlags          flags;
  SwDetail             detail;
  SwRunState           run;
  double               scale;    /* of fonts */
  PangoLayout         *name;     /* one line or two; or NULL */
  PangoLayout         *subtitle; /* or NULL */
  PangoLayout         *badge;    /* how the run stands, in words, in place of the subtitle; or NULL */
} SwCard;

typedef enum
{
  SW_LINE_PLAIN,
  SW_LINE_HOVERED,
  SW_LINE_TAKEN,  /* by the run that is shown */
  SW_LINE_TARGET,
} SwLineState;

double sw_card_get_fold_room (SwCardFlags          flags);
void   sw_paint_card         (GtkSnapshot         *snapshot,
                              const SwCard        *card,
                              double               width,
                              double               height);
void   sw_paint_container    (GtkSnapshot         *snapshot,
                              const SwCard        *card,
                              double               width,
                              double               height);
void   sw_paint_lane         (GtkSnapshot         *snapshot,
                              const SwCanvasTheme *theme,
                              SwRect               rect,
                              double               scale);
void   sw_paint_ring         (GtkSnapshot         *snapshot,
                              const SwCanvasTheme *theme,
                              SwPoint              center,
                              double               scale);
void   sw_paint_slot         (GtkSnapshot         *snapshot,
                              const SwCard        *card,
                              double               width,
                              double               height);
void   sw_paint_tile         (GtkSnapshot         *snapshot,
                              const SwCanvasTheme *theme,
                              SwStateType          type,
                              const char          *symbol,
                              SwRect               rect);
void   sw_paint_terminal     (GtkSnapshot         *snapshot,
                              const SwCanvasTheme *theme,
                              gboolean             is_end,
                              SwRect               rect,
                              PangoLayout         *text,
                              SwCardFlags          flags);
void   sw_paint_line         (GtkSnapshot         *snapshot,
                              const SwCanvasTheme *theme,
                              GskPath             *path,
                              SwPoint              base,
                              SwPoint              tip,
                              gboolean             is_catch,
                              SwLineState          state);
void   sw_paint_strand       (GtkSnapshot         *snapshot,
                              const SwCanvasTheme *theme,
                              GskPath             *path,
                              gboolean             is_catch,
                              double               offset);
void   sw_paint_label        (GtkSnapshot         *snapshot,
                              const SwCanvasTheme *theme,
                              SwRect               rect,
                              PangoLayout         *text,
                              gboolean             is_catch);
void   sw_paint_insertion    (GtkSnapshot         *snapshot,
                              const SwCanvasTheme *theme,
                              SwPoint              point,
                              double               angle,
                              double               length);
void   sw_paint_disc         (GtkSnapshot         *snapshot,
                              SwPoint              center,
                              double               radius,
                              const GdkRGBA       *colour);
void   sw_paint_dot          (GtkSnapshot         *snapshot,
                              const SwCanvasTheme *theme,
                              SwPoint              point);
void   sw_paint_band         (GtkSnapshot         *snapshot,
                              const SwCanvasTheme *theme,
                              SwRect               rect);
void   sw_paint_note         (GtkSnapshot         *snapshot,
                              const SwCanvasTheme *theme,
                              SwRect               rect,
                              PangoLayout         *text,
                              gboolean             refused);
void   sw_paint_count        (GtkSnapshot         *snapshot,
                              const SwCanvasTheme *theme,
                              SwRect               rect,
                              PangoLayout         *text);
void   sw_paint_taken_count  (GtkSnapshot         *snapshot,
                              const SwCanvasTheme *theme,
                              SwRect               rect,
                              PangoLayout         *text);
void   sw_paint_place        (GtkSnapshot         *snapshot,
                              const SwCanvasTheme *theme,
                              SwRect               rect,
                              double               radius,
                              gboolean             aimed);
void   sw_paint_handle       (GtkSnapshot         *snapshot,
                              const SwCanvasTheme *theme,
                              SwPoint              point,
                              double               radius,
                              SwDirection          direction,
                              gboolean             active);
void   sw_paint_plus         (GtkSnapshot         *snapshot,
                              const SwCanvasTheme *theme,
                              SwPoint              point,
                              double               radius,
                              gboolean             active);
void   sw_paint_icon         (GtkSnapshot         *snapshot,
                              GskPath             *icon,
                              const GdkRGBA       *colour,
                              SwPoint              center,
                              double               size);
void   sw_paint_text         (GtkSnapshot         *snapshot,
                              PangoLayout         *text,
                              const GdkRGBA       *colour,
                              double               x,
                              double               y);

G_END_DECLS
