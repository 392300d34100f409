/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-completion-insert.h"

#include <string.h>

/* Accepting a proposal: what is typed of it is replaced, as one step of undo. */

/* A chunk's text is written with marks of its own, which a backslash takes the meaning from. */
static char *
dup_spec (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (strchr ("\\$`|", *p) != NULL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }

  return g_string_free (out, FALSE);
}

static void
add_chunk (GtkSourceSnippet *snippet,
           const char       *text,
           gsize             length,
           int               focus)
{
  g_autofree char *part = g_strndup (text, length);
  g_autofree char *spec = dup_spec (part);
  GtkSourceSnippetChunk *chunk = gtk_source_snippet_chunk_new ();

  gtk_source_snippet_chunk_set_spec (chunk, spec);
  gtk_source_snippet_chunk_set_focus_position (chunk, focus);
  gtk_source_snippet_add_chunk (snippet, chunk);
}

static GtkSourceSnippet *
make_snippet (const SwInsertion *insertion)
{
  GtkSourceSnippet *snippet = gtk_source_snippet_new (NULL, NULL);
  gsize at = 0;

  for (guint i = 0; i < insertion->fields->len; i++)
    {
      SwSpan field = g_array_index (insertion->fields, SwSpan, i);

      if (field.start > at)
        add_chunk (snippet, insertion->text + at, field.start - at, -1);
      add_chunk (snippet, insertion->text + field.start, sw_span_length (field), (int) i + 1);
      at = field.end;
    }
  if (insertion->text[at] != '\0')
    add_chunk (snippet, insertion->text + at, strlen (insertion->text + at), -1);
  add_chunk (snippet, "", 0, 0);

  return snippet;
}

/* The text as the document ends and indents its lines */
static char *
dup_plain (GtkSourceView     *view,
           SwDocument        *document,
           const GtkTextIter *place,
           const SwInsertion *insertion)
{
  GtkTextIter start = *place;
  GtkTextIter end;
  guint width = sw_document_get_indent (document);
  g_autofree char *unit = width > 0 ? g_strnfill (width, ' ') : g_strdup ("\t");
  g_autofree char *indent = NULL;
  g_autofree char *line_start = NULL;
  g_auto (GStrv) lines = g_strsplit (insertion->text, "\n", -1);
  g_auto (GStrv) levels = NULL;
  g_autofree char *joined = NULL;

  gtk_text_iter_set_line_offset (&start, 0);
  end = start;
  while (gtk_text_iter_compare (&end, place) < 0
         && (gtk_text_iter_get_char (&end) == ' ' || gtk_text_iter_get_char (&end) == '\t'))
    gtk_text_iter_forward_char (&end);
  indent = gtk_text_iter_get_slice (&start, &end);
  line_start = g_strconcat (sw_document_get_line_end (document), indent, NULL);
  joined = g_strjoinv (line_start, lines);
  levels = g_strsplit (joined, "\t", -1);

  return g_strjoinv (unit, levels);
}

static gboolean
show_again_cb (gpointer user_data)
{
  GtkSourceView *view = user_data;

  if (gtk_widget_has_focus (GTK_WIDGET (view)))
    gtk_source_completion_show (gtk_source_view_get_completion (view));

  return G_SOURCE_REMOVE;
}

static void
insert (GtkSourceView     *view,
        SwDocument        *document,
        GtkTextIter       *place,
        const SwInsertion *insertion)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gboolean lines = strchr (insertion->text, '\n') != NULL;

  /* Snippets know of one kind of line end alone. */
  if ((lines && !g_str_equal (sw_document_get_line_end (document), "\n"))
      || (!lines && insertion->fields->len == 0))
    {
      g_autofree char *plain = dup_plain (view, document, place, insertion);

      gtk_text_buffer_insert (buffer, place, plain, -1);
    }
  else
    {
      g_autoptr (GtkSourceSnippet) snippet = make_snippet (insertion);

      gtk_source_view_push_snippet (view, snippet, place);
    }
}

/* A line that has nothing but white space before PLACE begins as those of the siblings do. */
static void
indent_line (GtkTextIter *place,
             const char  *indent)
{
  GtkTextBuffer *buffer = gtk_text_iter_get_buffer (place);
  GtkTextIter start = *place;
  g_autofree char *before = NULL;

  gtk_text_iter_set_line_offset (&start, 0);
  before = gtk_text_iter_get_slice (&start, place);
  if (indent == NULL || strspn (before, " \t") < strlen (before) || strcmp (before, indent) == 0)
    return;
  gtk_text_buffer_delete (buffer, &start, place);
  gtk_text_buffer_insert (buffer, place, indent, -1);
}

/* What a string says, from what is written in it */
static char *
unescape (const char *text,
          gsize       length)
{
  g_autofree char *part = g_strndup (text, length);
  g_autofree char *json = g_strdup_printf ("\"%s\"", part);
  g_autoptr (SwTree) tree = sw_tree_parse (json, -1);

  return sw_tree_is_valid (tree) ? sw_node_dup_string (sw_tree_get_root (tree), NULL)
                                 : g_steal_pointer (&part);
}

/* The same proposal for an editor that shows no escapes */
static SwInsertion *
dup_bare (const SwInsertion *insertion)
{
  SwInsertion *out = sw_insertion_new ("");
  gsize at = 0;

  for (guint i = 0; i <= insertion->fields->len; i++)
    {
      gboolean last = i == insertion->fields->len;
      SwSpan field = last ? (SwSpan) { strlen (insertion->text), 0 }
                          : g_array_index (insertion->fields, SwSpan, i);
      g_autofree char *plain = unescape (insertion->text + at, field.start - at);

      sw_insertion_append (out, plain);
      if (!last)
        {
          g_autofree char *inside =
              unescape (insertion->text + field.start, sw_span_length (field));

          sw_insertion_append_field (out, inside);
        }
      at = field.end;
    }
  return out;
}

/**
 * sw_completion_insert:
 * @view: shows the code of @document
 * @item: what was chosen
 *
 * Puts a proposal in the place of what was typed of it, with the commas that are missing around it.
 */
void
sw_completion_insert (GtkSourceView  *view,
                      SwDocument     *document,
                      SwProposalItem *item)
{
  SwProposals *all = sw_proposal_item_get_all (item);
  const SwProposal *proposal = sw_proposal_item_get (item);
  g_autoptr (SwInsertion) insertion = sw_assist_dup_insertion (all->assist, proposal);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gboolean again = proposal->again;
  GtkTextIter start, end;

  if (all->bare)
    {
      SwInsertion *bare = dup_bare (insertion);

      sw_insertion_free (insertion);
      insertion = bare;
    }

  gtk_text_buffer_begin_user_action (buffer);
  if (all->comma >= 0)
    {
      gtk_text_buffer_get_iter_at_mark (buffer, &start, all->left);
      gtk_text_iter_backward_chars (&start, all->comma);
      gtk_text_buffer_insert (buffer, &start, ",", 1);
    }
  sw_proposals_get_range (all, &start, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  indent_line (&start, sw_assist_get_indent (all->assist));
  insert (view, document, &start, insertion);
  gtk_text_buffer_end_user_action (buffer);
  if (again)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, show_again_cb, g_object_ref (view),
                     g_object_unref);
}
