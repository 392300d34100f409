/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/rules/sw-condition-editor-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/inspector/rules/sw-comparison-view.h"
#include "app/inspector/rules/sw-condition-change.h"
#include "app/inspector/rules/sw-condition-comment.h"

/* The widgets of a condition's parts, and what a person does with them. */

/* The way from the root: the index of the part at each level, "0/2" */
static const char *
get_path (GtkWidget *widget)
{
  const char *path = NULL;

  for (; widget != NULL && path == NULL; widget = gtk_widget_get_parent (widget))
    path = g_object_get_data (G_OBJECT (widget), "path");
  return path;
}

/* The person goes on where he was: at the part he changed, at the one he added. */
static int
find_focus (SwConditionEditor *self,
            const char        *path,
            SwConditionChange  change)
{
  SwCondition *parent;
  SwCondition **place = sw_condition_change_find (&self->condition, path, &parent);
  gsize length = strlen (path);

  for (guint i = 0; i < self->views->len; i++)
    {
      const char *own = get_path (self->views->pdata[i]);

      if (strncmp (own, path, length) == 0
          && (length == 0 || own[length] == '\0' || own[length] == '/'))
        return (int) (i
                      + (change == SW_CONDITION_ADD ? sw_condition_count_comparisons (*place) : 0));
    }
  return 0;
}

static void
change_at (SwConditionEditor *self,
           const char        *path,
           SwConditionChange  change)
{
  g_autoptr (SwCondition) root = sw_condition_copy (self->condition);

  sw_condition_change_apply (change, &root, path);
  self->refocus = find_focus (self, path, change);
  _sw_condition_editor_tell (self, root);
  self->refocus = -1;
}

static void
menu_cb (SwConditionEditor *self,
         GtkWidget         *button)
{
  GtkWidget *popover = gtk_widget_get_ancestor (button, GTK_TYPE_POPOVER);
  g_autofree char *path = g_strdup (get_path (button));
  guint change = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "change"));

  gtk_popover_popdown (GTK_POPOVER (popover));
  change_at (self, path, change);
}

static gboolean
start_cb (gpointer comment)
{
  sw_condition_comment_start (comment);
  return G_SOURCE_REMOVE;
}

/* A menu that closes gives the keyboard back to where it was: the comment gets it then. */
static void
write_comment_cb (SwConditionEditor *self,
                  GtkWidget         *button)
{
  GtkWidget *popover = gtk_widget_get_ancestor (button, GTK_TYPE_POPOVER);
  const char *path = get_path (button);

  gtk_popover_popdown (GTK_POPOVER (popover));
  for (guint i = 0; i < self->comments->len; i++)
    if (g_str_equal (get_path (self->comments->pdata[i]), path))
      g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, start_cb, g_object_ref (self->comments->pdata[i]),
                       g_object_unref);
}

