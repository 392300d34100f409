/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "json/sw-text.h"

G_BEGIN_DECLS

/* Room for any double: sign, 21 digits and a point, or 17 digits with an exponent */
#define SW_NUMBER_SIZE 48

gsize    sw_value_format_number (SwValue      self,
                                 char        *buffer);
gsize    sw_json_string_measure (const char  *text,
                                 gsize        length);
int      sw_json_read_unit      (const char  *at,
                                 const char  *end);
void     sw_json_string_decode  (const char  *text,
                                 gsize        length,
                                 gboolean     keep_halves,
                                 GString     *out);
SwValue  sw_number_from_text    (const char  *text,
                                 gsize        length);
gboolean sw_text_build          (yyjson_doc  *document,
                                 SwTextFlags  flags,
                                 SwValue     *value);

static inline guint
sw_text_get_max_depth (SwTextFlags flags)
{
  return flags & SW_TEXT_PAYLOAD ? SW_PAYLOAD_MAX_DEPTH : SW_TEXT_MAX_DEPTH;
}

static inline gboolean
sw_is_high_half (int unit)
{
  return unit >= 0xd800 && unit <= 0xdbff;
}

static inline gboolean
sw_is_low_half (int unit)
{
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/* Half of a surrogate pair, in the three bytes that UTF-8 forbids */
static inline gboolean
sw_is_lone_surrogate (const char *text,
                      const char *end)
{
  return end - text >= 3 && (guchar) text[0] == 0xed && (guchar) text[1] >= 0xa0;
}

G_END_DECLS
