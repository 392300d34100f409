/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonpath/sw-jsonpath-filter-private.h"

/* The grammar, as Jayway reads it:
 *
 *   or       = and *( "||" and )
 *   and      = operand *( "&&" operand )
 *   operand  = "(" or ")" | "!" operand | term [ operator term ]
 *   term     = [ "!" ] path | 'text' | "text" | number | true | false | null
 *              | "[" … "]" | "{" … "}" | "/" pattern "/" flags | word
 *   operator = characters out of < > = ~ !, or a word up to the next blank
 *
 * A path in a filter ends at a blank, at one of < > = ~ ! and at ")": so `@.a&&@.b` is one path
 * with the strange member "a&&@", as Jayway has it. */
static SwPathFilter *read_or (SwFilterReader *reader,
                              GError        **error);

/**
 * sw_path_filter_free:
 *
 * Frees a filter and all it holds.
 */
void
sw_path_filter_free (SwPathFilter *self)
{
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  sw_filter_term_clear (&self->left);
  sw_filter_term_clear (&self->right);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwPathFilter, sw_path_filter_free)

static SwPathFilter *
filter_new (SwFilterKind kind)
{
  SwPathFilter *self = g_new0 (SwPathFilter, 1);

  self->kind = kind;
  self->left.value = SW_VALUE_INIT;
  self->right.value = SW_VALUE_INIT;
  return self;
}

static SwPathFilter *
filter_new_of (SwFilterKind  kind,
               SwPathFilter *take_part)
{
  SwPathFilter *self = filter_new (kind);

  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_path_filter_free);
  g_ptr_array_add (self->parts, take_part);
  return self;
}

static const SwFilterOperator *
read_operator (SwFilterReader *reader)
{
  gsize start;

  sw_filter_reader_skip_spaces (reader);
  start = reader->at;
  if (sw_filter_reader_at_operator (reader))
    while (sw_filter_reader_at_operator (reader))
      reader->at++;
  else
    while (reader->at < reader->length && sw_filter_reader_peek (reader) != ' ')
      reader->at++;

  return sw_filter_operator_find (reader->text + start, reader->at - start);
}

/* term [ operator term ]; where what follows is no comparison, the term must be a path, tested for
 * being there */
static SwPathFilter *
read_comparison (SwFilterReader *reader,
                 GError        **error)
{
  g_autoptr (SwPathFilter) self = filter_new (SW_FILTER_COMPARE);
  gsize behind_left;

  if (!sw_filter_read_term (reader, &self->left, error))
    return NULL;

  behind_left = reader->at;
  self->operator = read_operator (reader);
  if (self->operator != NULL && sw_filter_read_term (reader, &self->right, NULL))
    return g_steal_pointer (&self);

  reader->at = behind_left;
  sw_filter_term_clear (&self->right);
  self->kind = SW_FILTER_EXISTS;
  if (self->left.path != NULL)
    return g_steal_pointer (&self);

  sw_filter_reader_fail (reader, "A constant must be compared with something", error);
  return NULL;
}

static SwPathFilter *
read_group (SwFilterReader *reader,
            GError        **error)
{
  g_autoptr (SwPathFilter) self = NULL;

  reader->at++;
  self = read_or (reader, error);
  if (self == NULL)
    return NULL;

  sw_filter_reader_skip_spaces (reader);
  if (sw_filter_reader_peek (reader) != ')')
    {
      sw_filter_reader_fail (reader, "Expected ) in the filter", error);
      return NULL;
    }

  reader->at++;
  return g_steal_pointer (&self);
}

static SwPathFilter *
read_operand (SwFilterReader *reader,
              GError        **error)
{
  SwPathFilter *self;
  gsize start;
  char c;

  if (++reader->depth > SW_JSON_PATH_MAX_NESTING)
    {
      g_set_error (error, SW_QUERY_ERROR, SW_QUERY_ERROR_LIMIT,
                   "The filter is nested deeper than %d levels", SW_JSON_PATH_MAX_NESTING);
      return NULL;
    }

  sw_filter_reader_skip_spaces (reader);
  start = reader->at;
  if (sw_filter_reader_peek (reader) == '(')
    self = read_group (reader, error);
  else if (sw_filter_reader_peek (reader) == '!')
    {
      reader->at++;
      sw_filter_reader_skip_spaces (reader);
      c = sw_filter_reader_peek (reader);
      if (c == '$' || c == '@')
        {
          reader->at = start;
          self = read_comparison (reader, error);
        }
      else
        {
          self = read_operand (reader, error);
          if (self != NULL)
            self = filter_new_of (SW_FILTER_NOT, self);
        }
    }
  else
    self = read_comparison (reader, error);

  reader->depth--;
  return self;
}

/* part *( sign part ) */
static SwPathFilter *
read_chain (SwFilterReader *reader,
            SwFilterKind    kind,
            const char     *sign,
            SwPathFilter *(*read_part) (SwFilterReader *,
                                        GError **),
            GError        **error)
{
  g_autoptr (SwPathFilter) self = read_part (reader, error);

  while (self != NULL)
    {
      SwPathFilter *part;

      sw_filter_reader_skip_spaces (reader);
      if (!sw_filter_reader_take (reader, sign))
        break;

      part = read_part (reader, error);
      if (part == NULL)
        return NULL;
      if (self->kind != kind || self->parts->len < 2)
        {
          SwPathFilter *first = g_steal_pointer (&self);

          self = filter_new_of (kind, first);
        }
      g_ptr_array_add (self->parts, part);
    }

  return g_steal_pointer (&self);
}

static SwPathFilter *
read_and (SwFilterReader *reader,
          GError        **error)
{
  return read_chain (reader, SW_FILTER_AND, "&&", read_operand, error);
}

static SwPathFilter *
read_or (SwFilterReader *reader,
         GError        **error)
{
  return read_chain (reader, SW_FILTER_OR, "||", read_and, error);
}

/**
 * sw_path_filter_parse:
 * @text: the filter with the parentheses around it
 * @offset: of @text in the path, for messages
 * @nesting: filters it stands in, itself included
 *
 * Returns: (transfer full): the filter; NULL with SW_QUERY_ERROR_SYNTAX or _LIMIT
 */
SwPathFilter *
sw_path_filter_parse (const char *text,
                      gsize       length,
                      gsize       offset,
                      guint       nesting,
                      GError    **error)
{
  SwFilterReader reader = { .text = text, .length = length, .offset = offset, .nesting = nesting };
  g_autoptr (SwPathFilter) self = read_or (&reader, error);

  if (self == NULL)
    return NULL;

  sw_filter_reader_skip_spaces (&reader);
  if (reader.at < reader.length)
    {
      sw_filter_reader_fail (&reader, "Expected the end of the filter", error);
      return NULL;
    }

  return g_steal_pointer (&self);
}
