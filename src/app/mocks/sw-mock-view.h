/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/document/sw-document.h"
#include "engine/trace/sw-trace.h"

G_BEGIN_DECLS

/* SwMockView: the mocked answers beside a document, a test case at a time, as a table. What is
 * right is written at once, and each step can be taken back. */
#define SW_TYPE_MOCK_VIEW (sw_mock_view_get_type ())
G_DECLARE_FINAL_TYPE (SwMockView, sw_mock_view, SW, MOCK_VIEW, AdwBin)

void        sw_mock_view_set_document (SwMockView     *self,
                                       SwDocument     *document);
char       *sw_mock_view_record       (SwMockView     *self,
                                       const SwTrace  *trace,
                                       GPtrArray      *notes,
                                       GError        **error);

G_END_DECLS
