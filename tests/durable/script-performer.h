/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/sw-performer.h"

G_BEGIN_DECLS

/* Performs tasks as a script says, and keeps a ledger of its effects: "STATE EXECUTION/SCHEDULED/
 * ATTEMPT", a line for each, written before anything is answered.
 *
 *   { "A": { "recover": "unknown", "how": "later", "answers": [ { "return": 1 }, … ] } }
 *
 * `recover`: unknown, again, go-on, person. `how`: at-once; later; job (submitted, then done);
 * token (submitted, then somebody answers); worker (of an activity: begun, then done). Answers come
 * by invocation, the last for all that follow; without any it never answers. `person` leaves the
 * task. */

/* What the performer has done is about to be seen by nobody: a test may end the program here. */
typedef void (*ScriptPointFunc) (const char *where,
                                 gpointer    data);

SwPerformer *script_performer_new (SwValue          script,
                                   const char      *ledger,
                                   ScriptPointFunc  point,
                                   gpointer         data);
/* What it was called for, so far: "A new; B submitted {\"Id\":1}; " */
const char  *script_performer_get_calls (SwPerformer *self);

G_END_DECLS
