/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sw-document-private.h"

#include <glib/gi18n.h>

#include "app/source/sw-problem.h"

G_DEFINE_FINAL_TYPE (SwDocument, sw_document, G_TYPE_OBJECT)
G_DEFINE_BOXED_TYPE (SwModel, sw_model, sw_model_ref, sw_model_unref)
G_DEFINE_BOXED_TYPE (SwGraph, sw_graph, sw_graph_ref, sw_graph_unref)
G_DEFINE_QUARK (sw-document-error-quark, sw_document_error)

static GParamSpec *properties[SW_DOCUMENT_N_PROPS];

enum
{
  SIGNAL_MESSAGE,
  SIGNAL_APPLIED,
  SIGNAL_FLUSH,
  SIGNAL_REFUSED,
  SIGNAL_UNDOABLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

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

  signals[SIGNAL_MESSAGE] = g_signal_new ("message", SW_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", SW_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_APPLIED] = g_signal_new ("applied", SW_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_FLUSH] = g_signal_new ("flush", SW_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_UNDOABLE] = g_signal_new ("undoable", SW_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL,
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

void
_sw_document_notify (SwDocument *self,
                     guint       property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* The whole text anew, without a way back: a document that was just opened. */
void
_sw_document_set_text (SwDocument *self,
                       const char *text,
                       gsize       length)
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
  sw_document_settle (self);
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

  _sw_document_set_text (self, text, strlen (text));
  return self;
}

GtkSourceBuffer *
sw_document_get_buffer (SwDocument *self)
{
  return self->buffer;
}

gboolean
sw_document_get_modified (SwDocument *self)
{
  return gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (self->buffer));
}

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

SwGraph *
sw_document_get_graph (SwDocument *self)
{
  return self->graph;
}

gboolean
sw_document_get_stale (SwDocument *self)
{
  return self->stale;
}

GListModel *
sw_document_get_diagnostics (SwDocument *self)
{
  return G_LIST_MODEL (self->diagnostics);
}

/**
 * sw_document_report:
 * @message: a sentence for the person at the screen
 *
 * Has a message shown in the window that holds the document.
 */
void
sw_document_report (SwDocument *self,
                    const char *message)
{
  g_return_if_fail (SW_IS_DOCUMENT (self));

  g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, message);
}

/**
 * sw_document_flush:
 *
 * Has everyone who holds typing that is not in the text yet write it: before the text is saved,
 * run, exported or turned back.
 */
void
sw_document_flush (SwDocument *self)
{
  g_return_if_fail (SW_IS_DOCUMENT (self));

  g_signal_emit (self, signals[SIGNAL_FLUSH], 0);
}

/**
 * sw_document_offer_undo:
 * @text: what the change just made has done, in one or more sentences
 *
 * Has it shown in the window that holds the document, with a button that takes it back.
 */
void
sw_document_offer_undo (SwDocument *self,
                        const char *text)
{
  g_return_if_fail (SW_IS_DOCUMENT (self));

  g_signal_emit (self, signals[SIGNAL_UNDOABLE], 0, text);
}

/**
 * sw_document_mend:
 * @edits: against the text of the live model, broken or not
 * @label: (nullable): what is done, for assistive technology
 *
 * Changes the text as one undo step and reads it again at once.
 *
 * Returns: whether the text was changed; `FALSE` where it has changed since it was last read
 */
gboolean
sw_document_mend (SwDocument *self,
                  SwEdits    *edits,
                  const char *label)
{
  g_return_val_if_fail (SW_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (edits != NULL, FALSE);

  if (self->serial != self->read_serial)
    {
      sw_document_report (self, _("The code has just changed; try again"));
      return FALSE;
    }
  if (sw_edits_get_count (edits) == 0)
    return TRUE;
  _sw_document_replace (self, edits);
  sw_document_settle (self);
  if (label != NULL)
    g_signal_emit (self, signals[SIGNAL_APPLIED], 0, label);
  return TRUE;
}

/* What came of a gesture beyond what it was for, all in one message */
static void
offer_undo_of_notes (SwDocument *self,
                     GPtrArray  *notes,
                     const char *label)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (notes == NULL || notes->len == 0)
    return;
  if (label != NULL)
    /* Translators: the first sentence of a message, such as "Deleted Check" */
    g_string_append_printf (text, _("%s."), label);
  for (guint i = 0; i < notes->len; i++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", (const char *) notes->pdata[i]);
  sw_document_offer_undo (self, text->str);
}

/**
 * sw_document_apply:
 * @edits: against the text of the present model
 * @label: (nullable): what the gesture did ("Connected A to B"), for assistive technology
 *
 * As sw_document_mend(), for what was computed from the model in force.
 *
 * Returns: whether the text was changed; `FALSE` where it is broken, or has changed since the
 *   model was made
 */
gboolean
sw_document_apply (SwDocument *self,
                   SwEdits    *edits,
                   const char *label)
{
  g_return_val_if_fail (SW_IS_DOCUMENT (self), FALSE);

  if (self->stale)
    {
      sw_document_report (self, _("Mend the errors in the code first"));
      return FALSE;
    }
  return sw_document_mend (self, edits, label);
}

/**
 * sw_document_take_result:
 * @take_result: (transfer full) (nullable): what an operation answered
 * @take_error: (transfer full) (nullable): why it refused, where there is no result
 * @label: (nullable): what the gesture did, for assistive technology
 *
 * The usual end of a gesture: applies the edits, selects what the operation says, and has its
 * notes (with a way to take the gesture back) or its refusal shown.
 *
 * Returns: whether the text was changed
 */
gboolean
sw_document_take_result (SwDocument  *self,
                         SwOpsResult *take_result,
                         GError      *take_error,
                         const char  *label)
{
  g_autoptr (SwOpsResult) result = take_result;
  g_autoptr (GError) error = take_error;

  g_return_val_if_fail (SW_IS_DOCUMENT (self), FALSE);

  if (result == NULL)
    {
      if (g_error_matches (error, SW_OPS_ERROR, SW_OPS_ERROR_YAML))
        g_signal_emit (self, signals[SIGNAL_REFUSED], 0, error->message);
      else if (error != NULL)
        sw_document_report (self, error->message);
      return FALSE;
    }
  if (!sw_document_apply (self, result->edits, label))
    return FALSE;
  if (result->select != NULL)
    sw_document_set_selected (self, result->select);
  offer_undo_of_notes (self, result->notes, label);
  return TRUE;
}
