/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* SwCharMap: where the characters of a text that does not change are among its bytes, and the other
 * way round, without a walk over all of it. Plain data, constant once made: it may be made in one
 * thread and asked in another. It keeps no hold on the text, which is handed in with each
 * question. */
typedef struct _SwCharMap SwCharMap;

SwCharMap *sw_char_map_new        (const char      *text,
                                   gsize            length);
void       sw_char_map_free       (SwCharMap       *self);
gsize      sw_char_map_get_length (const SwCharMap *self);
gsize      sw_char_map_to_char    (const SwCharMap *self,
                                   const char      *text,
                                   gsize            byte);
gsize      sw_char_map_to_byte    (const SwCharMap *self,
                                   const char      *text,
                                   gsize            character);
gsize      sw_utf8_count          (const char      *text,
                                   gsize            length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwCharMap, sw_char_map_free)

G_END_DECLS
