/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/model/sw-model.h"

G_BEGIN_DECLS

/* States on their own, as they come from a clipboard: any piece of a definition that holds some. */

SwModel  *sw_fragment_read          (const char      *text,
                                     GError         **error);
gboolean  sw_fragment_find_language (const SwState   *state,
                                     SwQueryLanguage *language);

G_END_DECLS
