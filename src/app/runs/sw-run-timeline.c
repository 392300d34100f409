/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-run-timeline.h"

#include <glib/gi18n.h>

#include "app/runs/record/sw-row-feed.h"
#include "app/runs/sw-run-table.h"
#include "app/runs/time/sw-time-bar.h"
#include "app/runs/time/sw-time-ruler.h"
#include "app/sw-row-button.h"

#define NAME_WIDTH 190 /* pixels */
#define MARGIN 6       /* of rows and ruler */
#define ZOOM_STEP 1.5

struct _SwRunTimeline
{
  AdwBin       parent_instance;

  GtkBox      *head;
  GtkListView *list;
  SwVisitTree *tree;
  SwRowFeed   *rows;    /* the list's own, from when it was first seen */
  double       pointer; /* x of the list under the pointer */
};

G_DEFINE_FINAL_TYPE (SwRunTimeline, sw_run_timeline, ADW_TYPE_BIN)

/* The name as in the table, and a bar beside it */
static void
setup_row (GtkListItemFactory *factory,
           GtkListItem        *item,
           SwVisitTree        *tree)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, MARGIN);
  GtkWidget *name;

  sw_visit_cell_setup_name (factory, item, tree);
  name = g_object_ref (gtk_list_item_get_child (item));
  gtk_list_item_set_child (item, NULL);
  gtk_widget_set_size_request (name, NAME_WIDTH, -1);
  gtk_widget_set_hexpand (name, FALSE); /* as wide as the space beside the ruler */
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), sw_time_bar_new (sw_visit_tree_get_axis (tree)));
  g_object_unref (name);
  gtk_list_item_set_child (item, box);
}

static void
update_row (SwVisitTree *tree,
            GtkListItem *item,
            SwVisit     *visit)
{
  GtkWidget *box = gtk_list_item_get_child (item);

  sw_visit_cell_show_name (tree, GTK_TREE_EXPANDER (gtk_widget_get_first_child (box)),
                           gtk_list_item_get_item (item), visit);
  sw_time_bar_set (SW_TIME_BAR (gtk_widget_get_last_child (box)), sw_visit_tree_get_record (tree),
                   visit);
}

static gboolean
is_rtl (SwRunTimeline *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

/* Where X of the list is on the axis, as a share of the bars' width */
static double
get_share (SwRunTimeline *self,
           double         x)
{
  double left = NAME_WIDTH + 2 * MARGIN;
  double width = gtk_widget_get_width (GTK_WIDGET (self->list)) - left - MARGIN;

  if (is_rtl (self))
    x = gtk_widget_get_width (GTK_WIDGET (self->list)) - x;
  return width > 0 ? CLAMP ((x - left) / width, 0, 1) : 0.5;
}

static gboolean
scroll_cb (SwRunTimeline            *self,
           double                    dx,
           double                    dy,
           GtkEventControllerScroll *controller)
{
  GdkModifierType held
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  SwTimeAxis *axis = sw_visit_tree_get_axis (self->tree);

  if (held & GDK_CONTROL_MASK)
    {
      sw_time_axis_zoom (axis, dy < 0 ? ZOOM_STEP : 1 / ZOOM_STEP, get_share (self, self->pointer));
      return GDK_EVENT_STOP;
    }
  if (held & GDK_SHIFT_MASK)
    dx = dy;
  if (dx == 0)
    return GDK_EVENT_PROPAGATE;
  sw_time_axis_pan (axis, (is_rtl (self) ? -dx : dx) * 0.1);
  return GDK_EVENT_STOP;
}

static void
motion_cb (SwRunTimeline *self,
           double         x,
           double         y)
{
  self->pointer = x;
}

static void
zoom_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  SwTimeAxis *axis = sw_visit_tree_get_axis (SW_RUN_TIMELINE (widget)->tree);

  if (g_str_equal (action, "timeline.fit"))
    sw_time_axis_fit (axis);
  else
    sw_time_axis_zoom (axis, g_str_equal (action, "timeline.in") ? ZOOM_STEP : 1 / ZOOM_STEP, 0.5);
}

static void
reveal_cb (SwRunTimeline *self,
           guint          row)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && sw_row_feed_has_row (self->rows, row))
    gtk_list_view_scroll_to (self->list, row, GTK_LIST_SCROLL_NONE, NULL);
}

