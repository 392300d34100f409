/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-source-runs.h"

/* Tags that are kept as they should be while the text changes. Only what changed is touched: a tag
 * taken away and put back has GTK lay out its line anew, and a range named to GTK has it look at
 * each of the range's lines. */

#define LEAST_LINE_HEIGHT 8 /* pixels, however small the font */
#define LONGEST_LINE 10000  /* characters; of a longer line … */
#define LONG_LINE_PART 1000 /* … so much at its beginning gets tags */

static int
compare_runs (const SwSourceRun *a, const SwSourceRun *b)
{
  return a->start != b->start ? a->start - b->start : a->end - b->end;
}

static gboolean
runs_equal (const SwSourceRun *a, const SwSourceRun *b)
{
  return a->start == b->start && a->end == b->end && a->tag == b->tag;
}

static void
add_present (GArray *runs, GtkTextTag *tag, const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextIter at = *start;

  if (!gtk_text_iter_has_tag (&at, tag) && !gtk_text_iter_forward_to_tag_toggle (&at, tag))
    return;
  while (gtk_text_iter_compare (&at, end) < 0)
    {
      SwSourceRun run = { .start = gtk_text_iter_get_offset (&at), .tag = tag };

      gtk_text_iter_forward_to_tag_toggle (&at, tag);
      run.end = gtk_text_iter_get_offset (&at);
      g_array_append_val (runs, run);
      if (!gtk_text_iter_forward_to_tag_toggle (&at, tag))
        return;
    }
}

/* Words that touch and are of one kind are one run to the buffer. */
static void
join_runs (GArray *runs)
{
  guint length = 0;

  for (guint i = 0; i < runs->len; i++)
    {
      const SwSourceRun run = g_array_index (runs, SwSourceRun, i);
      SwSourceRun *last = length > 0 ? &g_array_index (runs, SwSourceRun, length - 1) : NULL;

      if (last != NULL && last->end == run.start && last->tag == run.tag)
        last->end = run.end;
      else
        g_array_index (runs, SwSourceRun, length++) = run;
    }
  g_array_set_size (runs, length);
}

/* GTK walks through a line for each tag in it, and Pango copies what is behind it: a definition
 * that is all in one line would take minutes. Of such a line all but the beginning stays plain. */
static void
limit_runs (GArray *runs, const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextIter next = *start;
  int last = -1;     /* offset up to which tags are set in the line that a run begins in … */
  int line_end = -1; /* … and where the next line begins */
  guint length = 0;

  if (gtk_text_iter_get_offset (end) - gtk_text_iter_get_offset (start) <= LONGEST_LINE)
    return;
  gtk_text_iter_set_line_offset (&next, 0);
  for (guint i = 0; i < runs->len; i++)
    {
      const SwSourceRun run = g_array_index (runs, SwSourceRun, i);

      while (run.start >= line_end)
        {
          int line = gtk_text_iter_get_offset (&next);
          gboolean is_long = gtk_text_iter_get_chars_in_line (&next) > LONGEST_LINE;
          line_end = G_MAXINT;
          if (gtk_text_iter_forward_line (&next))
            line_end = gtk_text_iter_get_offset (&next);
          last = is_long ? line + LONG_LINE_PART : line_end;
        }
      if (run.end <= last)
        g_array_index (runs, SwSourceRun, length++) = run;
    }
  g_array_set_size (runs, length);
}

static void
apply (GtkTextBuffer *buffer, const SwSourceRun *run, gboolean wanted)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, run->start);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, run->end);
  if (wanted)
    gtk_text_buffer_apply_tag (buffer, run->tag, &start, &end);
  else
    gtk_text_buffer_remove_tag (buffer, run->tag, &start, &end);
}

/* What is in ONE and not in the other, both in the order of the text, gets its tag or loses it. */
static void
apply_difference (GtkTextBuffer *buffer, const GArray *one, const GArray *other, gboolean wanted)
{
  guint j = 0;

  for (guint i = 0; i < one->len; i++)
    {
      const SwSourceRun *run = &g_array_index (one, SwSourceRun, i);

      while (j < other->len && compare_runs (&g_array_index (other, SwSourceRun, j), run) < 0)
        j++;
      if (j == other->len || !runs_equal (run, &g_array_index (other, SwSourceRun, j)))
        apply (buffer, run, wanted);
    }
}

