/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-problems-button.h"

#include <glib/gi18n.h>

/* Shorter checks are not worth a change of the looks. */
#define CHECKING_MS 200

#define N_SEVERITIES (SW_SEVERITY_HINT + 1)

struct _SwProblemsButton
{
  AdwBin              parent_instance;

  GtkMenuButton      *button;
  GtkPopover         *popover;
  GtkStack           *stack;
  GtkWidget          *toggles;
  GtkListView        *list_view;
  GtkFilterListModel *filtered;
  GtkCustomFilter    *filter;
  GtkWidget          *fine_icon;
  GtkWidget          *fine_label;
  /* By severity */
  GtkWidget          *icons[N_SEVERITIES];
  GtkLabel           *labels[N_SEVERITIES];
  GtkToggleButton    *filters[N_SEVERITIES];
  GtkLabel           *filter_labels[N_SEVERITIES];

  SwDocument         *document;
  guint               checking_source; /* the count is about to be shown as that of before */
};

G_DEFINE_FINAL_TYPE (SwProblemsButton, sw_problems_button, ADW_TYPE_BIN)

static guint activated_signal;
static guint closed_signal;

/* "2 errors": counted and read aloud in three kinds. */
static char *
dup_count_text (SwSeverity severity,
                guint      count)
{
  switch (severity)
    {
    case SW_SEVERITY_ERROR:
      return g_strdup_printf (ngettext ("%u error", "%u errors", count), count);
    case SW_SEVERITY_WARNING:
      return g_strdup_printf (ngettext ("%u warning", "%u warnings", count), count);
    case SW_SEVERITY_HINT:
      return g_strdup_printf (ngettext ("%u hint", "%u hints", count), count);
    default:
      g_return_val_if_reached (NULL);
    }
}

static void
count_problems (SwProblemsButton *self,
                guint            *counts)
{
  GListModel *problems = sw_document_get_diagnostics (self->document);

  for (guint i = 0; i < g_list_model_get_n_items (problems); i++)
    {
      g_autoptr (SwProblem) problem = g_list_model_get_item (problems, i);

      counts[sw_problem_get_severity (problem)]++;
    }
}

static void
update_page (SwProblemsButton *self)
{
  guint counts[N_SEVERITIES] = { 0 };
  guint all = 0, wanted = 0;

  count_problems (self, counts);
  for (guint i = 0; i < N_SEVERITIES; i++)
    {
      all += counts[i];
      wanted += gtk_toggle_button_get_active (self->filters[i]) ? counts[i] : 0;
    }
  gtk_stack_set_visible_child_name (self->stack, all == 0      ? "none"
                                                 : wanted == 0 ? "hidden"
                                                               : "some");
}

static void
changed_cb (SwProblemsButton *self)
{
  g_autoptr (GString) summary = g_string_new (NULL);
  guint counts[N_SEVERITIES] = { 0 };
  gboolean fine = TRUE;

  count_problems (self, counts);
  for (guint i = 0; i < N_SEVERITIES; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", counts[i]);
      g_autofree char *text = dup_count_text (i, counts[i]);

      gtk_label_set_label (self->labels[i], number);
      gtk_label_set_label (self->filter_labels[i], text);
      gtk_widget_set_visible (self->icons[i], counts[i] > 0);
      gtk_widget_set_visible (GTK_WIDGET (self->labels[i]), counts[i] > 0);
      gtk_widget_set_visible (GTK_WIDGET (self->filters[i]), counts[i] > 0);
      if (counts[i] > 0)
        g_string_append_printf (summary, "%s%s", fine ? "" : ", ", text);
      fine &= counts[i] == 0;
    }
  gtk_widget_set_visible (self->fine_icon, fine);
  gtk_widget_set_visible (self->fine_label, fine);
  gtk_widget_set_visible (self->toggles, !fine);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  fine ? _("No problems") : summary->str, -1);
  update_page (self);
}

static void
checking_cb (gpointer user_data)
{
  SwProblemsButton *self = user_data;

  self->checking_source = 0;
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "dimmed");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_STATE_BUSY, TRUE, -1);
}

/* While the text is read the problems are those of the text before: their count says so where that
 * takes long enough to be seen. */
static void
pending_cb (SwProblemsButton *self)
{
  if (sw_document_get_pending (self->document))
    {
      if (self->checking_source == 0)
        self->checking_source = g_timeout_add_once (CHECKING_MS, checking_cb, self);
      return;
    }
  g_clear_handle_id (&self->checking_source, g_source_remove);
  gtk_widget_remove_css_class (GTK_WIDGET (self->button), "dimmed");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_STATE_BUSY, FALSE, -1);
}

static gboolean
is_wanted (gpointer item,
           gpointer user_data)
{
  SwProblemsButton *self = user_data;

  return gtk_toggle_button_get_active (self->filters[sw_problem_get_severity (item)]);
}

static void
filter_toggled_cb (SwProblemsButton *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  if (self->document != NULL)
    update_page (self);
}

