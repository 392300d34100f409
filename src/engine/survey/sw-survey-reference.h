/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/survey/sw-survey-private.h"

G_BEGIN_DECLS

/* A reference: "$.a[0]", "$$.Execution.Input", "$name.b", "$states.input.c" */
typedef struct
{
  GString    *name; /* behind the `$`: "" the input, "$" the context object; a variable */
  GString    *way;
  const char *end;  /* the first byte behind it */
} SwReference;

void      sw_reference_read       (SwReference        *self,
                                   const char         *at);
void      sw_reference_clear      (SwReference        *self);
SwOrigin *sw_reference_resolve    (const SwView       *view,
                                   const SwReference  *reference);
SwHint    sw_reference_guess_hint (const char         *text,
                                   const char         *begin,
                                   const char         *end);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwReference, sw_reference_clear)

G_END_DECLS
