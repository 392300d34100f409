/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/sw-connections-group.h"

#include <glib/gi18n.h>

#include "app/preferences/sw-connection-dialog.h"
#include "app/sw-keyring.h"
#include "app/sw-row-button.h"

struct _SwConnectionsGroup
{
  AdwPreferencesGroup  parent_instance;

  GtkWidget           *add_row;
  GtkWidget           *spinner;

  GPtrArray           *rows;        /* of connections, borrowed */
  GCancellable        *cancellable; /* with the group's end nobody waits for the keyring any more */
  guint                n_waiting;   /* questions that the keyring has not answered */
};

G_DEFINE_FINAL_TYPE (SwConnectionsGroup, sw_connections_group, ADW_TYPE_PREFERENCES_GROUP)

static void list_connections (SwConnectionsGroup *self);

/* A keyring that is locked asks for its password in a window of its own, for as long as it takes.
 * Returns what end_waiting() is to have: the group may be gone by then. */
static gpointer
wait_for_keyring (SwConnectionsGroup *self)
{
  GWeakRef *group = g_new (GWeakRef, 1);

  g_weak_ref_init (group, self);
  self->n_waiting++;
  gtk_widget_set_visible (self->spinner, TRUE);
  return group;
}

/* Returns the group, where it is still there, after telling what FAILED, if anything. */
static SwConnectionsGroup *
end_waiting (gpointer take_group, const GError *failed)
{
  SwConnectionsGroup *self = g_weak_ref_get (take_group);
  AdwDialog *dialog;

  g_weak_ref_clear (take_group);
  g_free (take_group);
  if (self == NULL)
    return NULL;
  self->n_waiting--;
  gtk_widget_set_visible (self->spinner, self->n_waiting > 0);
  if (failed == NULL)
    return self;
  dialog = adw_alert_dialog_new (_("The Keyring Failed"), failed->message);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
  return self;
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwConnectionsGroup) self = NULL;

  sw_keyring_forget_finish (result, &error);
  self = end_waiting (user_data, error);
  if (self != NULL)
    list_connections (self);
}

static void
remove_cb (GtkButton *button, SwConnectionsGroup *self)
{
  const char *name = g_object_get_data (G_OBJECT (button), "connection");

  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  sw_keyring_forget_async (name, self->cancellable, forgotten_cb, wait_for_keyring (self));
}

static GtkWidget *
new_row (SwConnectionsGroup *self, const char *name)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = sw_row_button_new ("user-trash-symbolic", _("Remove Connection"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  g_object_set_data_full (G_OBJECT (button), "connection", g_strdup (name), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_DEFAULT);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

/* The row to add another stays the last. */
static void
show_connections (SwConnectionsGroup *self, char **names)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_object_ref (self->add_row);
  adw_preferences_group_remove (group, self->add_row);
  for (guint i = 0; names[i] != NULL; i++)
    {
      GtkWidget *row = new_row (self, names[i]);

      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (group, row);
    }
  adw_preferences_group_add (group, self->add_row);
  g_object_unref (self->add_row);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_auto (GStrv) names = sw_keyring_list_finish (result);
  g_autoptr (SwConnectionsGroup) self = end_waiting (user_data, NULL);

  if (self != NULL)
    show_connections (self, names);
}

static void
list_connections (SwConnectionsGroup *self)
{
  sw_keyring_list_async (self->cancellable, listed_cb, wait_for_keyring (self));
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwConnectionsGroup) self = NULL;

  sw_keyring_store_finish (result, &error);
  self = end_waiting (user_data, error);
  if (self != NULL)
    list_connections (self);
}

static void
saved_cb (SwConnectionsGroup *self, const char *name, const char *text)
{
  sw_keyring_store_async (name, text, self->cancellable, stored_cb, wait_for_keyring (self));
}

static void
add_cb (SwConnectionsGroup *self)
{
  AdwDialog *dialog = g_object_new (SW_TYPE_CONNECTION_DIALOG, NULL);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
sw_connections_group_dispose (GObject *object)
{
  SwConnectionsGroup *self = SW_CONNECTIONS_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), SW_TYPE_CONNECTIONS_GROUP);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (sw_connections_group_parent_class)->dispose (object);
}

static void
sw_connections_group_finalize (GObject *object)
{
  g_object_unref (SW_CONNECTIONS_GROUP (object)->cancellable);
  G_OBJECT_CLASS (sw_connections_group_parent_class)->finalize (object);
}

static void
sw_connections_group_class_init (SwConnectionsGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_connections_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = sw_connections_group_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stepwright/Stepwright/sw-connections-group.ui");
  gtk_widget_class_bind_template_child (widget_class, SwConnectionsGroup, add_row);
  gtk_widget_class_bind_template_child (widget_class, SwConnectionsGroup, spinner);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
sw_connections_group_init (SwConnectionsGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  list_connections (self);
}
