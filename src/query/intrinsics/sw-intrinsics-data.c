/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/intrinsics/sw-intrinsics-private.h"

#include "query/intrinsics/sw-java-random.h"

#include <string.h>

/* AWS documents this bound, in characters, for what Base64Encode, Base64Decode and Hash take. */
#define MAX_CHARACTERS 10000

static gboolean
get_bounded_text (const SwIntrinsicCall *call,
                  const char           **text,
                  gsize                 *length,
                  GError               **error)
{
  glong characters = 0;

  if (!sw_intrinsic_check_type (call, 0, SW_TYPE_STRING, error))
    return FALSE;

  *text = sw_value_get_text (call->arguments[0], length);
  for (gsize i = 0; i < *length; i++)
    characters += ((guchar) (*text)[i] & 0xc0) != 0x80;
  if (characters <= MAX_CHARACTERS)
    return TRUE;

  return sw_query_refuse (error, "The text has %ld characters; at most %d are allowed",
                          characters, MAX_CHARACTERS);
}

/**
 * sw_intrinsic_base64_encode:
 *
 * States.Base64Encode (text): its UTF-8 bytes in Base64.
 */
gboolean
sw_intrinsic_base64_encode (const SwIntrinsicCall *call,
                            SwValue               *result,
                            GError               **error)
{
  g_autofree char *encoded = NULL;
  const char *text;
  gsize length;

  if (!get_bounded_text (call, &text, &length, error))
    return FALSE;

  encoded = g_base64_encode ((const guchar *) text, length);
  *result = sw_value_new_string (encoded);
  return TRUE;
}

/* TEXT with the padding it should have, or NULL where it is no Base64: GLib skips what it does not
 * know. */
static char *
dup_padded_base64 (const char *text,
                   gsize       length)
{
  static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  gsize digits = strspn (text, alphabet);
  gsize padding = length - digits;

  if (digits % 4 == 1 || padding > 2 || strspn (text + digits, "=") != padding
      || (padding > 0 && length % 4 != 0))
    return NULL;

  return g_strdup_printf ("%.*s%.*s", (int) digits, text, (int) ((4 - digits % 4) % 4), "==");
}

/* The bytes as a string. GLib takes U+0000 for an end or a fault, so it looks at what stands
 * between. */
static SwValue
new_valid_string (const char *bytes,
                  gsize       length)
{
  g_autoptr (GString) out = g_string_sized_new (length);
  gsize at = 0;

  while (at < length)
    {
      gsize part = strnlen (bytes + at, length - at);
      g_autofree char *valid = g_utf8_make_valid (bytes + at, (gssize) part);

      g_string_append (out, valid);
      at += part;
      if (at < length)
        g_string_append_c (out, bytes[at++]);
    }

  return sw_value_new_string_len (out->str, (gssize) out->len);
}

/**
 * sw_intrinsic_base64_decode:
 *
 * States.Base64Decode (text): the text whose UTF-8 bytes are encoded; bytes that are no UTF-8
 * become U+FFFD, as in Java.
 */
gboolean
sw_intrinsic_base64_decode (const SwIntrinsicCall *call,
                            SwValue               *result,
                            GError               **error)
{
  g_autofree char *padded = NULL;
  g_autofree char *bytes = NULL;
  const char *text;
  gsize length;

  if (!get_bounded_text (call, &text, &length, error))
    return FALSE;

  padded = dup_padded_base64 (text, length);
  if (padded == NULL)
    return sw_query_refuse (error, "The text is no Base64");

  bytes = (char *) g_base64_decode (padded, &length);
  *result = new_valid_string (bytes, length);
  return TRUE;
}

static const struct
{
  const char   *name;
  GChecksumType type;
} algorithms[] = {
  { "MD5", G_CHECKSUM_MD5 },
  { "SHA-1", G_CHECKSUM_SHA1 },
  { "SHA-256", G_CHECKSUM_SHA256 },
  { "SHA-384", G_CHECKSUM_SHA384 },
  { "SHA-512", G_CHECKSUM_SHA512 },
};

/**
 * sw_intrinsic_hash:
 *
 * States.Hash (text, algorithm): the hash of its UTF-8 bytes in lower-case hexadecimal digits.
 */
gboolean
sw_intrinsic_hash (const SwIntrinsicCall *call,
                   SwValue               *result,
                   GError               **error)
{
  const char *text;
  const char *name;
  gsize length;

  if (!get_bounded_text (call, &text, &length, error)
      || !sw_intrinsic_check_type (call, 1, SW_TYPE_STRING, error))
    return FALSE;

  name = sw_value_get_text (call->arguments[1], NULL);
  for (guint i = 0; i < G_N_ELEMENTS (algorithms); i++)
    {
      g_autofree char *digits = NULL;

      if (strcmp (algorithms[i].name, name) != 0)
        continue;
      digits = g_compute_checksum_for_data (algorithms[i].type, (const guchar *) text, length);
      *result = sw_value_new_string (digits);
      return TRUE;
    }

  return sw_query_refuse (error,
                          "'%s' is no hash algorithm; there are MD5, SHA-1, SHA-256, SHA-384 and "
                          "SHA-512",
                          name);
}

