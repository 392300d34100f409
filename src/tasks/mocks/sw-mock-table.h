/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/mocks/sw-mock-config.h"

G_BEGIN_DECLS

/* SwMockTable: the answers of one state in one test case of a MockConfigFile.json, as rows that can
 * be edited: what it answers to which invocations. Written back, the file's other text stays as it
 * is, byte for byte. A response that other states or cases share is not changed for them: the state
 * gets one of its own. */
typedef struct _SwMockTable SwMockTable;

SwMockTable        *sw_mock_table_new       (const char          *text,
                                             const char          *machine,
                                             const char          *test_case,
                                             const char          *state,
                                             GError             **error);
void                sw_mock_table_free      (SwMockTable         *self);
guint               sw_mock_table_get_count (const SwMockTable   *self);
const SwMockAnswer *sw_mock_table_get       (const SwMockTable   *self,
                                             guint                index);
void                sw_mock_table_answer    (SwMockTable         *self,
                                             guint                invocation,
                                             SwValue              output);
void                sw_mock_table_fail      (SwMockTable         *self,
                                             guint                invocation,
                                             const char          *name,
                                             const char          *cause);
void                sw_mock_table_remove    (SwMockTable         *self,
                                             guint                index);
void                sw_mock_table_set_last  (SwMockTable         *self,
                                             guint                index,
                                             guint                last);
char               *sw_mock_table_apply     (const SwMockTable   *self,
                                             const char          *text,
                                             const char          *machine,
                                             const char          *test_case,
                                             GError             **error);
char               *sw_mock_text_take_case  (const char          *text,
                                             SwValue              recorded,
                                             const char          *machine,
                                             const char          *test_case,
                                             GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwMockTable, sw_mock_table_free)

G_END_DECLS
