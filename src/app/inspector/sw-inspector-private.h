/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/inspector/fields/sw-field-form.h"
#include "app/inspector/fields/sw-field-note.h"
#include "app/inspector/sw-inspector.h"

G_BEGIN_DECLS

struct _SwInspector
{
  AdwBin          parent_instance;

  GtkLabel       *heading;
  GtkStack       *content;   /* "one", "many" */
  AdwStatusPage  *many;
  GtkWidget      *notes;     /* what is wrong with the whole of what is shown */
  AdwToggleGroup *tabs;
  GtkStack       *forms;

  SwDocument     *document;
  GSignalGroup   *signals;
  GListModel     *diagnostics; /* of the document */
  SwFieldNote    *problems;
  gboolean        updating;
  SwFieldForm    *form;      /* the one that is shown; the stack's */
};

SwFieldTab _sw_inspector_get_tab     (SwInspector *self);
void       _sw_inspector_update_tabs (SwInspector *self,
                                      SwState     *state);
void       _sw_inspector_tab_cb      (SwInspector *self);

G_END_DECLS
