/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-spot-popover.h"

#include "app/palette/sw-stencil-icon.h"

struct _SwSpotPopover
{
  GtkPopover          parent_instance;

  GtkLabel           *heading;
  GtkWidget          *search_entry;
  GtkStack           *stack;
  GtkListView        *list_view;
  GtkSingleSelection *selection;
  GtkFilterListModel *filtered;
};

G_DEFINE_FINAL_TYPE (SwSpotPopover, sw_spot_popover, GTK_TYPE_POPOVER)

static guint chosen_signal;

static void
choose (SwSpotPopover *self,
        guint          position)
{
  g_autoptr (SwSpot) spot = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (spot == NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, chosen_signal, 0, spot);
}

static void
row_activated_cb (SwSpotPopover *self,
                  guint          position)
{
  choose (self, position);
}

static void
search_activate_cb (SwSpotPopover *self)
{
  guint selected = gtk_single_selection_get_selected (self->selection);

  choose (self, selected != GTK_INVALID_LIST_POSITION ? selected : 0);
}

static void
update_page (SwSpotPopover *self)
{
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0;

  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "some");
}

/* Enter takes the first match. */
static void
search_changed_cb (SwSpotPopover *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0')
    gtk_single_selection_set_selected (self->selection, 0);
  update_page (self);
}

static void
stop_search_cb (SwSpotPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* Up and Down move in the list while the person types above it. */
static gboolean
key_pressed_cb (SwSpotPopover  *self,
                guint           keyval,
                guint           keycode,
                GdkModifierType modifiers)
{
  guint selected = gtk_single_selection_get_selected (self->selection);
  guint count = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  if ((keyval != GDK_KEY_Down && keyval != GDK_KEY_Up) || count == 0)
    return GDK_EVENT_PROPAGATE;
  if (selected == GTK_INVALID_LIST_POSITION)
    selected = 0;
  else if (keyval == GDK_KEY_Down)
    selected = MIN (selected + 1, count - 1);
  else if (selected > 0)
    selected--;
  gtk_list_view_scroll_to (self->list_view, selected, GTK_LIST_SCROLL_SELECT, NULL);
  return GDK_EVENT_STOP;
}

static void
show_cb (SwSpotPopover *self)
{
  guint selected = gtk_single_selection_get_selected (self->selection);

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  update_page (self);
  if (selected != GTK_INVALID_LIST_POSITION)
    gtk_list_view_scroll_to (self->list_view, selected, GTK_LIST_SCROLL_FOCUS, NULL);
  if (gtk_widget_get_visible (self->search_entry))
    gtk_widget_grab_focus (self->search_entry);
}

static void
sw_spot_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SW_TYPE_SPOT_POPOVER);
  G_OBJECT_CLASS (sw_spot_popover_parent_class)->dispose (object);
}

static void
sw_spot_popover_class_init (SwSpotPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (SW_TYPE_SPOT);
  g_type_ensure (SW_TYPE_STENCIL_ICON);
  G_OBJECT_CLASS (klass)->dispose = sw_spot_popover_dispose;

  chosen_signal = g_signal_new ("chosen", SW_TYPE_SPOT_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, SW_TYPE_SPOT);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stepwright/Stepwright/sw-spot-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, SwSpotPopover, heading);
  gtk_widget_class_bind_template_child (widget_class, SwSpotPopover, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SwSpotPopover, stack);
  gtk_widget_class_bind_template_child (widget_class, SwSpotPopover, list_view);
  gtk_widget_class_bind_template_child (widget_class, SwSpotPopover, selection);
  gtk_widget_class_bind_template_child (widget_class, SwSpotPopover, filtered);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
sw_spot_popover_init (SwSpotPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sw_spot_popover_set_heading:
 * @heading: (nullable): what the list is of
 */
void
sw_spot_popover_set_heading (SwSpotPopover *self,
                             const char    *heading)
{
  gtk_label_set_label (self->heading, heading != NULL ? heading : "");
  gtk_widget_set_visible (GTK_WIDGET (self->heading), heading != NULL);
  if (heading != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    heading, -1);
}

/**
 * sw_spot_popover_set_search:
 * @placeholder: (nullable): of the field that narrows the list down; `NULL` for no such field
 */
void
sw_spot_popover_set_search (SwSpotPopover *self,
                            const char    *placeholder)
{
  g_object_set (self->search_entry, "placeholder-text", placeholder, NULL);
  gtk_widget_set_visible (self->search_entry, placeholder != NULL);
}

/**
 * sw_spot_popover_set_spots:
 * @spots: (element-type SwSpot): of the moment; nobody edits while the list is open
 * @selected: the one where one is already, or %GTK_INVALID_LIST_POSITION
 */
void
sw_spot_popover_set_spots (SwSpotPopover *self,
                           GListModel    *spots,
                           guint          selected)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_filter_list_model_set_model (self->filtered, spots);
  gtk_single_selection_set_selected (self->selection, selected);
}
