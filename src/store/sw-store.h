/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/sw-store-write.h"

G_BEGIN_DECLS

/* SwStore: executions that outlive the program, in one SQLite file: what came to each from outside,
 * the events that followed, the tasks and timers that are open, and named JSON documents of whoever
 * needs some (the server keeps its machines there).
 *
 * Whoever changes something puts a transaction together (SwStoreWrite) and hands it over; one
 * thread writes them in the order of their coming, several in one commit where several wait, and
 * each is told in its own main context when it is on the disk. Nothing may be shown, answered or
 * called on the strength of a transaction before that.
 *
 * Where the disk is full, or fails, the transactions wait in memory, `trouble` says why, and they
 * are tried again: none is dropped. A second program opens the same file to read only, is told
 * who writes it, and may take it over when that program is gone: sw_store_take_over().
 *
 * Properties, all notify in the main context it was opened in: `trouble` (string, or NULL),
 * `n-waiting` (uint: transactions handed over and not on the disk), `read-only`. */
#define SW_TYPE_STORE (sw_store_get_type ())
G_DECLARE_FINAL_TYPE (SwStore, sw_store, SW, STORE, GObject)

#define SW_STORE_ERROR (sw_store_error_quark ())
GQuark sw_store_error_quark (void);

typedef enum
{
  SW_STORE_ERROR_OPEN,      /* the file cannot be opened, or is of a newer Stepwright */
  SW_STORE_ERROR_READ,      /* it cannot be read */
  SW_STORE_ERROR_READ_ONLY, /* another program writes it */
  SW_STORE_ERROR_CONFLICT,  /* the transaction contradicts what is there: an ARN is taken */
  SW_STORE_ERROR_TROUBLE,   /* it cannot be written at present; what waits stays in memory */
} SwStoreError;

/* Which executions; 0 and NULL: all. They come by start time, the newest first. */
typedef struct
{
  gint64      id;
  const char *arn;
  const char *machine_arn;
  const char *origin;
  int         status;        /* SwExecutionStatus + 1; 0: any */
  gint64      before_start;  /* with before_id: go on behind that one */
  gint64      before_id;
  guint       limit;
  gboolean    brief;         /* without seed, input, output, error, cause and length, which may be
                              * large */
} SwStoreFilter;

/* What was read is valid during the call. FALSE ends the reading. */
typedef gboolean (*SwStoreDocumentFunc)  (const char             *key,
                                          const char             *json,
                                          gpointer                data);
typedef gboolean (*SwStoreExecutionFunc) (const SwStoreExecution *execution,
                                          gpointer                data);
typedef gboolean (*SwStoreEventFunc)     (const SwStoreEvent     *event,
                                          gpointer                data);
typedef gboolean (*SwStoreTaskFunc)      (const SwStoreTask      *task,
                                          gpointer                data);
typedef gboolean (*SwStoreEntryFunc)     (gint64                  number,
                                          const char             *body,
                                          gpointer                data);
/* What became of a transaction: ERROR is NULL when it is on the disk */
typedef void     (*SwStoreDoneFunc)      (const GError           *error,
                                          gpointer                data);

char       *sw_store_dup_default_path  (void);
SwStore    *sw_store_open              (const char           *path,
                                        GError              **error);
SwStore    *sw_store_open_to_read      (const char           *path,
                                        GError              **error);
const char *sw_store_get_path          (SwStore              *self);
gboolean    sw_store_get_read_only     (SwStore              *self);
gboolean    sw_store_is_driven         (SwStore              *self);
const char *sw_store_get_holder        (SwStore              *self);
gboolean    sw_store_take_over         (SwStore              *self,
                                        GError              **error);
gboolean    sw_store_has_changed       (SwStore              *self);
const char *sw_store_get_set_aside     (SwStore              *self);
const char *sw_store_get_trouble       (SwStore              *self);
gint64      sw_store_reserve_id        (SwStore              *self);

void        sw_store_commit            (SwStore              *self,
                                        SwStoreWrite         *take_write,
                                        SwStoreDoneFunc       done,
                                        gpointer              data);
gboolean    sw_store_flush             (SwStore              *self,
                                        GError              **error);
void        sw_store_retry             (SwStore              *self);

char       *sw_store_dup_document      (SwStore              *self,
                                        const char           *kind,
                                        const char           *key,
                                        GError              **error);
gboolean    sw_store_foreach_document  (SwStore              *self,
                                        const char           *kind,
                                        SwStoreDocumentFunc   func,
                                        gpointer              data,
                                        GError              **error);
char       *sw_store_dup_definition    (SwStore              *self,
                                        const char           *revision,
                                        GError              **error);
gboolean    sw_store_foreach_execution (SwStore              *self,
                                        const SwStoreFilter  *filter,
                                        SwStoreExecutionFunc  func,
                                        gpointer              data,
                                        GError              **error);
gboolean    sw_store_foreach_event     (SwStore              *self,
                                        gint64                execution,
                                        gint64                from,
                                        gboolean              backwards,
                                        guint                 limit,
                                        SwStoreEventFunc      func,
                                        gpointer              data,
                                        GError              **error);
gboolean    sw_store_foreach_map_run   (SwStore              *self,
                                        SwStoreEntryFunc      func,
                                        gpointer              data,
                                        GError              **error);
gboolean    sw_store_foreach_entry     (SwStore              *self,
                                        gint64                execution,
                                        SwStoreEntryFunc      func,
                                        gpointer              data,
                                        GError              **error);
gboolean    sw_store_foreach_task      (SwStore              *self,
                                        gint64                execution,
                                        SwStoreTaskFunc       func,
                                        gpointer              data,
                                        GError              **error);

G_END_DECLS
