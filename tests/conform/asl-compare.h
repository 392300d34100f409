/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/value/sw-value.h"

G_BEGIN_DECLS

/* Compares what AWS recorded with what we make, less what the recording masks: tokens such as
 * <uuid:1>, literals listed with the case, and the words that stand for a time. */
typedef struct
{
  SwValue     masks;  /* the case's */
  GHashTable *tokens; /* token -> the text it stood for first */
} AslMasks;

void  asl_masks_init      (AslMasks   *self,
                           SwValue     masks);
void  asl_masks_clear     (AslMasks   *self);
/* The first difference ("at /a/b: expected …, got …"), or NULL; owned */
char *asl_compare         (AslMasks   *self,
                           const char *where,
                           SwValue     expected,
                           SwValue     actual);
/* EXPECTED, ACTUAL: arrays of events; CASE: for history_ordered and history_interleaved */
char *asl_compare_history (AslMasks   *self,
                           SwValue     test_case,
                           SwValue     expected,
                           SwValue     actual);

G_END_DECLS
