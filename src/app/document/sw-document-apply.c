/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/document/sw-document-private.h"

#include <glib/gi18n.h>

/* Edits from outside the editor: applied as one step, told, and offered to be taken back. */

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

  _sw_document_emit (self, SW_DOCUMENT_SIGNAL_MESSAGE, message);
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

  _sw_document_emit (self, SW_DOCUMENT_SIGNAL_FLUSH, NULL);
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

  _sw_document_emit (self, SW_DOCUMENT_SIGNAL_UNDOABLE, text);
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
    _sw_document_emit (self, SW_DOCUMENT_SIGNAL_APPLIED, label);
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
        _sw_document_emit (self, SW_DOCUMENT_SIGNAL_REFUSED, error->message);
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
