/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-run-header.h"

#include <glib/gi18n.h>

#include "app/runs/record/sw-visit-list.h"
#include "engine/sw-cost.h"

#define CLOCK_TICK 100 /* milliseconds between looks at the clock of a run under way */

/* Rows of figures, in their order */
typedef enum
{
  FIGURE_TYPE,
  FIGURE_STARTED,
  FIGURE_DURATION,
  FIGURE_TRANSITIONS,
  FIGURE_EVENTS,
  FIGURE_PAYLOAD,
  FIGURE_COST,
  N_FIGURES
} Figure;

struct _SwRunHeader
{
  AdwBin         parent_instance;

  GtkImage      *status_icon;
  GtkBox        *words;
  GtkLabel      *status_label;
  GtkLabel      *reach_label;
  GtkLabel      *facts_label;
  GtkMenuButton *details_button;
  GtkLevelBar   *worst_meter;
  GtkGrid       *figures;
  GtkLabel      *values[N_FIGURES];
  GtkLevelBar   *meters[N_FIGURES]; /* NULL: the figure has no limit */

  SwRunRecord   *record;
  guint          clock; /* source; 0: the run is over */
  gboolean       compact;
};

G_DEFINE_FINAL_TYPE (SwRunHeader, sw_run_header, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_COMPACT
};

/* A run under way that stands still: a look beside those of the statuses */
#define LOOK_PAUSED (SW_EXECUTION_ABORTED + 1)

/* How the whole run stands, in a word, an icon and a colour */
static const struct
{
  const char *label;
  const char *icon;
  const char *css_class;
} looks[] = {
  [SW_EXECUTION_RUNNING] = { N_ ("Running"), "media-playback-start-symbolic", "accent" },
  [SW_EXECUTION_SUCCEEDED] = { N_ ("Succeeded"), "object-select-symbolic", "success" },
  [SW_EXECUTION_FAILED] = { N_ ("Failed"), "dialog-error-symbolic", "error" },
  [SW_EXECUTION_TIMED_OUT] = { N_ ("Timed out"), "dialog-error-symbolic", "error" },
  [SW_EXECUTION_ABORTED] = { N_ ("Stopped"), "media-playback-stop-symbolic", "warning" },
  [LOOK_PAUSED] = { N_ ("Paused"), "media-playback-pause-symbolic", "accent" },
};

static const struct
{
  const char *label;
  gboolean    limited;
} figure_rows[N_FIGURES] = {
  [FIGURE_TYPE] = { N_ ("Type"), FALSE },
  [FIGURE_STARTED] = { N_ ("Started"), FALSE },
  [FIGURE_DURATION] = { N_ ("Duration"), FALSE },
  [FIGURE_TRANSITIONS] = { N_ ("State Transitions"), FALSE },
  [FIGURE_EVENTS] = { N_ ("Events"), TRUE },
  [FIGURE_PAYLOAD] = { N_ ("Largest Payload"), TRUE },
  [FIGURE_COST] = { N_ ("Estimated Cost"), FALSE },
};

/**
 * sw_run_status_get_label:
 *
 * Returns: a word for how a run stands
 */
const char *
sw_run_status_get_label (SwExecutionStatus status)
{
  return gettext (looks[status].label);
}

/**
 * sw_run_status_get_icon:
 *
 * Returns: name of an icon for how a run stands
 */
const char *
sw_run_status_get_icon (SwExecutionStatus status)
{
  return looks[status].icon;
}

/**
 * sw_run_status_get_class:
 *
 * Returns: name of a style class with the colour of how a run stands
 */
const char *
sw_run_status_get_class (SwExecutionStatus status)
{
  return looks[status].css_class;
}

/**
 * sw_redrives_dup_text:
 * @count: of the times that a run was redriven
 *
 * Returns: (transfer full) (nullable): that in words; %NULL: never
 */
char *
sw_redrives_dup_text (guint count)
{
  /* translators: AWS's word for going on with a run that did not succeed; %u is how often that was
   * done */
  return count > 0 ? g_strdup_printf (_("Redrive %u"), count) : NULL;
}

