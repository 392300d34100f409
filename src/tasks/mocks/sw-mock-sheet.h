/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/model/sw-model.h"
#include "tasks/mocks/sw-mock-config.h"

G_BEGIN_DECLS

/* SwMockSheet: a test case of a MockConfigFile.json as a table that a person edits: a row for each
 * answer, as it is written, also where that breaks the format's rules; then the row says what is
 * wrong. Written back, a state all of whose rows are right changes in the file, by the bytes that
 * it must (SwMockTable is the same for those who make answers, one state at a time); the others
 * stay as they are there. */
typedef struct _SwMockSheet SwMockSheet;

/* Where in a row something is wrong */
typedef enum
{
  SW_MOCK_FIELD_STATE,
  SW_MOCK_FIELD_CALLS,
  SW_MOCK_FIELD_ANSWER, /* Return or Throw, and what it has */
} SwMockField;

/* Read only; good until the next change */
typedef struct
{
  char        *state;
  char        *calls;  /* numbers of the state's calls, from 0, retries counted: "0", "1-3" */
  gboolean     throws;
  char        *result; /* JSON: what it returns */
  char        *error;  /* what it throws */
  char        *cause;
  char        *problem; /* or NULL */
  SwMockField  field;   /* where the problem is */
  gboolean     blocks;  /* with the problem the file would be wrong: it is not written */
  char        *odd;     /* what is wrong with the answer as it stands in the file, or NULL */
  char        *key;     /* of the answer in the file; NULL: it is not there */
} SwMockRow;

SwMockSheet     *sw_mock_sheet_new        (const char         *text,
                                           const char         *machine,
                                           const char         *test_case,
                                           SwModel            *model,
                                           GError            **error);
void             sw_mock_sheet_free       (SwMockSheet        *self);
guint            sw_mock_sheet_get_count  (const SwMockSheet  *self);
const SwMockRow *sw_mock_sheet_get        (const SwMockSheet  *self,
                                           guint               index);
gboolean         sw_mock_sheet_is_written (const SwMockSheet  *self);
guint            sw_mock_sheet_add        (SwMockSheet        *self,
                                           const char         *state);
void             sw_mock_sheet_remove     (SwMockSheet        *self,
                                           guint               index);
void             sw_mock_sheet_set_state  (SwMockSheet        *self,
                                           guint               index,
                                           const char         *state);
void             sw_mock_sheet_set_calls  (SwMockSheet        *self,
                                           guint               index,
                                           const char         *calls);
void             sw_mock_sheet_set_return (SwMockSheet        *self,
                                           guint               index,
                                           const char         *json);
void             sw_mock_sheet_set_throw  (SwMockSheet        *self,
                                           guint               index,
                                           const char         *name,
                                           const char         *cause);
void             sw_mock_sheet_set_model  (SwMockSheet        *self,
                                           SwModel            *model);
char            *sw_mock_sheet_apply      (SwMockSheet        *self,
                                           const char         *text,
                                           GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwMockSheet, sw_mock_sheet_free)

G_END_DECLS
