/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "query/jsonata/sw-jsonata.h"

G_BEGIN_DECLS

/* Fills in ERROR from the catalogue: CODE's text with {{token}}, {{value}}, {{value2}}, {{index}},
 * {{type}} … replaced. What is not known yet (the name of the function that was called) may be
 * filled in later: the texts keep their places until sw_jsonata_error_finish(). */
typedef struct
{
  const char *code;      /* static; NULL: no error */
  gsize       position;
  gboolean    has_position;
  char       *token;     /* owned or NULL */
  SwValue     value;
  SwValue     value2;
  int         index;     /* 1-based argument, or 0 */
  const char *type;      /* static */
  char       *message;   /* given in full ($error, $assert, limits); owned or NULL */
} SwJsonataFault;

void sw_jsonata_fault_finish (SwJsonataFault *self,
                              SwJsonataError *error);
/* For the parser, where everything is known at once. VALUE may be NULL. */
void sw_jsonata_error_set    (SwJsonataError *error,
                              const char     *code,
                              gsize           position,
                              const char     *token,
                              const char     *value);

G_END_DECLS