static void
show_status (SwRunHeader      *self,
             SwExecutionStatus status)
{
  SwRunner *runner = sw_run_record_get_runner (self->record);
  guint pending = runner != NULL ? sw_runner_get_manual (runner)->len : 0;
  gboolean paused
      = runner != NULL && status == SW_EXECUTION_RUNNING && sw_runner_get_paused (runner);
  guint look = paused ? LOOK_PAUSED : status;
  g_autofree char *waiting = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->status_icon), looks[i].css_class);
      gtk_widget_remove_css_class (GTK_WIDGET (self->status_label), looks[i].css_class);
    }
  gtk_widget_add_css_class (GTK_WIDGET (self->status_icon), looks[look].css_class);
  gtk_widget_add_css_class (GTK_WIDGET (self->status_label), looks[look].css_class);
  gtk_image_set_from_icon_name (self->status_icon, looks[look].icon);
  if (look == SW_EXECUTION_RUNNING && pending > 0)
    waiting = g_strdup_printf (
        ngettext ("Waiting for %u answer", "Waiting for %u answers", pending), pending);
  gtk_label_set_label (self->status_label,
                       waiting != NULL ? waiting : gettext (looks[look].label));
}

/* How long the run has taken: until now where it is under way */
static gint64
get_duration (SwRunHeader      *self,
              const SwRunFacts *facts)
{
  SwRunner *runner = sw_run_record_get_runner (self->record);
  gint64 end = facts->ended;

  if (runner != NULL && facts->status == SW_EXECUTION_RUNNING)
    end = MAX (end, sw_runner_get_time (runner));
  return facts->began != 0 ? end - facts->began : 0;
}

static void
show_facts (SwRunHeader      *self,
            const SwRunFacts *facts)
{
  g_autofree char *duration = sw_duration_dup_text (get_duration (self, facts));
  g_autofree char *transitions
      = g_strdup_printf (ngettext ("%'u transition", "%'u transitions", facts->transitions),
                         (guint) facts->transitions);
  g_autofree char *events
      = g_strdup_printf (ngettext ("%'u event", "%'u events", facts->n_events), facts->n_events);
  g_autofree char *redrives = sw_redrives_dup_text (facts->redrives);
  g_autofree char *text = g_strjoin (" · ", duration, transitions, events, redrives, NULL);

  gtk_label_set_label (self->facts_label, text);
}

static void
show_meter (SwRunHeader *self,
            Figure       figure,
            double       share)
{
  if (share < 0)
    gtk_level_bar_set_value (self->meters[figure], 0);
  else
    gtk_level_bar_set_value (self->meters[figure], MIN (1, share));
  gtk_widget_set_visible (GTK_WIDGET (self->meters[figure]), share >= 0);
}

static void
take_value (SwRunHeader *self,
            Figure       figure,
            char        *take_text)
{
  gtk_label_set_label (self->values[figure], take_text);
  g_free (take_text);
}

static char *
dup_started (gint64 began)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (began);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, "%x %X") : g_strdup ("");
}

static void
show_figures (SwRunHeader      *self,
              const SwRunFacts *facts)
{
  double events = facts->express ? -1 : (double) facts->n_events / SW_RUN_MAX_EVENTS;
  double payload = (double) facts->payload / SW_RUN_MAX_PAYLOAD;
  g_autofree char *size = g_format_size_full (facts->payload, G_FORMAT_SIZE_IEC_UNITS);
  g_autofree char *cost = sw_cost_dup_text (facts->cost);

  take_value (self, FIGURE_TYPE, g_strdup (facts->express ? _("Express") : _("Standard")));
  take_value (self, FIGURE_STARTED, dup_started (facts->began));
  take_value (self, FIGURE_DURATION, sw_duration_dup_text (get_duration (self, facts)));
  take_value (self, FIGURE_TRANSITIONS, g_strdup_printf ("%'u", (guint) facts->transitions));
  take_value (self, FIGURE_EVENTS,
              facts->express ? g_strdup_printf ("%'u", facts->n_events)
                             /* translators: events of a run, and how many AWS allows */
                             : g_strdup_printf (_("%'u of %'u"), facts->n_events,
                                                SW_RUN_MAX_EVENTS));
  /* translators: the size of the largest data of a run; 256 KiB is what AWS allows */
  take_value (self, FIGURE_PAYLOAD, g_strdup_printf (_("%s of 256 KiB"), size));
  /* translators: an amount of money, the region it is paid in, and the date of the price list */
  take_value (self, FIGURE_COST, g_strdup_printf (_("%s in %s (prices of %s)"), cost,
                                                  sw_prices_get ()->region, sw_prices_get ()->as_of));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->values[FIGURE_COST]), sw_prices_get ()->source);
  show_meter (self, FIGURE_EVENTS, events);
  show_meter (self, FIGURE_PAYLOAD, payload);
  gtk_level_bar_set_value (self->worst_meter, CLAMP (MAX (events, payload), 0, 1));
}

