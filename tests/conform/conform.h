/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/sw-text.h"

G_BEGIN_DECLS

/* What the conformance runners share: the count of cases, a line for each that does not pass, and
 * the list of known differences, a file [{ "name", "reason" }]: a case on it may fail, and must. */
typedef struct
{
  guint    passed;
  guint    failed;
  guint    skipped;
  guint    unexpected; /* failures not on the list, and passes that are */
  SwValue  known;
} Conform;

char       *conform_dup_folder (int          argc,
                                char       **argv,
                                const char  *name);
gboolean    conform_load       (const char  *folder,
                                const char  *file,
                                SwValue     *value);
const char *conform_get_text   (SwValue      object,
                                const char  *member);
void        conform_init       (Conform     *self,
                                const char  *known_file);
void        conform_report     (Conform     *self,
                                const char  *name,
                                const char  *difference);
void        conform_skip       (Conform     *self,
                                const char  *name,
                                const char  *reason);
int         conform_finish     (Conform     *self);

G_END_DECLS
