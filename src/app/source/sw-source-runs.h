/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/* A stretch of the text that has a tag, in characters of the buffer. */
typedef struct
{
  int         start;
  int         end;
  GtkTextTag *tag;
} SwSourceRun;

void sw_source_runs_get_seen  (GtkTextView                   *view,
                               GtkTextIter                   *start,
                               GtkTextIter                   *end);
void sw_source_runs_show      (GtkTextBuffer                 *buffer,
                               GtkTextTag *const             *tags,
                               guint                          n_tags,
                               const GtkTextIter             *start,
                               const GtkTextIter             *end,
                               GArray                        *wanted);
void sw_source_runs_clear     (GtkTextBuffer                 *buffer,
                               GtkTextTag                    *tag,
                               const GtkTextIter             *start,
                               const GtkTextIter             *end);
void sw_source_runs_set_style (GtkTextTag                    *tag,
                               GtkSourceStyleScheme          *scheme,
                               const char *const              styles[2]);

G_END_DECLS
