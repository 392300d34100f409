/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/rewriter/sw-rewriter.h"
#include "json/tree/sw-tree.h"

G_BEGIN_DECLS

/* SwMockWriter: changes to the text of a MockConfigFile.json, by minimal edits, collected; private
 * to the tasks' mock models. After a step that cannot be done the others do nothing. */
typedef struct
{
  SwTree     *tree;
  SwRewriter *rewriter;
  GError     *error;
} SwMockWriter;

void          sw_mock_writer_init            (SwMockWriter        *self,
                                              const char          *text);
void          sw_mock_writer_clear           (SwMockWriter        *self);
char         *sw_mock_writer_finish          (SwMockWriter        *self,
                                              GError             **error);
const SwNode *sw_mock_writer_find            (SwMockWriter        *self,
                                              const char          *pointer);
char         *sw_mock_writer_ensure          (SwMockWriter        *self,
                                              const char          *pointer,
                                              const char          *name,
                                              const char          *json);
char         *sw_mock_writer_ensure_case     (SwMockWriter        *self,
                                              const char          *machine,
                                              const char          *test_case);
char         *sw_mock_writer_ensure_response (SwMockWriter        *self,
                                              const char          *machine,
                                              const char          *test_case,
                                              const char          *state);
void          sw_mock_writer_rename          (SwMockWriter        *self,
                                              const char          *pointer,
                                              const char          *name);
void          sw_mock_writer_remove          (SwMockWriter        *self,
                                              const char          *pointer);
void          sw_mock_writer_remove_state    (SwMockWriter        *self,
                                              const char          *machine,
                                              const char          *test_case,
                                              const char          *state);
void          sw_mock_writer_put_return      (SwMockWriter        *self,
                                              const char          *response,
                                              const char          *key,
                                              const char          *json);
void          sw_mock_writer_put_throw       (SwMockWriter        *self,
                                              const char          *response,
                                              const char          *key,
                                              const char          *error,
                                              const char          *cause);
char         *sw_mock_dup_case_pointer       (const char          *machine,
                                              const char          *test_case);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwMockWriter, sw_mock_writer_clear)

G_END_DECLS
