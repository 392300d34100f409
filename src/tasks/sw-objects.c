/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-objects.h"

#include <stdarg.h>
#include <string.h>

#include "tasks/sw-tasks-file.h"
#include "tasks/sw-tasks-error.h"

/* One element of "objects" */
typedef struct
{
  GPatternSpec *bucket;
  GPatternSpec *key;
  GFile        *file; /* or a folder of files by key */
  gboolean      write;
} Row;

struct _SwObjects
{
  GArray *rows; /* Row */
};

/* What a request asks of S3; borrowed from its input */
typedef struct
{
  const char *bucket;
  const char *key; /* or the prefix of a list; never NULL */
} Place;

static void
row_clear (gpointer data)
{
  Row *row = data;

  g_clear_pointer (&row->bucket, g_pattern_spec_free);
  g_clear_pointer (&row->key, g_pattern_spec_free);
  g_clear_object (&row->file);
}

static gboolean
refuse (GError     **error,
        guint        index,
        const char  *words)
{
  g_autofree char *where = g_strdup_printf ("objects/%u", index);

  return sw_tasks_refuse (error, SW_TASKS_FILE_ERROR, SW_TASKS_FILE_ERROR_INVALID, where, "%s",
                          words);
}

static const char *
get_text (SwValue     object,
          const char *member)
{
  SwValue value = sw_value_get_member (object, member);

  return sw_value_is (value, SW_TYPE_STRING) ? sw_value_get_text (value, NULL) : NULL;
}

static gboolean
read_row (SwObjects  *self,
          guint       index,
          SwValue     value,
          GFile      *folder,
          GError    **error)
{
  const char *bucket = get_text (value, "bucket");
  const char *key = get_text (value, "key");
  const char *file = get_text (value, "file");
  SwValue write = sw_value_get_member (value, "write");
  Row row = { 0 };

  if (bucket == NULL || file == NULL)
    return refuse (error, index, "needs \"bucket\" and \"file\", both texts");
  if (key == NULL && !sw_value_is (sw_value_get_member (value, "key"), SW_TYPE_UNDEFINED))
    return refuse (error, index, "\"key\" must be a text");
  if (!sw_value_is (write, SW_TYPE_UNDEFINED) && !sw_value_is (write, SW_TYPE_BOOLEAN))
    return refuse (error, index, "\"write\" must be true or false");
  if (folder == NULL && !g_path_is_absolute (file))
    return refuse (error, index, "\"file\" cannot be found before the document is saved");
  row.bucket = g_pattern_spec_new (bucket);
  row.key = g_pattern_spec_new (key != NULL ? key : "*");
  row.file = folder != NULL ? g_file_resolve_relative_path (folder, file)
                            : g_file_new_for_path (file);
  row.write = sw_value_get_boolean (write);
  g_array_append_val (self->rows, row);
  return TRUE;
}

/**
 * sw_objects_new:
 * @rows: "objects" of a tasks file
 * @folder: (nullable): what relative file names are relative to
 *
 * Reads which files stand in for which objects. The files are not looked at yet.
 *
 * Returns: (transfer full): the rows, or %NULL with @error set to what is wrong, and where
 */
SwObjects *
sw_objects_new (SwValue   rows,
                GFile    *folder,
                GError  **error)
{
  g_autoptr (SwObjects) self = g_new0 (SwObjects, 1);

  self->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  g_array_set_clear_func (self->rows, row_clear);
  if (!sw_value_is (rows, SW_TYPE_ARRAY))
    {
      g_set_error (error, SW_TASKS_FILE_ERROR, SW_TASKS_FILE_ERROR_INVALID,
                   "objects: must be an array of rows");
      return NULL;
    }
  for (guint i = 0; i < sw_value_get_length (rows); i++)
    if (!read_row (self, i, sw_value_get_element (rows, i), folder, error))
      return NULL;
  return g_steal_pointer (&self);
}

/**
 * sw_objects_free:
 *
 * Frees the rows; the files stay.
 */
void
sw_objects_free (SwObjects *self)
{
  g_array_unref (self->rows);
  g_free (self);
}

