/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-text-private.h"
#include "json/value/sw-value-private.h"

#include <string.h>

/* A container that is being walked through. The walks keep their own stack: an execution may nest
 * values deeper than C's. */
typedef struct
{
  SwValue container;
  guint   next; /* the child to come */
  gsize   size; /* bytes of text so far, when measuring */
} Frame;

static Frame *
get_top (GArray *frames)
{
  return &g_array_index (frames, Frame, frames->len - 1);
}

static SwValue
take_child (Frame *frame)
{
  guint index = frame->next++;

  return frame->container.type == SW_TYPE_ARRAY ? frame->container.array->items[index]
                                                : frame->container.object->members[index].value;
}

/* A length that no text has; two of them can still be added. */
#define LONGEST (G_MAXSIZE / 4)

static gsize
measure_string (SwString *string)
{
  if (string->text_length == 0)
    string->text_length = sw_json_string_measure (string->text, string->length);

  return string->text_length;
}

static gsize *
get_cache (SwValue container)
{
  return container.type == SW_TYPE_ARRAY ? &container.array->text_length
                                         : &container.object->text_length;
}

/* The length of a value's text, or 0 for a container that was not measured yet */
static gsize
measure_flat (SwValue value)
{
  char buffer[SW_NUMBER_SIZE];

  switch ((SwType) value.type)
    {
    case SW_TYPE_BOOLEAN:
      return value.boolean ? strlen ("true") : strlen ("false");
    case SW_TYPE_NUMBER:
      return value.flags & SW_VALUE_DIGITS ? value.string->length
                                           : sw_value_format_number (value, buffer);
    case SW_TYPE_STRING:
      return measure_string (value.string);
    case SW_TYPE_ARRAY:
    case SW_TYPE_OBJECT:
      return *get_cache (value);
    case SW_TYPE_UNDEFINED:
    case SW_TYPE_NULL:
    case SW_TYPE_OPAQUE:
    default:
      return strlen ("null");
    }
}

/* Brackets, commas, names and colons */
static gsize
measure_frame (SwValue container)
{
  guint length = sw_value_get_length (container);
  gsize size = 2 + (length > 0 ? length - 1 : 0);

  if (container.type == SW_TYPE_OBJECT)
    for (guint i = 0; i < length; i++)
      size += measure_string (container.object->members[i].key) + 1;

  return size;
}

static void
push_measured (GArray  *frames,
               SwValue  container)
{
  Frame frame = { container, 0, measure_frame (container) };

  g_array_append_val (frames, frame);
}

/* A value whose parts are shared may be small, and its text longer than any number tells. */
static gsize
add_sizes (gsize a,
           gsize b)
{
  return MIN (a + b, LONGEST);
}

/**
 * sw_value_get_text_length:
 *
 * Each string, array and object remembers its length, so that asking again costs nothing, and a
 * changed container costs its own members alone.
 *
 * Returns: bytes of @self as compact JSON text; at most a quarter of %G_MAXSIZE
 */
gsize
sw_value_get_text_length (SwValue self)
{
  g_autoptr (GArray) frames = NULL;
  gsize size = measure_flat (self);

  if (size != 0)
    return size;

  frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  push_measured (frames, self);
  while (frames->len > 0)
    {
      Frame *frame = get_top (frames);
      SwValue child;

      if (frame->next == sw_value_get_length (frame->container))
        {
          size = frame->size;
          *get_cache (frame->container) = size;
          g_array_set_size (frames, frames->len - 1);
          if (frames->len > 0)
            get_top (frames)->size = add_sizes (get_top (frames)->size, size);
          continue;
        }

      child = take_child (frame);
      size = measure_flat (child);
      frame->size = add_sizes (frame->size, size);
      if (size == 0)
        push_measured (frames, child);
    }

  return size;
}

static void
print_flat (SwValue  value,
            GString *out)
{
  char buffer[SW_NUMBER_SIZE];

  if (value.type == SW_TYPE_BOOLEAN)
    g_string_append (out, value.boolean ? "true" : "false");
  else if (value.type == SW_TYPE_STRING)
    sw_json_string_print (value.string->text, value.string->length, out);
  else if (value.type != SW_TYPE_NUMBER)
    g_string_append (out, "null");
  else if (value.flags & SW_VALUE_DIGITS)
    g_string_append_len (out, value.string->text, (gssize) value.string->length);
  else
    g_string_append_len (out, buffer, (gssize) sw_value_format_number (value, buffer));
}

static void
print_break (GString *out,
             guint    depth)
{
  g_string_append_c (out, '\n');
  for (guint i = 0; i < depth; i++)
    g_string_append (out, "  ");
}

/* Prints a value that holds nothing, or opens one that does. */
static void
print_begin (SwValue  value,
             GArray  *frames,
             GString *out)
{
  if (value.type != SW_TYPE_ARRAY && value.type != SW_TYPE_OBJECT)
    {
      print_flat (value, out);
      return;
    }
  if (sw_value_get_length (value) == 0)
    {
      g_string_append (out, value.type == SW_TYPE_ARRAY ? "[]" : "{}");
      return;
    }

  g_string_append_c (out, value.type == SW_TYPE_ARRAY ? '[' : '{');
  g_array_append_vals (frames, &(Frame) { .container = value }, 1);
}

static void
print_name (const Frame *frame,
            gboolean     pretty,
            GString     *out)
{
  SwString *key = sw_value_get_key (frame->container, frame->next);

  if (key == NULL)
    return;

  sw_json_string_print (key->text, key->length, out);
  g_string_append (out, pretty ? ": " : ":");
}

/**
 * sw_value_print:
 * @flags: SW_TEXT_PRETTY for two spaces of indent; compact otherwise
 * @out: receives the text
 *
 * Appends @self as JSON text. What has no JSON text (undefined, opaque) becomes null. Does not
 * recurse.
 */
void
sw_value_print (SwValue      self,
                SwTextFlags  flags,
                GString     *out)
{
  gboolean pretty = (flags & SW_TEXT_PRETTY) != 0;
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (Frame));

  print_begin (self, frames, out);
  while (frames->len > 0)
    {
      Frame *frame = get_top (frames);

      if (frame->next == sw_value_get_length (frame->container))
        {
          char bracket = frame->container.type == SW_TYPE_ARRAY ? ']' : '}';

          g_array_set_size (frames, frames->len - 1);
          if (pretty)
            print_break (out, frames->len);
          g_string_append_c (out, bracket);
          continue;
        }

      if (frame->next > 0)
        g_string_append_c (out, ',');
      if (pretty)
        print_break (out, frames->len);
      print_name (frame, pretty, out);
      print_begin (take_child (frame), frames, out);
    }
}

/**
 * sw_value_to_text:
 * @length: (out) (optional): receives the bytes' number
 *
 * Like sw_value_print(), into a text of its own.
 *
 * Returns: (transfer full): UTF-8, NUL-terminated; free with g_free()
 */
char *
sw_value_to_text (SwValue      value,
                  SwTextFlags  flags,
                  gsize       *length)
{
  GString *out = g_string_sized_new (64);

  sw_value_print (value, flags, out);
  if (length != NULL)
    *length = out->len;

  return g_string_free_and_steal (out);
}
