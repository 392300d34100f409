/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/sw-connection-dialog.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "aws/sw-credentials.h"

struct _SwConnectionDialog
{
  AdwDialog    parent_instance;

  GtkWidget   *save_button;
  GtkEditable *name_row;
  AdwComboRow *kind_row;
  GtkEditable *id_row;
  GtkEditable *secret_row;
  GtkEditable *url_row;
};

G_DEFINE_FINAL_TYPE (SwConnectionDialog, sw_connection_dialog, ADW_TYPE_DIALOG)

/* Rows of the list of kinds: what the fields are called, and the members they become */
static const struct
{
  const char *id_title, *secret_title;
  const char *type, *parameters, *id, *secret;
} kinds[] = {
  { N_ ("_User"), N_ ("_Password"), "BASIC", "BasicAuthParameters", "Username", "Password" },
  { N_ ("_Header"), N_ ("_Key"), "API_KEY", "ApiKeyAuthParameters", "ApiKeyName", "ApiKeyValue" },
  { N_ ("Client _ID"), N_ ("Client _Secret"), "OAUTH_CLIENT_CREDENTIALS", "OAuthParameters", "ClientID",
    "ClientSecret" },
};

static guint saved_signal;

static gboolean
is_oauth (SwConnectionDialog *self)
{
  return adw_combo_row_get_selected (self->kind_row) == G_N_ELEMENTS (kinds) - 1;
}

/* As EventBridge has it */
static gboolean
is_name (const char *text)
{
  if (*text == '\0' || strlen (text) > 64)
    return FALSE;
  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum (*text) && strchr (".-_", *text) == NULL)
      return FALSE;
  return TRUE;
}

static void
changed_cb (SwConnectionDialog *self)
{
  guint kind = adw_combo_row_get_selected (self->kind_row);
  const char *name = gtk_editable_get_text (self->name_row);
  gboolean named = is_name (name);

  if (kind >= G_N_ELEMENTS (kinds))
    return;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->id_row), _(kinds[kind].id_title));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->secret_row), _(kinds[kind].secret_title));
  gtk_widget_set_visible (GTK_WIDGET (self->url_row), is_oauth (self));
  if (named || *name == '\0')
    gtk_widget_remove_css_class (GTK_WIDGET (self->name_row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->name_row), "error");
  gtk_widget_set_sensitive (self->save_button,
                            named && *gtk_editable_get_text (self->id_row) != '\0'
                                && *gtk_editable_get_text (self->secret_row) != '\0'
                                && (!is_oauth (self)
                                    || g_str_has_prefix (gtk_editable_get_text (self->url_row), "http")));
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
begin (JsonBuilder *builder, const char *name)
{
  if (name != NULL)
    json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
}

/* What the fields say, as EventBridge's CreateConnection takes it */
static char *
dup_text (SwConnectionDialog *self)
{
  guint kind = adw_combo_row_get_selected (self->kind_row);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  begin (builder, NULL);
  add_text (builder, "AuthorizationType", kinds[kind].type);
  begin (builder, "AuthParameters");
  begin (builder, kinds[kind].parameters);
  if (is_oauth (self))
    {
      add_text (builder, "AuthorizationEndpoint", gtk_editable_get_text (self->url_row));
      add_text (builder, "HttpMethod", "POST");
      begin (builder, "ClientParameters");
    }
  add_text (builder, kinds[kind].id, gtk_editable_get_text (self->id_row));
  add_text (builder, kinds[kind].secret, gtk_editable_get_text (self->secret_row));
  for (guint i = is_oauth (self) ? 4 : 3; i > 0; i--)
    json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static void
save_cb (SwConnectionDialog *self)
{
  char *text = dup_text (self);

  g_signal_emit (self, saved_signal, 0, gtk_editable_get_text (self->name_row), text);
  sw_wipe_free (text);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
cancel_cb (SwConnectionDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
sw_connection_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SW_TYPE_CONNECTION_DIALOG);
  G_OBJECT_CLASS (sw_connection_dialog_parent_class)->dispose (object);
}

static void
sw_connection_dialog_class_init (SwConnectionDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_connection_dialog_dispose;
  saved_signal = g_signal_new ("saved", SW_TYPE_CONNECTION_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stepwright/Stepwright/sw-connection-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SwConnectionDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, SwConnectionDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, SwConnectionDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, SwConnectionDialog, id_row);
  gtk_widget_class_bind_template_child (widget_class, SwConnectionDialog, secret_row);
  gtk_widget_class_bind_template_child (widget_class, SwConnectionDialog, url_row);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
sw_connection_dialog_init (SwConnectionDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* A row cannot take the focus of a dialog itself. */
  adw_dialog_set_focus (ADW_DIALOG (self),
                        GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->name_row))));
  changed_cb (self);
}
