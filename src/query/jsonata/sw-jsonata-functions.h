/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "query/jsonata/sw-jsonata-eval.h"
#include "query/jsonata/sw-jsonata-signature.h"

G_BEGIN_DECLS

/* The functions that every expression may call; the table is in sw-jsonata-functions.c. */

#define SW_JS_NATIVE(name)                                                                         \
  SwValue sw_js_##name (SwJsonataEval *e, SwValue *arguments, guint n_arguments, SwValue input)

/* Texts: sw-jsonata-strings.c, sw-jsonata-matching.c, sw-jsonata-replace.c,
 * sw-jsonata-encoding.c */
SW_JS_NATIVE (string);
SW_JS_NATIVE (length);
SW_JS_NATIVE (substring);
SW_JS_NATIVE (substring_before);
SW_JS_NATIVE (substring_after);
SW_JS_NATIVE (lowercase);
SW_JS_NATIVE (uppercase);
SW_JS_NATIVE (trim);
SW_JS_NATIVE (pad);
SW_JS_NATIVE (join);
SW_JS_NATIVE (match);
SW_JS_NATIVE (contains);
SW_JS_NATIVE (split);
SW_JS_NATIVE (replace);
SW_JS_NATIVE (base64_encode);
SW_JS_NATIVE (base64_decode);
SW_JS_NATIVE (encode_url);
SW_JS_NATIVE (encode_url_component);
SW_JS_NATIVE (decode_url);
SW_JS_NATIVE (decode_url_component);

/* Numbers: sw-jsonata-numbers.c, sw-jsonata-picture.c, sw-jsonata-integer.c */
SW_JS_NATIVE (number);
SW_JS_NATIVE (floor);
SW_JS_NATIVE (ceil);
SW_JS_NATIVE (round);
SW_JS_NATIVE (abs);
SW_JS_NATIVE (sqrt);
SW_JS_NATIVE (power);
SW_JS_NATIVE (sum);
SW_JS_NATIVE (count);
SW_JS_NATIVE (max);
SW_JS_NATIVE (min);
SW_JS_NATIVE (average);
SW_JS_NATIVE (format_base);
SW_JS_NATIVE (format_number);
SW_JS_NATIVE (format_integer);
SW_JS_NATIVE (parse_integer);

/* Truth and kinds, arrays and objects: sw-jsonata-collections.c */
SW_JS_NATIVE (boolean);
SW_JS_NATIVE (negate);
SW_JS_NATIVE (exists);
SW_JS_NATIVE (type);
SW_JS_NATIVE (error);
SW_JS_NATIVE (assert);
SW_JS_NATIVE (append_values);
SW_JS_NATIVE (reverse);
SW_JS_NATIVE (shuffle);
SW_JS_NATIVE (distinct);
SW_JS_NATIVE (zip);
SW_JS_NATIVE (keys);
SW_JS_NATIVE (lookup);
SW_JS_NATIVE (spread);
SW_JS_NATIVE (merge);
SW_JS_NATIVE (clone);

/* Functions that call functions: sw-jsonata-higher-order.c */
SW_JS_NATIVE (map);
SW_JS_NATIVE (filter_items);
SW_JS_NATIVE (single);
SW_JS_NATIVE (reduce);
SW_JS_NATIVE (sift);
SW_JS_NATIVE (each);
SW_JS_NATIVE (sort);

/* Times: sw-jsonata-time.c */
SW_JS_NATIVE (now);
SW_JS_NATIVE (millis);
SW_JS_NATIVE (to_millis);
SW_JS_NATIVE (from_millis);

/* Step Functions' own: sw-jsonata-aws.c */
SW_JS_NATIVE (partition);
SW_JS_NATIVE (range);
SW_JS_NATIVE (hash);
SW_JS_NATIVE (random);
SW_JS_NATIVE (uuid);
SW_JS_NATIVE (parse);

/* sw-jsonata-matcher.c */
SwValue sw_js_call_matcher (SwJsonataEval     *e,
                            SwJsonataFunction *matcher,
                            SwValue            subject);

double sw_js_round_decimal (double x,
                            int    precision);

const SwJsonataSignature *sw_jsonata_native_get_signature (const SwJsonataNative *native);

#undef SW_JS_NATIVE

G_END_DECLS
