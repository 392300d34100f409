/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/diff/sw-state-match.h"

#include <string.h>

/**
 * sw_search_split:
 * @text: what was typed
 *
 * Takes a search apart, without regard to upper and lower case.
 *
 * Returns: (transfer full): its words for sw_state_match(), %NULL-terminated; none of a blank text
 */
char **
sw_search_split (const char *text)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_strv_builder_add (builder, parts[i]);
  return g_strv_builder_end (builder);
}

/* Words in names are parted by signs, or by an upper case letter after a lower case one. */
static gboolean
begins_word (const char *name, const char *at)
{
  gunichar before;
  gunichar here;

  if (at == name)
    return TRUE;
  before = g_utf8_get_char (g_utf8_prev_char (at));
  here = g_utf8_get_char (at);
  return !g_unichar_isalnum (before) || (g_unichar_islower (before) && g_unichar_isupper (here))
         || (g_unichar_isdigit (here) && !g_unichar_isdigit (before));
}

static SwMatch
match_name (const char *name, const char *word)
{
  SwMatch best = SW_MATCH_NONE;

  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    {
      g_autofree char *rest = g_utf8_casefold (at, -1);
      if (!g_str_has_prefix (rest, word))
        continue;
      if (at == name)
        return strcmp (rest, word) == 0 ? SW_MATCH_NAME : SW_MATCH_AT_NAME;
      best = MAX (best, begins_word (name, at) ? SW_MATCH_AT_WORDS : SW_MATCH_IN_NAME);
    }
  return best;
}

static gboolean
holds (const char *text, const char *word)
{
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && strstr (folded, word) != NULL;
}

static SwMatch
match_word (const char *name, const char *const *about, guint n_about, const char *word)
{
  SwMatch match = match_name (name, word);

  for (guint i = 0; i < n_about && match == SW_MATCH_NONE; i++)
    if (holds (about[i], word))
      match = SW_MATCH_ABOUT;
  return match;
}

/**
 * sw_name_match:
 * @name: what something is called
 * @about: (array length=n_about): what else is said of it; each may be %NULL
 * @n_about: how many texts that are
 * @words: what is looked for, from sw_search_split()
 *
 * Looks for each of @words in @name, then in @about.
 *
 * Returns: how well it answers: as well as the word that fits worst, but for the first word, which
 * may begin the name
 */
SwMatch
sw_name_match (const char        *name,
               const char *const *about,
               guint              n_about,
               const char *const *words)
{
  SwMatch worst = SW_MATCH_NAME;
  SwMatch first = SW_MATCH_NONE;

  g_return_val_if_fail (name != NULL && words != NULL, SW_MATCH_NONE);

  if (*words == NULL)
    return SW_MATCH_NONE;
  for (guint i = 0; words[i] != NULL; i++)
    {
      SwMatch match = match_word (name, about, n_about, words[i]);
      if (i == 0)
        first = match;
      worst = MIN (worst, match);
    }
  return worst == SW_MATCH_AT_WORDS && first >= SW_MATCH_AT_NAME ? SW_MATCH_AT_NAME : worst;
}

/**
 * sw_state_match:
 * @state: a state
 * @words: what is looked for, from sw_search_split()
 *
 * Looks for each of @words in what @state is called, is and calls.
 *
 * Returns: as sw_name_match()
 */
SwMatch
sw_state_match (const SwState *state, const char *const *words)
{
  g_return_val_if_fail (state != NULL, SW_MATCH_NONE);

  const char *const about[]
      = { sw_state_type_get_name (state->type), state->resource, state->comment };
  return sw_name_match (state->name, about, G_N_ELEMENTS (about), words);
}
