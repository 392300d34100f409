/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text-private.h"
#include "json/yaml/sw-yaml-private.h"

#include <string.h>

/* What a scalar means. As in YAML 1.2's core schema, which the tools for definitions follow: null,
 * true and false in three spellings, numbers decimal, octal (0o7) and hexadecimal. All else is
 * text: also yes, no, on and off, and times. Readers of YAML 1.1 take some of it for other things;
 * a warning tells. */

static const struct
{
  const char *word;
  SwNodeKind kind;
  const char *json;
} words[] = {
  { "", SW_NODE_NULL, "null" },          { "~", SW_NODE_NULL, "null" },
  { "null", SW_NODE_NULL, "null" },      { "Null", SW_NODE_NULL, "null" },
  { "NULL", SW_NODE_NULL, "null" },      { "true", SW_NODE_BOOLEAN, "true" },
  { "True", SW_NODE_BOOLEAN, "true" },   { "TRUE", SW_NODE_BOOLEAN, "true" },
  { "false", SW_NODE_BOOLEAN, "false" }, { "False", SW_NODE_BOOLEAN, "false" },
  { "FALSE", SW_NODE_BOOLEAN, "false" },
};

/* No number of JSON */
static const char *const infinities[] = {
  ".inf",  ".Inf",  ".INF",  "+.inf", "+.Inf", "+.INF",
  "-.inf", "-.Inf", "-.INF", ".nan",  ".NaN",  ".NAN",
};

/* Words that YAML 1.1 takes for true and false */
static const char *const old_booleans[] = {
  "yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF",
};

static gboolean
is_one_of (const char        *text,
           gsize              length,
           const char *const *list,
           guint              count)
{
  for (guint i = 0; i < count; i++)
    if (strlen (list[i]) == length && memcmp (list[i], text, length) == 0)
      return TRUE;

  return FALSE;
}

static gsize
span_of (const char *text,
         gsize       length,
         gsize       at,
         const char *set)
{
  gsize from = at;

  while (at < length && text[at] != '\0' && strchr (set, text[at]) != NULL)
    at++;

  return at - from;
}

#define DIGITS "0123456789"
#define HEXADECIMAL DIGITS "abcdefABCDEF"
#define OCTAL "01234567"

/* 0x1F or 0o17: returns the base, or 0 */
static guint
get_base (const char *text,
          gsize       length)
{
  if (length < 3 || text[0] != '0')
    return 0;
  if (text[1] == 'x' && span_of (text, length, 2, HEXADECIMAL) == length - 2)
    return 16;
  if (text[1] == 'o' && span_of (text, length, 2, OCTAL) == length - 2)
    return 8;

  return 0;
}

/* [-+]? (\.[0-9]+ | [0-9]+ (\.[0-9]*)?) ([eE][-+]?[0-9]+)? and where its parts are */
static gboolean
split_decimal (const char *text,
               gsize       length,
               gsize      *whole,
               gsize      *fraction,
               gsize      *exponent)
{
  gsize at = length > 0 && (text[0] == '-' || text[0] == '+') ? 1 : 0;

  *whole = span_of (text, length, at, DIGITS);
  at += *whole;
  *fraction = 0;
  if (at < length && text[at] == '.')
    {
      *fraction = span_of (text, length, at + 1, DIGITS);
      at += 1 + *fraction;
    }
  if (*whole + *fraction == 0)
    return FALSE;

  *exponent = at;
  if (at < length && (text[at] == 'e' || text[at] == 'E'))
    {
      gsize sign = at + 1 < length && (text[at + 1] == '-' || text[at + 1] == '+') ? 2 : 1;
      gsize digits = span_of (text, length, at + sign, DIGITS);

      if (digits == 0)
        return FALSE;
      at += sign + digits;
    }

  return at == length;
}

/* The same number as JSON writes it: without plus sign and leading zeros, with digits on both sides
 * of the point */
static char *
dup_decimal (const char *text,
             gsize       length)
{
  gsize at = text[0] == '-' || text[0] == '+' ? 1 : 0;
  gsize whole, fraction, exponent;
  GString *out;

  if (sw_lexer_is_number (text, (SwSpan) { 0, length }))
    return g_strndup (text, length);

  split_decimal (text, length, &whole, &fraction, &exponent);
  out = g_string_new (text[0] == '-' ? "-" : "");
  while (whole > 1 && text[at] == '0')
    {
      at++;
      whole--;
    }
  g_string_append_len (out, whole > 0 ? text + at : "0", whole > 0 ? (gssize) whole : 1);
  at += whole;
  if (at < length && text[at] == '.')
    {
      g_string_append_c (out, '.');
      g_string_append_len (out, fraction > 0 ? text + at + 1 : "0",
                           fraction > 0 ? (gssize) fraction : 1);
    }
  g_string_append_len (out, text + exponent, (gssize) (length - exponent));

  return g_string_free_and_steal (out);
}

