/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is given to others goes without the ids of accounts and without secrets. */
char *sw_scrub_text (const char *text);

G_END_DECLS
