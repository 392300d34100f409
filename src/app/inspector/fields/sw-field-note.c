/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/fields/sw-field-note.h"

#include <glib/gi18n.h>

struct _SwFieldNote
{
  AdwPreferencesRow  parent_instance;

  GtkWidget         *box;
  GtkWidget         *error;    /* what is wrong with what was typed */
  GtkWidget         *problems; /* what the checker found */
  GPtrArray         *shown;    /* SwProblem */
  gboolean           muted;
};

G_DEFINE_FINAL_TYPE (SwFieldNote, sw_field_note, ADW_TYPE_PREFERENCES_ROW)

static GtkWidget *
create_line (const char *icon,
             const char *css_class,
             const char *text)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (line, css_class);
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), label);
  return line;
}

static void
update_visible (SwFieldNote *self)
{
  gboolean visible = FALSE;

  for (GtkWidget *child = gtk_widget_get_first_child (self->box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    visible |= gtk_widget_get_visible (child);
  gtk_widget_set_visible (GTK_WIDGET (self), visible && !self->muted);
}

static void
sw_field_note_dispose (GObject *object)
{
  g_clear_pointer (&SW_FIELD_NOTE (object)->shown, g_ptr_array_unref);
  G_OBJECT_CLASS (sw_field_note_parent_class)->dispose (object);
}

static void
sw_field_note_class_init (SwFieldNoteClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sw_field_note_dispose;
}

static void
sw_field_note_init (SwFieldNote *self)
{
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->error = adw_bin_new ();
  self->problems = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_visible (self->error, FALSE);
  gtk_widget_set_visible (self->problems, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->error);
  gtk_box_append (GTK_BOX (self->box), self->problems);
  gtk_widget_add_css_class (GTK_WIDGET (self), "field-note");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * sw_field_note_new:
 *
 * Returns: (transfer floating): a note that says nothing
 */
GtkWidget *
sw_field_note_new (void)
{
  return g_object_new (SW_TYPE_FIELD_NOTE, NULL);
}

/**
 * sw_field_note_set_error:
 * @error: (nullable): what is wrong with what was typed
 *
 * Returns: whether that is news
 */
gboolean
sw_field_note_set_error (SwFieldNote *self,
                         const char  *error)
{
  const char *old = g_object_get_data (G_OBJECT (self->error), "text");

  if (g_strcmp0 (old, error) == 0)
    return FALSE;
  g_object_set_data_full (G_OBJECT (self->error), "text", g_strdup (error), g_free);
  adw_bin_set_child (ADW_BIN (self->error),
                     error != NULL ? create_line ("dialog-error-symbolic", "error", error) : NULL);
  gtk_widget_set_visible (self->error, error != NULL);
  update_visible (self);
  return error != NULL;
}

static gboolean
are_shown (SwFieldNote *self,
           GPtrArray   *problems)
{
  if (self->shown->len != problems->len)
    return FALSE;
  for (guint i = 0; i < problems->len; i++)
    if (!g_str_equal (sw_problem_get_message (self->shown->pdata[i]),
                      sw_problem_get_message (problems->pdata[i])))
      return FALSE;
  return TRUE;
}

/**
 * sw_field_note_set_problems:
 * @problems: (element-type SwProblem): what the checker found; may be empty
 */
void
sw_field_note_set_problems (SwFieldNote *self,
                            GPtrArray   *problems)
{
  GtkWidget *line;

  if (are_shown (self, problems))
    return;
  while ((line = gtk_widget_get_first_child (self->problems)) != NULL)
    gtk_box_remove (GTK_BOX (self->problems), line);
  g_ptr_array_set_size (self->shown, 0);
  for (guint i = 0; i < problems->len; i++)
    {
      SwProblem *problem = problems->pdata[i];
      gboolean is_error = sw_problem_get_severity (problem) == SW_SEVERITY_ERROR;

      g_ptr_array_add (self->shown, g_object_ref (problem));
      gtk_box_append (GTK_BOX (self->problems),
                      create_line (sw_problem_get_icon_name (problem),
                                   is_error ? "error" : "warning",
                                   sw_problem_get_message (problem)));
    }
  gtk_widget_set_visible (self->problems, problems->len > 0);
  update_visible (self);
}

/**
 * sw_field_note_set_extra:
 * @place: names what is shown: each caller has one of his own
 * @extra: (nullable): a widget to show below, in place of the caller's last one
 */
void
sw_field_note_set_extra (SwFieldNote *self,
                         const char  *place,
                         GtkWidget   *extra)
{
  g_autofree char *key = g_strconcat ("extra-", place, NULL);
  GtkWidget *old = g_object_get_data (G_OBJECT (self), key);

  if (old != NULL)
    gtk_box_remove (GTK_BOX (self->box), old);
  g_object_set_data (G_OBJECT (self), key, extra);
  if (extra != NULL)
    gtk_box_append (GTK_BOX (self->box), extra);
  update_visible (self);
}

/**
 * sw_field_note_set_muted:
 *
 * Keeps the note out of sight, whatever it has to say: its row is, too.
 */
void
sw_field_note_set_muted (SwFieldNote *self,
                         gboolean     muted)
{
  self->muted = muted;
  update_visible (self);
}
