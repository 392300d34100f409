/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "app/runs/sw-consent.h"
#include "tasks/sw-trust.h"

/* What a person consents to stands in the dialog, all of it, and each button does what it says. */

#define FUNCTION                                                                                   \
  "{\"function\": \"f\", \"use\": \"lambda\", \"dir\": \"fn\", \"handler\": \"h.f\", "             \
  "\"runtime\": \"python3\", \"env\": {\"TABLE\": \"x\"}}"

typedef struct
{
  char        *folder;
  SwTasksFile *tasks;
  GtkWidget   *window;
  AdwDialog   *dialog;
  guint        n_done;
} Fixture;

static SwTasksFile *
load (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "m.tasks.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  SwTasksFile *tasks = sw_tasks_file_load (file, &error);

  g_assert_no_error (error);
  return tasks;
}

static void
count (gpointer data)
{
  guint *n_done = data;

  ++*n_done;
}

static void
tear_down (Fixture *self)
{
  const char *const argv[] = { "rm", "-r", "--", self->folder, NULL };

  gtk_window_destroy (GTK_WINDOW (self->window));
  sw_tasks_file_unref (self->tasks);
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, NULL, NULL));
  g_free (self->folder);
}

/* All below a widget that are of a type, in their order */
static void
find (GtkWidget *widget,
      GType      type,
      GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find (child, type, found);
}

static GPtrArray *
dup_all (gpointer widget,
         GType    type)
{
  GPtrArray *found = g_ptr_array_new ();

  find (widget, type, found);
  return found;
}

