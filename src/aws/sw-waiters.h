/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* SwWaiters: who waits for one answer. What many want at the same time (keys, a token) is asked for
 * once: the first one asks, the others join. Whoever is cancelled goes without disturbing the
 * others; with the last one the asking is cancelled. For one thread. */
typedef struct _SwWaiters SwWaiters;

SwWaiters    *sw_waiters_new             (void);
void          sw_waiters_free            (SwWaiters      *self);
void          sw_waiters_join            (SwWaiters      *self,
                                          GTask          *task);
GCancellable *sw_waiters_get_cancellable (SwWaiters      *self);
void          sw_waiters_answer          (SwWaiters      *self,
                                          gpointer        value,
                                          GBoxedCopyFunc  copy,
                                          GDestroyNotify  destroy);
void          sw_waiters_fail            (SwWaiters      *self,
                                          const GError   *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwWaiters, sw_waiters_free)

G_END_DECLS
