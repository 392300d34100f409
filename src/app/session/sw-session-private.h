/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/session/sw-session-state.h"
#include "app/session/sw-session.h"
#include "app/window/sw-window-private.h"

G_BEGIN_DECLS

struct _SwSession
{
  GObject         parent_instance;

  GtkApplication *app;       /* not owned: it owns this */
  GSettings      *settings;  /* or NULL */
  GHashTable     *records;   /* SwDocument -> SwDraftRecord, of all that are open */
  GPtrArray      *held;      /* SwSessionWindow: closed by quitting, to come back */
  char           *written;   /* what session.ini holds, or NULL */
  guint           source;    /* the next writing, or 0 */
  guint           restoring; /* windows that are not back yet */
  gboolean        following; /* changes are written */
  gboolean        quitting;
};

/* What is known of the kept text of a document */
typedef struct
{
  SwDocument *document;  /* owned */
  char       *name;      /* of its draft, or NULL where it needs none */
  guint64     serial;    /* of the text that the draft holds */
  gboolean    writing;   /* a thread is at it */
  gboolean    discarded; /* the person let go of what is not saved */
  gboolean    told;      /* that it cannot be kept */
  gboolean    seen;      /* in the present round */
} SwDraftRecord;

SwDraftRecord   *_sw_session_ensure_record  (SwSession     *self,
                                             SwDocument    *document);
const char      *_sw_session_name_draft     (SwDraftRecord *record);
void             _sw_session_update_drafts  (SwSession     *self,
                                             gboolean       wait);
SwSessionWindow *_sw_session_capture_window (SwSession     *self,
                                             SwWindow      *window);

G_END_DECLS
