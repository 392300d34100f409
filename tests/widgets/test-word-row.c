/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/sw-word-row.h"

static GPtrArray *
make_words (guint n)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (words, g_strdup_printf ("State %u", i));
  return words;
}

static guint
count_listed (GtkWidget *row)
{
  return g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (row)));
}

static GtkWidget *
open_window (GtkWidget *row)
{
  GtkWidget *window = gtk_window_new (), *list = gtk_list_box_new ();

  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_width (row) == 0)
    g_main_context_iteration (NULL, TRUE);
  return window;
}

/* What the list holds, before it is opened, while it is open, and when a word comes to it then */
static const struct
{
  const char *name;
  guint       words;
  guint       listed;
} lists[] = {
  { "few", 10, 10 },
  { "as-many-as-are-listed-at-once", 60, 60 },
  { "many", 61, 2 },
  { "very-many", 3000, 2 },
};

static void
test_list (gconstpointer data)
{
  gsize row_index = GPOINTER_TO_SIZE (data);
  guint n = lists[row_index].words;
  g_autoptr (GPtrArray) words = make_words (n), more = make_words (n + 1);
  GtkWidget *row = sw_word_row_new (), *window = open_window (row);

  sw_word_row_set_words (SW_WORD_ROW (row), words, 7);
  g_assert_cmpuint (count_listed (row), ==, lists[row_index].listed);
  g_assert_cmpuint (sw_word_row_get_chosen (SW_WORD_ROW (row)), ==, 7);

  gtk_widget_activate (row);
  g_assert_cmpuint (count_listed (row), ==, n);
  g_assert_cmpuint (sw_word_row_get_chosen (SW_WORD_ROW (row)), ==, 7);

  sw_word_row_set_words (SW_WORD_ROW (row), more, 8);
  g_assert_cmpuint (count_listed (row), ==, n + 1);
  g_assert_cmpuint (sw_word_row_get_chosen (SW_WORD_ROW (row)), ==, 8);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
count_cb (guint *times)
{
  ++*times;
}

/* A choice of the person's is told, ours is not. */
static void
test_chosen (void)
{
  g_autoptr (GPtrArray) words = make_words (100);
  GtkWidget *row = sw_word_row_new (), *window = open_window (row);
  guint times = 0;

  g_signal_connect_swapped (row, "chosen", G_CALLBACK (count_cb), &times);
  sw_word_row_set_words (SW_WORD_ROW (row), words, 7);
  gtk_widget_activate (row);
  sw_word_row_set_words (SW_WORD_ROW (row), words, 9);
  g_assert_cmpuint (times, ==, 0);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 99);
  g_assert_cmpuint (times, ==, 1);
  g_assert_cmpuint (sw_word_row_get_chosen (SW_WORD_ROW (row)), ==, 99);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *path = g_strdup_printf ("/word-row/%s", lists[i].name);
      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_list);
    }
  g_test_add_func ("/word-row/what-a-person-chooses-is-told", test_chosen);
  return g_test_run ();
}
