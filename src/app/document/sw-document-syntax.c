/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/document/sw-document-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "json/sw-convert.h"

/* What a document is written in: what its file's name promises, JSON where it has none. */

/* Only asked for where it is needed: all languages are read to find one. */
static GtkSourceLanguage *
get_yaml (void)
{
  return gtk_source_language_manager_get_language (gtk_source_language_manager_get_default (),
                                                   "yaml");
}

/* JSON is coloured by ourselves: see sw-source-colors.c. */
void
_sw_document_set_syntax (SwDocument *self,
                         SwSyntax    syntax)
{
  if (self->syntax == syntax)
    return;
  self->syntax = syntax;
  gtk_source_buffer_set_language (self->buffer, syntax == SW_SYNTAX_YAML ? get_yaml () : NULL);
  _sw_document_text_changed (self);
}

/**
 * sw_document_get_syntax:
 *
 * Returns: what the text is written in
 */
SwSyntax
sw_document_get_syntax (SwDocument *self)
{
  g_return_val_if_fail (SW_IS_DOCUMENT (self), SW_SYNTAX_JSON);

  return self->syntax;
}

/**
 * sw_document_dup_converted:
 * @syntax: what to write it in
 * @error: why the text cannot be converted: it has an error
 *
 * Returns: (transfer full) (nullable): the document in another syntax; in its own, the very text
 */
char *
sw_document_dup_converted (SwDocument  *self,
                           SwSyntax     syntax,
                           GError     **error)
{
  g_return_val_if_fail (SW_IS_DOCUMENT (self), NULL);

  sw_document_flush (self);
  sw_document_settle (self);
  return sw_tree_dup_converted (self->tree, syntax, error);
}

/**
 * sw_document_dup_strict_json:
 * @error: why there is none: the YAML has an error
 *
 * Returns: (transfer full) (nullable): the definition as it is deployed; of JSON the very text
 */
char *
sw_document_dup_strict_json (SwDocument  *self,
                             GError     **error)
{
  g_return_val_if_fail (SW_IS_DOCUMENT (self), NULL);

  sw_document_flush (self);
  sw_document_settle (self);
  return sw_tree_dup_strict_json (self->tree, error);
}

/* "order.asl.yaml" becomes "order.asl.json", a title without an ending as well. */
static char *
dup_title (SwDocument *self,
           SwSyntax    syntax)
{
  static const char *const endings[] = { ".yaml", ".yml", ".json", ".asl" };
  g_autofree char *stem = g_strdup (self->title);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (stem, endings[i]) && strlen (stem) > strlen (endings[i]))
      stem[strlen (stem) - strlen (endings[i])] = '\0';
  return g_strconcat (stem, syntax == SW_SYNTAX_YAML ? ".asl.yaml" : ".asl.json", NULL);
}

/**
 * sw_document_new_converted:
 * @syntax: what the new document is to be written in
 * @error: why it cannot be
 *
 * Returns: (transfer full) (nullable): a new document that says the same, without a file, and named
 *   accordingly; @self stays as it is
 */
SwDocument *
sw_document_new_converted (SwDocument  *self,
                           SwSyntax     syntax,
                           GError     **error)
{
  g_autofree char *text = sw_document_dup_converted (self, syntax, error);
  g_autofree char *title = NULL;
  SwDocument *converted;

  if (text == NULL)
    return NULL;

  title = dup_title (self, syntax);
  converted = sw_document_new ();
  _sw_document_set_syntax (converted, syntax);
  _sw_document_set_text (converted, text, strlen (text), NULL);
  g_set_object (&converted->origin, self->origin);
  sw_document_detach (converted, title);
  gtk_text_buffer_set_modified (GTK_TEXT_BUFFER (converted->buffer), TRUE);
  return converted;
}

/**
 * sw_document_convert:
 * @syntax: what it is to be written in from now on
 * @error: why it cannot be
 *
 * Converts the document itself, when it is about to get a file of another kind. Nothing leads back:
 * what could be undone would be text in the wrong syntax.
 *
 * Returns: whether the document is in @syntax now
 */
gboolean
sw_document_convert (SwDocument  *self,
                     SwSyntax     syntax,
                     GError     **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (SW_IS_DOCUMENT (self), FALSE);

  if (self->syntax == syntax)
    return TRUE;
  text = sw_document_dup_converted (self, syntax, error);
  if (text == NULL)
    return FALSE;

  _sw_document_set_syntax (self, syntax);
  _sw_document_set_text (self, text, strlen (text), NULL);
  gtk_text_buffer_set_modified (GTK_TEXT_BUFFER (self->buffer), TRUE);
  return TRUE;
}
