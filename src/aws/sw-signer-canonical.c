/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aws/sw-signer-private.h"

#include <string.h>

/* A part of a query, encoded; or a header's name and its folded values */
typedef struct
{
  char *key;
  char *value;
  guint order; /* of two headers with one name, the first stays first */
} Pair;

static void
pair_clear (gpointer data)
{
  Pair *pair = data;

  g_free (pair->key);
  g_free (pair->value);
}

/* Sorted by key, *then* by value: as one text "Param-3=" would come before "Param=". */
static int
compare_parameters (gconstpointer a,
                    gconstpointer b)
{
  const Pair *left = a, *right = b;
  int order = strcmp (left->key, right->key);

  return order != 0 ? order : strcmp (left->value, right->value);
}

static int
compare_headers (gconstpointer a,
                 gconstpointer b)
{
  const Pair *left = a, *right = b;
  int order = strcmp (left->key, right->key);

  return order != 0 ? order : (left->order > right->order) - (left->order < right->order);
}

/**
 * sw_signer_append_encoded:
 * @out: gets the text
 * @text: bytes of any kind
 * @length: bytes, or -1 where @text ends with NUL
 * @keep_slash: "/" stays as it is, as in a path
 *
 * Percent-encodes as the signature wants it: all but letters, digits, and "-._~"; capital digits.
 */
void
sw_signer_append_encoded (GString    *out,
                          const char *text,
                          gssize      length,
                          gboolean    keep_slash)
{
  static const char digits[] = "0123456789ABCDEF";
  gsize n = length < 0 ? strlen (text) : (gsize) length;

  for (gsize i = 0; i < n; i++)
    {
      guchar c = (guchar) text[i];

      if (g_ascii_isalnum (c) || (c != '\0' && strchr ("-._~", c) != NULL)
          || (keep_slash && c == '/'))
        g_string_append_c (out, (char) c);
      else
        {
          g_string_append_c (out, '%');
          g_string_append_c (out, digits[c >> 4]);
          g_string_append_c (out, digits[c & 15]);
        }
    }
}

/* "%4a" is the byte; a "%" without two digits is itself. */
static char *
dup_encoded_part (const char *text,
                  gsize       length)
{
  g_autoptr (GString) plain = g_string_sized_new (length);
  GString *encoded = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    if (text[i] == '%' && i + 2 < length && g_ascii_isxdigit (text[i + 1])
        && g_ascii_isxdigit (text[i + 2]))
      {
        g_string_append_c (plain, (char) (g_ascii_xdigit_value (text[i + 1]) * 16
                                          + g_ascii_xdigit_value (text[i + 2])));
        i += 2;
      }
    else
      g_string_append_c (plain, text[i]);
  sw_signer_append_encoded (encoded, plain->str, (gssize) plain->len, FALSE);
  return g_string_free_and_steal (encoded);
}

static void
append_query (GString    *out,
              const char *query)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Pair));

  g_array_set_clear_func (pairs, pair_clear);
  for (const char *at = query; at != NULL && *at != '\0';)
    {
      gsize length = strcspn (at, "&"), key = MIN (strcspn (at, "="), length);
      gsize value = MIN (key + 1, length);
      Pair pair = { dup_encoded_part (at, key), dup_encoded_part (at + value, length - value), 0 };

      if (length > 0)
        g_array_append_val (pairs, pair);
      else
        pair_clear (&pair);
      at += length + (at[length] == '&');
    }
  g_array_sort (pairs, compare_parameters);
  for (guint i = 0; i < pairs->len; i++)
    {
      const Pair *pair = &g_array_index (pairs, Pair, i);

      g_string_append_printf (out, "%s%s=%s", i > 0 ? "&" : "", pair->key, pair->value);
    }
}

/* Without "." and ".." and without empty segments; a "/" at the end stays (RFC 3986, and what all
 * services but S3 do to a path before they check its signature). */
