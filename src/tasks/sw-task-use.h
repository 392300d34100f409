/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "tasks/sw-performer.h"

G_BEGIN_DECLS

/* A row of a tasks file's "tasks", as those who make its performer see it */
typedef struct
{
  JsonObject *row;
  JsonObject *file;   /* the whole tasks file: "aws" has what rows leave out */
  GFile      *folder; /* where it lies; NULL for one that is not saved */
  const char *where;  /* the row's place, "tasks/3": errors begin with it */
} SwTaskRowSource;

/* What a row may name as "use". MAKE reads the row and makes who performs its tasks, or refuses it
 * by sw_task_row_refuse(); it neither starts nor calls anything. NULL: a person answers. */
typedef struct
{
  const char  *name;
  SwPerformer *(*make) (const SwTaskRowSource  *source,
                        GError                **error);
  gboolean     person; /* a person answers */
} SwTaskUse;

const SwTaskUse *sw_task_use_find       (const char             *name);
char            *sw_task_use_dup_names  (void);

gboolean         sw_task_row_refuse     (const SwTaskRowSource  *self,
                                         GError                **error,
                                         const char             *format,
                                         ...) G_GNUC_PRINTF (3, 4);
gboolean         sw_task_row_read_text  (const SwTaskRowSource  *self,
                                         const char             *member,
                                         const char            **text,
                                         GError                **error);
gboolean         sw_task_row_read_flag  (const SwTaskRowSource  *self,
                                         const char             *member,
                                         gboolean               *flag,
                                         GError                **error);
gboolean         sw_task_row_read_whole (const SwTaskRowSource  *self,
                                         const char             *member,
                                         gint64                  fallback,
                                         gint64                  least,
                                         gint64                  most,
                                         gint64                 *number,
                                         GError                **error);

G_END_DECLS
