/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-source-enter.h"

/* GtkTextView ends each new line with a line feed. In a text whose lines end otherwise, Enter makes
 * such an end: a file must not leave with two kinds because a person typed in it. */

/* On the view: the Enter key is down, and its line feed still to come. */
#define ENTERING "sw-source-entering"

static gboolean
is_enter (guint           keyval,
          GdkModifierType modifiers)
{
  return (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter)
         && (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0;
}

static gboolean
pressed_cb (GtkEventControllerKey *keys,
            guint                  keyval,
            guint                  keycode,
            GdkModifierType        modifiers,
            gpointer               user_data)
{
  GtkWidget *view = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (keys));

  g_object_set_data (G_OBJECT (view), ENTERING, GINT_TO_POINTER (is_enter (keyval, modifiers)));
  return GDK_EVENT_PROPAGATE;
}

static void
released_cb (GtkEventControllerKey *keys,
             guint                  keyval,
             guint                  keycode,
             GdkModifierType        modifiers,
             gpointer               user_data)
{
  GtkWidget *view = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (keys));

  g_object_set_data (G_OBJECT (view), ENTERING, NULL);
}

/* Only what the key inserts: pasted text and the steps of undo keep their bytes. */
static void
insert_cb (GtkTextBuffer *buffer,
           GtkTextIter   *place,
           char          *text,
           int            length,
           gpointer       user_data)
{
  GtkWidget *view = user_data;
  const char *line_end;

  if (length != 1 || *text != '\n' || g_object_get_data (G_OBJECT (view), ENTERING) == NULL)
    return;
  line_end = sw_document_get_line_end (g_object_get_data (G_OBJECT (buffer), ENTERING));
  if (g_str_equal (line_end, "\n"))
    return;
  g_object_set_data (G_OBJECT (view), ENTERING, NULL);
  g_signal_stop_emission_by_name (buffer, "insert-text");
  gtk_text_buffer_insert (buffer, place, line_end, -1);
}

/**
 * sw_source_enter_attach:
 * @view: shows the code of @document
 *
 * Lets the Enter key end lines the way the document does.
 */
void
sw_source_enter_attach (GtkSourceView *view,
                        SwDocument    *document)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkSourceBuffer *buffer = sw_document_get_buffer (document);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (pressed_cb), NULL);
  g_signal_connect (keys, "key-released", G_CALLBACK (released_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
  /* The document owns the buffer, and outlives what is typed in it. */
  g_object_set_data (G_OBJECT (buffer), ENTERING, document);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (insert_cb), view, 0);
}
