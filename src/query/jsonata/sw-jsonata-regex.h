/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "query/jsonata/sw-jsonata.h"

G_BEGIN_DECLS

/* A regular expression in JavaScript's meaning, by PCRE2. */
typedef struct _SwJsonataRegex SwJsonataRegex;

typedef struct
{
  gsize      start;  /* bytes of the subject */
  gsize      end;
  GArray *groups; /* SwSpan-like pairs: gsize start, end; G_MAXSIZE where the group took no part */
} SwJsonataMatch;

SwJsonataRegex *sw_jsonata_regex_new   (const char     *pattern,
                                        gboolean        ignore_case,
                                        gboolean        multiline,
                                        gsize           position,
                                        SwJsonataError *error);
SwJsonataRegex *sw_jsonata_regex_ref   (SwJsonataRegex *self);
void            sw_jsonata_regex_unref (SwJsonataRegex *self);
/* -1: gave up at a limit, or was interrupted; 0: no match; 1: MATCH is filled in (clear it) */
int             sw_jsonata_regex_match (SwJsonataRegex *self,
                                        const char     *subject,
                                        gsize           length,
                                        gsize           from,
                                        SwInterrupt    *interrupt,
                                        SwJsonataMatch *match);
void            sw_jsonata_match_clear (SwJsonataMatch *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwJsonataMatch, sw_jsonata_match_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwJsonataRegex, sw_jsonata_regex_unref)

G_END_DECLS
