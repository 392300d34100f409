/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "engine/trace/sw-trace.h"

G_BEGIN_DECLS

/* A try of a state's work as a row of a list */

GtkWidget *sw_try_row_new (const SwVisit   *visit,
                           const SwAttempt *attempt);

G_END_DECLS
