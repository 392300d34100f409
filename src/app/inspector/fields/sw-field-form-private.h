/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/inspector/fields/sw-field-form.h"
#include "app/inspector/sw-name-row.h"
#include "app/inspector/sw-task-group.h"

G_BEGIN_DECLS

struct _SwFieldForm
{
  AdwBin      parent_instance;

  SwDocument *document;
  GtkStack   *pages;
  GPtrArray  *rows;   /* SwFieldRow, in the order of the table */
  SwNameRow  *name;   /* NULL for the machine */
  SwTaskGroup *task;  /* NULL but for a Task */
  GtkWidget  *facts;  /* of the machine; NULL for a state */
  GtkWidget  *menus[SW_FIELD_N_TABS]; /* NULL: there is no such tab */
};

G_END_DECLS
