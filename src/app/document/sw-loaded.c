/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/document/sw-loaded.h"

#include "app/document/sw-document-private.h"

/**
 * sw_loaded_free:
 *
 * Frees it with all it still has.
 */
void
sw_loaded_free (SwLoaded *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->reading, sw_reading_free);
  g_free (self->etag);
  g_free (self->identity);
  g_free (self);
}

/* The time alone will not do: what is written twice within a tick of the kernel's clock has the
 * same. NULL where not even that is known. */
static char *
dup_identity (GFileInfo *info)
{
  const char *etag = g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_ETAG_VALUE);

  if (etag == NULL)
    return NULL;
  return g_strdup_printf ("%s %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, etag,
                          g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_STANDARD_SIZE),
                          g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_UNIX_INODE));
}

/* INFO: of before the file was read. Only where it has not changed meanwhile, what was read is
 * known by it. */
static void
take_identity (SwLoaded  *self,
               GFileInfo *info)
{
  if (info != NULL && self->etag != NULL
      && g_strcmp0 (g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_ETAG_VALUE),
                    self->etag)
             == 0)
    self->identity = dup_identity (info);
}

/**
 * sw_loaded_is_of:
 * @info: (nullable): of the file as it is now, with `SW_LOADED_ATTRIBUTES`
 *
 * Returns: whether the file still holds what was loaded; %FALSE where that cannot be known
 */
gboolean
sw_loaded_is_of (const SwLoaded *self,
                 GFileInfo      *info)
{
  g_autofree char *identity = info != NULL ? dup_identity (info) : NULL;

  return identity != NULL && g_strcmp0 (identity, self->identity) == 0;
}

/* As a new document reads it: nothing is known of placeholders, and machines are Standard ones. */
static gboolean
read_text (SwLoaded      *self,
           GFile         *file,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autofree char *name = g_file_get_basename (file);

  self->reading = sw_reading_new (self->text, self->length, sw_syntax_from_name (name), 0, NULL,
                                  SW_MACHINE_STANDARD, cancellable);
  return self->reading != NULL || !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/**
 * sw_loaded_new:
 * @read: whether to read the text, too; its syntax is that of the file's name
 * @cancellable: (nullable): looked at between the steps
 * @error: of `SW_DOCUMENT_ERROR` where the file is no UTF-8 text or too large, else of GIO
 *
 * Loads a file. It may take its time, and may be done in any thread.
 *
 * Returns: (transfer full) (nullable): what the file holds
 */
SwLoaded *
sw_loaded_new (GFile         *file,
               gboolean       read,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr (SwLoaded) self = g_new0 (SwLoaded, 1);
  g_autoptr (GFileInfo) info
      = g_file_query_info (file, SW_LOADED_ATTRIBUTES, G_FILE_QUERY_INFO_NONE, cancellable, NULL);
  char *contents;
  gsize length;

  if (!g_file_load_contents (file, cancellable, &contents, &length, &self->etag, error))
    return NULL;
  self->bytes = g_bytes_new_take (contents, length);
  take_identity (self, info);
  if (!_sw_text_check (contents, length, error))
    return NULL;
  self->text = _sw_text_skip_mark (self->bytes, &self->length, &self->has_mark);
  if (read && !read_text (self, file, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}
