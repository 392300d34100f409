/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-source-colors.h"

#include <string.h>

#include "app/source/sw-source-runs.h"
#include "json/tree/sw-lexer.h"

/* The colours of JSON, for buffers without a language of GtkSourceView's. Its engine reads a text
 * from the beginning to wherever it is looked at, in slices of up to 30 ms, and goes through all
 * that it has read after each key. JSON needs none of that: no token goes over the end of a line
 * but a comment, which is none of JSON's. So what is seen is read when it is painted, and a key has
 * its line read. */

typedef enum
{
  LOOK_KEY,
  LOOK_STRING,
  LOOK_ESCAPE,
  LOOK_NUMBER,
  LOOK_BOOLEAN,
  LOOK_NULL,
  LOOK_PLACEHOLDER,
  LOOK_COMMENT,
  N_LOOKS,
} Look;

/* What it is called in style schemes; the first that a scheme knows is taken. */
static const struct
{
  const char *tag;
  const char *styles[2];
} looks[N_LOOKS] = {
  [LOOK_KEY] = { "json-key", { "def:constant", NULL } },
  [LOOK_STRING] = { "json-string", { "def:string", NULL } },
  [LOOK_ESCAPE] = { "json-escape", { "def:special-char", NULL } },
  [LOOK_NUMBER] = { "json-number", { "def:decimal", "def:number" } },
  [LOOK_BOOLEAN] = { "json-boolean", { "def:boolean", "def:constant" } },
  [LOOK_NULL] = { "json-null", { "def:special-constant", "def:constant" } },
  [LOOK_PLACEHOLDER] = { "json-placeholder", { "def:preprocessor", "def:identifier" } },
  [LOOK_COMMENT] = { "json-comment", { "def:comment", NULL } },
};

/* How GtkSourceBuffer knows what is a string: brackets in one have no match outside of it. */
#define STRING_CLASS_TAG "gtksourceview:context-classes:string"

struct _SwSourceColors
{
  GtkTextView   *view;       /* not owned */
  GtkAdjustment *adjustment; /* of the view's scrolling */
  GtkTextBuffer *buffer;
  GtkTextTag    *tags[N_LOOKS];
  GtkTextTag    *string_class;
  GtkTextMark   *from;       /* what has changed since it was painted */
  GtkTextMark   *to;
  gboolean       is_changed;
  gboolean       all;        /* something else than before is seen */
  guint          tick;       /* a painting that is due; 0 for none */
};

/* A part of the text that is being read */
typedef struct
{
  SwSourceColors *colors;
  const char     *text;
  gsize           byte;      /* where the last token ended … */
  int             character; /* … in characters of the buffer */
  GArray         *words;
  GArray         *strings;
} Reading;

/* The character of the buffer where BYTE, not before the last one asked for, is */
static int
move_to (Reading *self, gsize byte)
{
  self->character += (int) g_utf8_pointer_to_offset (self->text + self->byte, self->text + byte);
  self->byte = byte;
  return self->character;
}

static void
add_run (Reading *self, Look look, gsize start, gsize end)
{
  SwSourceRun run = { .tag = self->colors->tags[look] };

  if (start >= end)
    return;
  run.start = move_to (self, start);
  run.end = move_to (self, end);
  g_array_append_val (self->words, run);
}

/* The bytes of an escape; one that is cut short by its string ends with it. */
static gsize
measure_escape (const char *text, gsize left)
{
  return MIN (left, left > 1 && text[1] == 'u' ? 6 : 2);
}

static void
add_string (Reading *self, const SwToken *token, Look look)
{
  SwSourceRun whole = { .tag = self->colors->string_class };
  gsize start = token->span.start;

  whole.start = move_to (self, start);
  for (gsize at = start; token->escaped && at < token->span.end; at++)
    if (self->text[at] == '\\')
      {
        gsize length = measure_escape (self->text + at, token->span.end - at);

        add_run (self, look, start, at);
        add_run (self, LOOK_ESCAPE, at, at + length);
        start = at + length;
        at = start - 1;
      }
  add_run (self, look, start, token->span.end);
  whole.end = move_to (self, token->span.end);
  g_array_append_val (self->strings, whole);
}

