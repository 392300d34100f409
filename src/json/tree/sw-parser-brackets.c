/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/tree/sw-parser-private.h"

/* Opens the array or object at whose bracket the parser stands. */
void
sw_parser_open_container (SwParser *self)
{
  gboolean object = self->token.kind == SW_TOKEN_OPEN_OBJECT;

  self->container =
      sw_parser_add_node (self, object ? SW_NODE_OBJECT : SW_NODE_ARRAY, self->token.span);
  if (object)
    self->open_objects++;
  else
    self->open_arrays++;

  sw_parser_consume (self);
  self->comma = (SwSpan) { 0, 0 };
  self->want = object ? SW_WANT_NAME : SW_WANT_VALUE;
}

static void
close_container (SwParser *self,
                 gsize     end)
{
  SwNode *node = self->container;

  node->span.end = end;
  self->container = node->parent;
  if (node->kind == SW_NODE_OBJECT)
    {
      sw_tree_finish_object (self->tree, node, TRUE);
      self->open_objects--;
    }
  else
    {
      self->open_arrays--;
    }
  sw_parser_want_after_value (self);
}

static char
get_closing (SwNodeKind kind)
{
  return kind == SW_NODE_OBJECT ? '}' : ']';
}

static const char *
get_container_name (SwNodeKind kind)
{
  return kind == SW_NODE_OBJECT ? "object" : "array";
}

/* Whether the rest of the text shows that the root is not to end yet: more members follow */
static gboolean
goes_on (const SwParser *self)
{
  return sw_lexer_peek (&self->lexer, 0) == ',' && sw_lexer_peek (&self->lexer, 1) == '"';
}

static void
skip_stray_bracket (SwParser *self)
{
  char bracket = self->tree->text[self->token.span.start];

  sw_parser_report (self, self->container, self->token.span, "extra-text",
                    "This %c closes nothing. Remove it.", bracket);
  sw_parser_break_container (self);
  sw_parser_consume (self);
}

static void
close_by_wrong_bracket (SwParser *self)
{
  sw_parser_report (
      self, self->container, self->token.span, "wrong-bracket",
      "This bracket is to close an %s. Write %c instead.",
      get_container_name (self->container->kind), get_closing (self->container->kind));
  sw_parser_break_container (self);
  close_container (self, self->token.span.end);
  sw_parser_consume (self);
}

static void
close_unclosed (SwParser *self)
{
  guint line, column;

  sw_parser_break_container (self);
  if (self->tree->diagnostics->len < SW_TREE_MAX_DIAGNOSTICS)
    {
      sw_tree_locate (self->tree, self->container->span.start, &line, &column);
      sw_parser_report (self, self->container, self->token.span, "missing-bracket",
                        "The %s that line %u begins is not closed yet. Put %c before this bracket.",
                        get_container_name (self->container->kind), line,
                        get_closing (self->container->kind));
    }
  close_container (self, self->token.span.start);
}

/* Judges a closing bracket where one may stand. A wrong one is either a slip of the keyboard, or
 * the right one was forgotten before it; what is open and what follows decide. */
void
sw_parser_take_closing (SwParser *self)
{
  SwNodeKind kind = self->token.kind == SW_TOKEN_CLOSE_OBJECT ? SW_NODE_OBJECT : SW_NODE_ARRAY;
  guint open = kind == SW_NODE_OBJECT ? self->open_objects : self->open_arrays;
  gboolean closes_root = open == 1 && self->tree->root->kind == kind;

  if (self->container->kind == kind)
    {
      if (self->container->parent == NULL && goes_on (self))
        {
          skip_stray_bracket (self);
          return;
        }
      close_container (self, self->token.span.end);
      sw_parser_consume (self);
      return;
    }

  if (open == 0 && sw_lexer_peek (&self->lexer, 0) != '\0')
    skip_stray_bracket (self);
  else if (open == 0 || (closes_root && goes_on (self)))
    close_by_wrong_bracket (self);
  else
    close_unclosed (self);
}

/* The text ends while containers are open. Told once, at the innermost; all of them are broken. */
void
sw_parser_close_at_end (SwParser *self)
{
  SwNode *innermost = self->container;
  guint more = self->open_arrays + self->open_objects - 1;
  SwSpan bracket = { innermost->span.start, innermost->span.start + 1 };
  char closing = get_closing (innermost->kind);

  if (more == 0)
    sw_parser_report (self, innermost, bracket, "unclosed",
                      "The %s that begins here is never closed. Put %c where it ends.",
                      get_container_name (innermost->kind), closing);
  else
    sw_parser_report (self, innermost, bracket, "unclosed",
                      "The text ends while this bracket and %u around it are open. Put %c, and "
                      "what closes the others, "
                      "where they end.",
                      more, closing);

  while (self->container != NULL)
    {
      sw_parser_break_container (self);
      close_container (self, self->token.span.start);
    }
}

/* Passes over a token that has no place here. */
void
sw_parser_skip (SwParser   *self,
                const char *kind,
                const char *what)
{
  sw_parser_report (self, self->container, self->token.span, kind, "%s", what);
  sw_parser_break_container (self);
  sw_parser_consume (self);
}

