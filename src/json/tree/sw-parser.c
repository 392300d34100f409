/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/tree/sw-parser-private.h"

/* The grammar of JSON: one function for each thing that may be wanted, which judges the present
 * token by that, and mends what is wrong so that reading goes on. */

/* Begins a member whose name was not written, so that what it holds is not lost. */
static void
begin_nameless (SwParser *self)
{
  gsize at = self->token.span.start;

  self->name = (SwToken) { .kind = SW_TOKEN_STRING, .span = { at, at }, .content = { at, at } };
  self->has_name = TRUE;
  self->name_broken = TRUE;
}

static gboolean
is_closing (const SwToken *token)
{
  return token->kind == SW_TOKEN_CLOSE_OBJECT || token->kind == SW_TOKEN_CLOSE_ARRAY;
}

/* A comma with nothing behind it */
static void
report_trailing_comma (SwParser *self)
{
  if (sw_span_length (self->comma) == 0)
    return;

  sw_parser_report (self, self->container, self->comma, "extra-text",
                    "Nothing follows this comma. Remove it.");
  sw_parser_break_container (self);
}

/* A string that a colon follows is the next member's name, not this one's value. */
static gboolean
is_next_name (const SwParser *self)
{
  return sw_parser_is_in_object (self) && self->token.kind == SW_TOKEN_STRING
         && sw_lexer_peek (&self->lexer, 0) == ':';
}

static void
want_value_in_array (SwParser *self)
{
  SwNode *missing;

  if (self->token.kind == SW_TOKEN_COMMA)
    {
      missing = sw_parser_add_missing (self);
      sw_parser_report (self, missing, self->token.span, "extra-text",
                        "A value is missing before this comma. Write one, or remove the comma.");
      sw_parser_break_container (self);
    }
  else if (self->token.kind == SW_TOKEN_COLON)
    {
      sw_parser_skip (self, "extra-text", "An array has no names and so no colons. Remove it.");
    }
  else
    {
      report_trailing_comma (self);
      self->want = SW_WANT_SEPARATOR;
    }
}

static void
want_root (SwParser *self)
{
  SwNode *missing;

  if (self->token.kind != SW_TOKEN_END)
    {
      sw_parser_skip (self, "extra-text", "A document does not begin with this. Remove it.");
      return;
    }

  missing = sw_parser_add_missing (self);
  sw_parser_report (self, missing, missing->span, "missing-value",
                    "There is no value here. Write one, such as {}.");
}

static void
want_value (SwParser *self)
{
  switch (self->token.kind)
    {
    case SW_TOKEN_OPEN_OBJECT:
    case SW_TOKEN_OPEN_ARRAY:
      sw_parser_open_container (self);
      break;
    case SW_TOKEN_STRING:
      if (!is_next_name (self))
        {
          sw_parser_add_leaf (self);
          break;
        }
      sw_parser_add_missing_member (self);
      self->comma = (SwSpan) { 0, 0 };
      self->want = SW_WANT_NAME;
      break;
    case SW_TOKEN_NUMBER:
    case SW_TOKEN_WORD:
    case SW_TOKEN_PLACEHOLDER:
      sw_parser_add_leaf (self);
      break;
    case SW_TOKEN_COLON:
    case SW_TOKEN_COMMA:
    case SW_TOKEN_CLOSE_OBJECT:
    case SW_TOKEN_CLOSE_ARRAY:
    case SW_TOKEN_END:
    case SW_TOKEN_COMMENT:
    case SW_TOKEN_SPACE:
    case SW_TOKEN_STRAY:
    default:
      if (self->container == NULL)
        want_root (self);
      else if (!sw_parser_is_in_object (self))
        want_value_in_array (self);
      else if (self->token.kind == SW_TOKEN_COLON)
        sw_parser_skip (self, "extra-text", "One colon is enough. Remove this one.");
      else
        sw_parser_add_missing_member (self);
      break;
    }
}

static void
take_name (SwParser *self)
{
  self->name = self->token;
  self->has_name = TRUE;
  self->name_broken = FALSE;
  sw_parser_consume (self);
  self->want = SW_WANT_COLON;
}

static void
take_bare_name (SwParser *self)
{
  g_autofree char *name = sw_tree_quote (self->tree, self->token.span);

  self->token.content = self->token.span;
  sw_parser_report (self, self->container, self->token.span, "unquoted-text",
                    "A name stands in double quotes. Write \"%s\".", name);
  take_name (self);
  self->name_broken = TRUE;
}

/* A word, number or placeholder where a name is wanted: an unquoted name, or a value without one?
 */
static gboolean
is_bare_name (const SwParser *self)
{
  if (sw_lexer_peek (&self->lexer, 0) == ':')
    return TRUE;

  return self->token.kind == SW_TOKEN_WORD && sw_parser_get_word_kind (self) == SW_NODE_INVALID;
}