static gboolean
is_word (const Reading *self, const SwToken *token, const char *word)
{
  gsize length = strlen (word);

  return sw_span_length (token->span) == length
         && memcmp (self->text + token->span.start, word, length) == 0;
}

static void
add_token (Reading *self, const SwLexer *lexer, const SwToken *token)
{
  switch (token->kind)
    {
    case SW_TOKEN_STRING:
      add_string (self, token, sw_lexer_peek (lexer, 0) == ':' ? LOOK_KEY : LOOK_STRING);
      break;
    case SW_TOKEN_NUMBER:
      add_run (self, LOOK_NUMBER, token->span.start, token->span.end);
      break;
    case SW_TOKEN_WORD:
      if (is_word (self, token, "true") || is_word (self, token, "false"))
        add_run (self, LOOK_BOOLEAN, token->span.start, token->span.end);
      else if (is_word (self, token, "null"))
        add_run (self, LOOK_NULL, token->span.start, token->span.end);
      break;
    case SW_TOKEN_PLACEHOLDER:
      add_run (self, LOOK_PLACEHOLDER, token->span.start, token->span.end);
      break;
    case SW_TOKEN_COMMENT:
      add_run (self, LOOK_COMMENT, token->span.start, token->span.end);
      break;
    case SW_TOKEN_END:
    case SW_TOKEN_OPEN_OBJECT:
    case SW_TOKEN_CLOSE_OBJECT:
    case SW_TOKEN_OPEN_ARRAY:
    case SW_TOKEN_CLOSE_ARRAY:
    case SW_TOKEN_COLON:
    case SW_TOKEN_COMMA:
    case SW_TOKEN_SPACE:
    case SW_TOKEN_STRAY:
    default:
      break;
    }
}

/* START and END are at the bounds of lines. */
static void
paint_lines (SwSourceColors *self, const GtkTextIter *start, const GtkTextIter *end)
{
  g_autofree char *text = gtk_text_buffer_get_slice (self->buffer, start, end, TRUE);
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (SwSourceRun));
  g_autoptr (GArray) strings = g_array_new (FALSE, FALSE, sizeof (SwSourceRun));
  Reading reading = { self, text, 0, gtk_text_iter_get_offset (start), words, strings };
  SwLexer lexer = { text, strlen (text), 0 };
  SwToken token;

  for (sw_lexer_next (&lexer, &token); token.kind != SW_TOKEN_END; sw_lexer_next (&lexer, &token))
    add_token (&reading, &lexer, &token);
  sw_source_runs_show (self->buffer, self->tags, N_LOOKS, start, end, words);
  sw_source_runs_show (self->buffer, &self->string_class, 1, start, end, strings);
}

/* The lines that have changed, and those beside them: whether a string is a name is decided by what
 * follows it. */
static void
get_changed (SwSourceColors *self, GtkTextIter *start, GtkTextIter *end)
{
  gtk_text_buffer_get_iter_at_mark (self->buffer, start, self->from);
  gtk_text_buffer_get_iter_at_mark (self->buffer, end, self->to);
  gtk_text_iter_backward_line (start);
  gtk_text_iter_set_line_offset (start, 0);
  gtk_text_iter_forward_line (end);
  if (!gtk_text_iter_ends_line (end))
    gtk_text_iter_forward_to_line_end (end);
}

/* Its own language colours the text; what we have coloured, if anything, must go. */
static void
leave_to_language (SwSourceColors *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  for (guint i = 0; i < N_LOOKS; i++)
    sw_source_runs_clear (self->buffer, self->tags[i], &start, &end);
}

static void
paint (SwSourceColors *self)
{
  GtkTextIter start, end, first, last;

  if (gtk_source_buffer_get_language (GTK_SOURCE_BUFFER (self->buffer)) != NULL)
    {
      leave_to_language (self);
      return;
    }
  sw_source_runs_get_seen (self->view, &start, &end);
  if (!self->all)
    {
      get_changed (self, &first, &last);
      if (gtk_text_iter_compare (&first, &start) > 0)
        start = first;
      if (gtk_text_iter_compare (&last, &end) < 0)
        end = last;
    }
  if (gtk_text_iter_compare (&start, &end) < 0)
    paint_lines (self, &start, &end);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  SwSourceColors *self = user_data;

  self->tick = 0;
  paint (self);
  self->all = self->is_changed = FALSE;
  return G_SOURCE_REMOVE;
}

