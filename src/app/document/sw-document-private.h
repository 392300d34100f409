/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/document/sw-char-map.h"
#include "app/document/sw-document.h"
#include "app/document/sw-reading.h"
#include "app/sw-head-start.h"

#define SW_BYTE_ORDER_MARK "\xEF\xBB\xBF"

G_BEGIN_DECLS

struct _SwDocument
{
  GObject          parent_instance;

  GtkSourceBuffer *buffer;

  /* The file (sw-document-file.c) */
  GFile           *file;      /* where it is saved, or NULL */
  GFile           *origin;    /* where it came from: `file`, or the example it began as; or NULL */
  char            *title;
  char            *etag;      /* of the file as last read or written */
  SwSaveFlags      names;     /* of a file with hard links: those that the person chose to save to */
  GBytes          *on_disk;   /* its bytes then: tells a real change from a touched file */
  GFileMonitor    *monitor;
  gboolean         has_bom;   /* the file begins with U+FEFF; it never enters the buffer */
  GQueue           saves;     /* GTask: the one under way, and those that wait (sw-document-save.c) */
  gboolean         outdated;
  gboolean         file_gone; /* deleted or moved since it was read or written */

  SwHeadStart     *head_start; /* that the file was loaded with, until its layout is taken; or NULL */

  SwSyntax         syntax;    /* of the text (sw-document-syntax.c) */

  /* The text (sw-document-text.c) */
  GString         *text;      /* the buffer's, kept in step with it */
  int              n_chars;   /* of it */
  GArray          *drift;     /* how the buffer has changed since it was read */
  SwCharMap       *chars;     /* of the tree's text */

  /* The reading of the text (sw-document-read.c). `serial` counts changes of the buffer; everything
   * read is of the text with number `read_serial`, and the two differ while a change waits to
   * settle. */
  guint64          serial;
  guint64          read_serial;
  guint64          revision;
  gboolean         pending;   /* what `pending` was last told */
  guint            settle_source;
  GCancellable    *reading;   /* a worker thread is at it, or NULL */
  SwTree          *tree;
  SwModel         *live;      /* of the tree, broken or not */
  SwModel         *model;     /* of the last text without a syntax error */
  SwGraph         *graph;
  gboolean         stale;
  GListStore      *diagnostics;
  char            *values;    /* of placeholders, JSON; or NULL */
  SwMachineType    machine_type; /* to check it as, where the file does not say */
  gboolean         has_own_type; /* it does: */
  SwMachineType    own_type;

  /* Steps of undo that are no change of the text (sw-document-steps.c) */
  GPtrArray       *done;
  GPtrArray       *undone;

  /* The selection. The mark stands at the selected state's opening brace and keeps to it when the
   * state is renamed or what stands before it changes. */
  char            *selected;
  guint            n_selected; /* how many are, where it is more than one */
  GtkTextMark     *selected_mark;
  gboolean         caret_moved; /* by the person, since the last reading */
  guint            caret_hold;  /* > 0: the caret is being moved by us */
};

enum
{
  SW_DOCUMENT_PROP_0,
  SW_DOCUMENT_PROP_BUFFER,
  SW_DOCUMENT_PROP_FILE,
  SW_DOCUMENT_PROP_TITLE,
  SW_DOCUMENT_PROP_MODIFIED,
  SW_DOCUMENT_PROP_OUTDATED,
  SW_DOCUMENT_PROP_FILE_GONE,
  SW_DOCUMENT_PROP_REVISION,
  SW_DOCUMENT_PROP_PENDING,
  SW_DOCUMENT_PROP_MODEL,
  SW_DOCUMENT_PROP_GRAPH,
  SW_DOCUMENT_PROP_STALE,
  SW_DOCUMENT_PROP_DIAGNOSTICS,
  SW_DOCUMENT_PROP_SELECTED,
  SW_DOCUMENT_PROP_N_SELECTED,
  SW_DOCUMENT_N_PROPS
};

typedef enum
{
  SW_DOCUMENT_SIGNAL_MESSAGE,
  SW_DOCUMENT_SIGNAL_APPLIED,
  SW_DOCUMENT_SIGNAL_FLUSH,
  SW_DOCUMENT_SIGNAL_REFUSED,
  SW_DOCUMENT_SIGNAL_UNDOABLE,
  SW_DOCUMENT_N_SIGNALS
} SwDocumentSignal;

void _sw_document_emit       (SwDocument      *self,
                              SwDocumentSignal signal,
                              const char      *text);
void _sw_document_notify     (SwDocument *self,
                              guint       property);
void _sw_document_set_text   (SwDocument *self,
                              const char *text,
                              gsize       length,
                              SwReading  *reading);
void _sw_document_replace    (SwDocument *self,
                              SwEdits    *edits);
void _sw_document_clear_file (SwDocument *self);
void _sw_document_set_syntax (SwDocument *self,
                              SwSyntax    syntax);

/* sw-document-text.c */
void _sw_document_init_text       (SwDocument *self);
void _sw_document_clear_text      (SwDocument *self);
int  _sw_document_get_place       (SwDocument *self,
                                   gsize       offset);
void _sw_document_text_read       (SwDocument *self,
                                   SwCharMap  *take_chars);

void _sw_document_text_changed    (SwDocument *self);
void _sw_document_caret_moved     (SwDocument *self);
void _sw_document_select_at_caret (SwDocument *self);
void _sw_document_follow_selected (SwDocument *self);

/* sw-document-read.c */
void _sw_document_take_reading    (SwDocument *self,
                                   SwReading  *reading);

/* sw-document-load.c */
void _sw_document_take_as_edit    (SwDocument *self,
                                   const char *text,
                                   gsize       length);

/* sw-document-file.c */
void _sw_document_set_file        (SwDocument *self,
                                   GFile      *file);
void _sw_document_set_outdated    (SwDocument *self,
                                   gboolean    outdated);
void _sw_document_remember_disk   (SwDocument *self,
                                   GBytes     *bytes,
                                   char       *take_etag);

/* sw-document-save.c */
gboolean _sw_document_is_saving   (SwDocument *self);

/* sw-document-steps.c */
void     _sw_document_init_steps  (SwDocument *self);
void     _sw_document_clear_steps (SwDocument *self);
gboolean _sw_document_step        (SwDocument *self,
                                   gboolean    forward);

/* sw-document-encoding.c */
gboolean    _sw_text_check     (const char  *contents,
                                gsize        length,
                                GError     **error);
const char *_sw_text_skip_mark (GBytes      *bytes,
                                gsize       *length,
                                gboolean    *has_mark);

G_END_DECLS
