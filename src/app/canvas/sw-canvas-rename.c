/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-rename.h"

#include <glib/gi18n.h>

#define MAX_NAME_LENGTH 80 /* characters: a limit of Step Functions */

struct _SwCanvasRename
{
  GtkPopover parent_instance;

  SwModel   *model;
  char      *old_name;
  GtkWidget *entry;
  GtkWidget *fault;
};

enum
{
  SIGNAL_RENAMED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SwCanvasRename, sw_canvas_rename, GTK_TYPE_POPOVER)

/**
 * sw_canvas_rename_dup_fault:
 * @model: the model the state belongs to
 * @old_name: the state's present name
 * @name: the name entered
 *
 * Tells what is wrong with a name: empty, too long, or taken; names are unique in the whole
 * machine.
 *
 * Returns: (transfer full) (nullable): a sentence, or %NULL where the name is fine
 */
char *
sw_canvas_rename_dup_fault (const SwModel *model, const char *old_name, const char *name)
{
  glong length = g_utf8_strlen (name, -1);

  if (length == 0)
    return g_strdup (_("A state needs a name"));
  if (length > MAX_NAME_LENGTH)
    return g_strdup_printf (_("A name has at most %d characters; this one has %ld"),
                            MAX_NAME_LENGTH, length);
  if (!g_str_equal (name, old_name) && sw_model_find_state (model, name) != NULL)
    return g_strdup (_("Another state has this name"));
  return NULL;
}

static void
changed_cb (SwCanvasRename *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *fault = sw_canvas_rename_dup_fault (self->model, self->old_name, name);

  gtk_label_set_text (GTK_LABEL (self->fault), fault ? fault : "");
  gtk_widget_set_visible (self->fault, fault != NULL);
  if (fault != NULL)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               fault ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
activate_cb (SwCanvasRename *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_autofree char *fault = sw_canvas_rename_dup_fault (self->model, self->old_name, name);

  if (fault != NULL)
    {
      gtk_widget_error_bell (self->entry);
      return;
    }
  if (g_str_equal (name, self->old_name))
    gtk_popover_popdown (GTK_POPOVER (self));
  else
    g_signal_emit (self, signals[SIGNAL_RENAMED], 0, name);
}

static void
sw_canvas_rename_dispose (GObject *object)
{
  SwCanvasRename *self = SW_CANVAS_RENAME (object);

  g_clear_pointer (&self->model, sw_model_unref);
  g_clear_pointer (&self->old_name, g_free);
  G_OBJECT_CLASS (sw_canvas_rename_parent_class)->dispose (object);
}

static void
sw_canvas_rename_class_init (SwCanvasRenameClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sw_canvas_rename_dispose;
  signals[SIGNAL_RENAMED] = g_signal_new ("renamed", SW_TYPE_CANVAS_RENAME, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sw_canvas_rename_init (SwCanvasRename *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 24);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Name of the state"), -1);
  self->fault = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->fault), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->fault), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (self->fault), 30);
  gtk_widget_set_visible (self->fault, FALSE);
  gtk_widget_add_css_class (self->fault, "error");
  gtk_widget_add_css_class (self->fault, "caption");
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->fault);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * sw_canvas_rename_new:
 * @state: the state; its model is kept alive
 *
 * Returns: (transfer floating): a popover with the state's name, all of it selected
 */
GtkWidget *
sw_canvas_rename_new (const SwState *state)
{
  SwCanvasRename *self = g_object_new (SW_TYPE_CANVAS_RENAME, NULL);

  self->model = sw_model_ref (state->scope->model);
  self->old_name = g_strdup (state->name);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), state->name);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  return GTK_WIDGET (self);
}
