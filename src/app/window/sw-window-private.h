/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/inspector/sw-inspector.h"
#include "app/kept/sw-kept-execution.h"
#include "app/palette/sw-stencil-palette.h"
#include "app/runs/sw-path-target.h"
#include "app/start/sw-start-page.h"
#include "app/window/sw-side-sheet.h"
#include "app/window/sw-window.h"

G_BEGIN_DECLS

/* The panels at the sides of the view */
typedef enum
{
  SW_SIDE_PALETTE,
  SW_SIDE_INSPECTOR,
  SW_N_SIDES
} SwSide;

struct _SwWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay     *toast_overlay;
  AdwBanner           *kept_banner;
  AdwBanner           *start_kept_banner;
  AdwBanner           *trouble_banner;   /* what has happened cannot be written */
  AdwBanner           *start_trouble_banner;
  AdwBanner           *refusal_banner;   /* runs are not kept */
  AdwBanner           *start_refusal_banner;
  GPtrArray           *interrupted;      /* SwInterrupted that the banner tells of; or NULL */
  GtkStack            *stack;
  AdwTabView          *tab_view;
  AdwTabOverview      *tab_overview;
  AdwBottomSheet      *sheet;
  SwSideSheet         *sheet_panels;
  AdwOverlaySplitView *palette_split;
  SwStencilPalette    *palette;
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
  gboolean             sheets;           /* palette and inspector come in a sheet */
  gboolean             closing;          /* every document was asked for: no further question */
  gboolean             gone;             /* it has closed */
  AdwTabPage          *run_left;         /* is closed though its run is under way; or NULL */
  guint                arrival;          /* when it is presented at the latest; 0: it is, or nobody asked for it */
};

/* sw-window-arrive.c */
void          _sw_window_await_page     (SwWindow             *self);
void          _sw_window_end_waiting    (SwWindow             *self);

/* sw-window-kept.c */
void     _sw_window_look_for_interrupted (SwWindow *self);
gboolean _sw_window_resume_execution     (SwWindow *self,
                                          gint64    id,
                                          GError  **error);
gboolean _sw_window_stop_interrupted     (SwWindow *self,
                                          gint64    id,
                                          GError  **error);

/* sw-window-keeping.c */
void          _sw_window_watch_keeping  (SwWindow             *self);

/* sw-window-executions.c */
gboolean _sw_window_is_execution_of     (SwKeptExecution *execution,
                                         SwDocument      *document);
gboolean _sw_window_is_started_by       (SwKeptExecution *execution,
                                         SwDocument      *document);
gboolean _sw_window_open_execution      (SwWindow        *self,
                                         SwKeptExecution *execution,
                                         GError         **error);
void     _sw_window_open_started        (SwWindow        *self,
                                         const char      *arn);
gboolean _sw_window_stop_execution      (SwWindow        *self,
                                         SwKeptExecution *execution,
                                         GError         **error);
gboolean _sw_window_show_runner         (SwRunner        *runner);
SwPage  *_sw_window_find_execution_page (SwWindow        *self,
                                         SwKeptExecution *execution,
                                         const char      *definition,
                                         SwSyntax         syntax);
void     _sw_window_redrive             (SwWindow        *self);
gboolean _sw_window_can_redrive         (SwWindow        *self);
gboolean _sw_window_redrive_execution   (SwWindow        *self,
                                         SwKeptExecution *execution,
                                         gboolean        *opens,
                                         GError         **error);
void     _sw_window_show_executions     (SwWindow        *self);
void     _sw_window_show_all_executions (SwWindow        *self);

/* sw-window-actions.c */
void        _sw_window_add_actions     (SwWindow   *self);
void        _sw_window_update_actions  (SwWindow   *self);
SwDocument *_sw_window_get_document    (SwWindow   *self);
void        _sw_window_set_view_mode   (SwWindow   *self,
                                        const char *view_mode);
SwSession  *_sw_window_get_session     (SwWindow   *self);
AdwTabPage *_sw_window_append_document (SwWindow   *self,
                                        SwDocument *document);

/* sw-window-documents.c */
void _sw_window_new_document      (SwWindow   *self);
void _sw_window_new_from_template (SwWindow   *self,
                                   const char *id);
