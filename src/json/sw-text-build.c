/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text-private.h"
#include "json/value/sw-value-private.h"

#include <string.h>

/* A container that is being filled. It belongs to the reader until it is complete. */
typedef struct
{
  SwValue   container;
  gsize     left; /* values to come */
  SwString *key;  /* of the member whose value comes next; owned */
} Frame;

typedef struct
{
  GArray    *frames;
  SwString **keys;      /* every name once: open addressing by hash; owned */
  guint      key_count;
  guint      key_mask;  /* slots - 1 */
  guint      max_depth;
  gboolean   refuse_duplicates;
} Reader;

static void
reader_clear (Reader *reader)
{
  for (guint i = 0; i < reader->frames->len; i++)
    {
      Frame *frame = &g_array_index (reader->frames, Frame, i);

      sw_value_clear (&frame->container);
      g_clear_pointer (&frame->key, sw_string_unref);
    }

  for (guint i = 0; reader->keys != NULL && i <= reader->key_mask; i++)
    g_clear_pointer (&reader->keys[i], sw_string_unref);

  g_array_unref (reader->frames);
  g_free (reader->keys);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static void
grow_keys (Reader *reader)
{
  g_autofree SwString **old = reader->keys;
  guint old_slots = old != NULL ? reader->key_mask + 1 : 0;

  reader->key_mask = MAX (old_slots * 2, 32) - 1;
  reader->keys = g_new0 (SwString *, reader->key_mask + 1);

  for (guint i = 0; i < old_slots; i++)
    {
      guint slot;

      if (old[i] == NULL)
        continue;
      for (slot = old[i]->hash & reader->key_mask; reader->keys[slot] != NULL;)
        slot = (slot + 1) & reader->key_mask;
      reader->keys[slot] = old[i];
    }
}

/* One string for each name of the whole text: objects of the same shape share their names, and
 * looking a member up mostly compares addresses. */
static SwString *
share_key (Reader     *reader,
           const char *text,
           gsize       length)
{
  guint hash = sw_bytes_hash (text, length);
  SwString *key;
  guint slot;

  if (reader->keys == NULL || reader->key_count * 2 > reader->key_mask)
    grow_keys (reader);

  for (slot = hash & reader->key_mask; reader->keys[slot] != NULL;
       slot = (slot + 1) & reader->key_mask)
    {
      key = reader->keys[slot];
      if (key->hash == hash && key->length == length && memcmp (key->text, text, length) == 0)
        return sw_string_ref (key);
    }

  key = sw_string_new (text, (gssize) length);
  key->hash = hash;
  reader->keys[slot] = key;
  reader->key_count++;
  return sw_string_ref (key);
}

/* A repeated name: the last value wins and the first place stays, as in every JSON library of note.
 */
static gboolean
add_member (Reader  *reader,
            Frame   *frame,
            SwValue  take_value)
{
  g_autoptr (SwString) key = g_steal_pointer (&frame->key);
  SwObject *object = frame->container.object;
  guint position = sw_object_find_string (object, key);

  if (position == SW_OBJECT_NOT_FOUND)
    {
      sw_object_append (object, g_steal_pointer (&key), take_value);
      return TRUE;
    }

  sw_value_set (&object->members[position].value, take_value);
  return !reader->refuse_duplicates;
}

static SwValue
read_kept (const char *text,
           gsize       length)
{
  SwValue value = sw_value_new_digits (text, (gssize) length);

  if (strpbrk (value.string->text, ".eE") != NULL)
    value.flags |= SW_VALUE_DECIMAL;
  return value;
}

static SwValue
read_number (yyjson_val *from)
{
  const gint64 exact = G_GINT64_CONSTANT (1) << 53;
  char digits[32];

  if (unsafe_yyjson_is_real (from))
    return (SwValue) {
      .type = SW_TYPE_NUMBER,
      .flags = SW_VALUE_DECIMAL,
      .number = unsafe_yyjson_get_real (from),
    };

  if (unsafe_yyjson_is_uint (from))
    {
      guint64 integer = unsafe_yyjson_get_uint (from);

      if (integer <= (guint64) exact)
        return sw_value_new_number ((double) integer);
      g_snprintf (digits, sizeof digits, "%" G_GUINT64_FORMAT, integer);
      return sw_value_new_digits (digits, -1);
    }

  /* yyjson reads -0 as the signed integer 0, and 0 as an unsigned one. */
  if (unsafe_yyjson_get_sint (from) == 0)
    return sw_value_new_digits ("-0", -1);

  return sw_value_new_integer (unsafe_yyjson_get_sint (from));
}

/* Everything but arrays and objects */
static SwValue
read_flat (yyjson_val *from)
{
  switch (unsafe_yyjson_get_type (from))
    {
    case YYJSON_TYPE_BOOL:
      return sw_value_new_boolean (unsafe_yyjson_get_bool (from));
    case YYJSON_TYPE_NUM:
      return read_number (from);
    case YYJSON_TYPE_RAW:
      return read_kept (unsafe_yyjson_get_raw (from), unsafe_yyjson_get_len (from));
    case YYJSON_TYPE_STR:
      return sw_value_new_string_len (unsafe_yyjson_get_str (from),
                                      (gssize) unsafe_yyjson_get_len (from));
    default:
      return SW_VALUE_NULL;
    }
}

/* Puts a complete value where it belongs, and closes the containers that are complete with it. The
 * root ends in *ROOT. */
static gboolean
place (Reader  *reader,
       SwValue  take_value,
       SwValue *root)
{
  SwValue value = take_value;

  while (reader->frames->len > 0)
    {
      Frame *frame = &g_array_index (reader->frames, Frame, reader->frames->len - 1);
      SwValue container = frame->container;

      frame->left--;
      if (container.type == SW_TYPE_ARRAY)
        container.array->items[container.array->length++] = value;
      else if (!add_member (reader, frame, value))
        return FALSE;
      if (frame->left > 0)
        return TRUE;

      value = container;
      g_array_set_size (reader->frames, reader->frames->len - 1);
    }

  *root = value;
  return TRUE;
}

static SwValue
open_container (yyjson_val *from,
                gsize       length)
{
  g_assert (length < G_MAXUINT / 4);

  if (unsafe_yyjson_is_arr (from))
    return sw_value_new_array ((guint) length);

  return sw_value_new_object ((guint) length);
}

/* Reads one of yyjson's values, or a name. Returns FALSE where the text has to be refused. */
static gboolean
read_value (Reader     *reader,
            yyjson_val *from,
            SwValue    *root)
{
  Frame *top = reader->frames->len > 0
                   ? &g_array_index (reader->frames, Frame, reader->frames->len - 1)
                   : NULL;
  Frame frame = { .left = unsafe_yyjson_get_len (from) };

  if (top != NULL && top->container.type == SW_TYPE_OBJECT && top->key == NULL)
    {
      top->key = share_key (reader, unsafe_yyjson_get_str (from), frame.left);
      return TRUE;
    }
  if (!unsafe_yyjson_is_ctn (from))
    return place (reader, read_flat (from), root);
  if (reader->frames->len >= reader->max_depth)
    return FALSE;
  if (frame.left == 0)
    return place (reader, open_container (from, 0), root);

  frame.container = open_container (from, frame.left);
  g_array_append_val (reader->frames, frame);
  return TRUE;
}

/**
 * sw_text_build:
 * @document: what yyjson read, with YYJSON_READ_BIGNUM_AS_RAW
 * @flags: SW_TEXT_REPORT_DUPLICATES: a repeated name ends the reading; SW_TEXT_PAYLOAD
 * @value: (out): receives the value
 *
 * Builds the value of a document. Does not recurse: yyjson lays its values out in the order of the
 * text, each container before what it holds.
 *
 * Returns: FALSE where a name is repeated, or the nesting is too deep
 */
gboolean
sw_text_build (yyjson_doc  *document,
               SwTextFlags  flags,
               SwValue     *value)
{
  g_auto (Reader) reader = { .max_depth = sw_text_get_max_depth (flags),
                             .refuse_duplicates = (flags & SW_TEXT_REPORT_DUPLICATES) != 0 };
  yyjson_val *values = yyjson_doc_get_root (document);
  gsize count = yyjson_doc_get_val_count (document);

  reader.frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  for (gsize i = 0; i < count; i++)
    if (!read_value (&reader, &values[i], value))
      return FALSE;

  return TRUE;
}

/**
 * sw_number_from_text:
 * @text: (array length=length): a number as JSON writes it
 *
 * Returns: (transfer full): the value; SW_TYPE_UNDEFINED where @text is no number
 */
SwValue
sw_number_from_text (const char *text,
                     gsize       length)
{
  g_autofree char *padded = g_malloc0 (length + YYJSON_PADDING_SIZE);
  yyjson_val value;
  const char *end;

  memcpy (padded, text, length);
  end = yyjson_read_number (padded, &value, YYJSON_READ_BIGNUM_AS_RAW, NULL, NULL);
  if (end != padded + length)
    return SW_VALUE_INIT;

  return read_flat (&value);
}
