/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/execution/sw-items.h"

#include <string.h>

#include "json/sw-text.h"

/* Recorded on AWS, word for word */
#define DUPLICATE_HEADERS "CSV headers cannot contain duplicates."

/* Walks over the rows of a CSV text (RFC 4180: fields in quotes may hold delimiters, line ends and
 * doubled quotes). */
typedef struct
{
  const char *at;
  const char *end;
  char        delimiter;
} CsvReader;

static gboolean
is_line_end (const CsvReader *reader)
{
  return reader->at == reader->end || *reader->at == '\n' || *reader->at == '\r';
}

static void
skip_line_end (CsvReader *reader)
{
  if (reader->at < reader->end && *reader->at == '\r')
    reader->at++;
  if (reader->at < reader->end && *reader->at == '\n')
    reader->at++;
}

static void
read_quoted (CsvReader *reader,
             GString   *field)
{
  for (reader->at++; reader->at < reader->end; reader->at++)
    {
      if (*reader->at == '"')
        {
          reader->at++;
          if (reader->at == reader->end || *reader->at != '"')
            return;
        }
      g_string_append_c (field, *reader->at);
    }
}

static void
read_field (CsvReader *reader,
            GString   *field)
{
  g_string_truncate (field, 0);
  if (reader->at < reader->end && *reader->at == '"')
    read_quoted (reader, field);
  while (!is_line_end (reader) && *reader->at != reader->delimiter)
    g_string_append_c (field, *reader->at++);
}

/* *ROW becomes an array of texts; returns FALSE at the end. Empty lines are no rows. */
static gboolean
read_row (CsvReader *reader,
          SwValue   *row)
{
  g_autoptr (GString) field = g_string_new (NULL);

  while (reader->at < reader->end && is_line_end (reader))
    skip_line_end (reader);
  if (reader->at == reader->end)
    return FALSE;
  *row = sw_value_new_array (8);
  for (;;)
    {
      read_field (reader, field);
      sw_value_append (row, sw_value_new_string_len (field->str, (gssize) field->len));
      if (is_line_end (reader))
        break;
      reader->at++;
    }
  skip_line_end (reader);
  return TRUE;
}

static gboolean
has_duplicates (SwValue headers)
{
  g_autoptr (GHashTable) seen
      = g_hash_table_new ((GHashFunc) sw_string_hash, (GEqualFunc) sw_string_equal);

  for (guint i = 0; i < sw_value_get_length (headers); i++)
    if (!g_hash_table_add (seen, sw_value_get_string (sw_value_get_element (headers, i))))
      return TRUE;
  return FALSE;
}

/* Recorded on AWS: fields beyond the headers are dropped, missing ones are "", blanks stay. */
static SwValue
make_item (SwValue headers,
           SwValue row)
{
  guint length = sw_value_get_length (headers), n_fields = sw_value_get_length (row);
  SwValue item = sw_value_new_object (length);

  for (guint i = 0; i < length; i++)
    sw_value_set_member_string (&item, sw_value_get_string (sw_value_get_element (headers, i)),
                                i < n_fields ? sw_value_ref (sw_value_get_element (row, i))
                                             : sw_value_new_string (""));
  return item;
}

static gboolean
parse_csv (const SwItemsOptions  *options,
           const char            *text,
           gsize                  length,
           SwValue               *items,
           char                 **cause)
{
  CsvReader reader = { text, text + length, options->delimiter };
  g_auto (SwValue) headers = sw_value_ref (options->headers);
  SwValue row;

  *items = sw_value_new_array (16);
  if (sw_value_is (headers, SW_TYPE_UNDEFINED) && !read_row (&reader, &headers))
    return TRUE;
  if (has_duplicates (headers))
    {
      *cause = g_strdup (DUPLICATE_HEADERS);
      sw_value_clear (items);
      return FALSE;
    }
  while (read_row (&reader, &row))
    {
      sw_value_append (items, make_item (headers, row));
      sw_value_clear (&row);
    }
  return TRUE;
}

