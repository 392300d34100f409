/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sw-scrub-private.h"

#include <string.h>

#include "base/sw-secret.h"

#define STARS "********"

/* A person's and a program's own ids, from which AWS tells the account, and what the documentation
 * has for each. The first two are keys. */
static const struct
{
  const char *prefix, *example;
} ids[] = {
  { "AKIA", "AKIAIOSFODNN7EXAMPLE" },  { "ASIA", "ASIAIOSFODNN7EXAMPLE" },
  { "AIDA", "AIDACKCEVSQ6C2EXAMPLE" }, { "AROA", "AROADBQP57FF2AEXAMPLE" },
  { "ANPA", "ANPAIOSFODNN7EXAMPLE" },  { "AGPA", "AGPAIOSFODNN7EXAMPLE" },
};

/* What names in addresses and headers end in, in lower case, without - and _, whose value lets its
 * reader in */
static const char *const signatures[]
    = { "signature", "xamzcredential", "awsaccesskeyid", "authorization", NULL };

/* What follows these words in a header lets in, too. */
static const char *const schemes[] = { "Bearer ", "Basic " };

/* Walks TEXT once, copying */
typedef struct
{
  const char *text;
  const char *at;
  GHashTable *accounts;
  GString    *out;
} Scrub;

/* Not g_str_has_prefix(), which measures the whole text */
static gboolean
begins_with (const char *text,
             const char *prefix)
{
  return strncmp (text, prefix, strlen (prefix)) == 0;
}

static gboolean
is_of_name (char letter)
{
  return g_ascii_isalnum (letter) || letter == '-' || letter == '_';
}

/* Of the value of a parameter in an address, and of a token */
static gboolean
is_of_value (char letter)
{
  return letter != '\0' && (g_ascii_isalnum (letter) || strchr ("%._~+/=-", letter) != NULL);
}

static gboolean
is_signature (const char *name,
              gsize       length)
{
  /* what all of them end in: few names get further */
  static const char *const ends[] = { "ure", "ial", "yid", "ion" };
  g_autoptr (GString) plain = NULL;
  gboolean may_be = FALSE;

  for (guint i = 0; length > 3 && i < G_N_ELEMENTS (ends); i++)
    may_be = may_be || g_ascii_strncasecmp (name + length - 3, ends[i], 3) == 0;
  if (!may_be)
    return FALSE;

  plain = g_string_sized_new (length);
  for (gsize i = 0; i < length; i++)
    if (name[i] != '-' && name[i] != '_')
      g_string_append_c (plain, g_ascii_tolower (name[i]));
  for (guint i = 0; signatures[i] != NULL; i++)
    if (g_str_has_suffix (plain->str, signatures[i]))
      return TRUE;
  return FALSE;
}

/* Stars for LENGTH bytes, unless these are none, or stars already */
static void
take_stars (Scrub *self,
            gsize  length)
{
  if (length > 0)
    g_string_append (self->out, STARS);
  self->at += length;
}

static void
copy (Scrub *self,
      gsize  length)
{
  g_string_append_len (self->out, self->at, (gssize) length);
  self->at += length;
}

/* How many backslashes stand before a quote at AT; -1 where none comes. JSON in a text of JSON has
 * one, JSON in that three, then seven. */
static int
get_level (const char *at)
{
  gsize level = strspn (at, "\\");

  return at[level] == '"' && level < 1 << 16 && (level & (level + 1)) == 0 ? (int) level : -1;
}

/* Bytes up to the quote that ends a text of the level, without its backslashes; or to that of a text
 * around it, since a text may have been cut off. */
static gsize
measure_text (const char *text,
              gsize       level)
{
  gsize length = 0;

  while (text[length] != '\0')
    {
      gsize slashes = strspn (text + length, "\\");

      for (gsize i = 0; text[length + slashes] == '"' && i <= level; i = 2 * i + 1)
        if (slashes % (2 * i + 2) == i)
          return length + slashes - i;
      length += slashes + (text[length + slashes] != '\0');
    }
  return length;
}

/* `": "VALUE"` behind the name of a member, in JSON at any depth of texts */
static gboolean
take_member (Scrub *self)
{
  int level = get_level (self->at);
  const char *value = self->at + level + 1;
  gsize quote = (gsize) level + 1;

  if (level < 0)
    return FALSE;
  value += strspn (value, " ");
  if (*value != ':')
    return FALSE;
  value++;
  value += strspn (value, " ");
  if (get_level (value) == level)
    {
      copy (self, (gsize) (value - self->at) + quote);
      take_stars (self, measure_text (self->at, (gsize) level));
      return TRUE;
    }
  if (!g_ascii_isdigit (*value) && *value != '-')
    return FALSE;
  g_string_append_len (self->out, self->at, value - self->at);
  g_string_append_len (self->out, self->at, (gssize) quote);
  g_string_append (self->out, STARS);
  g_string_append_len (self->out, self->at, (gssize) quote);
  self->at = value + strspn (value, "0123456789+-.eE");
  return TRUE;
}

