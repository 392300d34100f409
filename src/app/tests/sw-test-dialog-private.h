/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/runs/json/sw-json-view.h"
#include "app/tests/sw-test-dialog.h"
#include "app/tests/sw-test-mock-row.h"

G_BEGIN_DECLS

struct _SwTestDialog
{
  AdwDialog parent_instance;

  AdwEntryRow         *name_row;
  AdwComboRow         *type_row;
  AdwComboRow         *environment_row;
  AdwEntryRow         *start_row;
  AdwComboRow         *input_row;
  SwJsonView          *input_view;
  GtkWidget           *values_group;
  SwJsonView          *values_view;
  AdwPreferencesGroup *mocks_group;
  AdwComboRow         *case_row;
  AdwComboRow         *status_row;
  AdwComboRow         *output_row;
  SwJsonView          *output_view;
  AdwEntryRow         *condition_row;
  AdwEntryRow         *error_row;
  AdwEntryRow         *cause_row;
  AdwEntryRow         *cause_like_row;
  AdwEntryRow         *path_row;
  AdwEntryRow         *passes_row;
  AdwEntryRow         *avoids_row;
  AdwEntryRow         *calls_row;
  GtkWidget           *remove_group;
  GtkWidget           *save_button;
  AdwBanner           *problem_banner;

  SwTree    *tasks;
  SwModel   *model;
  int        index; /* in "tests"; -1: a new one */
  SwValue    test;  /* as it was */
  SwValue    shown; /* what the dialog would write of it, were nothing changed */
  GPtrArray *mocks; /* SwTestMockRow, not owned */
  gboolean   ready; /* filled: what changes from now on is the person's */
};

/* A member of a test that is a text, and the row that has it */
typedef struct
{
  const char *member;
  gsize       row; /* offset of an AdwEntryRow * */
} SwTestField;

/* By the rows of status_row; NULL: not said */
extern const char *const sw_test_dialog_statuses[4];

/* sw-test-dialog-fill.c */
void       sw_test_dialog_fill     (SwTestDialog  *self,
                                    char         **cases);
GtkWidget *sw_test_dialog_add_mock (SwTestDialog  *self,
                                    const char    *state,
                                    const char    *range,
                                    SwValue        answer);

/* sw-test-dialog-read.c */
const SwTestField *sw_test_dialog_get_texts (guint         *count);
const SwTestField *sw_test_dialog_get_lists (guint         *count);
AdwEntryRow       *sw_test_dialog_get_row   (SwTestDialog  *self,
                                             const SwTestField *field);
SwValue            sw_test_dialog_dup_form  (SwTestDialog  *self);
char              *sw_test_dialog_dup_problem (SwTestDialog *self);

/* sw-test-dialog.c */
void sw_test_dialog_update         (SwTestDialog  *self);
void sw_test_dialog_mock_removed   (SwTestDialog  *self,
                                    SwTestMockRow *row);

G_END_DECLS
