/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/time/sw-scrubber.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/canvas/board/sw-canvas-theme.h"

#define HEIGHT 30
#define INSET 10     /* pixels left and right of the line, half of the knob */
#define KNOB 16
#define TRACK 4
#define TICK 6       /* length of an event's tick, under the line; failures are twice as long */
#define TICK_ROOM 3  /* pixels that a tick needs: where events stand closer, they are one stroke */

struct _SwScrubber
{
  GtkWidget    parent_instance;

  SwRunRecord *record;   /* NULL: no run */
  GArray      *failures; /* guint: events that tell of a failure */
  guint        n_seen;   /* events looked through for failures */
};

G_DEFINE_FINAL_TYPE (SwScrubber, sw_scrubber, GTK_TYPE_WIDGET)

static double
get_x (SwScrubber *self,
       guint       event)
{
  guint count = MAX (2, sw_run_record_get_n_events (self->record));
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * INSET;
  double share = (double) (MAX (1, event) - 1) / (double) (count - 1);

  return INSET
         + width
               * (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? 1 - share
                                                                                   : share);
}

static guint
get_event_at (SwScrubber *self,
              double      x)
{
  guint count = sw_run_record_get_n_events (self->record);
  double width = MAX (1, gtk_widget_get_width (GTK_WIDGET (self)) - 2 * INSET);
  double share = CLAMP ((x - INSET) / width, 0, 1);

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    share = 1 - share;
  return 1 + (guint) round (share * (MAX (count, 1) - 1));
}

static void
append_rect (GtkSnapshot   *snapshot,
             double         x,
             double         y,
             double         width,
             double         height,
             const GdkRGBA *colour)
{
  gtk_snapshot_append_color (
      snapshot, colour,
      &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
}

static void
append_track (SwScrubber          *self,
              GtkSnapshot         *snapshot,
              const SwCanvasTheme *theme)
{
  double first = get_x (self, 1);
  double last = get_x (self, sw_run_record_get_n_events (self->record));
  double at = get_x (self, sw_run_record_get_position (self->record));
  double y = HEIGHT / 2.0 - TRACK / 2.0;
  GdkRGBA rest = theme->text;

  rest.alpha = 0.15f;
  append_rect (snapshot, MIN (first, last), y, fabs (last - first), TRACK, &rest);
  append_rect (snapshot, MIN (first, at), y, fabs (at - first), TRACK, &theme->accent_fill);
}

static void
append_ticks (SwScrubber          *self,
              GtkSnapshot         *snapshot,
              const SwCanvasTheme *theme)
{
  guint count = sw_run_record_get_n_events (self->record);
  double room = (gtk_widget_get_width (GTK_WIDGET (self)) - 2.0 * INSET) / MAX (1, count);
  double y = HEIGHT / 2.0 + TRACK;
  GdkRGBA tick = theme->dim_text;

  tick.alpha *= 0.6f;
  for (guint i = 1; room >= TICK_ROOM && i <= count; i++)
    append_rect (snapshot, get_x (self, i) - 0.5, y, 1, TICK, &tick);
  for (guint i = 0; i < self->failures->len; i++)
    append_rect (snapshot, get_x (self, g_array_index (self->failures, guint, i)) - 1,
                 HEIGHT / 2.0 - TRACK - TICK / 2.0, 2, 2 * TICK + TRACK,
                 &theme->runs[SW_RUN_STATE_FAILED]);
}

static void
append_knob (SwScrubber          *self,
             GtkSnapshot         *snapshot,
             const SwCanvasTheme *theme)
{
  double x = get_x (self, sw_run_record_get_position (self->record));
  gboolean focused = gtk_widget_has_visible_focus (GTK_WIDGET (self));
  double size = focused ? KNOB + 4 : KNOB;
  const GdkRGBA *ring = focused ? &theme->accent : &theme->card_border;
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (
      &shape,
      &GRAPHENE_RECT_INIT ((float) (x - size / 2), (float) ((HEIGHT - size) / 2), (float) size,
                           (float) size),
      (float) size / 2);
  gtk_snapshot_append_outset_shadow (snapshot, &shape, &(GdkRGBA) { 0, 0, 0, 0.3f }, 0, 1, 0, 2);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 1, 1, 1, 1 }, &shape.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &shape, (float[4]) { 2, 2, 2, 2 },
                              (GdkRGBA[4]) { *ring, *ring, *ring, *ring });
}

static void
sw_scrubber_snapshot (GtkWidget   *widget,
                      GtkSnapshot *snapshot)
{
  SwScrubber *self = SW_SCRUBBER (widget);
  SwCanvasTheme theme;

  if (self->record == NULL || sw_run_record_get_n_events (self->record) == 0)
    return;
  sw_canvas_theme_load (&theme, widget);
  append_ticks (self, snapshot, &theme);
  append_track (self, snapshot, &theme);
  append_knob (self, snapshot, &theme);
}

static void
measure (GtkWidget      *widget,
         GtkOrientation  orientation,
         int             for_size,
         int            *minimum,
         int            *natural,
         int            *minimum_baseline,
         int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 80 : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : HEIGHT;
}

static char *
dup_text (SwScrubber *self)
{
  guint position = sw_run_record_get_position (self->record);

  /* translators: an event of a run: its number, of how many, and its type as AWS calls it */
  return g_strdup_printf (
      _("Event %u of %u: %s"), position, sw_run_record_get_n_events (self->record),
      sw_history_event_get_type_name (
          sw_history_get (sw_run_record_get_history (self->record), position - 1)));
}

