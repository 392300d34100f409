/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window/sw-view-tabs.h"

#include <glib/gi18n.h>

/* The tabs of a stack in whatever width there is: toggles with the titles of its pages. (Each toggle
 * of an AdwInlineViewSwitcher stays behind when the page of another shows or hides, and so does its
 * list of pages: libadwaita 1.7.) Those that find no room scroll; a button behind
 * them then lists them all, as nothing else would tell that there are more, and the chosen one is
 * always in sight. */

struct _SwViewTabs
{
  GtkWidget       parent_instance;

  GtkWidget      *scroller; /* of the toggles */
  AdwToggleGroup *toggles;  /* by the names of the pages that show */
  GtkWidget      *more;     /* GtkMenuButton */
  GSimpleAction  *action;   /* its state is the name of the chosen page */
  AdwViewStack   *stack;    /* whose pages the tabs are; NULL until it is known */
  GListModel     *pages;    /* of `stack` */
  gboolean        showing;  /* the toggles follow the stack, not the stack them */
};

G_DEFINE_FINAL_TYPE (SwViewTabs, sw_view_tabs, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_STACK,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GtkWidget *
find_chosen (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (g_str_equal (gtk_widget_get_css_name (widget), "toggle"))
    return (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_CHECKED) != 0 ? widget : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_chosen (child);
  return found;
}

/* Of a page that was just shown the tab has its place with the frame's layout, which comes after
 * the ticks: so the scrolling is done in the second. */
static gboolean
scroll_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       data)
{
  SwViewTabs *self = SW_VIEW_TABS (widget);
  guint *ticks = data;
  GtkAdjustment *place
      = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  graphene_rect_t bounds;
  GtkWidget *chosen = find_chosen (GTK_WIDGET (self->toggles));

  if (++*ticks < 2)
    return G_SOURCE_CONTINUE;
  if (chosen != NULL
      && gtk_widget_compute_bounds (chosen, GTK_WIDGET (self->toggles), &bounds))
    {
      double size = gtk_adjustment_get_page_size (place);
      double start = bounds.origin.x, end = start + bounds.size.width;

      gtk_adjustment_set_value (
          place, CLAMP (gtk_adjustment_get_value (place), MIN (start, end - size), start));
    }
  return G_SOURCE_REMOVE;
}

/* None is, where the chosen page has no tab. */
static void
choose_toggle (SwViewTabs *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->stack);
  AdwToggle *toggle
      = name != NULL ? adw_toggle_group_get_toggle_by_name (self->toggles, name) : NULL;

  self->showing = TRUE;
  adw_toggle_group_set_active (
      self->toggles, toggle != NULL ? adw_toggle_get_index (toggle) : GTK_INVALID_LIST_POSITION);
  self->showing = FALSE;
}

static void
show_chosen (SwViewTabs *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->stack);

  choose_toggle (self);
  g_simple_action_set_state (self->action, g_variant_new_string (name != NULL ? name : ""));
  gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, g_new0 (guint, 1), g_free);
}

static void
choose_cb (SwViewTabs *self,
           GVariant   *name)
{
  adw_view_stack_set_visible_child_name (self->stack, g_variant_get_string (name, NULL));
}

static void
toggled_cb (SwViewTabs *self)
{
  const char *name = adw_toggle_group_get_active_name (self->toggles);

  if (!self->showing && name != NULL)
    adw_view_stack_set_visible_child_name (self->stack, name);
}

static void
add_toggle (SwViewTabs       *self,
            AdwViewStackPage *page)
{
  AdwToggle *toggle = adw_toggle_new ();

  adw_toggle_set_name (toggle, adw_view_stack_page_get_name (page));
  g_object_bind_property (page, "title", toggle, "label", G_BINDING_SYNC_CREATE);
  adw_toggle_group_add (self->toggles, toggle);
}

static void
fill (SwViewTabs *self)
{
  self->showing = TRUE;
  adw_toggle_group_remove_all (self->toggles);
  for (guint i = 0; i < g_list_model_get_n_items (self->pages); i++)
    {
      g_autoptr (AdwViewStackPage) page = g_list_model_get_item (self->pages, i);

      if (adw_view_stack_page_get_visible (page))
        add_toggle (self, page);
    }
  choose_toggle (self);
}

static void
pages_cb (SwViewTabs *self,
          guint       position,
          guint       removed,
          guint       added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (AdwViewStackPage) page = g_list_model_get_item (self->pages, i);

      g_signal_connect_object (page, "notify::visible", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
    }
  fill (self);
}

