/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/assist/sw-inner-text.h"
#include "json/sw-convert.h"
#include "json/sw-text.h"

#include <string.h>

struct _SwInnerText
{
  GString *text; /* the definition, in JSON */
  char *typed;
  SwSpan part;   /* of `typed`: what goes into the definition */
  GArray *outer; /* gsize: of each byte of `typed`, and of its end, the offset in `text` */
  gboolean string;
};

/* What a string needs escaped is ASCII: bytes can be taken one by one. */
static void
append_escaped (GString *text, char byte)
{
  g_autoptr (GString) escaped = NULL;

  if ((guchar) byte >= 0x80)
    {
      g_string_append_c (text, byte);
      return;
    }
  escaped = g_string_new (NULL);
  sw_json_string_print (&byte, 1, escaped);
  g_string_append_len (text, escaped->str + 1, (gssize) escaped->len - 2);
}

/* Appends the value that is typed, and where each byte of it went. What stands around the part that
 * is meant goes to its ends. */
static void
append_value (SwInnerText *self, SwInnerKind kind)
{
  gboolean bare = kind == SW_INNER_EXPRESSION;

  if (self->string)
    g_string_append (self->text, bare ? "\"{% " : "\"");
  for (gsize i = 0; self->typed[i] != '\0'; i++)
    {
      g_array_append_val (self->outer, self->text->len);
      if (i < self->part.start || i >= self->part.end)
        continue;
      if (self->string)
        append_escaped (self->text, self->typed[i]);
      else
        g_string_append_c (self->text, self->typed[i]);
    }
  g_array_append_val (self->outer, self->text->len);
  if (self->string)
    g_string_append (self->text, bare ? " %}\"" : "\"");
}

/* The field stands already: its value gives way. */
static void
replace_value (SwInnerText *self, const SwNode *value, SwInnerKind kind)
{
  gsize length;
  const char *text = sw_tree_get_text (value->tree, &length);

  g_string_append_len (self->text, text, (gssize) value->span.start);
  append_value (self, kind);
  /* A string that is not closed yet ends with its line. */
  g_string_append_c (self->text, '\n');
  g_string_append_len (self->text, text + value->span.end, (gssize) (length - value->span.end));
}

/* The field is new: it comes first. */
static void
insert_member (SwInnerText *self, const SwNode *object, const char *name, SwInnerKind kind)
{
  gsize length, at = object->span.start + 1;
  const char *text = sw_tree_get_text (object->tree, &length);

  g_string_append_len (self->text, text, (gssize) at);
  sw_json_string_print (name, strlen (name), self->text);
  g_string_append (self->text, ": ");
  append_value (self, kind);
  g_string_append (self->text, object->first != NULL ? "\n," : "\n");
  g_string_append_len (self->text, text + at, (gssize) (length - at));
}

static gboolean
build (SwInnerText *self, SwTree *tree, const char *pointer, const char *name, SwInnerKind kind)
{
  const SwNode *object = sw_tree_resolve (tree, pointer);
  const SwNode *value;

  if (object == NULL || object->kind != SW_NODE_OBJECT)
    return FALSE;
  value = sw_node_get_member (object, name);
  if (value != NULL)
    replace_value (self, value, kind);
  else
    insert_member (self, object, name, kind);

  return TRUE;
}

/**
 * sw_inner_text_new:
 * @tree: of the definition, in JSON or YAML
 * @object: JSON pointer of what has the field
 * @name: of the field, be it there or not
 * @typed: what stands in the field's editor
 *
 * Puts a field's text in its place. A definition in YAML is taken as the JSON it means.
 *
 * Returns: (transfer full) (nullable): the text; %NULL where there is no such object
 */
SwInnerText *
sw_inner_text_new (
    SwTree *tree, const char *object, const char *name, const char *typed, SwInnerKind kind)
{
  g_return_val_if_fail (typed != NULL, NULL);

  return sw_inner_text_new_part (tree, object, name, typed, (SwSpan){ 0, strlen (typed) }, kind);
}

/**
 * sw_inner_text_new_part:
 * @part: bytes of @typed: what the field's value is; the rest of the line is about it
 *
 * The same where the editor holds more than the field: a path in a condition typed as a line.
 *
 * Returns: (transfer full) (nullable): the text; %NULL where there is no such object
 */
SwInnerText *
sw_inner_text_new_part (SwTree     *tree,
                        const char *object,
                        const char *name,
                        const char *typed,
                        SwSpan      part,
                        SwInnerKind kind)
{
  g_autoptr (SwInnerText) self = NULL;
  g_autoptr (SwTree) json = NULL;

  g_return_val_if_fail (tree != NULL && object != NULL && name != NULL && typed != NULL, NULL);

  self = g_new0 (SwInnerText, 1);
  self->text = g_string_new (NULL);
  self->typed = g_strdup (typed);
  self->part = part;
  self->outer = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->string = kind != SW_INNER_JSON;
  if (sw_tree_get_syntax (tree) != SW_SYNTAX_JSON)
    {
      g_autofree char *source = sw_node_dup_json_lines (sw_tree_get_root (tree));

      json = sw_tree_parse (source, -1);
    }
  if (!build (self, json != NULL ? json : tree, object, name, kind))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * sw_inner_text_free:
 *
 * Frees the text.
 */
void
sw_inner_text_free (SwInnerText *self)
{
  if (self == NULL)
    return;

  g_string_free (self->text, TRUE);
  g_free (self->typed);
  g_array_unref (self->outer);
  g_free (self);
}

/**
 * sw_inner_text_get:
 *
 * Returns: (transfer none): the whole definition, in JSON, with what is typed
 */
const char *
sw_inner_text_get (const SwInnerText *self, gsize *length)
{
  *length = self->text->len;

  return self->text->str;
}

/**
 * sw_inner_text_get_typed:
 *
 * Returns: (transfer none): what stands in the field's editor
 */
const char *
sw_inner_text_get_typed (const SwInnerText *self)
{
  return self->typed;
}

/**
 * sw_inner_text_is_string:
 *
 * Returns: whether what is typed stands in a string of the definition, so that what comes from
 * there has escapes which the editor does not show
 */
gboolean
sw_inner_text_is_string (const SwInnerText *self)
{
  return self->string;
}

/**
 * sw_inner_text_to_outer:
 * @inner: 0..strlen (typed)
 *
 * Returns: the place in the definition
 */
gsize
sw_inner_text_to_outer (const SwInnerText *self, gsize inner)
{
  return g_array_index (self->outer, gsize, MIN (inner, self->outer->len - 1));
}

/**
 * sw_inner_text_to_inner:
 * @outer: a place in the definition
 * @inner: (out): the nearest place in what is typed
 *
 * Returns: whether @outer is in what is typed, or at its ends
 */
gboolean
sw_inner_text_to_inner (const SwInnerText *self, gsize outer, gsize *inner)
{
  gsize low = 0, high = self->outer->len - 1;
  gboolean within = outer >= g_array_index (self->outer, gsize, 0)
                    && outer <= g_array_index (self->outer, gsize, high);

  /* The last byte of what is typed that does not lie behind OUTER */
  while (low < high)
    {
      gsize middle = low + (high - low + 1) / 2;

      if (g_array_index (self->outer, gsize, middle) <= outer)
        low = middle;
      else
        high = middle - 1;
    }
  *inner = MIN (low, self->part.end);

  return within;
}
