/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/check/sw-check-private.h"

#include <string.h>

#include "base/sw-secret.h"

/* Secrets in the text: whoever may read the definition may read them. */

/* A look at the literal that costs little: nearly all strings are shorter than secrets, or ARNs,
 * paths and sentences. */
static gboolean
may_be_form (const SwNode *node)
{
  gsize length;

  sw_node_get_literal (node, &length);
  return length > SW_SECRET_SHORTEST && !sw_node_has_prefix (node, "$")
         && !sw_node_has_prefix (node, "arn:");
}

/* Eight characters or more, letters and digits among them, no spaces: neither a word, nor a path,
 * an expression or an ARN */
static gboolean
looks_secret (const char *text)
{
  gboolean letter = FALSE;
  gboolean digit = FALSE;

  if (strlen (text) < 8 || strpbrk (text, " ${") != NULL || g_str_has_prefix (text, "arn:")
      || g_str_has_prefix (text, "States.") || sw_secret_is_stand_in (text, strlen (text)))
    return FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      letter = letter || g_ascii_isalpha (*p);
      digit = digit || g_ascii_isdigit (*p);
    }

  return letter && digit;
}

/* Judges one string of the definition. */
void
sw_check_secret (SwCheck *check,
                 SwNode  *node)
{
  gboolean by_form = may_be_form (node);
  gsize length = sw_span_length (node->span);
  gboolean by_name = node->name != NULL && sw_secret_is_name (node->name, strlen (node->name));
  g_autofree char *text = NULL;
  const char *what;

  if (length < 10 || (!by_form && !by_name) || sw_check_is_unknown (node))
    return;

  text = sw_node_dup_string (node, NULL);
  what = by_form ? sw_secret_find (text) : NULL;
  if (what == NULL && by_name && looks_secret (text))
    what = "a secret";
  if (what != NULL)
    sw_check_add (check, SW_FINDING_SECRET, node, node->span,
                  "This looks like %s: everybody who may read the definition can use it", what);
}
