/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/survey/sw-survey-private.h"

G_BEGIN_DECLS

/* A place that can be filled so or so */
typedef struct
{
  guint   source;
  char   *way;
  GArray *candidates; /* SwValue; undefined: nothing stands there */
} SwUnknown;

/* The search for values that make a Choice take a rule */
typedef struct
{
  SwSurvey      *survey;
  SwStand       *stand;
  const SwState *state;
  GArray        *unknowns; /* SwUnknown */
  GString       *fixed;    /* what cannot be chosen, in words */
  guint          wanted;
  guint          tries;
  gboolean       anew;     /* as if nothing were decided before */
  GArray        *literals; /* SwValue: of the expression being read */
  GHashTable    *noted;    /* texts that `fixed` tells of */
} SwSearch;

void sw_search_init    (SwSearch      *self,
                        SwSurvey      *survey,
                        SwStand       *stand,
                        const SwState *state,
                        guint          wanted,
                        gboolean       anew);
void sw_search_clear   (SwSearch      *self);
void sw_search_collect (SwSearch      *self,
                        const SwView  *view);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwSearch, sw_search_clear)

G_END_DECLS
