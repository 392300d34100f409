/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sw-nearest.h"

#include <string.h>

/* Longer words are not compared letter by letter: nobody mistypes them. */
#define MAX_LENGTH 128

static guint
min3 (guint a,
      guint b,
      guint c)
{
  return MIN (MIN (a, b), c);
}

/* The optimal string alignment distance of two texts of A_LENGTH and B_LENGTH letters; ROWS has
 * room for three rows. */
static guint
measure (const gunichar *a,
         guint           a_length,
         const gunichar *b,
         guint           b_length,
         guint           rows[3][MAX_LENGTH + 1])
{
  for (guint j = 0; j <= b_length; j++)
    rows[0][j] = j;

  for (guint i = 1; i <= a_length; i++)
    {
      guint *row = rows[i % 3];
      const guint *above = rows[(i + 2) % 3];
      const guint *two_above = rows[(i + 1) % 3];

      row[0] = i;
      for (guint j = 1; j <= b_length; j++)
        {
          row[j] = min3 (above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], two_above[j - 2] + 1);
        }
    }

  return rows[a_length % 3][b_length];
}

/**
 * sw_nearest_distance:
 * @a: UTF-8
 * @b: UTF-8
 *
 * How many letters must be put in, left out, changed or swapped with their neighbour to make @b of
 * @a; upper and lower case are the same.
 *
 * Returns: 0 for the same word; %G_MAXUINT where one of them is too long for a slip
 */
guint
sw_nearest_distance (const char *a,
                     const char *b)
{
  g_autofree char *a_folded = g_utf8_casefold (a, -1);
  g_autofree char *b_folded = g_utf8_casefold (b, -1);
  glong a_length;
  glong b_length;
  g_autofree gunichar *a_letters = g_utf8_to_ucs4_fast (a_folded, -1, &a_length);
  g_autofree gunichar *b_letters = g_utf8_to_ucs4_fast (b_folded, -1, &b_length);
  guint rows[3][MAX_LENGTH + 1];

  if (a_length > MAX_LENGTH || b_length > MAX_LENGTH)
    return G_MAXUINT;

  return measure (a_letters, (guint) a_length, b_letters, (guint) b_length, rows);
}

/**
 * sw_nearest_find:
 * @word: what was written
 * @candidates: (element-type utf8): what may stand there
 * @sure: (out) (optional): whether no other candidate comes as near
 *
 * The candidate that @word is a slip for: at most one letter in three is wrong.
 *
 * Returns: (transfer none) (nullable): of @candidates, or %NULL where none is near
 */
const char *
sw_nearest_find (const char *word,
                 GPtrArray  *candidates,
                 gboolean   *sure)
{
  glong length = g_utf8_strlen (word, -1);
  guint limit = MAX (1, (guint) length / 3);
  guint best = limit + 1;
  const char *found = NULL;
  gboolean alone = TRUE;

  for (guint i = 0; i < candidates->len; i++)
    {
      const char *candidate = g_ptr_array_index (candidates, i);
      glong difference = g_utf8_strlen (candidate, -1) - length;
      guint distance;

      /* So many letters at least are wrong. */
      if ((gulong) ABS (difference) > limit)
        continue;

      distance = sw_nearest_distance (word, candidate);
      if (distance == best && found != NULL && strcmp (found, candidate) != 0)
        alone = FALSE;
      if (distance >= best)
        continue;

      best = distance;
      found = candidate;
      alone = TRUE;
    }

  if (sure != NULL)
    *sure = found != NULL && alone;

  return found;
}
