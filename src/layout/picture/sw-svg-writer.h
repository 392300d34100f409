/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* SwSvgWriter: SVG text, an element a line, indented by nesting, numbers with at most two decimals
 * and never by the locale: the same picture is the same bytes, and a small change is a small
 * difference.
 *
 * Formats know only %s and %f: every %s is escaped, every %f is a number as above. */
typedef struct
{
  GString *text;
  guint    depth;
} SwSvgWriter;

void   sw_svg_writer_init  (SwSvgWriter *self);
char  *sw_svg_writer_steal (SwSvgWriter *self);
void   sw_svg_writer_open  (SwSvgWriter *self,
                            const char  *format,
                            ...);
void   sw_svg_writer_close (SwSvgWriter *self,
                            const char  *name);
void   sw_svg_writer_line  (SwSvgWriter *self,
                            const char  *format,
                            ...);
void   sw_svg_append_number (GString    *text,
                             double      number);

G_END_DECLS
