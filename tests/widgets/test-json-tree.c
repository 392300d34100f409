/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/json/sw-json-node.h"
#include "app/runs/json/sw-json-search.h"
#include "app/runs/json/sw-json-tree.h"
#include "json/sw-text.h"
#include "json/tree/sw-tree.h"

static SwValue
read_text (const char *text)
{
  SwValue value = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &value, &error);
  g_assert_no_error (error);
  return value;
}

static SwValue
count_up (guint n)
{
  SwValue array = sw_value_new_array (n);

  for (guint i = 0; i < n; i++)
    sw_value_append (&array, sw_value_new_integer (i));
  return array;
}

/* The part of VALUE at a way of child positions, ended by -1 */
static SwJsonNode *
walk (SwValue    value,
      const int *way)
{
  SwJsonNode *node = sw_json_node_new (value);

  for (; *way >= 0; way++)
    {
      g_autoptr (GListModel) children = sw_json_node_new_children (node);

      g_object_unref (node);
      node = g_list_model_get_item (children, (guint) *way);
      g_assert_nonnull (node);
    }
  return node;
}

static const struct
{
  const char *name;
  const char *json;
  int         way[4];
  const char *key;
  const char *pointer;
  const char *jsonpath; /* from $ */
  const char *jsonata;  /* from $states.input; NULL: cannot be written */
} paths[] = {
  { "whole", "{\"a\":1}", { -1 }, "", "", "$", "$states.input" },
  { "member", "{\"a\":{\"b\":1}}", { 0, 0, -1 }, "b", "/a/b", "$.a.b", "$states.input.a.b" },
  { "element", "{\"a\":[5,6]}", { 0, 1, -1 }, "1", "/a/1", "$.a[1]", "$states.input.a[1]" },
  { "odd-name", "{\"a b\":1}", { 0, -1 }, "a b", "/a b", "$['a b']", "$states.input.`a b`" },
  { "quote", "{\"a'b\":1}", { 0, -1 }, "a'b", "/a'b", "$['a\\'b']", "$states.input.`a'b`" },
  { "backtick", "{\"a`b\":1}", { 0, -1 }, "a`b", "/a`b", "$['a`b']", NULL },
  { "slash", "{\"a/b\":1}", { 0, -1 }, "a/b", "/a~1b", "$['a/b']", "$states.input.`a/b`" },
};

static void
test_path (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_auto (SwValue) value = read_text (paths[i].json);
  g_autoptr (SwJsonNode) node = walk (value, paths[i].way);
  g_autofree char *key = sw_json_node_dup_key (node);
  g_autofree char *pointer = sw_json_node_dup_pointer (node);
  g_autofree char *jsonpath = sw_json_node_dup_path (node, SW_QUERY_JSONPATH, "$");
  g_autofree char *jsonata = sw_json_node_dup_path (node, SW_QUERY_JSONATA, "$states.input");

  g_assert_cmpstr (key, ==, paths[i].key);
  g_assert_cmpstr (pointer, ==, paths[i].pointer);
  g_assert_cmpstr (jsonpath, ==, paths[i].jsonpath);
  g_assert_cmpstr (jsonata, ==, paths[i].jsonata);
}

/* 100,000 elements: a hundred pages; more than a million: pages of pages. */
static void
test_long_arrays_come_in_pages (void)
{
  static const struct
  {
    guint length;
    guint children;
  } cases[] = { { 1000, 1000 }, { 1001, 2 }, { 100000, 100 }, { 1000001, 2 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (SwValue) value = count_up (cases[i].length);
      g_autoptr (SwJsonNode) node = sw_json_node_new (value);
      guint last = cases[i].length - 1;
      g_autofree char *pointer = NULL;
      g_autofree char *expected = g_strdup_printf ("/%u", last);

      for (guint level = 0; level == 0 || sw_json_node_is_page (node); level++)
        {
          g_autoptr (GListModel) children = sw_json_node_new_children (node);
          guint place = sw_json_node_find_child (node, last);

          if (level == 0)
            g_assert_cmpuint (g_list_model_get_n_items (children), ==, cases[i].children);
          g_assert_cmpuint (place, ==, g_list_model_get_n_items (children) - 1);
          g_object_unref (node);
          node = g_list_model_get_item (children, place);
        }
      pointer = sw_json_node_dup_pointer (node);
      g_assert_cmpstr (pointer, ==, expected);
    }
}

static const struct
{
  const char *name;
  const char *json;
  const char *text;
  const char *found; /* ways, "0/1 2" */
} searches[] = {
  { "nothing", "{\"a\":1}", "", "" },
  { "name", "{\"alpha\":{\"beta\":1}}", "BETA", "0/0" },
  { "value", "[\"x\",[\"needle\",\"y\"]]", "needle", "1/0" },
  { "number", "[10,210,3]", "10", "0 1" },
  { "once-for-name-and-value", "{\"a\":\"a\"}", "a", "0" },
  { "container-by-name-alone", "{\"a\":[\"b\"]}", "[", "" },
  { "other-alphabets", "[\"ÄRGER\"]", "ärger", "0" },
};

static void
test_search (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_auto (SwValue) value = read_text (searches[i].json);
  g_autoptr (GPtrArray) found = sw_json_search (value, searches[i].text);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint j = 0; j < found->len; j++)
    {
      const SwJsonWay *way = found->pdata[j];

      for (guint level = 0; level < way->len; level++)
        g_string_append_printf (out, "%s%u", level > 0 ? "/" : j > 0 ? " " : "",
                                g_array_index (way, guint, level));
    }
  g_assert_cmpstr (out->str, ==, searches[i].found);
}

