/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-column-memory.h"

#include "app/sw-paths.h"

/* A title's edge is dragged through many widths: kept is where it rests. Milliseconds */
#define REST 300

/* Alive with its view */
typedef struct
{
  GPtrArray *columns;  /* GtkColumnViewColumn; a view that goes away drops its own first */
  GSettings *settings; /* NULL: no schema is installed, nothing is kept */
  char      *key;
  guint      save;     /* due when this source comes; 0: nothing changed */
} Memory;

static void
save (Memory *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{s(bi)}"));
  for (guint i = 0; i < self->columns->len; i++)
    {
      GtkColumnViewColumn *column = g_ptr_array_index (self->columns, i);

      g_variant_builder_add (&builder, "{s(bi)}", gtk_column_view_column_get_id (column),
                             gtk_column_view_column_get_visible (column),
                             gtk_column_view_column_get_fixed_width (column));
    }
  g_settings_set_value (self->settings, self->key, g_variant_builder_end (&builder));
}

static gboolean
save_cb (gpointer data)
{
  Memory *self = data;

  self->save = 0;
  save (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (Memory *self)
{
  if (self->settings == NULL)
    return;
  g_clear_handle_id (&self->save, g_source_remove);
  self->save = g_timeout_add (REST, save_cb, self);
}

/* NULL: nothing is kept. A schema that was installed by an earlier version lacks the key. */
static GSettings *
dup_settings (const char *key)
{
  g_autoptr (GSettings) settings = sw_paths_dup_settings ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (settings == NULL)
    return NULL;
  g_object_get (settings, "settings-schema", &schema, NULL);
  return g_settings_schema_has_key (schema, key) ? g_steal_pointer (&settings) : NULL;
}

/* The view goes away: what was changed last has to be kept now. */
static void
destroy_cb (Memory *self)
{
  if (self->save != 0)
    save (self);
  g_clear_handle_id (&self->save, g_source_remove);
}

static void
memory_free (gpointer data)
{
  Memory *self = data;

  g_clear_handle_id (&self->save, g_source_remove);
  g_clear_object (&self->settings);
  g_ptr_array_unref (self->columns);
  g_free (self->key);
  g_free (self);
}

/* As it was left; a column that is new since then is as it comes. */
static void
restore (GtkColumnViewColumn *column,
         GVariant            *kept)
{
  gboolean visible;
  int width;

  if (!g_variant_lookup (kept, gtk_column_view_column_get_id (column), "(bi)", &visible, &width))
    return;
  gtk_column_view_column_set_visible (column, visible);
  if (width > 0)
    gtk_column_view_column_set_fixed_width (column, width);
}

/* The first column says what a row is: it stays. */
static void
add_to_menu (GtkColumnViewColumn *column,
             GActionMap          *actions,
             GMenu               *menu,
             gboolean             stays)
{
  const char *id = gtk_column_view_column_get_id (column);
  g_autoptr (GPropertyAction) action = g_property_action_new (id, column, "visible");
  g_autofree char *name = g_strconcat ("columns.", id, NULL);

  g_action_map_add_action (actions, G_ACTION (action));
  gtk_column_view_column_set_header_menu (column, G_MENU_MODEL (menu));
  if (!stays)
    g_menu_append (menu, gtk_column_view_column_get_title (column), name);
}

/**
 * sw_columns_remember:
 * @view: with its columns, each with an id; once, before it is seen
 * @key: of the settings, a{s(bi)}: by id, whether it is shown and its width, -1: its own
 *
 * Shows the columns as they were left, keeps what is changed of them, and offers them in a menu.
 */
void
sw_columns_remember (GtkColumnView *view,
                     const char    *key)
{
  Memory *self = g_new0 (Memory, 1);
  GListModel *columns = gtk_column_view_get_columns (view);
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GVariant) kept = NULL;

  self->columns = g_ptr_array_new_with_free_func (g_object_unref);
  self->settings = dup_settings (key);
  self->key = g_strdup (key);
  kept = self->settings != NULL ? g_settings_get_value (self->settings, key) : NULL;
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      add_to_menu (column, G_ACTION_MAP (actions), menu, i == 0);
      g_ptr_array_add (self->columns, g_object_ref (column));
      if (kept != NULL)
        restore (column, kept);
      g_signal_connect_swapped (column, "notify::visible", G_CALLBACK (changed_cb), self);
      g_signal_connect_swapped (column, "notify::fixed-width", G_CALLBACK (changed_cb), self);
    }
  gtk_widget_insert_action_group (GTK_WIDGET (view), "columns", G_ACTION_GROUP (actions));
  g_signal_connect_swapped (view, "destroy", G_CALLBACK (destroy_cb), self);
  g_object_set_data_full (G_OBJECT (view), "sw-column-memory", self, memory_free);
}
