/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aws/sw-xml.h"

#include <string.h>

/* The elements that are open, outermost first */
typedef struct
{
  GPtrArray *open; /* SwXml, borrowed but for the first */
  SwXml     *root;
} Reading;

static void
attribute_clear (gpointer data)
{
  SwXmlAttribute *attribute = data;

  g_free (attribute->name);
  g_free (attribute->value);
}

/* "ns2:Code" is Code; "xmlns:a" and "xsi:type" stay, as attributes. */
static const char *
plain_name (const char *name)
{
  const char *colon = strrchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

static SwXml *
xml_new (const char  *name,
         const char **names,
         const char **values)
{
  SwXml *self = g_new0 (SwXml, 1);

  self->name = g_strdup (plain_name (name));
  self->text = g_string_new (NULL);
  self->elements = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_xml_free);
  self->attributes = g_array_new (FALSE, FALSE, sizeof (SwXmlAttribute));
  g_array_set_clear_func (self->attributes, attribute_clear);
  for (guint i = 0; names[i] != NULL; i++)
    {
      SwXmlAttribute attribute = { g_strdup (names[i]), g_strdup (values[i]) };

      g_array_append_val (self->attributes, attribute);
    }
  return self;
}

/**
 * sw_xml_free:
 * @self: (transfer full): an element
 *
 * Frees it with all that it holds.
 */
void
sw_xml_free (SwXml *self)
{
  g_free (self->name);
  g_string_free (self->text, TRUE);
  g_ptr_array_unref (self->elements);
  g_array_unref (self->attributes);
  g_free (self);
}

static void
start_element (GMarkupParseContext  *context,
               const char           *name,
               const char          **names,
               const char          **values,
               gpointer              data,
               GError              **error)
{
  Reading *reading = data;
  SwXml *parent
      = reading->open->len > 0 ? reading->open->pdata[reading->open->len - 1] : NULL;
  SwXml *element;

  if (reading->open->len >= SW_XML_MAX_DEPTH)
    {
      g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT,
                   "The elements are nested deeper than %d", SW_XML_MAX_DEPTH);
      return;
    }
  element = xml_new (name, names, values);
  if (parent != NULL)
    g_ptr_array_add (parent->elements, element);
  else
    {
      g_clear_pointer (&reading->root, sw_xml_free);
      reading->root = element;
    }
  g_ptr_array_add (reading->open, element);
}

static void
end_element (GMarkupParseContext  *context,
             const char           *name,
             gpointer              data,
             GError              **error)
{
  Reading *reading = data;

  g_ptr_array_remove_index (reading->open, reading->open->len - 1);
}

static void
read_text (GMarkupParseContext *context,
           const char          *bytes,
           gsize                length,
           gpointer             data,
           GError             **error)
{
  Reading *reading = data;
  SwXml *element;

  if (reading->open->len == 0)
    return;
  element = reading->open->pdata[reading->open->len - 1];
  g_string_append_len (element->text, bytes, (gssize) length);
}

/**
 * sw_xml_parse:
 * @bytes: a document
 * @length: bytes
 *
 * Returns: (transfer full): its outermost element, or %NULL with @error set where it is no XML
 */
SwXml *
sw_xml_parse (const char  *bytes,
              gsize        length,
              GError     **error)
{
  static const GMarkupParser parser = { start_element, end_element, read_text, NULL, NULL };
  Reading reading = { g_ptr_array_new (), NULL };
  g_autoptr (GMarkupParseContext) context
      = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &reading, NULL);
  gboolean read = g_markup_parse_context_parse (context, bytes, (gssize) length, error)
                  && g_markup_parse_context_end_parse (context, error);

  g_ptr_array_unref (reading.open);
  if (!read)
    g_clear_pointer (&reading.root, sw_xml_free);
  else if (reading.root == NULL)
    g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_EMPTY, "There is no element");
  return reading.root;
}

/**
 * sw_xml_get:
 * @self: (nullable): an element
 * @name: of one in it
 *
 * Returns: (nullable) (transfer none): the first that is called so
 */
SwXml *
sw_xml_get (SwXml      *self,
            const char *name)
{
  for (guint i = 0; self != NULL && i < self->elements->len; i++)
    {
      SwXml *element = self->elements->pdata[i];

      if (g_str_equal (element->name, name))
        return element;
    }
  return NULL;
}

/**
 * sw_xml_get_text:
 * @self: (nullable): an element
 * @name: of one in it
 *
 * Returns: (nullable): the text of the first that is called so
 */
const char *
sw_xml_get_text (SwXml      *self,
                 const char *name)
{
  SwXml *element = sw_xml_get (self, name);

  return element != NULL ? element->text->str : NULL;
}

/**
 * sw_xml_get_attribute:
 * @name: with its prefix, "xsi:type"
 *
 * Returns: (nullable): its value
 */
const char *
sw_xml_get_attribute (SwXml      *self,
                      const char *name)
{
  for (guint i = 0; i < self->attributes->len; i++)
    {
      SwXmlAttribute *attribute = &g_array_index (self->attributes, SwXmlAttribute, i);

      if (g_str_equal (attribute->name, name))
        return attribute->value;
    }
  return NULL;
}
