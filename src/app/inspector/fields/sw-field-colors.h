/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

#include "base/sw-diagnostic.h"

G_BEGIN_DECLS

/* The colours of a small editor, light and dark: words of JSON and of expressions as in the code,
 * and waves under what is wrong, with a tooltip that says what. They are the buffer's, which is
 * asked for them. */

/* Who says that something is wrong: each has marks of his own. */
typedef enum
{
  SW_FIELD_MARKS_TYPED,   /* what was typed cannot be written */
  SW_FIELD_MARKS_CHECKED, /* the checker, of what is written */
  SW_FIELD_N_MARKS
} SwFieldMarks;

typedef struct
{
  SwSpan     span; /* bytes of the text */
  SwSeverity severity;
  char      *message;
} SwFieldMark;

void       _sw_field_colors_attach (GtkSourceView *view,
                                    gboolean       is_json);
void       _sw_field_colors_detach (GtkTextBuffer *buffer);
void       _sw_field_colors_show   (GtkTextBuffer *buffer,
                                    const GArray  *tokens);
void       _sw_field_colors_mark   (GtkTextBuffer *buffer,
                                    SwFieldMarks   kind,
                                    GArray        *take_marks);
GArray    *_sw_field_marks_new     (void);
void       _sw_field_marks_add     (GArray        *marks,
                                    SwSpan         span,
                                    SwSeverity     severity,
                                    const char    *message);

G_END_DECLS
