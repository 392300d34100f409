/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file on another computer, as GIO's mounts show one: it has no path, is told by its address, and is
 * replaced by a stream whose content takes the old one's place when it is closed. */
#define TYPE_REMOTE_FILE (remote_file_get_type ())
G_DECLARE_FINAL_TYPE (RemoteFile, remote_file, REMOTE, FILE, GObject)

RemoteFile *remote_file_new      (const char *text); /* or NULL: it is not there yet */
void        remote_file_write    (RemoteFile *self,
                                  const char *text); /* by somebody else */
const char *remote_file_get_text (RemoteFile *self);
char       *remote_file_dup_etag (RemoteFile *self);

/* What goes wrong; -1: nothing */
typedef struct
{
  int    replace; /* GIOErrorEnum: it may not be replaced */
  int    close;   /* what was written does not arrive */
  gssize room;    /* bytes that can be written before the line is cut */
} RemoteTrouble;

void        remote_file_set_trouble (RemoteFile          *self,
                                     const RemoteTrouble *trouble);

G_END_DECLS
