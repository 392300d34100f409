/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window/sw-view-tabs.h"

static const char *const pages[] = { "Table", "Timeline", "Events", "Task", "Log", "Debugger" };

/* A window of that width with tabs, drawn */
static GtkWidget *
open_window (int            width,
             AdwViewStack **stack,
             GtkWidget    **tabs)
{
  GtkWidget *window = gtk_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  *stack = ADW_VIEW_STACK (adw_view_stack_new ());
  *tabs = g_object_new (SW_TYPE_VIEW_TABS, "stack", *stack, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    adw_view_stack_add_titled (*stack, gtk_label_new (NULL), pages[i], pages[i]);
  gtk_box_append (GTK_BOX (box), *tabs);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (*stack));
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), width, 200);
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_width (*tabs) == 0)
    g_main_context_iteration (NULL, TRUE);
  return window;
}

static GtkWidget *
find_button (GtkWidget *tabs)
{
  GtkWidget *button = gtk_widget_get_last_child (tabs);

  g_assert_true (GTK_IS_MENU_BUTTON (button));
  return button;
}

static const struct
{
  const char *name;
  int         width; /* pixels */
  gboolean    listed;
} widths[] = {
  { "all-fit", 900, FALSE },
  { "some-do-not", 240, TRUE },
};

static void
test_button (gconstpointer data)
{
  gsize row = GPOINTER_TO_SIZE (data);
  AdwViewStack *stack;
  GtkWidget *tabs, *window = open_window (widths[row].width, &stack, &tabs);

  g_assert_cmpint (gtk_widget_get_child_visible (find_button (tabs)), ==, widths[row].listed);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_menu_has_what_shows (void)
{
  AdwViewStack *stack;
  GtkWidget *tabs, *window = open_window (240, &stack, &tabs), *button = find_button (tabs);
  GtkWidget *task = adw_view_stack_get_child_by_name (stack, "Task");
  GMenuModel *menu;
  g_autoptr (GVariant) fourth = NULL;

  adw_view_stack_page_set_visible (adw_view_stack_get_page (stack, task), FALSE);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  menu = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button));
  g_assert_cmpint (g_menu_model_get_n_items (menu), ==, G_N_ELEMENTS (pages) - 1);
  fourth = g_menu_model_get_item_attribute_value (menu, 3, G_MENU_ATTRIBUTE_LABEL, NULL);
  g_assert_cmpstr (g_variant_get_string (fourth, NULL), ==, "Log");
  g_assert_true (gtk_widget_activate_action (button, "tabs.view", "s", "Debugger"));
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (stack), ==, "Debugger");
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkAdjustment *
get_place (GtkWidget *tabs)
{
  GtkWidget *scroller = gtk_widget_get_first_child (tabs);

  return gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller));
}

static void
test_chosen_is_in_sight (void)
{
  AdwViewStack *stack;
  GtkWidget *tabs, *window = open_window (240, &stack, &tabs);
  GtkAdjustment *place = get_place (tabs);

  g_assert_cmpfloat (gtk_adjustment_get_value (place), ==, 0);
  adw_view_stack_set_visible_child_name (stack, "Debugger");
  while (gtk_adjustment_get_value (place) + gtk_adjustment_get_page_size (place)
         < gtk_adjustment_get_upper (place) - 1)
    g_main_context_iteration (NULL, TRUE);
  adw_view_stack_set_visible_child_name (stack, "Table");
  while (gtk_adjustment_get_value (place) > 0)
    g_main_context_iteration (NULL, TRUE);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autofree char *name = g_strconcat ("/view-tabs/button/", widths[i].name, NULL);

      g_test_add_data_func (name, GSIZE_TO_POINTER (i), test_button);
    }
  g_test_add_func ("/view-tabs/menu-has-what-shows", test_menu_has_what_shows);
  g_test_add_func ("/view-tabs/chosen-is-in-sight", test_chosen_is_in_sight);
  return g_test_run ();
}
