/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/assist/sw-assist-private.h"
#include "json/tree/sw-lexer.h"

#include <string.h>

/* Where a place is, in text that is half typed: the tree says which object or array, the words
 * between the sibling before and the place say the rest. */

static gboolean
is_container (const SwNode *node)
{
  return node->kind == SW_NODE_OBJECT || node->kind == SW_NODE_ARRAY;
}

/* Whether NODE has its closing bracket */
static gboolean
is_closed (const SwNode *node)
{
  const char *text = sw_tree_get_text (node->tree, NULL);

  return sw_span_length (node->span) > 1
         && text[node->span.end - 1] == (node->kind == SW_NODE_OBJECT ? '}' : ']');
}

/* What is not closed goes on up to the next thing that closes something. */
static gboolean
reaches (const SwNode *node,
         gsize         offset)
{
  const char *text = sw_tree_get_text (node->tree, NULL);

  if (offset <= node->span.start)
    return FALSE;
  if (offset < node->span.end)
    return TRUE;
  if (is_closed (node) || node->next != NULL)
    return FALSE;

  return strcspn (text + node->span.end, "}]") >= offset - node->span.end;
}

static const SwNode *
find_container (SwTree *tree,
                gsize   offset)
{
  const SwNode *found = sw_tree_get_root (tree);
  const SwNode *child;

  if (!is_container (found) || !reaches (found, offset))
    return NULL;

  do
    {
      child = found->last;
      while (child != NULL && (child->span.start >= offset || !is_container (child)
                               || !reaches (child, offset)))
        child = child->previous;
      if (child != NULL)
        found = child;
    }
  while (child != NULL);

  return found;
}

typedef enum
{
  EXPECT_NAME,
  EXPECT_COLON,
  EXPECT_VALUE,
  EXPECT_SEPARATOR,
} Expect;

/* The words from the sibling before up to the place */
typedef struct
{
  SwLexer  lexer;
  Expect   expect;
  gboolean object;
  SwSpan   name;     /* of the member under way, with its quotes */
  gsize    end;      /* of the last word that means something */
  gboolean no_comma; /* between this member and the one before */
  gsize    comma_at;
} Walk;

static void
begin_walk (Walk         *self,
            const SwNode *container,
            gsize         offset)
{
  const SwNode *child = container->last;
  SwSpan whole;

  *self = (Walk){ .object = container->kind == SW_NODE_OBJECT };
  self->lexer.text = sw_tree_get_text (container->tree, &self->lexer.length);
  self->expect = self->object ? EXPECT_NAME : EXPECT_VALUE;
  self->lexer.at = self->end = container->span.start + 1;

  while (child != NULL && sw_node_get_full_span (child).start >= offset)
    child = child->previous;
  if (child == NULL)
    return;

  whole = sw_node_get_full_span (child);
  /* A member that is whole and ends before is passed over, however large it is. */
  if (whole.end < offset && is_container (child) && is_closed (child))
    {
      self->lexer.at = self->end = whole.end;
      self->expect = EXPECT_SEPARATOR;
      return;
    }
  self->lexer.at = whole.start;
  if (child->previous != NULL) /* whether a comma stands between the two is to be seen */
    {
      self->lexer.at = self->end = sw_node_get_full_span (child->previous).end;
      self->expect = EXPECT_SEPARATOR;
    }
}

static gboolean
is_word (const SwToken *token)
{
  return token->kind == SW_TOKEN_STRING || token->kind == SW_TOKEN_NUMBER
         || token->kind == SW_TOKEN_WORD || token->kind == SW_TOKEN_PLACEHOLDER;
}

static gboolean
is_whole_string (const SwToken *token)
{
  return token->kind == SW_TOKEN_STRING && token->content.end < token->span.end;
}

/* Whether the caret at OFFSET, behind the token's start, belongs to the token */
static gboolean
touches (const SwToken *token,
         gsize          offset)
{
  return offset < token->span.end || (offset == token->span.end && !is_whole_string (token));
}

/* A value or name where a comma was wanted begins the next member. */
static void
begin_without_comma (Walk *self)
{
  self->no_comma = TRUE;
  self->comma_at = self->end;
  self->expect = self->object ? EXPECT_NAME : EXPECT_VALUE;
}