/* How far the run reaches, in words and colour: nobody is to take one at AWS for a trial. Whose AWS
 * it is may be known only once that has answered. */
static void
show_reach (SwRunHeader *self)
{
  static const struct
  {
    const char *name;
    const char *tooltip;
    const char *css_class;
  } reaches[] = {
    [SW_REACH_NOTHING] = { N_ ("Mocks"),
                           N_ ("Tasks of this run are mocked, or answered by you: nothing is reached"),
                           "dim-label" },
    [SW_REACH_COMPUTER] = { N_ ("Local Programs"),
                            N_ ("Tasks of this run are performed by programs on this computer"),
                            "accent" },
    [SW_REACH_NETWORK] = { N_ ("Network"), N_ ("Tasks of this run call addresses elsewhere"),
                           "warning" },
    [SW_REACH_AWS] = { N_ ("AWS"), N_ ("Tasks of this run call the real services of AWS"),
                       "warning" },
  };
  SwRunner *runner = sw_run_record_get_runner (self->record);
  SwReach reach = runner != NULL ? sw_runner_get_reach (runner) : SW_REACH_NOTHING;
  g_autofree char *place = runner != NULL ? sw_runner_dup_place (runner) : NULL;
  g_autofree char *text = g_strjoin (" ", _(reaches[reach].name), place, NULL);
  g_autofree char *tooltip = g_strdup_printf ("%s\n%s", text, _(reaches[reach].tooltip));
  GtkWidget *label = GTK_WIDGET (self->reach_label);

  gtk_widget_set_visible (label, runner != NULL && sw_runner_has_performer (runner));
  if (g_str_equal (gtk_label_get_label (self->reach_label), text))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (reaches); i++)
    gtk_widget_remove_css_class (label, reaches[i].css_class);
  gtk_widget_add_css_class (label, reaches[reach].css_class);
  gtk_label_set_label (self->reach_label, text);
  gtk_widget_set_tooltip_text (label, tooltip);
}

static void start_clock (SwRunHeader *self);

static void
show (SwRunHeader *self)
{
  SwRunFacts facts;

  sw_run_record_get_facts (self->record, &facts);
  show_status (self, facts.status);
  show_reach (self);
  show_facts (self, &facts);
  show_figures (self, &facts);
  if (facts.status != SW_EXECUTION_RUNNING)
    g_clear_handle_id (&self->clock, g_source_remove);
  else
    start_clock (self);
}

static gboolean
clock_cb (gpointer user_data)
{
  SwRunHeader *self = user_data;
  SwRunFacts facts;

  sw_run_record_get_facts (self->record, &facts);
  show_facts (self, &facts);
  return G_SOURCE_CONTINUE;
}

/* One that was redriven has its clock again. */
static void
start_clock (SwRunHeader *self)
{
  if (self->clock == 0 && sw_run_record_get_runner (self->record) != NULL)
    self->clock = g_timeout_add (CLOCK_TICK, clock_cb, self);
}

