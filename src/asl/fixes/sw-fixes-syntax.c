/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/fixes/sw-fixes-private.h"
#include "asl/ops/sw-ops-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Errors of syntax. The parser tells what kind each is; most are mended by putting something else
 * in the place of what is underlined. */

typedef enum
{
  SW_MEND_REMOVE,
  SW_MEND_REPLACE, /* by the row's text */
  SW_MEND_APPEND,  /* the row's text behind it */
} SwMendKind;

static const struct
{
  const char *kind;
  SwMendKind  mend;
  SwFixSafety safety;
  const char *text;
} mends[] = {
  { "extra-text", SW_MEND_REMOVE, SW_FIX_SAFE, "" },
  { "comment", SW_MEND_REMOVE, SW_FIX_MAYBE, "" },
  { "missing-comma", SW_MEND_APPEND, SW_FIX_SAFE, "," },
  { "missing-colon", SW_MEND_APPEND, SW_FIX_SAFE, ":" },
  { "unclosed-string", SW_MEND_APPEND, SW_FIX_MAYBE, "\"" },
  { "unclosed-placeholder", SW_MEND_APPEND, SW_FIX_MAYBE, "}" },
  { "colon-for-comma", SW_MEND_REPLACE, SW_FIX_SAFE, "," },
  { "semicolon-for-comma", SW_MEND_REPLACE, SW_FIX_SAFE, "," },
  { "equals-for-colon", SW_MEND_REPLACE, SW_FIX_SAFE, ":" },
  { "white-space", SW_MEND_REPLACE, SW_FIX_SAFE, " " },
};

static char *
dup_underlined (const SwFixing *fixing)
{
  SwSpan span = fixing->diagnostic->span;

  return g_strndup (fixing->text + span.start, sw_span_length (span));
}

static void
mend_by_table (SwFixing *fixing)
{
  SwSpan span = fixing->diagnostic->span;
  g_autofree char *there = dup_underlined (fixing);

  for (guint i = 0; i < G_N_ELEMENTS (mends); i++)
    {
      if (strcmp (mends[i].kind, fixing->diagnostic->kind) != 0)
        continue;

      if (mends[i].mend == SW_MEND_REMOVE)
        sw_fixing_add_text (fixing, mends[i].safety, g_strdup_printf (_ ("Remove “%s”"), there),
                            span, "");
      else if (mends[i].mend == SW_MEND_REPLACE)
        sw_fixing_add_text (fixing, mends[i].safety,
                            g_strdup_printf (_ ("Replace “%s” by “%s”"), there, mends[i].text),
                            span, mends[i].text);
      else
        sw_fixing_add_text (fixing, mends[i].safety,
                            g_strdup_printf (_ ("Insert “%s”"), mends[i].text),
                            (SwSpan) { span.end, span.end }, mends[i].text);
    }
}

/* TEXT as a JSON string in place of what is underlined */
static void
add_quoted (SwFixing   *fixing,
            const char *text)
{
  g_autofree char *json = sw_ops_dup_json_string (text);

  sw_fixing_add_text (fixing, SW_FIX_SAFE, g_strdup_printf (_ ("Replace by %s"), json),
                      fixing->diagnostic->span, json);
}

static void
mend_unquoted (SwFixing *fixing)
{
  g_autofree char *there = dup_underlined (fixing);

  add_quoted (fixing, there);
}

/* 'text', “text”: what stands between the first and the last character */
static void
mend_quotes (SwFixing *fixing)
{
  g_autofree char *there = dup_underlined (fixing);
  const char *start = g_utf8_next_char (there);
  char *end = g_utf8_find_prev_char (there, there + strlen (there));

  if (end == NULL || end < start)
    return;

  *end = '\0';
  add_quoted (fixing, start);
}

static void
mend_word (SwFixing *fixing)
{
  g_autofree char *there = dup_underlined (fixing);
  const char *instead = sw_json_correct_word (there);

  if (instead != NULL)
    sw_fixing_add_text (fixing, SW_FIX_SAFE, g_strdup_printf (_ ("Replace by “%s”"), instead),
                        fixing->diagnostic->span, instead);
}

/* A closing bracket of the wrong kind, or one before which the other kind is missing */
static void
mend_bracket (SwFixing *fixing)
{
  SwSpan span = fixing->diagnostic->span;
  const char *other = fixing->text[span.start] == ']' ? "}" : "]";
  gboolean missing = strcmp (fixing->diagnostic->kind, "missing-bracket") == 0;

  if (missing)
    sw_fixing_add_text (fixing, SW_FIX_SAFE, g_strdup_printf (_ ("Insert “%s”"), other),
                        (SwSpan) { span.start, span.start }, other);
  else
    sw_fixing_add_text (fixing, SW_FIX_SAFE, g_strdup_printf (_ ("Replace by “%s”"), other), span,
                        other);
}