/* One that may stand bare in JSON too */
static gboolean
is_placeholder (const char *text,
                gsize       length)
{
  return length > 3 && text[0] == '$' && text[1] == '{'
         && 2 + strcspn (text + 2, "{}[]\",\r\n") == length - 1 && text[length - 1] == '}';
}

/**
 * sw_yaml_get_plain_kind:
 * @text: a plain scalar
 * @length: bytes
 *
 * Returns: what it is: SW_NODE_INVALID for an infinity, which JSON does not have
 */
SwNodeKind
sw_yaml_get_plain_kind (const char *text,
                        gsize       length)
{
  gsize whole, fraction, exponent;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i].word) == length && memcmp (words[i].word, text, length) == 0)
      return words[i].kind;

  if (get_base (text, length) != 0 || split_decimal (text, length, &whole, &fraction, &exponent))
    return SW_NODE_NUMBER;
  if (is_one_of (text, length, infinities, G_N_ELEMENTS (infinities)))
    return SW_NODE_INVALID;

  return is_placeholder (text, length) ? SW_NODE_PLACEHOLDER : SW_NODE_STRING;
}

/* 12:30:45, which YAML 1.1 takes for a number to the base of sixty */
static gboolean
is_sexagesimal (const char *text,
                gsize       length)
{
  gsize at = span_of (text, length, 0, "+-");
  gsize digits = span_of (text, length, at, DIGITS "_");
  gboolean colon = FALSE;

  if (at > 1 || digits == 0)
    return FALSE;

  for (at += digits; at < length && text[at] == ':'; at += 1 + digits)
    {
      digits = span_of (text, length, at + 1, DIGITS);
      if (digits == 0 || digits > 2)
        return FALSE;
      colon = TRUE;
    }
  if (at < length && text[at] == '.')
    at += 1 + span_of (text, length, at + 1, DIGITS "_");

  return colon && at == length;
}

/* 010, 1_000 and 0b11, which YAML 1.1 takes for other numbers, or for numbers at all */
static gboolean
is_old_number (const char *text,
               gsize       length)
{
  gsize at = span_of (text, length, 0, "+-");

  if (at > 1 || at == length)
    return FALSE;
  if (length - at > 1 && text[at] == '0' && span_of (text, length, at, OCTAL "_") == length - at)
    return TRUE;
  if (length - at > 2 && text[at] == '0' && text[at + 1] == 'b')
    return span_of (text, length, at + 2, "01_") == length - at - 2;

  return g_ascii_isdigit (text[at]) && memchr (text, '_', length) != NULL
         && span_of (text, length, at, DIGITS "_.") == length - at;
}

/**
 * sw_yaml_is_ambiguous:
 * @text: a plain scalar
 * @length: bytes
 *
 * Returns: whether readers of YAML 1.1 and of YAML 1.2 take it for different things
 */
gboolean
sw_yaml_is_ambiguous (const char *text,
                      gsize       length)
{
  return is_one_of (text, length, old_booleans, G_N_ELEMENTS (old_booleans))
         || is_sexagesimal (text, length) || is_old_number (text, length);
}

/**
 * sw_yaml_set_value:
 * @text: (array length=length): what the scalar @node says; copied
 *
 * Gives a scalar its value.
 */
void
sw_yaml_set_value (SwNode     *node,
                   const char *text,
                   gsize       length)
{
  sw_yaml_node (node)->value = sw_yaml_dup_bytes (node->tree, text, length);
  sw_yaml_node (node)->length = length;
}

static void
set_number (SwNode             *node,
            const SwYamlScalar *scalar)
{
  guint base = get_base (scalar->text, scalar->length);
  g_autofree char *text = g_strndup (scalar->text, scalar->length);
  g_autofree char *json = NULL;
  guint64 number;

  if (base == 0)
    json = dup_decimal (text, scalar->length);
  else if (g_ascii_string_to_unsigned (text + 2, base, 0, G_MAXUINT64, &number, NULL))
    json = g_strdup_printf ("%" G_GUINT64_FORMAT, number);
  else
    {
      node->kind = SW_NODE_INVALID;
      sw_tree_report (node->tree, node, SW_SEVERITY_ERROR, SW_YAML_VALUE, NULL, node->span,
                      "This number is beyond 64 bits. Write it in decimal digits.");
      return;
    }

  sw_yaml_set_value (node, json, strlen (json));
}

