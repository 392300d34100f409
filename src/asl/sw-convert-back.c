/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/sw-convert-private.h"

void
sw_convert_to_jsonpath (SwConvert *self)
{
  sw_convert_refuse (self, self->state->node, "x");
}
