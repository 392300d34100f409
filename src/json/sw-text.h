/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "json/value/sw-value.h"

G_BEGIN_DECLS

/* Strict JSON text to value and back (yyjson reads and prints; the values are ours). */

#define SW_TEXT_ERROR (sw_text_error_quark ())
GQuark sw_text_error_quark (void);

typedef enum
{
  SW_TEXT_ERROR_SYNTAX,    /* not JSON; the message has line, column and byte */
  SW_TEXT_ERROR_DUPLICATE, /* a name is repeated (only with SW_TEXT_REPORT_DUPLICATES) */
  SW_TEXT_ERROR_DEPTH,     /* nested deeper than SW_TEXT_MAX_DEPTH, or SW_PAYLOAD_MAX_DEPTH */
  SW_TEXT_ERROR_SIZE,      /* longer than SW_PAYLOAD_MAX_BYTES */
} SwTextError;

/* How deep arrays and objects may be nested in a text of any kind */
#define SW_TEXT_MAX_DEPTH 1000

/* The data of an execution: AWS's quota of bytes as JSON text, and a budget of ours of depth */
#define SW_PAYLOAD_MAX_BYTES 262144
#define SW_PAYLOAD_MAX_DEPTH 128

typedef enum
{
  SW_TEXT_DEFAULT           = 0,
  SW_TEXT_PRETTY            = 1 << 0, /* printing: two spaces of indent */
  SW_TEXT_REPORT_DUPLICATES = 1 << 1, /* reading: refuse a repeated name */
  SW_TEXT_PAYLOAD           = 1 << 2, /* reading: refuse what is deeper than SW_PAYLOAD_MAX_DEPTH */
} SwTextFlags;

gboolean  sw_value_from_text      (const char  *text,
                                   gssize       length,
                                   SwTextFlags  flags,
                                   SwValue     *value,
                                   GError     **error);
gboolean  sw_payload_check        (SwValue      value,
                                   GError     **error);
char     *sw_value_to_text        (SwValue      value,
                                   SwTextFlags  flags,
                                   gsize       *length);
void      sw_value_print          (SwValue      value,
                                   SwTextFlags  flags,
                                   GString     *out);
gsize     sw_value_get_text_length (SwValue     value);
char     *sw_value_dup_preview    (SwValue      value,
                                   guint        length);
void      sw_number_print         (double       number,
                                   GString     *out);
void      sw_json_string_print    (const char  *text,
                                   gsize        length,
                                   GString     *out);

G_END_DECLS
