/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/durable/sw-seed.h"

#include <string.h>
#include <sys/random.h>

static void
reset (SwSeed *self)
{
  self->counter = 0;
  self->used = G_N_ELEMENTS (self->block);
}

/**
 * sw_seed_init:
 *
 * Makes a new secret.
 *
 * Returns: whether the system had one to give
 */
gboolean
sw_seed_init (SwSeed *self)
{
  reset (self);
  return getrandom (self->key, sizeof self->key, 0) == sizeof self->key;
}

/**
 * sw_seed_init_from_text:
 * @text: of sw_seed_dup_text()
 *
 * Begins the sequence of another seed anew.
 *
 * Returns: %FALSE where @text is none
 */
gboolean
sw_seed_init_from_text (SwSeed     *self,
                        const char *text)
{
  reset (self);
  if (strlen (text) != 2 * sizeof self->key)
    return FALSE;
  for (guint i = 0; i < sizeof self->key; i++)
    {
      int high = g_ascii_xdigit_value (text[2 * i]), low = g_ascii_xdigit_value (text[2 * i + 1]);

      if (high < 0 || low < 0)
        return FALSE;
      self->key[i] = (guint8) (high << 4 | low);
    }
  return TRUE;
}

/**
 * sw_seed_dup_text:
 *
 * Returns: (transfer full): the secret as hexadecimal digits
 */
char *
sw_seed_dup_text (SwSeed *self)
{
  GString *text = g_string_sized_new (2 * sizeof self->key);

  for (guint i = 0; i < sizeof self->key; i++)
    g_string_append_printf (text, "%02x", self->key[i]);
  return g_string_free_and_steal (text);
}

static void
make_block (SwSeed *self)
{
  guint64 counter = GUINT64_TO_LE (self->counter++);
  GHmac *hmac = g_hmac_new (G_CHECKSUM_SHA256, self->key, sizeof self->key);
  gsize length = sizeof self->block;

  g_hmac_update (hmac, (const guchar *) &counter, sizeof counter);
  g_hmac_get_digest (hmac, (guint8 *) self->block, &length);
  g_hmac_unref (hmac);
  for (guint i = 0; i < G_N_ELEMENTS (self->block); i++)
    self->block[i] = GUINT64_FROM_LE (self->block[i]);
  self->used = 0;
}

/**
 * sw_seed_next:
 * @self: a SwSeed; the function is a SwRandomFunc
 *
 * Returns: the next 64 random bits
 */
guint64
sw_seed_next (gpointer self)
{
  SwSeed *seed = self;

  if (seed->used == G_N_ELEMENTS (seed->block))
    make_block (seed);
  return seed->block[seed->used++];
}
