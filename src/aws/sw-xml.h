/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* SwXml: what a service answered in XML, as a tree of elements. Prefixes of namespaces are cut off.
 * Entities but XML's own five, document types, and nesting beyond SW_XML_MAX_DEPTH are refused or
 * left out, so that an answer cannot grow. */
typedef struct _SwXml SwXml;

#define SW_XML_MAX_DEPTH 128

struct _SwXml
{
  char      *name;
  GString   *text;     /* what stands in it and not in its elements */
  GPtrArray *elements; /* SwXml */
  GArray    *attributes; /* SwXmlAttribute */
};

typedef struct
{
  char *name;
  char *value;
} SwXmlAttribute;

SwXml      *sw_xml_parse         (const char  *text,
                                  gsize        length,
                                  GError     **error);
void        sw_xml_free          (SwXml       *self);
SwXml      *sw_xml_get           (SwXml       *self,
                                  const char  *name);
const char *sw_xml_get_text      (SwXml       *self,
                                  const char  *name);
const char *sw_xml_get_attribute (SwXml       *self,
                                  const char  *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwXml, sw_xml_free)

G_END_DECLS
