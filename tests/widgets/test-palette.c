/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <string.h>

#include "app/palette/sw-stencil-palette.h"
#include "app/palette/sw-stencil-row.h"

/* The palette's pages and its search: which rows show, in which order, under which titles. */

typedef struct
{
  GtkWidget      *window;
  GtkEditable    *search;
  AdwToggleGroup *pages;
  GtkListBox     *list;
  GString        *added; /* the id that was last asked for */
} Fixture;

static GtkWidget *
find_child (GtkWidget *parent, GType type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found =
          G_TYPE_CHECK_INSTANCE_TYPE (child, type) ? child : find_child (child, type);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
add_activated (GSimpleAction *action, GVariant *id, gpointer user_data)
{
  g_string_assign (user_data, g_variant_get_string (id, NULL));
}

static void
fixture_set_up (Fixture *self, gconstpointer data)
{
  GtkWidget *palette = sw_stencil_palette_new ("test.add");
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) add = g_simple_action_new ("add", G_VARIANT_TYPE_STRING);

  self->added = g_string_new (NULL);
  g_signal_connect (add, "activate", G_CALLBACK (add_activated), self->added);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (add));
  self->window = gtk_window_new ();
  gtk_widget_insert_action_group (self->window, "test", G_ACTION_GROUP (actions));
  gtk_window_set_child (GTK_WINDOW (self->window), palette);
  self->search = GTK_EDITABLE (find_child (palette, GTK_TYPE_SEARCH_ENTRY));
  self->pages = ADW_TOGGLE_GROUP (find_child (palette, ADW_TYPE_TOGGLE_GROUP));
  self->list = GTK_LIST_BOX (find_child (palette, GTK_TYPE_LIST_BOX));
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
fixture_tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_string_free (self->added, TRUE);
}

static void
search (Fixture *self, const char *text)
{
  gtk_editable_set_text (self->search, text);
  g_signal_emit_by_name (self->search, "search-changed");
}

/* Rows that are not the first to show are made while nothing else is to be done. */
static void
await_rows (Fixture *self)
{
  while (sw_stencil_palette_is_filling (
      SW_STENCIL_PALETTE (gtk_window_get_child (GTK_WINDOW (self->window)))))
    g_main_context_iteration (NULL, TRUE);
}

/* The rows that show, as "[Title] id id [Title] id", at most LIMIT of them */
static char *
dup_shown (Fixture *self, guint limit)
{
  GString *text = g_string_new (NULL);
  GtkListBoxRow *row;

  for (int i = 0; limit > 0 && (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      GtkWidget *header = gtk_list_box_row_get_header (row);

      if (!gtk_widget_get_child_visible (GTK_WIDGET (row)))
        continue;
      if (header != NULL)
        g_string_append_printf (text, "[%s] ", gtk_label_get_text (GTK_LABEL (header)));
      g_string_append_printf (text, "%s ", sw_stencil_row_get_stencil (SW_STENCIL_ROW (row))->id);
      limit--;
    }
  g_strchomp (text->str);
  return g_string_free (text, FALSE);
}

static void
assert_shown (Fixture *self, guint limit, const char *wanted)
{
  g_autofree char *shown = dup_shown (self, limit);

  g_assert_cmpstr (shown, ==, wanted);
}

#define FLOW "Task Pass Choice Parallel Map Wait Succeed Fail"

static void
test_pages (Fixture *self, gconstpointer data)
{
  assert_shown (self, 99, FLOW);
  adw_toggle_group_set_active_name (self->pages, "actions");
  assert_shown (self, 1, "[Compute] lambda:invoke");
  adw_toggle_group_set_active_name (self->pages, "patterns");
  assert_shown (self, 99,
                "pattern/retry-alarm pattern/saga pattern/approval pattern/fan-out pattern/batches "
                "pattern/poll");
  adw_toggle_group_set_active_name (self->pages, "flow");
  assert_shown (self, 99, FLOW);
}

/* Groups are whole, each under one title, with what is optimised before the SDK. */
static void
test_groups (Fixture *self, gconstpointer data)
{
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean sdk = FALSE;
  GtkListBoxRow *row;

  adw_toggle_group_set_active_name (self->pages, "actions");
  await_rows (self);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      const SwStencil *stencil = sw_stencil_row_get_stencil (SW_STENCIL_ROW (row));
      GtkWidget *header = gtk_list_box_row_get_header (row);

      if (!gtk_widget_get_child_visible (GTK_WIDGET (row)))
        continue;
      g_test_message ("%s", stencil->id);
      g_assert_nonnull (stencil->integration);
      if (header != NULL)
        {
          sdk = FALSE;
          g_assert_true (
              g_hash_table_add (titles, g_strdup (gtk_label_get_text (GTK_LABEL (header)))));
        }
      g_assert_true (stencil->integration->service->sdk || !sdk);
      sdk = stencil->integration->service->sdk;
      g_assert_true (strstr (gtk_widget_get_tooltip_text (GTK_WIDGET (row)), stencil->id) != NULL);
    }
  g_assert_cmpuint (g_hash_table_size (titles), >, 5);
}