static void
add_figure (SwRunHeader *self,
            Figure       figure)
{
  GtkWidget *label = gtk_label_new (gettext (figure_rows[figure].label));
  GtkWidget *value = gtk_label_new (NULL);
  int row = (int) figure * 2;

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (value), 1);
  gtk_widget_set_hexpand (value, TRUE);
  gtk_widget_add_css_class (value, "numeric");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label,
                                  NULL, -1);
  gtk_grid_attach (self->figures, label, 0, row, 1, 1);
  gtk_grid_attach (self->figures, value, 1, row, 1, 1);
  self->values[figure] = GTK_LABEL (value);
  if (!figure_rows[figure].limited)
    return;
  self->meters[figure] = GTK_LEVEL_BAR (gtk_level_bar_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->meters[figure]), "limit-meter");
  gtk_grid_attach (self->figures, GTK_WIDGET (self->meters[figure]), 0, row + 1, 2, 1);
}

/* Full is bad here: the last tenth warns, the end is an error. */
static void
set_offsets (GtkLevelBar *meter)
{
  gtk_level_bar_add_offset_value (meter, GTK_LEVEL_BAR_OFFSET_FULL, 0.7);
  gtk_level_bar_add_offset_value (meter, GTK_LEVEL_BAR_OFFSET_HIGH, 0.9);
  gtk_level_bar_add_offset_value (meter, GTK_LEVEL_BAR_OFFSET_LOW, 1);
}

static void
sw_run_header_dispose (GObject *object)
{
  SwRunHeader *self = SW_RUN_HEADER (object);

  g_clear_handle_id (&self->clock, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_RUN_HEADER);
  g_clear_object (&self->record);
  G_OBJECT_CLASS (sw_run_header_parent_class)->dispose (object);
}

static void
sw_run_header_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value, SW_RUN_HEADER (object)->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_compact (SwRunHeader *self,
             gboolean     compact)
{
  self->compact = compact;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->words), compact
                                                                    ? GTK_ORIENTATION_VERTICAL
                                                                    : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (self->words, compact ? 0 : 12);
}

static void
sw_run_header_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_COMPACT:
      set_compact (SW_RUN_HEADER (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sw_run_header_class_init (SwRunHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_run_header_dispose;
  G_OBJECT_CLASS (klass)->get_property = sw_run_header_get_property;
  G_OBJECT_CLASS (klass)->set_property = sw_run_header_set_property;
  g_object_class_install_property (G_OBJECT_CLASS (klass), PROP_COMPACT,
                                   g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                                                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stepwright/Stepwright/sw-run-header.ui");
  gtk_widget_class_bind_template_child (widget_class, SwRunHeader, status_icon);
  gtk_widget_class_bind_template_child (widget_class, SwRunHeader, words);
  gtk_widget_class_bind_template_child (widget_class, SwRunHeader, status_label);
  gtk_widget_class_bind_template_child (widget_class, SwRunHeader, reach_label);
  gtk_widget_class_bind_template_child (widget_class, SwRunHeader, facts_label);
  gtk_widget_class_bind_template_child (widget_class, SwRunHeader, details_button);
  gtk_widget_class_bind_template_child (widget_class, SwRunHeader, worst_meter);
  gtk_widget_class_bind_template_child (widget_class, SwRunHeader, figures);
}

static void
sw_run_header_init (SwRunHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (Figure i = 0; i < N_FIGURES; i++)
    add_figure (self, i);
  set_offsets (self->worst_meter);
  set_offsets (self->meters[FIGURE_EVENTS]);
  set_offsets (self->meters[FIGURE_PAYLOAD]);
  gtk_label_set_label (self->status_label, _("Not run yet"));
}

/**
 * sw_run_header_set_record:
 * @record: the run to tell of
 */
void
sw_run_header_set_record (SwRunHeader *self,
                          SwRunRecord *record)
{
  g_return_if_fail (SW_IS_RUN_HEADER (self));

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_clear_handle_id (&self->clock, g_source_remove);
  g_set_object (&self->record, record);
  gtk_widget_set_visible (GTK_WIDGET (self->details_button), TRUE);
  g_signal_connect_object (record, "advanced", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  if (sw_run_record_get_runner (record) != NULL)
    {
      g_signal_connect_object (sw_run_record_get_runner (record), "notify::pending",
                               G_CALLBACK (show), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (sw_run_record_get_runner (record), "notify::paused",
                               G_CALLBACK (show), self, G_CONNECT_SWAPPED);
    }
  show (self);
}
