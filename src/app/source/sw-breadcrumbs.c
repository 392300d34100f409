/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-breadcrumbs.h"

#include <glib/gi18n.h>

#include "app/source/sw-spot-popover.h"

/* As many characters as a crumb shows of a name */
#define CRUMB_CHARS 24

struct _SwBreadcrumbs
{
  AdwBin         parent_instance;

  GtkWidget     *scroller;
  GtkBox        *box;
  SwSpotPopover *siblings;
  GtkWidget     *menu;

  SwDocument    *document;
  char          *pointer;  /* of the part that is shown, or NULL */
  guint          update_source;
};

G_DEFINE_FINAL_TYPE (SwBreadcrumbs, sw_breadcrumbs, ADW_TYPE_BIN)

static guint chosen_signal;
static guint closed_signal;

static char *
dup_title (const SwNode *node)
{
  return node->name != NULL ? g_strdup (node->name) : g_strdup_printf ("%u", node->index);
}

static SwSpan
get_place (const SwNode *node)
{
  return node->name != NULL ? node->key : node->span;
}

/* What stands beside a part: members by their names, elements by their numbers and the state they
 * lead to. */
static SwSpot *
new_sibling (const SwNode *node)
{
  g_autofree char *title = dup_title (node);
  SwNode *next = node->name == NULL ? sw_node_get_member (node, "Next") : NULL;
  g_autofree char *detail = next != NULL ? sw_node_dup_string (next, NULL) : NULL;

  return sw_spot_new (title, detail, get_place (node));
}

static void
list_siblings (SwBreadcrumbs *self,
               const SwNode  *node)
{
  g_autoptr (GListStore) store = g_list_store_new (SW_TYPE_SPOT);
  SwModel *model = sw_document_get_live_model (self->document);

  for (const SwNode *sibling = node->parent->first; sibling != NULL; sibling = sibling->next)
    {
      g_autofree char *pointer = sw_node_dup_pointer (sibling);
      SwState *state = sw_model_find_pointer (model, pointer);
      g_autoptr (SwSpot) spot = state != NULL && state->node == sibling
                                    ? sw_spot_new_state (state)
                                    : new_sibling (sibling);

      g_list_store_append (store, spot);
    }
  sw_spot_popover_set_search (self->siblings, node->parent->count > 8 ? _("Find") : NULL);
  sw_spot_popover_set_spots (self->siblings, G_LIST_MODEL (store), node->index);
}

static SwNode *
find_node (SwBreadcrumbs *self,
           const char    *pointer)
{
  sw_document_settle (self->document);
  return sw_tree_resolve (sw_document_get_tree (self->document), pointer);
}

static void
point_to (GtkWidget *popover,
          GtkWidget *crumb)
{
  GtkWidget *parent = gtk_widget_get_parent (popover);
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (crumb, parent, &bounds))
    return;
  gtk_popover_set_pointing_to (
      GTK_POPOVER (popover),
      &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                        (int) bounds.size.height });
}

static const char *
get_pointer (GtkWidget *crumb)
{
  return g_variant_get_string (gtk_actionable_get_action_target_value (GTK_ACTIONABLE (crumb)),
                               NULL);
}

static GtkWidget *
find_crumb (SwBreadcrumbs *self,
            const char    *pointer)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child) && g_str_equal (get_pointer (child), pointer))
      return child;
  return NULL;
}

static void
open_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  SwBreadcrumbs *self = SW_BREADCRUMBS (widget);
  const char *pointer = g_variant_get_string (parameter, NULL);
  SwNode *node = find_node (self, pointer);
  GtkWidget *crumb = find_crumb (self, pointer);

  if (node == NULL || node->parent == NULL || crumb == NULL)
    return;
  list_siblings (self, node);
  point_to (GTK_WIDGET (self->siblings), crumb);
  gtk_popover_popup (GTK_POPOVER (self->siblings));
}

static void
sibling_chosen_cb (SwBreadcrumbs *self,
                   SwSpot        *spot)
{
  g_signal_emit (self, chosen_signal, 0, spot);
}

static void
closed_cb (SwBreadcrumbs *self)
{
  g_signal_emit (self, closed_signal, 0);
}

static void
show_menu (SwBreadcrumbs *self,
           GtkWidget     *crumb)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuItem) item = g_menu_item_new (_("_Copy JSON Pointer"), NULL);

  g_menu_item_set_action_and_target (item, "crumbs.copy-pointer", "s",
                                     get_pointer (crumb));
  g_menu_append_item (menu, item);
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), G_MENU_MODEL (menu));
  point_to (self->menu, crumb);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
menu_pressed_cb (GtkGestureClick *gesture,
                 int              n_presses,
                 double           x,
                 double           y,
                 SwBreadcrumbs   *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  show_menu (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)));
}

static gboolean
menu_key_cb (GtkWidget *crumb,
             GVariant  *arguments,
             gpointer   user_data)
{
  show_menu (user_data, crumb);
  return GDK_EVENT_STOP;
}

static void
add_menu (SwBreadcrumbs *self,
          GtkWidget     *crumb)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (menu_pressed_cb), self, 0);
  gtk_widget_add_controller (crumb, GTK_EVENT_CONTROLLER (click));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                        gtk_callback_action_new (menu_key_cb, self, NULL)));
  gtk_widget_add_controller (crumb, keys);
}