/* The brackets that are open at the end of the text, closed in order */
static void
mend_unclosed (SwFixing *fixing)
{
  g_autoptr (GString) closing = g_string_new (NULL);
  const SwNode *node = sw_tree_get_root (fixing->tree);
  gsize length;

  sw_tree_get_text (fixing->tree, &length);
  while (node != NULL && node->broken
         && (node->kind == SW_NODE_OBJECT || node->kind == SW_NODE_ARRAY))
    {
      g_string_prepend_c (closing, node->kind == SW_NODE_OBJECT ? '}' : ']');
      if (node->span.start == fixing->diagnostic->span.start)
        break;
      node = node->last;
    }

  if (closing->len > 0)
    sw_fixing_add_text (fixing, SW_FIX_MAYBE,
                        g_strdup_printf (_ ("Put “%s” at the end"), closing->str),
                        (SwSpan) { length, length }, closing->str);
}

static void
mend_escape (SwFixing *fixing)
{
  gsize start = fixing->diagnostic->span.start;

  sw_fixing_add_text (fixing, SW_FIX_SAFE, g_strdup (_ ("Write “\\\\” for a backslash")),
                      (SwSpan) { start, start }, "\\");
}

static void
mend_control (SwFixing *fixing)
{
  guint byte = (guchar) fixing->text[fixing->diagnostic->span.start];
  g_autofree char *escape =
      byte == '\t' ? g_strdup ("\\t") : g_strdup_printf ("\\u%04x", byte);

  sw_fixing_add_text (fixing, SW_FIX_SAFE, g_strdup_printf (_ ("Replace by “%s”"), escape),
                      fixing->diagnostic->span, escape);
}

/* +1, .5, 1., 007, 0x1f as JSON writes them */
static char *
dup_number (const char *text)
{
  gboolean negative = *text == '-';
  const char *digits = text + (*text == '+' || *text == '-');
  g_autoptr (GString) out = g_string_new (negative ? "-" : "");
  guint64 number;

  if (digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X'))
    {
      if (!g_ascii_string_to_unsigned (digits + 2, 16, 0, G_MAXINT64, &number, NULL))
        return NULL;
      g_string_append_printf (out, "%" G_GUINT64_FORMAT, number);
      return g_strdup (out->str);
    }

  while (digits[0] == '0' && g_ascii_isdigit (digits[1]))
    digits++;
  if (*digits == '.')
    g_string_append_c (out, '0');
  g_string_append (out, digits);
  if (g_str_has_suffix (out->str, "."))
    g_string_append_c (out, '0');

  return g_strdup (out->str);
}

static void
mend_number (SwFixing *fixing)
{
  g_autofree char *there = dup_underlined (fixing);
  g_autofree char *number = dup_number (there);
  g_autoptr (SwTree) tree = number != NULL ? sw_tree_parse (number, -1) : NULL;

  if (tree != NULL && sw_tree_is_valid (tree) && sw_tree_get_root (tree)->kind == SW_NODE_NUMBER)
    sw_fixing_add_text (fixing, SW_FIX_SAFE, g_strdup_printf (_ ("Replace by “%s”"), number),
                        fixing->diagnostic->span, number);
  else
    add_quoted (fixing, there);
}

/* Of members of one name only the last counts: this one. The one before can go; surely where both
 * say the same. */
static void
mend_duplicate (SwFixing *fixing)
{
  SwNode *member = fixing->node;
  SwNode *before = member != NULL ? member->previous : NULL;
  g_autoptr (SwEdits) edits = sw_edits_new ();
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;

  while (before != NULL && g_strcmp0 (before->name, member->name) != 0)
    before = before->previous;
  if (before == NULL || member->parent->broken)
    return;

  here = sw_node_dup_json (member);
  there = sw_node_dup_json (before);
  sw_node_remove_text (before, edits);
  sw_fixing_add (fixing, strcmp (here, there) == 0 ? SW_FIX_SAFE : SW_FIX_MAYBE,
                 g_strdup_printf (_ ("Remove the first “%s”"), member->name),
                 g_steal_pointer (&edits));
}

static const struct
{
  const char *kind;
  void      (*mend) (SwFixing *fixing);
} special[] = {
  { "unquoted-text", mend_unquoted },     { "other-quotes", mend_quotes },
  { "other-word", mend_word },            { "wrong-bracket", mend_bracket },
  { "missing-bracket", mend_bracket },    { "unclosed", mend_unclosed },
  { "escape", mend_escape },              { "control-character", mend_control },
  { "number", mend_number },              { "duplicate-member", mend_duplicate },
};

/**
 * sw_fixes_find_syntax:
 *
 * Adds what mends an error of syntax: from the table by its kind, or by a function where more than
 * the place of the error decides.
 */
void
sw_fixes_find_syntax (SwFixing *fixing)
{
  mend_by_table (fixing);
  for (guint i = 0; i < G_N_ELEMENTS (special); i++)
    if (strcmp (special[i].kind, fixing->diagnostic->kind) == 0)
      special[i].mend (fixing);
}
