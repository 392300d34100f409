/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/fields/sw-field-words.h"

#include <string.h>

#include "app/inspector/fields/sw-field-text.h"
#include "asl/sw-embedded.h"
#include "json/sw-style.h"
#include "json/sw-text.h"

/* The words of the expressions in a field's editor, for those who colour them. Pure: text in, words
 * out. The field is put into a definition that has nothing but its state, so that the code's own
 * reading of expressions serves. */

/* Longer texts are data, and go without. */
#define MAX_LENGTH (64 * 1024)

static void
append_name (GString    *json,
             const char *name)
{
  sw_json_string_print (name, strlen (name), json);
  g_string_append_c (json, ':');
}

/* An object at the end of the way: "Choices", "0" is {"Choices":[{}]}. */
static void
append_way (GString     *json,
            char *const *steps)
{
  gboolean is_index = *steps != NULL && g_ascii_isdigit (**steps);

  if (*steps == NULL)
    {
      g_string_append (json, "{}");
      return;
    }
  g_string_append_c (json, is_index ? '[' : '{');
  if (!is_index)
    append_name (json, *steps);
  append_way (json, steps + 1);
  g_string_append_c (json, is_index ? ']' : '}');
}

/* In the definition there is no element but one. */
static char *
dup_place (char *const *steps)
{
  GString *place = g_string_new ("/States/A");

  for (; *steps != NULL; steps++)
    g_string_append_printf (place, "/%s", g_ascii_isdigit (**steps) ? "0" : *steps);
  return g_string_free_and_steal (place);
}

static SwInnerText *
put_into_definition (const SwField   *field,
                     SwQueryLanguage  language,
                     const char      *object,
                     const char      *text,
                     char           **value)
{
  g_auto (GStrv) steps = g_strsplit (*object == '/' ? object + 1 : object, "/", -1);
  g_autoptr (GString) json = g_string_new (NULL);
  g_autofree char *place = dup_place (steps);
  g_autoptr (SwTree) tree = NULL;

  g_string_append_printf (json, "{\"QueryLanguage\":\"%s\",\"States\":{\"A\":",
                          language == SW_QUERY_JSONATA ? "JSONata" : "JSONPath");
  append_way (json, steps);
  g_string_append (json, "}}");
  tree = sw_tree_parse (json->str, (gssize) json->len);
  *value = sw_pointer_append (place, field->name);
  return sw_inner_text_new (tree, place, field->name, text,
                            sw_field_text_get_inner_kind (field, text));
}

/* What of the words stands in the editor: the brackets of an expression may not. */
static void
add_words (GArray            *words,
           const SwInnerText *inner,
           const SwModel     *model,
           const SwNode      *node)
{
  g_auto (SwEmbedded) embedded = { 0 };
  g_autoptr (GArray) tokens = NULL;

  if (!sw_embedded_read (model, node, &embedded))
    return;
  tokens = sw_embedded_dup_tokens (&embedded);
  for (guint i = 0; i < tokens->len; i++)
    {
      SwQueryToken token = g_array_index (tokens, SwQueryToken, i);

      if (sw_inner_text_to_inner (inner, token.span.start, &token.span.start)
          && sw_inner_text_to_inner (inner, token.span.end, &token.span.end))
        g_array_append_val (words, token);
    }
}

/**
 * sw_field_words_new:
 * @language: in force where the field stands
 * @object: JSON pointer of what has the field, from its state on: "", "/Choices/0"
 * @text: what stands in the field's editor, be it half typed
 *
 * Returns: (transfer full) (element-type SwQueryToken): the words of the expressions in @text, in
 *   order
 */
GArray *
sw_field_words_new (const SwField   *field,
                    SwQueryLanguage  language,
                    const char      *object,
                    const char      *text)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (SwQueryToken));
  g_autoptr (SwInnerText) inner = NULL;
  g_autoptr (SwTree) tree = NULL;
  g_autoptr (SwModel) model = NULL;
  g_autofree char *value = NULL;
  const SwNode *top;
  const char *whole;
  gsize length;

  if (*field->name == '\0' || strlen (text) > MAX_LENGTH)
    return words;
  inner = put_into_definition (field, language, object, text, &value);
  if (inner == NULL)
    return words;
  whole = sw_inner_text_get (inner, &length);
  tree = sw_tree_parse (whole, (gssize) length);
  model = sw_model_new (tree);
  top = sw_tree_resolve (tree, value);
  for (const SwNode *node = top; node != NULL; node = sw_node_get_following (node, top))
    if (node->kind == SW_NODE_STRING)
      add_words (words, inner, model, node);
  return words;
}
