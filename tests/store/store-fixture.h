/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/sw-store.h"

G_BEGIN_DECLS

/* A folder of its own for each test, with a store in it. */
typedef struct
{
  char *folder;
  char *path;
} Fixture;

void     fixture_set_up      (Fixture      *fixture,
                              gconstpointer data);
void     fixture_tear_down   (Fixture      *fixture,
                              gconstpointer data);
SwStore *fixture_open        (Fixture      *fixture);
void     fixture_check       (Fixture      *fixture);
void     put_document        (SwStore      *store,
                              const char   *key,
                              const char   *json);
char    *dup_documents       (SwStore      *store);
gint64   add_execution       (SwStore      *store,
                              const char   *name,
                              gint64        start);
void     add_event           (SwStore      *store,
                              gint64        execution,
                              gint64        id);
guint    count_events        (SwStore      *store,
                              gint64        execution);
void     flush               (SwStore      *store);

G_END_DECLS
