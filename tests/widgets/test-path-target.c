/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "app/runs/sw-path-target.h"

/* What stands in the field after a path was put where the cursor is: at its end */
static const struct
{
  const char *name;
  const char *before;
  const char *path;
  const char *after;
} cases[] = {
  { "empty", "", "$.order.id", "$.order.id" },
  { "a-path-that-says-nothing", "$", "$.order.id", "$.order.id" },
  { "behind-what-stands", "$.a == ", "$.b", "$.a == $.b" },
  { "jsonata-brings-its-brackets", "", "$states.input.id", "{% $states.input.id %}" },
  { "jsonata-in-brackets-already", "{% 1 + ", "$states.input.n", "{% 1 + $states.input.n" },
  { "a-variable-has-no-brackets", "", "$total", "$total" },
};

typedef struct
{
  GtkWidget    *window;
  GtkWidget    *entry; /* inside an AdwBin: entries there count */
  GtkWidget    *view;
  GtkWidget    *other; /* an entry that does not count */
  SwPathTarget *target;
} Fixture;

static void
setup (Fixture      *self,
       gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bin = adw_bin_new ();

  self->window = gtk_window_new ();
  self->entry = gtk_entry_new ();
  self->view = gtk_text_view_new ();
  self->other = gtk_entry_new ();
  adw_bin_set_child (ADW_BIN (bin), self->entry);
  gtk_box_append (GTK_BOX (box), self->other);
  gtk_box_append (GTK_BOX (box), bin);
  gtk_box_append (GTK_BOX (box), self->view);
  gtk_window_set_child (GTK_WINDOW (self->window), box);
  self->target = sw_path_target_new (GTK_WINDOW (self->window), ADW_TYPE_BIN);
  gtk_window_present (GTK_WINDOW (self->window));
  while (!gtk_widget_get_mapped (self->view))
    g_main_context_iteration (NULL, TRUE);
}

static void
teardown (Fixture      *self,
          gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_object_unref (self->target);
}

static void
test_entry (Fixture      *self,
            gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].name);
      gtk_editable_set_text (GTK_EDITABLE (self->entry), cases[i].before);
      gtk_widget_grab_focus (self->entry);
      gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
      gtk_widget_grab_focus (self->other); /* choosing a path takes the focus away */
      g_assert_true (sw_path_target_insert (self->target, cases[i].path));
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (self->entry)), ==, cases[i].after);
      g_assert_true (
          gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (self->window)), self->entry));
    }
}

static void
test_view (Fixture      *self,
           gconstpointer data)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;

      g_test_message ("%s", cases[i].name);
      gtk_text_buffer_set_text (buffer, cases[i].before, -1);
      gtk_widget_grab_focus (self->view);
      gtk_widget_grab_focus (self->other);
      g_assert_true (sw_path_target_insert (self->target, cases[i].path));
      g_object_get (buffer, "text", &text, NULL);
      g_assert_cmpstr (text, ==, cases[i].after);
    }
}

static void
test_nowhere (Fixture      *self,
              gconstpointer data)
{
  gtk_widget_grab_focus (self->other);
  g_assert_false (sw_path_target_insert (self->target, "$.a"));
  gtk_widget_grab_focus (self->entry);
  gtk_widget_set_visible (self->entry, FALSE);
  g_assert_false (sw_path_target_insert (self->target, "$.a"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (self->entry)), ==, "");
}

static void
test_no_reader (Fixture      *self,
                gconstpointer data)
{
  gtk_editable_set_editable (GTK_EDITABLE (self->entry), FALSE);
  gtk_widget_grab_focus (self->entry);
  g_assert_false (sw_path_target_insert (self->target, "$.a"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/path-target/goes-into-the-entry", Fixture, NULL, setup, test_entry, teardown);
  g_test_add ("/path-target/goes-into-the-text", Fixture, NULL, setup, test_view, teardown);
  g_test_add ("/path-target/goes-nowhere-else", Fixture, NULL, setup, test_nowhere, teardown);
  g_test_add ("/path-target/goes-into-nothing-that-is-only-read", Fixture, NULL, setup,
              test_no_reader, teardown);
  return g_test_run ();
}