/* The sentence is ours: no recording has an object that is no JSON. */
static gboolean
parse_document (const char  *text,
                gsize        length,
                SwValue     *value,
                char       **cause)
{
  g_autoptr (GError) error = NULL;

  if (sw_value_from_text (text, (gssize) length, SW_TEXT_DEFAULT, value, &error))
    return TRUE;
  *cause = g_strdup_printf ("The object is no valid JSON: %s", error->message);
  return FALSE;
}

static gboolean
parse_lines (const char  *text,
             gsize        length,
             SwValue     *items,
             char       **cause)
{
  const char *end = text + length;

  *items = sw_value_new_array (16);
  while (text < end)
    {
      const char *newline = memchr (text, '\n', (gsize) (end - text));
      const char *stop = newline != NULL ? newline : end;
      gsize line = (gsize) (stop - text);
      SwValue value;

      if (line > 0 && text[line - 1] == '\r')
        line--;
      if (line > 0 && !parse_document (text, line, &value, cause))
        {
          sw_value_clear (items);
          return FALSE;
        }
      if (line > 0)
        sw_value_append (items, value);
      text = stop + 1;
    }
  return TRUE;
}

/**
 * sw_items_parse:
 * @body: text of the object; any other value is taken as the parsed document
 * @items: (out): set on success: an array, but for %SW_ITEMS_JSON any document; owned
 * @cause: (out): set on failure: what is wrong with the object; owned
 *
 * Reads items out of an object.
 *
 * Returns: whether it went well
 */
gboolean
sw_items_parse (const SwItemsOptions  *options,
                SwValue                body,
                SwValue               *items,
                char                 **cause)
{
  static const char byte_order_mark[] = "\357\273\277";
  const char *text;
  gsize length;

  if (!sw_value_is (body, SW_TYPE_STRING))
    {
      *items = sw_value_ref (body);
      return TRUE;
    }
  text = sw_value_get_text (body, &length);
  if (g_str_has_prefix (text, byte_order_mark))
    {
      text += strlen (byte_order_mark);
      length -= strlen (byte_order_mark);
    }
  switch (options->format)
    {
    case SW_ITEMS_CSV:
    case SW_ITEMS_MANIFEST: /* a file of the inventory */
      return parse_csv (options, text, length, items, cause);
    case SW_ITEMS_JSONL:
      return parse_lines (text, length, items, cause);
    case SW_ITEMS_JSON:
    default:
      return parse_document (text, length, items, cause);
    }
}

/**
 * sw_items_parse_manifest:
 * @body: text of the manifest.json of an S3 inventory, or the parsed document
 * @headers: (out): names of the columns, array of texts; owned
 * @keys: (out): keys of the CSV files, array of texts; owned
 * @cause: (out): set on failure; owned
 *
 * Reads where an S3 inventory has its rows.
 *
 * Returns: whether it went well
 */
gboolean
sw_items_parse_manifest (SwValue   body,
                         SwValue  *headers,
                         SwValue  *keys,
                         char    **cause)
{
  const SwItemsOptions options = { .format = SW_ITEMS_JSON };
  g_auto (SwValue) manifest = SW_VALUE_INIT;
  SwValue schema, files;

  if (!sw_items_parse (&options, body, &manifest, cause))
    return FALSE;
  schema = sw_value_get_member (manifest, "fileSchema");
  files = sw_value_get_member (manifest, "files");
  if (!sw_value_is (schema, SW_TYPE_STRING) || !sw_value_is (files, SW_TYPE_ARRAY))
    {
      *cause = g_strdup ("The manifest needs \"fileSchema\", a text, and \"files\", an array.");
      return FALSE;
    }

  *headers = sw_value_new_array (8);
  *keys = sw_value_new_array (sw_value_get_length (files));
  {
    g_auto (GStrv) names = g_strsplit (sw_value_get_text (schema, NULL), ",", -1);

    for (guint i = 0; names[i] != NULL; i++)
      sw_value_append (headers, sw_value_new_string (g_strstrip (names[i])));
  }
  for (guint i = 0; i < sw_value_get_length (files); i++)
    {
      SwValue key = sw_value_get_member (sw_value_get_element (files, i), "key");

      if (sw_value_is (key, SW_TYPE_STRING))
        sw_value_append (keys, sw_value_ref (key));
    }
  return TRUE;
}
