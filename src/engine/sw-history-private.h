/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/sw-history.h"
#include "engine/sw-program-private.h"

G_BEGIN_DECLS

/* 72 bytes; shares its values with the execution */
struct _SwHistoryEvent
{
  gint64        time;     /* microseconds since the epoch */
  const SwStep *step;     /* or NULL: an event of the execution itself */
  guint32       id;       /* from 1 */
  guint32       previous; /* 0: nobody */
  guint32       frame;    /* the branch or iteration it happened in; 0: the machine itself */
  guint32       number;   /* index of an iteration, or length of a Map */
  SwEventType   type;
  SwValue       data;     /* input, output or parameters */
  SwValue       extra;    /* object of further details; of a StateExited the assigned variables */
};

SwHistory      *sw_history_new         (void);
void            sw_history_free        (SwHistory      *self);
SwHistoryEvent *sw_history_add         (SwHistory      *self);
void            sw_history_event_clear (SwHistoryEvent *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwHistory, sw_history_free)

G_END_DECLS
