/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "base/sw-edits.h"
#include "json/tree/sw-tree.h"

G_BEGIN_DECLS

/* The inputs that a tasks file names, changed as text edits: what else stands there stays. */

SwEdits  *sw_input_edits_set (SwTree      *tasks,
                              const char  *name,
                              const char  *json,
                              GError     **error);
gboolean  sw_input_save      (GFile       *file,
                              const char  *name,
                              const char  *json,
                              GError     **error);

G_END_DECLS
