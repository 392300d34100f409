/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-difference.h"

#include "json/sw-text.h"
#include "json/tree/sw-tree.h"

typedef struct
{
  GPtrArray     *found; /* SwDifference */
  SwCompareMode  mode;
  guint          limit;
  guint          depth;
} Comparison;

static void compare (Comparison *self, const char *pointer, SwValue wanted, SwValue got);

static void
report (Comparison       *self,
        SwDifferenceKind  kind,
        const char       *pointer,
        SwValue           wanted,
        SwValue           got)
{
  SwDifference *difference;

  if (self->found->len >= self->limit)
    return;
  difference = g_new0 (SwDifference, 1);
  difference->kind = kind;
  difference->pointer = g_strdup (pointer);
  difference->wanted = sw_value_ref (wanted);
  difference->got = sw_value_ref (got);
  g_ptr_array_add (self->found, difference);
}

static void
compare_members (Comparison *self,
                 const char *pointer,
                 SwValue     wanted,
                 SwValue     got)
{
  for (guint i = 0; i < sw_value_get_length (wanted); i++)
    {
      SwString *key = sw_value_get_key (wanted, i);
      SwValue other = sw_value_get_member_string (got, key);
      g_autofree char *inner = sw_pointer_append (pointer, sw_string_get_text (key));

      if (sw_value_is (other, SW_TYPE_UNDEFINED))
        report (self, SW_DIFFERENCE_MISSING, inner, sw_value_get_member_at (wanted, i), other);
      else
        compare (self, inner, sw_value_get_member_at (wanted, i), other);
    }
  for (guint i = 0; self->mode == SW_COMPARE_WHOLE && i < sw_value_get_length (got); i++)
    {
      SwString *key = sw_value_get_key (got, i);
      g_autofree char *inner = NULL;

      if (!sw_value_is (sw_value_get_member_string (wanted, key), SW_TYPE_UNDEFINED))
        continue;
      inner = sw_pointer_append (pointer, sw_string_get_text (key));
      report (self, SW_DIFFERENCE_ADDED, inner, SW_VALUE_INIT, sw_value_get_member_at (got, i));
    }
}

static void
compare_elements (Comparison *self,
                  const char *pointer,
                  SwValue     wanted,
                  SwValue     got)
{
  guint n_wanted = sw_value_get_length (wanted);
  guint n_got = sw_value_get_length (got);

  for (guint i = 0; i < MAX (n_wanted, n_got) && self->found->len < self->limit; i++)
    {
      g_autofree char *inner = sw_pointer_append_index (pointer, i);

      if (i >= n_got)
        report (self, SW_DIFFERENCE_MISSING, inner, sw_value_get_element (wanted, i),
                SW_VALUE_INIT);
      else if (i >= n_wanted)
        report (self, SW_DIFFERENCE_ADDED, inner, SW_VALUE_INIT, sw_value_get_element (got, i));
      else
        compare (self, inner, sw_value_get_element (wanted, i), sw_value_get_element (got, i));
    }
}

/* Recurses as deep as the JSON reader lets values nest; what was nested deeper by computing is
 * compared as a whole there. */
static void
compare (Comparison *self,
         const char *pointer,
         SwValue     wanted,
         SwValue     got)
{
  gboolean composed = sw_value_is (wanted, SW_TYPE_OBJECT) || sw_value_is (wanted, SW_TYPE_ARRAY);

  if (self->found->len >= self->limit || sw_value_same_box (wanted, got))
    return;
  if (!composed || sw_value_type (wanted) != sw_value_type (got)
      || self->depth >= SW_TEXT_MAX_DEPTH)
    {
      if (!sw_value_equal (wanted, got))
        report (self, SW_DIFFERENCE_CHANGED, pointer, wanted, got);
      return;
    }

  self->depth++;
  if (sw_value_is (wanted, SW_TYPE_OBJECT))
    compare_members (self, pointer, wanted, got);
  else
    compare_elements (self, pointer, wanted, got);
  self->depth--;
}

/**
 * sw_value_compare:
 * @wanted: what should be; may be undefined, as @got may
 * @got: what is
 * @mode: whether @got may have more members
 * @limit: how many differences to look for, at least 1
 *
 * Finds where two values part, as deep inside as can be said. Numbers are equal by value, however
 * they are written; the order of members does not matter.
 *
 * Returns: (transfer full) (element-type SwDifference): the differences, in @wanted's order; empty
 * for equal values
 */
GPtrArray *
sw_value_compare (SwValue       wanted,
                  SwValue       got,
                  SwCompareMode mode,
                  guint         limit)
{
  Comparison self = { .mode = mode, .limit = limit };
  gboolean there = !sw_value_is (wanted, SW_TYPE_UNDEFINED);

  self.found = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_difference_free);
  if (there && !sw_value_is (got, SW_TYPE_UNDEFINED))
    compare (&self, "", wanted, got);
  else if (there != !sw_value_is (got, SW_TYPE_UNDEFINED))
    report (&self, there ? SW_DIFFERENCE_MISSING : SW_DIFFERENCE_ADDED, "", wanted, got);
  return self.found;
}

/**
 * sw_difference_free:
 *
 * Frees a difference.
 */
void
sw_difference_free (SwDifference *self)
{
  g_free (self->pointer);
  sw_value_clear (&self->wanted);
  sw_value_clear (&self->got);
  g_free (self);
}
