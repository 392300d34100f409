/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sw-scrub-private.h"

#include <string.h>

#include "base/sw-secret.h"

/* Which of the numbers with twelve digits are the ids of accounts, and what stands for each. */

#define ID_LENGTH SW_SCRUB_ID_LENGTH

/* AWS's documentation takes these for accounts that are nobody's, and so do runs here. The last is
 * that of emulators. None is changed where it stands. */
static const char *const examples[]
    = { "111122223333", "444455556666", "777788889999", "123456789012", "000000000000", NULL };

/* Given away in this order; the emulators' would not be told from none. */
#define N_GIVEN 4

/* Then counted; so many are known again */
#define FIRST_COUNTED G_GINT64_CONSTANT (100000000001)
#define N_COUNTED 100000

/* Bytes that a list of accounts may have between its name and one of them, and that a part of an ARN
 * and the name of a host may have */
#define MAX_LIST 2048
#define MAX_PART 64
#define MAX_HOST 255

/* Ends of names whose number is an account; compared in lower case, without - and _ */
static const char *const names[] = {
  "account", "accounts",    "accountid", "accountids",  "accountnumber",
  "ownerid", "bucketowner", "aws", /* of a Principal */ NULL,
};

/* What the host says that an account's id begins: 111122223333.dkr.ecr.eu-west-1.amazonaws.com */
static const char *const hosts[] = { ".amazonaws.com", ".aws.amazon.com", ".on.aws", ".api.aws" };

/**
 * sw_scrub_is_id:
 * @text: which @at points into
 *
 * Returns: whether a whole word of twelve digits begins at @at
 */
gboolean
sw_scrub_is_id (const char *text,
                const char *at)
{
  gsize digits = 0;

  while (digits <= ID_LENGTH && g_ascii_isdigit (at[digits]))
    digits++;
  if (digits != ID_LENGTH || g_ascii_isalnum (at[ID_LENGTH])
      || !sw_secret_begins_word (text, at))
    return FALSE;
  /* the digits behind a point are a fraction */
  return at - text < 2 || at[-1] != '.' || !g_ascii_isdigit (at[-2]);
}

/* Goes back over a colon, also one that is written %3A. */
static gboolean
skip_colon (const char  *text,
            const char **at)
{
  if (*at > text && (*at)[-1] == ':')
    *at -= 1;
  else if (*at - text >= 3 && g_ascii_strncasecmp (*at - 3, "%3A", 3) == 0)
    *at -= 3;
  else
    return FALSE;
  return TRUE;
}

/* Goes back over a partition, a service or a region, which have no capitals. */
static void
skip_part (const char  *text,
           const char **at)
{
  const char *first = *at - MIN (*at - text, MAX_PART);

  while (*at > first
         && (g_ascii_islower ((*at)[-1]) || g_ascii_isdigit ((*at)[-1]) || (*at)[-1] == '-'))
    --*at;
}

/* arn:PARTITION:SERVICE:REGION:ID */
static gboolean
is_in_arn (const char *text,
           const char *at)
{
  for (guint i = 0; i < 3; i++)
    {
      if (!skip_colon (text, &at))
        return FALSE;
      skip_part (text, &at);
    }
  return skip_colon (text, &at) && at - text >= 3 && strncmp (at - 3, "arn", 3) == 0;
}

/* https://HOST/ID/, as queues have it */
static gboolean
is_in_address (const char *text,
               const char *at)
{
  const char *first = at - MIN (at - text, MAX_HOST);

  if (at == text || at[-1] != '/' || at[ID_LENGTH] != '/')
    return FALSE;
  at--;
  while (at > first && (g_ascii_isalnum (at[-1]) || strchr (".-:", at[-1]) != NULL))
    at--;
  return at - text >= 3 && at[-1] == '/' && at[-2] == '/' && at[-3] == ':';
}

static gboolean
begins_host (const char *at)
{
  gsize length = 0;
  const char *rest = at + ID_LENGTH;

  if (*rest != '.')
    return FALSE;
  while (length < MAX_HOST
         && (g_ascii_isalnum (rest[length]) || rest[length] == '.' || rest[length] == '-'))
    length++;
  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    if (g_strstr_len (rest, (gssize) length, hosts[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* "AccountId": "ID", "accounts": ["…", "ID"], account ID: whatever JSON, YAML and sentences put
 * between a name and what it names */
static gboolean
is_named (const char *text,
          const char *at)
{
  const char *end, *first = at - MIN (at - text, MAX_LIST);
  g_autoptr (GString) plain = g_string_new (NULL);

  while (at > first && (strchr (" \t\r\n\"'\\[,:=#(", at[-1]) != NULL || g_ascii_isdigit (at[-1])))
    at--;
  end = at;
  while (at > text && (g_ascii_isalpha (at[-1]) || at[-1] == '_' || at[-1] == '-'))
    at--;
  for (; at < end; at++)
    if (g_ascii_isalpha (*at))
      g_string_append_c (plain, g_ascii_tolower (*at));
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_has_suffix (plain->str, names[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_account (const char *text,
            const char *at)
{
  return is_in_arn (text, at) || is_in_address (text, at) || begins_host (at)
         || is_named (text, at);
}

static gboolean
is_stand_in (const char *id)
{
  gint64 number = g_ascii_strtoll (id, NULL, 10);

  return g_strv_contains (examples, id)
         || (number >= FIRST_COUNTED && number < FIRST_COUNTED + N_COUNTED);
}

/* The next that stands nowhere in the text */
static char *
dup_next_stand_in (GHashTable *present,
                   guint      *n_given)
{
  for (;;)
    {
      guint i = (*n_given)++;
      g_autofree char *id = i < N_GIVEN ? g_strdup (examples[i])
                                        : g_strdup_printf ("%" G_GINT64_FORMAT,
                                                           FIRST_COUNTED + i - N_GIVEN);

      if (!g_hash_table_contains (present, id))
        return g_steal_pointer (&id);
    }
}

/**
 * sw_scrub_find_accounts:
 *
 * Finds the ids of accounts, and what stands for each: the examples of AWS's documentation, but for
 * those that @text has itself, then counted ones.
 *
 * Returns: (transfer full) (element-type utf8 utf8): what is to stand for each
 */
GHashTable *
sw_scrub_find_accounts (const char *text)
{
  g_autoptr (GHashTable) present = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTable *accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  guint n_given = 0;

  for (const char *at = strpbrk (text, "0123456789"); at != NULL;)
    {
      if (sw_scrub_is_id (text, at))
        {
          char *id = g_strndup (at, ID_LENGTH);

          if (!is_stand_in (id) && !g_hash_table_contains (accounts, id) && is_account (text, at))
            {
              g_hash_table_insert (accounts, g_strdup (id), NULL);
              g_ptr_array_add (found, g_strdup (id));
            }
          g_hash_table_add (present, id);
        }
      at += strspn (at, "0123456789");
      at = strpbrk (at, "0123456789");
    }
  for (guint i = 0; i < found->len; i++)
    g_hash_table_insert (accounts, g_strdup (found->pdata[i]),
                         dup_next_stand_in (present, &n_given));
  return accounts;
}
