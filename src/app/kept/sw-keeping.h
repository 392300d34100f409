/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/sw-store.h"

G_BEGIN_DECLS

/* SwKeeping: where the program keeps its runs: the one store that all of it shares. It is opened to
 * write when it is first needed, which keeps other programs from writing; until then it is only
 * looked at. Where another program writes it, this one takes over as soon as that has ended.
 *
 * Properties, all notify: `store` (SwStore, or NULL: none is open), `trouble` (string: why what has
 * happened cannot be written at present, or NULL), `refusal` (string: why runs are not kept, in a
 * sentence; NULL: they are, or nobody has asked for it yet).
 *
 * Signal `written`: something has come to the disk, by this program or another; while anybody
 * follows it. Signal `taken-over`: another program wrote the store, and has ended. */
#define SW_TYPE_KEEPING (sw_keeping_get_type ())
G_DECLARE_FINAL_TYPE (SwKeeping, sw_keeping, SW, KEEPING, GObject)

SwKeeping  *sw_keeping_get         (void);
SwStore    *sw_keeping_open        (SwKeeping *self);
SwStore    *sw_keeping_look        (SwKeeping *self);
SwStore    *sw_keeping_get_store   (SwKeeping *self);
const char *sw_keeping_get_trouble (SwKeeping *self);
const char *sw_keeping_get_refusal (SwKeeping *self);
void        sw_keeping_follow      (SwKeeping *self,
                                    gboolean   follow);
void        sw_keeping_retry       (SwKeeping *self);
void        sw_keeping_close       (SwKeeping *self);

G_END_DECLS
