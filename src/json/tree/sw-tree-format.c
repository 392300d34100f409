/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/rewriter/sw-rewriter.h"
#include "json/sw-style.h"
#include "json/tree/sw-tree-private.h"

#include <string.h>

/* A line that grows beyond this is broken up. */
#define LINE_WIDTH 100

/* A document as its tokens and the white space between them. Only the latter is changed, so nothing
 * can be lost, whatever the text is. */
typedef struct
{
  SwSpan      span;
  SwTokenKind kind;
  gboolean    unclosed; /* a string that its line ends */
  gboolean spread; /* a bracket whose content goes over lines; known once the pieces before it are
                      placed */
  gboolean    empty;    /* a bracket without content */
  gsize       flat_end; /* where the piece would end if all the document stood on one line */
  guint       lines;    /* line ends in the document before the piece's end */
  guint partner; /* an opening bracket's closing one, and the other way round; or NO_PARTNER */
} Piece;

#define NO_PARTNER G_MAXUINT

typedef struct
{
  const char *text;
  gsize       length;
  GArray     *pieces;
  SwStyle     style;
  gboolean    one_line; /* the document has no lines that could be kept */
  guint       depth;
  GByteArray *spread;   /* of each open bracket */
  gsize       column;   /* of the formatted text, in bytes */
} Formatter;

static void
formatter_clear (Formatter *self)
{
  g_clear_pointer (&self->pieces, g_array_unref);
  g_clear_pointer (&self->spread, g_byte_array_unref);
  sw_style_clear (&self->style);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Formatter, formatter_clear)

static Piece *
get_piece (GArray *pieces,
           guint   index)
{
  return &g_array_index (pieces, Piece, index);
}

static gboolean
is_opening (const Piece *piece)
{
  return piece->kind == SW_TOKEN_OPEN_OBJECT || piece->kind == SW_TOKEN_OPEN_ARRAY;
}

static gboolean
is_closing (const Piece *piece)
{
  return piece->kind == SW_TOKEN_CLOSE_OBJECT || piece->kind == SW_TOKEN_CLOSE_ARRAY;
}

static GArray *
split_pieces (const char *text,
              gsize       length)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  SwLexer lexer = { .text = text, .length = length };
  SwToken token;

  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    lexer.at = 3;

  for (sw_lexer_next (&lexer, &token); token.kind != SW_TOKEN_END; sw_lexer_next (&lexer, &token))
    {
      Piece piece = {
        .span = token.span,
        .kind = token.kind,
        .unclosed = token.problem == SW_PROBLEM_UNCLOSED_STRING,
        .partner = NO_PARTNER,
      };

      g_array_append_val (pieces, piece);
    }

  return pieces;
}

/* Finds each bracket's partner. In broken text a closing bracket goes with the innermost open one,
 * be it its kind or not. */
static void
match_brackets (GArray *pieces)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < pieces->len; i++)
    {
      Piece *piece = get_piece (pieces, i);

      if (is_opening (piece))
        g_array_append_val (open, i);
      if (!is_closing (piece) || open->len == 0)
        continue;

      piece->partner = g_array_index (open, guint, open->len - 1);
      piece->empty = piece->partner == i - 1;
      get_piece (pieces, piece->partner)->partner = i;
      get_piece (pieces, piece->partner)->empty = piece->empty;
      g_array_set_size (open, open->len - 1);
    }
}

static SwSpan
get_gap (const Formatter *self,
         guint            index)
{
  gsize end =
      index < self->pieces->len ? get_piece (self->pieces, index)->span.start : self->length;

  return (SwSpan) { index > 0 ? get_piece (self->pieces, index - 1)->span.end : 0, end };
}

static guint
count_line_ends (const char *text,
                 SwSpan      span)
{
  guint count = 0;

  for (gsize i = span.start; i < span.end; i++)
    count += text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n');

  return count;
}

/* One empty line between parts says something; more of them say no more. */
static void
print_line (const Formatter *self,
            SwSpan           gap,
            GString         *out)
{
  g_string_append (out, self->style.eol);
  if (count_line_ends (self->text, gap) > 1)
    g_string_append (out, self->style.eol);

  sw_style_append_indent (&self->style, self->depth, out);
}

