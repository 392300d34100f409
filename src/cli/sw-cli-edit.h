/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/sw-ops.h"

G_BEGIN_DECLS

/* An operation that is being read and done, for the files of the command edit. */
typedef struct
{
  SwModel   *model;
  char     **arguments; /* behind the operation's name */
  int        n_arguments;
  GPtrArray *owned;     /* char: what pointers of places are borrowed from */
  gboolean   usage;     /* the arguments are wrong, and a message is out */
  GError    *error;     /* the operation was refused */
} SwCliEdit;

/* sw-cli-place.c */
const char *sw_cli_edit_find_state (SwCliEdit  *self,
                                    const char *text);
gboolean    sw_cli_edit_read_place (SwCliEdit  *self,
                                    const char *text,
                                    SwPlace    *place);

G_END_DECLS