static GtkWidget *
create_menu_item (const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static GtkWidget *
create_menu (SwConditionEditor *self,
             const SwCondition *parent)
{
  GtkWidget *menu = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  if (parent != NULL)
    {
      GtkWidget *comment = create_menu_item (_("Comment"));

      g_signal_connect_object (comment, "clicked", G_CALLBACK (write_comment_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), comment);
    }

  for (guint i = 0; i < SW_CONDITION_N_CHANGES; i++)
    {
      const char *label = sw_condition_change_get_label (i, parent);
      GtkWidget *button;

      if (label == NULL)
        continue;
      button = create_menu_item (gettext (label));
      g_object_set_data (G_OBJECT (button), "change", GUINT_TO_POINTER (i));
      g_signal_connect_object (button, "clicked", G_CALLBACK (menu_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_widget_add_css_class (popover, "menu");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (menu), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (menu), "view-more-symbolic");
  gtk_widget_set_valign (menu, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (menu, "flat");
  gtk_widget_set_tooltip_text (menu, _("Change This Condition"));
  return menu;
}

static void
comparison_cb (SwConditionEditor *self,
               GtkWidget         *view)
{
  g_autoptr (SwCondition) root = sw_condition_copy (self->condition);
  SwCondition *made = sw_comparison_view_dup (SW_COMPARISON_VIEW (view));
  SwCondition *parent;
  SwCondition **place = sw_condition_change_find (&root, get_path (view), &parent);

  if (self->showing || made == NULL)
    {
      sw_condition_free (made);
      return;
    }
  made->comment = g_strdup ((*place)->comment);
  sw_condition_free (*place);
  *place = made;
  _sw_condition_editor_tell (self, root);
}

static void
comment_cb (SwConditionEditor *self,
            GtkWidget         *comment)
{
  g_autoptr (SwCondition) root = sw_condition_copy (self->condition);
  SwCondition *parent;
  SwCondition **place = sw_condition_change_find (&root, get_path (comment), &parent);

  if (self->showing)
    return;
  g_free ((*place)->comment);
  (*place)->comment = sw_condition_comment_dup_json (SW_CONDITION_COMMENT (comment));
  _sw_condition_editor_tell (self, root);
}

/* Beside the whole stands the rule's own comment, which has a row of its own. */
static void
add_comment (SwConditionEditor *self,
             const SwCondition *parent,
             GtkWidget         *box)
{
  GtkWidget *comment;

  if (parent == NULL)
    return;
  comment = sw_condition_comment_new ();
  g_ptr_array_add (self->comments, comment);
  g_signal_connect_object (comment, "changed", G_CALLBACK (comment_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), comment);
}

/* "All of", "any of", "not": another kind of group for the same parts. Several parts are negated
 * as a group of their own. */
static void
kind_cb (SwConditionEditor *self,
         GParamSpec        *pspec,
         GtkWidget         *list)
{
  static const SwConditionKind kinds[]
      = { SW_CONDITION_AND, SW_CONDITION_OR, SW_CONDITION_NOT };
  g_autoptr (SwCondition) root = sw_condition_copy (self->condition);
  SwConditionKind kind = kinds[gtk_drop_down_get_selected (GTK_DROP_DOWN (list))];
  SwCondition *parent;
  SwCondition **place;

  if (self->showing)
    return;
  place = sw_condition_change_find (&root, get_path (list), &parent);
  if (kind == SW_CONDITION_NOT && (*place)->parts->len > 1)
    *place = sw_condition_new_group (kind, *place);
  else
    (*place)->kind = kind;
  _sw_condition_editor_tell (self, root);
}

static void
add_cb (SwConditionEditor *self,
        GtkWidget         *button)
{
  g_autofree char *path = g_strdup (get_path (button));

  change_at (self, path, SW_CONDITION_ADD);
}

static void
changed_kind_cb (GtkWidget         *list,
                 GParamSpec        *pspec,
                 SwConditionEditor *self)
{
  kind_cb (self, pspec, list);
}

static GtkWidget *
create_group_head (SwConditionEditor *self,
                   const SwCondition *condition,
                   const SwCondition *parent)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const char *const words[]
      = { _("All of"), _("Any of"), /* translators: the condition below must not hold */ _("Not"),
          NULL };
  GtkWidget *list = gtk_drop_down_new_from_strings (words);

  g_ptr_array_add (self->joins, list);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("How the conditions are joined"), -1);
  g_signal_connect_object (list, "notify::selected", G_CALLBACK (changed_kind_cb), self, 0);
  gtk_widget_set_hexpand (list, TRUE);
  gtk_box_append (GTK_BOX (head), list);
  if (condition->kind != SW_CONDITION_NOT)
    {
      GtkWidget *add = gtk_button_new_from_icon_name ("list-add-symbolic");

      gtk_widget_add_css_class (add, "flat");
      gtk_widget_set_tooltip_text (add, _("Add a Condition to This Group"));
      g_signal_connect_object (add, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (head), add);
    }
  gtk_box_append (GTK_BOX (head), create_menu (self, parent));
  return head;
}

static GtkWidget *
create_group (SwConditionEditor *self,
              const SwCondition *condition,
              const SwCondition *parent,
              const char        *path)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_box_append (GTK_BOX (box), create_group_head (self, condition, parent));
  add_comment (self, parent, box);
  for (guint i = 0; i < condition->parts->len; i++)
    {
      g_autofree char *part
          = *path == '\0' ? g_strdup_printf ("%u", i) : g_strdup_printf ("%s/%u", path, i);

      gtk_box_append (GTK_BOX (inner),
                      _sw_condition_editor_create_view (self, condition->parts->pdata[i],
                                                        condition, part));
    }
  gtk_widget_add_css_class (inner, "condition-group");
  gtk_box_append (GTK_BOX (box), inner);
  return box;
}

/* What is no condition is mended in the code. */
static GtkWidget *
create_other (const SwCondition *condition)
{
  GtkWidget *label = gtk_label_new (_("This is no condition yet; write one in the line above, or "
                                      "mend it in the code."));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

/* The widgets of a part of the condition, and of the parts in it */
GtkWidget *
_sw_condition_editor_create_view (SwConditionEditor *self,
                                  const SwCondition *condition,
                                  const SwCondition *parent,
                                  const char        *path)
{
  GtkWidget *view;

  if (condition->kind == SW_CONDITION_OTHER)
    view = create_other (condition);
  else if (condition->kind != SW_CONDITION_COMPARISON)
    view = create_group (self, condition, parent, path);
  else
    {
      view = sw_comparison_view_new (self->document);
      g_ptr_array_add (self->views, view);
      sw_comparison_view_add_suffix (SW_COMPARISON_VIEW (view), create_menu (self, parent));
      add_comment (self, parent, view);
      g_signal_connect_object (view, "changed", G_CALLBACK (comparison_cb), self,
                               G_CONNECT_SWAPPED);
    }
  g_object_set_data_full (G_OBJECT (view), "path", g_strdup (path), g_free);
  return view;
}

/* What Add a Condition does to the whole */
void
_sw_condition_editor_add (SwConditionEditor *self)
{
  change_at (self, "", SW_CONDITION_ADD);
}