static void
want_name (SwParser *self)
{
  switch (self->token.kind)
    {
    case SW_TOKEN_STRING:
      take_name (self);
      return;
    case SW_TOKEN_COMMA:
      sw_parser_skip (self, "extra-text",
                      "A member is missing before this comma. Write one, or remove the comma.");
      return;
    case SW_TOKEN_CLOSE_OBJECT:
    case SW_TOKEN_CLOSE_ARRAY:
    case SW_TOKEN_END:
      report_trailing_comma (self);
      self->want = SW_WANT_SEPARATOR;
      return;
    case SW_TOKEN_NUMBER:
    case SW_TOKEN_WORD:
    case SW_TOKEN_PLACEHOLDER:
      if (is_bare_name (self))
        {
          take_bare_name (self);
          return;
        }
      break;
    case SW_TOKEN_COLON:
    case SW_TOKEN_OPEN_OBJECT:
    case SW_TOKEN_OPEN_ARRAY:
    case SW_TOKEN_COMMENT:
    case SW_TOKEN_SPACE:
    case SW_TOKEN_STRAY:
    default:
      break;
    }

  sw_parser_report (self, self->container, self->token.span, "missing-name",
                    "A name is missing before this. Write \"name\": first.");
  begin_nameless (self);
  self->want = self->token.kind == SW_TOKEN_COLON ? SW_WANT_COLON : SW_WANT_VALUE;
}

static void
want_colon (SwParser *self)
{
  gsize at = self->name.span.end;

  if (self->token.kind == SW_TOKEN_COLON)
    {
      sw_tree_report_token (self->tree, self->container, &self->token);
      if (self->token.problem != SW_PROBLEM_NONE)
        self->name_broken = TRUE;
      sw_parser_consume (self);
      self->want = SW_WANT_VALUE;
    }
  else if (is_next_name (self))
    {
      sw_parser_add_missing_member (self);
      self->comma = (SwSpan) { 0, 0 };
      self->want = SW_WANT_NAME;
    }
  else if (self->token.kind == SW_TOKEN_COMMA || self->token.kind == SW_TOKEN_END
           || is_closing (&self->token))
    {
      sw_parser_add_missing_member (self);
    }
  else
    {
      sw_parser_report (self, self->container, (SwSpan) { self->name.span.start, at },
                        "missing-colon",
                        "A colon is missing between this name and its value. Write : after it.");
      self->name_broken = TRUE;
      self->want = SW_WANT_VALUE;
    }
}

/* Underlines the last character before the place where something is missing. */
static SwSpan
get_last_character (const SwParser *self)
{
  SwSpan span = { self->end - 1, self->end };

  while (span.start > 0 && (self->tree->text[span.start] & 0xc0) == 0x80)
    span.start--;

  return span;
}

/* Goes on as if a comma stood here. A value without a name is told of as such, once. */
static void
want_next_without_comma (SwParser *self)
{
  gboolean named = self->token.kind == SW_TOKEN_STRING || is_bare_name (self);

  if (named || !sw_parser_is_in_object (self))
    sw_parser_report (self, self->container, get_last_character (self), "missing-comma",
                      "A comma is missing between this value and the next. Write , here.");
  sw_parser_break_container (self);
  self->comma = (SwSpan) { 0, 0 };
  self->want = sw_parser_is_in_object (self) ? SW_WANT_NAME : SW_WANT_VALUE;
}

static void
take_comma (SwParser *self)
{
  if (self->token.problem != SW_PROBLEM_NONE)
    sw_parser_break_container (self);

  sw_tree_report_token (self->tree, self->container, &self->token);
  self->comma = self->token.span;
  sw_parser_consume (self);
  self->want = sw_parser_is_in_object (self) ? SW_WANT_NAME : SW_WANT_VALUE;
}

static void
want_separator (SwParser *self)
{
  if (is_closing (&self->token))
    {
      sw_parser_take_closing (self);
    }
  else if (self->token.kind == SW_TOKEN_END)
    {
      sw_parser_close_at_end (self);
    }
  else if (self->token.kind == SW_TOKEN_COMMA)
    {
      take_comma (self);
    }
  else if (self->token.kind != SW_TOKEN_COLON)
    {
      want_next_without_comma (self);
    }
  else if (sw_parser_is_in_object (self))
    {
      sw_parser_skip (self, "extra-text", "This colon stands behind a value. Remove it.");
    }
  else
    {
      sw_parser_skip (self, "colon-for-comma",
                      "An array has no names and so no colons. Write , instead.");
      self->want = SW_WANT_VALUE;
    }
}

static void
want_end (SwParser *self)
{
  self->want = SW_WANT_NOTHING;
  if (self->token.kind == SW_TOKEN_END)
    return;

  if (is_closing (&self->token))
    sw_parser_report (self, NULL, self->token.span, "extra-text",
                      "This %c closes nothing. Remove it.",
                      self->tree->text[self->token.span.start]);
  else
    sw_parser_report (self, NULL, self->token.span, "second-document",
                      "The document is complete before this. Remove what follows.");
}

/* Reads the text of a tree as JSON, whatever its faults. */
void
sw_json_parse (SwTree *tree)
{
  SwParser parser = { .tree = tree, .lexer = { .text = tree->text, .length = tree->length } };

  if (g_str_has_prefix (tree->text, "\xef\xbb\xbf"))
    parser.lexer.at = 3;

  sw_parser_consume (&parser);
  while (parser.want != SW_WANT_NOTHING)
    switch (parser.want)
      {
      case SW_WANT_VALUE:
        want_value (&parser);
        break;
      case SW_WANT_NAME:
        want_name (&parser);
        break;
      case SW_WANT_COLON:
        want_colon (&parser);
        break;
      case SW_WANT_SEPARATOR:
        want_separator (&parser);
        break;
      case SW_WANT_END:
      case SW_WANT_NOTHING:
      default:
        want_end (&parser);
        break;
      }
}
