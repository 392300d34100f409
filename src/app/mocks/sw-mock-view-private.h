/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/mocks/sw-mock-view.h"

#include "app/mocks/sw-mock-file.h"
#include "app/mocks/sw-mock-grid.h"

G_BEGIN_DECLS

struct _SwMockView
{
  AdwBin parent_instance;

  GtkDropDown   *case_drop_down;
  AdwBanner     *banner;
  GtkStack      *stack;
  AdwStatusPage *empty_page;
  GtkWidget     *new_button;
  GtkWidget     *tools;
  SwMockGrid    *grid;

  SwDocument *document;
  SwMockFile *file;
  char       *shown;   /* name of the test case in the table, or NULL */
  char       *trouble; /* why the file cannot be read, or NULL */
  GtkEventController *keys; /* the window's, while the view is seen; else NULL */
  gboolean    writing; /* what changes in the file is what the table has */
};

/* sw-mock-view.c */
void _sw_mock_view_write                (SwMockView     *self,
                                         char           *take_text,
                                         const char     *shown,
                                         GError         *error);

/* sw-mock-view-cases.c */
void _sw_mock_view_install_case_actions (GtkWidgetClass *widget_class);

G_END_DECLS