static GtkWidget *
find_button (Fixture    *self,
             const char *label)
{
  g_autoptr (GPtrArray) buttons = dup_all (self->dialog, GTK_TYPE_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    if (g_strcmp0 (gtk_button_get_label (buttons->pdata[i]), label) == 0)
      return buttons->pdata[i];
  return NULL;
}

/* ROWS: of a tasks file; MODE: of the function's folder */
static void
set_up (Fixture    *self,
        const char *rows,
        int         mode)
{
  g_autofree char *text = g_strdup_printf ("{\"version\": 1, \"tasks\": [%s]}", rows);
  g_autofree char *path = NULL, *code = NULL;

  *self = (Fixture){ .folder = g_dir_make_tmp ("stepwright-XXXXXX", NULL) };
  path = g_build_filename (self->folder, "m.tasks.json", NULL);
  code = g_build_filename (self->folder, "fn", NULL);
  g_assert_cmpint (g_mkdir (code, 0700), ==, 0);
  g_assert_cmpint (g_chmod (code, mode), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  self->tasks = load (self->folder);
  self->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 400, 600);
  adw_window_set_content (ADW_WINDOW (self->window), gtk_label_new (NULL));
  gtk_window_present (GTK_WINDOW (self->window));
  g_assert_true (sw_consent_is_missing (self->tasks));
  sw_consent_ask (adw_window_get_content (ADW_WINDOW (self->window)), self->tasks, count,
                  &self->n_done);
  self->dialog = adw_window_get_visible_dialog (ADW_WINDOW (self->window));
  g_assert_true (ADW_IS_ALERT_DIALOG (self->dialog));
  g_assert_nonnull (find_button (self, "_Cancel"));
  while (!gtk_widget_get_mapped (find_button (self, "_Cancel")))
    g_main_context_iteration (NULL, TRUE);
}

/* Whatever is told is shown letter by letter on as many lines as it takes. */
static void
assert_shows (GtkWidget  *widget,
              const char *line)
{
  GtkLabel *title = GTK_LABEL (widget);
  g_autofree char *attributes = pango_attr_list_to_string (gtk_label_get_attributes (title));

  g_assert_cmpstr (gtk_label_get_text (title), ==, line);
  /* no letter is added where a word is broken */
  g_assert (strstr (attributes, "insert-hyphens false") != NULL);
  g_assert_true (gtk_widget_is_visible (widget));
  g_assert_cmpint (gtk_label_get_ellipsize (title), ==, PANGO_ELLIPSIZE_NONE);
  g_assert_cmpint (gtk_label_get_lines (title), <, 1);
  g_assert_true (gtk_label_get_wrap (title));
  g_assert_cmpint (gtk_label_get_wrap_mode (title), !=, PANGO_WRAP_WORD);
  g_assert_false (gtk_label_get_use_markup (title));
}

static void
test_lines (void)
{
  g_autofree char *name = g_strnfill (3000, 'x');
  g_autoptr (GString) text = g_string_new (FUNCTION ", {\"resource\": \"*\", \"use\": \"http\"}");
  g_autoptr (GPtrArray) shown = NULL, scrollers = NULL;
  g_auto (GStrv) reach = NULL;
  Fixture self;

  g_string_append_printf (text, ", {\"resource\": \"*\", \"use\": \"http\", \"hosts\": [\"%s\", "
                          "\"<b>a</b>\\ncalls nothing\", \"\\u202e&\"]}", name);
  for (guint i = 0; i < 60; i++)
    g_string_append_printf (text, ", {\"resource\": \"*\", \"use\": \"http\", \"hosts\": [\"h%u\"]}", i);
  set_up (&self, text->str, 0700);
  reach = sw_trust_dup_reach (self.tasks);
  shown = dup_all (self.dialog, GTK_TYPE_LIST_BOX_ROW);
  g_assert_cmpuint (shown->len, ==, 63);
  g_assert_cmpuint (g_strv_length (reach), ==, 63);
  for (guint i = 0; i < shown->len; i++)
    {
      assert_shows (gtk_list_box_row_get_child (shown->pdata[i]), reach[i]);
    }
  g_assert_nonnull (g_strstr_len (reach[2], -1, "\"<b>a</b>\\ncalls nothing\", \"\\u202e&\""));
  /* what has no room is scrolled to */
  scrollers = dup_all (self.dialog, GTK_TYPE_SCROLLED_WINDOW);
  for (guint i = 0; i < scrollers->len; i++)
    if (gtk_widget_is_ancestor (shown->pdata[0], scrollers->pdata[i]))
      {
        GtkPolicyType vertical;

        gtk_scrolled_window_get_policy (scrollers->pdata[i], NULL, &vertical);
        g_assert_cmpint (vertical, ==, GTK_POLICY_AUTOMATIC);
        tear_down (&self);
        return;
      }
  g_assert_not_reached ();
}

static const struct
{
  const char *button;
  gboolean    runs; /* whether the run goes on */
  gboolean    once; /* whether it has consent for that */
  gboolean    kept; /* whether the next has it, too */
} buttons[] = {
  { "_Cancel", FALSE, FALSE, FALSE },
  { "Run _Without", TRUE, FALSE, FALSE },
  { "Allow _Once", TRUE, TRUE, FALSE },
  { "_Always Allow", TRUE, TRUE, TRUE },
};

static void
test_button (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (SwTasksFile) next = NULL;
  Fixture self;

  set_up (&self, FUNCTION, 0700);
  g_signal_emit_by_name (find_button (&self, buttons[i].button), "clicked");
  g_assert_cmpuint (self.n_done, ==, buttons[i].runs);
  g_assert_cmpint (sw_consent_is_missing (self.tasks), ==, !buttons[i].once);
  next = load (self.folder);
  g_assert_cmpint (sw_consent_is_missing (next), ==, !buttons[i].kept);
  tear_down (&self);
}

/* Return does the least that goes on, Escape nothing. */
static void
test_default (void)
{
  Fixture self;

  set_up (&self, FUNCTION, 0700);
  g_assert_cmpstr (adw_alert_dialog_get_default_response (ADW_ALERT_DIALOG (self.dialog)), ==,
                   "without");
  g_assert_cmpstr (adw_alert_dialog_get_close_response (ADW_ALERT_DIALOG (self.dialog)), ==,
                   "cancel");
  g_assert_true (adw_dialog_get_default_widget (self.dialog) == find_button (&self, "Run _Without"));
  adw_dialog_force_close (self.dialog);
  g_assert_cmpuint (self.n_done, ==, 0);
  g_assert_true (sw_consent_is_missing (self.tasks));
  tear_down (&self);
}

/* Where others could change the code, consent is for once, and the dialog says why. */
static void
test_danger (void)
{
  Fixture self;

  set_up (&self, FUNCTION, 0777);
  g_assert_null (find_button (&self, "_Always Allow"));
  g_assert_nonnull (find_button (&self, "Allow _Once"));
  g_assert_nonnull (g_strstr_len (adw_alert_dialog_get_body (ADW_ALERT_DIALOG (self.dialog)), -1, "/fn can be"));
  g_assert_false (adw_alert_dialog_get_body_use_markup (ADW_ALERT_DIALOG (self.dialog)));
  tear_down (&self);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/consent/every line stands there as it is told", test_lines);
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      g_autofree char *path = g_strdup_printf ("/consent/button/%s", buttons[i].button);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_button);
    }
  g_test_add_func ("/consent/the default is to run without", test_default);
  g_test_add_func ("/consent/code of others is asked about each time", test_danger);
  return g_test_run ();
}
