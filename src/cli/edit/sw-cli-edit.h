/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/ops/sw-ops.h"

G_BEGIN_DECLS

/* An operation that is being read and done, for the files of the command edit. */
typedef struct
{
  const char *name;     /* of the file, "-" for standard input */
  SwModel   *model;
  char     **arguments; /* behind the operation's name */
  int        n_arguments;
  GPtrArray *owned;     /* char: what pointers of places are borrowed from */
  gboolean   usage;     /* the arguments are wrong, and a message is out */
  GError    *error;     /* the operation was refused */
} SwCliEdit;

/* sw-cli-place.c */
const char  *sw_cli_edit_find_state  (SwCliEdit  *self,
                                      const char *text);
const char **sw_cli_edit_find_states (SwCliEdit  *self,
                                      int         count);
gboolean     sw_cli_edit_read_index  (SwCliEdit  *self,
                                      const char *text,
                                      guint      *index);
gboolean     sw_cli_edit_read_place  (SwCliEdit  *self,
                                      const char *text,
                                      SwPlace    *place);

/* sw-cli-edit-states.c */
SwOpsResult *sw_cli_edit_move (SwCliEdit *self);
SwOpsResult *sw_cli_edit_duplicate (SwCliEdit *self);
SwOpsResult *sw_cli_edit_copy (SwCliEdit *self);
SwOpsResult *sw_cli_edit_paste (SwCliEdit *self);
SwOpsResult *sw_cli_edit_wrap (SwCliEdit *self);
SwOpsResult *sw_cli_edit_unwrap (SwCliEdit *self);
SwOpsResult *sw_cli_edit_convert_type (SwCliEdit *self);
SwOpsResult *sw_cli_edit_add_branch (SwCliEdit *self);
SwOpsResult *sw_cli_edit_remove_branch (SwCliEdit *self);
SwOpsResult *sw_cli_edit_reorder (SwCliEdit *self);

/* sw-cli-edit-language.c */
SwOpsResult *sw_cli_edit_convert (SwCliEdit *self);

G_END_DECLS
