/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writing a person's file so that it has the old content or the new one, whatever happens: through
 * links to the file that is meant, by a new file beside it that is on the disk before it takes the
 * old one's place, and never over what somebody else wrote meanwhile. GIO's own way of replacing
 * empties links, hard links and new files first, and fills them then. */

#define SW_SAVE_ERROR (sw_save_error_quark ())
GQuark sw_save_error_quark (void);

typedef enum
{
  SW_SAVE_ERROR_CHANGED, /* somebody else wrote the file since it was read */
  SW_SAVE_ERROR_LINKED,  /* it has several names (hard links): which are meant? */
} SwSaveError;

typedef enum
{
  SW_SAVE_DEFAULT   = 0,
  SW_SAVE_OVERWRITE = 1 << 0, /* also what somebody else wrote */
  SW_SAVE_ALL_NAMES = 1 << 1, /* where it has several names, under all of them */
  SW_SAVE_ONE_NAME  = 1 << 2, /* under this one; the others keep what they have */
} SwSaveFlags;

/* What the file was when it was read or last written; both NULL: nothing is known of it */
typedef struct
{
  GBytes     *bytes;
  const char *etag; /* of GIO */
} SwSaveBefore;

gboolean  sw_save_file       (GFile               *file,
                              GBytes              *bytes,
                              SwSaveFlags          flags,
                              const SwSaveBefore  *before,
                              char               **etag,
                              GCancellable        *cancellable,
                              GError             **error);
gboolean  sw_save_text       (GFile               *file,
                              const char          *text,
                              gsize                length,
                              GError             **error);
char     *sw_save_dup_target (GFile               *file);

G_END_DECLS
