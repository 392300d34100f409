/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/test-state/sw-test-state.h"

#include "engine/program/sw-program-private.h"

G_BEGIN_DECLS

/* The mock of a test, read */
typedef struct
{
  gboolean is_given;
  gboolean throws;
  SwValue  result;
  char    *error;
  char    *cause;
} SwTestMock;

gboolean sw_test_state_read_mock     (const SwTestStateOptions  *options,
                                      SwTestMock                *mock,
                                      GError                   **error);
void     sw_test_mock_clear          (SwTestMock                *mock);
gboolean sw_test_state_check         (const SwTestStateOptions  *options,
                                      const SwStep              *step,
                                      const SwTestMock          *mock,
                                      GError                   **error);
gboolean sw_test_state_check_context (SwValue                    context,
                                      const SwStep              *step,
                                      GError                   **error);
gboolean sw_test_state_refuse        (GError                   **error,
                                      const char                *format,
                                      ...) G_GNUC_PRINTF (2, 3);
SwValue  sw_mock_shape_dup_sample    (const char                *resource);
char    *sw_mock_shape_dup_mistake   (const char                *resource,
                                      SwValue                    result,
                                      gboolean                   needs_required);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwTestMock, sw_test_mock_clear)

G_END_DECLS
