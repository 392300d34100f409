/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/model/sw-model.h"

G_BEGIN_DECLS

/* A file of cases, each of which begins with "== name", then has lines "key: value" (a key may be
 * repeated), then sections of whole text: "-- section" and all lines up to the next mark. Lines
 * that begin with '#' before the first section of a case are comments. */
typedef struct
{
  char       *name;
  GPtrArray  *keys;     /* char *, beside `values` */
  GPtrArray  *values;   /* char * */
  GHashTable *sections; /* name -> text, which ends with a line end where it is not empty */
} Story;

const char *story_get         (const Story *self,
                               const char  *key);
GPtrArray  *story_dup_all     (const Story *self,
                               const char  *key);
const char *story_get_section (const Story *self,
                               const char  *name);
void        stories_add_tests (const char  *file,
                               const char  *prefix,
                               void       (*run) (const Story *story));

SwModel    *model_from_text   (const char  *text);
void        assert_same_text  (const char  *actual,
                               const char  *expected);

G_END_DECLS
