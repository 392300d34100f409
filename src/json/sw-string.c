/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/value/sw-value-private.h"

#include <string.h>
#include <sys/random.h>

/* Another one in each process, so that nobody can write down keys that all fall into one place of an
 * object's index: 100,000 of them would make reading it a matter of minutes. What is read and written
 * does not depend on it, as members keep the order they came in. */
static guint64 secret[2];

static void __attribute__ ((constructor))
choose_secret (void)
{
  static const guint64 fallback[2]
      = { G_GUINT64_CONSTANT (0x9e3779b97f4a7c15), G_GUINT64_CONSTANT (0xc2b2ae3d27d4eb4f) };

  if (getrandom (secret, sizeof secret, GRND_NONBLOCK) != sizeof secret)
    for (guint i = 0; i < G_N_ELEMENTS (secret); i++)
      secret[i] = fallback[i] ^ (guint64) (gsize) &secret;
}

__extension__ typedef unsigned __int128 Product;

/* Both halves of the product: what is multiplied cannot be told from one. */
static inline guint64
mix (guint64 a,
     guint64 b)
{
  const Product product = (Product) (a ^ secret[0]) * (b ^ secret[1]);

  return (guint64) product ^ (guint64) (product >> 64);
}

/**
 * sw_bytes_hash:
 * @text: (array length=length): any bytes
 *
 * Mixes eight bytes a step: keys are short, and this is on the road of every member look-up.
 *
 * Returns: a hash, never 0, and another one in each process
 */
guint
sw_bytes_hash (const char *text,
               gsize       length)
{
  guint64 hash = length;
  guint folded;

  for (; length > 0; text += 8)
    {
      guint64 word = 0;
      gsize take = MIN (length, 8);

      memcpy (&word, text, take);
      hash = mix (word, hash);
      length -= take;
    }

  folded = (guint) (hash ^ (hash >> 32));
  return folded != 0 ? folded : 1;
}

/* A string of LENGTH bytes that the caller has yet to write; only its NUL stands */
static SwString *
new_sized (gsize length)
{
  SwString *self = g_malloc (sizeof (SwString) + length + 1);

  self->count = 1;
  self->hash = 0;
  self->length = length;
  self->text_length = 0;
  self->text[length] = '\0';

  return self;
}

/**
 * sw_string_new:
 * @text: UTF-8; may hold U+0000 when @length is given
 * @length: bytes, or -1 when @text ends at its NUL
 *
 * Returns: (transfer full): a string of its own
 */
SwString *
sw_string_new (const char *text,
               gssize      length)
{
  gsize bytes = length < 0 ? strlen (text) : (gsize) length;
  SwString *self = new_sized (bytes);

  memcpy (self->text, text, bytes);
  return self;
}

/**
 * sw_string_ref:
 *
 * Returns: (transfer full): @self with one more owner
 */
SwString *
sw_string_ref (SwString *self)
{
  self->count++;
  return self;
}

/**
 * sw_string_unref:
 *
 * Gives up one ownership; the last one frees.
 */
void
sw_string_unref (SwString *self)
{
  if (--self->count == 0)
    g_free (self);
}

/**
 * sw_string_get_text:
 *
 * Returns: (transfer none): the bytes, NUL-terminated
 */
const char *
sw_string_get_text (const SwString *self)
{
  return self->text;
}

/**
 * sw_string_get_length:
 *
 * Returns: bytes, without the NUL
 */
gsize
sw_string_get_length (const SwString *self)
{
  return self->length;
}

/**
 * sw_string_hash:
 *
 * Returns: a hash of the bytes, computed once; never 0
 */
guint
sw_string_hash (const SwString *self)
{
  if (self->hash == 0)
    ((SwString *) self)->hash = sw_bytes_hash (self->text, self->length);

  return self->hash;
}

/**
 * sw_string_equal:
 *
 * Returns: whether both hold the same bytes
 */
gboolean
sw_string_equal (const SwString *a,
                 const SwString *b)
{
  if (a == b)
    return TRUE;
  if (a->length != b->length)
    return FALSE;
  if (a->hash != 0 && b->hash != 0 && a->hash != b->hash)
    return FALSE;

  return memcmp (a->text, b->text, a->length) == 0;
}
