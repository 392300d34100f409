/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "engine/execution/sw-execution.h"

G_BEGIN_DECLS

/* One state, tried by itself as AWS's TestState does it: with the input, the variables and the
 * context object that are given, a mocked result or error in place of the outside world, and every
 * intermediate value to look at. */

#define SW_TEST_STATE_ERROR (sw_test_state_error_quark ())
GQuark sw_test_state_error_quark (void);

/* What TestState refuses; the names are AWS's */
typedef enum
{
  SW_TEST_STATE_ERROR_VALIDATION, /* ValidationException */
  SW_TEST_STATE_ERROR_DEFINITION, /* InvalidDefinition */
  SW_TEST_STATE_ERROR_UNPERFORMED, /* not AWS's: nobody performs the task, and no mock is given */
} SwTestStateError;

/* Performs the task of a state that is tried without a mock. Returns FALSE where nobody does; else
 * either *OUTPUT is set, or *ERROR and *CAUSE. */
typedef gboolean (*SwTestStatePerform) (const SwTaskRequest  *request,
                                        SwValue              *output,
                                        char                **error,
                                        char                **cause,
                                        gpointer              data);

/* The arguments of TestState; borrowed. A value that is undefined is not given. */
typedef struct
{
  const char         *definition;    /* JSON text of a state, or of a machine */
  const char         *state_name;    /* in a machine; NULL: `definition` is the state */
  SwValue             input;
  SwValue             variables;     /* object */
  SwValue             context;       /* object: the context object */
  SwValue             mock;          /* { result: JSON text | errorOutput: { error, cause },
                                      *   fieldValidationMode } */
  SwValue             configuration; /* { retrierRetryCount, errorCausedByState,
                                      *   mapIterationFailureCount, mapItemReaderData } */
  gboolean            inspect;       /* inspection level DEBUG or TRACE: show the values between */
  gboolean            reveal_secrets;
  const char         *role_arn;      /* NULL: none is given */
  const char         *account;
  const char         *region;
  gint64              now;           /* microseconds since the epoch */
  SwTestStatePerform  perform;       /* or NULL */
  gpointer            perform_data;
  SwInterruptFunc     interrupt;     /* as of sw_execution_set_interrupt_func(); or NULL */
  gpointer            interrupt_data;
} SwTestStateOptions;

gboolean    sw_test_state            (const SwTestStateOptions  *options,
                                      SwValue                   *response,
                                      GError                   **error);
const char *sw_test_state_error_name (int                        code);

G_END_DECLS