/* `=VALUE` in an address, perhaps one within another, `: VALUE` in a header: behind its name */
static gboolean
take_parameter (Scrub *self)
{
  static const char *const joints[] = { "=", "%3D", ": " };
  gsize length = 0;
  guint i = 0;

  while (i < G_N_ELEMENTS (joints) && !begins_with (self->at, joints[i]))
    i++;
  if (i == G_N_ELEMENTS (joints))
    return FALSE;
  copy (self, strlen (joints[i]));
  while (is_of_value (self->at[length]))
    length++;
  /* the scheme, and what comes behind it */
  for (i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (begins_with (self->at, schemes[i]))
      return TRUE;
  take_stars (self, length);
  return TRUE;
}

/* A name, and its value where that is a secret */
static gboolean
take_name (Scrub *self)
{
  gsize length = 0;

  /* the whole name, and not its last word alone */
  if (self->at > self->text && (self->at[-1] == '-' || self->at[-1] == '_'))
    return FALSE;
  while (is_of_name (self->at[length]))
    length++;
  if (!sw_secret_is_name (self->at, length) && !is_signature (self->at, length))
    return FALSE;
  copy (self, length);
  return take_member (self) || take_parameter (self) || TRUE;
}

static gboolean
take_scheme (Scrub *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      gsize scheme = strlen (schemes[i]), length = 0;

      if (!begins_with (self->at, schemes[i]))
        continue;
      while (is_of_value (self->at[scheme + length]))
        length++;
      if (length < 8) /* a word of a sentence */
        return FALSE;
      copy (self, scheme);
      take_stars (self, length);
      return TRUE;
    }
  return FALSE;
}

static gboolean
take_id (Scrub *self)
{
  gsize length = strspn (self->at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

  if (length < 16 || length > 32)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (begins_with (self->at, ids[i].prefix) && !sw_secret_is_stand_in (self->at, length))
      {
        g_string_append (self->out, ids[i].example);
        self->at += length;
        return TRUE;
      }
  return FALSE;
}

static gboolean
take_secret (Scrub *self)
{
  gsize length;

  if (sw_secret_match (self->text, self->at, &length) == NULL)
    return FALSE;
  take_stars (self, length);
  return TRUE;
}

static gboolean
take_account (Scrub *self)
{
  g_autofree char *id = NULL;
  const char *stand_in;

  if (!g_ascii_isdigit (*self->at) || !sw_scrub_is_id (self->text, self->at))
    return FALSE;
  id = g_strndup (self->at, SW_SCRUB_ID_LENGTH);
  stand_in = g_hash_table_lookup (self->accounts, id);
  if (stand_in == NULL)
    return FALSE;
  g_string_append (self->out, stand_in);
  self->at += SW_SCRUB_ID_LENGTH;
  return TRUE;
}

/**
 * sw_scrub_text:
 * @text: what is to be given to others: JSON with further JSON in its texts, such as a history, but
 *   also a picture, a log, a sentence
 *
 * Takes what says whose account it is, and what would let others in: ids of accounts (in ARNs, in
 * addresses of queues and hosts, in members such as AccountId, and then wherever the same number
 * stands as a word), ids of keys and of what they belong to, signatures in addresses, and secrets
 * that are told by their form or by their name. One id is always replaced by the same: what fitted
 * together does so still. Everything else stays, byte by byte, so that what was JSON is JSON. What
 * has been scrubbed stays as it is. AWS's documentation, "Documentation conventions": the examples.
 *
 * Returns: (transfer full): the same without that
 */
char *
sw_scrub_text (const char *text)
{
  g_autoptr (GHashTable) accounts = sw_scrub_find_accounts (text);
  Scrub self = { text, text, accounts, g_string_sized_new (strlen (text) + 64) };

  while (*self.at != '\0')
    {
      gboolean begins = is_of_name (*self.at) && sw_secret_begins_word (text, self.at);

      if (!begins || !(take_account (&self) || take_id (&self) || take_secret (&self)
                       || take_scheme (&self) || take_name (&self)))
        copy (&self, 1);
    }
  return g_string_free_and_steal (self.out);
}
