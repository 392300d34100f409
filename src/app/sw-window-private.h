/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/inspector/sw-inspector.h"
#include "app/runs/sw-path-target.h"
#include "app/start/sw-start-page.h"
#include "app/sw-window.h"

G_BEGIN_DECLS

struct _SwWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay     *toast_overlay;
  GtkStack            *stack;
  AdwTabView          *tab_view;
  AdwTabOverview      *tab_overview;
  AdwOverlaySplitView *palette_split;
  AdwOverlaySplitView *inspector_split;
  SwInspector         *inspector;
  AdwBreakpoint       *inspector_breakpoint;
  AdwBreakpoint       *palette_breakpoint;

  SwPathTarget        *path_target;      /* where a path chosen from data goes */
  GSettings           *settings;         /* NULL where no schema is installed */
  GSignalGroup        *document_signals; /* of the document in front */
  GSignalGroup        *buffer_signals;
  GSignalGroup        *page_signals;
  AdwToast            *undo_toast;       /* that offers to take the last change back; or NULL */
  char                *view_mode;
  gboolean             narrow;
  gboolean             closing;          /* every document was asked for: no further question */
  gboolean             gone;             /* it has closed */
};

/* sw-window-actions.c */
void          _sw_window_add_actions    (SwWindow             *self);
void          _sw_window_update_actions (SwWindow             *self);
SwDocument   *_sw_window_get_document   (SwWindow             *self);
void          _sw_window_set_view_mode  (SwWindow             *self,
                                         const char           *view_mode);
SwSession    *_sw_window_get_session    (SwWindow             *self);

/* sw-window-toasts.c */
void          _sw_window_toast          (SwWindow             *self,
                                         const char           *text);
void          _sw_window_toast_undo     (SwWindow             *self,
                                         const char           *text);
void          _sw_window_toast_convert     (SwWindow             *self,
                                         const char           *text);
void          _sw_window_show_error     (SwWindow             *self,
                                         const char           *heading,
                                         const GError         *error);
void          _sw_window_drop_undo_toast (SwWindow            *self);

/* sw-window-sides.c */
void          _sw_window_class_bind_sides (GtkWidgetClass     *widget_class);
void          _sw_window_update_breakpoints (SwWindow         *self);

/* sw-window-files.c */
void          _sw_window_open           (SwWindow             *self);
void          _sw_window_open_example   (SwWindow             *self,
                                         GFile                *file);
void          _sw_window_save           (SwWindow             *self,
                                         SwDocument           *document,
                                         gboolean              ask,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
AdwTabPage   *_sw_window_find_tab       (SwWindow             *self,
                                         GFile                *file);
gboolean      _sw_window_save_finish    (SwWindow             *self,
                                         GAsyncResult         *result);
GtkFileFilter *_sw_window_dup_definition_filter (void);

/* sw-window-close.c */
gboolean      _sw_window_close_page     (SwWindow             *self,
                                         AdwTabPage           *tab);
gboolean      _sw_window_close_request  (SwWindow             *self);

/* sw-window-compare-runs.c */
void          _sw_window_compare_runs  (SwWindow             *self);
void          _sw_window_compare_run_file (SwWindow          *self);

/* sw-window-compare.c */
void          _sw_window_compare_commit (SwWindow             *self);
void          _sw_window_compare_file   (SwWindow             *self);

/* sw-window-history.c */
void          _sw_window_open_history   (SwWindow             *self);
void          _sw_window_save_history   (SwWindow             *self);
void          _sw_window_drop_file      (SwWindow             *self,
                                         GFile                *file);

/* sw-window-export.c */
void          _sw_window_export_asl     (SwWindow             *self);
void          _sw_window_copy_asl       (SwWindow             *self);
void          _sw_window_export_picture (SwWindow             *self);

G_END_DECLS
