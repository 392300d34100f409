/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

/* A fuzz target: one file that defines these. libFuzzer can drive it as well as driver.c. */

/* What mutation begins with, and pieces it throws in; NULL-terminated. */
extern const char *const fuzz_seeds[];
extern const char *const fuzz_words[];

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

G_END_DECLS
