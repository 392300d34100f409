/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/sw-placeholder-group.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/document/sw-placeholder-values.h"
#include "app/inspector/sw-placeholder-row.h"
#include "app/sw-row-button.h"

struct _SwPlaceholderGroup
{
  AdwPreferencesGroup  parent_instance;

  SwDocument          *document;
  SwPlaceholderValues *values;
  AdwComboRow         *environment;
  GPtrArray           *rows;    /* SwPlaceholderRow, in the order of the text; the group's */
  GPtrArray           *unused;  /* AdwActionRow, of values that no placeholder takes, below them */
  gboolean             showing; /* the environment's row is changed by us */
};

G_DEFINE_FINAL_TYPE (SwPlaceholderGroup, sw_placeholder_group, ADW_TYPE_PREFERENCES_GROUP)

/* The state that holds a part of the document */
static SwState *
find_state (SwPlaceholderGroup *self,
            const char         *pointer)
{
  g_autofree char *outer = g_strdup (pointer);
  SwModel *model = sw_document_get_model (self->document);
  SwState *state;
  char *slash;

  while ((state = sw_model_find_pointer (model, outer)) == NULL
         && (slash = strrchr (outer, '/')) != NULL)
    *slash = '\0';
  return state;
}

static void
show_place_cb (GtkWidget          *button,
               SwPlaceholderGroup *self)
{
  const char *pointer = g_object_get_data (G_OBJECT (button), "pointer");

  sw_document_set_selected (self->document, pointer);
}

/* Where a placeholder is used, as words and as a button that leads there */
static void
update_place (SwPlaceholderGroup     *self,
              GtkWidget              *row,
              const SwPlaceholderUse *use)
{
  GtkWidget *button = g_object_get_data (G_OBJECT (row), "place");
  SwState *state = find_state (self, use->pointer);
  g_autofree char *tooltip = NULL;

  gtk_widget_set_sensitive (button, state != NULL);
  g_object_set_data_full (G_OBJECT (button), "pointer",
                          state != NULL ? g_strdup (state->pointer) : NULL, g_free);
  if (state != NULL)
    tooltip = g_strdup_printf (
        /* translators: how often a placeholder is used, and the state where it is first */
        ngettext ("Used %u time, in “%s”", "Used %u times, first in “%s”", use->count),
        use->count, state->name);
  else
    tooltip = g_strdup_printf (ngettext ("Used %u time", "Used %u times", use->count),
                               use->count);
  gtk_widget_set_tooltip_text (button, tooltip);
}

static GtkWidget *
create_row (SwPlaceholderGroup     *self,
            const SwPlaceholderUse *use)
{
  GtkWidget *row = sw_placeholder_row_new (self->values, use->name);
  GtkWidget *button = sw_row_button_new ("find-location-symbolic", NULL);

  g_signal_connect_object (button, "clicked", G_CALLBACK (show_place_cb), self, 0);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
  g_object_set_data (G_OBJECT (row), "place", button);
  return row;
}

static gboolean
has_same_rows (SwPlaceholderGroup *self,
               GPtrArray          *uses)
{
  if (uses->len != self->rows->len)
    return FALSE;
  for (guint i = 0; i < uses->len; i++)
    if (!g_str_equal (((const SwPlaceholderUse *) uses->pdata[i])->name,
                      sw_placeholder_row_get_name (self->rows->pdata[i])))
      return FALSE;
  return TRUE;
}

static void
clear_rows (SwPlaceholderGroup *self,
            GPtrArray          *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), rows->pdata[i]);
  g_ptr_array_set_size (rows, 0);
}

static void
remove_value_cb (GtkWidget          *button,
                 SwPlaceholderGroup *self)
{
  g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (button), "name"));
  g_autoptr (GError) error = NULL;

  /* The button goes with its row, and its name with it. */
  if (!sw_placeholder_values_set (self->values, name, NULL, &error))
    sw_document_report (self->document, error->message);
}

static GtkWidget *
create_unused_row (SwPlaceholderGroup *self,
                   const char         *name)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = sw_row_button_new ("user-trash-symbolic", _("Remove this value"));
  g_autofree char *title = g_strdup_printf ("${%s}", name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  g_object_set_data_full (G_OBJECT (button), "name", g_strdup (name), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_value_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (name), g_free);
  return row;
}

static gboolean
has_same_unused (SwPlaceholderGroup *self,
                 char              **names)
{
  if (g_strv_length (names) != self->unused->len)
    return FALSE;
  for (guint i = 0; i < self->unused->len; i++)
    if (!g_str_equal (g_object_get_data (self->unused->pdata[i], "name"), names[i]))
      return FALSE;
  return TRUE;
}

