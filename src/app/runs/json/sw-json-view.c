/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/json/sw-json-view.h"

#include <gtksourceview/gtksource.h>

#include "json/sw-text.h"

struct _SwJsonView
{
  AdwBin           parent_instance;

  GtkWidget       *view;
  GtkSourceBuffer *buffer;
  GtkLabel        *trouble;

  gboolean         editable;
  gboolean         valid;
  char            *label;
};

G_DEFINE_FINAL_TYPE (SwJsonView, sw_json_view, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_EDITABLE,
  PROP_LABEL,
  PROP_VALID,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint changed_signal;

static void
changed_cb (SwJsonView *self)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (SwValue) value = SW_VALUE_INIT;
  gboolean valid;

  if (!self->editable)
    return;
  text = sw_json_view_dup_text (self);
  valid = sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &value, &error);
  gtk_label_set_label (self->trouble, valid ? "" : error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), !valid);
  if (valid != self->valid)
    {
      self->valid = valid;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALID]);
    }
  g_signal_emit (self, changed_signal, 0);
}

static void
scheme_cb (SwJsonView *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  gtk_source_buffer_set_style_scheme (
      self->buffer,
      gtk_source_style_scheme_manager_get_scheme (gtk_source_style_scheme_manager_get_default (),
                                                  dark ? "Adwaita-dark" : "Adwaita"));
}

static void
sw_json_view_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  SwJsonView *self = SW_JSON_VIEW (object);

  switch (prop_id)
    {
    case PROP_EDITABLE:
      g_value_set_boolean (value, self->editable);
      break;
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_VALID:
      g_value_set_boolean (value, self->valid);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sw_json_view_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  SwJsonView *self = SW_JSON_VIEW (object);

  switch (prop_id)
    {
    case PROP_EDITABLE:
      self->editable = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_LABEL:
      g_set_str (&self->label, g_value_get_string (value));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      self->label != NULL ? self->label : "", -1);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sw_json_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SW_TYPE_JSON_VIEW);
  G_OBJECT_CLASS (sw_json_view_parent_class)->dispose (object);
}

static void
sw_json_view_finalize (GObject *object)
{
  g_free (SW_JSON_VIEW (object)->label);
  G_OBJECT_CLASS (sw_json_view_parent_class)->finalize (object);
}

/* The language's description takes tens of milliseconds to read, and views wait in panels that may
 * never be opened. */
static void
sw_json_view_map (GtkWidget *widget)
{
  SwJsonView *self = SW_JSON_VIEW (widget);

  if (gtk_source_buffer_get_language (self->buffer) == NULL)
    gtk_source_buffer_set_language (
        self->buffer, gtk_source_language_manager_get_language (
                          gtk_source_language_manager_get_default (), "json"));
  GTK_WIDGET_CLASS (sw_json_view_parent_class)->map (widget);
}

static void
sw_json_view_class_init (SwJsonViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags
      = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  object_class->get_property = sw_json_view_get_property;
  object_class->set_property = sw_json_view_set_property;
  object_class->dispose = sw_json_view_dispose;
  object_class->finalize = sw_json_view_finalize;
  widget_class->map = sw_json_view_map;

  properties[PROP_EDITABLE] = g_param_spec_boolean ("editable", NULL, NULL, FALSE, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_VALID] = g_param_spec_boolean ("valid", NULL, NULL, TRUE,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  changed_signal = g_signal_new ("changed", SW_TYPE_JSON_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stepwright/Stepwright/sw-json-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SwJsonView, view);
  gtk_widget_class_bind_template_child (widget_class, SwJsonView, buffer);
  gtk_widget_class_bind_template_child (widget_class, SwJsonView, trouble);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
sw_json_view_init (SwJsonView *self)
{
  self->valid = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Code runs from left to right in every language. */
  gtk_widget_set_direction (GTK_WIDGET (self->view), GTK_TEXT_DIR_LTR);
  scheme_cb (self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (scheme_cb),
                           self, G_CONNECT_SWAPPED);
}

/**
 * sw_json_view_set_text:
 * @text: UTF-8; it need not be JSON
 *
 * Replaces the text, as a step that can be undone.
 */
void
sw_json_view_set_text (SwJsonView *self,
                       const char *text)
{
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (self->buffer), text, -1);
}

/**
 * sw_json_view_dup_text:
 *
 * Returns: (transfer full): the text as it stands
 */
char *
sw_json_view_dup_text (SwJsonView *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);
  return gtk_text_buffer_get_text (GTK_TEXT_BUFFER (self->buffer), &start, &end, TRUE);
}

/**
 * sw_json_view_get_value:
 * @value: (out) (transfer full): what the text says
 *
 * Returns: whether the text is JSON
 */
gboolean
sw_json_view_get_value (SwJsonView *self,
                        SwValue    *value)
{
  g_autofree char *text = sw_json_view_dup_text (self);

  return sw_value_from_text (text, -1, SW_TEXT_DEFAULT, value, NULL);
}

/**
 * sw_json_view_get_view:
 *
 * Returns: (transfer none): what takes the focus
 */
GtkWidget *
sw_json_view_get_view (SwJsonView *self)
{
  return self->view;
}