/* The file in a row's folder that a key names, or NULL where the key leads out of it */
static GFile *
resolve (const Row  *row,
         const char *key)
{
  g_autoptr (GFile) file = g_file_resolve_relative_path (row->file, key);

  return g_file_has_prefix (file, row->file) ? g_steal_pointer (&file) : NULL;
}

static gboolean
is_folder (GFile *file)
{
  return g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY;
}

/* The file for an object, or NULL where no row has it. With WRITE: where to write it. */
static GFile *
find_file (SwObjects   *self,
           const Place *place,
           gboolean     write)
{
  for (guint i = 0; self != NULL && i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);

      if (!g_pattern_spec_match_string (row->bucket, place->bucket)
          || !g_pattern_spec_match_string (row->key, place->key) || (write && !row->write))
        continue;
      return write || is_folder (row->file) ? resolve (row, place->key) : g_object_ref (row->file);
    }
  return NULL;
}

G_GNUC_PRINTF (4, 5)
static SwPerformResult
fail (const char  *name,
      char       **error,
      char       **cause,
      const char  *format,
      ...)
{
  va_list arguments;

  va_start (arguments, format);
  *error = g_strdup (name);
  *cause = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return SW_PERFORM_FAILED;
}

/* The bytes of a file; those of a .gz unpacked */
static GBytes *
read_bytes (GFile   *file,
            GError **error)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GInputStream) stream = G_INPUT_STREAM (g_file_read (file, NULL, error));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  if (stream == NULL)
    return NULL;
  if (g_str_has_suffix (name, ".gz"))
    {
      g_autoptr (GZlibDecompressor) unpack
          = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
      GInputStream *packed = g_steal_pointer (&stream);

      stream = g_converter_input_stream_new (packed, G_CONVERTER (unpack));
      g_object_unref (packed);
    }
  if (g_output_stream_splice (memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, error) < 0)
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static SwPerformResult
get_object (SwObjects   *self,
            const Place *place,
            SwValue     *output,
            char       **error,
            char       **cause)
{
  g_autoptr (GFile) file = find_file (self, place, FALSE);
  g_autoptr (GError) reason = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *text;
  gsize length;

  if (file == NULL)
    {
      *cause = g_strdup_printf ("no row of \"objects\" in the tasks file stands in for s3://%s/%s",
                                place->bucket, place->key);
      return SW_PERFORM_NOBODY;
    }
  bytes = read_bytes (file, &reason);
  if (bytes == NULL)
    return fail ("States.ItemReaderFailed", error, cause, "s3://%s/%s: %s", place->bucket,
                 place->key, reason->message);
  text = g_bytes_get_data (bytes, &length);
  if (!g_utf8_validate_len (text != NULL ? text : "", length, NULL))
    return fail ("States.ItemReaderFailed", error, cause, "s3://%s/%s is no UTF-8 text",
                 place->bucket, place->key);
  *output = sw_value_new_string_len (text != NULL ? text : "", (gssize) length);
  return SW_PERFORM_DONE;
}

/* An element of ListObjectsV2's answer as an ItemReader sees it; recorded on AWS */
static void
list_file (SwValue    *output,
           GFile      *file,
           const char *key)
{
  g_autoptr (GFileInfo) info = g_file_query_info (
      file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_TIME_MODIFIED,
      G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_autofree char *text = NULL, *sum = NULL, *tag = NULL;
  gsize length;
  SwValue item;

  if (info == NULL || !g_file_load_contents (file, NULL, &text, &length, NULL, NULL))
    return;
  sum = g_compute_checksum_for_data (G_CHECKSUM_MD5, (const guchar *) text, length);
  tag = g_strdup_printf ("\"%s\"", sum);
  item = sw_value_new_object (5);
  sw_value_set_member (&item, "Etag", sw_value_new_string (tag));
  sw_value_set_member (&item, "Key", sw_value_new_string (key));
  sw_value_set_member (&item, "LastModified",
                       sw_value_new_number ((double) g_file_info_get_attribute_uint64 (
                           info, G_FILE_ATTRIBUTE_TIME_MODIFIED)));
  sw_value_set_member (&item, "Size", sw_value_new_number ((double) length));
  sw_value_set_member (&item, "StorageClass", sw_value_new_string ("STANDARD"));
  sw_value_append (output, item);
}

/* Every file below a folder, by key */
static void
collect (GFile     *folder,
         GFile     *inside,
         GPtrArray *keys)
{
  g_autoptr (GFileEnumerator) files = g_file_enumerate_children (
      inside, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
      G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFileInfo *info;
  GFile *child;

  while (files != NULL && g_file_enumerator_iterate (files, &info, &child, NULL, NULL)
         && info != NULL)
    {
      if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
        collect (folder, child, keys);
      else if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR)
        g_ptr_array_add (keys, g_file_get_relative_path (folder, child));
    }
}

static void
list_row (const Row   *row,
          const Place *place,
          SwValue     *output)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  collect (row->file, row->file, keys);
  g_ptr_array_sort_values (keys, (GCompareFunc) strcmp);
  for (guint i = 0; i < keys->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);
      g_autoptr (GFile) file = g_file_resolve_relative_path (row->file, key);

      if (g_str_has_prefix (key, place->key) && g_pattern_spec_match_string (row->key, key))
        list_file (output, file, key);
    }
}