/* Values that no placeholder takes, below those that one does */
static void
update_unused (SwPlaceholderGroup *self)
{
  g_auto (GStrv) names = sw_placeholder_values_dup_unused (self->values);

  if (!has_same_unused (self, names))
    {
      clear_rows (self, self->unused);
      for (guint i = 0; names[i] != NULL; i++)
        {
          GtkWidget *row = create_unused_row (self, names[i]);

          adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
          g_ptr_array_add (self->unused, row);
        }
    }
  for (guint i = 0; i < self->unused->len; i++)
    {
      g_autofree char *value = sw_placeholder_values_dup (self->values, names[i]);
      g_autofree char *subtitle =
          /* translators: a value is given to a placeholder that the state machine does not have */
          g_strdup_printf (_("Not used; its value is “%s”"), value != NULL ? value : "");

      adw_action_row_set_subtitle (self->unused->pdata[i], subtitle);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0 || self->unused->len > 0);
}

/* Rows stay while the document has the same placeholders: one of them may be typed in. */
static void
update_rows (SwPlaceholderGroup *self)
{
  g_autoptr (GPtrArray) uses = sw_placeholder_values_dup_uses (self->values);

  if (!has_same_rows (self, uses))
    {
      clear_rows (self, self->unused);
      clear_rows (self, self->rows);
      for (guint i = 0; i < uses->len; i++)
        {
          GtkWidget *row = create_row (self, uses->pdata[i]);

          adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
          g_ptr_array_add (self->rows, row);
        }
    }
  for (guint i = 0; i < uses->len; i++)
    update_place (self, self->rows->pdata[i], uses->pdata[i]);
  update_unused (self);
}

static void
update_environment (SwPlaceholderGroup *self)
{
  g_auto (GStrv) names = sw_placeholder_values_dup_environments (self->values);
  const char *chosen = sw_placeholder_values_get_environment (self->values);
  const char *error = sw_placeholder_values_get_error (self->values);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint selected = 0;

  self->showing = TRUE;
  /* translators: no environment is chosen, such as "test" or "live" */
  gtk_string_list_append (list, _("None"));
  for (guint i = 0; names[i] != NULL; i++)
    {
      gtk_string_list_append (list, names[i]);
      if (g_strcmp0 (names[i], chosen) == 0)
        selected = i + 1;
    }
  adw_combo_row_set_model (self->environment, G_LIST_MODEL (list));
  adw_combo_row_set_selected (self->environment, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->environment), names[0] != NULL);
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self),
      error != NULL
          ? error
          : _("Filled in at deployment. These values are for checks and runs on this computer."));
  self->showing = FALSE;
}

static void
environment_cb (SwPlaceholderGroup *self)
{
  guint selected = adw_combo_row_get_selected (self->environment);
  GtkStringObject *item = adw_combo_row_get_selected_item (self->environment);
  g_autoptr (GError) error = NULL;

  if (!self->showing
      && !sw_placeholder_values_set_environment (
          self->values, selected > 0 ? gtk_string_object_get_string (item) : NULL, &error))
    sw_document_report (self->document, error->message);
}

static void
sw_placeholder_group_dispose (GObject *object)
{
  SwPlaceholderGroup *self = SW_PLACEHOLDER_GROUP (object);

  g_clear_object (&self->values);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sw_placeholder_group_parent_class)->dispose (object);
}

static void
sw_placeholder_group_finalize (GObject *object)
{
  SwPlaceholderGroup *self = SW_PLACEHOLDER_GROUP (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->unused);
  G_OBJECT_CLASS (sw_placeholder_group_parent_class)->finalize (object);
}

static void
sw_placeholder_group_class_init (SwPlaceholderGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sw_placeholder_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = sw_placeholder_group_finalize;
}

static void
sw_placeholder_group_init (SwPlaceholderGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->unused = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Placeholders"));
  self->environment = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->environment), _("Environment"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->environment));
  g_signal_connect_object (self->environment, "notify::selected", G_CALLBACK (environment_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * sw_placeholder_group_new:
 *
 * Returns: (transfer floating): the placeholders of @document, which it follows
 */
GtkWidget *
sw_placeholder_group_new (SwDocument *document)
{
  SwPlaceholderGroup *self = g_object_new (SW_TYPE_PLACEHOLDER_GROUP, NULL);

  self->document = g_object_ref (document);
  self->values = g_object_ref (sw_placeholder_values_get (document));
  g_signal_connect_object (document, "notify::revision", G_CALLBACK (update_rows), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->values, "changed", G_CALLBACK (update_environment), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->values, "changed", G_CALLBACK (update_unused), self,
                           G_CONNECT_SWAPPED);
  update_rows (self);
  update_environment (self);
  return GTK_WIDGET (self);
}
