/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/check/sw-check-private.h"
#include "json/sw-string-cursor.h"
#include "query/sw-payload-template.h"

#include <string.h>

/* Paths and templates. */

/* What to underline for a mistake at the byte OFFSET of what NODE says: the character there, or the
 * closing quote where something is missing at the end */
static SwSpan
get_place (const SwNode *node,
           gsize         offset)
{
  g_autofree char *text = NULL;
  SwStringCursor cursor;
  SwSpan span;
  gsize length;

  if (node->kind != SW_NODE_STRING)
    return sw_check_get_span (node);

  text = sw_node_dup_string (node, &length);
  sw_string_cursor_init (&cursor, node);
  if (offset < length)
    length = offset + (gsize) g_utf8_skip[(guchar) text[offset]];
  span = sw_string_cursor_locate (&cursor, offset, length);
  if (sw_span_length (span) == 0)
    span.end = MIN (span.start + 1, node->span.end);

  return span;
}

static void
error_at (SwCheck    *check,
          SwFinding   finding,
          SwNode     *node,
          gsize       offset,
          const char *message)
{
  sw_check_add (check, finding, node, get_place (node, offset), "%s", message);
}

/* \. and the like stand for a character of a name in ASL's paths; which one does not matter here.
 * As long as TEXT, so that places in it stay. */
static char *
dup_unescaped (const char *text)
{
  char *out = g_strdup (text);

  for (char *p = out; *p != '\0'; p++)
    if (*p == '\\' && p[1] != '\0' && strchr (text, '\'') == NULL)
      {
        p[0] = '_';
        p[1] = '_';
        p++;
      }

  return out;
}

typedef enum
{
  PATH_WRONG,
  PATH_UNREAD, /* AWS may take it, our own parser does not */
  PATH_READ,
} PathVerdict;

/* A filter or script may say more than our own parser takes, and still run on AWS: that is no
 * error. */
static gboolean
has_filter (const char *text)
{
  return strstr (text, "(@") != NULL;
}

/* TEXT as a path, over the input, the context object or a variable; or, where CALLABLE, as an
 * intrinsic function. *OFFSET is where it cannot be read on. */
static PathVerdict
judge_path (const char *text,
            gboolean    callable,
            gsize      *offset)
{
  g_autofree char *unescaped = dup_unescaped (text);
  g_autoptr (SwPayloadTemplate) path = NULL;
  g_autoptr (GError) error = NULL;

  *offset = 0;
  if (!callable && text[0] != '$')
    return PATH_WRONG;
  path = sw_payload_template_new_path (unescaped, &error);
  if (path != NULL)
    return PATH_READ;

  *offset = sw_query_error_get_offset (error);

  return has_filter (text) ? PATH_UNREAD : PATH_WRONG;
}

/* NODE says TEXT, a path with a filter, which our parser does not read from OFFSET on. */
static void
warn_unread (SwCheck    *check,
             SwNode     *node,
             const char *text,
             gsize       offset)
{
  SwSpan span = get_place (node, offset);

  if (offset < strlen (text))
    sw_check_add (check, SW_FINDING_PATH_UNREAD, node, span,
                  "Stepwright cannot read this path from '%s' on: the definition cannot be run "
                  "here",
                  text + offset);
  else
    sw_check_add (check, SW_FINDING_PATH_UNREAD, node, span,
                  "Stepwright cannot read this path, whose end is missing: the definition cannot "
                  "be run here");
}

/* The functions that yield text: what a Fail's ErrorPath and CausePath may call, says AWS's
 * documentation. */
static gboolean
yields_text (const char *text)
{
  static const char *const calls[] = {
    "States.Format",       "States.JsonToString", "States.ArrayGetItem", "States.Base64Encode",
    "States.Base64Decode", "States.Hash",         "States.UUID",
  };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    if (g_str_has_prefix (text, calls[i]) && text[strlen (calls[i])] == '(')
      return TRUE;

  return FALSE;
}

