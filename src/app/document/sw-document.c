/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/document/sw-document-private.h"

#include <glib/gi18n.h>

#include "app/source/sw-problem.h"

G_DEFINE_FINAL_TYPE (SwDocument, sw_document, G_TYPE_OBJECT)
G_DEFINE_BOXED_TYPE (SwModel, sw_model, sw_model_ref, sw_model_unref)
G_DEFINE_BOXED_TYPE (SwGraph, sw_graph, sw_graph_ref, sw_graph_unref)
G_DEFINE_QUARK (sw-document-error-quark, sw_document_error)

static GParamSpec *properties[SW_DOCUMENT_N_PROPS];

static guint signals[SW_DOCUMENT_N_SIGNALS];

static void
modified_cb (SwDocument *self)
{
  _sw_document_notify (self, SW_DOCUMENT_PROP_MODIFIED);
}

static void
sw_document_dispose (GObject *object)
{
  SwDocument *self = SW_DOCUMENT (object);

  g_clear_handle_id (&self->settle_source, g_source_remove);
  g_cancellable_cancel (self->reading);
  if (self->buffer != NULL)
    g_signal_handlers_disconnect_by_data (self->buffer, self);
  _sw_document_clear_file (self);
  G_OBJECT_CLASS (sw_document_parent_class)->dispose (object);
}

static void
sw_document_finalize (GObject *object)
{
  SwDocument *self = SW_DOCUMENT (object);

  g_clear_object (&self->reading);
  g_clear_pointer (&self->head_start, sw_head_start_unref);
  g_clear_object (&self->diagnostics);
  g_clear_object (&self->buffer);
  g_clear_pointer (&self->graph, sw_graph_unref);
  g_clear_pointer (&self->model, sw_model_unref);
  g_clear_pointer (&self->live, sw_model_unref);
  g_clear_pointer (&self->tree, sw_tree_unref);
  _sw_document_clear_text (self);
  g_free (self->selected);
  g_free (self->values);
  _sw_document_clear_steps (self);
  G_OBJECT_CLASS (sw_document_parent_class)->finalize (object);
}