/* The pages that show, when the menu is opened */
static void
fill_menu_cb (GtkMenuButton *button,
              gpointer       user_data)
{
  SwViewTabs *self = user_data;
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < g_list_model_get_n_items (self->pages); i++)
    {
      g_autoptr (AdwViewStackPage) page = g_list_model_get_item (self->pages, i);
      g_autoptr (GMenuItem) item = NULL;

      if (!adw_view_stack_page_get_visible (page))
        continue;
      item = g_menu_item_new (adw_view_stack_page_get_title (page), NULL);
      g_menu_item_set_action_and_target (item, "tabs.view", "s",
                                         adw_view_stack_page_get_name (page));
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

/* The natural width is that of all tabs; the button takes its share where they get less. */
static void
sw_view_tabs_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  SwViewTabs *self = SW_VIEW_TABS (widget);
  int tabs_minimum, tabs_natural, more_minimum, more_natural;

  gtk_widget_measure (self->scroller, orientation, -1, &tabs_minimum, &tabs_natural, NULL, NULL);
  gtk_widget_measure (self->more, orientation, -1, &more_minimum, &more_natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = tabs_minimum + more_minimum;
      *natural = MAX (*minimum, tabs_natural);
    }
  else
    {
      *minimum = MAX (tabs_minimum, more_minimum);
      *natural = MAX (tabs_natural, more_natural);
    }
}

static void
sw_view_tabs_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  SwViewTabs *self = SW_VIEW_TABS (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int natural, more = 0;

  gtk_widget_measure (self->scroller, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  if (natural > width)
    gtk_widget_measure (self->more, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &more, NULL, NULL);
  gtk_widget_set_child_visible (self->more, more > 0);
  if (more > 0)
    gtk_widget_size_allocate (self->more,
                              &(GtkAllocation){ rtl ? 0 : width - more, 0, more, height }, -1);
  gtk_widget_size_allocate (self->scroller,
                            &(GtkAllocation){ rtl ? more : 0, 0, width - more, height }, -1);
}

/* It is given once. */
static void
set_stack (SwViewTabs   *self,
           AdwViewStack *stack)
{
  g_return_if_fail (self->stack == NULL && stack != NULL);

  self->stack = g_object_ref (stack);
  self->pages = G_LIST_MODEL (adw_view_stack_get_pages (stack));
  g_signal_connect_object (self->pages, "items-changed", G_CALLBACK (pages_cb), self,
                           G_CONNECT_SWAPPED);
  pages_cb (self, 0, 0, g_list_model_get_n_items (self->pages));
  g_signal_connect_object (stack, "notify::visible-child", G_CALLBACK (show_chosen), self,
                           G_CONNECT_SWAPPED);
  show_chosen (self);
}

static void
sw_view_tabs_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  if (prop_id == PROP_STACK)
    g_value_set_object (value, SW_VIEW_TABS (object)->stack);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sw_view_tabs_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  if (prop_id == PROP_STACK)
    set_stack (SW_VIEW_TABS (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sw_view_tabs_dispose (GObject *object)
{
  SwViewTabs *self = SW_VIEW_TABS (object);

  /* A stack that goes with its tabs takes its pages away one by one. */
  if (self->stack != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->pages, self);
      g_signal_handlers_disconnect_by_data (self->stack, self);
    }
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->more, gtk_widget_unparent);
  g_clear_object (&self->action);
  g_clear_object (&self->pages);
  g_clear_object (&self->stack);
  G_OBJECT_CLASS (sw_view_tabs_parent_class)->dispose (object);
}

static void
sw_view_tabs_class_init (SwViewTabsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sw_view_tabs_get_property;
  object_class->set_property = sw_view_tabs_set_property;
  object_class->dispose = sw_view_tabs_dispose;
  widget_class->measure = sw_view_tabs_measure;
  widget_class->size_allocate = sw_view_tabs_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "viewtabs");
  properties[PROP_STACK] = g_param_spec_object ("stack", NULL, NULL, ADW_TYPE_VIEW_STACK,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
add_scroller (SwViewTabs *self)
{
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());

  self->toggles = g_object_new (ADW_TYPE_TOGGLE_GROUP, "accessible-role",
                                GTK_ACCESSIBLE_ROLE_TAB_LIST, "can-shrink", FALSE, NULL);
  g_signal_connect_object (self->toggles, "notify::active", G_CALLBACK (toggled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_halign (GTK_WIDGET (self->toggles), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self->toggles), "flat");
  self->scroller = GTK_WIDGET (scroller);
  gtk_widget_add_css_class (self->scroller, "undershoot-start");
  gtk_widget_add_css_class (self->scroller, "undershoot-end");
  gtk_scrolled_window_set_policy (scroller, GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_propagate_natural_width (scroller, TRUE);
  gtk_scrolled_window_set_child (scroller, GTK_WIDGET (self->toggles));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

static void
add_button (SwViewTabs *self)
{
  self->more = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->more), "pan-down-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->more), fill_menu_cb, self, NULL);
  gtk_widget_set_tooltip_text (self->more, _("All Tabs"));
  gtk_widget_add_css_class (self->more, "flat");
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
}

static void
sw_view_tabs_init (SwViewTabs *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  self->action = g_simple_action_new_stateful ("view", G_VARIANT_TYPE_STRING,
                                               g_variant_new_string (""));
  g_signal_connect_object (self->action, "change-state", G_CALLBACK (choose_cb), self,
                           G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->action));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "tabs", G_ACTION_GROUP (group));
  add_scroller (self);
  add_button (self);
}
