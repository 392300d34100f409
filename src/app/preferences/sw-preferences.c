/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences/sw-preferences.h"

static void
machine_type_cb (SwDocument *document, const char *key, GSettings *settings)
{
  sw_document_set_machine_type (document, (SwMachineType) g_settings_get_enum (settings, key));
}

/**
 * sw_preferences_bind_document:
 * @settings: (nullable): the program's
 *
 * Has a document checked as the kind of machine that the person deploys.
 */
void
sw_preferences_bind_document (GSettings *settings, SwDocument *document)
{
  if (settings == NULL)
    return;
  g_signal_connect_object (settings, "changed::machine-type", G_CALLBACK (machine_type_cb),
                           document, G_CONNECT_SWAPPED);
  machine_type_cb (document, "machine-type", settings);
}

static gboolean
get_wrap_mode (GValue *value, GVariant *variant, gpointer user_data)
{
  g_value_set_enum (value, g_variant_get_boolean (variant) ? GTK_WRAP_WORD_CHAR : GTK_WRAP_NONE);
  return TRUE;
}

/**
 * sw_preferences_bind_view:
 * @settings: (nullable): the program's
 * @view: that shows code
 */
void
sw_preferences_bind_view (GSettings *settings, GtkSourceView *view)
{
  if (settings == NULL)
    return;
  g_settings_bind (settings, "show-line-numbers", view, "show-line-numbers", G_SETTINGS_BIND_GET);
  g_settings_bind_with_mapping (settings, "wrap-lines", view, "wrap-mode", G_SETTINGS_BIND_GET,
                                get_wrap_mode, NULL, NULL, NULL);
}

/**
 * sw_preferences_dup_font_css:
 * @font: as Pango writes it, "Source Code Pro 11"; empty for the system's
 *
 * Returns: (transfer full): a style sheet that has all code written in that font; empty for the
 *   system's
 */
char *
sw_preferences_dup_font_css (const char *font)
{
  g_autoptr (PangoFontDescription) description = pango_font_description_from_string (font);
  const char *family = pango_font_description_get_family (description);
  int size = pango_font_description_get_size (description);
  GString *css = g_string_new (NULL);

  if (*font == '\0' || family == NULL)
    return g_string_free_and_steal (css);
  g_string_append (css, ":root { --monospace-font-family: \"");
  for (const char *c = family; *c != '\0'; c++)
    g_string_append_printf (css, strchr ("\"\\", *c) != NULL ? "\\%c" : "%c", *c);
  g_string_append (css, "\", monospace;");
  if (size > 0 && !pango_font_description_get_size_is_absolute (description))
    g_string_append_printf (css, " --monospace-font-size: %d.%02dpt;", size / PANGO_SCALE,
                            size % PANGO_SCALE * 100 / PANGO_SCALE);
  g_string_append (css, " }");
  return g_string_free_and_steal (css);
}

static void
font_cb (GtkCssProvider *provider, const char *key, GSettings *settings)
{
  g_autofree char *font = g_settings_get_string (settings, key);
  g_autofree char *css = sw_preferences_dup_font_css (font);

  gtk_css_provider_load_from_string (provider, css);
}

/**
 * sw_preferences_bind_font:
 * @settings: (nullable): the program's
 *
 * Has code on a display written in the font of the person's choice.
 */
void
sw_preferences_bind_font (GSettings *settings, GdkDisplay *display)
{
  g_autoptr (GtkCssProvider) provider = NULL;

  if (settings == NULL || display == NULL)
    return;
  provider = gtk_css_provider_new ();
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  g_signal_connect_object (settings, "changed::code-font", G_CALLBACK (font_cb), provider,
                           G_CONNECT_SWAPPED);
  font_cb (provider, "code-font", settings);
}

/**
 * sw_preferences_get_language:
 * @settings: (nullable): the program's
 *
 * Returns: what new machines are written in
 */
SwQueryLanguage
sw_preferences_get_language (GSettings *settings)
{
  return settings != NULL ? (SwQueryLanguage) g_settings_get_enum (settings, "query-language")
                          : SW_QUERY_JSONATA;
}

/**
 * sw_preferences_get_indent:
 * @settings: (nullable): the program's
 *
 * Returns: spaces a level in new documents, 0 for tabs
 */
guint
sw_preferences_get_indent (GSettings *settings)
{
  return settings != NULL ? g_settings_get_uint (settings, "code-indent") : 2;
}

/**
 * sw_preferences_get_direction:
 * @settings: (nullable): the program's
 *
 * Returns: which way diagrams flow
 */
SwDirection
sw_preferences_get_direction (GSettings *settings)
{
  return settings != NULL ? (SwDirection) g_settings_get_enum (settings, "diagram-direction")
                          : SW_DIRECTION_DOWN;
}