/* Only folders can be listed: of a single file nobody knows the key. */
static SwPerformResult
list_objects (SwObjects   *self,
              const Place *place,
              SwValue     *output,
              char       **cause)
{
  gboolean found = FALSE;

  *output = sw_value_new_array (16);
  for (guint i = 0; self != NULL && i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);

      if (!g_pattern_spec_match_string (row->bucket, place->bucket) || !is_folder (row->file))
        continue;
      found = TRUE;
      list_row (row, place, output);
    }
  if (found)
    return SW_PERFORM_DONE;
  sw_value_clear (output);
  *cause = g_strdup_printf (
      "no row of \"objects\" in the tasks file has a folder for the bucket s3://%s", place->bucket);
  return SW_PERFORM_NOBODY;
}

static SwPerformResult
put_object (SwObjects   *self,
            const Place *place,
            SwValue      body,
            SwValue     *output,
            char       **error,
            char       **cause)
{
  g_autoptr (GFile) file = find_file (self, place, TRUE);
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GError) reason = NULL;
  gsize length;
  const char *text = sw_value_get_text (body, &length);

  if (file == NULL)
    {
      *cause = g_strdup_printf (
          "no row of \"objects\" in the tasks file, with \"write\", stands in for s3://%s/%s",
          place->bucket, place->key);
      return SW_PERFORM_NOBODY;
    }
  folder = g_file_get_parent (file);
  g_file_make_directory_with_parents (folder, NULL, NULL);
  if (!g_file_replace_contents (file, text, length, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL,
                                &reason))
    return fail ("States.ResultWriterFailed", error, cause, "s3://%s/%s: %s", place->bucket,
                 place->key, reason->message);
  *output = SW_VALUE_NULL;
  return SW_PERFORM_DONE;
}

/**
 * sw_objects_perform:
 * @self: (nullable): %NULL where the tasks file has no "objects"
 * @request: of a kind %SW_TASK_OBJECT
 * @output: (out): the object's text, a list of objects, or null for one that was written
 * @error: (out): as of sw_performer_perform()
 * @cause: (out): likewise; names the object where no row is for it
 *
 * Serves an object of an ItemReader or a ResultWriter.
 *
 * Returns: what came of it
 */
SwPerformResult
sw_objects_perform (SwObjects            *self,
                    const SwTaskRequest  *request,
                    SwValue              *output,
                    char                **error,
                    char                **cause)
{
  gboolean lists = g_str_equal (request->action, "listObjectsV2");
  Place place = { get_text (request->input, "Bucket"),
                  get_text (request->input, lists ? "Prefix" : "Key") };

  if (place.bucket == NULL || (place.key == NULL && !lists))
    {
      *cause = g_strdup (lists ? "its Parameters need \"Bucket\""
                               : "its Parameters need \"Bucket\" and \"Key\"");
      return SW_PERFORM_NOBODY;
    }
  if (lists)
    {
      place.key = place.key != NULL ? place.key : "";
      return list_objects (self, &place, output, cause);
    }
  if (g_str_equal (request->action, "putObject"))
    return put_object (self, &place, sw_value_get_member (request->input, "Body"), output, error,
                       cause);
  return get_object (self, &place, output, error, cause);
}
