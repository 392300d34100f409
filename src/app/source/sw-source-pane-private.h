/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/source/sw-breadcrumbs.h"
#include "app/source/sw-problem-gutter.h"
#include "app/source/sw-problem-popover.h"
#include "app/source/sw-problems-button.h"
#include "app/source/sw-rename-popover.h"
#include "app/source/sw-source-colors.h"
#include "app/source/sw-source-expressions.h"
#include "app/source/sw-source-pane.h"
#include "app/source/sw-source-search.h"
#include "app/source/sw-spot-popover.h"
#include "asl/symbol/sw-symbol.h"

G_BEGIN_DECLS

struct _SwSourcePane
{
  AdwBin             parent_instance;

  SwSourceSearch    *search;
  GtkSourceView     *view;
  GtkMenuButton     *states_button;
  SwSpotPopover     *states_popover;
  SwProblemsButton  *problems_button;
  SwBreadcrumbs     *breadcrumbs;
  GtkLabel          *position_label;

  SwDocument        *document;
  SwProblemGutter   *gutter; /* in the view */
  SwSourceColors    *colors;
  SwSourceExpressions *expressions; /* above the colours */

  /* Popovers at the text; children of the pane */
  SwSpotPopover     *references;
  SwRenamePopover   *rename;
  SwProblemPopover  *problem;

  /* Where jumps came from: GtkTextMark, which move along with the text (sw-source-jumps.c) */
  GPtrArray         *back;
  GPtrArray         *forward;

  /* The name under the pointer while Ctrl is held (sw-source-links.c) */
  gboolean           has_link;
  SwSpan             link;
};

/* sw-source-jumps.c */
void  _sw_source_pane_init_jumps    (SwSourcePane      *self);
void  _sw_source_pane_clear_jumps   (SwSourcePane      *self);
void  _sw_source_pane_add_jumps     (GtkWidgetClass    *widget_class);
void  _sw_source_pane_jump          (SwSourcePane      *self,
                                     SwSpan             span);
void  _sw_source_pane_scroll        (SwSourcePane      *self);
gsize _sw_source_pane_get_caret     (SwSourcePane      *self);
void  _sw_source_pane_take_focus    (SwSourcePane      *self);
void  _sw_source_pane_adopt         (SwSourcePane      *self,
                                     GtkPopover        *popover);
void  _sw_source_pane_popup         (SwSourcePane      *self,
                                     GtkPopover        *popover,
                                     gsize              offset);

/* sw-source-symbols.c */
void  _sw_source_pane_add_symbols   (GtkWidgetClass    *widget_class);
void  _sw_source_pane_init_symbols  (SwSourcePane      *self);
void  _sw_source_pane_define        (SwSourcePane      *self,
                                     gsize              offset);

/* sw-source-mentions.c */
void  _sw_source_mentions_add       (SwDocument        *document,
                                     const SwSymbol    *symbol,
                                     GListStore        *spots);

/* sw-source-links.c */
void  _sw_source_pane_init_links    (SwSourcePane      *self);

/* sw-source-problems.c */
void  _sw_source_pane_add_problems  (GtkWidgetClass    *widget_class);
void  _sw_source_pane_init_problems (SwSourcePane      *self);

G_END_DECLS
