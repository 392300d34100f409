/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/fixes/sw-fixes-private.h"
#include "query/sw-payload-template.h"

#include <glib/gi18n.h>
#include <string.h>

/* Paths, templates and expressions of JSONata that are none, or are not evaluated. */

/* "a.b" as "$.a.b"; NULL where that is no path either */
static char *
dup_as_path (const char *text)
{
  g_autofree char *path = g_strconcat (text[0] == '[' || text[0] == '.' ? "$" : "$.", text, NULL);
  g_autoptr (SwPayloadTemplate) parsed =
      text[0] != '\0' && strpbrk (text, " $(") == NULL ? sw_payload_template_new_path (path, NULL)
                                                       : NULL;

  return parsed != NULL ? g_steal_pointer (&path) : NULL;
}

/**
 * sw_fix_path:
 *
 * Text that is no path: as one, where it is clear which.
 */
void
sw_fix_path (SwFixing *fixing)
{
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;

  if (fixing->node == NULL || fixing->node->kind != SW_NODE_STRING)
    return;

  text = sw_node_dup_string (fixing->node, NULL);
  path = text[0] != '$' ? dup_as_path (text) : NULL;
  if (path != NULL)
    sw_fixing_replace_text (fixing, SW_FIX_SAFE, path);
}

/* A text behind "x.$" may be meant as it stands, or lack its "$." */
void
sw_fix_template_path (SwFixing *fixing)
{
  SwNode *member = fixing->node;
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;
  g_autofree char *plain = NULL;

  if (member == NULL || member->name == NULL || !g_str_has_suffix (member->name, ".$"))
    return;

  plain = g_strndup (member->name, strlen (member->name) - strlen (".$"));
  if (member->kind == SW_NODE_STRING)
    {
      text = sw_node_dup_string (member, NULL);
      path = text[0] != '$' ? dup_as_path (text) : NULL;
    }
  if (path != NULL)
    sw_fixing_replace_text (fixing, SW_FIX_MAYBE, path);
  if (sw_node_get_member (member->parent, plain) == NULL)
    sw_fixing_add_rename (fixing, SW_FIX_MAYBE,
                          g_strdup_printf (_ ("Take it literally: rename it to “%s”"), plain),
                          member, plain);
}

/**
 * sw_fix_template_conflict:
 *
 * A member that is there with and without “.$”: without one of the two.
 */
void
sw_fix_template_conflict (SwFixing *fixing)
{
  SwNode *member = fixing->node;
  g_autofree char *plain = NULL;
  SwNode *other;

  if (member == NULL || member->name == NULL || !g_str_has_suffix (member->name, ".$"))
    return;

  plain = g_strndup (member->name, strlen (member->name) - strlen (".$"));
  other = sw_node_get_member (member->parent, plain);
  if (other != NULL)
    sw_fixing_add_remove (fixing, SW_FIX_MAYBE, g_strdup_printf (_ ("Remove “%s”"), plain), other);
  sw_fixing_add_remove (fixing, SW_FIX_MAYBE, g_strdup_printf (_ ("Remove “%s”"), member->name),
                        member);
}

/**
 * sw_fix_no_dollar:
 *
 * A path in a template whose name does not end in “.$”: with it.
 */
void
sw_fix_no_dollar (SwFixing *fixing)
{
  SwNode *member = fixing->node;
  g_autofree char *name = NULL;

  if (member == NULL || member->name == NULL)
    return;

  name = g_strconcat (member->name, ".$", NULL);
  if (sw_node_get_member (member->parent, name) == NULL)
    sw_fixing_add_rename (fixing, SW_FIX_MAYBE,
                          g_strdup_printf (_ ("Evaluate it: rename it to “%s”"), name), member,
                          name);
}

/**
 * sw_fix_static_result:
 *
 * Paths in a Result, which is never evaluated: as Parameters.
 */
void
sw_fix_static_result (SwFixing *fixing)
{
  SwNode *result = fixing->node;

  while (result != NULL && g_strcmp0 (result->name, "Result") != 0)
    result = result->parent;
  if (result != NULL && result->parent != NULL
      && sw_node_get_member (result->parent, "Parameters") == NULL)
    sw_fixing_add_rename (fixing, SW_FIX_MAYBE,
                          g_strdup (_ ("Evaluate it: rename “Result” to “Parameters”")), result,
                          "Parameters");
}

/* "{% x", "{% x %} ", "{% x }" */
void
sw_fix_jsonata_delimiters (SwFixing *fixing)
{
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;
  gsize length;

  if (fixing->node == NULL || fixing->node->kind != SW_NODE_STRING)
    return;

  text = g_strchomp (sw_node_dup_string (fixing->node, NULL));
  length = strlen (text);
  if (!g_str_has_prefix (text, "{%") || length < 3)
    return;

  if (g_str_has_suffix (text, "%}") && length >= strlen ("{%%}"))
    whole = g_strdup (text);
  else if (g_str_has_suffix (text, "%") && length > strlen ("{%"))
    whole = g_strconcat (text, "}", NULL);
  else if (g_str_has_suffix (text, "}") && strchr (text + 1, '{') == NULL)
    whole = g_strdup_printf ("%.*s%%}", (int) (length - 1), text);
  else
    whole = g_strconcat (text, " %}", NULL);
  sw_fixing_replace_text (fixing, SW_FIX_SAFE, whole);
}

/* `$$`, the context object of JSONPath */
void
sw_fix_jsonata_name (SwFixing *fixing)
{
  SwSpan span = fixing->diagnostic->span;

  if (sw_span_length (span) != 2 || strncmp (fixing->text + span.start, "$$", 2) != 0)
    return;

  sw_fixing_add_text (fixing, SW_FIX_MAYBE, g_strdup (_ ("Replace by “$states.context”")), span,
                      "$states.context");
  sw_fixing_add_text (fixing, SW_FIX_MAYBE, g_strdup (_ ("Replace by “$states.input”")), span,
                      "$states.input");
}
