/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/sw-preferences-dialog.h"

#include <pango/pango.h>

#include "app/preferences/sw-connections-group.h"

struct _SwPreferencesDialog
{
  AdwPreferencesDialog  parent_instance;

  AdwComboRow          *language_row;
  AdwComboRow          *indent_row;
  AdwComboRow          *machine_row;
  AdwComboRow          *direction_row;
  AdwExpanderRow       *font_row;
  GtkFontDialogButton  *font_button;
  GtkWidget            *numbers_row;
  GtkWidget            *wrap_row;
  GtkWidget            *session_row;

  GSettings            *settings;
};

G_DEFINE_FINAL_TYPE (SwPreferencesDialog, sw_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

#define FALLBACK_FONT "Monospace 11"

/* Rows of the list of indentations, in their order: spaces, 0 for tabs. The setting may be one
 * between two. */
static const guint indents[] = { 2, 4, 8, 0 };

static gboolean
get_indent_row (GValue *value, GVariant *variant, gpointer user_data)
{
  guint indent = g_variant_get_uint32 (variant);
  guint row = 0;

  while (indents[row] != 0 && (indent == 0 || indents[row] < indent))
    row++;
  g_value_set_uint (value, row);
  return TRUE;
}

static GVariant *
set_indent_row (const GValue *value, const GVariantType *type, gpointer user_data)
{
  guint selected = g_value_get_uint (value);

  return selected < G_N_ELEMENTS (indents) ? g_variant_new_uint32 (indents[selected]) : NULL;
}

/* The rows of a list of choices are the values' names in the schema, in their order. */
static gboolean
get_choice (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *const *names = user_data;
  const char *name = g_variant_get_string (variant, NULL);

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      g_value_set_uint (value, i);
  return TRUE;
}

static GVariant *
set_choice (const GValue *value, const GVariantType *type, gpointer user_data)
{
  const char *const *names = user_data;
  guint selected = g_value_get_uint (value);

  return selected < g_strv_length ((char **) names) ? g_variant_new_string (names[selected]) : NULL;
}

static void
bind_choice (SwPreferencesDialog *self, const char *key, AdwComboRow *row, const char *const *names)
{
  g_settings_bind_with_mapping (self->settings, key, row, "selected", G_SETTINGS_BIND_DEFAULT,
                                get_choice, set_choice, (gpointer) names, NULL);
}

static char *
dup_system_font (void)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  const char *font = adw_style_manager_get_monospace_font_name (style);

  return g_strdup (font != NULL && *font != '\0' ? font : FALLBACK_FONT);
}

/* What the button shows before anything was chosen is the system's font, and no choice. */
static void
show_font (SwPreferencesDialog *self)
{
  g_autofree char *font = g_settings_get_string (self->settings, "code-font");
  gboolean custom = *font != '\0';
  g_autofree char *shown = custom ? g_strdup (font) : dup_system_font ();
  g_autoptr (PangoFontDescription) description = pango_font_description_from_string (shown);

  if (adw_expander_row_get_enable_expansion (self->font_row) != custom)
    adw_expander_row_set_enable_expansion (self->font_row, custom);
  if (!pango_font_description_equal (gtk_font_dialog_button_get_font_desc (self->font_button),
                                     description))
    gtk_font_dialog_button_set_font_desc (self->font_button, description);
}

static void
font_chosen_cb (SwPreferencesDialog *self)
{
  PangoFontDescription *description = gtk_font_dialog_button_get_font_desc (self->font_button);
  g_autofree char *font = pango_font_description_to_string (description);

  if (self->settings != NULL && adw_expander_row_get_enable_expansion (self->font_row))
    g_settings_set_string (self->settings, "code-font", font);
}

static void
font_enabled_cb (SwPreferencesDialog *self)
{
  if (adw_expander_row_get_enable_expansion (self->font_row))
    font_chosen_cb (self);
  else
    g_settings_set_string (self->settings, "code-font", "");
}

static void
sw_preferences_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SW_TYPE_PREFERENCES_DIALOG);
  g_clear_object (&SW_PREFERENCES_DIALOG (object)->settings);
  G_OBJECT_CLASS (sw_preferences_dialog_parent_class)->dispose (object);
}

static void
sw_preferences_dialog_class_init (SwPreferencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (SW_TYPE_CONNECTIONS_GROUP);
  G_OBJECT_CLASS (klass)->dispose = sw_preferences_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stepwright/Stepwright/sw-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SwPreferencesDialog, language_row);
  gtk_widget_class_bind_template_child (widget_class, SwPreferencesDialog, indent_row);
  gtk_widget_class_bind_template_child (widget_class, SwPreferencesDialog, machine_row);
  gtk_widget_class_bind_template_child (widget_class, SwPreferencesDialog, direction_row);
  gtk_widget_class_bind_template_child (widget_class, SwPreferencesDialog, font_row);
  gtk_widget_class_bind_template_child (widget_class, SwPreferencesDialog, font_button);
  gtk_widget_class_bind_template_child (widget_class, SwPreferencesDialog, numbers_row);
  gtk_widget_class_bind_template_child (widget_class, SwPreferencesDialog, wrap_row);
  gtk_widget_class_bind_template_child (widget_class, SwPreferencesDialog, session_row);
  gtk_widget_class_bind_template_callback (widget_class, font_chosen_cb);
}

static void
sw_preferences_dialog_init (SwPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sw_preferences_dialog_new:
 * @settings: the program's
 *
 * Returns: (transfer floating): a dialog over them
 */
AdwDialog *
sw_preferences_dialog_new (GSettings *settings)
{
  static const char *const languages[] = { "jsonpath", "jsonata", NULL };
  static const char *const types[] = { "standard", "express", NULL };
  static const char *const directions[] = { "down", "right", NULL };
  SwPreferencesDialog *self = g_object_new (SW_TYPE_PREFERENCES_DIALOG, NULL);

  self->settings = g_object_ref (settings);
  bind_choice (self, "query-language", self->language_row, languages);
  bind_choice (self, "machine-type", self->machine_row, types);
  bind_choice (self, "diagram-direction", self->direction_row, directions);
  g_settings_bind_with_mapping (settings, "code-indent", self->indent_row, "selected",
                                G_SETTINGS_BIND_DEFAULT, get_indent_row, set_indent_row, NULL,
                                NULL);
  g_settings_bind (settings, "show-line-numbers", self->numbers_row, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "wrap-lines", self->wrap_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "restore-session", self->session_row, "active",
                   G_SETTINGS_BIND_DEFAULT);
  show_font (self);
  g_signal_connect_object (settings, "changed::code-font", G_CALLBACK (show_font), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->font_row, "notify::enable-expansion", G_CALLBACK (font_enabled_cb),
                           self, G_CONNECT_SWAPPED);
  return ADW_DIALOG (self);
}
