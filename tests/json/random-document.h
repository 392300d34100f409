/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  RANDOM_DEFAULT      = 0,
  RANDOM_PLACEHOLDERS = 1 << 0, /* ${name} for some values */
  RANDOM_TAME         = 1 << 1, /* nothing that json-glib reads otherwise: U+0000, integers beyond 64 bits … */
} RandomFlags;

GString *random_document (GRand       *random,
                          RandomFlags  flags);
GString *random_value    (GRand       *random,
                          RandomFlags  flags);
char    *random_name     (GRand       *random);

G_END_DECLS
