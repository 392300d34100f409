/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/canvas/sw-canvas.h"

G_BEGIN_DECLS

/* SwSessionState: what is needed to open the windows again that were open. Plain data, to and from
 * a text. */

typedef struct
{
  char         *uri;      /* of its file, or NULL */
  char         *origin;   /* without a file: what it began as, or NULL */
  char         *title;    /* without a file: what it is called */
  SwSyntax      syntax;
  char         *draft;    /* the name its text is kept under, or NULL where the file has it */
  char         *digest;   /* of the file, or else the text, that the draft was made from, or NULL */
  gboolean      modified;
  char         *selected; /* JSON pointer of the selected state, or NULL */
  int           caret;    /* characters before it */
  gboolean      placed;   /* the person chose a place in the diagram: */
  SwCanvasPlace place;
} SwSessionTab;

typedef struct
{
  int        width;
  int        height;
  gboolean   maximized;
  char      *view_mode;
  guint      current; /* the tab in front */
  GPtrArray *tabs;    /* SwSessionTab */
} SwSessionWindow;

typedef struct
{
  GPtrArray *windows; /* SwSessionWindow */
} SwSessionState;

SwSessionState  *sw_session_state_new       (void);
SwSessionState  *sw_session_state_from_text (const char           *text);
char            *sw_session_state_to_text   (const SwSessionState *self);
void             sw_session_state_free      (SwSessionState       *self);
SwSessionWindow *sw_session_window_new      (void);
void             sw_session_window_free     (SwSessionWindow      *self);
SwSessionTab    *sw_session_tab_new         (void);
void             sw_session_tab_free        (SwSessionTab         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwSessionState, sw_session_state_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwSessionWindow, sw_session_window_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwSessionTab, sw_session_tab_free)

G_END_DECLS
