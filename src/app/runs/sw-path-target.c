/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-path-target.h"

#include <string.h>

struct _SwPathTarget
{
  GObject    parent_instance;

  GType      within; /* the widgets whose texts count */
  GtkWidget *text;   /* weak: GtkText or GtkTextView, or NULL */
};

G_DEFINE_FINAL_TYPE (SwPathTarget, sw_path_target, G_TYPE_OBJECT)

static void
sw_path_target_finalize (GObject *object)
{
  g_clear_weak_pointer (&SW_PATH_TARGET (object)->text);
  G_OBJECT_CLASS (sw_path_target_parent_class)->finalize (object);
}

static void
sw_path_target_class_init (SwPathTargetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sw_path_target_finalize;
}

static void
sw_path_target_init (SwPathTarget *self)
{
}

static gboolean
takes_text (GtkWidget *widget)
{
  if (GTK_IS_TEXT_VIEW (widget))
    return gtk_text_view_get_editable (GTK_TEXT_VIEW (widget));
  return GTK_IS_TEXT (widget) && gtk_editable_get_editable (GTK_EDITABLE (widget));
}

static void
focus_cb (SwPathTarget *self,
          GParamSpec   *pspec,
          GtkWindow    *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  if (focus != NULL && takes_text (focus)
      && (GTK_IS_TEXT_VIEW (focus) || gtk_widget_get_ancestor (focus, self->within) != NULL))
    g_set_weak_pointer (&self->text, focus);
}

/**
 * sw_path_target_new:
 * @within: type of the widget in which entries are for expressions; texts of several lines are
 *   anywhere
 *
 * Returns: (transfer full): knows where the person writes in @window
 */
SwPathTarget *
sw_path_target_new (GtkWindow *window,
                    GType      within)
{
  SwPathTarget *self = g_object_new (SW_TYPE_PATH_TARGET, NULL);

  self->within = within;
  g_signal_connect_object (window, "notify::focus-widget", G_CALLBACK (focus_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/* What is to stand there: a path of JSONata that begins an expression brings its brackets. */
static char *
dup_text (const char *before,
          const char *path)
{
  gboolean is_jsonata = g_str_has_prefix (path, "$states.");

  if (!is_jsonata || strstr (before, "{%") != NULL)
    return g_strdup (path);
  return g_strdup_printf ("{%% %s %%}", path);
}

/* A path that says nothing yet gives way. */
static gboolean
is_blank (const char *before)
{
  return *before == '\0' || g_str_equal (before, "$");
}

static void
insert_into_entry (GtkEditable *entry,
                   const char  *path)
{
  const char *before = gtk_editable_get_text (entry);
  g_autofree char *text = dup_text (before, path);
  int position;

  if (is_blank (before))
    gtk_editable_delete_text (entry, 0, -1);
  else
    gtk_editable_delete_selection (entry);
  position = gtk_editable_get_position (entry);
  gtk_editable_insert_text (entry, text, -1, &position);
  gtk_editable_set_position (entry, position);
}

static void
insert_into_view (GtkTextView *view,
                  const char  *path)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;
  g_autofree char *before = NULL;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  before = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  text = dup_text (before, path);
  gtk_text_buffer_begin_user_action (buffer);
  if (is_blank (before))
    gtk_text_buffer_delete (buffer, &start, &end);
  else
    gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (buffer, text, -1);
  gtk_text_buffer_end_user_action (buffer);
}

/**
 * sw_path_target_insert:
 * @path: an expression: "$.order.id", "$states.input.order.id"
 *
 * Puts the path where the person was writing, which gets the focus back.
 *
 * Returns: whether there is such a place
 */
gboolean
sw_path_target_insert (SwPathTarget *self,
                       const char   *path)
{
  g_return_val_if_fail (SW_IS_PATH_TARGET (self), FALSE);

  if (self->text == NULL || !gtk_widget_get_mapped (self->text))
    return FALSE;
  if (GTK_IS_TEXT_VIEW (self->text))
    {
      gtk_widget_grab_focus (self->text);
      insert_into_view (GTK_TEXT_VIEW (self->text), path);
    }
  else
    {
      gtk_text_grab_focus_without_selecting (GTK_TEXT (self->text));
      insert_into_entry (GTK_EDITABLE (self->text), path);
    }
  return TRUE;
}
