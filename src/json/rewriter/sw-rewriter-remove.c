/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/rewriter/sw-rewriter-private.h"

#include <string.h>

/* The comma in a gap between two children, which a comment may precede or follow */
static gsize
find_comma (const char *text,
            SwSpan      gap)
{
  for (gsize i = gap.start; i < gap.end; i++)
    {
      const char *close;

      if (text[i] == ',')
        return i;
      if (text[i] == '#' || (text[i] == '/' && text[i + 1] == '/'))
        i += strcspn (text + i, "\r\n");
      else if (text[i] == '/' && text[i + 1] == '*'
               && (close = strstr (text + i + 2, "*/")) != NULL)
        i = (gsize) (close + 1 - text);
    }

  return gap.end;
}

/* Whether a gap holds nothing but white space and one comma */
static gboolean
is_plain_gap (const char *text,
              SwSpan      gap,
              gsize       comma)
{
  return comma < gap.end && sw_span_is_white (text, (SwSpan) { gap.start, comma })
         && sw_span_is_white (text, (SwSpan) { comma + 1, gap.end });
}

static void
remove_span (SwEdits *edits,
             gsize    start,
             gsize    end)
{
  sw_edits_add (edits, (SwSpan) { start, end }, "", 0);
}

/* Removes a last child behind a comment. The line end that ends the comment stays, unless another
 * follows. */
static void
remove_last_behind_comment (const char   *text,
                            const SwNode *node,
                            gsize         comma,
                            SwEdits      *edits)
{
  gsize behind = node->span.end;
  gsize white = sw_node_get_start (node);

  while (text[behind] == ' ' || text[behind] == '\t')
    behind++;
  while ((text[behind] == '\n' || text[behind] == '\r')
         && strchr (" \t\r\n", text[white - 1]) != NULL)
    white--;

  remove_span (edits, comma, comma + 1);
  remove_span (edits, white, node->span.end);
}

/* Removes a child with the comma and the white space behind it. */
static void
remove_before (const char   *text,
               const SwNode *node,
               SwEdits      *edits)
{
  SwSpan gap = sw_node_get_gap (node->next);
  gsize comma = find_comma (text, gap);

  if (is_plain_gap (text, gap, comma))
    {
      remove_span (edits, sw_node_get_start (node), gap.end);
      return;
    }

  remove_span (edits, sw_node_get_start (node), node->span.end);
  remove_span (edits, comma, comma + 1);
}

/**
 * sw_node_remove_text:
 * @node: a member or element; neither it nor what is around it is broken
 * @edits: receives the edits
 *
 * Removes a child with its comma and the white space that belonged to it. Comments stay.
 */
void
sw_node_remove_text (const SwNode *node,
                     SwEdits      *edits)
{
  const char *text = sw_node_get_text (node);
  SwSpan gap = sw_node_get_gap (node);
  SwSpan inside = { node->parent->span.start + 1, node->parent->span.end - 1 };
  gsize comma = find_comma (text, gap);

  if (node->previous != NULL && is_plain_gap (text, gap, comma))
    remove_span (edits, gap.start, node->span.end);
  else if (node->next != NULL)
    remove_before (text, node, edits);
  else if (node->previous != NULL)
    remove_last_behind_comment (text, node, comma, edits);
  else if (sw_span_is_white (text, gap)
           && sw_span_is_white (text, (SwSpan) { node->span.end, inside.end }))
    remove_span (edits, inside.start, inside.end);
  else
    remove_span (edits, gap.end, node->span.end);
}
