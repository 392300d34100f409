/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "store/sw-store.h"

G_BEGIN_DECLS

/* How the files of this folder share the store. */

/* What a transaction can do; rows of sw_store_statements[] */
typedef enum
{
  SW_STATEMENT_PUT_DOCUMENT,
  SW_STATEMENT_DELETE_DOCUMENT,
  SW_STATEMENT_PUT_DEFINITION,
  SW_STATEMENT_ADD_EXECUTION,
  SW_STATEMENT_SET_STANDING,
  SW_STATEMENT_REDRIVE,
  SW_STATEMENT_PUT_TIMER,
  SW_STATEMENT_DELETE_TIMER,
  SW_STATEMENT_DELETE_EXECUTION,
  SW_STATEMENT_DELETE_EVENTS,
  SW_STATEMENT_DELETE_ENTRIES,
  SW_STATEMENT_DELETE_TASKS,
  SW_STATEMENT_ADD_EVENT,
  SW_STATEMENT_PUT_EVENT,
  SW_STATEMENT_ADD_ENTRY,
  SW_STATEMENT_PUT_TASK,
  SW_STATEMENT_DELETE_TASK,
  SW_N_STATEMENTS
} SwStatement;

/* One value bound to a statement */
typedef struct
{
  gboolean is_text;
  gint64   integer;
  gsize    offset; /* of a text in SwStoreWrite.texts; G_MAXSIZE: NULL */
} SwStoreBinding;

typedef struct
{
  SwStatement statement;
  guint       first; /* of its bindings */
} SwStoreOperation;

struct _SwStoreWrite
{
  GArray  *operations; /* SwStoreOperation */
  GArray  *bindings;   /* SwStoreBinding */
  GString *texts;      /* each with its NUL */

  /* Once it was handed over */
  SwStoreDoneFunc  done;
  gpointer         data;
  GMainContext    *context; /* or NULL: nobody wants to know */
  GError          *error;
};

/* Its parameters are ?1, ?2 …, as many as it has letters in `types`: i an integer, s a text */
typedef struct
{
  const char *sql;
  const char *types;
} SwStatementRow;

extern const SwStatementRow sw_store_statements[SW_N_STATEMENTS];

/* The thread that writes; see sw-store-writer.c. */
typedef struct
{
  sqlite3      *database;
  sqlite3_stmt *statements[SW_N_STATEMENTS]; /* NULL until it is needed */
  GThread      *thread;
  GMutex        mutex;
  GCond         cond;
  GQueue        queue;     /* SwStoreWrite, not begun */
  guint         n_waiting; /* of these, and those being written */
  gboolean      closing;
  gboolean      hurry;     /* try again at once */
  char         *trouble;   /* why it cannot go on, or NULL */
  void        (*changed) (gpointer data); /* called in the thread when n_waiting or trouble did */
  gpointer      data;
} SwStoreWriter;

/* sw-store-file.c */
typedef struct
{
  char     *path;
  char     *set_aside; /* where a damaged file was moved, or NULL */
  gboolean  read_only;
  gboolean  driven;    /* another program had it open to write */
  char     *holder;    /* that program, in words; NULL: nobody knows, or none has */
  int       lock;      /* file descriptor, -1: none */
  sqlite3  *database;  /* to write; NULL of a store to read only */
  sqlite3  *reader;
} SwStoreFile;

gboolean sw_store_file_open       (SwStoreFile  *self,
                                   const char   *path,
                                   GError      **error);
gboolean sw_store_file_look       (SwStoreFile  *self,
                                   const char   *path,
                                   GError      **error);
gboolean sw_store_file_take_over  (SwStoreFile  *self,
                                   GError      **error);
void     sw_store_file_close      (SwStoreFile  *self);
gboolean sw_store_is_network      (guint64       file_system);

/* sw-store-lock.c */
int      sw_store_lock_take       (SwStoreFile  *self,
                                   gboolean      patient);
void     sw_store_lock_look       (SwStoreFile  *self);

/* sw-store-schema.c */
gboolean sw_store_schema_bring_up (sqlite3      *database,
                                   GError      **error);
gboolean sw_store_schema_check    (sqlite3      *database,
                                   GError      **error);
gboolean sw_store_schema_is_older (sqlite3      *database);
gboolean sw_store_execute         (sqlite3      *database,
                                   const char   *sql,
                                   SwStoreError  code,
                                   GError      **error);

/* sw-store-writer.c */
void     sw_store_writer_start    (SwStoreWriter *self);
void     sw_store_writer_push     (SwStoreWriter *self,
                                   SwStoreWrite  *take_write);
gboolean sw_store_writer_flush    (SwStoreWriter *self,
                                   GError       **error);
void     sw_store_writer_retry    (SwStoreWriter *self);
void     sw_store_writer_stop     (SwStoreWriter *self);

/* sw-store.c */
sqlite3 *sw_store_get_reader      (SwStore      *self);

G_END_DECLS
