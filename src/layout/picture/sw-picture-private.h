/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "layout/picture/sw-picture.h"

G_BEGIN_DECLS

char *sw_layout_to_dot  (SwLayout *layout);
char *sw_layout_to_json (SwLayout *layout);

G_END_DECLS
