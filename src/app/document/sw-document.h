/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

#include "app/sw-head-start.h"
#include "asl/check/sw-check.h"
#include "asl/graph/sw-graph.h"
#include "asl/model/sw-model.h"
#include "asl/ops/sw-ops.h"
#include "base/sw-edits.h"
#include "base/sw-save.h"
#include "json/tree/sw-tree.h"

G_BEGIN_DECLS

#define SW_TYPE_MODEL (sw_model_get_type ())
GType sw_model_get_type (void) G_GNUC_CONST;
#define SW_TYPE_GRAPH (sw_graph_get_type ())
GType sw_graph_get_type (void) G_GNUC_CONST;

#define SW_DOCUMENT_ERROR (sw_document_error_quark ())
GQuark sw_document_error_quark (void);

typedef enum
{
  SW_DOCUMENT_ERROR_ENCODING, /* not UTF-8 text; the message says where and what to do */
  SW_DOCUMENT_ERROR_SIZE,     /* larger than any definition */
  SW_DOCUMENT_ERROR_CHANGED,  /* somebody else wrote the file since it was read */
  SW_DOCUMENT_ERROR_LINKED,   /* the file has several names (hard links): which are meant? */
} SwDocumentError;

/* SwDocument: one definition, in JSON or YAML as its file's name says. Its GtkSourceBuffer is the
 * truth; everything else here follows from the text, one way:
 *
 *   buffer -> tree -> model -> graph, diagnostics
 *
 * A small text is read before the next frame, a large one in a thread of its own, the newest text
 * alone; until then `pending` is set. An operation needs the model of exactly the present text:
 * sw_document_settle() reads it at once.
 *
 * Properties, all read-only but `selected` and all notified together once the text has settled:
 *
 *   buffer       GtkSourceBuffer
 *   file         GFile it is saved in, or NULL
 *   title        what a tab or a window calls it
 *   modified     gboolean: differs from the file, or has none any more
 *   outdated     gboolean: the file was changed by somebody else
 *   file-gone    gboolean: the file was deleted or moved by somebody else
 *   revision     guint64: counts the settled texts
 *   pending      gboolean: the text has changed and is not read yet; what follows is of the text
 *                before, with its places moved along with the changes
 *   model        SwModel (boxed): of the last text without a syntax error; of the broken text
 *                where there was none yet
 *   graph        SwGraph (boxed): of that model
 *   stale        gboolean: the text has a syntax error, model and graph are those of an earlier
 *                text
 *   diagnostics  GListModel of SwProblem, in the order of the text
 *   selected     JSON pointer of the selected state, or NULL; survives renames and moves of the
 *                text around it
 *   n-selected   guint: how many states are: those of the diagram beside `selected` count, too
 *
 * Signals
 *
 *   message (text: string)   something the person at the screen should read, once
 *   refused (text: string)   as a message; but in JSON it would be possible
 *   applied (label: string)  a gesture changed the text; what it did, for assistive technology
 *   flush                    whoever holds typing that is not in the text yet writes it
 *   undoable (text: string)  a change that the person may want to take back: what it did, and what
 *                            came of it that was not asked for
 *
 * Hold on to pointers (the strings), never to states: each settled text has a new model. */
#define SW_TYPE_DOCUMENT (sw_document_get_type ())
G_DECLARE_FINAL_TYPE (SwDocument, sw_document, SW, DOCUMENT, GObject)

SwDocument      *sw_document_new               (void);
SwDocument      *sw_document_new_from_text     (const char      *text);
void             sw_document_load_async        (SwDocument      *self,
                                                GFile           *file,
                                                GCancellable    *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer         user_data);
void             sw_document_load_ahead_async  (SwDocument      *self,
                                                SwHeadStart     *head_start,
                                                GCancellable    *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer         user_data);
gboolean         sw_document_load_finish       (SwDocument      *self,
                                                GAsyncResult    *result,
                                                GError         **error);
void             sw_document_save_async        (SwDocument      *self,
                                                GFile           *file,
                                                SwSaveFlags      flags,
                                                GCancellable    *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer         user_data);
void             sw_document_check_file        (SwDocument      *self);
gboolean         sw_document_save_finish       (SwDocument      *self,
                                                GAsyncResult    *result,
                                                GError         **error);
SwLayoutJob     *sw_document_dup_layout_begun  (SwDocument      *self);
void             sw_document_end_head_start    (SwDocument      *self);
void             sw_document_reload_async      (SwDocument      *self,
                                                GCancellable    *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer         user_data);
gboolean         sw_document_reload_finish     (SwDocument      *self,
                                                GAsyncResult    *result,
                                                GError         **error);