/* Lines that GTK has not laid out yet have no height: a text that has just been opened would seem
 * to be seen whole. */
static void
limit_lines (const GtkTextIter *start, GtkTextIter *end, int height)
{
  int most = gtk_text_iter_get_line (start) + height / LEAST_LINE_HEIGHT + 1;

  if (gtk_text_iter_get_line (end) > most)
    gtk_text_iter_set_line (end, most);
}

/**
 * sw_source_runs_get_seen:
 * @start: (out): the start of a line
 * @end: (out): the end of a line
 *
 * Finds the lines that are seen, and a screen before and behind them: scrolling finds its colours
 * there.
 */
void
sw_source_runs_get_seen (GtkTextView *view, GtkTextIter *start, GtkTextIter *end)
{
  GdkRectangle visible;

  gtk_text_view_get_visible_rect (view, &visible);
  gtk_text_view_get_line_at_y (view, start, visible.y - visible.height, NULL);
  gtk_text_view_get_line_at_y (view, end, visible.y + 2 * visible.height, NULL);
  limit_lines (start, end, 3 * visible.height);
  gtk_text_iter_set_line_offset (start, 0);
  if (!gtk_text_iter_ends_line (end))
    gtk_text_iter_forward_to_line_end (end);
}

/**
 * sw_source_runs_show:
 * @tags: (array length=n_tags): those that nobody else sets
 * @start: of the part of the text that is meant
 * @end: of that part
 * @wanted: (element-type SwSourceRun): what should have a tag there, in the order of the text, no
 *   two overlapping
 *
 * Has each of the tags where it is wanted and nowhere else in that part of the text.
 */
void
sw_source_runs_show (GtkTextBuffer            *buffer,
                     GtkTextTag        *const *tags,
                     guint                     n_tags,
                     const GtkTextIter        *start,
                     const GtkTextIter        *end,
                     GArray                   *wanted)
{
  g_autoptr (GArray) present = g_array_new (FALSE, FALSE, sizeof (SwSourceRun));

  for (guint i = 0; i < n_tags; i++)
    add_present (present, tags[i], start, end);
  g_array_sort (present, (GCompareFunc) compare_runs);
  join_runs (wanted);
  limit_runs (wanted, start, end);
  apply_difference (buffer, present, wanted, FALSE);
  apply_difference (buffer, wanted, present, TRUE);
}

/**
 * sw_source_runs_clear:
 * @start: of the part of the text that is meant
 * @end: of that part
 *
 * Takes a tag away wherever a part of the text has it.
 */
void
sw_source_runs_clear (GtkTextBuffer     *buffer,
                      GtkTextTag        *tag,
                      const GtkTextIter *start,
                      const GtkTextIter *end)
{
  g_autoptr (GArray) present = g_array_new (FALSE, FALSE, sizeof (SwSourceRun));
  int last = gtk_text_iter_get_offset (end);

  add_present (present, tag, start, end);
  for (guint i = 0; i < present->len; i++)
    {
      SwSourceRun *run = &g_array_index (present, SwSourceRun, i);

      run->end = MIN (run->end, last);
      apply (buffer, run, FALSE);
    }
}

/**
 * sw_source_runs_set_style:
 * @styles: names in style schemes, the last may be `NULL`; the first that @scheme knows is taken
 *
 * Gives a tag the colour and weight of a style.
 */
void
sw_source_runs_set_style (GtkTextTag                 *tag,
                          GtkSourceStyleScheme       *scheme,
                          const char           *const styles[2])
{
  for (guint i = 0; i < 2 && styles[i] != NULL; i++)
    {
      GtkSourceStyle *style = gtk_source_style_scheme_get_style (scheme, styles[i]);
      g_autofree char *foreground = NULL;
      gboolean bold, is_set;

      if (style == NULL)
        continue;
      g_object_get (style, "foreground", &foreground, "bold", &bold, "bold-set", &is_set, NULL);
      g_object_set (tag, "foreground", foreground, NULL);
      if (is_set)
        g_object_set (tag, "weight", bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL, NULL);
      return;
    }
}
