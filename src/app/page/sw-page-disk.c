/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/page/sw-page-private.h"

#include <glib/gi18n.h>

/* What another program did to the document's file, and what the person wants of it. */

static void
reload_done_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (SwPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (sw_document_reload_finish (SW_DOCUMENT (source), result, &error))
    {
      /* It may have been changed once more while it was read. */
      sw_document_check_file (SW_DOCUMENT (source));
      return;
    }
  sw_document_report (SW_DOCUMENT (source), error->message);
  adw_banner_set_revealed (self->file_banner, sw_document_get_outdated (SW_DOCUMENT (source)));
}

static void
reload (SwPage *self)
{
  sw_document_reload_async (self->document, NULL, reload_done_cb, g_object_ref (self));
}

static void
reviewed_cb (SwPage     *self,
             const char *response)
{
  if (g_str_equal (response, "reload"))
    reload (self);
  else if (g_str_equal (response, "keep"))
    sw_document_keep_text (self->document);
  else if (g_str_equal (response, "compare"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.compare-disk", NULL);
}

/* Both texts are worth something: which one to go on with? */
static void
review (SwPage *self)
{
  AdwDialog *dialog = adw_alert_dialog_new (
      _("The File and the Text Differ"),
      _("Another program changed the file while you changed the text. Undo takes a reload back; "
        "if you keep your text, saving asks before it overwrites the file."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "compare", _("Co_mpare"), "keep",
                                  _("_Keep Mine"), "reload", _("_Reload"), NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "compare");
  g_signal_connect_object (dialog, "response", G_CALLBACK (reviewed_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* The button of the banner */
void
_sw_page_answer_file (SwPage *self)
{
  if (sw_document_get_file_gone (self->document))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.save", NULL);
  else if (sw_document_get_modified (self->document))
    review (self);
  else
    reload (self);
}

/* A text without changes of one's own follows its file, as a step that can be undone; the banner is for
 * what needs an answer, and for a file that cannot be read again. */
static void
update (SwPage *self)
{
  const gboolean outdated = sw_document_get_outdated (self->document);
  const gboolean gone = sw_document_get_file_gone (self->document);
  const gboolean modified = sw_document_get_modified (self->document);
  const char *title = _("The file was changed by another program");
  const char *label = _("_Reload");

  if (gone)
    {
      title = _("The file was moved or deleted; its text is kept here");
      label = _("_Save");
    }
  else if (modified)
    {
      title = _("The file was changed by another program; your changes are kept here");
      label = _("_Review…");
    }
  adw_banner_set_title (self->file_banner, title);
  adw_banner_set_button_label (self->file_banner, label);
  adw_banner_set_revealed (self->file_banner, gone || (outdated && modified));
  if (outdated && !gone && !modified)
    reload (self);
}

/**
 * _sw_page_follow_file:
 *
 * Tells what becomes of the document's file, as long as the page is there.
 */
void
_sw_page_follow_file (SwPage *self)
{
  static const char *const followed[]
      = { "notify::modified", "notify::outdated", "notify::file-gone" };

  for (gsize i = 0; i < G_N_ELEMENTS (followed); i++)
    g_signal_connect_object (self->document, followed[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
