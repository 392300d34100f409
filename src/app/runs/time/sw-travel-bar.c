/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/time/sw-travel-bar.h"

#include "app/runs/record/sw-visit-list.h"
#include "app/runs/time/sw-scrubber.h"

/* Travelling is over when nothing moved for so long: milliseconds */
#define REST 80

struct _SwTravelBar
{
  AdwBin       parent_instance;

  SwScrubber  *scrubber;
  GtkLabel    *moment_label;
  GtkWidget   *follow_button;

  SwRunRecord *record;   /* NULL before the first run */
  guint        travel;   /* under way until this source comes; 0: at rest */
  guint        position; /* where it was last */
  gboolean     behind;   /* what is chosen is not what stands there */
};

G_DEFINE_FINAL_TYPE (SwTravelBar, sw_travel_bar, ADW_TYPE_BIN)

static void
choose_there (SwTravelBar *self)
{
  SwTrace *trace = sw_run_record_get_trace (self->record);
  guint position = sw_run_record_get_position (self->record);

  sw_run_record_select (self->record, sw_trace_get_visit_of (trace, position), position);
  self->behind = FALSE;
}

static void
end_travel (SwTravelBar *self)
{
  g_clear_handle_id (&self->travel, g_source_remove);
  self->behind = FALSE;
}

static gboolean
rest_cb (gpointer user_data)
{
  SwTravelBar *self = user_data;

  self->travel = 0;
  if (self->behind)
    choose_there (self);
  return G_SOURCE_REMOVE;
}

/* What is chosen moves lists, code and inspector: a step does so at once, a drag when it rests, so
 * that the diagram keeps up with the pointer. */
static void
travel (SwTravelBar *self,
        guint        position)
{
  gboolean moved = position != self->position;

  self->position = position;
  if (!moved || self->travel == 0)
    choose_there (self);
  else
    self->behind = TRUE;
  if (!moved)
    return;
  g_clear_handle_id (&self->travel, g_source_remove);
  self->travel = g_timeout_add (REST, rest_cb, self);
}

static void
moved_cb (SwTravelBar *self)
{
  gint64 at = sw_snapshot_get_time (sw_run_record_get_snapshot (self->record));
  guint position = sw_run_record_get_position (self->record);
  g_autofree char *text = NULL;
  SwRunFacts facts;

  sw_run_record_get_facts (self->record, &facts);
  text = sw_duration_dup_text (MAX (0, at - facts.began));
  gtk_label_set_label (self->moment_label, text);
  gtk_widget_set_sensitive (self->follow_button, !sw_run_record_get_follows (self->record));
  if (sw_run_record_get_follows (self->record))
    end_travel (self);
  else
    travel (self, position);
}

/* Another choice outdoes the moment's. */
static void
selected_cb (SwTravelBar *self)
{
  self->behind = FALSE;
}

static void
previous_event_cb (SwTravelBar *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->scrubber), "scrubber.move", "s", "previous");
}

static void
next_event_cb (SwTravelBar *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->scrubber), "scrubber.move", "s", "next");
}

static void
follow_cb (SwTravelBar *self)
{
  sw_run_record_follow (self->record);
}

static void
sw_travel_bar_dispose (GObject *object)
{
  SwTravelBar *self = SW_TRAVEL_BAR (object);

  end_travel (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_TRAVEL_BAR);
  g_clear_object (&self->record);
  G_OBJECT_CLASS (sw_travel_bar_parent_class)->dispose (object);
}

static void
sw_travel_bar_class_init (SwTravelBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (SW_TYPE_SCRUBBER);
  G_OBJECT_CLASS (klass)->dispose = sw_travel_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stepwright/Stepwright/sw-travel-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SwTravelBar, scrubber);
  gtk_widget_class_bind_template_child (widget_class, SwTravelBar, moment_label);
  gtk_widget_class_bind_template_child (widget_class, SwTravelBar, follow_button);
  gtk_widget_class_bind_template_callback (widget_class, previous_event_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_event_cb);
  gtk_widget_class_bind_template_callback (widget_class, follow_cb);
}

static void
sw_travel_bar_init (SwTravelBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sw_scrubber_set_record (self->scrubber, NULL);
}

/**
 * sw_travel_bar_set_record:
 * @record: the run to travel in
 */
void
sw_travel_bar_set_record (SwTravelBar *self,
                          SwRunRecord *record)
{
  g_return_if_fail (SW_IS_TRAVEL_BAR (self));

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  end_travel (self);
  self->position = 0;
  g_set_object (&self->record, record);
  sw_scrubber_set_record (self->scrubber, record);
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  g_signal_connect_object (record, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (record, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  moved_cb (self);
}
