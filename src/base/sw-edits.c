/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sw-edits.h"

#include <string.h>

struct _SwEdits
{
  gatomicrefcount count;
  GArray         *edits; /* SwEdit */
};

static void
clear_edit (gpointer data)
{
  SwEdit *edit = data;

  g_free (edit->text);
}

/**
 * sw_edits_new:
 *
 * Returns: (transfer full): an empty set
 */
SwEdits *
sw_edits_new (void)
{
  SwEdits *self = g_new (SwEdits, 1);

  g_atomic_ref_count_init (&self->count);
  self->edits = g_array_new (FALSE, FALSE, sizeof (SwEdit));
  g_array_set_clear_func (self->edits, clear_edit);

  return self;
}

/**
 * sw_edits_ref:
 *
 * Returns: (transfer full): @self with one more owner
 */
SwEdits *
sw_edits_ref (SwEdits *self)
{
  g_atomic_ref_count_inc (&self->count);
  return self;
}

/**
 * sw_edits_unref:
 *
 * Gives up one ownership; the last one frees.
 */
void
sw_edits_unref (SwEdits *self)
{
  if (!g_atomic_ref_count_dec (&self->count))
    return;

  g_array_unref (self->edits);
  g_free (self);
}

static SwEdit *
get_edit (const SwEdits *self,
          guint          index)
{
  return &g_array_index (self->edits, SwEdit, index);
}

static char *
copy_bytes (const char *text,
            gsize       length)
{
  char *copy = g_malloc (length + 1);

  memcpy (copy, text, length);
  copy[length] = '\0';
  return copy;
}

static gboolean
goes_before (SwSpan a,
             SwSpan b)
{
  return a.start < b.start || (a.start == b.start && a.end < b.end);
}

/**
 * sw_edits_add:
 * @span: bytes of the old text to replace; overlaps no other edit's
 * @text: (array length=length): what stands there instead; copied
 * @length: bytes, or -1 when @text ends at its NUL
 *
 * Adds an edit to a set that was not handed out yet. Edits may come in any order; insertions at the
 * same offset stay in the order they came in, and before the replacement of what follows them.
 */
void
sw_edits_add (SwEdits    *self,
              SwSpan      span,
              const char *text,
              gssize      length)
{
  guint index = self->edits->len;
  SwEdit edit = { .span = span };

  while (index > 0 && goes_before (span, get_edit (self, index - 1)->span))
    index--;

  g_return_if_fail (span.start <= span.end);
  g_return_if_fail (index == 0 || get_edit (self, index - 1)->span.end <= span.start);
  g_return_if_fail (index == self->edits->len || get_edit (self, index)->span.start >= span.end);

  edit.length = length < 0 ? strlen (text) : (gsize) length;
  edit.text = copy_bytes (text, edit.length);
  g_array_insert_val (self->edits, index, edit);
}

/**
 * sw_edits_get_count:
 *
 * Returns: the number of edits
 */
guint
sw_edits_get_count (const SwEdits *self)
{
  return self->edits->len;
}

/**
 * sw_edits_get:
 * @index: from 0, in order of the text
 *
 * Returns: (transfer none): an edit
 */
const SwEdit *
sw_edits_get (const SwEdits *self,
              guint          index)
{
  g_return_val_if_fail (index < self->edits->len, NULL);

  return get_edit (self, index);
}

/**
 * sw_edits_apply:
 * @text: (array length=length): the text the edits were made for
 * @new_length: (out) (optional): receives the bytes of the result
 *
 * Returns: (transfer full): the text with all edits done, NUL-terminated; free with g_free()
 */
char *
sw_edits_apply (const SwEdits *self,
                const char    *text,
                gsize          length,
                gsize         *new_length)
{
  GString *out = g_string_sized_new (length + 64);
  gsize done = 0;

  for (guint i = 0; i < self->edits->len; i++)
    {
      const SwEdit *edit = get_edit (self, i);

      g_return_val_if_fail (edit->span.end <= length, g_string_free_and_steal (out));

      g_string_append_len (out, text + done, (gssize) (edit->span.start - done));
      g_string_append_len (out, edit->text, (gssize) edit->length);
      done = edit->span.end;
    }
  g_string_append_len (out, text + done, (gssize) (length - done));

  if (new_length != NULL)
    *new_length = out->len;
  return g_string_free_and_steal (out);
}

/**
 * sw_edits_invert:
 * @text: the text the edits were made for, before them
 *
 * Returns: (transfer full): edits that lead from the text after @self back to @text
 */
SwEdits *
sw_edits_invert (const SwEdits *self,
                 const char    *text)
{
  SwEdits *inverse = sw_edits_new ();
  gsize grown = 0; /* modulo 2^64: it may be negative */

  for (guint i = 0; i < self->edits->len; i++)
    {
      const SwEdit *edit = get_edit (self, i);
      gsize start = edit->span.start + grown;
      SwEdit back = {
        .span = { start, start + edit->length },
        .text = copy_bytes (text + edit->span.start, sw_span_length (edit->span)),
        .length = sw_span_length (edit->span),
      };

      g_array_append_val (inverse->edits, back);
      grown += edit->length - sw_span_length (edit->span);
    }

  return inverse;
}

