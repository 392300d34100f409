/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window/sw-window-private.h"

#include <glib/gi18n.h>

#include "app/preferences/sw-preferences.h"
#include "app/start/sw-templates.h"
#include "json/rewriter/sw-rewriter.h"

/* What is done with the document in front, and where new ones come from. */

/**
 * _sw_window_new_document:
 *
 * Opens a tab with a new definition, in the query language and indentation that are preferred.
 */
void
_sw_window_new_document (SwWindow *self)
{
  g_autofree char *text = sw_templates_dup_blank (sw_preferences_get_language (self->settings),
                                                  sw_preferences_get_indent (self->settings));
  g_autoptr (SwDocument) document = sw_document_new_from_text (text);

  sw_window_add_document (self, document);
}

/**
 * _sw_window_fill_document:
 *
 * Begins a definition in a document that is empty.
 */
void
_sw_window_fill_document (SwWindow *self)
{
  g_autofree char *text = sw_templates_dup_blank (sw_preferences_get_language (self->settings),
                                                  sw_preferences_get_indent (self->settings));

  sw_document_fill (_sw_window_get_document (self), text);
}

/**
 * _sw_window_new_from_template:
 * @id: of a template; another one does nothing
 *
 * Opens a tab with the template's text.
 */
void
_sw_window_new_from_template (SwWindow   *self,
                              const char *id)
{
  const SwTemplate *template = sw_templates_find (id);
  g_autofree char *text = NULL;
  g_autoptr (SwDocument) document = NULL;

  if (template == NULL)
    return;
  text = sw_template_dup_text (template, sw_preferences_get_language (self->settings),
                               sw_preferences_get_indent (self->settings));
  document = sw_document_new_from_text (text);
  if (!g_str_has_prefix (template->id, "blank/"))
    sw_document_detach (document, template->title);
  sw_window_add_document (self, document);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  /* Eyes see the dot in the tab go. */
  if (_sw_window_save_finish (SW_WINDOW (source), result))
    gtk_accessible_announce (GTK_ACCESSIBLE (source), _("Saved"),
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/**
 * _sw_window_save_document:
 *
 * Saves the document in front; asks where, if it is in no file.
 */
void
_sw_window_save_document (SwWindow *self)
{
  _sw_window_save (self, _sw_window_get_document (self), FALSE, saved_cb, NULL);
}

/**
 * _sw_window_save_document_as:
 *
 * Asks where, and saves the document in front there.
 */
void
_sw_window_save_document_as (SwWindow *self)
{
  _sw_window_save (self, _sw_window_get_document (self), TRUE, saved_cb, NULL);
}

/**
 * _sw_window_undo:
 *
 * Undoes the last step of the document in front.
 */
void
_sw_window_undo (SwWindow *self)
{
  sw_document_undo (_sw_window_get_document (self));
}

/**
 * _sw_window_redo:
 *
 * Does again what was undone last in the document in front.
 */
void
_sw_window_redo (SwWindow *self)
{
  sw_document_redo (_sw_window_get_document (self));
}

/**
 * _sw_window_format:
 *
 * Indents the code of the document in front anew, as one step; YAML it leaves, and says so.
 */
void
_sw_window_format (SwWindow *self)
{
  SwDocument *document = _sw_window_get_document (self);
  g_autoptr (SwEdits) edits = NULL;

  sw_document_flush (document);
  sw_document_settle (document);
  if (sw_document_get_syntax (document) == SW_SYNTAX_YAML)
    {
      sw_document_report (document, _("YAML is tidied by hand: its indentation means something"));
      return;
    }
  edits = sw_tree_format (sw_document_get_tree (document), sw_document_get_indent (document));
  sw_document_apply (document, edits, _("Tidied up the code"));
}

/* In a tab of its own: the document stays as it is. */
static void
convert (SwWindow *self,
         SwSyntax  syntax)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwDocument) converted
      = sw_document_new_converted (_sw_window_get_document (self), syntax, &error);

  if (converted != NULL)
    sw_window_add_document (self, converted);
  else
    _sw_window_show_error (self, _("The Definition Cannot Be Converted"), error);
}

/**
 * _sw_window_convert_json:
 *
 * Makes JSON of the document in front, where it is YAML.
 */
void
_sw_window_convert_json (SwWindow *self)
{
  convert (self, SW_SYNTAX_JSON);
}

/**
 * _sw_window_convert_yaml:
 *
 * Makes YAML of the document in front, where it is JSON.
 */
void
_sw_window_convert_yaml (SwWindow *self)
{
  convert (self, SW_SYNTAX_YAML);
}

/**
 * _sw_window_check_files:
 *
 * Looks what became of the files of all tabs while another window had the keyboard.
 */
void
_sw_window_check_files (SwWindow *self)
{
  if (!gtk_window_is_active (GTK_WINDOW (self)))
    return;
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tab_view); i++)
    {
      AdwTabPage *tab = adw_tab_view_get_nth_page (self->tab_view, i);

      sw_document_check_file (sw_page_get_document (SW_PAGE (adw_tab_page_get_child (tab))));
    }
}