static const struct
{
  const char *name;
  const char *text;
  const char *shown; /* the first ones */
  guint       limit;
} searches[] = {
  { "best-section-first", "lambda inv", "[Actions] lambda:invoke", 1 },
  { "both-pages", "map", "[Flow] Map", 1 },
  { "without-case", "SUCC", "[Flow] Succeed", 1 },
  { "the-optimised-one-first", "dynamodb:getitem", "[Actions] dynamodb:getItem", 1 },
  { "any-call", "braket:getJob", "[Any Action of the AWS SDK] aws-sdk:braket:getJob", 99 },
  { "any-call-whole", "  aws-sdk:braket:getJob ",
    "[Any Action of the AWS SDK] aws-sdk:braket:getJob", 99 },
  { "a-pattern", "saga", "[Patterns] pattern/saga", 1 },
  { "nothing", "zzzz", "", 99 },
};

static void
test_search (Fixture *self, gconstpointer data)
{
  const gsize row = GPOINTER_TO_SIZE (data);

  search (self, searches[row].text);
  assert_shown (self, searches[row].limit, searches[row].shown);
  g_assert_cmpuint (adw_toggle_group_get_active (self->pages), ==, GTK_INVALID_LIST_POSITION);
  search (self, "");
  g_assert_cmpstr (adw_toggle_group_get_active_name (self->pages), ==, "flow");
  assert_shown (self, 99, FLOW);
}

static guint
count_rows (Fixture *self)
{
  guint count = 0;

  while (gtk_list_box_get_row_at_index (self->list, (int) count) != NULL)
    count++;
  return count;
}

/* The best results are there at once, the others follow, and all stand as if they had come
 * together. */
static void
test_best_rows_first (Fixture *self, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *all = NULL;
  g_autofree char *again = NULL;

  search (self, "s");
  g_assert_cmpuint (count_rows (self), <, 40);
  first = dup_shown (self, 8);
  await_rows (self);
  g_assert_cmpuint (count_rows (self), >, 100);
  all = dup_shown (self, 999);
  g_assert_true (g_str_has_prefix (all, first));
  search (self, "");
  search (self, "s");
  again = dup_shown (self, 999);
  g_assert_cmpstr (again, ==, all);
}

/* Typing on while rows are still to come leaves none behind. */
static void
test_another_search_meanwhile (Fixture *self, gconstpointer data)
{
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  search (self, "s");
  search (self, "send");
  await_rows (self);
  one = dup_shown (self, 999);
  search (self, "");
  adw_toggle_group_set_active_name (self->pages, "actions");
  await_rows (self);
  search (self, "send");
  other = dup_shown (self, 999);
  g_assert_cmpstr (one, ==, other);
}

static void
test_page_ends_search (Fixture *self, gconstpointer data)
{
  search (self, "braket:getJob");
  adw_toggle_group_set_active_name (self->pages, "actions");
  g_assert_cmpstr (gtk_editable_get_text (self->search), ==, "");
  assert_shown (self, 1, "[Compute] lambda:invoke");
}

static void
test_enter (Fixture *self, gconstpointer data)
{
  gtk_editable_set_text (self->search, "wait");
  g_signal_emit_by_name (self->search, "activate");
  g_assert_cmpstr (self->added->str, ==, "Wait");
  gtk_editable_set_text (self->search, "braket:getJob");
  g_signal_emit_by_name (self->search, "activate");
  g_assert_cmpstr (self->added->str, ==, "aws-sdk:braket:getJob");
}

#define ADD(path, data, function) \
  g_test_add (path, Fixture, data, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/palette/pages", NULL, test_pages);
  ADD ("/palette/actions stand in groups", NULL, test_groups);
  ADD ("/palette/the best rows come first", NULL, test_best_rows_first);
  ADD ("/palette/another search meanwhile", NULL, test_another_search_meanwhile);
  ADD ("/palette/a page ends the search", NULL, test_page_ends_search);
  ADD ("/palette/Enter adds the first result", NULL, test_enter);
  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autofree char *path = g_strconcat ("/palette/search/", searches[i].name, NULL);
      ADD (path, GSIZE_TO_POINTER (i), test_search);
    }
  return g_test_run ();
}
