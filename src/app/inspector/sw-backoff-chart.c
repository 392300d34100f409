/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/sw-backoff-chart.h"

#include <glib/gi18n.h>
#include <math.h>

#define MAX_DRAWN 24 /* retries; more are said in words */
#define HEIGHT    44 /* pixels */
#define LABELLED  4  /* waits named in words before the "…" */

struct _SwBackoffChart
{
  GtkBox     parent_instance;

  GtkWidget *drawing;
  GtkWidget *summary;
  SwBackoff  backoff;
};

G_DEFINE_FINAL_TYPE (SwBackoffChart, sw_backoff_chart, GTK_TYPE_BOX)

/* "90 s", "5 min", "2.5 h", "3 d" */
static char *
dup_duration (double seconds)
{
  const double unit = seconds >= 2 * 86400 ? 86400 : seconds >= 2 * 3600 ? 3600
                      : seconds >= 120      ? 60   : 1;
  g_autofree char *number = g_strdup_printf ("%.4g", round (seconds / unit * 10) / 10);

  if (unit > 3600)
    /* translators: a duration in days */
    return g_strdup_printf (_("%s d"), number);
  if (unit > 60)
    /* translators: a duration in hours */
    return g_strdup_printf (_("%s h"), number);
  if (unit > 1)
    /* translators: a duration in minutes */
    return g_strdup_printf (_("%s min"), number);
  /* translators: a duration in seconds */
  return g_strdup_printf (_("%s s"), number);
}

static double
get_total (const SwBackoff *backoff)
{
  double total = 0;
  guint n_exact = MIN (backoff->max_attempts, 10000u);

  for (guint i = 0; i < n_exact; i++)
    total += sw_backoff_get_delay (backoff, i);
  /* By then the waits grow no more, or are without end anyway. */
  return total + (backoff->max_attempts - n_exact) * sw_backoff_get_delay (backoff, n_exact);
}

/**
 * sw_backoff_chart_dup_summary:
 *
 * Returns: (transfer full): the timetable in words: "Tries again after 1 s, 2 s, 4 s; 7 s in all"
 */
char *
sw_backoff_chart_dup_summary (const SwBackoff *backoff)
{
  g_autoptr (GString) waits = g_string_new (NULL);
  g_autofree char *total = dup_duration (get_total (backoff));

  if (backoff->max_attempts == 0)
    return g_strdup (_("Never tries again"));
  for (guint i = 0; i < MIN (backoff->max_attempts, LABELLED); i++)
    {
      g_autofree char *wait = dup_duration (sw_backoff_get_delay (backoff, i));

      g_string_append_printf (waits, "%s%s", i > 0 ? ", " : "", wait);
    }
  if (backoff->max_attempts > LABELLED)
    g_string_append (waits, ", …");
  if (backoff->full_jitter)
    /* translators: a list of durations, and their sum */
    return g_strdup_printf (_("Tries again after up to %s; at most %s in all"), waits->str, total);
  /* translators: a list of durations, and their sum */
  return g_strdup_printf (_("Tries again after %s; %s in all"), waits->str, total);
}

/* A wait is a bar as long as it takes; a try is a dot behind it. */
static void
draw_cb (GtkDrawingArea *area,
         cairo_t        *cr,
         int             width,
         int             height,
         gpointer        user_data)
{
  SwBackoffChart *self = user_data;
  guint count = MIN (self->backoff.max_attempts, MAX_DRAWN);
  g_autoptr (GdkRGBA) accent
      = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());
  const double radius = 4, middle = height / 2.0, bar = 10;
  double total = 0, x = radius + 1, scale;
  GdkRGBA ink;

  gtk_widget_get_color (GTK_WIDGET (area), &ink);
  for (guint i = 0; i < count; i++)
    total += sw_backoff_get_delay (&self->backoff, i);
  scale = total > 0 ? (width - 2 * x) / total : 0;
  for (guint i = 0; i <= count; i++)
    {
      double wait = i < count ? sw_backoff_get_delay (&self->backoff, i) * scale : 0;

      gdk_cairo_set_source_rgba (cr, &(GdkRGBA) { accent->red, accent->green, accent->blue,
                                                  self->backoff.full_jitter ? 0.25f : 0.5f });
      cairo_rectangle (cr, x, middle - bar / 2, wait, bar);
      cairo_fill (cr);
      gdk_cairo_set_source_rgba (cr, i == 0 ? &ink : accent);
      cairo_arc (cr, x, middle, radius, 0, 2 * G_PI);
      cairo_fill (cr);
      x += wait;
    }
}