static void
queue (SwSourceColors *self)
{
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->view), tick_cb, self, NULL);
}

static void
queue_all (SwSourceColors *self)
{
  self->all = TRUE;
  queue (self);
}

static void
note_change (SwSourceColors *self, const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextIter from, to;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &from, self->from);
  gtk_text_buffer_get_iter_at_mark (self->buffer, &to, self->to);
  if (!self->is_changed || gtk_text_iter_compare (start, &from) < 0)
    gtk_text_buffer_move_mark (self->buffer, self->from, start);
  if (!self->is_changed || gtk_text_iter_compare (end, &to) > 0)
    gtk_text_buffer_move_mark (self->buffer, self->to, end);
  self->is_changed = TRUE;
  queue (self);
}

/* After the insertion, END stands behind it. */
static void
inserted_cb (SwSourceColors *self, const GtkTextIter *end, const char *text, int length)
{
  GtkTextIter start = *end;

  gtk_text_iter_backward_chars (&start, (int) g_utf8_strlen (text, length));
  note_change (self, &start, end);
}

/* After the removal, both iterators stand where the text was. */
static void
removed_cb (SwSourceColors *self, const GtkTextIter *start)
{
  note_change (self, start, start);
}

static void
create_tags (SwSourceColors *self)
{
  GtkTextIter start;

  for (guint i = 0; i < N_LOOKS; i++)
    self->tags[i] = gtk_text_buffer_create_tag (self->buffer, looks[i].tag, NULL);
  self->string_class = gtk_text_buffer_create_tag (self->buffer, STRING_CLASS_TAG, NULL);
  gtk_text_buffer_get_start_iter (self->buffer, &start);
  self->from = gtk_text_buffer_create_mark (self->buffer, NULL, &start, TRUE);
  self->to = gtk_text_buffer_create_mark (self->buffer, NULL, &start, FALSE);
}

/**
 * sw_source_colors_new:
 * @view: in a scrolled window; must outlive the answer
 *
 * Has the JSON that is seen coloured from now on, while its buffer has no language of its own. Once
 * per buffer, and before those whose colours go above these create their tags.
 *
 * Returns: (transfer full)
 */
SwSourceColors *
sw_source_colors_new (GtkSourceView *view)
{
  SwSourceColors *self = g_new0 (SwSourceColors, 1);

  self->view = GTK_TEXT_VIEW (view);
  self->adjustment = g_object_ref (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view)));
  self->buffer = g_object_ref (gtk_text_view_get_buffer (self->view));
  create_tags (self);
  g_signal_connect_data (self->buffer, "insert-text", G_CALLBACK (inserted_cb), self, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_data (self->buffer, "delete-range", G_CALLBACK (removed_cb), self, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_swapped (self->buffer, "notify::language", G_CALLBACK (queue_all), self);
  g_signal_connect_swapped (view, "map", G_CALLBACK (queue_all), self);
  g_signal_connect_swapped (self->adjustment, "value-changed", G_CALLBACK (queue_all), self);
  g_signal_connect_swapped (self->adjustment, "changed", G_CALLBACK (queue_all), self);
  return self;
}

/**
 * sw_source_colors_free:
 *
 * Colours nothing any more.
 */
void
sw_source_colors_free (SwSourceColors *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->view), self->tick);
  g_signal_handlers_disconnect_by_data (self->buffer, self);
  g_signal_handlers_disconnect_by_data (self->view, self);
  g_signal_handlers_disconnect_by_data (self->adjustment, self);
  gtk_text_buffer_delete_mark (self->buffer, self->from);
  gtk_text_buffer_delete_mark (self->buffer, self->to);
  g_object_unref (self->adjustment);
  g_object_unref (self->buffer);
  g_free (self);
}

/**
 * sw_source_colors_update_style:
 *
 * Takes the colours from the buffer's style scheme, which has changed.
 */
void
sw_source_colors_update_style (SwSourceColors *self)
{
  GtkSourceStyleScheme *scheme =
      gtk_source_buffer_get_style_scheme (GTK_SOURCE_BUFFER (self->buffer));

  for (guint i = 0; i < N_LOOKS; i++)
    sw_source_runs_set_style (self->tags[i], scheme, looks[i].styles);
}
