/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/history/sw-history.h"
#include "engine/program/sw-program-private.h"

G_BEGIN_DECLS

typedef enum
{
  SW_EVENT_TRUNCATED = 1 << 0, /* AWS cut the data off, for it was too long: `data` is no JSON */
} SwEventFlags;

/* 80 bytes; shares its values with the execution */
struct _SwHistoryEvent
{
  gint64        time;       /* microseconds since the epoch */
  const SwStep *step;       /* or NULL: an event of the execution itself, or one that was read */
  SwString     *name;       /* of the state, in an event that was read (of one of unknown type: of
                             * that type); else NULL */
  guint32       id;         /* from 1 */
  guint32       previous;   /* 0: nobody */
  guint32       frame;      /* the branch or iteration it happened in; 0: the machine itself */
  guint32       number;     /* index of an iteration, or length of a Map */
  guint16       type;       /* SwEventType */
  guint8        state_type; /* SwStateType, in an event that was read */
  guint8        flags;      /* SwEventFlags */
  SwValue       data;       /* input, output or parameters */
  SwValue       extra;      /* object of further details; of a StateExited the assigned variables;
                             * of an event of unknown type all that was read */
};

SwHistory      *sw_history_new         (SwProgram      *program);
SwHistoryEvent *sw_history_add         (SwHistory      *self);
void            sw_history_event_clear (SwHistoryEvent *self);

/* How the details of a type of event are laid out in AWS's API */
typedef enum
{
  SW_DETAIL_NAME = 1 << 0,     /* name: the state's */
  SW_DETAIL_INDEX = 1 << 1,    /* index: of an iteration */
  SW_DETAIL_LENGTH = 1 << 2,   /* length: of a Map's items */
  SW_DETAIL_RESOURCE = 1 << 3, /* resource: the whole ARN */
  SW_DETAIL_SERVICE = 1 << 4,  /* resourceType, resource: the parts of a service integration */
  SW_DETAIL_ASSIGNED = 1 << 5, /* `extra` are assigned variables */
  SW_DETAIL_STATE = 1 << 6,    /* state: the state's name, in `extra` */
} SwEventDetails;

typedef struct
{
  const char     *name;   /* of the type; "State…" has the state's type put in front */
  const char     *member; /* the event's member that holds the details, or NULL: it has none */
  const char     *data;   /* what `data` is called there, or NULL */
  SwEventDetails  details;
} SwEventRow;

extern const SwEventRow sw_event_rows[SW_N_EVENT_TYPES];

G_END_DECLS
