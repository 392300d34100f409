/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/model/sw-model.h"

G_BEGIN_DECLS

/* What a new document can begin as: an empty machine in either query language, or one of the
 * ready-made blocks of the palette (sw-patterns.h) as a machine of its own. Static. */
typedef struct
{
  const char *id;    /* "blank/jsonata"; of a block the stencil's, "pattern/saga" */
  const char *title; /* in the person's language */
  const char *help;  /* what it is, a sentence in the person's language */
} SwTemplate;

const SwTemplate *sw_templates_get_all   (guint            *count);
const SwTemplate *sw_templates_find      (const char       *id);
char             *sw_template_dup_text   (const SwTemplate *self,
                                          SwQueryLanguage   language,
                                          guint             indent);
char             *sw_templates_dup_blank (SwQueryLanguage   language,
                                          guint             indent);

G_END_DECLS
