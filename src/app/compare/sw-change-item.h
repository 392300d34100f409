/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "asl/diff/sw-diff.h"

G_BEGIN_DECLS

/* How something that can differ is told as a row */
typedef struct
{
  SwChange (*get_change)   (gconstpointer data); /* gives the row its icon and colour */
  char    *(*dup_title)    (gconstpointer data);
  char    *(*dup_subtitle) (gconstpointer data);
  char    *(*dup_details)  (gconstpointer data); /* a line for each; or NULL: there are none */
  guint    (*get_depth)    (gconstpointer data); /* levels it is set in; or NULL: none */
} SwChangeKind;

/* SwChangeItem: what differs, as a row. Properties, constant: `title`, `subtitle`, `details`,
 * `margin` (pixels that stand for its depth), `icon-name`, `styles` (CSS classes), `label` (all of
 * it in words, for assistive technology). */
#define SW_TYPE_CHANGE_ITEM (sw_change_item_get_type ())
G_DECLARE_FINAL_TYPE (SwChangeItem, sw_change_item, SW, CHANGE_ITEM, GObject)

SwChangeItem *sw_change_item_new      (const SwChangeKind *kind,
                                       gconstpointer       data,
                                       gpointer            take_owner,
                                       GDestroyNotify      unref_owner);
gconstpointer sw_change_item_get_data (SwChangeItem       *self);

G_END_DECLS