/* A set of edits read as a row of steps: keep bytes, drop bytes, write bytes. */
typedef enum
{
  STEP_KEEP,
  STEP_DROP,
  STEP_WRITE,
} StepKind;

typedef struct
{
  const SwEdits *edits;
  guint          index;  /* the edit that the step belongs to, or that follows */
  StepKind       kind;
  gsize          offset; /* of the step in the old text; into the edit's text when writing */
  gsize          left;   /* bytes; G_MAXSIZE for the rest of the text */
} Steps;

static void
begin_keep (Steps *steps,
            gsize  from)
{
  gboolean rest = steps->index == steps->edits->edits->len;

  steps->kind = STEP_KEEP;
  steps->offset = from;
  steps->left = rest ? G_MAXSIZE : get_edit (steps->edits, steps->index)->span.start - from;
}

static void
begin_next (Steps *steps)
{
  const SwEdit *edit = get_edit (steps->edits, steps->index);

  if (steps->kind == STEP_KEEP)
    {
      steps->kind = STEP_DROP;
      steps->offset = edit->span.start;
      steps->left = sw_span_length (edit->span);
    }
  else if (steps->kind == STEP_DROP)
    {
      steps->kind = STEP_WRITE;
      steps->offset = 0;
      steps->left = edit->length;
    }
  else
    {
      steps->index++;
      begin_keep (steps, edit->span.end);
    }
}

static void
skip_empty (Steps *steps)
{
  while (steps->left == 0)
    begin_next (steps);
}

static void
advance (Steps *steps,
         gsize  bytes)
{
  if (steps->left == G_MAXSIZE)
    return;

  steps->offset += bytes;
  steps->left -= bytes;
  skip_empty (steps);
}

static Steps
begin_steps (const SwEdits *edits)
{
  Steps steps = { .edits = edits };

  begin_keep (&steps, 0);
  skip_empty (&steps);
  return steps;
}

/* The edit that is being put together */
typedef struct
{
  SwEdits *out;
  SwSpan   span;
  GString *text;
} Builder;

static void
flush (Builder *builder,
       gsize    kept)
{
  if (sw_span_length (builder->span) > 0 || builder->text->len > 0)
    sw_edits_add (builder->out, builder->span, builder->text->str, (gssize) builder->text->len);

  builder->span.start = builder->span.end = builder->span.end + kept;
  g_string_truncate (builder->text, 0);
}

static void
write_bytes (Builder     *builder,
             const Steps *from,
             gsize        bytes)
{
  const SwEdit *edit = get_edit (from->edits, from->index);

  g_string_append_len (builder->text, edit->text + from->offset, (gssize) bytes);
}

/* What the second set does with the next bytes of the text between */
static void
compose_step (Builder *builder,
              Steps   *first,
              Steps   *second)
{
  gsize bytes = MIN (first->left, second->left);

  if (first->kind == STEP_KEEP && second->kind == STEP_KEEP)
    flush (builder, bytes);
  else if (first->kind == STEP_KEEP)
    builder->span.end += bytes;
  else if (second->kind == STEP_KEEP)
    write_bytes (builder, first, bytes);

  advance (first, bytes);
  advance (second, bytes);
}

/**
 * sw_edits_compose:
 * @first: made for a text
 * @second: made for the text after @first
 *
 * Returns: (transfer full): edits for the first text that do both, touching edits joined
 */
SwEdits *
sw_edits_compose (const SwEdits *first,
                  const SwEdits *second)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Builder builder = { .out = sw_edits_new (), .text = text };
  Steps a = begin_steps (first);
  Steps b = begin_steps (second);

  while (a.left != G_MAXSIZE || b.left != G_MAXSIZE)
    {
      if (a.kind == STEP_DROP)
        {
          builder.span.end += a.left;
          advance (&a, a.left);
        }
      else if (b.kind == STEP_WRITE)
        {
          write_bytes (&builder, &b, b.left);
          advance (&b, b.left);
        }
      else
        {
          compose_step (&builder, &a, &b);
        }
    }
  flush (&builder, 0);

  return builder.out;
}

/**
 * sw_edits_map:
 * @offset: byte of the old text, 0..length
 *
 * Follows a place through the edits: behind an insertion at it, and as far into a replaced part as
 * it was, while that part has so many bytes.
 *
 * Returns: the byte of the new text
 */
gsize
sw_edits_map (const SwEdits *self,
              gsize          offset)
{
  gsize grown = 0; /* modulo 2^64: it may be negative */

  for (guint i = 0; i < self->edits->len; i++)
    {
      const SwEdit *edit = get_edit (self, i);

      if (offset < edit->span.start)
        break;
      if (offset < edit->span.end)
        return edit->span.start + grown + MIN (offset - edit->span.start, edit->length);
      grown += edit->length - sw_span_length (edit->span);
    }

  return offset + grown;
}