static void
test_matches_are_counted_in_characters_of_the_text (void)
{
  g_autofree char *key = sw_json_search_dup_key ("STRASSE");
  gsize start, end;

  g_assert_true (sw_json_search_find ("die Straße dort", key, 0, &start, &end));
  g_assert_cmpuint (start, ==, 4);
  g_assert_cmpuint (end, ==, 11);
  g_assert_false (sw_json_search_find ("die Straße dort", key, end, &start, &end));
}

/* The widget shows what is there, and nothing where nothing is. */
static void
test_tree_takes_one_value_after_the_other (void)
{
  static const char *const texts[]
      = { "{\"a\":{\"b\":[1,2,3]}}", "1", "[]", "{\"a\":{\"b\":[1]}}" };
  g_autoptr (SwJsonTree) tree = g_object_ref_sink (SW_JSON_TREE (sw_json_tree_new ()));

  sw_json_tree_set_root (tree, SW_QUERY_JSONATA, "$states.input");
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto (SwValue) value = read_text (texts[i]);

      sw_json_tree_set_value (tree, value);
      g_assert_true (sw_value_equal (sw_json_tree_get_value (tree), value));
      g_object_set (tree, "show-text", i % 2 == 1, NULL);
    }
  sw_json_tree_set_value (tree, SW_VALUE_INIT);
  g_assert_true (sw_value_is (sw_json_tree_get_value (tree), SW_TYPE_UNDEFINED));
}

/* The margin at the end of the row at that place, or -1 while there is no such row */
static int
margin_of_row (GtkWidget *widget,
               guint      place)
{
  int margin = -1;

  if (GTK_IS_TREE_EXPANDER (widget)
      && gtk_tree_list_row_get_position (
             gtk_tree_expander_get_list_row (GTK_TREE_EXPANDER (widget)))
             == place)
    return gtk_widget_get_margin_end (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && margin < 0;
       child = gtk_widget_get_next_sibling (child))
    margin = margin_of_row (child, place);
  return margin;
}

static void
test_first_rows_end_before_the_buttons (void)
{
  GtkWidget *window = gtk_window_new (), *tree = g_object_new (SW_TYPE_JSON_TREE, NULL);
  g_auto (SwValue) numbers = count_up (5);

  gtk_window_set_child (GTK_WINDOW (window), tree);
  gtk_window_set_default_size (GTK_WINDOW (window), 300, 300);
  sw_json_tree_set_value (SW_JSON_TREE (tree), numbers);
  gtk_window_present (GTK_WINDOW (window));
  while (margin_of_row (tree, 4) < 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (margin_of_row (tree, 0), >=, 60);
  g_assert_cmpint (margin_of_row (tree, 1), ==, margin_of_row (tree, 0));
  g_assert_cmpint (margin_of_row (tree, 2), ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWidget *
find_popover (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_POPOVER (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_popover (child);
  return found;
}

/* A tab may be closed while the menu of a row is open, or in the very moment that it closes. */
static void
test_menu_goes_with_its_tree (gconstpointer data)
{
  GtkWidget *window = gtk_window_new (), *tree = sw_json_tree_new ();
  g_auto (SwValue) numbers = count_up (5);

  gtk_window_set_child (GTK_WINDOW (window), tree);
  gtk_window_set_default_size (GTK_WINDOW (window), 300, 300);
  sw_json_tree_set_value (SW_JSON_TREE (tree), numbers);
  gtk_window_present (GTK_WINDOW (window));
  while (margin_of_row (tree, 4) < 0)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_child_focus (tree, GTK_DIR_DOWN);
  gtk_widget_activate_action (tree, "json.menu", NULL);
  g_assert_nonnull (find_popover (tree));
  if (GPOINTER_TO_INT (data))
    gtk_popover_popdown (GTK_POPOVER (find_popover (tree)));
  g_object_add_weak_pointer (G_OBJECT (tree), (gpointer *) &tree);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_null (tree);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *name = g_strconcat ("/json-tree/path/", paths[i].name, NULL);

      g_test_add_data_func (name, GSIZE_TO_POINTER (i), test_path);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autofree char *name = g_strconcat ("/json-tree/search/", searches[i].name, NULL);

      g_test_add_data_func (name, GSIZE_TO_POINTER (i), test_search);
    }
  g_test_add_func ("/json-tree/long-arrays-come-in-pages", test_long_arrays_come_in_pages);
  g_test_add_func ("/json-tree/matches-are-counted-in-characters-of-the-text",
                   test_matches_are_counted_in_characters_of_the_text);
  g_test_add_func ("/json-tree/tree-takes-one-value-after-the-other",
                   test_tree_takes_one_value_after_the_other);
  g_test_add_func ("/json-tree/first-rows-end-before-the-buttons",
                   test_first_rows_end_before_the_buttons);
  g_test_add_data_func ("/json-tree/open-menu-goes-with-its-tree", GINT_TO_POINTER (FALSE),
                        test_menu_goes_with_its_tree);
  g_test_add_data_func ("/json-tree/closed-menu-goes-with-its-tree", GINT_TO_POINTER (TRUE),
                        test_menu_goes_with_its_tree);
  return g_test_run ();
}
