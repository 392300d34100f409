/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/start/sw-start-card.h"

#define PICTURE_WIDTH 148
#define PICTURE_HEIGHT 132

struct _SwStartCard
{
  AdwBin        parent_instance;

  GtkWidget    *button;
  SwSketchView *sketch;
  GtkWidget    *picture;
  GtkLabel     *title_label;
  GtkLabel     *subtitle_label;
  GtkWidget    *remove_button;
};

G_DEFINE_FINAL_TYPE (SwStartCard, sw_start_card, ADW_TYPE_BIN)

enum
{
  SIGNAL_REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
remove_cb (SwStartCard *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVE], 0);
}

/* What stands in the way of a picture takes the place of the words below it, with a sign in the
 * middle. */
static void
problem_cb (SwStartCard *self)
{
  const char *problem = sw_sketch_view_get_problem (self->sketch);

  if (problem == NULL)
    return;
  sw_start_card_set_subtitle (self, problem);
  sw_start_card_set_icon (self, "dialog-warning-symbolic");
}

static gboolean
key_cb (SwStartCard *self, guint key, guint code, GdkModifierType modifiers)
{
  if (key != GDK_KEY_Delete || !gtk_widget_get_visible (self->remove_button))
    return GDK_EVENT_PROPAGATE;
  remove_cb (self);
  return GDK_EVENT_STOP;
}

static void
sw_start_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SW_TYPE_START_CARD);
  G_OBJECT_CLASS (sw_start_card_parent_class)->dispose (object);
}

static void
sw_start_card_class_init (SwStartCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (SW_TYPE_SKETCH_VIEW);
  gtk_widget_class_set_css_name (widget_class, "startcard");
  G_OBJECT_CLASS (klass)->dispose = sw_start_card_dispose;
  signals[SIGNAL_REMOVE] = g_signal_new ("remove", SW_TYPE_START_CARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stepwright/Stepwright/sw-start-card.ui");
  gtk_widget_class_bind_template_child (widget_class, SwStartCard, button);
  gtk_widget_class_bind_template_child (widget_class, SwStartCard, sketch);
  gtk_widget_class_bind_template_child (widget_class, SwStartCard, picture);
  gtk_widget_class_bind_template_child (widget_class, SwStartCard, title_label);
  gtk_widget_class_bind_template_child (widget_class, SwStartCard, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, SwStartCard, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
sw_start_card_init (SwStartCard *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  sw_sketch_view_set_size (self->sketch, PICTURE_WIDTH, PICTURE_HEIGHT);
  g_signal_connect_object (self->sketch, "notify::problem", G_CALLBACK (problem_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * sw_start_card_new:
 * @title: what it is called
 * @subtitle: (nullable): what there is to say of it
 * @action: what to do, "win.open-uri"
 * @target: with what
 *
 * Returns: (transfer floating): a card with an empty picture
 */
GtkWidget *
sw_start_card_new (const char *title, const char *subtitle, const char *action, const char *target)
{
  SwStartCard *self = g_object_new (SW_TYPE_START_CARD, NULL);

  gtk_label_set_label (self->title_label, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  sw_start_card_set_subtitle (self, subtitle);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "s", target);
  return GTK_WIDGET (self);
}

/**
 * sw_start_card_get_sketch:
 *
 * Returns: (transfer none): the picture, to be told what to show
 */
SwSketchView *
sw_start_card_get_sketch (SwStartCard *self)
{
  return self->sketch;
}

/**
 * sw_start_card_set_subtitle:
 * @subtitle: (nullable): what there is to say of it
 */
void
sw_start_card_set_subtitle (SwStartCard *self, const char *subtitle)
{
  g_return_if_fail (SW_IS_START_CARD (self));

  gtk_label_set_label (self->subtitle_label, subtitle != NULL ? subtitle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle_label), subtitle != NULL && *subtitle != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  subtitle != NULL ? subtitle : "", -1);
}

/**
 * sw_start_card_set_icon:
 * @icon_name: a symbolic icon in place of the picture
 */
void
sw_start_card_set_icon (SwStartCard *self, const char *icon_name)
{
  g_return_if_fail (SW_IS_START_CARD (self));

  gtk_image_set_from_icon_name (GTK_IMAGE (self->picture), icon_name);
  gtk_widget_set_visible (self->picture, TRUE);
}

/**
 * sw_start_card_set_removable:
 * @tooltip: what the button that takes the card away says
 *
 * Gives it that button; Delete does the same.
 */
void
sw_start_card_set_removable (SwStartCard *self, const char *tooltip)
{
  g_return_if_fail (SW_IS_START_CARD (self));

  gtk_widget_set_tooltip_text (self->remove_button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  gtk_widget_set_visible (self->remove_button, TRUE);
}