static GtkWidget *
new_crumb (SwBreadcrumbs *self,
           const SwNode  *node)
{
  GtkWidget *crumb = gtk_button_new ();
  g_autofree char *title = dup_title (node);
  g_autofree char *pointer = sw_node_dup_pointer (node);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), CRUMB_CHARS);
  gtk_button_set_child (GTK_BUTTON (crumb), label);
  gtk_widget_add_css_class (crumb, "flat");
  gtk_widget_add_css_class (crumb, "crumb");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (crumb), "crumbs.open");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (crumb), "s", pointer);
  gtk_widget_set_tooltip_text (crumb, pointer);
  gtk_accessible_update_property (GTK_ACCESSIBLE (crumb), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (crumb), GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE,
                                  -1);
  add_menu (self, crumb);
  return crumb;
}

static void
add_crumbs (SwBreadcrumbs *self,
            const SwNode  *node)
{
  g_autoptr (GPtrArray) path = g_ptr_array_new ();

  for (; node != NULL && node->parent != NULL; node = node->parent)
    g_ptr_array_add (path, (gpointer) node);
  for (guint i = path->len; i > 0; i--)
    {
      if (i < path->len)
        {
          GtkWidget *divider = gtk_label_new ("›");

          gtk_widget_add_css_class (divider, "dim-label");
          gtk_box_append (self->box, divider);
        }
      gtk_box_append (self->box, new_crumb (self, path->pdata[i - 1]));
    }
}

/* The end of the way is what one wants to see. */
static void
scroll_to_end (GtkAdjustment *adjustment)
{
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment)
                                            - gtk_adjustment_get_page_size (adjustment));
}

static void
show_node (SwBreadcrumbs *self,
           const SwNode  *node)
{
  g_autofree char *pointer = node != NULL ? sw_node_dup_pointer (node) : NULL;
  GtkWidget *child;

  if (!g_set_str (&self->pointer, pointer))
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  add_crumbs (self, node);
}

static void
update (gpointer user_data)
{
  SwBreadcrumbs *self = user_data;
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (self->document));
  GtkTextIter caret;

  self->update_source = 0;
  /* What is read later is shown then. */
  if (sw_document_get_pending (self->document))
    return;
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  show_node (self, sw_tree_find_at (sw_document_get_tree (self->document),
                                    sw_document_get_byte_at_iter (self->document, &caret)));
}

/* The caret may move many times before the next frame. */
static void
queue_update (SwBreadcrumbs *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add_once (update, self);
}

static void
copy_pointer_cb (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          g_variant_get_string (parameter, NULL));
  gtk_widget_activate_action (widget, "win.toast", "s", _("JSON pointer copied"));
}

static void
sw_breadcrumbs_dispose (GObject *object)
{
  SwBreadcrumbs *self = SW_BREADCRUMBS (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_pointer ((GtkWidget **) &self->siblings, gtk_widget_unparent);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sw_breadcrumbs_parent_class)->dispose (object);
}

static void
sw_breadcrumbs_finalize (GObject *object)
{
  g_free (SW_BREADCRUMBS (object)->pointer);
  G_OBJECT_CLASS (sw_breadcrumbs_parent_class)->finalize (object);
}

static void
sw_breadcrumbs_class_init (SwBreadcrumbsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_breadcrumbs_dispose;
  G_OBJECT_CLASS (klass)->finalize = sw_breadcrumbs_finalize;

  chosen_signal = g_signal_new ("chosen", SW_TYPE_BREADCRUMBS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, SW_TYPE_SPOT);
  closed_signal = g_signal_new ("closed", SW_TYPE_BREADCRUMBS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "crumbs.open", "s", open_cb);
  gtk_widget_class_install_action (widget_class, "crumbs.copy-pointer", "s", copy_pointer_cb);
}

static void
sw_breadcrumbs_init (SwBreadcrumbs *self)
{
  GtkWidget *viewport = gtk_viewport_new (NULL, NULL);
  GtkAdjustment *adjustment;

  self->scroller = gtk_scrolled_window_new ();
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_NEVER);
  /* As wide as the names are, so that the scrolling sets in before they are cut. */
  gtk_scrollable_set_hscroll_policy (GTK_SCROLLABLE (viewport), GTK_SCROLL_NATURAL);
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), GTK_WIDGET (self->box));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), viewport);
  adw_bin_set_child (ADW_BIN (self), self->scroller);
  adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  g_signal_connect (adjustment, "changed", G_CALLBACK (scroll_to_end), NULL);

  self->siblings = g_object_new (SW_TYPE_SPOT_POPOVER, "position", GTK_POS_TOP, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->siblings), GTK_WIDGET (self));
  g_signal_connect_swapped (self->siblings, "chosen", G_CALLBACK (sibling_chosen_cb), self);
  g_signal_connect_swapped (self->siblings, "closed", G_CALLBACK (closed_cb), self);
  self->menu = gtk_popover_menu_new_from_model (NULL);
  gtk_popover_set_position (GTK_POPOVER (self->menu), GTK_POS_TOP);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Where the Caret Is"), -1);
}

/**
 * sw_breadcrumbs_set_document:
 *
 * Follows the caret in a document; once.
 */
void
sw_breadcrumbs_set_document (SwBreadcrumbs *self,
                             SwDocument    *document)
{
  g_return_if_fail (self->document == NULL);

  self->document = g_object_ref (document);
  g_signal_connect_object (sw_document_get_buffer (document), "notify::cursor-position",
                           G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::revision", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}