/* The bytes of TEXT's root: "$", "$$" or "$name" */
static gsize
measure_root (const char *text)
{
  return text[1] == '$' ? strlen ("$$") : 1 + strcspn (text + 1, ".[");
}

/* TRUE where the first LENGTH bytes of TEXT lead to exactly one place: over the input, the context
 * object ("$$.a") or a variable ("$name.a"). */
static gboolean
is_reference (const char *text,
              gsize       length)
{
  g_autofree char *unescaped = dup_unescaped (text);
  gsize root = measure_root (text);
  g_autofree char *plain = g_strdup_printf ("$%.*s", (int) (length - root), unescaped + root);
  g_autoptr (SwJsonPath) path = sw_json_path_new (plain, NULL);

  return path != NULL && sw_json_path_is_reference (path);
}

/* Where TEXT, which is a path but no reference, stops leading to one place: the step that may lead
 * to several */
static gsize
find_manifold (const char *text)
{
  gsize length = strlen (text);
  gsize root = measure_root (text);
  gsize step = root;

  while (step < length)
    {
      gsize end = step + 1 + strcspn (text + step + 1, ".[");

      if (!is_reference (text, MIN (end, length)))
        return step;
      step = end;
    }

  return 0;
}

static void
check_reference (SwCheck     *check,
                 SwNode      *node,
                 const char  *text,
                 SwFieldKind  kind)
{
  gsize offset;
  gboolean valid;

  if (text[0] != '$')
    {
      error_at (check, SW_FINDING_REFERENCE_PATH, node, 0,
                "Value is not a Reference Path: Reference path didn't start with '$'");
      return;
    }

  valid = judge_path (text, FALSE, &offset) != PATH_WRONG;
  if (valid && !is_reference (text, strlen (text)))
    {
      valid = FALSE;
      offset = find_manifold (text);
    }
  /* A result is written into the input: into neither the context object nor a variable. */
  else if (valid && kind == SW_FIELD_RESULT_PATH && measure_root (text) > 1)
    {
      valid = FALSE;
      offset = 1;
    }
  if (!valid)
    error_at (check, SW_FINDING_REFERENCE_PATH, node, offset, "Value is not a Reference Path");
}

/* measured on AWS: the three messages */
void
sw_check_path (SwCheck     *check,
               SwNode      *node,
               SwFieldKind  kind,
               gboolean     callable)
{
  g_autofree char *text = sw_node_dup_string (node, NULL);
  gboolean call = callable && text[0] != '$';
  gsize offset = 0;

  if (kind != SW_FIELD_PATH)
    {
      check_reference (check, node, text, kind);
    }
  else
    {
      PathVerdict verdict = judge_path (text, callable, &offset);

      if (verdict == PATH_WRONG || (call && !yields_text (text)))
        error_at (check, SW_FINDING_PATH, node, offset, "Value must be a valid JSONPath.");
      else if (verdict == PATH_UNREAD)
        warn_unread (check, node, text, offset);
    }
  sw_check_note_path (check, node, text);
}

/* The node after NODE in document order, inside ROOT */
static SwNode *
get_following (SwNode *node,
               SwNode *root)
{
  if (node->first != NULL)
    return node->first;
  while (node != root && node->next == NULL)
    node = node->parent;

  return node != root ? node->next : NULL;
}

static gboolean
looks_like_query (const char *text)
{
  return g_str_has_prefix (text, "$.") || g_str_has_prefix (text, "$$.")
         || (g_str_has_prefix (text, "States.") && g_str_has_suffix (text, ")"));
}

/* What a member "x.$" says, which is TEXT, or no text.
 * recorded on AWS: The value for the field 'x.$' must be …, located at the template, not at the
 * member */
