/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/mocks/sw-mock-sheet.h"

G_BEGIN_DECLS

struct _SwMockSheet
{
  char       *machine;
  char       *test_case;
  SwModel    *model;   /* whose states are mocked, or NULL */
  GPtrArray  *rows;    /* SwMockRow */
  GHashTable *touched; /* set of char *: states that are not in the file as they are here */
};

SwMockRow *sw_mock_row_new         (const char         *state,
                                    const char         *calls);
gboolean   sw_mock_sheet_read      (SwMockSheet        *self,
                                    const char         *text,
                                    GError            **error);
void       sw_mock_sheet_check     (SwMockSheet        *self);
GPtrArray *sw_mock_sheet_dup_of    (const SwMockSheet  *self,
                                    const char         *state);
gboolean   sw_mock_calls_parse     (const char         *calls,
                                    guint              *first,
                                    guint              *last);

G_END_DECLS
