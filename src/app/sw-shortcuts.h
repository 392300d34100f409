/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The title of a group, or a row of it: keys, told or those of an action. Texts in the context
 * "shortcut window". */
typedef struct
{
  const char *title;  /* what the keys do; NULL in the row of a group */
  const char *group;  /* NULL in the others */
  const char *action; /* whose keys the program knows, "win.undo", or NULL */
  const char *keys;   /* accelerators, with spaces between those that do the same or the like, or NULL */
} SwShortcut;

const SwShortcut *sw_shortcuts_get (gsize *n_shortcuts);

G_END_DECLS
