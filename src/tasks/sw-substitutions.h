/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "asl/check/sw-check.h"
#include "json/sw-placeholders.h"

G_BEGIN_DECLS

/* SwSubstitutions: what NAME.tasks.json beside a definition says that it lacks itself: the values
 * of its ${placeholders} on this computer, and whether it is to be a Standard or an Express
 * machine:
 *
 *   { "type": "EXPRESS",
 *     "substitutions": { "Table": "orders", "Seconds": 30 },
 *     "environments": { "test": { "Table": "orders-test" }, "live": { "Table": "orders-live" } },
 *     "environment": "test" }
 *
 * "substitutions" are the values of everywhere; those of the environment that is chosen go before
 * them. A text goes in as it is, anything else as JSON; null is no value. The rest of the file is
 * not looked at (SwTasksFile reads it), and changes leave it as it is. Immutable. */
typedef struct _SwSubstitutions SwSubstitutions;

/* A value is given, and no placeholder has its name: see sw_substitutions_check() */
#define SW_SUBSTITUTIONS_UNUSED "SW_PLACEHOLDER_UNUSED"

SwSubstitutions *sw_substitutions_new_from_text    (const char       *text,
                                                    gssize            length,
                                                    GError          **error);
SwSubstitutions *sw_substitutions_load             (GFile            *file,
                                                    GError          **error);
void             sw_substitutions_free             (SwSubstitutions  *self);
SwTree          *sw_substitutions_get_tree         (SwSubstitutions  *self);
char           **sw_substitutions_dup_environments (SwSubstitutions  *self);
const char      *sw_substitutions_get_environment  (SwSubstitutions  *self);
gboolean         sw_substitutions_get_type         (SwSubstitutions  *self,
                                                    SwMachineType    *type);
gboolean         sw_substitutions_dup_values       (SwSubstitutions  *self,
                                                    const char       *environment,
                                                    SwValue          *values,
                                                    GError          **error);
GPtrArray       *sw_substitutions_check            (SwSubstitutions  *self,
                                                    GPtrArray        *placeholders);
SwEdits         *sw_substitutions_set_value        (SwSubstitutions  *self,
                                                    const char       *name,
                                                    const char       *json,
                                                    GError          **error);
SwEdits         *sw_substitutions_set_environment  (SwSubstitutions  *self,
                                                    const char       *environment,
                                                    GError          **error);
SwEdits         *sw_substitutions_set_type         (SwSubstitutions  *self,
                                                    const SwMachineType *type,
                                                    GError          **error);
GFile           *sw_substitutions_find_file        (GFile            *definition);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwSubstitutions, sw_substitutions_free)

G_END_DECLS
