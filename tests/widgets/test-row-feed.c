/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "app/runs/record/sw-row-feed.h"

#define SEEN_AT_ONCE 64  /* rows that a view may hear of before its first frame */
#define ALL_WIDGETS 1000 /* more rows than GTK makes widgets for */

/* A view in a window, the rows it is told of, and a copy kept by what it is told alone */
typedef struct
{
  GtkWidget     *window;
  GtkStringList *strings;
  SwRowFeed     *feed;
  GPtrArray     *copy;
  gboolean       filled;
} Fixture;

static void
copy_cb (Fixture    *self,
         guint       position,
         guint       removed,
         guint       added,
         GListModel *model)
{
  g_assert_cmpuint (position + removed, <=, self->copy->len);
  if (removed > 0)
    g_ptr_array_remove_range (self->copy, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (self->copy, (int) (position + i),
                        g_list_model_get_item (model, position + i));
}

static void
filled_cb (Fixture *self)
{
  self->filled = TRUE;
}

static void
append (Fixture *self,
        guint    count)
{
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);

      gtk_string_list_append (self->strings, text);
    }
}

static void
setup (Fixture      *self,
       gconstpointer data)
{
  GtkWidget *view = gtk_list_view_new (NULL, gtk_signal_list_item_factory_new ());
  g_autoptr (GtkSingleSelection) selection = NULL;

  self->strings = gtk_string_list_new (NULL);
  append (self, GPOINTER_TO_UINT (data));
  selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->strings)));
  gtk_single_selection_set_autoselect (selection, FALSE);
  self->feed = sw_row_feed_new (GTK_SELECTION_MODEL (selection), view);
  self->copy = g_ptr_array_new_with_free_func (g_object_unref);
  copy_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (self->feed)),
           G_LIST_MODEL (self->feed));
  g_signal_connect_swapped (self->feed, "items-changed", G_CALLBACK (copy_cb), self);
  g_signal_connect_swapped (self->feed, "filled", G_CALLBACK (filled_cb), self);
  gtk_list_view_set_model (GTK_LIST_VIEW (view), GTK_SELECTION_MODEL (self->feed));
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 300, 200);
  gtk_window_set_child (GTK_WINDOW (self->window), view);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
teardown (Fixture      *self,
          gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_object_unref (self->feed);
  g_object_unref (self->strings);
  g_ptr_array_unref (self->copy);
}

static guint
count_told (Fixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->feed));
}

static guint
count_all (Fixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->strings));
}

/* What the view was told is what is there, as far as it goes. */
static void
assert_right (Fixture *self)
{
  g_assert_cmpuint (self->copy->len, ==, count_told (self));
  g_assert_cmpuint (self->copy->len, <=, count_all (self));
  for (guint i = 0; i < self->copy->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->strings), i);

      g_assert_true (self->copy->pdata[i] == item);
    }
}

static void
fill (Fixture *self)
{
  while (count_told (self) < count_all (self))
    {
      assert_right (self);
      g_main_context_iteration (NULL, TRUE);
    }
  assert_right (self);
}

static void
test_by_and_by (Fixture      *self,
                gconstpointer data)
{
  g_assert_cmpuint (count_told (self), >, 0);
  g_assert_cmpuint (count_told (self), <=, SEEN_AT_ONCE);
  fill (self);
  g_assert_true (self->filled);
}

/* Once the widgets are there, rows cost nothing. */
static void
test_at_once_when_full (Fixture      *self,
                        gconstpointer data)
{
  fill (self);
  append (self, 5000);
  g_assert_cmpuint (count_told (self), ==, count_all (self));
  assert_right (self);
}

static void
test_by_and_by_again_after_less (Fixture      *self,
                                 gconstpointer data)
{
  fill (self);
  gtk_string_list_splice (self->strings, 0, count_all (self), NULL);
  g_assert_cmpuint (count_told (self), ==, 0);
  append (self, ALL_WIDGETS);
  g_assert_cmpuint (count_told (self), <=, SEEN_AT_ONCE);
  fill (self);
}

/* Rows that come, go and change anywhere while others are held back */
static void
test_changes_while_filling (Fixture      *self,
                            gconstpointer data)
{
  static const struct
  {
    guint position, removed, added;
  } changes[] = {
    { 0, 5, 5 },  { 0, 5, 0 },   { 3, 0, 7 },    { 10, 20, 20 }, { 14, 1, 30 },
    { 15, 9, 9 }, { 16, 40, 2 }, { 400, 10, 0 }, { 0, 0, 300 },  { 2, 700, 1 },
  };
  const char *added[301] = { NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      for (guint j = 0; j < changes[i].added; j++)
        added[j] = "new";
      added[changes[i].added] = NULL;
      gtk_string_list_splice (self->strings, changes[i].position, changes[i].removed, added);
      assert_right (self);
      g_main_context_iteration (NULL, TRUE);
    }
  fill (self);
}

static void
test_selection_is_the_same (Fixture      *self,
                            gconstpointer data)
{
  GtkSelectionModel *rows = GTK_SELECTION_MODEL (self->feed);
  g_autoptr (GtkBitset) chosen = NULL;

  g_assert_true (gtk_selection_model_select_item (rows, 3, TRUE));
  g_assert_true (gtk_selection_model_is_selected (rows, 3));
  chosen = gtk_selection_model_get_selection (rows);
  g_assert_cmpuint (gtk_bitset_get_size (chosen), ==, 1);
  g_assert_false (sw_row_feed_has_row (self->feed, ALL_WIDGETS - 1));
  fill (self);
  g_assert_true (sw_row_feed_has_row (self->feed, ALL_WIDGETS - 1));
  g_assert_true (gtk_selection_model_is_selected (rows, 3));
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *name;
    guint       rows;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/row-feed/tells-by-and-by", ALL_WIDGETS, test_by_and_by },
    { "/row-feed/tells-at-once-when-full", ALL_WIDGETS, test_at_once_when_full },
    { "/row-feed/tells-by-and-by-again-after-less", ALL_WIDGETS, test_by_and_by_again_after_less },
    { "/row-feed/is-right-while-rows-change", ALL_WIDGETS, test_changes_while_filling },
    { "/row-feed/starts-empty", 0, test_by_and_by_again_after_less },
    { "/row-feed/has-the-selection-of-its-rows", ALL_WIDGETS, test_selection_is_the_same },
  };

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, GUINT_TO_POINTER (tests[i].rows), setup, tests[i].test,
                teardown);
  return g_test_run ();
}