static char *
dup_normal_path (const char *path)
{
  g_autoptr (GPtrArray) segments = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  GString *out = g_string_new (NULL);
  gboolean folder = FALSE;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = parts[i];

      folder = *part == '\0' || g_str_equal (part, ".") || g_str_equal (part, "..");
      if (!folder)
        g_ptr_array_add (segments, g_strdup (part));
      else if (g_str_equal (part, "..") && segments->len > 0)
        g_ptr_array_remove_index (segments, segments->len - 1);
    }
  for (guint i = 0; i < segments->len; i++)
    g_string_append_printf (out, "/%s", (char *) segments->pdata[i]);
  if (folder || out->len == 0)
    g_string_append_c (out, '/');
  return g_string_free_and_steal (out);
}

static void
append_path (GString    *out,
             const char *path,
             gboolean    path_once)
{
  g_autofree char *normal = NULL;

  if (path_once)
    {
      g_string_append (out, *path != '\0' ? path : "/");
      return;
    }
  normal = dup_normal_path (path);
  sw_signer_append_encoded (out, normal, -1, TRUE);
}

/* Without blanks around, and each run of blanks inside as one */
static char *
dup_folded (const char *value)
{
  GString *out = g_string_new (NULL);

  for (const char *at = value; *at != '\0'; at++)
    if (!g_ascii_isspace (*at))
      g_string_append_c (out, *at);
    else if (out->len > 0 && out->str[out->len - 1] != ' ')
      g_string_append_c (out, ' ');
  if (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  return g_string_free_and_steal (out);
}

/**
 * sw_signer_fold_headers:
 *
 * Returns: (transfer full): the headers, their names in small letters, sorted; values of one name
 *   joined by "," in the order they are sent in
 */
GArray *
sw_signer_fold_headers (const SwSigningRequest *request)
{
  GArray *headers = g_array_new (FALSE, FALSE, sizeof (Pair));

  g_array_set_clear_func (headers, pair_clear);
  for (gsize i = 0; i < request->n_headers; i++)
    {
      Pair pair = { g_ascii_strdown (request->headers[i].name, -1),
                    dup_folded (request->headers[i].value), (guint) i };

      g_array_append_val (headers, pair);
    }
  g_array_sort (headers, compare_headers);
  for (guint i = 1; i < headers->len;)
    {
      Pair *before = &g_array_index (headers, Pair, i - 1), *pair = before + 1;

      if (g_str_equal (before->key, pair->key))
        {
          char *both = g_strconcat (before->value, ",", pair->value, NULL);

          g_free (before->value);
          before->value = both;
          g_array_remove_index (headers, i);
        }
      else
        i++;
    }
  return headers;
}

/**
 * sw_signer_append_names:
 * @out: gets "host;x-amz-date"
 * @headers: of sw_signer_fold_headers()
 */
void
sw_signer_append_names (GString *out,
                        GArray  *headers)
{
  for (guint i = 0; i < headers->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ";" : "", g_array_index (headers, Pair, i).key);
}

/**
 * sw_signer_dup_canonical_of:
 * @headers: of sw_signer_fold_headers()
 * @path_once: see SwSigningScope
 *
 * Returns: (transfer full): as sw_signer_dup_canonical()
 */
char *
sw_signer_dup_canonical_of (const SwSigningRequest *request,
                            GArray                 *headers,
                            gboolean                path_once)
{
  GString *out = g_string_new (request->method);

  g_string_append_c (out, '\n');
  append_path (out, request->path, path_once);
  g_string_append_c (out, '\n');
  append_query (out, request->query);
  g_string_append_c (out, '\n');
  for (guint i = 0; i < headers->len; i++)
    g_string_append_printf (out, "%s:%s\n", g_array_index (headers, Pair, i).key,
                            g_array_index (headers, Pair, i).value);
  g_string_append_c (out, '\n');
  sw_signer_append_names (out, headers);
  g_string_append_printf (out, "\n%s", request->body_hash);
  return g_string_free_and_steal (out);
}

/**
 * sw_signer_dup_canonical:
 * @path_once: see SwSigningScope
 *
 * Returns: (transfer full): the request in the one form that both sides make a signature of
 */
char *
sw_signer_dup_canonical (const SwSigningRequest *request,
                         gboolean                path_once)
{
  g_autoptr (GArray) headers = sw_signer_fold_headers (request);

  return sw_signer_dup_canonical_of (request, headers, path_once);
}