void             sw_document_detach            (SwDocument      *self,
                                                const char      *title);
char            *sw_document_dup_text          (SwDocument      *self,
                                                gsize           *length);
SwSyntax         sw_document_get_syntax        (SwDocument      *self);
char            *sw_document_dup_converted     (SwDocument      *self,
                                                SwSyntax         syntax,
                                                GError         **error);
char            *sw_document_dup_strict_json   (SwDocument      *self,
                                                GError         **error);
SwDocument      *sw_document_new_converted     (SwDocument      *self,
                                                SwSyntax         syntax,
                                                GError         **error);
gboolean         sw_document_convert           (SwDocument      *self,
                                                SwSyntax         syntax,
                                                GError         **error);

guint64          sw_document_get_serial        (SwDocument      *self);
char            *sw_document_dup_digest        (SwDocument      *self);
SwDocument      *sw_document_new_draft         (const char      *text,
                                                SwSyntax         syntax,
                                                const char      *title,
                                                GFile           *origin,
                                                gboolean         modified);
void             sw_document_fill              (SwDocument      *self,
                                                const char      *text);
void             sw_document_take_draft        (SwDocument      *self,
                                                const char      *text,
                                                const char      *digest);

GtkSourceBuffer *sw_document_get_buffer        (SwDocument      *self);
GFile           *sw_document_get_file          (SwDocument      *self);
GFile           *sw_document_get_origin        (SwDocument      *self);
const char      *sw_document_get_title         (SwDocument      *self);
gboolean         sw_document_get_modified      (SwDocument      *self);
gboolean         sw_document_is_blank          (SwDocument      *self);
gboolean         sw_document_get_outdated      (SwDocument      *self);
gboolean         sw_document_get_file_gone     (SwDocument      *self);
void             sw_document_keep_text         (SwDocument      *self);
guint64          sw_document_get_revision      (SwDocument      *self);
gboolean         sw_document_get_pending       (SwDocument      *self);
SwTree          *sw_document_get_tree          (SwDocument      *self);
SwModel         *sw_document_get_model         (SwDocument      *self);
SwModel         *sw_document_get_live_model    (SwDocument      *self);
SwGraph         *sw_document_get_graph         (SwDocument      *self);
gboolean         sw_document_get_stale         (SwDocument      *self);
GListModel      *sw_document_get_diagnostics   (SwDocument      *self);

const char      *sw_document_get_selected      (SwDocument      *self);
SwState         *sw_document_get_selected_state (SwDocument     *self);
void             sw_document_set_selected      (SwDocument      *self,
                                                const char      *pointer);
guint            sw_document_get_n_selected    (SwDocument      *self);
void             sw_document_set_n_selected    (SwDocument      *self,
                                                guint            n_selected);

void          sw_document_set_values           (SwDocument          *self,
                                                const char          *values);
void          sw_document_set_machine_type     (SwDocument          *self,
                                                SwMachineType        type);
void          sw_document_set_own_machine_type (SwDocument          *self,
                                                const SwMachineType *type);
SwMachineType sw_document_get_machine_type     (SwDocument          *self);
void          sw_document_settle               (SwDocument          *self);
void          sw_document_flush                (SwDocument          *self);
gboolean      sw_document_apply                (SwDocument          *self,
                                                SwEdits             *edits,
                                                const char          *label);
gboolean      sw_document_mend                 (SwDocument          *self,
                                                SwEdits             *edits,
                                                const char          *label);
gboolean      sw_document_take_result          (SwDocument          *self,
                                                SwOpsResult         *take_result,
                                                GError              *take_error,
                                                const char          *label);
void          sw_document_report               (SwDocument          *self,
                                                const char          *message);
void          sw_document_offer_undo           (SwDocument          *self,
                                                const char          *text);
guint         sw_document_get_indent           (SwDocument          *self);
const char   *sw_document_get_line_end         (SwDocument          *self);
/* Takes back or does again what DATA is about; says itself what prevents it. */
typedef void   (*SwDocumentStep)               (gpointer         data,
                                                gboolean         forward);
void             sw_document_add_step          (SwDocument      *self,
                                                SwDocumentStep   step,
                                                gpointer         data,
                                                GDestroyNotify   free_data);
gboolean         sw_document_can_undo          (SwDocument      *self);
gboolean         sw_document_can_redo          (SwDocument      *self);
void             sw_document_undo              (SwDocument      *self);
void             sw_document_redo              (SwDocument      *self);

void             sw_document_get_iter_at_byte  (SwDocument      *self,
                                                gsize            offset,
                                                GtkTextIter     *iter);
gsize            sw_document_get_byte_at_iter  (SwDocument      *self,
                                                const GtkTextIter *iter);

G_END_DECLS
