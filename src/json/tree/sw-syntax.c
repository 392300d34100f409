/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/tree/sw-tree.h"

#include <string.h>

/**
 * sw_syntax_from_name:
 * @name: (nullable): a file's name or path
 *
 * Returns: the syntax that its ending promises: YAML for .yaml and .yml, otherwise JSON
 */
SwSyntax
sw_syntax_from_name (const char *name)
{
  static const char *const endings[] = { ".yaml", ".yml" };
  gsize length = name != NULL ? strlen (name) : 0;

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      gsize ending = strlen (endings[i]);

      if (length >= ending && g_ascii_strcasecmp (name + length - ending, endings[i]) == 0)
        return SW_SYNTAX_YAML;
    }

  return SW_SYNTAX_JSON;
}

/**
 * sw_syntax_guess:
 * @text: a document that has no file's name, NUL-terminated
 *
 * Returns: JSON where @text begins as one of JSON's arrays, objects or strings does, or holds
 * nothing; otherwise YAML
 */
SwSyntax
sw_syntax_guess (const char *text)
{
  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    text += 3;
  text += strspn (text, " \t\r\n");

  return *text == '\0' || strchr ("{[\"", *text) != NULL ? SW_SYNTAX_JSON : SW_SYNTAX_YAML;
}