static void
redraw_cb (SwBackoffChart *self)
{
  gtk_widget_queue_draw (self->drawing);
}

static void
sw_backoff_chart_class_init (SwBackoffChartClass *klass)
{
}

static void
sw_backoff_chart_init (SwBackoffChart *self)
{
  self->backoff = SW_BACKOFF_INIT;
  self->drawing = gtk_drawing_area_new ();
  self->summary = gtk_label_new (NULL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->drawing), HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->drawing), draw_cb, self, NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->drawing), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE,
                               -1);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::accent-color",
                           G_CALLBACK (redraw_cb), self, G_CONNECT_SWAPPED);
  gtk_label_set_wrap (GTK_LABEL (self->summary), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->summary), 0);
  gtk_widget_add_css_class (self->summary, "caption");
  gtk_widget_add_css_class (self->summary, "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self), "field-code");
  gtk_box_append (GTK_BOX (self), self->drawing);
  gtk_box_append (GTK_BOX (self), self->summary);
}

/**
 * sw_backoff_chart_new:
 *
 * Returns: (transfer floating): a chart of a retrier that says nothing
 */
GtkWidget *
sw_backoff_chart_new (void)
{
  return g_object_new (SW_TYPE_BACKOFF_CHART, NULL);
}

/**
 * sw_backoff_chart_show:
 * @backoff: copied
 */
void
sw_backoff_chart_show (SwBackoffChart  *self,
                       const SwBackoff *backoff)
{
  g_autofree char *summary = sw_backoff_chart_dup_summary (backoff);

  g_return_if_fail (SW_IS_BACKOFF_CHART (self));

  self->backoff = *backoff;
  gtk_label_set_label (GTK_LABEL (self->summary), summary);
  gtk_widget_set_visible (self->drawing, backoff->max_attempts > 0);
  gtk_widget_queue_draw (self->drawing);
}

/**
 * sw_backoff_chart_show_retrier:
 * @retrier: an element of Retry
 *
 * What cannot be read (a placeholder) counts as what the language says without it.
 */
void
sw_backoff_chart_show_retrier (SwBackoffChart *self,
                               const SwNode   *retrier)
{
  SwBackoff backoff = SW_BACKOFF_INIT;
  double attempts = backoff.max_attempts;
  const struct
  {
    const char *name;
    double     *number;
  } numbers[] = {
    { "IntervalSeconds", &backoff.interval },
    { "BackoffRate", &backoff.rate },
    { "MaxDelaySeconds", &backoff.max_delay },
    { "MaxAttempts", &attempts },
  };
  const SwNode *jitter;

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      const SwNode *node = sw_node_get_member (retrier, numbers[i].name);
      g_auto (SwValue) value = SW_VALUE_INIT;

      if (node == NULL || node->kind != SW_NODE_NUMBER)
        continue;
      value = sw_node_to_value (node);
      if (sw_value_is (value, SW_TYPE_NUMBER))
        *numbers[i].number = MAX (sw_value_get_number (value), 0);
    }
  backoff.max_attempts = (guint) MIN (attempts, 99999999);
  jitter = sw_node_get_member (retrier, "JitterStrategy");
  backoff.full_jitter = jitter != NULL && sw_node_equals_string (jitter, "FULL");
  sw_backoff_chart_show (self, &backoff);
}