static gboolean
is_line_comment (const Formatter *self,
                 const Piece     *piece)
{
  return piece->kind == SW_TOKEN_COMMENT && self->text[piece->span.start + 1] != '*';
}

/* Text that its line's end ends has to keep it. */
static gboolean
needs_line_end (const Formatter *self,
                const Piece     *before,
                SwSpan           gap)
{
  return is_line_comment (self, before)
         || (before->unclosed && sw_span_has_line_end (self->text, gap));
}

/* The gap between pieces that follow no rule: comments, and what is broken */
static void
print_loose (const Formatter *self,
             SwSpan           gap,
             GString         *out)
{
  if (sw_span_has_line_end (self->text, gap))
    print_line (self, gap, out);
  else if (sw_span_length (gap) > 0)
    g_string_append_c (out, ' ');
}

static void
print_bracket_gap (const Formatter *self,
                   const Piece     *bracket,
                   SwSpan           gap,
                   GString         *out)
{
  if (bracket->empty)
    return;
  if (bracket->spread)
    print_line (self, (SwSpan) { gap.end, gap.end }, out);
  else if (sw_span_length (gap) > 0)
    g_string_append_c (out, ' ');
}

static gboolean
is_spread (const Formatter *self)
{
  return self->spread->len == 0 || self->spread->data[self->spread->len - 1];
}

static void
print_gap (const Formatter *self,
           const Piece     *before,
           const Piece     *after,
           SwSpan           gap,
           GString         *out)
{
  if (needs_line_end (self, before, gap))
    print_line (self, gap, out);
  else if (after->kind >= SW_TOKEN_COMMENT || before->kind >= SW_TOKEN_COMMENT)
    print_loose (self, gap, out);
  else if (is_opening (before))
    print_bracket_gap (self, before, gap, out);
  else if (is_closing (after) && after->partner != NO_PARTNER)
    print_bracket_gap (self, after, gap, out);
  else if (after->kind == SW_TOKEN_COMMA || after->kind == SW_TOKEN_COLON)
    return;
  else if (before->kind == SW_TOKEN_COLON)
    g_string_append_c (out, ' ');
  else if (before->kind == SW_TOKEN_COMMA && is_spread (self))
    print_line (self, gap, out);
  else if (before->kind == SW_TOKEN_COMMA)
    g_string_append_c (out, ' ');
  else
    print_loose (self, gap, out);
}

/* Works out how long each part would be on one line, and which parts are on one. */
static void
measure_flat (Formatter *self)
{
  g_autoptr (GString) gap = g_string_new (NULL);
  gsize end = 0;
  guint lines = 0;

  g_byte_array_append (self->spread, (const guint8 *) "", 1);
  for (guint i = 0; i < self->pieces->len; i++)
    {
      Piece *piece = get_piece (self->pieces, i);

      g_string_truncate (gap, 0);
      if (i > 0)
        print_gap (self, get_piece (self->pieces, i - 1), piece, get_gap (self, i), gap);
      end += gap->len + sw_span_length (piece->span);
      lines += count_line_ends (self->text, (SwSpan) { get_gap (self, i).start, piece->span.end });
      piece->flat_end = end;
      piece->lines = lines;
    }
  g_byte_array_set_size (self->spread, 0);
}

/* What stood on one line may stay there, while it fits and the document has lines at all. */
static void
choose_spread (Formatter *self,
               Piece     *piece)
{
  Piece *closing;

  piece->spread = TRUE;
  if (piece->partner == NO_PARTNER)
    return;

  closing = get_piece (self->pieces, piece->partner);
  piece->spread =
      self->one_line
      || sw_span_has_line_end (self->text, (SwSpan) { piece->span.start, closing->span.end })
      || self->column + 1 + closing->flat_end - piece->flat_end > LINE_WIDTH;
  closing->spread = piece->spread;
}

static void
advance_column (Formatter     *self,
                const GString *gap,
                const Piece   *piece)
{
  const char *line = sw_line_find_last (gap->str);

  self->column = line != NULL ? strlen (line) : self->column + gap->len;
  self->column += sw_span_length (piece->span);
}

