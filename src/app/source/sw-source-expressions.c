/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-source-expressions.h"

#include "app/source/sw-expression-tags.h"
#include "app/source/sw-source-runs.h"
#include "asl/sw-embedded.h"
#include "json/sw-style.h"

/* The expressions inside strings are coloured as the language they are, above the colour of the
 * string. Only what is seen is coloured. */

struct _SwSourceExpressions
{
  GtkTextView   *view;       /* not owned */
  GtkAdjustment *adjustment; /* of the view's scrolling */
  SwDocument    *document;
  GtkTextTag    *tags[SW_QUERY_N_TOKENS];
  guint          tick;       /* a painting that is due; 0 for none */
};

static int
get_char (SwSourceExpressions *self,
          gsize                byte)
{
  GtkTextIter iter;

  sw_document_get_iter_at_byte (self->document, byte, &iter);
  return gtk_text_iter_get_offset (&iter);
}

static void
add_words (SwSourceExpressions *self,
           GArray              *runs,
           const SwNode        *node)
{
  const char *text = sw_tree_get_text (node->tree, NULL);
  g_auto (SwEmbedded) embedded = { 0 };
  g_autoptr (GArray) tokens = NULL;
  gsize byte = node->span.start;
  int character;

  if (sw_node_is_copy (node)
      || !sw_embedded_read (sw_document_get_live_model (self->document), node, &embedded))
    return;
  tokens = sw_embedded_dup_tokens (&embedded);
  character = get_char (self, byte);
  for (guint i = 0; i < tokens->len; i++)
    {
      const SwQueryToken *token = &g_array_index (tokens, SwQueryToken, i);
      SwSourceRun run = { .tag = self->tags[token->kind] };

      run.start
          = character + (int) g_utf8_pointer_to_offset (text + byte, text + token->span.start);
      run.end = run.start
                + (int) g_utf8_pointer_to_offset (text + token->span.start, text + token->span.end);
      byte = token->span.end;
      character = run.end;
      g_array_append_val (runs, run);
    }
}

/* The next node that is not wholly before BYTE: what lies before is not gone into. */
static const SwNode *
skip_before (const SwNode *node,
             gsize         byte)
{
  while (node != NULL && node->span.end < byte)
    {
      while (node != NULL && node->next == NULL)
        node = node->parent;
      node = node != NULL ? node->next : NULL;
    }
  return node;
}

static GArray *
dup_wanted (SwSourceExpressions *self,
            const GtkTextIter   *start,
            const GtkTextIter   *end)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (SwSourceRun));
  gsize first = sw_document_get_byte_at_iter (self->document, start);
  gsize last = sw_document_get_byte_at_iter (self->document, end);
  const SwNode *node = sw_tree_get_root (sw_document_get_tree (self->document));

  for (node = skip_before (node, first); node != NULL && node->span.start < last;
       node = skip_before (sw_node_get_following (node, NULL), first))
    if (node->kind == SW_NODE_STRING)
      add_words (self, runs, node);
  return runs;
}

static void
paint (SwSourceExpressions *self)
{
  g_autoptr (GArray) wanted = NULL;
  GtkTextIter start, end;

  sw_source_runs_get_seen (self->view, &start, &end);
  wanted = dup_wanted (self, &start, &end);
  sw_source_runs_show (gtk_text_view_get_buffer (self->view), self->tags, SW_QUERY_N_TOKENS, &start,
                       &end, wanted);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  SwSourceExpressions *self = user_data;

  self->tick = 0;
  /* What is not read yet is painted when it is; until then colours move along with their words. */
  if (!sw_document_get_pending (self->document))
    paint (self);
  return G_SOURCE_REMOVE;
}

static void
queue_paint (SwSourceExpressions *self)
{
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->view), tick_cb, self, NULL);
}

/**
 * sw_source_expressions_new:
 * @view: shows the code of @document, in a scrolled window; must outlive the answer
 *
 * Has the expressions that are seen coloured from now on. Once per document.
 *
 * Returns: (transfer full)
 */
SwSourceExpressions *
sw_source_expressions_new (GtkSourceView *view,
                           SwDocument    *document)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (document));
  SwSourceExpressions *self = g_new0 (SwSourceExpressions, 1);

  self->view = GTK_TEXT_VIEW (view);
  self->adjustment = g_object_ref (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view)));
  self->document = g_object_ref (document);
  sw_expression_tags_create (buffer, self->tags);
  g_signal_connect_swapped (document, "notify::revision", G_CALLBACK (queue_paint), self);
  g_signal_connect_swapped (view, "map", G_CALLBACK (queue_paint), self);
  g_signal_connect_swapped (self->adjustment, "value-changed", G_CALLBACK (queue_paint), self);
  g_signal_connect_swapped (self->adjustment, "changed", G_CALLBACK (queue_paint), self);
  return self;
}

/**
 * sw_source_expressions_free:
 *
 * Colours nothing any more.
 */
void
sw_source_expressions_free (SwSourceExpressions *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->view), self->tick);
  g_signal_handlers_disconnect_by_data (self->document, self);
  g_signal_handlers_disconnect_by_data (self->view, self);
  g_signal_handlers_disconnect_by_data (self->adjustment, self);
  g_object_unref (self->adjustment);
  g_object_unref (self->document);
  g_free (self);
}

/**
 * sw_source_expressions_update_style:
 *
 * Takes the colours from the buffer's style scheme, which has changed.
 */
void
sw_source_expressions_update_style (SwSourceExpressions *self)
{
  GtkSourceBuffer *buffer = sw_document_get_buffer (self->document);

  sw_expression_tags_set_style (self->tags, gtk_source_buffer_get_style_scheme (buffer));
}
