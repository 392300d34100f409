/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/assist/sw-assist-private.h"
#include "asl/rules/sw-operators.h"
#include "query/sw-query-tokens.h"

#include <string.h>

/* Inside an expression: which piece of it is being typed. */

static gboolean
is_name_byte (char byte)
{
  return g_ascii_isalnum (byte) || byte == '_' || (guchar) byte >= 0x80;
}

/* Back from END over names, points, $ and whole brackets, but not before LIMIT */
static gsize
find_start (const char *text,
            gsize       limit,
            gsize       end)
{
  gsize at = end;

  while (at > limit)
    {
      char last = text[at - 1];

      if (last == ']')
        {
          gsize open = at - 1;

          while (open > limit && text[open] != '[')
            open--;
          if (text[open] != '[')
            break;
          at = open;
        }
      else if (is_name_byte (last) || last == '.' || last == '$')
        {
          at--;
        }
      else
        {
          break;
        }
    }

  return at;
}

/* Strings, comments and regular expressions of the expression hold nothing to propose. */
static gboolean
is_quiet (const SwAssistSpot *spot,
          gsize               from)
{
  const char *text = sw_tree_get_text (sw_model_get_tree (spot->model), NULL);
  gsize length = MAX (spot->content.end, spot->offset) - from;
  g_autofree char *expression = g_strndup (text + from, length);
  g_autoptr (GArray) tokens = NULL;
  gsize caret = spot->offset - from;

  /* In the document a quote of the expression has a backslash before it. */
  for (gsize i = 0; i + 1 < length; i++)
    if (expression[i] == '\\' && expression[i + 1] == '"')
      expression[i] = ' ';
  tokens = spot->language == SW_QUERY_JSONATA ? sw_jsonata_tokenize (expression, length)
                                              : sw_expression_tokenize (expression, length);
  for (guint i = 0; tokens != NULL && i < tokens->len; i++)
    {
      const SwQueryToken *token = &g_array_index (tokens, SwQueryToken, i);

      if (token->span.start < caret && caret < token->span.end)
        return token->kind == SW_QUERY_TOKEN_STRING || token->kind == SW_QUERY_TOKEN_REGEX
               || token->kind == SW_QUERY_TOKEN_COMMENT;
    }

  return FALSE;
}

static gboolean
is_path_kind (SwFieldKind kind)
{
  return kind == SW_FIELD_PATH || kind == SW_FIELD_REFERENCE_PATH || kind == SW_FIELD_RESULT_PATH;
}

/* Whether a string at the place is a JSONPath, and whether it may be a function as well */
static gboolean
holds_path (const SwAssistSpot *spot,
            gboolean           *callable)
{
  const SwOperator *operator = spot->name != NULL ? sw_operators_find (spot->name) : NULL;
  gboolean query = spot->name != NULL && g_str_has_suffix (spot->name, ".$");

  *callable = query || (spot->field != NULL && (spot->field->flags & SW_FIELD_CALLABLE));
  if (spot->field != NULL)
    return is_path_kind (spot->field->kind);
  if (operator != NULL && operator->operand == SW_OPERAND_PATH)
    return TRUE;

  return query;
}

/* A Comment; a Cause may be an expression all the same. */
static gboolean
is_for_people (const SwField *field)
{
  return field->kind == SW_FIELD_LONG_TEXT && !(field->flags & SW_FIELD_EXPRESSIBLE);
}

/* Where the expression at the place begins; FALSE where there is none */
static gboolean
find_expression (const SwAssistSpot *spot,
                 gsize              *from,
                 gboolean           *callable)
{
  const char *text = sw_tree_get_text (sw_model_get_tree (spot->model), NULL);

  if (!spot->string)
    return FALSE;
  *from = spot->content.start;
  *callable = TRUE;
  if (spot->language == SW_QUERY_JSONPATH)
    return holds_path (spot, callable);
  if (spot->field != NULL && (is_for_people (spot->field)
                              || spot->field->kind == SW_FIELD_STATE
                              || spot->field->kind == SW_FIELD_RESOURCE
                              || spot->field->kind == SW_FIELD_CHOICE))
    return FALSE;
  *from += strlen ("{%");

  return spot->offset >= *from && strncmp (text + spot->content.start, "{%", 2) == 0;
}

/* Sets the bytes that a proposal takes the place of, and closes the string where it is open. */
static void
set_span (SwAssist           *self,
          const SwAssistSpot *spot,
          gsize               start)
{
  const char *text = sw_tree_get_text (sw_model_get_tree (spot->model), NULL);
  gsize end = spot->offset;
  gsize limit = MAX (spot->content.end, spot->offset);

  while (end < limit && is_name_byte (text[end]))
    end++;
  self->span = (SwSpan){ start, end };
  g_free (self->typed);
  self->typed = g_strndup (text + start, spot->offset - start);
  g_clear_pointer (&self->after, g_free);
  if (spot->closed)
    {
      if (spot->language == SW_QUERY_JSONATA && end == limit
          && strncmp (text + limit - 2, "%}", 2) != 0)
        self->after = g_strdup (" %}");
      return;
    }

  self->span.end = limit;
  self->after = g_strconcat (spot->language == SW_QUERY_JSONATA ? " %}\"" : "\"",
                             spot->comma_after ? "," : "", NULL);
}

/* Proposals inside an expression; FALSE where the place is in none. */
gboolean
sw_assist_expression (SwAssist           *self,
                      const SwAssistSpot *spot,
                      const SwAssistData *data)
{
  SwAssistPiece piece = { .spot = spot, .data = data };
  g_autofree char *head = NULL;
  gsize from;
  gsize last;

  if (!find_expression (spot, &from, &piece.callable))
    return FALSE;
  if (is_quiet (spot, from))
    return TRUE;

  piece.text = sw_tree_get_text (sw_model_get_tree (spot->model), NULL);
  piece.start = find_start (piece.text, from, spot->offset);
  for (last = spot->offset; last > piece.start && piece.text[last - 1] != '.'; last--)
    ;
  /* "States." is the beginning of functions' names, not of a path. */
  if (strncmp (piece.text + piece.start, "States.", MIN (7, spot->offset - piece.start)) == 0)
    last = piece.start;
  head = piece.head = g_strndup (piece.text + piece.start, last - piece.start);
  set_span (self, spot, last);
  sw_assist_names (self, &piece);

  return TRUE;
}