/**
 * sw_intrinsic_json_merge:
 *
 * States.JsonMerge (object, object, false): the members of both, those of the second winning. Only
 * the top level is merged: AWS has no deep merge yet, and demands the word that says so.
 */
gboolean
sw_intrinsic_json_merge (const SwIntrinsicCall *call,
                         SwValue               *result,
                         GError               **error)
{
  SwValue second = call->arguments[1];

  if (!sw_intrinsic_check_type (call, 0, SW_TYPE_OBJECT, error)
      || !sw_intrinsic_check_type (call, 1, SW_TYPE_OBJECT, error)
      || !sw_intrinsic_check_type (call, 2, SW_TYPE_BOOLEAN, error))
    return FALSE;
  if (sw_value_get_boolean (call->arguments[2]))
    return sw_query_refuse (error,
                            "Deep merging is not supported: the third argument must be false");

  *result = sw_value_ref (call->arguments[0]);
  for (guint i = 0; i < sw_value_get_length (second); i++)
    sw_value_set_member_string (result, sw_value_get_key (second, i),
                                sw_value_ref (sw_value_get_member_at (second, i)));
  return TRUE;
}

/**
 * sw_intrinsic_math_add:
 *
 * States.MathAdd (a, b): the sum of both, each rounded first (recorded on AWS: 1.49 + 1.5 is 3).
 */
gboolean
sw_intrinsic_math_add (const SwIntrinsicCall *call,
                       SwValue               *result,
                       GError               **error)
{
  gint64 a;
  gint64 b;
  gint64 sum;

  if (!sw_intrinsic_get_integer (call, 0, &a, error)
      || !sw_intrinsic_get_integer (call, 1, &b, error))
    return FALSE;
  if (__builtin_add_overflow (a, b, &sum))
    return sw_query_refuse (error, "The sum is out of the range of whole numbers");

  *result = sw_value_new_integer (sum);
  return TRUE;
}

static gboolean
check_random (const SwIntrinsicCall *call,
              GError               **error)
{
  if (call->scope->random != NULL)
    return TRUE;

  return sw_query_refuse (error, "There is no source of random numbers here");
}

/**
 * sw_intrinsic_math_random:
 *
 * States.MathRandom (start, end [, seed]): a whole number, start <= number < end. With a seed it is
 * always the same one, that of java.util.Random.
 */
gboolean
sw_intrinsic_math_random (const SwIntrinsicCall *call,
                          SwValue               *result,
                          GError               **error)
{
  SwJavaRandom generator;
  gint64 start;
  gint64 end;
  gint64 seed;

  if (!sw_intrinsic_get_integer (call, 0, &start, error)
      || !sw_intrinsic_get_integer (call, 1, &end, error))
    return FALSE;
  if (start >= end || start < G_MININT32 || end > G_MAXINT32 || end - start > G_MAXINT32)
    return sw_query_refuse (error, "The start must be below the end, and both within 32 bits");

  if (call->n_arguments == 3)
    {
      if (!sw_intrinsic_get_integer (call, 2, &seed, error))
        return FALSE;
    }
  else if (check_random (call, error))
    seed = (gint64) call->scope->random (call->scope->random_data);
  else
    return FALSE;

  sw_java_random_init (&generator, seed);
  start += sw_java_random_next_int (&generator, (gint32) (end - start));
  *result = sw_value_new_integer (start);
  return TRUE;
}

/**
 * sw_intrinsic_uuid:
 *
 * States.UUID (): a random one, version 4.
 */
gboolean
sw_intrinsic_uuid (const SwIntrinsicCall *call,
                   SwValue               *result,
                   GError               **error)
{
  g_autofree char *text = NULL;
  guint64 high;
  guint64 low;

  if (!check_random (call, error))
    return FALSE;

  high = call->scope->random (call->scope->random_data);
  low = call->scope->random (call->scope->random_data);
  text = g_strdup_printf ("%08x-%04x-4%03x-%04x-%012" G_GINT64_MODIFIER "x",
                          (guint) (high >> 32), (guint) (high >> 16) & 0xffff,
                          (guint) high & 0xfff, 0x8000 | ((guint) (low >> 48) & 0x3fff),
                          low & G_GUINT64_CONSTANT (0xffffffffffff));
  *result = sw_value_new_string (text);
  return TRUE;
}
