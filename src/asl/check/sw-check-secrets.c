/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/check/sw-check-private.h"

#include <string.h>

/* Secrets in the text: whoever may read the definition may read them. Told by their own form, or by
 * the name of the member they stand in. */

#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"
#define WORD UPPER LOWER DIGITS
#define URL WORD "-_"

/* Nothing that has a form of its own is shorter. */
#define SHORTEST 19

/* What secrets look like: a prefix, then at least `least` and at most `most` of `letters` */
static const struct
{
  const char *prefix;
  const char *letters;
  gsize       least;
  gsize       most;
  const char *what;
} forms[] = {
  { "AKIA", UPPER DIGITS, 16, 16, "an access key of AWS" },
  { "ASIA", UPPER DIGITS, 16, 16, "an access key of AWS" },
  { "ghp_", WORD, 36, 255, "a token of GitHub" },
  { "gho_", WORD, 36, 255, "a token of GitHub" },
  { "ghu_", WORD, 36, 255, "a token of GitHub" },
  { "ghs_", WORD, 36, 255, "a token of GitHub" },
  { "github_pat_", WORD "_", 40, 255, "a token of GitHub" },
  { "glpat-", URL, 20, 255, "a token of GitLab" },
  { "xoxb-", URL, 20, 255, "a token of Slack" },
  { "xoxp-", URL, 20, 255, "a token of Slack" },
  { "sk_live_", WORD, 16, 255, "a key of Stripe" },
  { "rk_live_", WORD, 16, 255, "a key of Stripe" },
  { "AIza", URL, 35, 35, "a key of Google" },
  { "eyJ", URL ".", 60, 8192, "a signed token" },
};

/* Ends of names whose value is a secret; compared in lower case, without - and _ */
static const char *const names[] = {
  "password", "passwd", "passphrase", "secretaccesskey", "secretkey", "clientsecret", "apikey",
  "accesstoken", "authtoken", "privatekey", NULL,
};

/* Words of values that only stand for one */
static const char *const stand_ins[] = {
  "EXAMPLE", "XXXX", "YOUR", "PLACEHOLDER", "CHANGE", "REPLACE", "DUMMY", "SAMPLE",
  "****",    "<",    NULL,
};

static gboolean
is_stand_in (const char *text,
             gsize       length)
{
  g_autofree char *upper = g_ascii_strup (text, (gssize) length);

  for (guint i = 0; stand_ins[i] != NULL; i++)
    if (strstr (upper, stand_ins[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* A signed token has two dots, and its second part begins like its first. */
static gboolean
is_token (const char *token,
          gsize       length)
{
  const char *dot = memchr (token, '.', length);

  return dot != NULL && strncmp (dot + 1, "eyJ", 3) == 0
         && memchr (dot + 1, '.', length - (gsize) (dot + 1 - token)) != NULL;
}

/* What stands at AT in TEXT, or NULL */
static const char *
match_form (const char *text,
            const char *at)
{
  gboolean inside = at > text && (g_ascii_isalnum (at[-1]) || at[-1] == '_');

  for (guint i = 0; !inside && i < G_N_ELEMENTS (forms); i++)
    {
      gsize prefix = strlen (forms[i].prefix);
      gsize length;

      if (strncmp (at, forms[i].prefix, prefix) != 0)
        continue;

      length = strspn (at + prefix, forms[i].letters);
      if (length >= forms[i].least && length <= forms[i].most
          && !is_stand_in (at, length + prefix)
          && (strcmp (forms[i].prefix, "eyJ") != 0 || is_token (at, length + prefix)))
        return forms[i].what;
    }

  return g_str_has_prefix (at, "-----BEGIN ") && strstr (at, "PRIVATE KEY-----") != NULL
             ? "a private key"
             : NULL;
}

/* What forms begin with; where none of these stands, there is none. */
#define FIRST_LETTERS "Agxsre-"

static const char *
find_form (const char *text)
{
  for (const char *at = strpbrk (text, FIRST_LETTERS); at != NULL;
       at = strpbrk (at + 1, FIRST_LETTERS))
    {
      const char *what = match_form (text, at);

      if (what != NULL)
        return what;
    }

  return NULL;
}

/* A look at the literal that costs little: nearly all strings are shorter than secrets, or ARNs,
 * paths and sentences. */
static gboolean
may_be_form (const SwNode *node)
{
  gsize length;

  sw_node_get_literal (node, &length);
  return length > SHORTEST && !sw_node_has_prefix (node, "$") && !sw_node_has_prefix (node, "arn:");
}

static gboolean
is_secret_name (const char *name)
{
  /* what all of them end in: few names get further */
  static const char *const ends[] = { "ord", "swd", "ase", "key", "ret", "ken" };
  g_autoptr (GString) plain = NULL;
  gsize length = strlen (name);
  gboolean may_be = FALSE;

  for (guint i = 0; length > 3 && i < G_N_ELEMENTS (ends); i++)
    may_be = may_be || g_ascii_strcasecmp (name + length - 3, ends[i]) == 0;
  if (!may_be)
    return FALSE;

  plain = g_string_new (NULL);
  for (const char *p = name; *p != '\0'; p++)
    if (*p != '-' && *p != '_')
      g_string_append_c (plain, g_ascii_tolower (*p));
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_has_suffix (plain->str, names[i]))
      return TRUE;

  return FALSE;
}

/* Eight characters or more, letters and digits among them, no spaces: neither a word, nor a path,
 * an expression or an ARN */
static gboolean
looks_secret (const char *text)
{
  gboolean letter = FALSE;
  gboolean digit = FALSE;

  if (strlen (text) < 8 || strpbrk (text, " ${") != NULL || g_str_has_prefix (text, "arn:")
      || g_str_has_prefix (text, "States.") || is_stand_in (text, strlen (text)))
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
  gboolean by_name = node->name != NULL && is_secret_name (node->name);
  g_autofree char *text = NULL;
  const char *what;

  if (length < 10 || (!by_form && !by_name) || sw_check_is_unknown (node))
    return;

  text = sw_node_dup_string (node, NULL);
  what = by_form ? find_form (text) : NULL;
  if (what == NULL && by_name && looks_secret (text))
    what = "a secret";
  if (what != NULL)
    sw_check_add (check, SW_FINDING_SECRET, node, node->span,
                  "This looks like %s: everybody who may read the definition can use it", what);
}
