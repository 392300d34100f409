/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aws/sw-credentials.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Renewed so long before they expire: seconds. AWS's clients take 5 minutes, too. */
#define RENEW_BEFORE 300

struct _SwCredentials
{
  gatomicrefcount count;
  gint64          expiration;    /* microseconds since the epoch; G_MAXINT64: never */
  gsize           size;          /* of this page and the following */
  const char     *access_key;    /* all three point into `texts` */
  const char     *secret_key;
  const char     *session_token; /* or NULL */
  char            texts[];
};

/**
 * sw_wipe:
 * @memory: what held a secret
 * @length: bytes
 *
 * Overwrites memory that is not read again; a compiler may not leave it out.
 */
void
sw_wipe (void  *memory,
         gsize  length)
{
  explicit_bzero (memory, length);
}

/**
 * sw_wipe_free:
 * @text: (nullable) (transfer full): a secret
 *
 * Overwrites a text and frees it.
 */
void
sw_wipe_free (char *text)
{
  if (text != NULL)
    sw_wipe (text, strlen (text));
  g_free (text);
}

static const char *
put_text (char       **end,
          const char  *text)
{
  gsize size = strlen (text) + 1;
  char *start = *end;

  memcpy (start, text, size);
  *end += size;
  return start;
}

/**
 * sw_credentials_new:
 * @access_key: the key's id
 * @secret_key: what it signs with
 * @session_token: (nullable): of temporary credentials; empty is none
 * @expiration: microseconds since the epoch; %G_MAXINT64 where they do not expire
 *
 * Returns: (transfer full): the credentials, copied
 */
SwCredentials *
sw_credentials_new (const char *access_key,
                    const char *secret_key,
                    const char *session_token,
                    gint64      expiration)
{
  gsize page = (gsize) sysconf (_SC_PAGESIZE), size;
  SwCredentials *self;
  char *end;

  if (session_token != NULL && *session_token == '\0')
    session_token = NULL;
  size = sizeof (SwCredentials) + strlen (access_key) + strlen (secret_key)
         + (session_token != NULL ? strlen (session_token) : 0) + 3;
  size = (size + page - 1) / page * page;
  /* Pages of their own: a lock holds for a whole page and does not count. */
  self = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (self == MAP_FAILED)
    g_error ("no memory for credentials");
  /* Both may be refused (RLIMIT_MEMLOCK): the credentials are needed all the same. */
  (void) mlock (self, size);
  (void) madvise (self, size, MADV_DONTDUMP);
  g_atomic_ref_count_init (&self->count);
  self->expiration = expiration;
  self->size = size;
  end = self->texts;
  self->access_key = put_text (&end, access_key);
  self->secret_key = put_text (&end, secret_key);
  self->session_token = session_token != NULL ? put_text (&end, session_token) : NULL;
  return self;
}

/**
 * sw_credentials_ref:
 *
 * Returns: (transfer full): @self
 */
SwCredentials *
sw_credentials_ref (SwCredentials *self)
{
  g_atomic_ref_count_inc (&self->count);
  return self;
}

/**
 * sw_credentials_unref:
 *
 * Gives up a reference; with the last one the texts are overwritten.
 */
void
sw_credentials_unref (SwCredentials *self)
{
  gsize size = self->size;

  if (!g_atomic_ref_count_dec (&self->count))
    return;
  sw_wipe (self, size);
  munmap (self, size);
}

/**
 * sw_credentials_get_access_key:
 *
 * Returns: the key's id
 */
const char *
sw_credentials_get_access_key (const SwCredentials *self)
{
  return self->access_key;
}

/**
 * sw_credentials_get_secret_key:
 *
 * Returns: the secret
 */
const char *
sw_credentials_get_secret_key (const SwCredentials *self)
{
  return self->secret_key;
}

/**
 * sw_credentials_get_session_token:
 *
 * Returns: (nullable): what temporary credentials have to be sent with
 */
const char *
sw_credentials_get_session_token (const SwCredentials *self)
{
  return self->session_token;
}

/**
 * sw_credentials_is_stale:
 * @now: microseconds since the epoch
 *
 * Returns: whether they have to be renewed: they expire within five minutes
 */
gboolean
sw_credentials_is_stale (const SwCredentials *self,
                         gint64               now)
{
  return self->expiration != G_MAXINT64
         && now >= self->expiration - (gint64) RENEW_BEFORE * G_USEC_PER_SEC;
}