static void
row_activated_cb (SwProblemsButton *self,
                  guint             position)
{
  g_autoptr (SwProblem) problem
      = g_list_model_get_item (G_LIST_MODEL (self->filtered), position);

  gtk_popover_popdown (self->popover);
  g_signal_emit (self, activated_signal, 0, problem);
}

static void
focus_list (gpointer user_data)
{
  g_autoptr (SwProblemsButton) self = user_data;

  if (self->filtered == NULL || g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) == 0)
    return;
  gtk_list_view_scroll_to (self->list_view, 0, GTK_LIST_SCROLL_FOCUS, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

/* A list that nobody sees has no rows: they would be made anew after each key. The keyboard begins
 * in the list; GTK gives it to the first widget, in a moment. */
static void
shown_cb (SwProblemsButton *self)
{
  gtk_filter_list_model_set_model (self->filtered, sw_document_get_diagnostics (self->document));
  g_idle_add_once (focus_list, g_object_ref (self));
}

static void
closed_cb (SwProblemsButton *self)
{
  gtk_filter_list_model_set_model (self->filtered, NULL);
  g_signal_emit (self, closed_signal, 0);
}

static void
sw_problems_button_dispose (GObject *object)
{
  SwProblemsButton *self = SW_PROBLEMS_BUTTON (object);

  g_clear_handle_id (&self->checking_source, g_source_remove);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_object (&self->filter);
  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_PROBLEMS_BUTTON);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sw_problems_button_parent_class)->dispose (object);
}

static void
bind_severity (GtkWidgetClass *widget_class,
               SwSeverity      severity,
               const char     *name)
{
  const struct
  {
    const char *suffix;
    gssize      offset;
  } children[] = {
    { "icon", G_STRUCT_OFFSET (SwProblemsButton, icons) },
    { "label", G_STRUCT_OFFSET (SwProblemsButton, labels) },
    { "filter", G_STRUCT_OFFSET (SwProblemsButton, filters) },
    { "filter_label", G_STRUCT_OFFSET (SwProblemsButton, filter_labels) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    {
      g_autofree char *child = g_strdup_printf ("%s_%s", name, children[i].suffix);

      gtk_widget_class_bind_template_child_full (
          widget_class, child, FALSE,
          children[i].offset + (gssize) severity * (gssize) sizeof (gpointer));
    }
}

static void
sw_problems_button_class_init (SwProblemsButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (SW_TYPE_PROBLEM);
  G_OBJECT_CLASS (klass)->dispose = sw_problems_button_dispose;

  activated_signal = g_signal_new ("activated", SW_TYPE_PROBLEMS_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, SW_TYPE_PROBLEM);

  closed_signal = g_signal_new ("closed", SW_TYPE_PROBLEMS_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stepwright/Stepwright/sw-problems-button.ui");
  gtk_widget_class_bind_template_child (widget_class, SwProblemsButton, button);
  gtk_widget_class_bind_template_child (widget_class, SwProblemsButton, popover);
  gtk_widget_class_bind_template_child (widget_class, SwProblemsButton, stack);
  gtk_widget_class_bind_template_child (widget_class, SwProblemsButton, toggles);
  gtk_widget_class_bind_template_child (widget_class, SwProblemsButton, list_view);
  gtk_widget_class_bind_template_child (widget_class, SwProblemsButton, filtered);
  gtk_widget_class_bind_template_child (widget_class, SwProblemsButton, fine_icon);
  gtk_widget_class_bind_template_child (widget_class, SwProblemsButton, fine_label);
  bind_severity (widget_class, SW_SEVERITY_ERROR, "error");
  bind_severity (widget_class, SW_SEVERITY_WARNING, "warning");
  bind_severity (widget_class, SW_SEVERITY_HINT, "hint");
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
}

static void
sw_problems_button_init (SwProblemsButton *self)
{
  self->filter = gtk_custom_filter_new (NULL, NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_custom_filter_set_filter_func (self->filter, is_wanted, self, NULL);
  gtk_filter_list_model_set_filter (self->filtered, GTK_FILTER (self->filter));
}

/**
 * sw_problems_button_set_document:
 *
 * Shows the problems of a document; once.
 */
void
sw_problems_button_set_document (SwProblemsButton *self,
                                 SwDocument       *document)
{
  GListModel *problems = sw_document_get_diagnostics (document);

  g_return_if_fail (self->document == NULL);

  self->document = g_object_ref (document);
  g_signal_connect_object (problems, "items-changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::pending", G_CALLBACK (pending_cb), self,
                           G_CONNECT_SWAPPED);
  changed_cb (self);
}

/**
 * sw_problems_button_popup:
 *
 * Opens the list.
 */
void
sw_problems_button_popup (SwProblemsButton *self)
{
  gtk_menu_button_popup (self->button);
}

/**
 * sw_problems_button_get_colors:
 * @colors: (out caller-allocates) (array fixed-size=3): the style's own colours by severity, for
 * light, dark and high contrast
 */
void
sw_problems_button_get_colors (SwProblemsButton *self,
                               GdkRGBA          *colors)
{
  for (guint i = 0; i < N_SEVERITIES; i++)
    gtk_widget_get_color (self->icons[i], &colors[i]);
}
