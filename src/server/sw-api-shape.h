/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/value/sw-value.h"

G_BEGIN_DECLS

/* SwShape: what a request, or a part of one, has to look like. Constant tables. */
typedef enum
{
  SW_SHAPE_STRING,
  SW_SHAPE_INTEGER,
  SW_SHAPE_NUMBER,
  SW_SHAPE_BOOLEAN,
  SW_SHAPE_LIST,
  SW_SHAPE_STRUCTURE,
} SwShapeType;

typedef struct _SwShape SwShape;

typedef struct
{
  const char    *name; /* NULL: the end of the table */
  gboolean       required;
  const SwShape *shape;
} SwShapeMember;

struct _SwShape
{
  const char          *name;
  SwShapeType          type;
  gboolean             has_min;
  gboolean             has_max;
  double               min;     /* of a number; characters of a string; elements of a list */
  double               max;
  const char          *pattern; /* regular expression of the whole string, or NULL */
  const char *const   *words;   /* those allowed, or NULL */
  const SwShape       *element; /* of a list */
  const SwShapeMember *members; /* of a structure */
};

const SwShape *sw_shape_find  (const char     *operation);
gboolean       sw_shape_check (const SwShape  *self,
                               SwValue         request,
                               char          **error,
                               char          **message);

G_END_DECLS
