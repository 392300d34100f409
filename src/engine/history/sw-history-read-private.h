/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/history/sw-history-private.h"
#include "engine/history/sw-history-read.h"

G_BEGIN_DECLS

/* An event as it was found */
typedef struct
{
  SwValue value;    /* the object; owned */
  guint64 id;
  guint64 previous;
} SwFoundEvent;

/* What the reading of events shares */
typedef struct
{
  GHashTable *types;  /* name -> SwEventType + 1 */
  GHashTable *values; /* SwString -> SwValue *: each distinct text is parsed once, and shared */
  GPtrArray  *notes;  /* char *, or NULL */
  guint       noted;  /* which kinds of notes were made, by SwHistoryNote */
  gint64      time;   /* of the event before */
} SwHistoryReader;

typedef enum
{
  SW_NOTE_TIME,
  SW_NOTE_TYPE,
  SW_NOTE_TRUNCATED,
  SW_NOTE_NO_DATA,
  SW_NOTE_LINK,
} SwHistoryNote;

void     sw_history_reader_init  (SwHistoryReader *self,
                                  GPtrArray       *notes);
void     sw_history_reader_clear (SwHistoryReader *self);
void     sw_history_reader_note  (SwHistoryReader *self,
                                  SwHistoryNote    kind,
                                  const char      *format,
                                  ...) G_GNUC_PRINTF (3, 4);
SwValue  sw_history_get_field    (SwValue          object,
                                  const char      *name);
gboolean sw_history_get_id       (SwValue          value,
                                  guint64         *id);
void     sw_history_read_event   (SwHistoryReader *self,
                                  SwValue          value,
                                  SwHistoryEvent  *event);

G_END_DECLS