void _sw_window_save_document     (SwWindow   *self);
void _sw_window_save_document_as  (SwWindow   *self);
void _sw_window_undo              (SwWindow   *self);
void _sw_window_redo              (SwWindow   *self);
void _sw_window_format            (SwWindow   *self);
void _sw_window_convert_json      (SwWindow   *self);
void _sw_window_check_files       (SwWindow   *self);
void _sw_window_convert_yaml      (SwWindow   *self);

/* sw-window-view.c */
void _sw_window_run               (SwWindow   *self);
void _sw_window_show_runs         (SwWindow   *self,
                                   gboolean    show);
void _sw_window_show_tests        (SwWindow   *self,
                                   gboolean    show);
void _sw_window_show_palette      (SwWindow   *self,
                                   gboolean    show);
void _sw_window_show_inspector    (SwWindow   *self,
                                   gboolean    show);
void _sw_window_uncover_view      (SwWindow   *self);
void _sw_window_add_state         (SwWindow   *self,
                                   const char *stencil_id);
void _sw_window_focus_inspector   (SwWindow   *self);
void _sw_window_lead_elsewhere    (SwWindow   *self,
                                   const char *edge);
void _sw_window_activate_canvas   (SwWindow   *self,
                                   const char *action);
void _sw_window_show_part         (SwWindow   *self,
                                   const char *pointer);
void _sw_window_insert_expression (SwWindow   *self,
                                   const char *expression);

/* sw-window-toasts.c */
void _sw_window_toast           (SwWindow     *self,
                                 const char   *text);
void _sw_window_toast_undo      (SwWindow     *self,
                                 const char   *text);
void _sw_window_toast_convert   (SwWindow     *self,
                                 const char   *text);
void _sw_window_tell_failure    (SwWindow     *self,
                                 const char   *heading,
                                 const char   *reason);
void _sw_window_show_error      (SwWindow     *self,
                                 const char   *heading,
                                 const GError *error);
void _sw_window_drop_undo_toast (SwWindow     *self);

/* sw-window-sides.c */
void          _sw_window_class_bind_sides (GtkWidgetClass     *widget_class);
void          _sw_window_restore_sides  (SwWindow             *self);
void          _sw_window_show_side      (SwWindow             *self,
                                         SwSide                side,
                                         gboolean              show);
void          _sw_window_uncover        (SwWindow             *self,
                                         SwSide                side);
void          _sw_window_set_sheets     (SwWindow             *self,
                                         gboolean              sheets);
void          _sw_window_update_breakpoints (SwWindow         *self);

/* sw-window-open.c */
void          _sw_window_open           (SwWindow             *self);
void          _sw_window_open_example   (SwWindow             *self,
                                         GFile                *file);
AdwTabPage   *_sw_window_find_tab       (SwWindow             *self,
                                         GFile                *file);

/* sw-window-files.c */
void           _sw_window_remember_recent       (GFile              *file);
GtkFileDialog *_sw_window_create_file_dialog    (const char         *title,
                                                 const char         *accept);
void           _sw_window_save                  (SwWindow           *self,
                                                 SwDocument         *document,
                                                 gboolean            ask,
                                                 GAsyncReadyCallback callback,
                                                 gpointer            user_data);
gboolean       _sw_window_save_finish           (SwWindow           *self,
                                                 GAsyncResult       *result);
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
void          _sw_window_fill_document (SwWindow             *self);
void          _sw_window_compare_disk   (SwWindow             *self);
void          _sw_window_compare_file   (SwWindow             *self);

/* sw-window-history.c */
/* Takes a history that was read, of the file called NAME; NOTES: (element-type utf8): what is odd about it. */
typedef void (*SwHistoryTaker) (SwWindow   *self,
                                SwHistory  *history,
                                GPtrArray  *notes,
                                const char *name);

void          _sw_window_choose_history (SwWindow             *self,
                                         const char           *title,
                                         SwHistoryTaker        taker);
void          _sw_window_open_history   (SwWindow             *self);
void          _sw_window_show_notes     (SwWindow             *self,
                                         GPtrArray            *notes);
void          _sw_window_save_history   (SwWindow             *self);
void          _sw_window_share_history  (SwWindow             *self);
void          _sw_window_drop_files     (SwWindow             *self,
                                         GPtrArray            *files);

/* sw-window-export.c */
void          _sw_window_export_asl     (SwWindow             *self);
void          _sw_window_copy_asl       (SwWindow             *self);
void          _sw_window_export_picture (SwWindow             *self);

G_END_DECLS
