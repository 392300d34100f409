/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/fields/sw-field-colors.h"

#include <adwaita.h>
#include <string.h>

#include "app/source/sw-expression-tags.h"
#include "app/source/sw-source-colors.h"
#include "app/source/sw-source-runs.h"

typedef struct
{
  GtkTextBuffer  *buffer; /* whose these are */
  SwSourceColors *json;   /* or NULL */
  GtkTextTag     *words[SW_QUERY_N_TOKENS];
  GtkTextTag     *waves[SW_SEVERITY_HINT + 1];
  GArray         *marks[SW_FIELD_N_MARKS]; /* SwFieldMark; NULL: none */
} Colors;

/* libadwaita's own colours for text on the ground of a view */
static const struct
{
  const char    *tag;
  const char    *light;
  const char    *dark;
  PangoUnderline underline;
} waves[] = {
  [SW_SEVERITY_ERROR] = { "wave-error", "#c30000", "#ff938c", PANGO_UNDERLINE_ERROR },
  [SW_SEVERITY_WARNING] = { "wave-warning", "#905400", "#ffc252", PANGO_UNDERLINE_ERROR },
  [SW_SEVERITY_HINT] = { "wave-hint", "#0461be", "#81d0ff", PANGO_UNDERLINE_SINGLE },
};

static Colors *
get_colors (GtkTextBuffer *buffer)
{
  return g_object_get_data (G_OBJECT (buffer), "colors");
}

static void
clear_mark (gpointer data)
{
  g_free (((SwFieldMark *) data)->message);
}

/**
 * _sw_field_marks_new:
 *
 * Returns: (transfer full) (element-type SwFieldMark): an empty list
 */
GArray *
_sw_field_marks_new (void)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (SwFieldMark));

  g_array_set_clear_func (marks, clear_mark);
  return marks;
}

/**
 * _sw_field_marks_add:
 * @span: bytes of the editor's text; an empty one is shown on the character before
 * @message: for the tooltip
 */
void
_sw_field_marks_add (GArray     *marks,
                     SwSpan      span,
                     SwSeverity  severity,
                     const char *message)
{
  const SwFieldMark mark = { span, severity, g_strdup (message) };

  g_array_append_val (marks, mark);
}

static void
scheme_cb (Colors *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GtkSourceStyleScheme *scheme
      = gtk_source_buffer_get_style_scheme (GTK_SOURCE_BUFFER (self->buffer));

  for (guint i = 0; i < G_N_ELEMENTS (waves); i++)
    {
      GdkRGBA color;

      gdk_rgba_parse (&color, dark ? waves[i].dark : waves[i].light);
      g_object_set (self->waves[i], "underline-rgba", &color, NULL);
    }
  if (scheme == NULL)
    return;
  sw_expression_tags_set_style (self->words, scheme);
  if (self->json != NULL)
    sw_source_colors_update_style (self->json);
}

static char *
dup_text (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_slice (buffer, &start, &end, TRUE);
}

/* What is wrong at the character that begins at BYTE, or NULL */
static const char *
find_message (const Colors *self,
              gsize         byte)
{
  for (guint kind = 0; kind < SW_FIELD_N_MARKS; kind++)
    for (guint i = 0; self->marks[kind] != NULL && i < self->marks[kind]->len; i++)
      {
        const SwFieldMark *mark = &g_array_index (self->marks[kind], SwFieldMark, i);
        gsize start =
            mark->span.start - (mark->span.start == mark->span.end && mark->span.start > 0);

        if (byte >= start && byte < MAX (mark->span.end, start + 1))
          return mark->message;
      }
  return NULL;
}

static gboolean
tooltip_cb (GtkTextView *view,
            int          x,
            int          y,
            gboolean     keyboard,
            GtkTooltip  *tooltip)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  const char *message;
  g_autofree char *before = NULL;
  GtkTextIter start, place;

  if (keyboard)
    gtk_text_buffer_get_iter_at_mark (buffer, &place, gtk_text_buffer_get_insert (buffer));
  else
    {
      gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, x, y, &x, &y);
      if (!gtk_text_view_get_iter_at_location (view, &place, x, y))
        return FALSE;
    }
  gtk_text_buffer_get_start_iter (buffer, &start);
  before = gtk_text_buffer_get_slice (buffer, &start, &place, TRUE);
  message = find_message (get_colors (buffer), strlen (before));
  gtk_tooltip_set_text (tooltip, message);
  return message != NULL;
}

/**
 * _sw_field_colors_attach:
 * @view: in a scrolled window
 * @is_json: it has the colours of JSON besides those of expressions
 *
 * Prepares the view's buffer for colours; until _sw_field_colors_detach().
 */
