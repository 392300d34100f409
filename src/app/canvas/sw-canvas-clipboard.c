/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-private.h"

#include <glib/gi18n.h>

/* Cut, copy and paste. What goes to the clipboard is text, a state machine of the chosen states;
 * what comes from it may be any text that holds states. */

/* The selection as text; NULL where there is none, or it cannot be had */
static char *
dup_copy (SwCanvas *self, char **pointers)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  if (pointers[0] != NULL)
    text = sw_ops_dup_copy (_sw_canvas_get_model (self), (const char *const *) pointers, &error);
  if (error != NULL)
    sw_document_report (self->document, error->message);
  return text;
}

static gboolean
copy (SwCanvas *self, char **pointers)
{
  g_autofree char *text = dup_copy (self, pointers);

  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  return text != NULL;
}

static void
announce (SwCanvas *self, const char *text)
{
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SwCanvas *self = SW_CANVAS (widget);
  g_auto (GStrv) pointers = NULL;
  g_autofree char *label = NULL;

  _sw_canvas_settle (self);
  pointers = _sw_canvas_dup_selection (self);
  guint count = g_strv_length (pointers);
  if (!copy (self, pointers))
    return;
  label = g_strdup_printf (ngettext ("Copied %u state", "Copied %u states", count), count);
  announce (self, label);
}

static void
cut_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SwCanvas *self = SW_CANVAS (widget);
  gboolean editable = _sw_canvas_prepare_edit (self);
  g_auto (GStrv) pointers = _sw_canvas_dup_selection (self);
  GError *error = NULL;

  if (!editable || !copy (self, pointers))
    return;
  guint count = g_strv_length (pointers);
  g_autofree char *label =
      g_strdup_printf (ngettext ("Cut %u state", "Cut %u states", count), count);
  SwOpsResult *result =
      sw_ops_delete (_sw_canvas_get_model (self), (const char *const *) pointers, &error);
  _sw_canvas_apply (self, result, error, label);
}

/* A paste that waits for the clipboard */
typedef struct
{
  GWeakRef canvas;
  char    *edge; /* key of the edge it goes on, or NULL for after the current state */
} Paste;

static void
paste_free (Paste *self)
{
  g_weak_ref_clear (&self->canvas);
  g_free (self->edge);
  g_free (self);
}

static SwCanvasTarget *
find_place (SwCanvas *self, const char *key)
{
  const SwGraphEdge *edge = key != NULL ? _sw_canvas_find_edge (self, key) : NULL;

  if (edge != NULL)
    return sw_canvas_target_from_edge (edge);
  return _sw_canvas_dup_add_target (self);
}

static void
paste_text (SwCanvas *self, const char *text, const char *edge)
{
  g_autoptr (SwCanvasTarget) target = NULL;
  GError *error = NULL;

  if (!_sw_canvas_prepare_edit (self))
    {
      sw_document_report (self->document, _("Mend the errors in the code first"));
      return;
    }
  target = find_place (self, edge);
  if (target == NULL)
    {
      sw_document_report (self->document, _("Select the state after which to paste"));
      return;
    }
  SwOpsResult *result = sw_ops_paste (_sw_canvas_get_model (self), text, &target->place, &error);
  guint count = 1 + (result != NULL && result->also != NULL ? g_strv_length (result->also) : 0);
  g_autofree char *label =
      g_strdup_printf (ngettext ("Pasted %u state", "Pasted %u states", count), count);
  _sw_canvas_apply (self, result, error, label);
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Paste *paste = user_data;
  g_autoptr (SwCanvas) self = g_weak_ref_get (&paste->canvas);
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (self != NULL && self->board != NULL && text != NULL)
    paste_text (self, text, paste->edge);
  else if (self != NULL && self->board != NULL)
    sw_document_report (self->document, _("There is no text in the clipboard"));
  paste_free (paste);
}

static void
paste_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Paste *paste = g_new0 (Paste, 1);

  g_weak_ref_init (&paste->canvas, widget);
  if (parameter != NULL)
    paste->edge = g_variant_dup_string (parameter, NULL);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, text_cb, paste);
}

static const struct
{
  guint           key;
  GdkModifierType modifiers;
  const char     *action;
} keys[] = {
  { GDK_KEY_c, GDK_CONTROL_MASK, "canvas.copy" },
  { GDK_KEY_Insert, GDK_CONTROL_MASK, "canvas.copy" },
  { GDK_KEY_x, GDK_CONTROL_MASK, "canvas.cut" },
  { GDK_KEY_Delete, GDK_SHIFT_MASK, "canvas.cut" },
  { GDK_KEY_v, GDK_CONTROL_MASK, "canvas.paste" },
  { GDK_KEY_Insert, GDK_SHIFT_MASK, "canvas.paste" },
};

/**
 * _sw_canvas_install_clipboard_actions:
 *
 * Gives the class its actions and keys.
 */
void
_sw_canvas_install_clipboard_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "canvas.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "canvas.cut", NULL, cut_cb);
  gtk_widget_class_install_action (widget_class, "canvas.paste", NULL, paste_cb);
  gtk_widget_class_install_action (widget_class, "canvas.edge-paste", "s", paste_cb);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                         keys[i].action, NULL);
}

/**
 * _sw_canvas_update_clipboard_actions:
 *
 * Switches off what makes no sense at the moment.
 */
void
_sw_canvas_update_clipboard_actions (SwCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean editable = _sw_canvas_is_editable (self);
  gboolean selected = g_hash_table_size (self->selection) > 0;

  gtk_widget_action_set_enabled (widget, "canvas.copy", selected);
  gtk_widget_action_set_enabled (widget, "canvas.cut", selected && editable);
  gtk_widget_action_set_enabled (widget, "canvas.paste", editable);
}
