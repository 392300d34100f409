/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/tree/sw-parser-private.h"

#include <stdarg.h>
#include <string.h>

/* Adds an error. NODE is the part that is meant, or NULL; KIND tells those who mend it what to do
 * with the span. */
void
sw_parser_report (SwParser   *self,
                  SwNode     *node,
                  SwSpan      span,
                  const char *kind,
                  const char *format,
                  ...)
{
  va_list arguments;

  va_start (arguments, format);
  sw_tree_report_valist (self->tree, node, SW_SEVERITY_ERROR, "INVALID_JSON_DESCRIPTION", kind,
                         span, format, arguments);
  va_end (arguments);
}

/* Marks the container that is open as repaired. */
void
sw_parser_break_container (SwParser *self)
{
  if (self->container != NULL)
    self->container->broken = TRUE;
}

/* Goes on to the next token that says something about the structure. */
void
sw_parser_consume (SwParser *self)
{
  self->end = self->token.span.end;
  for (;;)
    {
      sw_lexer_next (&self->lexer, &self->token);
      if (self->token.kind < SW_TOKEN_COMMENT)
        return;

      sw_tree_report_token (self->tree, self->container, &self->token);
      if (self->token.kind == SW_TOKEN_STRAY)
        sw_parser_break_container (self);
    }
}

static void
set_name (SwParser *self,
          SwNode   *node)
{
  const SwToken *name = &self->name;
  SwTree *tree = self->tree;
  gsize length = sw_span_length (name->content);
  g_autoptr (GString) decoded = NULL;
  const char *bytes = tree->text + name->content.start;
  char *copy;

  if (name->escaped || !tree->is_utf8)
    {
      decoded = g_string_new (NULL);
      sw_tree_decode_string (tree, name->content, FALSE, decoded);
      bytes = decoded->str;
      length = decoded->len;
    }

  copy = sw_arena_alloc (&tree->arena, length + 1);
  memcpy (copy, bytes, length);
  copy[length] = '\0';
  node->name = copy;
  node->name_length = length;
  node->key = name->span;
  node->broken = self->name_broken || name->problem != SW_PROBLEM_NONE;
}

/* Adds a value to the container that is open, under the name that waits, if any. */
SwNode *
sw_parser_add_node (SwParser  *self,
                    SwNodeKind kind,
                    SwSpan     span)
{
  gsize size = kind == SW_NODE_OBJECT ? sizeof (SwObjectNode) : sizeof (SwNode);
  SwNode *node = sw_arena_alloc (&self->tree->arena, size);

  memset (node, 0, size);
  node->kind = kind;
  node->span = span;
  node->key = (SwSpan) { span.start, span.start };
  node->tree = self->tree;

  if (self->container != NULL)
    sw_node_append_child (self->container, node);
  else
    self->tree->root = node;

  if (self->has_name)
    {
      set_name (self, node);
      sw_tree_report_token (self->tree, node, &self->name);
    }
  self->has_name = FALSE;
  return node;
}

/* Goes on behind a complete value. */
void
sw_parser_want_after_value (SwParser *self)
{
  self->want = self->container != NULL ? SW_WANT_SEPARATOR : SW_WANT_END;
}

/* Adds a value where none stands: right behind what was written, or where the line's white space
 * ends. */
SwNode *
sw_parser_add_missing (SwParser *self)
{
  gsize at = self->end;
  SwNode *node;

  while (at < self->token.span.start
         && (self->tree->text[at] == ' ' || self->tree->text[at] == '\t'))
    at++;

  node = sw_parser_add_node (self, SW_NODE_MISSING, (SwSpan) { at, at });
  node->broken = TRUE;
  sw_parser_want_after_value (self);
  return node;
}

/* Adds a member whose name was written but not its value. */
void
sw_parser_add_missing_member (SwParser *self)
{
  g_autofree char *name = sw_tree_quote (self->tree, self->name.content);
  gboolean colon = self->want == SW_WANT_VALUE;
  SwSpan span = self->name.span;
  SwNode *node = sw_parser_add_missing (self);

  if (sw_span_length (span) == 0)
    sw_parser_report (self, node, (SwSpan) { self->end - 1, self->end },
                      "missing-member",
                      "A name and a value are missing. Remove this colon, or write both.");
  else if (colon)
    sw_parser_report (self, node, span, "missing-value",
                      "The value of \"%s\" is missing. Write one behind the colon.", name);
  else
    sw_parser_report (self, node, span, "missing-value",
                      "A colon and a value are missing. Write \"%s\": and a value.", name);
}

/**
 * sw_json_correct_word:
 * @word: a word that is no value of JSON
 *
 * Returns: (nullable): what to write instead of @word: true, false or null; %NULL where it may mean
 * anything
 */
const char *
sw_json_correct_word (const char *word)
{
  static const struct
  {
    const char *word;
    const char *instead;
  } words[] = {
    { "True", "true" },      { "TRUE", "true" },   { "False", "false" },   { "FALSE", "false" },
    { "None", "null" },      { "NULL", "null" },   { "Null", "null" },     { "nil", "null" },
    { "undefined", "null" }, { "NaN", "null" },    { "Infinity", "null" }, { "-Infinity", "null" },
    { "tru", "true" },       { "fals", "false" },  { "nul", "null" },      { "yes", "true" },
    { "no", "false" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (word, words[i].word) == 0)
      return words[i].instead;

  return NULL;
}

static void
report_word (SwParser *self,
             SwNode   *node)
{
  g_autofree char *word = sw_tree_quote (self->tree, node->span);
  const char *instead = sw_json_correct_word (word);

  if (instead != NULL)
    sw_parser_report (self, node, node->span, "other-word", "%s is no value of JSON. Write %s.",
                      word, instead);
  else
    sw_parser_report (self, node, node->span, "unquoted-text",
                      "%s is no value of JSON. Put it in double quotes if it is meant as text.",
                      word);
}

/* The kind of the word that the parser stands at */
SwNodeKind
sw_parser_get_word_kind (const SwParser *self)
{
  static const struct
  {
    const char *word;
    SwNodeKind  kind;
  } literals[] = {
    { "true", SW_NODE_BOOLEAN },
    { "false", SW_NODE_BOOLEAN },
    { "null", SW_NODE_NULL },
  };
  const char *text = self->tree->text + self->token.span.start;
  gsize length = sw_span_length (self->token.span);

  for (guint i = 0; i < G_N_ELEMENTS (literals); i++)
    if (strlen (literals[i].word) == length && memcmp (text, literals[i].word, length) == 0)
      return literals[i].kind;

  return SW_NODE_INVALID;
}

static SwNodeKind
get_leaf_kind (const SwParser *self)
{
  const SwToken *token = &self->token;

  if (token->kind == SW_TOKEN_STRING)
    return SW_NODE_STRING;
  if (token->kind == SW_TOKEN_NUMBER)
    return SW_NODE_NUMBER;
  if (token->kind == SW_TOKEN_PLACEHOLDER)
    return SW_NODE_PLACEHOLDER;

  return sw_parser_get_word_kind (self);
}

/* Adds the scalar that the parser stands at. */
void
sw_parser_add_leaf (SwParser *self)
{
  SwNode *node = sw_parser_add_node (self, get_leaf_kind (self), self->token.span);

  sw_tree_report_token (self->tree, node, &self->token);
  if (node->kind == SW_NODE_INVALID)
    report_word (self, node);
  if (node->kind == SW_NODE_INVALID || self->token.problem != SW_PROBLEM_NONE)
    node->broken = TRUE;

  sw_parser_consume (self);
  sw_parser_want_after_value (self);
}
