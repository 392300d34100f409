/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/sw-performer.h"

G_BEGIN_DECLS

/* SwMockConfig: AWS's MockConfigFile.json, read. A machine has test cases, a case names a response
 * for each state it mocks, and a response has an answer for every invocation of the state, retries
 * counted. Immutable, shared. */
typedef struct _SwMockConfig SwMockConfig;

#define SW_MOCK_CONFIG_ERROR (sw_mock_config_error_quark ())
GQuark sw_mock_config_error_quark (void);

typedef enum
{
  SW_MOCK_CONFIG_ERROR_SYNTAX,  /* no JSON */
  SW_MOCK_CONFIG_ERROR_INVALID, /* JSON, but against the format's rules; the message says where */
  SW_MOCK_CONFIG_ERROR_UNKNOWN, /* there is no such machine, or no such case */
} SwMockConfigError;

/* What a state gets from one invocation to another, from 0, both included */
typedef struct
{
  guint     first;
  guint     last;
  gboolean  throws;
  SwValue   output; /* Return */
  char     *error;  /* Throw */
  char     *cause;
} SwMockAnswer;

SwMockConfig  *sw_mock_config_new_from_text (const char    *text,
                                             gssize         length,
                                             GError       **error);
SwMockConfig  *sw_mock_config_load          (GFile         *file,
                                             GError       **error);
SwMockConfig  *sw_mock_config_ref           (SwMockConfig  *self);
void           sw_mock_config_unref         (SwMockConfig  *self);
char         **sw_mock_config_dup_machines  (SwMockConfig  *self);
char         **sw_mock_config_dup_cases     (SwMockConfig  *self,
                                             const char    *machine);
char          *sw_mock_config_dup_machine   (SwMockConfig  *self,
                                             const char    *called,
                                             const char    *test_case);
SwPerformer   *sw_mock_config_new_performer (SwMockConfig  *self,
                                             const char    *machine,
                                             const char    *test_case,
                                             GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwMockConfig, sw_mock_config_unref)

G_END_DECLS
