/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/page/sw-page-private.h"

#include <glib/gi18n.h>

#include "app/document/sw-placeholder-values.h"

G_DEFINE_FINAL_TYPE (SwPage, sw_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_VIEW_MODE,
  PROP_NARROW,
  PROP_SHOW_RUNS,
  PROP_SHOW_TESTS,
  PROP_RUNNING,
  PROP_SPLIT_SHARE,
  PROP_DIRECTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/**
 * _sw_page_show_problem:
 * @problem: (nullable): one of the document's, or `NULL` for the first
 *
 * Shows a problem in the code, and the code where it is hidden.
 */
void
_sw_page_show_problem (SwPage    *self,
                       SwProblem *problem)
{
  g_autoptr (SwProblem) first
      = g_list_model_get_item (sw_document_get_diagnostics (self->document), 0);

  if (g_str_equal (self->view_mode, "diagram"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.view-mode", "s", "split");
  if (problem == NULL)
    problem = first;
  if (problem != NULL)
    sw_source_pane_show_problem (self->source_pane, problem);
}

/* The button of the banner that tells of broken text */
static void
mend_cb (SwPage *self)
{
  if (sw_document_is_blank (self->document))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.fill", NULL);
  else
    _sw_page_show_problem (self, NULL);
}

/* A file that has nothing in it yet is no mistake: it is begun by one click. */
static void
update_stale (SwPage *self)
{
  gboolean blank = sw_document_is_blank (self->document);

  adw_banner_set_title (self->stale_banner,
                        blank ? _("The document is empty")
                              : _("The code has an error; the diagram shows the last text without one"));
  adw_banner_set_button_label (self->stale_banner, blank ? _("_Start a State Machine") : _("_Go to Error"));
  adw_banner_set_revealed (self->stale_banner, sw_document_get_stale (self->document));
}

static void
message_cb (SwPage     *self,
            const char *message)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", message);
}

static void
refused_cb (SwPage     *self,
            const char *message)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast-convert", "s", message);
}

static void
undoable_cb (SwPage     *self,
             const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast-undo", "s", text);
}

static void
applied_cb (SwPage     *self,
            const char *label)
{
  gtk_accessible_announce (GTK_ACCESSIBLE (self), label,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
set_view_mode (SwPage     *self,
               const char *view_mode)
{
  if (!g_set_str (&self->view_mode, view_mode))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->diagram), !g_str_equal (view_mode, "code"));
  gtk_widget_set_visible (GTK_WIDGET (self->source_pane), !g_str_equal (view_mode, "diagram"));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW_MODE]);
}

static gboolean
get_narrow (SwPage *self)
{
  return gtk_orientable_get_orientation (GTK_ORIENTABLE (self->views_paned))
         == GTK_ORIENTATION_VERTICAL;
}

