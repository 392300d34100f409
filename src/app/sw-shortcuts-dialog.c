/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sw-shortcuts-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/sw-shortcuts.h"

/* The overview of keys. GtkShortcutsWindow is deprecated, needs a wide screen, and opens on a page
 * of its choosing; its successor is younger than GNOME 48. */

struct _SwShortcutsDialog
{
  AdwDialog           parent_instance;

  GtkSearchEntry     *search_entry;
  GtkStack           *stack;
  AdwPreferencesPage *page;

  GPtrArray          *rows; /* AdwActionRow, borrowed from the page, in its order */
};

G_DEFINE_FINAL_TYPE (SwShortcutsDialog, sw_shortcuts_dialog, ADW_TYPE_DIALOG)

static const GdkModifierType modifiers[] = { GDK_CONTROL_MASK, GDK_ALT_MASK, GDK_SHIFT_MASK };

static void
append_label (GtkWidget  *box,
              const char *text,
              const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
}

/* "Ctrl" of "Ctrl+", which is how GTK names it in the person's language */
static void
append_modifier (GtkWidget       *box,
                 GdkModifierType  modifier)
{
  g_autofree char *label = gtk_accelerator_get_label (0, modifier);

  if (g_str_has_suffix (label, "+"))
    label[strlen (label) - 1] = '\0';
  append_label (box, label, "keycap");
  append_label (box, "+", "dim-label");
}

/* Keys to be pressed at once, each as a cap */
static GtkWidget *
new_caps (guint            key,
          GdkModifierType  held)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  g_autofree char *label = gtk_accelerator_get_label (key, 0);

  gtk_widget_set_direction (box, GTK_TEXT_DIR_LTR);
  for (gsize i = 0; i < G_N_ELEMENTS (modifiers); i++)
    if ((held & modifiers[i]) != 0)
      append_modifier (box, modifiers[i]);
  append_label (box, label, "keycap");
  return box;
}

/* Caps for the eye, and the same as the row's description for the ear */
static void
add_keys (GtkWidget          *row,
          const char *const  *keys)
{
  GtkWidget *box = adw_wrap_box_new ();
  g_autoptr (GStrvBuilder) spoken = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  g_autofree char *text = NULL;

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (box), 12);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (box), 4);
  adw_wrap_box_set_align (ADW_WRAP_BOX (box), 1);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  for (gsize i = 0; keys[i] != NULL; i++)
    {
      GdkModifierType held;
      guint key;

      if (!gtk_accelerator_parse (keys[i], &key, &held))
        continue;
      adw_wrap_box_append (ADW_WRAP_BOX (box), new_caps (key, held));
      g_strv_builder_take (spoken, gtk_accelerator_get_label (key, held));
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), box);
  words = g_strv_builder_end (spoken);
  text = g_strjoinv (", ", words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

static GtkWidget *
new_row (GtkApplication   *app,
         const SwShortcut *shortcut)
{
  GtkWidget *row = adw_action_row_new ();
  g_auto (GStrv) keys = shortcut->action != NULL
                            ? gtk_application_get_accels_for_action (app, shortcut->action)
                            : g_strsplit (shortcut->keys, " ", -1);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 g_dpgettext2 (NULL, "shortcut window", shortcut->title));
  add_keys (row, (const char *const *) keys);
  return row;
}

static void
fill (SwShortcutsDialog *self,
      GtkApplication    *app)
{
  AdwPreferencesGroup *group = NULL;
  gsize count;
  const SwShortcut *shortcuts = sw_shortcuts_get (&count);

  for (gsize i = 0; i < count; i++)
    if (shortcuts[i].group != NULL)
      {
        group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
        adw_preferences_group_set_title (
            group, g_dpgettext2 (NULL, "shortcut window", shortcuts[i].group));
        adw_preferences_page_add (self->page, group);
      }
    else
      {
        GtkWidget *row = new_row (app, &shortcuts[i]);

        adw_preferences_group_add (group, row);
        g_ptr_array_add (self->rows, row);
      }
}

static gboolean
matches (GtkWidget  *row,
         const char *word)
{
  g_autofree char *title
      = g_utf8_casefold (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);

  return strstr (title, word) != NULL;
}

/* Shows the rows with the text in their title, and the groups that have such rows. */
static void
search_changed_cb (SwShortcutsDialog *self)
{
  g_autofree char *word
      = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)), -1);
  gboolean any = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_set_visible (
        gtk_widget_get_ancestor (self->rows->pdata[i], ADW_TYPE_PREFERENCES_GROUP), FALSE);
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];
      gboolean found = matches (row, word);

      gtk_widget_set_visible (row, found);
      if (found)
        gtk_widget_set_visible (gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP), TRUE);
      any |= found;
    }
  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "nothing");
}

/* Escape empties the search first. */
static void
search_stopped_cb (SwShortcutsDialog *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  else
    adw_dialog_close (ADW_DIALOG (self));
}

static void
sw_shortcuts_dialog_dispose (GObject *object)
{
  SwShortcutsDialog *self = SW_SHORTCUTS_DIALOG (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_SHORTCUTS_DIALOG);
  G_OBJECT_CLASS (sw_shortcuts_dialog_parent_class)->dispose (object);
}

static void
sw_shortcuts_dialog_class_init (SwShortcutsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_shortcuts_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stepwright/Stepwright/sw-shortcuts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SwShortcutsDialog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SwShortcutsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, SwShortcutsDialog, page);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
}

static void
sw_shortcuts_dialog_init (SwShortcutsDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sw_shortcuts_dialog_new:
 * @app: knows the keys of actions
 *
 * Returns: (transfer floating): which keys there are, to be looked through and searched
 */
AdwDialog *
sw_shortcuts_dialog_new (GtkApplication *app)
{
  SwShortcutsDialog *self = g_object_new (SW_TYPE_SHORTCUTS_DIALOG, NULL);

  fill (self, app);
  return ADW_DIALOG (self);
}