/* What the knob stands at, for assistive technology */
static void
tell (SwScrubber *self)
{
  guint position = sw_run_record_get_position (self->record);
  g_autofree char *text = NULL;

  if (position == 0)
    return;
  text = dup_text (self);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) position,
      GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 1.0, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
      (double) sw_run_record_get_n_events (self->record), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text,
      -1);
}

static gboolean
query_tooltip_cb (SwScrubber *self,
                  int         x,
                  int         y,
                  gboolean    keyboard,
                  GtkTooltip *tooltip)
{
  g_autofree char *text = NULL;

  if (self->record == NULL || sw_run_record_get_position (self->record) == 0)
    return FALSE;
  text = dup_text (self);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
advanced_cb (SwScrubber *self)
{
  guint count = sw_run_record_get_n_events (self->record);

  for (; self->n_seen < count; self->n_seen++)
    {
      const SwHistoryEvent *event
          = sw_history_get (sw_run_record_get_history (self->record), self->n_seen);
      guint id = self->n_seen + 1;

      if (sw_history_event_get_error (event) != NULL)
        g_array_append_val (self->failures, id);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
moved_cb (SwScrubber *self)
{
  tell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
go_to (SwScrubber *self,
       guint       event)
{
  if (self->record != NULL && event > 0)
    sw_run_record_set_position (self->record, event);
}

/* The next event at which a state was entered or left, forwards or backwards */
static guint
find_step (SwScrubber *self,
           gboolean    forwards)
{
  const SwHistory *history = sw_run_record_get_history (self->record);
  guint count = sw_run_record_get_n_events (self->record);
  guint event = sw_run_record_get_position (self->record);

  for (event = forwards ? event + 1 : event - 1; event > 1 && event < count;
       event = forwards ? event + 1 : event - 1)
    if (sw_history_event_get_type (sw_history_get (history, event - 1)) == SW_EVENT_STATE_ENTERED)
      return event;
  return CLAMP (event, 1, count);
}

static void
move_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  SwScrubber *self = SW_SCRUBBER (widget);
  const char *way = g_variant_get_string (parameter, NULL);
  guint count = self->record != NULL ? sw_run_record_get_n_events (self->record) : 0;
  guint position = count > 0 ? sw_run_record_get_position (self->record) : 0;
  guint tenth = MAX (1, count / 10);

  if (count == 0)
    return;
  if (g_str_equal (way, "previous"))
    go_to (self, MAX (2, position) - 1);
  else if (g_str_equal (way, "next"))
    go_to (self, position + 1);
  else if (g_str_equal (way, "previous-state"))
    go_to (self, find_step (self, FALSE));
  else if (g_str_equal (way, "next-state"))
    go_to (self, find_step (self, TRUE));
  else if (g_str_equal (way, "back"))
    go_to (self, position > tenth ? position - tenth : 1);
  else if (g_str_equal (way, "forward"))
    go_to (self, position + tenth);
  else if (g_str_equal (way, "first"))
    go_to (self, 1);
  else
    go_to (self, count);
}

static void
drag_begin_cb (SwScrubber *self,
               double      x,
               double      y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->record != NULL)
    go_to (self, get_event_at (self, x));
}

static void
drag_update_cb (SwScrubber     *self,
                double          dx,
                double          dy,
                GtkGestureDrag *drag)
{
  double x, y;

  gtk_gesture_drag_get_start_point (drag, &x, &y);
  if (self->record != NULL)
    go_to (self, get_event_at (self, x + dx));
}

static void
sw_scrubber_dispose (GObject *object)
{
  sw_scrubber_set_record (SW_SCRUBBER (object), NULL);
  G_OBJECT_CLASS (sw_scrubber_parent_class)->dispose (object);
}

static void
sw_scrubber_finalize (GObject *object)
{
  g_array_unref (SW_SCRUBBER (object)->failures);
  G_OBJECT_CLASS (sw_scrubber_parent_class)->finalize (object);
}

static void
sw_scrubber_class_init (SwScrubberClass *klass)
{
  static const struct
  {
    guint       key;
    const char *way;
  } keys[] = {
    { GDK_KEY_Left, "previous" },      { GDK_KEY_Right, "next" },
    { GDK_KEY_Up, "previous-state" },  { GDK_KEY_Down, "next-state" },
    { GDK_KEY_Page_Up, "back" },       { GDK_KEY_Page_Down, "forward" },
    { GDK_KEY_Home, "first" },         { GDK_KEY_End, "last" },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_scrubber_dispose;
  G_OBJECT_CLASS (klass)->finalize = sw_scrubber_finalize;
  widget_class->snapshot = sw_scrubber_snapshot;
  widget_class->measure = measure;
  gtk_widget_class_install_action (widget_class, "scrubber.move", "s", move_cb);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, 0, "scrubber.move", "s",
                                         keys[i].way);
  gtk_widget_class_set_css_name (widget_class, "scrubber");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
sw_scrubber_init (SwScrubber *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->failures = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Moment of the Run"), -1);
}

/**
 * sw_scrubber_set_record:
 * @record: (nullable): the run to travel in
 */
void
sw_scrubber_set_record (SwScrubber  *self,
                        SwRunRecord *record)
{
  g_return_if_fail (SW_IS_SCRUBBER (self));

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_set_object (&self->record, record);
  g_array_set_size (self->failures, 0);
  self->n_seen = 0;
  gtk_widget_set_sensitive (GTK_WIDGET (self), record != NULL);
  if (record == NULL)
    return;
  g_signal_connect_object (record, "advanced", G_CALLBACK (advanced_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (record, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  advanced_cb (self);
  moved_cb (self);
}
