/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/sw-tasks-file.h"

G_BEGIN_DECLS

/* Consent to what a tasks file would start or call on this computer. It is for exactly one content
 * of one file, is kept in the user's state directory and never in the project, and is asked for
 * anew after any change. Definitions, mocks and persons' answers need none. */

#define SW_TRUST_ERROR (sw_trust_error_quark ())
GQuark sw_trust_error_quark (void);

typedef enum
{
  SW_TRUST_ERROR_UNSAVED, /* the tasks file lies nowhere */
  SW_TRUST_ERROR_UNSAFE,  /* others could change it */
} SwTrustError;

gboolean  sw_trust_is_needed  (SwTasksFile  *file);
gboolean  sw_trust_is_given   (SwTasksFile  *file);
char    **sw_trust_dup_reach  (SwTasksFile  *file);
char     *sw_trust_dup_danger (SwTasksFile  *file);
gboolean  sw_trust_give       (SwTasksFile  *file,
                               GError      **error);
gboolean  sw_trust_withdraw   (GFile        *file,
                               gboolean     *was_given,
                               GError      **error);

G_END_DECLS
