/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/model/sw-model.h"

G_BEGIN_DECLS

/* How well a state, or another thing with a name, answers a search, best last */
typedef enum
{
  SW_MATCH_NONE,
  SW_MATCH_ABOUT,    /* a word stands in its type, its resource or its comment alone */
  SW_MATCH_IN_NAME,  /* all stand in its name */
  SW_MATCH_AT_WORDS, /* … at the beginning of words */
  SW_MATCH_AT_NAME,  /* the first begins the name */
  SW_MATCH_NAME,     /* it is the name */
} SwMatch;

char  **sw_search_split (const char        *text);
SwMatch sw_name_match   (const char        *name,
                         const char *const *about,
                         guint              n_about,
                         const char *const *words);
SwMatch sw_state_match  (const SwState     *state,
                         const char *const *words);

G_END_DECLS
