/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/board/sw-canvas-node-private.h"

#include <glib/gi18n.h>

#include "app/canvas/sw-canvas-words.h"

/* What a card cannot show: a name or second line that is cut short or too small to be read, and
 * what its signs mean. */

static gboolean
is_cut (PangoLayout *text)
{
  return text != NULL && pango_layout_is_ellipsized (text);
}

static gboolean
is_name_cut (SwCanvasNode *self)
{
  return self->detail == SW_DETAIL_BOX || is_cut (self->name);
}

static gboolean
is_second_cut (SwCanvasNode *self)
{
  return self->detail != SW_DETAIL_FULL
         || is_cut (self->badge != NULL ? self->badge : self->subtitle);
}

/* Whether AT is on the signs at the end of the second line */
static gboolean
is_on_marks (SwCanvasNode *self, SwPoint at)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = self->is_container ? SW_LAYOUT_HEADER_HEIGHT * self->scale
                                     : gtk_widget_get_height (GTK_WIDGET (self));
  double inset = (SW_LOOK_TILE_INSET + sw_card_get_fold_room (self->flags)) * self->scale;
  double from_end =
      gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? at.x : width - at.x;
  double run = sw_marks_count (self->marks) * SW_MARK_STEP * self->scale;

  return self->detail == SW_DETAIL_FULL && at.y > height / 2 && at.y < height && from_end >= inset
         && from_end <= inset + run;
}

/* The text of the second line as it is, not as it fits */
static char *
dup_second (SwCanvasNode *self)
{
  if (self->badge_text != NULL)
    return g_strdup (self->badge_text);
  return _sw_canvas_node_dup_subtitle (self);
}

/**
 * sw_canvas_node_dup_tooltip:
 * @at: (nullable): where it is pointed at, from its corner, in points; %NULL for keys, which mean
 *   all of it
 *
 * Returns: (transfer full) (nullable): what is to be said of it beside what it shows, a line for
 *   each
 */
char *
sw_canvas_node_dup_tooltip (SwCanvasNode *self, const SwPoint *at)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  gboolean on_marks = self->marks != 0 && (at == NULL || is_on_marks (self, *at));

  if (self->node == NULL || self->node->state == NULL)
    return NULL;
  if (is_name_cut (self))
    g_strv_builder_add (lines, self->node->state->name);
  if (is_second_cut (self))
    g_strv_builder_take (lines, dup_second (self));
  if (on_marks)
    g_strv_builder_take (lines, sw_words_dup_marks (self->marks));
  g_auto (GStrv) texts = g_strv_builder_end (lines);
  return texts[0] != NULL ? g_strjoinv ("\n", texts) : NULL;
}