void
_sw_field_colors_attach (GtkSourceView *view,
                         gboolean       is_json)
{
  Colors *self = g_new0 (Colors, 1);

  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  if (is_json)
    self->json = sw_source_colors_new (view);
  sw_expression_tags_create (self->buffer, self->words);
  for (int i = G_N_ELEMENTS (waves) - 1; i >= 0; i--)
    self->waves[i] = gtk_text_buffer_create_tag (self->buffer, waves[i].tag, "underline",
                                                 waves[i].underline, NULL);
  g_object_set_data (G_OBJECT (self->buffer), "colors", self);
  g_signal_connect_swapped (self->buffer, "notify::style-scheme", G_CALLBACK (scheme_cb), self);
  g_signal_connect (view, "query-tooltip", G_CALLBACK (tooltip_cb), NULL);
  scheme_cb (self);
}

/**
 * _sw_field_colors_detach:
 * @buffer: of a view that goes
 */
void
_sw_field_colors_detach (GtkTextBuffer *buffer)
{
  Colors *self = get_colors (buffer);

  if (self == NULL)
    return;
  g_signal_handlers_disconnect_by_data (buffer, self);
  g_object_set_data (G_OBJECT (buffer), "colors", NULL);
  g_clear_pointer (&self->json, sw_source_colors_free);
  for (guint kind = 0; kind < SW_FIELD_N_MARKS; kind++)
    g_clear_pointer (&self->marks[kind], g_array_unref);
  g_free (self);
}

/* A byte of TEXT as a character; spans come in order, so that each goes on from the last. */
typedef struct
{
  const char *text;
  gsize       byte;
  int         character;
} Counter;

static int
count_to (Counter *self,
          gsize    byte)
{
  byte = MIN (byte, strlen (self->text));
  if (byte < self->byte)
    self->byte = 0, self->character = 0;
  self->character += (int) g_utf8_pointer_to_offset (self->text + self->byte, self->text + byte);
  self->byte = byte;
  return self->character;
}

/**
 * _sw_field_colors_show:
 * @tokens: (element-type SwQueryToken): words of the buffer's present text, in order
 *
 * Colours these words, and no other ones.
 */
void
_sw_field_colors_show (GtkTextBuffer *buffer,
                       const GArray  *tokens)
{
  Colors *self = get_colors (buffer);
  g_autofree char *text = dup_text (buffer);
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (SwSourceRun));
  Counter counter = { .text = text };
  GtkTextIter start, end;

  if (self == NULL)
    return;
  for (guint i = 0; i < tokens->len; i++)
    {
      const SwQueryToken *token = &g_array_index (tokens, SwQueryToken, i);
      SwSourceRun run = { .tag = self->words[token->kind] };

      run.start = count_to (&counter, token->span.start);
      run.end = count_to (&counter, token->span.end);
      if (run.start < run.end)
        g_array_append_val (runs, run);
    }
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  sw_source_runs_show (buffer, self->words, SW_QUERY_N_TOKENS, &start, &end, runs);
}

static void
draw_mark (Colors            *self,
           Counter           *counter,
           const SwFieldMark *mark)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &start, count_to (counter, mark->span.start));
  gtk_text_buffer_get_iter_at_offset (self->buffer, &end, count_to (counter, mark->span.end));
  /* Where something is missing there is nothing to draw under. */
  if (gtk_text_iter_equal (&start, &end) && !gtk_text_iter_backward_char (&start))
    gtk_text_iter_forward_char (&end);
  gtk_text_buffer_apply_tag (self->buffer, self->waves[mark->severity], &start, &end);
}

/**
 * _sw_field_colors_mark:
 * @take_marks: (transfer full) (nullable) (element-type SwFieldMark): what is wrong with the
 *   buffer's present text
 *
 * Draws what is wrong, in place of what the same one said before.
 */
void
_sw_field_colors_mark (GtkTextBuffer *buffer,
                       SwFieldMarks   kind,
                       GArray        *take_marks)
{
  Colors *self = get_colors (buffer);
  g_autoptr (GArray) former = NULL;
  g_autofree char *text = NULL;
  Counter counter = { 0 };
  GtkTextIter start, end;
  gboolean any = FALSE;

  if (self == NULL || (take_marks == NULL && self->marks[kind] == NULL))
    {
      g_clear_pointer (&take_marks, g_array_unref);
      return;
    }
  former = g_steal_pointer (&self->marks[kind]);
  self->marks[kind] = take_marks;
  counter.text = text = dup_text (buffer);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  for (guint i = 0; i < G_N_ELEMENTS (waves); i++)
    gtk_text_buffer_remove_tag (buffer, self->waves[i], &start, &end);
  for (guint k = 0; k < SW_FIELD_N_MARKS; k++)
    for (guint i = 0; self->marks[k] != NULL && i < self->marks[k]->len; i++)
      {
        draw_mark (self, &counter, &g_array_index (self->marks[k], SwFieldMark, i));
        any = TRUE;
      }
  gtk_widget_set_has_tooltip (g_object_get_data (G_OBJECT (buffer), "view"), any);
}
