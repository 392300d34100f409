/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-hover.h"

#include <string.h>

#include "app/document/sw-placeholder-values.h"
#include "app/source/sw-hover-card.h"
#include "app/source/sw-last-run.h"
#include "app/source/sw-source-marks.h"

struct _SwHover
{
  GObject     parent_instance;

  SwDocument        *document; /* not owned: it outlives the view */
  const SwInnerView *inner;    /* of an editor of one field; else NULL: the view shows the code */
  GWeakRef           owner;    /* of that editor */
};

static void provider_init (GtkSourceHoverProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SwHover, sw_hover, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_SOURCE_TYPE_HOVER_PROVIDER,
                                                      provider_init))

static SwExplanation *
explain (SwHover *self,
         SwModel *model,
         gsize    offset)
{
  SwState *state = sw_model_find_at (model, offset);
  g_auto (SwSample) sample = { 0 };
  SwAssistData data = { .now = g_get_real_time () };

  data.placeholders =
      sw_placeholder_values_get_all (sw_placeholder_values_get (self->document));
  if (state != NULL && sw_last_run_find_sample (self->document, state->pointer, &sample))
    {
      data.input = sample.input;
      data.result = sample.result;
      data.output = sample.output;
      data.variables = sample.variables;
      data.context = sample.context;
    }

  return sw_explain (model, offset, &data);
}

/* What is to be said of a place, or NULL. Where a problem is, its own words are shown; while the
 * text is read there is nothing to go by. */
static SwExplanation *
explain_at (SwHover           *self,
            const GtkTextIter *place)
{
  g_autoptr (SwProblem) problem = NULL;

  if (sw_document_get_pending (self->document))
    return NULL;
  problem = sw_source_marks_dup_at (self->document, place);
  if (problem != NULL)
    return NULL;

  return explain (self, sw_document_get_live_model (self->document),
                  sw_document_get_byte_at_iter (self->document, place));
}

/* Whether a tooltip says there what is wrong */
static gboolean
is_wrong (const GtkTextIter *place)
{
  g_autoptr (GSList) tags = gtk_text_iter_get_tags (place);

  for (GSList *link = tags; link != NULL; link = link->next)
    {
      PangoUnderline underline;

      g_object_get (link->data, "underline", &underline, NULL);
      if (underline != PANGO_UNDERLINE_NONE)
        return TRUE;
    }
  return FALSE;
}

/* The same of a place of one field's editor, whose problems its tooltip tells */
static SwExplanation *
explain_inner (SwHover           *self,
               const GtkTextIter *place)
{
  g_autoptr (GObject) owner = g_weak_ref_get (&self->owner);
  g_autoptr (SwInnerText) inner = NULL;
  g_autoptr (SwTree) tree = NULL;
  g_autoptr (SwModel) model = NULL;
  g_autofree char *before = NULL;
  GtkTextIter start;
  const char *text;
  gsize length;

  gtk_text_buffer_get_start_iter (gtk_text_iter_get_buffer (place), &start);
  before = gtk_text_buffer_get_slice (gtk_text_iter_get_buffer (place), &start, place, TRUE);
  inner = owner != NULL ? self->inner->dup_text (owner, strlen (before)) : NULL;
  if (inner == NULL || is_wrong (place))
    return NULL;
  text = sw_inner_text_get (inner, &length);
  tree = sw_tree_parse (text, (gssize) length);
  model = sw_model_new (tree);
  return explain (self, model, sw_inner_text_to_outer (inner, strlen (before)));
}

static gboolean
provider_populate (GtkSourceHoverProvider *provider,
                   GtkSourceHoverContext  *context,
                   GtkSourceHoverDisplay  *display,
                   GError                **error)
{
  SwHover *self = SW_HOVER (provider);
  GtkSourceView *view = gtk_source_hover_context_get_view (context);
  g_autoptr (SwExplanation) found = NULL;
  GtkTextIter place;

  if (gtk_source_hover_context_get_iter (context, &place))
    found = self->inner != NULL ? explain_inner (self, &place) : explain_at (self, &place);
  if (found == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "Nothing is to be said here");
      return FALSE;
    }
  gtk_source_hover_display_append (display, sw_hover_card_new (view, self->document, found));

  return TRUE;
}

static void
provider_init (GtkSourceHoverProviderInterface *iface)
{
  iface->populate = provider_populate;
}

static void
sw_hover_finalize (GObject *object)
{
  g_weak_ref_clear (&SW_HOVER (object)->owner);
  G_OBJECT_CLASS (sw_hover_parent_class)->finalize (object);
}

static void
sw_hover_class_init (SwHoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sw_hover_finalize;
}

static void
sw_hover_init (SwHover *self)
{
  g_weak_ref_init (&self->owner, NULL);
}

static void
attach (GtkSourceView     *view,
        SwDocument        *document,
        const SwInnerView *inner,
        GObject           *owner)
{
  g_autoptr (SwHover) self = g_object_new (SW_TYPE_HOVER, NULL);

  self->document = document;
  self->inner = inner;
  g_weak_ref_set (&self->owner, owner);
  gtk_source_hover_add_provider (gtk_source_view_get_hover (view),
                                 GTK_SOURCE_HOVER_PROVIDER (self));
}

/**
 * sw_hover_attach:
 * @view: shows the code of @document
 *
 * Explains what the pointer rests on in @view.
 */
void
sw_hover_attach (GtkSourceView *view,
                 SwDocument    *document)
{
  attach (view, document, NULL, NULL);
}

/**
 * sw_hover_attach_inner:
 * @view: an editor of one field of @document
 * @inner: (scope forever): tells what stands there
 * @owner: of the editor, not kept
 *
 * Explains what the pointer rests on in @view as in the code.
 */
void
sw_hover_attach_inner (GtkSourceView     *view,
                       SwDocument        *document,
                       const SwInnerView *inner,
                       GObject           *owner)
{
  attach (view, document, inner, owner);
}
