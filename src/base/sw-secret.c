/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sw-secret.h"

#include <string.h>

#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"
#define WORD UPPER LOWER DIGITS
#define URL WORD "-_"

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
  "password",     "passwd",      "passphrase", "secretaccesskey", "secretkey",    "clientsecret",
  "apikey",       "accesstoken", "authtoken",  "privatekey",      "sessiontoken", "securitytoken",
  "refreshtoken", NULL,
};

/* Words of values that only stand for one */
static const char *const stand_ins[] = {
  "EXAMPLE", "XXXX", "YOUR", "PLACEHOLDER", "CHANGE", "REPLACE", "DUMMY", "SAMPLE",
  "****",    "<",    NULL,
};

/**
 * sw_secret_is_stand_in:
 * @length: bytes of @text
 *
 * Returns: whether @text says itself that it is no secret, but stands for one: "AKIAIOSFODNN7EXAMPLE"
 */
gboolean
sw_secret_is_stand_in (const char *text,
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

/* Whether the letter before AT is the last of an escape: "%3A" of an address, "\n" or "\u003a" of
 * JSON */
static gboolean
ends_escape (const char *text,
             const char *at)
{
  gsize before = (gsize) (at - text);

  if (before >= 3 && at[-3] == '%')
    return g_ascii_isxdigit (at[-2]) && g_ascii_isxdigit (at[-1]);
  if (before >= 2 && at[-2] == '\\')
    return strchr ("bfnrt", at[-1]) != NULL;
  return before >= 6 && at[-6] == '\\' && at[-5] == 'u' && g_ascii_isxdigit (at[-4])
         && g_ascii_isxdigit (at[-3]) && g_ascii_isxdigit (at[-2]) && g_ascii_isxdigit (at[-1]);
}

/**
 * sw_secret_begins_word:
 * @text: which @at points into
 *
 * Returns: whether a word may begin at @at, in text, in an address, or in the text of JSON
 */
gboolean
sw_secret_begins_word (const char *text,
                       const char *at)
{
  return at == text || !g_ascii_isalnum (at[-1]) || ends_escape (text, at);
}

#define KEY_HEAD "-----BEGIN "

/* Bytes that the first line of a private key, and the whole of it, may have */
#define MAX_HEAD 64
#define MAX_PRIVATE_KEY 32768

/* "-----BEGIN RSA PRIVATE KEY-----" and all up to the end's own line */
static gsize
measure_private_key (const char *at)
{
  const char *head = g_strstr_len (at, MAX_HEAD, "PRIVATE KEY-----"), *end;

  if (head == NULL)
    return 0;
  end = g_strstr_len (head + strlen ("PRIVATE KEY-----"), MAX_PRIVATE_KEY, "PRIVATE KEY-----");
  return (gsize) ((end != NULL ? end : head) - at) + strlen ("PRIVATE KEY-----");
}

/* How many of the letters stand there, as far as it matters */
static gsize
measure (const char *at,
         const char *letters,
         gsize       most)
{
  gsize length = 0;

  while (length < most && at[length] != '\0' && strchr (letters, at[length]) != NULL)
    length++;
  return length;
}

/**
 * sw_secret_match:
 * @text: which @at points into
 * @length: (out): bytes of the secret, where there is one
 *
 * Returns: (nullable): what a secret is that begins at @at and is told by its form, "an access key
 *   of AWS"; static
 */
const char *
sw_secret_match (const char *text,
                 const char *at,
                 gsize      *length)
{
  gboolean begins = sw_secret_begins_word (text, at) && (at == text || at[-1] != '_');

  for (guint i = 0; begins && i < G_N_ELEMENTS (forms); i++)
    {
      gsize prefix = strlen (forms[i].prefix), rest;

      /* within one that is none, or is too long */
      if (strncmp (at, forms[i].prefix, prefix) != 0
          || (at > text && at[-1] == '-' && strchr (forms[i].letters, '-') != NULL))
        continue;

      rest = measure (at + prefix, forms[i].letters, forms[i].most + 1);
      *length = prefix + rest;
      if (rest >= forms[i].least && rest <= forms[i].most && !sw_secret_is_stand_in (at, *length)
          && (strcmp (forms[i].prefix, "eyJ") != 0 || is_token (at, *length)))
        return forms[i].what;
    }

  *length = strncmp (at, KEY_HEAD, strlen (KEY_HEAD)) == 0 ? measure_private_key (at) : 0;
  return *length > 0 ? "a private key" : NULL;
}

/* What forms begin with; where none of these stands, there is none. */
#define FIRST_LETTERS "Agxsre-"

/**
 * sw_secret_find:
 *
 * Returns: (nullable): what the first secret in @text is that is told by its form; static
 */
const char *
sw_secret_find (const char *text)
{
  gsize length;

  for (const char *at = strpbrk (text, FIRST_LETTERS); at != NULL;
       at = strpbrk (at + 1, FIRST_LETTERS))
    {
      const char *what = sw_secret_match (text, at, &length);

      if (what != NULL)
        return what;
    }

  return NULL;
}

/**
 * sw_secret_is_name:
 * @length: bytes of @name
 *
 * Returns: whether what has this name is a secret: "db_password"
 */
gboolean
sw_secret_is_name (const char *name,
                   gsize       length)
{
  /* what all of them end in: few names get further */
  static const char *const ends[] = { "ord", "swd", "ase", "key", "ret", "ken" };
  g_autoptr (GString) plain = NULL;
  gboolean may_be = FALSE;

  for (guint i = 0; length > 3 && i < G_N_ELEMENTS (ends); i++)
    may_be = may_be || g_ascii_strncasecmp (name + length - 3, ends[i], 3) == 0;
  if (!may_be)
    return FALSE;

  plain = g_string_new (NULL);
  for (gsize i = 0; i < length; i++)
    if (name[i] != '-' && name[i] != '_')
      g_string_append_c (plain, g_ascii_tolower (name[i]));
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_has_suffix (plain->str, names[i]))
      return TRUE;

  return FALSE;
}
