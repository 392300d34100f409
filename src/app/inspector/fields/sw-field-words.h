/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/model/sw-fields.h"

G_BEGIN_DECLS

GArray *sw_field_words_new (const SwField   *field,
                            SwQueryLanguage  language,
                            const char      *object,
                            const char      *text);

G_END_DECLS
