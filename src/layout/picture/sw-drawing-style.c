/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/picture/sw-drawing-private.h"

#define FONT "Cantarell, 'Adwaita Sans', 'Noto Sans', sans-serif"

static void
write_class (SwDrawing  *self,
             const char *name,
             const char *fill,
             const char *stroke,
             double      width,
             const char *more)
{
  sw_svg_writer_line (&self->svg, ".%s { fill: %s; stroke: %s; stroke-width: %f;%s }", name, fill,
                      stroke, width * self->scale, more);
}

static void
write_font (SwDrawing  *self,
            const char *name,
            double      size,
            const char *weight,
            const char *fill)
{
  sw_svg_writer_line (&self->svg, ".%s { font-size: %fpx; font-weight: %s; fill: %s; }", name,
                      size * self->scale, weight, fill);
}

/* Added, removed and changed are told apart by the line as well as by its colour. */
static void
write_change_style (SwDrawing *self)
{
  const SwPalette *p = self->palette;

  write_class (self, "added", "none", p->added, 2.5, "");
  write_class (self, "removed", "none", p->removed, 2, " stroke-dasharray: 7 4;");
  write_class (self, "changed", "none", p->changed, 2.5, " stroke-dasharray: 2 3;");
  write_class (self, "added-sign", p->added, p->canvas, 1.5, "");
  write_class (self, "removed-sign", p->removed, p->canvas, 1.5, "");
  write_class (self, "changed-sign", p->changed, p->canvas, 1.5, "");
  write_font (self, "sign", SW_LOOK_NAME_SIZE, "bold", p->canvas);
}

/**
 * sw_drawing_write_style:
 *
 * Writes the classes that the parts of the picture have.
 */
void
sw_drawing_write_style (SwDrawing *self)
{
  const SwPalette *p = self->palette;

  sw_svg_writer_open (&self->svg, "<style>");
  sw_svg_writer_line (&self->svg, "text { font-family: %s; }", FONT);
  write_font (self, "name", SW_LOOK_NAME_SIZE, "bold", p->text);
  write_font (self, "long-name", SW_LOOK_LONG_NAME_SIZE, "bold", p->text);
  write_font (self, "subtitle", SW_LOOK_SUBTITLE_SIZE, "normal", p->dim_text);
  write_font (self, "label", SW_LOOK_LABEL_SIZE, "normal", p->text);
  write_font (self, "terminal-name", SW_LOOK_SUBTITLE_SIZE, "bold", p->on_terminal);
  write_class (self, "card", p->card, p->card_border, 1, "");
  write_class (self, "unreachable", p->card, p->slot, 1, " stroke-dasharray: 6 4;");
  write_class (self, "slot", "none", p->slot, 1.5, " stroke-dasharray: 6 4;");
  write_class (self, "container", p->container, p->container_border, 1, "");
  write_class (self, "lane", p->lane, p->lane_border, 1, " stroke-dasharray: 4 4;");
  write_class (self, "terminal", p->terminal, "none", 0, "");
  write_class (self, "icon", p->on_tile, "none", 0, "");
  write_class (self, "mark", p->dim_text, "none", 0, "");
  write_class (self, "pill", p->label, p->label_border, 1, "");
  write_class (self, "edge", "none", p->edge, 1.5, "");
  write_class (self, "bundled", "none", p->edge, 1.25, " stroke-opacity: 0.75;");
  write_class (self, "catch", "none", p->catch_edge, 1.5, " stroke-dasharray: 5 4;");
  write_class (self, "arrow", p->edge, p->edge, 1, " stroke-linejoin: round;");
  write_class (self, "catch-arrow", p->canvas, p->catch_edge, 1.25, " stroke-linejoin: round;");
  if (self->changes)
    write_change_style (self);
  sw_svg_writer_close (&self->svg, "style");
}