static void
set_plain (SwNode             *node,
           const SwYamlScalar *scalar)
{
  SwNodeKind kind = sw_yaml_get_plain_kind (scalar->text, scalar->length);

  node->kind = kind;
  sw_yaml_set_value (node, scalar->text, scalar->length);
  if (kind == SW_NODE_NUMBER)
    set_number (node, scalar);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i].kind == kind && strcmp (words[i].word, sw_yaml_node (node)->value) == 0)
      sw_yaml_set_value (node, words[i].json, strlen (words[i].json));
  if (kind == SW_NODE_INVALID)
    sw_tree_report (node->tree, node, SW_SEVERITY_ERROR, SW_YAML_VALUE, NULL, node->span,
                    "JSON, which a definition is deployed as, has no such number. Put it in quotes "
                    "if it is meant as text.");
  else if (sw_yaml_is_ambiguous (scalar->text, scalar->length))
    sw_tree_report (node->tree, node, SW_SEVERITY_WARNING, SW_YAML_AMBIGUOUS, NULL, node->span,
                    "Readers of YAML 1.1 take this for something else. Put it in quotes if it is "
                    "meant as text, or write it plainly.");
}

/* YAML's own tags, and what they want */
static const struct
{
  const char *tag;
  SwNodeKind kind;
  const char *name;
} own_tags[] = {
  { YAML_NULL_TAG, SW_NODE_NULL, "null" },
  { YAML_BOOL_TAG, SW_NODE_BOOLEAN, "true or false" },
  { YAML_INT_TAG, SW_NODE_NUMBER, "number" },
  { YAML_FLOAT_TAG, SW_NODE_NUMBER, "number" },
};

static gboolean
set_by_own_tag (SwNode             *node,
                const SwYamlScalar *scalar)
{
  for (guint i = 0; i < G_N_ELEMENTS (own_tags); i++)
    {
      if (strcmp (own_tags[i].tag, scalar->tag) != 0)
        continue;

      set_plain (node, scalar);
      if (node->kind != own_tags[i].kind && node->kind != SW_NODE_INVALID)
        {
          node->kind = SW_NODE_INVALID;
          sw_tree_report (node->tree, node, SW_SEVERITY_ERROR, SW_YAML_VALUE, NULL, node->span,
                          "The tag says that this is a %s, which it is not. Remove the tag.",
                          own_tags[i].name);
        }
      return TRUE;
    }

  return FALSE;
}

static void
set_string (SwNode             *node,
            const SwYamlScalar *scalar)
{
  node->kind = SW_NODE_STRING;
  sw_yaml_set_value (node, scalar->text, scalar->length);
}

/* CloudFormation's short forms for which a ${placeholder} can stand */
static gboolean
set_substitution (SwNode             *node,
                  const SwYamlScalar *scalar)
{
  gboolean is_reference = strcmp (scalar->tag, "!Ref") == 0 || strcmp (scalar->tag, "!GetAtt") == 0;
  g_autofree char *placeholder = NULL;

  if (!is_reference && strcmp (scalar->tag, "!Sub") != 0)
    return FALSE;

  set_string (node, scalar);
  sw_yaml_report_tag (node, scalar->tag, SW_SEVERITY_WARNING);
  if (is_reference)
    {
      placeholder = g_strdup_printf ("${%s}", scalar->text);
      sw_yaml_set_value (node, placeholder, strlen (placeholder));
      if (is_placeholder (placeholder, strlen (placeholder)))
        node->kind = SW_NODE_PLACEHOLDER;
    }

  return TRUE;
}

/**
 * sw_yaml_report_tag:
 * @node: the tagged value
 * @tag: as libyaml resolves it
 * @severity: a warning where the value is understood nevertheless
 *
 * Tells of a tag that a definition does not know.
 */
void
sw_yaml_report_tag (SwNode     *node,
                    const char *tag,
                    SwSeverity  severity)
{
  SwSpan text = { 0, strlen (tag) };
  g_autofree char *name = sw_text_quote (tag, text);

  sw_tree_report (node->tree, node, severity, SW_YAML_TAG, NULL, node->span,
                  "A definition has no tags, and %s means nothing in it; CloudFormation knows some "
                  "in its templates. Write a ${placeholder}, and give its value by "
                  "DefinitionSubstitutions.",
                  name);
}

/**
 * sw_yaml_resolve_scalar:
 * @node: a scalar whose kind and value are not known yet
 * @scalar: what libyaml found
 *
 * Gives @node its kind and its value.
 */
void
sw_yaml_resolve_scalar (SwNode             *node,
                        const SwYamlScalar *scalar)
{
  if (scalar->tag == NULL && scalar->style == SW_YAML_PLAIN)
    set_plain (node, scalar);
  else if (scalar->tag == NULL || strcmp (scalar->tag, "!") == 0
           || strcmp (scalar->tag, YAML_STR_TAG) == 0)
    set_string (node, scalar);
  else if (!set_by_own_tag (node, scalar) && !set_substitution (node, scalar))
    {
      if (scalar->style == SW_YAML_PLAIN)
        set_plain (node, scalar);
      else
        set_string (node, scalar);
      sw_yaml_report_tag (node, scalar->tag, SW_SEVERITY_ERROR);
    }
}