static void
set_narrow (SwPage  *self,
            gboolean narrow)
{
  if (get_narrow (self) == narrow)
    return;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->views_paned),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  /* A place chosen for the other direction means nothing in this one. */
  gtk_paned_set_position (self->views_paned, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
sw_page_get_property (GObject    *object,
                      guint       prop_id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  SwPage *self = SW_PAGE (object);

  switch (prop_id)
    {
    case PROP_VIEW_MODE:
      g_value_set_string (value, self->view_mode);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, get_narrow (self));
      break;
    case PROP_SHOW_RUNS:
      g_value_set_boolean (value, _sw_page_get_panel_shown (self, SW_PAGE_RUNS));
      break;
    case PROP_SHOW_TESTS:
      g_value_set_boolean (value, _sw_page_get_panel_shown (self, SW_PAGE_TESTS));
      break;
    case PROP_RUNNING:
      g_value_set_boolean (value, self->run_panel != NULL && sw_run_panel_get_running (self->run_panel));
      break;
    case PROP_SPLIT_SHARE:
      g_value_set_double (value, self->split_share);
      break;
    case PROP_DIRECTION:
      g_object_get_property (G_OBJECT (self->diagram), "direction", value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sw_page_set_property (GObject      *object,
                      guint         prop_id,
                      const GValue *value,
                      GParamSpec   *pspec)
{
  SwPage *self = SW_PAGE (object);

  switch (prop_id)
    {
    case PROP_VIEW_MODE:
      set_view_mode (self, g_value_get_string (value));
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    case PROP_SHOW_RUNS:
      _sw_page_set_panel_shown (self, SW_PAGE_RUNS, g_value_get_boolean (value));
      break;
    case PROP_SHOW_TESTS:
      _sw_page_set_panel_shown (self, SW_PAGE_TESTS, g_value_get_boolean (value));
      break;
    case PROP_SPLIT_SHARE:
      _sw_page_set_split_share (self, g_value_get_double (value));
      break;
    case PROP_DIRECTION:
      g_object_set_property (G_OBJECT (self->diagram), "direction", value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sw_page_dispose (GObject *object)
{
  SwPage *self = SW_PAGE (object);

  _sw_page_clear_debug (self);
  _sw_page_clear_panels (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_PAGE);
  g_clear_object (&self->run_status);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sw_page_parent_class)->dispose (object);
}

static void
sw_page_finalize (GObject *object)
{
  g_free (SW_PAGE (object)->view_mode);
  g_free (SW_PAGE (object)->run_input);
  g_free (SW_PAGE (object)->run_choice_name);
  g_clear_pointer (&SW_PAGE (object)->run_performer, sw_performer_unref);
  G_OBJECT_CLASS (sw_page_parent_class)->finalize (object);
}

static void
sw_page_class_init (SwPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags
      = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  g_type_ensure (SW_TYPE_DIAGRAM);
  g_type_ensure (SW_TYPE_SOURCE_PANE);
  object_class->get_property = sw_page_get_property;
  object_class->set_property = sw_page_set_property;
  object_class->dispose = sw_page_dispose;
  object_class->finalize = sw_page_finalize;

  properties[PROP_VIEW_MODE] = g_param_spec_string ("view-mode", NULL, NULL, "split", flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  properties[PROP_SHOW_RUNS] = g_param_spec_boolean ("show-runs", NULL, NULL, FALSE, flags);
  properties[PROP_SHOW_TESTS] = g_param_spec_boolean ("show-tests", NULL, NULL, FALSE, flags);
  properties[PROP_RUNNING]
      = g_param_spec_boolean ("running", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SPLIT_SHARE] = g_param_spec_double ("split-share", NULL, NULL, 0.1, 0.9,
                                                      SW_PAGE_SPLIT_SHARE, flags);
  properties[PROP_DIRECTION] = g_param_spec_enum ("direction", NULL, NULL, SW_TYPE_DIRECTION,
                                                  SW_DIRECTION_DOWN, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stepwright/Stepwright/sw-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SwPage, file_banner);
  gtk_widget_class_bind_template_child (widget_class, SwPage, stale_banner);
  gtk_widget_class_bind_template_child (widget_class, SwPage, views_paned);
  gtk_widget_class_bind_template_child (widget_class, SwPage, diagram);
  gtk_widget_class_bind_template_child (widget_class, SwPage, source_pane);
  gtk_widget_class_bind_template_child (widget_class, SwPage, panels_paned);
  gtk_widget_class_bind_template_child (widget_class, SwPage, panels);
  gtk_widget_class_bind_template_callback (widget_class, _sw_page_answer_file);
  gtk_widget_class_bind_template_callback (widget_class, mend_cb);
}

static void
direction_cb (SwPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIRECTION]);
}

static void
sw_page_init (SwPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->diagram, "notify::direction", G_CALLBACK (direction_cb), self,
                           G_CONNECT_SWAPPED);
  self->view_mode = g_strdup ("split");
  self->run_speed = SW_RUN_LIVE;
  self->run_status = sw_run_status_new ();
  _sw_page_init_split (self);
}

/**
 * sw_page_new:
 *
 * Returns: (transfer floating): a page that shows @document all its life
 */
SwPage *
sw_page_new (SwDocument *document)
{
  SwPage *self = g_object_new (SW_TYPE_PAGE, NULL);

  self->document = g_object_ref (document);
  sw_source_pane_set_document (self->source_pane, document);
  sw_diagram_set_document (self->diagram, document, self->run_status);
  g_signal_connect_object (sw_diagram_get_canvas (self->diagram), "problem-activated",
                           G_CALLBACK (_sw_page_show_problem), self, G_CONNECT_SWAPPED);
  sw_placeholder_values_get (document);
  g_signal_connect_object (document, "notify::revision", G_CALLBACK (update_stale), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::stale", G_CALLBACK (update_stale), self, G_CONNECT_SWAPPED);
  update_stale (self);
  _sw_page_follow_file (self);
  g_signal_connect_object (document, "message", G_CALLBACK (message_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "applied", G_CALLBACK (applied_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "undoable", G_CALLBACK (undoable_cb), self, G_CONNECT_SWAPPED);
  _sw_page_init_debug (self);
  return self;
}

/**
 * sw_page_get_document:
 *
 * Returns: (transfer none): what the page shows
 */
SwDocument *
sw_page_get_document (SwPage *self)
{
  return self->document;
}

/**
 * sw_page_get_code_view:
 *
 * Returns: (transfer none): the editor of the document's text
 */
GtkSourceView *
sw_page_get_code_view (SwPage *self)
{
  return sw_source_pane_get_view (self->source_pane);
}

/**
 * sw_page_get_canvas:
 *
 * Returns: (transfer none): the diagram of the document
 */
SwCanvas *
sw_page_get_canvas (SwPage *self)
{
  return sw_diagram_get_canvas (self->diagram);
}