static void
step (Walk          *self,
      const SwToken *token)
{
  if (token->kind == SW_TOKEN_COMMA)
    {
      self->no_comma = FALSE;
      self->expect = self->object ? EXPECT_NAME : EXPECT_VALUE;
    }
  else if (token->kind == SW_TOKEN_COLON)
    {
      self->expect = EXPECT_VALUE;
    }
  else if (is_word (token))
    {
      if (self->expect == EXPECT_SEPARATOR)
        begin_without_comma (self);
      if (self->expect == EXPECT_NAME)
        {
          self->name = token->span;
          self->expect = EXPECT_COLON;
        }
      else
        {
          self->expect = EXPECT_SEPARATOR;
          self->no_comma = FALSE;
        }
    }
  else
    {
      self->expect = EXPECT_SEPARATOR;
    }
  if (token->kind != SW_TOKEN_COMMENT && token->kind != SW_TOKEN_SPACE)
    self->end = token->span.end;
}

/* What follows the place: a colon, or a sibling without a comma before it? */
static void
look_ahead (SwAssistSpot *self,
            const Walk   *walk,
            gsize         from)
{
  SwLexer lexer = walk->lexer;
  SwToken token;

  lexer.at = from;
  do
    sw_lexer_next (&lexer, &token);
  while (token.kind == SW_TOKEN_COMMENT || token.kind == SW_TOKEN_SPACE);

  self->has_colon = token.kind == SW_TOKEN_COLON;
  self->comma_after = is_word (&token) || token.kind == SW_TOKEN_OPEN_OBJECT
                      || token.kind == SW_TOKEN_OPEN_ARRAY;
}

static void
take_token (SwAssistSpot  *self,
            const SwToken *token)
{
  const char *text = sw_tree_get_text (self->container->tree, NULL);

  self->token = token->span;
  self->string = token->kind == SW_TOKEN_STRING && token->problem != SW_PROBLEM_UNOPENED_STRING;
  self->closed = is_whole_string (token);
  self->content = self->string ? token->content : token->span;
  /* A quote right before the next string: ""Next" */
  if (self->closed && sw_span_length (self->content) == 0
      && (g_ascii_isalnum (text[self->token.end]) || text[self->token.end] == '$'))
    {
      self->token.end = self->content.end;
      self->closed = FALSE;
    }
}

static void
set_role (SwAssistSpot *self,
          Walk         *walk)
{
  if (walk->expect == EXPECT_SEPARATOR)
    begin_without_comma (walk);
  if (walk->expect == EXPECT_COLON)
    return;

  self->role = walk->expect == EXPECT_NAME ? SW_SPOT_KEY : SW_SPOT_VALUE;
  self->comma_before = walk->no_comma;
  self->comma_at = walk->comma_at;
  look_ahead (self, walk, MAX (self->token.end, self->offset));
  if (walk->object && self->role == SW_SPOT_VALUE)
    {
      SwSpan content = sw_lexer_find_content (walk->lexer.text, walk->name);

      self->name = g_strndup (walk->lexer.text + content.start, sw_span_length (content));
      self->comma_before = FALSE; /* that is for whoever wrote the name */
    }
}

/* Reads on from the sibling before, up to the place. */
static void
find_role (SwAssistSpot *self)
{
  Walk walk;
  SwToken token;

  begin_walk (&walk, self->container, self->offset);
  self->token = self->content = (SwSpan){ self->offset, self->offset };
  for (;;)
    {
      sw_lexer_next (&walk.lexer, &token);
      if (token.kind == SW_TOKEN_END || token.span.start >= self->offset)
        break;
      if (touches (&token, self->offset) && (is_word (&token) || token.kind == SW_TOKEN_COMMENT))
        {
          if (token.kind == SW_TOKEN_COMMENT)
            return;
          if (walk.expect == EXPECT_SEPARATOR)
            begin_without_comma (&walk);
          take_token (self, &token);
          break;
        }
      step (&walk, &token);
    }
  set_role (self, &walk);
}

static void
find_self (SwAssistSpot *self)
{
  for (const SwNode *child = self->container->last; child != NULL; child = child->previous)
    {
      SwSpan whole = sw_node_get_full_span (child);

      if (whole.start <= self->offset && self->offset <= whole.end)
        {
          self->self = child;
          return;
        }
    }
}

