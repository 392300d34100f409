/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/value/sw-value.h"

#include <stdint.h>

G_BEGIN_DECLS

/* A fuzz target: one file that defines these. libFuzzer can drive it as well as driver.c. The words
 * that mutation throws in are in the dictionaries beside, see meson.build. */

/* What mutation begins with; NULL-terminated. */
extern const char *const fuzz_seeds[];

int        LLVMFuzzerTestOneInput (const uint8_t *data,
                                   size_t         size);

/* What targets may tell of themselves */
void       fuzz_printed           (const char    *source,
                                   gsize          source_length,
                                   const char    *text,
                                   gsize          length);

void       fuzz_print             (SwValue        value);

/* For the drivers */
GPtrArray *fuzz_read_dictionary   (const char    *path,
                                   GError       **error);

G_END_DECLS
