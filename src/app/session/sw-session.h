/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/document/sw-document.h"

G_BEGIN_DECLS

/* SwSession: which windows and documents are open, kept in the state folder a second after each change, together
 * with every text that is in no file yet. So the next start can go on where this one ended, even if it was ended by
 * force.
 *
 *   session.ini    what is open (SwSessionState)
 *   UUID.draft     a text each (sw-drafts.h)
 *
 * What was saved, or thrown away on purpose, is not kept. Nothing is written before what was open is back. */
#define SW_TYPE_SESSION (sw_session_get_type ())
G_DECLARE_FINAL_TYPE (SwSession, sw_session, SW, SESSION, GObject)

SwSession *sw_session_new           (GtkApplication *app,
                                     GSettings      *settings);
GFile     *sw_session_dup_front     (GSettings      *settings);
void       sw_session_restore       (SwSession      *self);
void       sw_session_queue         (SwSession      *self);
void       sw_session_discard       (SwSession      *self,
                                     SwDocument     *document);
void       sw_session_quit          (SwSession      *self);
void       sw_session_stay          (SwSession      *self);
void       sw_session_window_closes (SwSession      *self,
                                     GtkWindow      *window);
void       sw_session_end           (SwSession      *self);

G_END_DECLS
