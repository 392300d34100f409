/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Why a file could not be read or written, as a person would say it. */
const char *sw_file_words_of_reading (const GError *error);
const char *sw_file_words_of_writing (const GError *error);

G_END_DECLS