static void
check_template_query (SwCheck    *check,
                      SwNode     *root,
                      SwNode     *member,
                      const char *text)
{
  gsize offset = 0;
  PathVerdict verdict = text != NULL ? judge_path (text, TRUE, &offset) : PATH_WRONG;

  if (verdict == PATH_WRONG)
    {
      sw_check_add (check, SW_FINDING_TEMPLATE_PATH, root, get_place (member, offset),
                    "The value for the field '%s' must be a valid JSONPath or a valid intrinsic "
                    "function call",
                    member->name);
      return;
    }

  if (verdict == PATH_UNREAD)
    warn_unread (check, member, text, offset);
  sw_check_note_path (check, member, text);
}

static void
check_template_member (SwCheck *check,
                       SwNode  *root,
                       SwNode  *member)
{
  g_autofree char *text = NULL;
  gboolean query = member->name != NULL && g_str_has_suffix (member->name, ".$");

  if (sw_check_is_unknown (member) || (!query && member->kind != SW_NODE_STRING))
    return;

  text = member->kind == SW_NODE_STRING ? sw_node_dup_string (member, NULL) : NULL;
  if (query)
    check_template_query (check, root, member, text);
  else if (member->name != NULL && looks_like_query (text))
    sw_check_add (check, SW_FINDING_NO_DOLLAR, member, member->span,
                  "The value of the field '%s' looks like a path or an intrinsic function, but the "
                  "field's name does not end with '.$': it is taken literally",
                  member->name);
}

/* "x" and "x.$" in one object make the same member twice. */
static void
check_conflict (SwCheck *check,
                SwNode  *root,
                SwNode  *member)
{
  g_autofree char *plain = NULL;

  if (member->name == NULL || member->parent->kind != SW_NODE_OBJECT
      || !g_str_has_suffix (member->name, ".$"))
    return;

  plain = g_strndup (member->name, strlen (member->name) - strlen (".$"));
  if (sw_node_get_member (member->parent, plain) != NULL)
    sw_check_add (check, SW_FINDING_TEMPLATE_CONFLICT, root, member->key,
                  "The field '%s' is given twice: as '%s' and as '%s.$'", plain, plain, plain);
}

/* {% … %} in JSONPath */
static void
check_jsonata_in_path (SwCheck *check,
                       SwNode  *node)
{
  g_autofree char *text = NULL;

  if (node->kind != SW_NODE_STRING || sw_check_is_unknown (node))
    return;

  text = sw_node_dup_string (node, NULL);
  if (g_str_has_prefix (text, "{%") && g_str_has_suffix (text, "%}"))
    sw_check_add (check, SW_FINDING_JSONATA_IN_PATH, node, node->span,
                  "This state's query language is JSONPath: the JSONata expression is not "
                  "evaluated");
}

/* A path, an intrinsic function, or a name "x.$" in JSONata */
static void
check_path_in_jsonata (SwCheck *check,
                       SwNode  *node)
{
  g_autofree char *text = NULL;

  if (node->kind != SW_NODE_STRING || sw_check_is_unknown (node))
    return;

  text = sw_node_dup_string (node, NULL);
  if (looks_like_query (text) || (node->name != NULL && g_str_has_suffix (node->name, ".$")
                                  && text[0] == '$'))
    sw_check_add (check, SW_FINDING_PATH_IN_JSONATA, node, node->span,
                  "This state's query language is JSONata: the path is not evaluated");
}

/* A payload template: in JSONPath members "x.$" are queries, in JSONata strings "{% … %}" are. */
void
sw_check_template (SwCheck *check,
                   SwNode  *root)
{
  for (SwNode *node = root; node != NULL; node = get_following (node, root))
    {
      if (check->language == SW_QUERY_JSONPATH)
        {
          check_template_member (check, root, node);
          if (node != root)
            check_conflict (check, root, node);
          check_jsonata_in_path (check, node);
        }
      else if (node->kind == SW_NODE_STRING && !sw_check_is_unknown (node))
        {
          sw_check_expression (check, node);
          check_path_in_jsonata (check, node);
        }
    }
}
