/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/intrinsics/sw-java-random.h"

#define MULTIPLIER G_GUINT64_CONSTANT (0x5deece66d)
#define INCREMENT G_GUINT64_CONSTANT (0xb)
#define MASK ((G_GUINT64_CONSTANT (1) << 48) - 1)

/**
 * sw_java_random_init:
 * @seed: as given to `new Random (seed)`
 *
 * Begins the sequence of a seed.
 */
void
sw_java_random_init (SwJavaRandom *self,
                     gint64        seed)
{
  self->state = ((guint64) seed ^ MULTIPLIER) & MASK;
}

static guint32
next_bits (SwJavaRandom *self,
           guint         bits)
{
  self->state = (self->state * MULTIPLIER + INCREMENT) & MASK;
  return (guint32) (self->state >> (48 - bits));
}

/**
 * sw_java_random_next_double:
 *
 * Returns: the next number, 0 <= number < 1
 */
double
sw_java_random_next_double (SwJavaRandom *self)
{
  guint64 high = (guint64) next_bits (self, 26) << 27;

  return (double) (high + next_bits (self, 27)) * 0x1p-53;
}

/**
 * sw_java_random_next_int:
 * @bound: above 0
 *
 * Returns: the next whole number, 0 <= number < @bound
 */
gint32
sw_java_random_next_int (SwJavaRandom *self,
                         gint32        bound)
{
  gint32 bits;
  gint32 number;

  if ((bound & (bound - 1)) == 0)
    return (gint32) (((guint64) bound * next_bits (self, 31)) >> 31);

  /* Numbers of the last, incomplete stretch of `bound` would make some results likelier than
   * others. */
  do
    {
      bits = (gint32) next_bits (self, 31);
      number = bits % bound;
    }
  while ((gint64) bits - number + (bound - 1) > G_MAXINT32);

  return number;
}