static void
find_grammar (SwAssistSpot *self)
{
  SwFieldSpot spot;
  const SwNode *state_at = self->container;

  sw_fields_locate (self->container, &spot);
  self->set = spot.set;
  self->around = spot.field;
  self->around_value = spot.value;
  if (self->name != NULL && self->set != SW_FIELD_SET_NONE)
    self->field = sw_fields_find_in (self->set, self->name);

  self->state = sw_model_find_at (self->model, state_at->span.start);
  self->scope = self->state != NULL ? self->state->scope : sw_model_get_root (self->model);
  self->type = self->state != NULL ? self->state->type : SW_STATE_UNKNOWN;
  self->language = self->state != NULL ? self->state->language
                                       : sw_model_get_language (self->model);
}

/* StartAt of a branch names states of the branch: the scope whose object the place is in */
static void
find_scope (SwAssistSpot *self)
{
  if (self->state == NULL)
    return;
  for (guint i = 0; i < self->state->scopes->len; i++)
    {
      SwScope *scope = g_ptr_array_index (self->state->scopes, i);

      if (scope->node == self->container || scope->states_node == self->container)
        self->scope = scope;
    }
}

/* YAML has no words of its own to go by, but each scalar that stands there has its place: a value,
 * or a name, can be replaced by another, which in double quotes is YAML as well as JSON. */
static gboolean
take_yaml (SwAssistSpot *self,
           const SwNode *node)
{
  const char *text = sw_tree_get_text (sw_model_get_tree (self->model), NULL);
  gboolean named = node != NULL && node->key.start <= self->offset
                   && self->offset <= node->key.end && sw_span_length (node->key) > 0;
  SwSpan token;
  gboolean quoted;

  if (node == NULL || node->parent == NULL || (!named && node->kind != SW_NODE_STRING))
    return FALSE;
  token = named ? node->key : node->span;
  if (self->offset < token.start || self->offset > token.end)
    return FALSE;

  self->role = named ? SW_SPOT_KEY : SW_SPOT_VALUE;
  self->container = node->parent;
  self->self = node;
  self->name = named ? NULL : g_strdup (node->name);
  self->has_colon = named;
  self->string = self->closed = TRUE;
  quoted = text[token.start] == '"' || text[token.start] == '\'';
  self->token = token;
  self->content = (SwSpan){ token.start + quoted, token.end - quoted };

  return TRUE;
}

static void
find_yaml (SwAssistSpot *self)
{
  SwTree *tree = sw_model_get_tree (self->model);

  if (!take_yaml (self, sw_tree_find_at (tree, self->offset)) && self->offset > 0)
    take_yaml (self, sw_tree_find_at (tree, self->offset - 1));
}

/**
 * sw_assist_spot_init:
 * @self: (out caller-allocates): clear it with sw_assist_spot_clear()
 * @model: of the text, broken or not
 * @offset: byte of the text
 *
 * Finds out what may stand at @offset. In a document in YAML that is said of names and values that
 * are there already; of others see sw_assist_yaml_find().
 */
void
sw_assist_spot_init (SwAssistSpot *self,
                     SwModel      *model,
                     gsize         offset)
{
  SwTree *tree = sw_model_get_tree (model);

  *self = (SwAssistSpot){ .model = model, .offset = offset };
  if (sw_tree_get_syntax (tree) == SW_SYNTAX_JSON)
    {
      self->container = find_container (tree, offset);
      if (self->container != NULL)
        find_role (self);
      if (self->role != SW_SPOT_NONE)
        find_self (self);
    }
  else
    {
      find_yaml (self);
    }
  if (self->role == SW_SPOT_NONE)
    return;

  find_grammar (self);
  find_scope (self);
}

/* Whether names at the place are those of states */
gboolean
sw_assist_spot_is_among_states (const SwAssistSpot *self)
{
  return self->around != NULL && self->around->kind == SW_FIELD_STATES
         && self->around_value == self->container;
}

/**
 * sw_assist_spot_clear:
 *
 * Frees what the spot holds.
 */
void
sw_assist_spot_clear (SwAssistSpot *self)
{
  g_clear_pointer (&self->name, g_free);
}
