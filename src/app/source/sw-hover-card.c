/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-hover-card.h"

struct _SwHoverCard
{
  GtkBox         parent_instance;

  GtkLabel      *title;
  GtkLabel      *detail;
  GtkLabel      *help;
  GtkLabel      *facts;
  GtkWidget     *go;

  GtkSourceView *view;     /* not owned: the card is shown beside it */
  SwDocument    *document;
  char          *target;   /* JSON pointer of a state, or NULL */
};

G_DEFINE_FINAL_TYPE (SwHoverCard, sw_hover_card, GTK_TYPE_BOX)

static void
go_cb (SwHoverCard *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));

  sw_document_set_selected (self->document, self->target);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->view), gtk_text_buffer_get_insert (buffer),
                                0.15, FALSE, 0, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
sw_hover_card_dispose (GObject *object)
{
  SwHoverCard *self = SW_HOVER_CARD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_HOVER_CARD);
  g_clear_object (&self->document);
  g_clear_pointer (&self->target, g_free);
  G_OBJECT_CLASS (sw_hover_card_parent_class)->dispose (object);
}

static void
sw_hover_card_class_init (SwHoverCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_hover_card_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stepwright/Stepwright/sw-hover-card.ui");
  gtk_widget_class_bind_template_child (widget_class, SwHoverCard, title);
  gtk_widget_class_bind_template_child (widget_class, SwHoverCard, detail);
  gtk_widget_class_bind_template_child (widget_class, SwHoverCard, help);
  gtk_widget_class_bind_template_child (widget_class, SwHoverCard, facts);
  gtk_widget_class_bind_template_child (widget_class, SwHoverCard, go);
  gtk_widget_class_bind_template_callback (widget_class, go_cb);
}

static void
sw_hover_card_init (SwHoverCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show (GtkLabel   *label,
      const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static char *
dup_facts (const SwExplanation *explanation)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < explanation->facts->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "\n" : "",
                            (char *) g_ptr_array_index (explanation->facts, i));

  return g_string_free (out, FALSE);
}

/**
 * sw_hover_card_new:
 * @view: beside which the card is shown
 * @document: whose code it shows
 * @explanation: what the card says
 *
 * Returns: (transfer floating): the card
 */
GtkWidget *
sw_hover_card_new (GtkSourceView       *view,
                   SwDocument          *document,
                   const SwExplanation *explanation)
{
  SwHoverCard *self = g_object_new (SW_TYPE_HOVER_CARD, NULL);
  g_autofree char *facts = dup_facts (explanation);

  self->view = view;
  self->document = g_object_ref (document);
  self->target = g_strdup (explanation->target);
  show (self->title, explanation->title);
  show (self->detail, explanation->detail);
  show (self->help, explanation->help);
  show (self->facts, facts);
  gtk_widget_set_visible (self->go, self->target != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  explanation->title, -1);

  return GTK_WIDGET (self);
}
