/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/sw-api-private.h"

G_BEGIN_DECLS

/* State machines as data, for the files that deal with them. */

SwApiRevision *sw_api_revision_ref           (SwApiRevision  *self);
void           sw_api_revision_unref         (SwApiRevision  *self);
SwApiRevision *sw_api_revision_copy          (const SwApiRevision *self,
                                              const char     *id);
SwProgram     *sw_api_revision_get_program   (SwApiRevision  *self,
                                              GError        **error);
SwApiMachine  *sw_api_machine_new            (SwApi          *api,
                                              const char     *name,
                                              gboolean        express,
                                              SwApiRevision  *take_revision);
void           sw_api_machine_revise         (SwApiMachine   *self,
                                              SwApiRevision  *take_revision);
SwApiMachine  *sw_api_machine_ref            (SwApiMachine   *self);
void           sw_api_machine_unref          (SwApiMachine   *self);
SwApiVersion  *sw_api_machine_find_version   (SwApiMachine   *self,
                                              guint           number);
SwApiAlias    *sw_api_machine_find_alias     (SwApiMachine   *self,
                                              const char     *name);
SwApiVersion  *sw_api_machine_find_published (SwApiMachine   *self);
SwApiVersion  *sw_api_machine_publish        (SwApi          *api,
                                              SwApiMachine   *machine,
                                              const char     *description);
guint          sw_arn_get_version            (const SwArn    *arn);
SwApiMachine  *sw_api_find_machine           (SwApi          *self,
                                              const SwArn    *arn);
SwApiMachine  *sw_api_call_find_machine      (SwApiCall      *call,
                                              const char     *member,
                                              SwArn          *arn);
char          *sw_api_dup_version_arn        (SwApiMachine   *machine,
                                              guint           number);
char          *sw_api_dup_alias_arn          (SwApiMachine   *machine,
                                              const char     *name);
char          *sw_api_dup_invalid_definition (const char     *definition,
                                              gboolean        express,
                                              SwValue        *references);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwApiRevision, sw_api_revision_unref)

G_END_DECLS
