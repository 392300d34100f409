/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-run-log.h"

#include <glib/gi18n.h>

/* Of a longer log the beginning is dropped, characters */
#define MOST_SHOWN (1 << 20)

struct _SwRunLog
{
  AdwBin         parent_instance;

  GtkTextView   *view;
  GtkTextBuffer *buffer; /* the view's */
  SwRunner      *runner; /* or NULL */
  guint64        last;   /* id of the task that printed last */
};

G_DEFINE_FINAL_TYPE (SwRunLog, sw_run_log, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_HAS_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Valid text without what commands a terminal */
static char *
dup_plain (GBytes *bytes)
{
  g_autofree char *valid = g_utf8_make_valid (g_bytes_get_data (bytes, NULL),
                                              (gssize) g_bytes_get_size (bytes));
  g_autoptr (GString) plain = g_string_sized_new (g_bytes_get_size (bytes));

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    if (*c == '\n' || *c == '\t' || !g_unichar_iscntrl (g_utf8_get_char (c)))
      g_string_append_unichar (plain, g_utf8_get_char (c));
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

static void
append_name (SwRunLog   *self,
             const char *name)
{
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (self->buffer, &end);
  if (!gtk_text_iter_starts_line (&end))
    gtk_text_buffer_insert (self->buffer, &end, "\n", 1);
  gtk_text_buffer_insert_with_tags_by_name (self->buffer, &end, name, -1, "name", NULL);
  gtk_text_buffer_insert (self->buffer, &end, "\n", 1);
}

static void
drop_beginning (SwRunLog *self)
{
  int extra = gtk_text_buffer_get_char_count (self->buffer) - MOST_SHOWN;
  GtkTextIter start, end;

  if (extra <= 0)
    return;
  gtk_text_buffer_get_start_iter (self->buffer, &start);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &end, extra);
  gtk_text_iter_forward_line (&end);
  gtk_text_buffer_delete (self->buffer, &start, &end);
}

/* The end stays in sight for one who has not scrolled away from it. */
static gboolean
is_at_end (SwRunLog *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));

  return gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment)
         >= gtk_adjustment_get_upper (adjustment) - 1;
}

static void
logged_cb (SwRunLog *self,
           guint64   id,
           GBytes   *bytes)
{
  g_autofree char *text = dup_plain (bytes);
  const SwTaskRequest *request
      = sw_execution_get_request (sw_runner_get_execution (self->runner), id);
  gboolean was_empty = gtk_text_buffer_get_char_count (self->buffer) == 0;
  gboolean follow = is_at_end (self);
  GtkTextIter end;

  if (id != self->last && request != NULL)
    append_name (self, request->state->name);
  self->last = id;
  gtk_text_buffer_get_end_iter (self->buffer, &end);
  gtk_text_buffer_insert (self->buffer, &end, text, -1);
  drop_beginning (self);
  if (follow)
    gtk_text_view_scroll_to_mark (self->view, gtk_text_buffer_get_mark (self->buffer, "end"), 0,
                                  FALSE, 0, 0);
  if (was_empty)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_TEXT]);
}

static void
sw_run_log_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  SwRunLog *self = SW_RUN_LOG (object);

  if (prop_id == PROP_HAS_TEXT)
    g_value_set_boolean (value, gtk_text_buffer_get_char_count (self->buffer) > 0);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
unfollow (SwRunLog *self)
{
  if (self->runner != NULL)
    g_signal_handlers_disconnect_by_func (self->runner, logged_cb, self);
  g_clear_object (&self->runner);
}

static void
sw_run_log_dispose (GObject *object)
{
  unfollow (SW_RUN_LOG (object));
  G_OBJECT_CLASS (sw_run_log_parent_class)->dispose (object);
}

static void
sw_run_log_class_init (SwRunLogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sw_run_log_get_property;
  object_class->dispose = sw_run_log_dispose;
  properties[PROP_HAS_TEXT]
      = g_param_spec_boolean ("has-text", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sw_run_log_init (SwRunLog *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkTextIter end;

  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  self->buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_create_tag (self->buffer, "name", "weight", PANGO_WEIGHT_BOLD, NULL);
  gtk_text_buffer_get_end_iter (self->buffer, &end);
  gtk_text_buffer_create_mark (self->buffer, "end", &end, FALSE);
  gtk_text_view_set_editable (self->view, FALSE);
  gtk_text_view_set_monospace (self->view, TRUE);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (self->view, 12);
  gtk_text_view_set_right_margin (self->view, 12);
  gtk_text_view_set_top_margin (self->view, 6);
  gtk_text_view_set_bottom_margin (self->view, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Log of the Functions"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  adw_bin_set_child (ADW_BIN (self), scroller);
}

/**
 * sw_run_log_set_runner:
 * @runner: (nullable): whose handlers are listened to from now on; %NULL for a history
 *
 * Begins an empty log.
 */
void
sw_run_log_set_runner (SwRunLog *self,
                       SwRunner *runner)
{
  unfollow (self);
  g_set_object (&self->runner, runner);
  self->last = 0;
  gtk_text_buffer_set_text (self->buffer, "", 0);
  if (runner != NULL)
    g_signal_connect_object (runner, "task-log", G_CALLBACK (logged_cb), self, G_CONNECT_SWAPPED);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_TEXT]);
}
