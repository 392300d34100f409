/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/rules/sw-condition-comment.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/inspector/fields/sw-field-row-private.h"
#include "app/inspector/rules/sw-comparison-words.h"
#include "json/sw-text.h"

#define PAUSE 600 /* milliseconds without a key */

struct _SwConditionComment
{
  AdwBin     parent_instance;

  GtkWidget *entry;
  char      *shown; /* JSON text, or NULL */
  gboolean   showing;
  gboolean   dirty;
  guint      pause;
};

G_DEFINE_FINAL_TYPE (SwConditionComment, sw_condition_comment, ADW_TYPE_BIN)

static guint changed_signal;

static void
tell (SwConditionComment *self)
{
  g_autofree char *json = sw_condition_comment_dup_json (self);

  g_clear_handle_id (&self->pause, g_source_remove);
  self->dirty = FALSE;
  if (g_strcmp0 (json, self->shown) != 0)
    g_signal_emit (self, changed_signal, 0);
}

/* One that is emptied goes when the person does. */
static void
pause_cb (gpointer data)
{
  SwConditionComment *self = data;

  self->pause = 0;
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    tell (self);
}

static void
typed_cb (SwConditionComment *self)
{
  if (self->showing)
    return;
  self->dirty = TRUE;
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add_once (PAUSE, pause_cb, self);
}

static void
left_cb (SwConditionComment *self)
{
  g_autoptr (SwConditionComment) guard = g_object_ref (self);

  sw_condition_comment_commit (self);
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0')
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
sw_condition_comment_dispose (GObject *object)
{
  SwConditionComment *self = SW_CONDITION_COMMENT (object);

  self->showing = TRUE;
  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (sw_condition_comment_parent_class)->dispose (object);
}

static void
sw_condition_comment_class_init (SwConditionCommentClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sw_condition_comment_dispose;
  changed_signal = g_signal_new ("changed", SW_TYPE_CONDITION_COMMENT, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
sw_condition_comment_init (SwConditionComment *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Comment"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Comment"), -1);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (sw_condition_comment_commit),
                            self);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->entry, focus);
  adw_bin_set_child (ADW_BIN (self), self->entry);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * sw_condition_comment_new:
 *
 * Returns: (transfer floating): no comment yet
 */
GtkWidget *
sw_condition_comment_new (void)
{
  return g_object_new (SW_TYPE_CONDITION_COMMENT, NULL);
}

/**
 * sw_condition_comment_show:
 * @json: (nullable): JSON text of the comment
 *
 * Shows the comment, but for what is being typed.
 */
void
sw_condition_comment_show (SwConditionComment *self,
                           const char         *json)
{
  g_autofree char *text = sw_operand_dup_typed (json);
  gboolean is_there =
      (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;

  g_set_str (&self->shown, json);
  if (self->dirty)
    return;
  self->showing = TRUE;
  _sw_field_row_set_entry (GTK_EDITABLE (self->entry), text);
  self->showing = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), json != NULL || is_there);
}

/**
 * sw_condition_comment_dup_json:
 *
 * Returns: (transfer full) (nullable): JSON text of what stands there; %NULL where nothing does
 */
char *
sw_condition_comment_dup_json (SwConditionComment *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  GString *json;

  if (*text == '\0')
    return NULL;
  json = g_string_new (NULL);
  sw_json_string_print (text, strlen (text), json);
  return g_string_free_and_steal (json);
}

/**
 * sw_condition_comment_start:
 *
 * Has the person write a comment, or go on with the one there is.
 */
void
sw_condition_comment_start (SwConditionComment *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (self->entry);
}

/**
 * sw_condition_comment_commit:
 *
 * Tells what was typed, as Enter does.
 */
void
sw_condition_comment_commit (SwConditionComment *self)
{
  if (self->dirty)
    tell (self);
}
