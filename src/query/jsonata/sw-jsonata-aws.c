/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-functions.h"

#include <math.h>

#include "json/sw-text.h"
#include "query/intrinsics/sw-java-random.h"

/* What Step Functions adds to JSONata: $partition, $range, $hash, $random with a seed, $uuid,
 * $parse. Their results are recorded on AWS; the texts of their refusals are not. */

SwValue
sw_js_partition (SwJsonataEval *e,
                 SwValue       *arguments,
                 guint          n_arguments,
                 SwValue        input)
{
  SwValue array = arguments[0];
  SwValue result;
  double size;

  if (sw_js_is_missing (array) || sw_js_is_missing (arguments[1]))
    return SW_VALUE_INIT;
  size = floor (sw_value_get_number (arguments[1]));
  if (size < 1)
    {
      e->fault.index = 2;
      return sw_js_fail (e, "T0410", arguments[1]);
    }

  result = sw_value_new_array (0);
  for (guint i = 0; i < sw_value_get_length (array) && !e->failed; i++)
    {
      guint last = sw_value_get_length (result);
      SwValue part;

      if (last == 0 || sw_value_get_length (sw_value_get_element (result, last - 1)) >= size)
        {
          sw_js_push (e, &result, sw_value_new_array (0));
          last++;
        }
      part = sw_value_ref (sw_value_get_element (result, last - 1));
      sw_js_push (e, &part, sw_value_ref (sw_value_get_element (array, i)));
      sw_value_set_element (&result, last - 1, part);
    }

  return result;
}

SwValue
sw_js_range (SwJsonataEval *e,
             SwValue       *arguments,
             guint          n_arguments,
             SwValue        input)
{
  SwValue by = sw_js_argument (arguments, n_arguments, 2);
  SwValue result;
  double from, to, step;

  if (sw_js_is_missing (arguments[0]) || sw_js_is_missing (arguments[1]))
    return SW_VALUE_INIT;
  from = sw_value_get_number (arguments[0]);
  to = sw_value_get_number (arguments[1]);
  step = sw_js_is_missing (by) ? 1 : sw_value_get_number (by);
  if (step == 0)
    {
      e->fault.index = 3;
      return sw_js_fail (e, "T0410", by);
    }

  /* A sequence: a single number stands for itself (recorded on AWS). */
  result = sw_js_sequence ();
  for (double i = 0; !e->failed && (step > 0 ? from + i * step <= to : from + i * step >= to); i++)
    sw_js_push (e, &result, sw_value_new_number (from + i * step));

  return result;
}

SwValue
sw_js_hash (SwJsonataEval *e,
            SwValue       *arguments,
            guint          n_arguments,
            SwValue        input)
{
  static const struct
  {
    const char   *name;
    GChecksumType type;
  } algorithms[] = {
    { "MD5", G_CHECKSUM_MD5 },         { "SHA-1", G_CHECKSUM_SHA1 },
    { "SHA-256", G_CHECKSUM_SHA256 },  { "SHA-384", G_CHECKSUM_SHA384 },
    { "SHA-512", G_CHECKSUM_SHA512 },
  };
  SwValue wanted = sw_js_argument (arguments, n_arguments, 1);
  const char *name = sw_js_is_missing (wanted) ? "SHA-256" : sw_value_get_text (wanted, NULL);
  const char *text;
  gsize length;

  if (sw_js_is_missing (arguments[0]))
    return SW_VALUE_INIT;
  text = sw_value_get_text (arguments[0], &length);
  for (guint i = 0; i < G_N_ELEMENTS (algorithms); i++)
    if (g_str_equal (name, algorithms[i].name))
      {
        g_autofree char *digest =
            g_compute_checksum_for_data (algorithms[i].type, (const guchar *) text, length);

        return sw_value_new_string (digest);
      }
  e->fault.index = 2;

  return sw_js_fail (e, "T0410", wanted);
}

SwValue
sw_js_random (SwJsonataEval *e,
              SwValue       *arguments,
              guint          n_arguments,
              SwValue        input)
{
  SwValue seed = sw_js_argument (arguments, n_arguments, 0);
  guint64 bits = e->scope->random != NULL ? e->scope->random (e->scope->random_data) : 0;

  if (!sw_js_is_missing (seed))
    {
      SwJavaRandom generator;

      sw_java_random_init (&generator, (gint64) CLAMP (sw_value_get_number (seed), -9e18, 9e18));
      return sw_value_new_number (sw_java_random_next_double (&generator));
    }

  return sw_value_new_number ((double) (bits >> 11) / (double) (G_GUINT64_CONSTANT (1) << 53));
}

SwValue
sw_js_uuid (SwJsonataEval *e,
            SwValue       *arguments,
            guint          n_arguments,
            SwValue        input)
{
  guint64 high = e->scope->random != NULL ? e->scope->random (e->scope->random_data) : 0;
  guint64 low = e->scope->random != NULL ? e->scope->random (e->scope->random_data) : 0;
  char text[37];

  g_snprintf (text, sizeof text, "%08x-%04x-4%03x-%04x-%012" G_GINT64_MODIFIER "x",
              (guint) (high >> 32), (guint) (high >> 16 & 0xFFFF), (guint) (high & 0xFFF),
              (guint) (0x8000 | (low >> 48 & 0x3FFF)), low & G_GUINT64_CONSTANT (0xFFFFFFFFFFFF));

  return sw_value_new_string (text);
}

SwValue
sw_js_parse (SwJsonataEval *e,
             SwValue       *arguments,
             guint          n_arguments,
             SwValue        input)
{
  g_autoptr (GError) error = NULL;
  SwValue value = SW_VALUE_INIT;
  const char *text;
  gsize length;

  if (sw_js_is_missing (arguments[0]))
    return SW_VALUE_INIT;
  text = sw_value_get_text (arguments[0], &length);
  if (!sw_js_spend (e, length, 0))
    return SW_VALUE_INIT;
  if (!sw_value_from_text (text, (gssize) length, SW_TEXT_DEFAULT, &value, &error))
    return sw_js_fail_message (e, "D3137", error->message);

  return value;
}