static void
sw_document_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  SwDocument *self = SW_DOCUMENT (object);

  switch (prop_id)
    {
    case SW_DOCUMENT_PROP_BUFFER:
      g_value_set_object (value, self->buffer);
      break;
    case SW_DOCUMENT_PROP_FILE:
      g_value_set_object (value, self->file);
      break;
    case SW_DOCUMENT_PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case SW_DOCUMENT_PROP_MODIFIED:
      g_value_set_boolean (value, sw_document_get_modified (self));
      break;
    case SW_DOCUMENT_PROP_OUTDATED:
      g_value_set_boolean (value, self->outdated);
      break;
    case SW_DOCUMENT_PROP_FILE_GONE:
      g_value_set_boolean (value, self->file_gone);
      break;
    case SW_DOCUMENT_PROP_REVISION:
      g_value_set_uint64 (value, self->revision);
      break;
    case SW_DOCUMENT_PROP_PENDING:
      g_value_set_boolean (value, sw_document_get_pending (self));
      break;
    case SW_DOCUMENT_PROP_MODEL:
      g_value_set_boxed (value, self->model);
      break;
    case SW_DOCUMENT_PROP_GRAPH:
      g_value_set_boxed (value, self->graph);
      break;
    case SW_DOCUMENT_PROP_STALE:
      g_value_set_boolean (value, self->stale);
      break;
    case SW_DOCUMENT_PROP_DIAGNOSTICS:
      g_value_set_object (value, self->diagnostics);
      break;
    case SW_DOCUMENT_PROP_SELECTED:
      g_value_set_string (value, self->selected);
      break;
    case SW_DOCUMENT_PROP_N_SELECTED:
      g_value_set_uint (value, sw_document_get_n_selected (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sw_document_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case SW_DOCUMENT_PROP_SELECTED:
      sw_document_set_selected (SW_DOCUMENT (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sw_document_class_init (SwDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = sw_document_dispose;
  object_class->finalize = sw_document_finalize;
  object_class->get_property = sw_document_get_property;
  object_class->set_property = sw_document_set_property;

  properties[SW_DOCUMENT_PROP_BUFFER]
      = g_param_spec_object ("buffer", NULL, NULL, GTK_SOURCE_TYPE_BUFFER, readable);
  properties[SW_DOCUMENT_PROP_FILE] =
      g_param_spec_object ("file", NULL, NULL, G_TYPE_FILE, readable);
  properties[SW_DOCUMENT_PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, readable);
  properties[SW_DOCUMENT_PROP_MODIFIED]
      = g_param_spec_boolean ("modified", NULL, NULL, FALSE, readable);
  properties[SW_DOCUMENT_PROP_OUTDATED]
      = g_param_spec_boolean ("outdated", NULL, NULL, FALSE, readable);
  properties[SW_DOCUMENT_PROP_FILE_GONE]
      = g_param_spec_boolean ("file-gone", NULL, NULL, FALSE, readable);
  properties[SW_DOCUMENT_PROP_REVISION]
      = g_param_spec_uint64 ("revision", NULL, NULL, 0, G_MAXUINT64, 0, readable);
  properties[SW_DOCUMENT_PROP_PENDING]
      = g_param_spec_boolean ("pending", NULL, NULL, FALSE, readable);
  properties[SW_DOCUMENT_PROP_MODEL] =
      g_param_spec_boxed ("model", NULL, NULL, SW_TYPE_MODEL, readable);
  properties[SW_DOCUMENT_PROP_GRAPH] =
      g_param_spec_boxed ("graph", NULL, NULL, SW_TYPE_GRAPH, readable);
  properties[SW_DOCUMENT_PROP_STALE] = g_param_spec_boolean ("stale", NULL, NULL, FALSE, readable);
  properties[SW_DOCUMENT_PROP_DIAGNOSTICS]
      = g_param_spec_object ("diagnostics", NULL, NULL, G_TYPE_LIST_MODEL, readable);
  properties[SW_DOCUMENT_PROP_SELECTED]
      = g_param_spec_string ("selected", NULL, NULL, NULL, readable | G_PARAM_WRITABLE);
  properties[SW_DOCUMENT_PROP_N_SELECTED]
      = g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0, readable);
  g_object_class_install_properties (object_class, SW_DOCUMENT_N_PROPS, properties);

  signals[SW_DOCUMENT_SIGNAL_MESSAGE] = g_signal_new ("message", SW_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SW_DOCUMENT_SIGNAL_REFUSED] = g_signal_new ("refused", SW_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SW_DOCUMENT_SIGNAL_APPLIED] = g_signal_new ("applied", SW_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SW_DOCUMENT_SIGNAL_FLUSH] = g_signal_new ("flush", SW_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[SW_DOCUMENT_SIGNAL_UNDOABLE] = g_signal_new ("undoable", SW_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sw_document_init (SwDocument *self)
{
  GtkTextIter start;

  self->buffer = gtk_source_buffer_new (NULL);
  gtk_source_buffer_set_implicit_trailing_newline (self->buffer, FALSE);
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (self->buffer), &start);
  self->selected_mark
      = gtk_text_buffer_create_mark (GTK_TEXT_BUFFER (self->buffer), NULL, &start, FALSE);
  self->diagnostics = g_list_store_new (SW_TYPE_PROBLEM);
  self->title = g_strdup (_("Untitled"));
  _sw_document_init_steps (self);
  _sw_document_init_text (self);
  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (_sw_document_text_changed), self);
  g_signal_connect_swapped (self->buffer, "notify::cursor-position",
                            G_CALLBACK (_sw_document_caret_moved), self);
  g_signal_connect_swapped (self->buffer, "modified-changed", G_CALLBACK (modified_cb), self);
  self->serial = 1;
  sw_document_settle (self);
}

/* TEXT: what to say; of "flush" nothing */
void
_sw_document_emit (SwDocument      *self,
                   SwDocumentSignal signal,
                   const char      *text)
{
  g_signal_emit (self, signals[signal], 0, text);
}

/**
 * _sw_document_notify:
 * @property: one of the document's properties, an index of their table
 *
 * Notifies of it from the files the type is split into.
 */
void
_sw_document_notify (SwDocument *self,
                     guint       property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* The whole text anew, without a way back: a document that was just opened. READING (nullable) is of it. */
void
_sw_document_set_text (SwDocument *self,
                       const char *text,
                       gsize       length,
                       SwReading  *reading)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start;

  self->caret_hold++;
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text, length);
  gtk_text_buffer_end_irreversible_action (buffer);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_text_buffer_set_modified (buffer, FALSE);
  self->caret_hold--;
  /* What an earlier text showed is no picture of this one. */
  g_clear_pointer (&self->model, sw_model_unref);
  self->serial++;
  _sw_document_take_reading (self, reading);
}

/**
 * sw_document_new:
 *
 * Returns: (transfer full): an empty document
 */
SwDocument *
sw_document_new (void)
{
  return g_object_new (SW_TYPE_DOCUMENT, NULL);
}

/**
 * sw_document_new_from_text:
 * @text: valid UTF-8
 *
 * Returns: (transfer full): an unmodified document with that text and no file
 */
SwDocument *
sw_document_new_from_text (const char *text)
{
  SwDocument *self = sw_document_new ();

  _sw_document_set_text (self, text, strlen (text), NULL);
  return self;
}

/**
 * sw_document_get_buffer:
 *
 * Returns: (transfer none): the text itself, which is all that the document is
 */
GtkSourceBuffer *
sw_document_get_buffer (SwDocument *self)
{
  return self->buffer;
}

/**
 * sw_document_get_modified:
 *
 * Returns: whether the text differs from what was last opened or saved, or is nowhere else any more
 */
gboolean
sw_document_get_modified (SwDocument *self)
{
  return self->file_gone || gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (self->buffer));
}

/**
 * sw_document_get_revision:
 *
 * Returns: a number that grows with each change of the text
 */
guint64
sw_document_get_revision (SwDocument *self)
{
  return self->revision;
}

/**
 * sw_document_get_pending:
 *
 * Returns: whether the text has changed since it was last read: model, graph and diagnostics are
 *   still those of the text before, and new ones are on their way
 */
gboolean
sw_document_get_pending (SwDocument *self)
{
  return self->serial != self->read_serial;
}

/**
 * sw_document_get_tree:
 *
 * Returns: (transfer none): the syntax tree of the text as last read, broken or not
 */
SwTree *
sw_document_get_tree (SwDocument *self)
{
  return self->tree;
}

/**
 * sw_document_get_model:
 *
 * Returns: (transfer none): what the last text without a syntax error says
 */
SwModel *
sw_document_get_model (SwDocument *self)
{
  return self->model;
}

/**
 * sw_document_get_live_model:
 *
 * Returns: (transfer none): what can be made out of the text as last read, broken or not; the
 *   same as sw_document_get_model() unless the document is stale
 */
SwModel *
sw_document_get_live_model (SwDocument *self)
{
  return self->live;
}

/**
 * sw_document_get_graph:
 *
 * Returns: (transfer none): states and ways of sw_document_get_model()
 */
SwGraph *
sw_document_get_graph (SwDocument *self)
{
  return self->graph;
}

/**
 * sw_document_get_stale:
 *
 * Returns: whether the text has a syntax error, so that model and graph are those of a text before
 */
gboolean
sw_document_get_stale (SwDocument *self)
{
  return self->stale;
}

/**
 * sw_document_get_diagnostics:
 *
 * Returns: (transfer none): list of SwProblem, as they stand in the text; the same list always
 */
GListModel *
sw_document_get_diagnostics (SwDocument *self)
{
  return G_LIST_MODEL (self->diagnostics);
}