static void
reveal_chosen (SwRunTimeline *self)
{
  guint row = gtk_single_selection_get_selected (
      GTK_SINGLE_SELECTION (sw_visit_tree_get_selection (self->tree)));

  if (row != GTK_INVALID_LIST_POSITION)
    reveal_cb (self, row);
}

/* What was chosen while the view was hidden is to be seen when it shows. A list makes rows though
 * nobody sees them: it has none before it is seen. */
static void
map_cb (SwRunTimeline *self)
{
  if (self->rows == NULL)
    {
      self->rows
          = sw_row_feed_new (sw_visit_tree_get_selection (self->tree), GTK_WIDGET (self->list));
      gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->rows));
      g_signal_connect_object (self->rows, "filled", G_CALLBACK (reveal_chosen), self,
                               G_CONNECT_SWAPPED);
    }
  sw_visit_tree_refresh (self->tree);
  reveal_chosen (self);
}

static void
sw_run_timeline_dispose (GObject *object)
{
  g_clear_object (&SW_RUN_TIMELINE (object)->rows);
  g_clear_object (&SW_RUN_TIMELINE (object)->tree);
  G_OBJECT_CLASS (sw_run_timeline_parent_class)->dispose (object);
}

static void
sw_run_timeline_class_init (SwRunTimelineClass *klass)
{
  static const struct
  {
    const char *action;
    guint       keys[3];
  } zooms[] = {
    { "timeline.in", { GDK_KEY_plus, GDK_KEY_KP_Add, GDK_KEY_equal } },
    { "timeline.out", { GDK_KEY_minus, GDK_KEY_KP_Subtract, GDK_KEY_underscore } },
    { "timeline.fit", { GDK_KEY_0, GDK_KEY_KP_0, GDK_KEY_KP_Insert } },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_run_timeline_dispose;
  for (gsize i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      gtk_widget_class_install_action (widget_class, zooms[i].action, NULL, zoom_cb);
      for (gsize j = 0; j < G_N_ELEMENTS (zooms[i].keys); j++)
        gtk_widget_class_add_binding_action (widget_class, zooms[i].keys[j], 0, zooms[i].action,
                                             NULL);
    }
}

static void
append_button (GtkBox     *box,
               const char *icon,
               const char *action,
               const char *tooltip)
{
  GtkWidget *button = sw_row_button_new (icon, tooltip);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (box, button);
}

static void
sw_run_timeline_init (SwRunTimeline *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkBox *tools = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));

  self->head = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, MARGIN));
  gtk_widget_add_css_class (GTK_WIDGET (self->head), "timeline-head");
  gtk_widget_set_size_request (GTK_WIDGET (tools), NAME_WIDTH, -1);
  gtk_widget_add_css_class (GTK_WIDGET (tools), "json-tools");
  append_button (tools, "zoom-out-symbolic", "timeline.out", _("Show More Time"));
  append_button (tools, "zoom-fit-best-symbolic", "timeline.fit", _("Show the Whole Run"));
  append_button (tools, "zoom-in-symbolic", "timeline.in", _("Show Less Time"));
  gtk_box_append (self->head, GTK_WIDGET (tools));
  self->list = GTK_LIST_VIEW (gtk_list_view_new (NULL, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "timeline");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Timeline"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->head));
  gtk_box_append (GTK_BOX (box), scroller);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * sw_run_timeline_set_tree:
 * @tree: whose run is shown, for all its life
 */
void
sw_run_timeline_set_tree (SwRunTimeline *self,
                          SwVisitTree   *tree)
{
  GtkEventController *scroll
      = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  g_autoptr (GtkListItemFactory) factory = NULL;

  g_return_if_fail (SW_IS_RUN_TIMELINE (self) && self->tree == NULL);

  self->tree = g_object_ref (tree);
  gtk_box_append (self->head, sw_time_ruler_new (sw_visit_tree_get_axis (tree)));
  factory = sw_visit_tree_new_factory (tree, G_CALLBACK (setup_row), update_row);
  gtk_list_view_set_factory (self->list, factory);
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scroll_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), scroll);
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), motion);
  g_signal_connect_object (tree, "reveal", G_CALLBACK (reveal_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}
