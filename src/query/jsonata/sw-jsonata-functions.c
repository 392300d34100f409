/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonata/sw-jsonata-functions.h"

/* Name, signature, how many arguments it takes as a callback, function. AWS leaves out $eval and
 * adds $partition, $range, $hash, $uuid, $parse and the seed of $random (recorded on AWS). */
static const SwJsonataNative natives[] = {
  { "abs", "<n-:n>", 1, sw_js_abs },
  { "append", "<xx:a>", 2, sw_js_append_values },
  { "assert", "<bs?:x>", 2, sw_js_assert },
  { "average", "<a<n>:n>", 1, sw_js_average },
  { "base64decode", "<s-:s>", 1, sw_js_base64_decode },
  { "base64encode", "<s-:s>", 1, sw_js_base64_encode },
  { "boolean", "<x-:b>", 1, sw_js_boolean },
  { "ceil", "<n-:n>", 1, sw_js_ceil },
  { "clone", "<(oa)-:o>", 1, sw_js_clone },
  { "contains", "<s-(sf):b>", 2, sw_js_contains },
  { "count", "<a:n>", 1, sw_js_count },
  { "decodeUrl", "<s-:s>", 1, sw_js_decode_url },
  { "decodeUrlComponent", "<s-:s>", 1, sw_js_decode_url_component },
  { "distinct", "<x:x>", 1, sw_js_distinct },
  { "each", "<o-f:a>", 2, sw_js_each },
  { "encodeUrl", "<s-:s>", 1, sw_js_encode_url },
  { "encodeUrlComponent", "<s-:s>", 1, sw_js_encode_url_component },
  { "error", "<s?:x>", 1, sw_js_error },
  { "exists", "<x:b>", 1, sw_js_exists },
  { "filter", "<af>", 2, sw_js_filter_items },
  { "floor", "<n-:n>", 1, sw_js_floor },
  { "formatBase", "<n-n?:s>", 2, sw_js_format_base },
  { "formatInteger", "<n-s:s>", 2, sw_js_format_integer },
  { "formatNumber", "<n-so?:s>", 3, sw_js_format_number },
  { "fromMillis", "<n-s?s?:s>", 3, sw_js_from_millis },
  { "hash", "<s-s?:s>", 2, sw_js_hash },
  { "join", "<a<s>s?:s>", 2, sw_js_join },
  { "keys", "<x-:a<s>>", 1, sw_js_keys },
  { "length", "<s-:n>", 1, sw_js_length },
  { "lookup", "<x-s:x>", 2, sw_js_lookup },
  { "lowercase", "<s-:s>", 1, sw_js_lowercase },
  { "map", "<af>", 2, sw_js_map },
  { "match", "<s-f<s:o>n?:a<o>>", 3, sw_js_match },
  { "max", "<a<n>:n>", 1, sw_js_max },
  { "merge", "<a<o>:o>", 1, sw_js_merge },
  { "millis", "<:n>", 0, sw_js_millis },
  { "min", "<a<n>:n>", 1, sw_js_min },
  { "not", "<x-:b>", 1, sw_js_negate },
  { "now", "<s?s?:s>", 2, sw_js_now },
  { "number", "<(nsb)-:n>", 1, sw_js_number },
  { "pad", "<s-ns?:s>", 3, sw_js_pad },
  { "parse", "<s-:x>", 1, sw_js_parse },
  { "parseInteger", "<s-s:n>", 2, sw_js_parse_integer },
  { "partition", "<an:a>", 2, sw_js_partition },
  { "power", "<n-n:n>", 2, sw_js_power },
  { "random", "<n?:n>", 0, sw_js_random },
  { "range", "<nnn?:a>", 3, sw_js_range },
  { "reduce", "<afj?:j>", 3, sw_js_reduce },
  { "replace", "<s-(sf)(sf)n?:s>", 4, sw_js_replace },
  { "reverse", "<a:a>", 1, sw_js_reverse },
  { "round", "<n-n?:n>", 2, sw_js_round },
  { "shuffle", "<a:a>", 1, sw_js_shuffle },
  { "sift", "<o-f?:o>", 2, sw_js_sift },
  { "single", "<af?>", 2, sw_js_single },
  { "sort", "<af?:a>", 2, sw_js_sort },
  { "split", "<s-(sf)n?:a<s>>", 3, sw_js_split },
  { "spread", "<x-:a<o>>", 1, sw_js_spread },
  { "sqrt", "<n-:n>", 1, sw_js_sqrt },
  { "string", "<x-b?:s>", 1, sw_js_string },
  { "substring", "<s-nn?:s>", 3, sw_js_substring },
  { "substringAfter", "<s-s:s>", 2, sw_js_substring_after },
  { "substringBefore", "<s-s:s>", 2, sw_js_substring_before },
  { "sum", "<a<n>:n>", 1, sw_js_sum },
  { "toMillis", "<s-s?:n>", 2, sw_js_to_millis },
  { "trim", "<s-:s>", 1, sw_js_trim },
  { "type", "<x:s>", 1, sw_js_type },
  { "uppercase", "<s-:s>", 1, sw_js_uppercase },
  { "uuid", "<:s>", 0, sw_js_uuid },
  { "zip", "<a+>", 0, sw_js_zip },
};

static SwJsonataSignature *signatures[G_N_ELEMENTS (natives)];

static GHashTable *
get_index (void)
{
  static GHashTable *index;

  if (g_once_init_enter_pointer (&index))
    {
      GHashTable *table =
          g_hash_table_new ((GHashFunc) sw_string_hash, (GEqualFunc) sw_string_equal);

      for (guint i = 0; i < G_N_ELEMENTS (natives); i++)
        {
          g_hash_table_insert (table, sw_string_new (natives[i].name, -1), (gpointer) &natives[i]);
          signatures[i] = sw_jsonata_signature_new (natives[i].signature, 0, NULL);
        }
      g_once_init_leave_pointer (&index, table);
    }

  return index;
}

/**
 * sw_js_find_native:
 *
 * Returns: (nullable): the function that every expression knows by @name
 */
const SwJsonataNative *
sw_js_find_native (SwString *name)
{
  return g_hash_table_lookup (get_index (), name);
}

/**
 * sw_jsonata_native_get_signature:
 *
 * Returns: (transfer none): the compiled signature
 */
const SwJsonataSignature *
sw_jsonata_native_get_signature (const SwJsonataNative *native)
{
  get_index ();

  return signatures[native - natives];
}

/**
 * sw_jsonata_has_function:
 * @name: without `$`
 *
 * Returns: %TRUE where every expression can call a function of that name
 */
gboolean
sw_jsonata_has_function (const char *name)
{
  g_autoptr (SwString) string = sw_string_new (name, -1);

  return sw_js_find_native (string) != NULL;
}

/**
 * sw_jsonata_dup_functions:
 *
 * Returns: (transfer full) (element-type utf8): the names of all functions, without `$`; the names
 * are static
 */
GPtrArray *
sw_jsonata_dup_functions (void)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (natives); i++)
    g_ptr_array_add (names, (gpointer) natives[i].name);

  return names;
}
