/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file as git has it. Nothing that a repository configures is run for it: the bytes are read as
 * they are stored. */

#define SW_GIT_ERROR (sw_git_error_quark ())
GQuark sw_git_error_quark (void);

typedef enum
{
  SW_GIT_ERROR_ABSENT,     /* there is no git on this computer */
  SW_GIT_ERROR_UNTRACKED,  /* the file is in no repository */
  SW_GIT_ERROR_REVISION,   /* there is no such revision, or the file was not in it */
} SwGitError;

GBytes *sw_git_read (const char *file,
                     const char *revision,
                     GError    **error);

G_END_DECLS