static void
follow_brackets (Formatter   *self,
                 const Piece *piece)
{
  guint8 spread = piece->spread ? 1 : 0;

  if (is_opening (piece))
    {
      g_byte_array_append (self->spread, &spread, 1);
      self->depth++;
    }
  else if (is_closing (piece) && self->depth > 0)
    {
      g_byte_array_set_size (self->spread, self->spread->len - 1);
      self->depth--;
    }
}

static void
replace_gap (const Formatter *self,
             SwSpan           gap,
             const GString   *wanted,
             SwEdits         *edits)
{
  if (wanted->len != sw_span_length (gap)
      || memcmp (self->text + gap.start, wanted->str, wanted->len) != 0)
    sw_edits_add (edits, gap, wanted->str, (gssize) wanted->len);
}

static SwEdits *
format_gaps (Formatter *self,
             gsize      begin)
{
  g_autoptr (GString) wanted = g_string_new (NULL);
  SwEdits *edits = sw_edits_new ();
  SwSpan end = get_gap (self, self->pieces->len);

  for (guint i = 0; i < self->pieces->len; i++)
    {
      Piece *piece = get_piece (self->pieces, i);
      SwSpan gap = get_gap (self, i);

      g_string_truncate (wanted, 0);
      if (is_closing (piece))
        follow_brackets (self, piece);
      if (i > 0)
        print_gap (self, get_piece (self->pieces, i - 1), piece, gap, wanted);
      else
        gap.start = begin;
      replace_gap (self, gap, wanted, edits);

      advance_column (self, wanted, piece);
      if (is_opening (piece))
        {
          choose_spread (self, piece);
          follow_brackets (self, piece);
        }
    }

  g_string_truncate (wanted, 0);
  if (self->pieces->len > 0 && sw_span_has_line_end (self->text, end))
    g_string_append (wanted, self->style.eol);
  if (self->pieces->len > 0)
    replace_gap (self, end, wanted, edits);

  return edits;
}

/* Whether a text has the same tokens, byte for byte */
static gboolean
has_same_pieces (const Formatter *self,
                 const char      *text,
                 gsize            length)
{
  g_autoptr (GArray) pieces = split_pieces (text, length);

  if (pieces->len != self->pieces->len)
    return FALSE;

  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *a = get_piece (self->pieces, i);
      const Piece *b = get_piece (pieces, i);

      if (a->kind != b->kind || sw_span_length (a->span) != sw_span_length (b->span)
          || memcmp (self->text + a->span.start, text + b->span.start, sw_span_length (a->span))
                 != 0)
        return FALSE;
    }

  return TRUE;
}

/**
 * sw_tree_format:
 * @unit: spaces per level, 0 for a tab
 *
 * Re-indents a whole document. What stands on one line stays there while it fits into 100 columns,
 * and one empty line between parts stays too; a document without any lines is spread over lines.
 * Broken text is formatted as well, unless that would change how it reads: then nothing changes.
 *
 * Returns: (transfer full): edits that change nothing but white space
 */
SwEdits *
sw_tree_format (SwTree *tree,
                guint   unit)
{
  gsize length, new_length;
  const char *text = sw_tree_get_text (tree, &length);
  gsize begin = g_str_has_prefix (text, "\xef\xbb\xbf") ? 3 : 0;
  g_auto (Formatter) self = { .text = text, .length = length };
  g_autoptr (SwEdits) edits = NULL;
  g_autofree char *formatted = NULL;

  self.pieces = split_pieces (text, length);
  self.spread = g_byte_array_new ();
  sw_style_detect (&self.style, tree);
  g_free (self.style.unit);
  self.style.unit = unit > 0 ? g_strnfill (unit, ' ') : g_strdup ("\t");
  self.one_line = !sw_span_has_line_end (text, tree->root->span);

  match_brackets (self.pieces);
  measure_flat (&self);
  edits = format_gaps (&self, begin);

  formatted = sw_edits_apply (edits, text, length, &new_length);
  if (!sw_tree_is_valid (tree) && !has_same_pieces (&self, formatted, new_length))
    return sw_edits_new ();

  return g_steal_pointer (&edits);
}
