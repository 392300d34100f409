/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/document/sw-reading.h"

G_BEGIN_DECLS

/* SwLoaded: what a file holds, and what is read off it. Made in whichever thread and handed over
 * whole, as SwReading. */
typedef struct
{
  GBytes     *bytes;    /* of the file */
  char       *etag;     /* … as it was then, or NULL */
  char       *identity; /* what it was known by then, see sw_loaded_is_of(); or NULL */
  const char *text;     /* the bytes without their byte order mark; borrowed from them */
  gsize       length;   /* of the text, in bytes */
  gboolean    has_mark;
  SwReading  *reading;  /* of the text, or NULL where it was not asked for */
} SwLoaded;

/* What sw_loaded_is_of() looks at */
#define SW_LOADED_ATTRIBUTES                                                                                           \
  G_FILE_ATTRIBUTE_ETAG_VALUE "," G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_UNIX_INODE

SwLoaded *sw_loaded_new  (GFile         *file,
                          gboolean       read,
                          GCancellable  *cancellable,
                          GError       **error);
void      sw_loaded_free (SwLoaded      *self);
gboolean  sw_loaded_is_of (const SwLoaded *self,
                          GFileInfo      *info);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwLoaded, sw_loaded_free)

G_END_DECLS
